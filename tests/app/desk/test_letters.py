"""Letters of providers at a whole desk: nothing twice, nothing lost, what fits nothing is shown."""

from base64 import b64encode
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from app.domain.case import Case, SendingStage
from app.domain.case_states import CaseState
from app.errors import Unavailable
from app.gateways.exchange.faults import GONE
from app.gateways.exchange.folder import FolderTransport
from app.gateways.exchange.letters import written
from app.gateways.exchange.practice_office import (
    Conduct,
    PracticeOffice,
    make_folders,
    serve_folder,
)
from app.gateways.exchange.provider import ExchangeProvider
from app.gateways.simulated import practice_gateways
from app.ports.exchange import LetterKind
from app.usecases.letters import SettleLetter
from app.usecases.send import Send
from tests.fakes.intake_desk import people
from tests.fakes.whole_desk import WholeDesk, whole


class Exchange:
    """A desk whose provider is at the other end of a folder."""

    def __init__(self, root: Path, conduct: Conduct = Conduct.SOUND) -> None:
        make_folders(root)
        self.root = root
        self.office = PracticeOffice(lambda *_: True)
        self.office.conduct = conduct
        provider: Any = ExchangeProvider(FolderTransport(root))
        self.desk, self.case = whole(
            "filed", "on_line", gateways=practice_gateways() | {"provider": provider}
        )

    def turn(self, **later: float) -> Case:
        """Time passes, the provider works, the courier goes round until nothing is due."""
        self.desk.carry(**(later or {"minutes": 1}))
        serve_folder(self.office, self.root, self.desk.road.clock.at)
        self.desk.carry(minutes=1)
        return self.now

    @property
    def now(self) -> Case:
        return self.desk.road.again(self.case)

    def brings(self, letter: LetterKind, /, *, about: str = "", **facts: str) -> None:
        """A letter lies in the folder."""
        count = len(list(self.root.glob("*/*")))
        content = written(
            letter,
            number=self.case.number,
            at=self.desk.road.clock.at,
            about=about,
            facts=facts,
        )
        (self.root / "in" / f"own-{count}.json").write_bytes(content)

    def kept(self) -> list[str]:
        return [one.last_error for one in self.desk.items("letter") if one.state == "kept"]

    def stopped(self) -> list[str]:
        return [verb for verb in self.desk.road.verbs() if verb.startswith("stopped:")]


@pytest.mark.requirement("R-156")
def test_an_application_goes_out_and_is_registered_by_letter(tmp_path: Path) -> None:
    exchange = Exchange(tmp_path)
    exchange.desk.do(Send(case=exchange.case.id))
    assert exchange.now.sending.stage is SendingStage.KEPT_HERE
    exchange.desk.carry()
    assert exchange.now.sending.stage is SendingStage.ON_ITS_WAY
    done = exchange.turn()
    assert (done.state, done.sending.stage) == (CaseState.IN_WORK, SendingStage.REGISTERED)
    assert not list((tmp_path / "in").iterdir())
    assert exchange.kept() == []


@pytest.mark.requirement("R-156", "R-235")
def test_a_folder_out_of_reach_keeps_the_message_here_and_says_why(tmp_path: Path) -> None:
    exchange = Exchange(tmp_path)
    (tmp_path / "out").rename(tmp_path / "away")
    exchange.desk.do(Send(case=exchange.case.id))
    exchange.desk.carry()
    assert exchange.now.sending.stage is SendingStage.KEPT_HERE
    assert exchange.desk.item("send").last_error == GONE
    (tmp_path / "away").rename(tmp_path / "out")
    exchange.desk.carry(minutes=2)
    assert exchange.now.sending.stage is SendingStage.ON_ITS_WAY
    assert len(list((tmp_path / "out").iterdir())) == 1


@pytest.mark.requirement("R-156")
@pytest.mark.parametrize("conduct", [Conduct.TWICE, Conduct.OUT_OF_ORDER])
def test_twice_or_in_disorder_changes_nothing_twice(tmp_path: Path, conduct: Conduct) -> None:
    exchange = Exchange(tmp_path, conduct)
    exchange.desk.do(Send(case=exchange.case.id))
    first = exchange.turn()
    assert first.state is CaseState.IN_WORK
    later = exchange.turn(hours=1)
    assert later == first
    registered = [v for v in exchange.desk.road.verbs() if v == "record_provider_registration"]
    assert len(registered) == 1
    assert (exchange.stopped(), exchange.kept()) == ([], [])


