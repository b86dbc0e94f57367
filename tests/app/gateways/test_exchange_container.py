"""The package: the same bytes each time, judged by foreign tools, and no hostile archive gets through."""

import io
import json
import subprocess
from base64 import b64decode
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import msgspec
import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from hypothesis import given, settings
from hypothesis import strategies as st

from app.errors import InputInvalid
from app.gateways.exchange.container import ENVELOPE, MANIFEST, SIGNATURE, package_of, packed
from app.gateways.exchange.reading import MOST_MEMBERS, PackageError, read_package
from app.gateways.practice_key import PracticeKeys
from app.ports.gateways import Request
from app.usecases.send import Send
from tests.fakes.road_desk import at
from tests.fakes.store_samples import ALMATY

NOW = datetime(2026, 3, 6, 11, 0, tzinfo=ALMATY)
TEXT = "Қызмет: сынақ. Өтініш беруші: Сынақов"
MANIFEST_TEXT = json.dumps(
    {
        "files": [
            {
                "path": "documents/application.txt",
                "label": "application",
                "sha256": sha256(TEXT.encode()).hexdigest(),
            }
        ]
    }
)


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> PracticeKeys:
    return PracticeKeys(tmp_path_factory.mktemp("keys"), lambda: NOW)


def message(cms: bytes, text: str = TEXT) -> Request:
    import base64

    return Request(
        id="m-1",
        system="provider",
        what="application",
        case_id="c-1",
        personal={
            "manifest": MANIFEST_TEXT,
            "cms": base64.b64encode(cms).decode(),
            "documents": json.dumps({"documents/application.txt": text}),
        },
        params={"number": "26-1", "service": "leave"},
        asked_at=NOW,
    )


def signs(manifest: bytes, cms: bytes, _at: datetime) -> bool:
    return manifest == MANIFEST_TEXT.encode() and cms == b"CMS"


def sound() -> dict[str, bytes]:
    with ZipFile(io.BytesIO(package_of(message(b"CMS")))) as archive:
        return {name: archive.read(name) for name in archive.namelist() if name != "mimetype"}


def reason_of(content: bytes) -> str:
    with pytest.raises(PackageError) as error:
        read_package(content, signs, NOW)
    return error.value.reason


@pytest.mark.requirement("R-156")
def test_the_same_message_gives_the_same_bytes_and_is_read_again() -> None:
    made = package_of(message(b"CMS"))
    assert made == package_of(message(b"CMS"))
    assert made[30:38] == b"mimetype"
    read = read_package(made, signs, NOW)
    assert (read.message, read.number, read.service) == ("m-1", "26-1", "leave")
    assert read.documents == {"documents/application.txt": TEXT.encode()}
    assert "Сынақов" not in "".join(read.documents)


@pytest.mark.requirement("R-156")
def test_what_was_not_signed_is_not_packed() -> None:
    with pytest.raises(InputInvalid) as error:
        package_of(message(b"CMS", text="another text"))
    assert error.value.code == "exchange.not_as_signed"


@pytest.mark.requirement("R-156")
def test_unzip_sha256sum_and_openssl_judge_the_package(tmp_path: Path, keys: PracticeKeys) -> None:
    cms = keys.sign("small_branch", MANIFEST_TEXT.encode(), NOW)
    (tmp_path / "one.asice").write_bytes(package_of(message(cms)))
    (tmp_path / "root.pem").write_bytes(keys.root().public_bytes(Encoding.PEM))

    def run(*words: str) -> str:
        done = subprocess.run(words, cwd=tmp_path, check=True, capture_output=True)
        return done.stdout.decode()

    run("unzip", "-q", "one.asice")
    hashed = run("sha256sum", "documents/application.txt").split()[0]
    listed = json.loads((tmp_path / MANIFEST).read_bytes())["files"]
    assert [one["sha256"] for one in listed] == [hashed]
    moment = str(int(NOW.timestamp()))
    words = ("openssl", "cms", "-verify", "-inform", "DER", "-in", SIGNATURE, "-binary",
             "-content", MANIFEST, "-CAfile", "root.pem", "-purpose", "any",
             "-attime", moment)  # fmt: skip
    assert run(*words) == MANIFEST_TEXT
    (tmp_path / MANIFEST).write_text(MANIFEST_TEXT + " ")
    with pytest.raises(subprocess.CalledProcessError):
        run(*words)


