"""The door ``verify-signature``: yes, no and wrong use by the exit code; numbers of people masked."""

import json
from pathlib import Path
from typing import Any

import pytest
from asn1crypto import pem

from app.__main__ import main
from app.domain.signature_verdict import Check, KeyRole, Standing
from app.papers.seal import sign_pdf
from app.rules.signature_words import CHECKS, REASONS, ROLES, STANDINGS
from app.settings import Settings, SigningSettings, save
from tests.fakes.lab_authority import BIN, DAY, IIN, NOW
from tests.fakes.lab_keys import ec_key
from tests.fakes.lab_message import Part, message, stamper
from tests.fakes.lab_scene import TEXT, Scene, plain_scene
from tests.fakes.signed_pdf import paper, signed

AT = NOW.isoformat()


@pytest.fixture(scope="module")
def scene() -> Scene:
    return plain_scene()


@pytest.fixture
def folder(scene: Scene, tmp_path: Path) -> Path:
    trust = tmp_path / "trust"
    trust.mkdir()
    (trust / "root.pem").write_bytes(pem.armor("CERTIFICATE", scene.root.der))
    (trust / "centre.cer").write_bytes(scene.centre.der)
    (trust / "signer.ocsp").write_bytes(scene.answer())
    (tmp_path / "content").write_bytes(TEXT)
    (tmp_path / "signed.p7s").write_bytes(scene.signed())
    return tmp_path


def ask(folder: Path, *words: str, file: str = "signed.p7s", at: str = AT) -> int:
    trust = ["--trust", str(folder / "trust"), "--at", at]
    return main(["verify-signature", str(folder / file), *trust, *words])


def asked(
    folder: Path, capsys: pytest.CaptureFixture[str], *words: str, file: str = "signed.p7s"
) -> tuple[int, dict[str, Any]]:
    code = ask(folder, "--json", *words, file=file)
    return code, json.loads(capsys.readouterr().out)


@pytest.mark.requirement("R-125")
def test_a_signature_that_stands_is_told_with_its_signer(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, told = asked(folder, capsys, "--detached", str(folder / "content"))
    assert (code, told["verdict"], told["reasons"]) == (0, "valid", [])
    signer = told["signer"]
    assert (signer["name"], signer["patronymic"]) == ("СЫНАҚОВА ӘЛИЯ", "БОЛАТҚЫЗЫ")
    assert (signer["organisation"], signer["bin"]) == ("СЫНАҚ «КОРПОРАЦИЯ» КЕАҚ", BIN)
    assert told["role"] == ["legal_entity", "employee"]
    assert told["time"] == {"at": AT, "source": "given", "claimed": AT, "stamped": None}
    assert {row["outcome"] for row in told["signers"][0]["checks"]} == {"ok", "warning"}


@pytest.mark.requirement("R-034")
def test_the_number_of_a_person_is_masked_unless_asked_for(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = ["--detached", str(folder / "content")]
    _, told = asked(folder, capsys, *content)
    assert told["signer"]["iin"] not in (IIN, None)
    assert ask(folder, *content) == 0
    lines = capsys.readouterr().out
    assert IIN not in lines + json.dumps(told)
    assert asked(folder, capsys, *content, "--full")[1]["signer"]["iin"] == IIN


@pytest.mark.requirement("R-127")
def test_another_content_is_a_no_in_both_languages(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "other").write_bytes(TEXT + b" ")
    other = ["--detached", str(folder / "other")]
    code, told = asked(folder, capsys, *other)
    assert (code, told["verdict"]) == (1, "invalid")
    assert [one["code"] for one in told["reasons"]] == ["content_differs"]
    assert ask(folder, *other) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Қолтаңба жарамсыз. / Подпись недействительна."
    assert any(line.startswith("  - ") for line in lines)


@pytest.mark.requirement("R-125")
@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["--iin", "900101300025"], "foreign_iin"),
        (["--bin", "160440007162"], "foreign_bin"),
        (["--role", "head"], "wrong_role"),
        (["--iin", IIN, "--bin", BIN, "--role", "employee"], ""),
    ],
)
def test_whose_it_must_be_can_be_said(
    folder: Path, capsys: pytest.CaptureFixture[str], words: list[str], reason: str
) -> None:
    code, told = asked(folder, capsys, "--detached", str(folder / "content"), *words)
    assert code == (1 if reason else 0)
    assert [one["code"] for one in told["reasons"]] == ([reason] if reason else [])


@pytest.mark.requirement("R-125")
def test_no_word_on_revocation_is_no_yes(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "trust" / "signer.ocsp").unlink()
    content = ["--detached", str(folder / "content")]
    code, told = asked(folder, capsys, *content)
    assert (code, told["verdict"]) == (1, "undecided")
    assert told["reasons"][0]["code"] == "revocation_unavailable"
    code, told = asked(folder, capsys, *content, "--no-revocation")
    assert (code, told["verdict"]) == (0, "valid")
    assert "revocation_not_asked" in json.dumps(told)


