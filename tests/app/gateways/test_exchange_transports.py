"""Both ways to a provider: whole or not at all, each fault by its name, never the same thing twice."""

import errno
import os
import ssl
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from cryptography.x509.oid import NameOID

from app.errors import Unavailable
from app.gateways.exchange.folder import FolderTransport
from app.gateways.exchange.https import HttpsTransport
from app.gateways.exchange.practice_office import (
    Conduct,
    PracticeOffice,
    make_folders,
    serve_folder,
)
from app.gateways.exchange.practice_server import PracticeServer
from app.gateways.exchange.provider import ExchangeProvider
from app.gateways.exchange.transport import Parcel
from app.ports.exchange import LetterKind
from app.ports.gateways import AnswerKind, Request
from tests.app.gateways.test_exchange_container import message

NOW = datetime.now().astimezone().replace(microsecond=0)
DAY = timedelta(days=1)


def code_of(act: Callable[[], object]) -> str:
    with pytest.raises(Unavailable) as error:
        act()
    return error.value.code


@dataclass
class Side:
    """One way with its office at the other end."""

    provider: ExchangeProvider
    office: PracticeOffice
    serve: Callable[[datetime], object]

    def letters(self, now: datetime) -> list[LetterKind]:
        self.serve(now)
        return [letter.kind for letter in self.provider.letters(now)]


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A test authority with a server, a counter, and a stranger of another authority."""
    folder = tmp_path_factory.mktemp("authority")
    for authority, holders in (("ca", ("server", "counter")), ("other-ca", ("stranger",))):
        root_key = ec.generate_private_key(ec.SECP256R1())
        root = _certificate(authority, root_key, authority, root_key, root=True)
        (folder / f"{authority}.pem").write_bytes(root.public_bytes(Encoding.PEM))
        for holder in holders:
            key = ec.generate_private_key(ec.SECP256R1())
            made = _certificate(holder, key, authority, root_key)
            (folder / f"{holder}.pem").write_bytes(made.public_bytes(Encoding.PEM))
            (folder / f"{holder}.key").write_bytes(
                key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
            )
    return folder


def _certificate(
    name: str,
    key: ec.EllipticCurvePrivateKey,
    issuer: str,
    issuer_key: ec.EllipticCurvePrivateKey,
    *,
    root: bool = False,
) -> x509.Certificate:
    def named(text: str) -> x509.Name:
        return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"practice {text}")])

    builder = (
        x509.CertificateBuilder()
        .subject_name(named(name))
        .issuer_name(named(issuer))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(NOW - DAY)
        .not_valid_after(NOW + DAY)
        .add_extension(x509.BasicConstraints(ca=root, path_length=None), critical=True)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()), False
        )
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), False)
    )
    return builder.sign(issuer_key, hashes.SHA256())


def takes_all(*_: object) -> bool:
    return True


@pytest.fixture
def server(papers: Path) -> Iterator[PracticeServer]:
    made = PracticeServer(
        PracticeOffice(takes_all),
        lambda: NOW,
        ca=papers / "ca.pem",
        certificate=papers / "server.pem",
        key=papers / "server.key",
    )
    made.start()
    yield made
    made.stop()


def way_to(
    server: PracticeServer, papers: Path, who: str = "counter", ca: str = "ca"
) -> HttpsTransport:
    return HttpsTransport(
        server.url,
        ca=papers / f"{ca}.pem",
        certificate=papers / f"{who}.pem",
        key=papers / f"{who}.key",
        whole=20,
    )


@pytest.fixture(params=["folder", "https"])
def side(request: pytest.FixtureRequest, tmp_path: Path, papers: Path) -> Side:
    if request.param == "folder":
        office = PracticeOffice(takes_all)
        way = make_folders(tmp_path)
        return Side(ExchangeProvider(way), office, lambda now: serve_folder(office, tmp_path, now))
    server: PracticeServer = request.getfixturevalue("server")

    def move(now: datetime) -> None:
        server.now = lambda: now

    return Side(ExchangeProvider(way_to(server, papers)), server.office, move)


@pytest.mark.requirement("R-156")
def test_a_message_arrives_once_and_its_letters_come_until_they_are_taken(side: Side) -> None:
    for _ in range(3):
        answer = side.provider.ask(message(b"CMS"), NOW)
        assert answer.kind is AnswerKind.TAKEN
    side.serve(NOW)
    told = side.provider.letters(NOW)
    assert [letter.kind for letter in told] == [LetterKind.DELIVERED, LetterKind.REGISTERED]
    assert list(side.office.taken) == ["m-1"]
    assert {letter.about for letter in told} == {"m-1"}
    assert told[1].facts["provider_number"].startswith("SYN-")
    assert side.letters(NOW + timedelta(seconds=5)) == []
    assert len(side.letters(NOW + timedelta(minutes=1))) == 2
    for letter in told:
        side.provider.taken(letter)
        side.provider.taken(letter)
    assert side.letters(NOW + timedelta(minutes=3)) == []


@pytest.mark.requirement("R-156")
@pytest.mark.parametrize(
    ("conduct", "kinds"),
    [
        (Conduct.SILENT, []),
        (Conduct.REJECTS, ["rejected"]),
        (Conduct.TWICE, ["delivered", "registered", "registered"]),
        (Conduct.OUT_OF_ORDER, ["registered"]),
        (Conduct.UNKNOWN_CASE, ["registered"]),
    ],
)
def test_the_office_behaves_as_it_is_told(side: Side, conduct: Conduct, kinds: list[str]) -> None:
    side.office.conduct = conduct
    side.provider.ask(message(b"CMS"), NOW)
    assert [kind.value for kind in side.letters(NOW)] == kinds


@pytest.mark.requirement("R-162")
def test_a_word_about_a_case_travels_without_a_package(side: Side) -> None:
    word = Request(
        id="w-1", system="provider", what="reminder", case_id="c", params={"number": "26-1"},
        asked_at=NOW,
    )  # fmt: skip
    assert side.provider.ask(word, NOW).kind is AnswerKind.ACCEPTED
    assert side.provider.ask(word, NOW).kind is AnswerKind.ACCEPTED
    assert not side.office.taken


# A folder that fails.


@pytest.mark.requirement("R-235")
def test_a_share_that_vanished_is_never_made_anew(tmp_path: Path) -> None:
    way = FolderTransport(tmp_path / "gone")
    assert code_of(lambda: way.put(Parcel.PACKAGE, "m", b"x")) == "exchange.folder_gone"
    assert code_of(way.waiting) == "exchange.folder_gone"
    assert code_of(lambda: way.taken("l.json")) == "exchange.folder_gone"
    assert not (tmp_path / "gone").exists()


@pytest.mark.requirement("R-235")
@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "exchange.folder_full"),
        (errno.EDQUOT, "exchange.folder_full"),
        (errno.EROFS, "exchange.folder_read_only"),
        (errno.EACCES, "exchange.folder_read_only"),
        (errno.ESTALE, "exchange.folder_gone"),
        (errno.EIO, "exchange.folder_gone"),
    ],
)
def test_a_disk_that_fails_is_named_and_leaves_no_half_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: str
) -> None:
    way = make_folders(tmp_path)

    def fails(_handle: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("app.gateways.exchange.folder.os.fsync", fails)
    assert code_of(lambda: way.put(Parcel.PACKAGE, "m", b"x")) == code
    assert list((tmp_path / "out").iterdir()) == []
    monkeypatch.undo()
    way.put(Parcel.PACKAGE, "m", b"x")
    assert [one.name for one in (tmp_path / "out").iterdir()] == ["m.asice"]


@pytest.mark.requirement("R-235")
def test_half_written_and_foreign_files_are_no_letters(tmp_path: Path) -> None:
    way = make_folders(tmp_path)
    (tmp_path / "in" / "a.json.part").write_bytes(b"{")
    (tmp_path / "in" / "notes.txt").write_bytes(b"x")
    (tmp_path / "in" / "link.json").symlink_to("/etc/hostname")
    (tmp_path / "in" / "folder.json").mkdir()
    (tmp_path / "in" / "real.json").write_bytes(b"not JSON")
    (mail,) = way.waiting()
    assert mail.name == "real.json"
    (letter,) = ExchangeProvider(way).letters(NOW)
    assert (letter.kind, letter.number) == (LetterKind.UNREADABLE, "")


# A server that fails.


@pytest.mark.requirement("R-156", "R-235")
def test_an_answer_that_was_lost_brings_the_message_only_once(
    server: PracticeServer, papers: Path
) -> None:
    way = way_to(server, papers)
    provider = ExchangeProvider(way)
    server.drop_next = 1
    assert code_of(lambda: provider.ask(message(b"CMS"), NOW)) == "exchange.server_silent"
    server.fail_next = 1
    assert code_of(lambda: provider.ask(message(b"CMS"), NOW)) == "exchange.server_refused"
    provider.ask(message(b"CMS"), NOW)
    assert list(server.office.taken) == ["m-1"]
    assert len(provider.letters(NOW)) == 2


@pytest.mark.requirement("R-156", "R-230")
def test_strangers_are_trusted_by_neither_side(server: PracticeServer, papers: Path) -> None:
    foreign_counter = way_to(server, papers, who="stranger")
    refused = code_of(lambda: foreign_counter.put(Parcel.PACKAGE, "m", b"x"))
    assert refused in ("exchange.server_untrusted", "exchange.server_silent")
    foreign_server = way_to(server, papers, ca="other-ca")
    assert code_of(foreign_server.waiting) == "exchange.server_untrusted"
    assert not server.office.taken and not server.office.refused


@pytest.mark.requirement("R-235")
def test_a_server_that_is_not_there_is_silent(papers: Path, server: PracticeServer) -> None:
    way = HttpsTransport(
        "https://localhost:1/exchange",
        ca=papers / "ca.pem",
        certificate=papers / "counter.pem",
        key=papers / "counter.key",
    )
    assert code_of(way.waiting) == "exchange.server_silent"


@pytest.mark.requirement("R-235")
def test_an_answer_that_takes_too_long_is_given_up(server: PracticeServer, papers: Path) -> None:
    times = iter((0.0, 100.0, 200.0))
    way = HttpsTransport(
        server.url,
        ca=papers / "ca.pem",
        certificate=papers / "counter.pem",
        key=papers / "counter.key",
        whole=20,
        clock=lambda: next(times),
    )
    assert code_of(way.waiting) == "exchange.server_silent"


@pytest.mark.requirement("R-230")
@pytest.mark.parametrize(
    ("url", "ca", "key", "field"),
    [
        ("http://localhost/x", "ca.pem", "counter.key", "url"),
        ("https://user:word@localhost/x", "ca.pem", "counter.key", "url"),
        ("https://localhost/x", "none.pem", "counter.key", "ca"),
        ("https://localhost/x", "ca.pem", "server.key", "certificate, key"),
    ],
)
def test_settings_that_cannot_be_used_name_their_field(
    papers: Path, url: str, ca: str, key: str, field: str
) -> None:
    with pytest.raises(Unavailable) as error:
        HttpsTransport(url, ca=papers / ca, certificate=papers / "counter.pem", key=papers / key)
    assert (error.value.code, error.value.params["field"]) == ("exchange.settings", field)


def test_the_trust_of_the_computer_plays_no_part(papers: Path, server: PracticeServer) -> None:
    """Only the named authority is trusted, whatever the computer trusts besides."""
    way = way_to(server, papers)
    assert way._trust.verify_mode is ssl.CERT_REQUIRED
    assert len(way._trust.get_ca_certs()) == 1