@pytest.mark.requirement("R-156")
def test_a_signed_application_travels_with_every_document_it_was_signed_with() -> None:
    desk, case = at("filed", "on_line")
    desk.must(Send(case=case.id))
    (order,) = desk.orders("send")
    request = msgspec.convert(order, type=Request)
    taken = read_package(package_of(request), lambda *_: True, NOW)
    assert taken.manifest == case.signature.manifest.encode()
    assert taken.cms == b64decode(case.signature.cms)
    text = taken.documents["documents/application.txt"]
    assert sha256(text).hexdigest() == json.loads(taken.manifest)["text_sha256"]


def changed(**members: bytes | None) -> bytes:
    held = {name: content for name, content in sound().items() if name not in members}
    return packed(held | {name: one for name, one in members.items() if one is not None})


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "no_archive"),
        (b"PK\x03\x04" + bytes(300), "no_archive"),
        (changed(**{SIGNATURE: None}), "missing"),
        (changed(**{"documents/application.txt": None}), "missing"),
        (changed(**{"documents/application.txt": b"other"}), "bad_hash"),
        (changed(**{"documents/extra.txt": b"x"}), "unexpected"),
        (changed(**{"../application.txt": b"x"}), "bad_name"),
        (changed(**{"documents/../x": b"x"}), "bad_name"),
        (changed(**{"/etc/x": b"x"}), "bad_name"),
        (changed(**{"documents\\x": b"x"}), "bad_name"),
        (changed(readme=b"x"), "bad_name"),
        (changed(**{SIGNATURE: b"other"}), "bad_signature"),
        (changed(**{MANIFEST: b"[1]"}), "bad_manifest"),
        (changed(**{MANIFEST: b"[" * 100_000}), "bad_manifest"),
        (changed(**{ENVELOPE: b"{}"}), "bad_envelope"),
        (changed(**{f"documents/{n}": b"" for n in range(MOST_MEMBERS)}), "too_many"),
    ],
)
@pytest.mark.requirement("R-156")
def test_a_package_that_is_not_whole_is_refused_by_its_reason(content: bytes, reason: str) -> None:
    assert reason_of(content) == reason


def archive_of(*members: tuple[str, bytes], packing: int = ZIP_STORED) -> bytes:
    target = io.BytesIO()
    with ZipFile(target, "w", packing) as archive:
        for name, content in members:
            archive.writestr(ZipInfo(name), content, compress_type=packing)
    return target.getvalue()


@pytest.mark.requirement("R-156")
def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = archive_of(("documents/bomb", bytes(60 * 1024 * 1024)), packing=ZIP_DEFLATED)
    assert len(bomb) < 100_000
    assert reason_of(bomb) == "compressed"
    lying = bytearray(archive_of(("documents/a", b"1234")))
    at_size = lying.rindex(b"PK\x01\x02") + 24
    lying[at_size : at_size + 4] = (2**31).to_bytes(4, "little")
    assert reason_of(bytes(lying)) == "too_big"


@pytest.mark.filterwarnings("ignore:Duplicate name:UserWarning")
@pytest.mark.requirement("R-156")
def test_a_name_that_comes_twice_is_refused_whatever_its_case() -> None:
    assert reason_of(archive_of(("documents/a", b"1"), ("documents/a", b"2"))) == "twice"
    assert reason_of(archive_of(("documents/a", b"1"), ("documents/A", b"2"))) == "twice"


@given(st.lists(st.tuples(st.integers(0, 5000), st.integers(0, 255)), min_size=1, max_size=6))
@settings(max_examples=300, deadline=None)
@pytest.mark.requirement("R-156")
def test_a_package_with_changed_bytes_is_refused_or_says_the_same(
    changes: list[tuple[int, int]],
) -> None:
    whole = package_of(message(b"CMS"))
    broken = bytearray(whole)
    for place, value in changes:
        broken[place % len(broken)] = value
    try:
        read = read_package(bytes(broken), signs, NOW)
    except PackageError:
        return
    assert read.manifest == MANIFEST_TEXT.encode()
    assert read.documents == {"documents/application.txt": TEXT.encode()}


@given(st.binary(max_size=400))
@settings(max_examples=150, deadline=None)
@pytest.mark.requirement("R-156")
def test_any_bytes_at_all_are_refused_by_a_reason(content: bytes) -> None:
    assert reason_of(content)