def test_without_a_moment_it_is_judged_now(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    trust = ["--trust", str(folder / "trust"), "--json"]
    main(["verify-signature", str(folder / "signed.p7s"), *trust])
    assert json.loads(capsys.readouterr().out)["verdict"] == "undecided", "the content is lacking"


def test_an_attached_message_in_text_form_is_read(
    scene: Scene, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stamp = stamper(scene.centre.stamper(ec_key()))
    (folder / "in.pem").write_bytes(pem.armor("CMS", scene.signed(attached=True, stamp=stamp)))
    code, told = asked(folder, capsys, file="in.pem")
    assert (code, told["time"]["source"], told["time"]["stamped"]) == (0, "stamp", AT)


@pytest.mark.requirement("R-131")
def test_a_paper_is_judged_with_what_was_done_after_the_signature(
    scene: Scene, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = signed(paper(), scene.signed)
    (folder / "paper.pdf").write_bytes(good)
    code, told = asked(folder, capsys, file="paper.pdf")
    assert (code, told["verdict"]) == (0, "valid")
    (folder / "paper.pdf").write_bytes(good.replace(b"page 0", b"page 9"))
    code, told = asked(folder, capsys, file="paper.pdf")
    assert (code, [one["code"] for one in told["reasons"]]) == (1, ["content_differs"])


@pytest.mark.requirement("R-125")
def test_what_is_no_signature_is_a_no(
    scene: Scene, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "noise").write_bytes(b"noise")
    code, told = asked(folder, capsys, file="noise")
    assert (code, [one["code"] for one in told["reasons"]]) == (1, ["unreadable"])
    (folder / "empty").write_bytes(b"")
    assert asked(folder, capsys, file="empty")[0] == 1
    (folder / "nobody").write_bytes(message(TEXT, [], attached=True))
    code, told = asked(folder, capsys, file="nobody")
    assert (code, told["signer"], told["time"]) == (1, None, None)
    (folder / "bare").write_bytes(message(TEXT, [Part(holder=scene.signer)], certificates=[]))
    code, told = asked(folder, capsys, "--detached", str(folder / "content"), file="bare")
    assert (code, told["signer"], told["role"]) == (1, None, [])


@pytest.mark.parametrize(
    ("words", "file"),
    [
        (["--detached", "/no/such/file"], "signed.p7s"),
        ([], "nowhere.p7s"),
        (["--role", "king"], "signed.p7s"),
        (["--unknown"], "signed.p7s"),
    ],
)
def test_wrong_use_is_two(
    folder: Path, capsys: pytest.CaptureFixture[str], words: list[str], file: str
) -> None:
    assert ask(folder, *words, file=file) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_a_moment_without_an_offset_and_a_folder_without_a_root_are_wrong_use(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ask(folder, at="yesterday") == 2
    for name in ("root.pem", "centre.cer"):
        (folder / "trust" / name).unlink()
    assert ask(folder) == 2
    assert "trust" in capsys.readouterr().err


def test_every_code_has_words() -> None:
    assert set(CHECKS) == set(Check)
    assert set(ROLES) == set(KeyRole)
    assert set(STANDINGS) == set(Standing)
    assert all(REASONS.values())


@pytest.mark.requirement("R-125")
@pytest.mark.parametrize("kind", ["list", "answer"])
@pytest.mark.parametrize("way", ["named", "beside"])
def test_data_on_revocation_are_named_or_lie_beside_the_file(
    scene: Scene, folder: Path, capsys: pytest.CaptureFixture[str], kind: str, way: str
) -> None:
    (folder / "trust" / "signer.ocsp").unlink()
    content = ["--detached", str(folder / "content")]
    code, told = asked(folder, capsys, *content)
    assert (code, told["verdict"]) == (1, "undecided")
    ending = "crl" if kind == "list" else "ocsp"
    for revoked in (False, True):
        entries = {scene.signer.certificate.serial: (NOW - DAY, "superseded")} if revoked else {}
        listed = scene.centre.revocation_list(entries)
        data = listed if kind == "list" else scene.answer(state="revoked" if revoked else "good")
        name = f"signed.p7s.{ending}" if way == "beside" else "told"
        (folder / name).write_bytes(data)
        words = [] if way == "beside" else ["--revocation", str(folder / name)]
        code, told = asked(folder, capsys, *content, *words)
        assert (code, told["verdict"]) == ((1, "invalid") if revoked else (0, "valid"))
    (folder / name).write_bytes(b"noise")
    assert ask(folder, *content, *words) == 2


@pytest.mark.requirement("R-125")
def test_the_folder_of_the_settings_is_taken_where_none_is_named(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(folder / "config"))
    words = ["verify-signature", str(folder / "signed.p7s"), "--at", AT]
    words += ["--detached", str(folder / "content")]
    assert main(words) == 2
    assert "--trust" in capsys.readouterr().err
    chosen = SigningSettings(trust=str(folder / "trust"))
    save(Settings(signing=chosen), folder / "config" / "tereze" / "settings.toml")
    assert main(words) == 0


@pytest.mark.requirement("R-131")
def test_a_paper_that_the_program_signed_is_told_alike(
    scene: Scene, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = sign_pdf(paper(), lambda covered: scene.signed(covered, claimed=None), NOW)
    (folder / "paper.pdf").write_bytes(made)
    code, told = asked(folder, capsys, file="paper.pdf")
    assert (code, told["verdict"], told["role"]) == (0, "valid", ["legal_entity", "employee"])
    (folder / "paper.pdf").write_bytes(made.replace(b"page 0", b"page 1"))
    assert asked(folder, capsys, file="paper.pdf")[0] == 1