@pytest.mark.requirement("R-156")
def test_rejected_mended_and_sent_again_while_the_old_rejection_comes_late(tmp_path: Path) -> None:
    exchange = Exchange(tmp_path, Conduct.REJECTS)
    exchange.desk.do(Send(case=exchange.case.id))
    failed = exchange.turn()
    assert (failed.state, failed.sending.error) == (CaseState.SEND_ERROR, "schema")
    exchange.office.conduct = Conduct.SILENT
    exchange.desk.do(Send(case=exchange.case.id))
    older = failed.sending.message_id
    exchange.brings(LetterKind.REJECTED, about=older, error="late")
    exchange.brings(LetterKind.DELIVERED, about=older)
    waits = exchange.turn()
    assert (waits.state, waits.sending.stage) == (CaseState.SENT, SendingStage.ON_ITS_WAY)
    exchange.brings(LetterKind.REGISTERED, provider_number="SYN-7")
    assert exchange.turn().sending.provider_number == "SYN-7"
    assert len(exchange.office.taken) == 2
    manifests = {one.manifest for one in exchange.office.taken.values()}
    assert len(manifests) == 1
    assert exchange.kept() == []


@pytest.mark.requirement("R-156", "R-235")
def test_what_fits_nothing_is_kept_until_the_supervisor_settles_it(tmp_path: Path) -> None:
    exchange = Exchange(tmp_path, Conduct.UNKNOWN_CASE)
    exchange.desk.do(Send(case=exchange.case.id))
    exchange.turn()
    (tmp_path / "in" / "torn.json").write_bytes(b"{torn")
    exchange.turn(minutes=5)
    assert sorted(exchange.kept()) == ["letter.unfit", "letter.unreadable"]
    assert exchange.now.state is CaseState.SENT
    waiting = [one for one in exchange.desk.items("letter") if one.state == "kept"]
    assert all(one.payload != "{}" for one in waiting)
    mine = SettleLetter(letter=waiting[0].id, reason="asked the provider by telephone")
    clerk = WholeDesk(exchange.desk.road, operator=people().operators["operator"])
    assert [f.rule for f in clerk.do(mine, "k-1").findings] == ["roles.not_yours"]
    head = WholeDesk(exchange.desk.road, operator=people().operators["supervisor"])
    assert (
        head.do(SettleLetter(letter=waiting[0].id, reason=" "), "k-2").error.code == "letter.reason"
    )
    assert head.do(mine, "k-3").ok
    assert head.do(mine, "k-4").error.code == "letter.unknown"
    left = exchange.kept()
    assert len(left) == 1
    exchange.turn(minutes=5)
    assert exchange.kept() == left


@pytest.mark.requirement("R-156")
def test_another_number_for_a_registered_case_is_for_the_supervisor(tmp_path: Path) -> None:
    exchange = Exchange(tmp_path)
    exchange.desk.do(Send(case=exchange.case.id))
    first = exchange.turn()
    exchange.brings(LetterKind.REGISTERED, provider_number="SYN-OTHER")
    assert exchange.turn() == first
    assert exchange.kept() == ["step.not_from_here"]


def _result(exchange: Exchange, cms: bytes = b"") -> dict[str, str]:
    content = b"the electronic document"
    signed = cms or exchange.desk.place.signing_key.sign("small_branch", content, None)
    return {
        "kind": "electronic_document",
        "number": "SYN-E-1",
        "signer": "Тестов Т. Т.",
        "content": b64encode(content).decode(),
        "cms": b64encode(signed).decode(),
    }


@pytest.mark.requirement("R-168", "R-169")
def test_a_result_by_letter_waits_for_its_registration_and_is_received_once(
    tmp_path: Path,
) -> None:
    exchange = Exchange(tmp_path, Conduct.SILENT)
    exchange.desk.do(Send(case=exchange.case.id))
    exchange.turn()
    exchange.brings(LetterKind.RESULT, **_result(exchange))
    assert exchange.turn().state is CaseState.SENT
    exchange.brings(LetterKind.REGISTERED, provider_number="SYN-7")
    assert exchange.turn().state is CaseState.IN_WORK
    received = exchange.turn(minutes=10)
    assert received.state is CaseState.RESULT_RECEIVED
    assert (received.result.number, received.result.signature_valid) == ("SYN-E-1", True)
    exchange.brings(LetterKind.RESULT, **_result(exchange))
    assert exchange.turn() == received
    assert exchange.kept() == []


@pytest.mark.requirement("R-168")
def test_a_result_whose_signature_does_not_stand_is_not_received(tmp_path: Path) -> None:
    exchange = Exchange(tmp_path)
    exchange.desk.do(Send(case=exchange.case.id))
    exchange.turn()
    exchange.brings(LetterKind.RESULT, **_result(exchange, cms=b"no signature"))
    assert exchange.turn().state is CaseState.IN_WORK
    assert exchange.kept() == ["receive_result.signature_valid"]


@pytest.mark.requirement("R-235")
def test_a_mailbox_out_of_reach_holds_up_nothing_else(tmp_path: Path) -> None:
    class Away(ExchangeProvider):
        def letters(self, now: Any) -> Any:
            raise Unavailable(GONE)

    way = make_folders(tmp_path)
    away: Any = Away(way)
    desk, case = whole("filed", "on_line", gateways=practice_gateways() | {"provider": away})
    desk.do(Send(case=case.id))
    assert desk.carry() == 2
    assert desk.road.again(case).sending.left_at - desk.road.clock.at < timedelta(minutes=1)
