"""A stranger judges the same things: OpenSSL's cms, ts, ocsp and crl beside the program, yes and no alike."""

import subprocess
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from asn1crypto import cms, pem, tsp

from app.domain.signature_verdict import Outcome, Standing
from app.signatures.certificate import read_certificate
from app.signatures.encoding import unarmoured
from app.signatures.ocsp import read_answer
from app.signatures.revocation import answer_fault, revocation_row
from app.signatures.time_stamp import judge_stamp
from app.signatures.trust import Trust, trust_in
from app.signatures.verify import verify_message
from tests.fakes.lab_authority import NOW, RESPONDER_URL
from tests.fakes.lab_keys import SHA1, ec_key, pss_key, rsa_key
from tests.fakes.lab_message import Part, message, stamper
from tests.fakes.lab_scene import TEXT, Scene, make_scene

AT = str(int(NOW.timestamp()))
KINDS = [rsa_key, pss_key, ec_key]


def openssl(folder: Path, *words: str) -> tuple[int, str]:
    done = subprocess.run(
        ["openssl", *words], cwd=folder, capture_output=True, check=False, timeout=60
    )
    return done.returncode, (done.stdout + done.stderr).decode(errors="replace")


@pytest.fixture(params=KINDS, ids=["rsa", "pss", "ecdsa"])
def scene(request: pytest.FixtureRequest, tmp_path: Path) -> Scene:
    made = make_scene(request.param)
    (tmp_path / "root.pem").write_bytes(pem.armor("CERTIFICATE", made.root.der))
    (tmp_path / "centre.pem").write_bytes(pem.armor("CERTIFICATE", made.centre.der))
    (tmp_path / "signer.pem").write_bytes(pem.armor("CERTIFICATE", made.signer.der))
    return made


def cms_stands(folder: Path, signed: bytes, content: bytes | None) -> bool:
    (folder / "signed.der").write_bytes(signed)
    words = ["cms", "-verify", "-binary", "-inform", "DER", "-in", "signed.der"]
    if content is not None:
        (folder / "content").write_bytes(content)
        words += ["-content", "content"]
    words += ["-CAfile", "root.pem", "-attime", AT, "-out", "out"]
    code, told = openssl(folder, *words, "-purpose", "any", "-cades")
    assert ("successful" in told) == (code == 0), told
    return code == 0


@pytest.mark.requirement("R-125", "R-127")
@pytest.mark.parametrize("attached", [False, True])
def test_messages_stand_and_fall_together(scene: Scene, tmp_path: Path, attached: bool) -> None:
    chain = [scene.signer.der, scene.centre.der]
    signed = message(TEXT, [Part(holder=scene.signer)], attached=attached, certificates=chain)
    content = None if attached else TEXT
    assert cms_stands(tmp_path, signed, content)
    assert scene.verdict(signed, content).standing is Standing.VALID
    for spoil in (_other_signature, _other_digest):
        wrong = spoil(signed)
        assert not cms_stands(tmp_path, wrong, content)
        assert scene.verdict(wrong, content).standing is Standing.INVALID
    if not attached:
        assert not cms_stands(tmp_path, signed, TEXT + b"!")


def _changed(signed: bytes, change: Callable[[cms.SignerInfo], None]) -> bytes:
    info = cms.ContentInfo.load(signed)
    change(info["content"]["signer_infos"][0])
    return info.dump(force=True)


def _other_signature(signed: bytes) -> bytes:
    def change(signer: cms.SignerInfo) -> None:
        bare = bytearray(signer["signature"].native)
        bare[-1] ^= 1
        signer["signature"] = bytes(bare)

    return _changed(signed, change)


def _other_digest(signed: bytes) -> bytes:
    def change(signer: cms.SignerInfo) -> None:
        for one in signer["signed_attrs"]:
            if one["type"].native == "message_digest":
                one["values"] = [b"\0" * 32]

    return _changed(signed, change)


@pytest.mark.requirement("R-125")
def test_what_openssl_signs_stands(tmp_path: Path) -> None:
    """The other way round: messages that this lab did not build."""
    for words in (
        ("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "root.key", "-out", "root.pem",
         "-subj", "/C=KZ/CN=ROOT", "-days", "30", "-addext", "keyUsage=critical,keyCertSign,cRLSign"),
        ("req", "-newkey", "rsa:2048", "-nodes", "-keyout", "own.key", "-out", "own.csr",
         "-subj", "/C=KZ/CN=OWN/serialNumber=IIN900101300017"),
    ):  # fmt: skip
        assert openssl(tmp_path, *words)[0] == 0
    (tmp_path / "own.cnf").write_text(
        "keyUsage=critical,digitalSignature,nonRepudiation\n"
        "extendedKeyUsage=emailProtection,1.2.398.3.3.4.1.1\n"
        "subjectKeyIdentifier=hash\n"
    )
    issue = (
        "x509 -req -in own.csr -CA root.pem -CAkey root.key -days 9 -extfile own.cnf -out own.pem"
    )
    assert openssl(tmp_path, *issue.split())[0] == 0
    (tmp_path / "content").write_bytes(TEXT)
    root = read_certificate(unarmoured((tmp_path / "root.pem").read_bytes())[0])
    own = read_certificate(unarmoured((tmp_path / "own.pem").read_bytes())[0])
    for extra in ([], ["-cades"], ["-keyid"], ["-nodetach"], ["-keyopt", "rsa_padding_mode:pss"]):
        sign = (
            "cms -sign -binary -in content -signer own.pem -inkey own.key -outform DER -out out.der"
        )
        assert openssl(tmp_path, *sign.split(), *extra)[0] == 0
        signed = (tmp_path / "out.der").read_bytes()
        at = own.valid_from + timedelta(minutes=1)
        verdict = verify_message(signed, TEXT, trust_in([root]), at)
        assert (verdict.standing, verdict.reasons) == (Standing.VALID, ()), extra


@pytest.mark.requirement("R-125")
def test_stamps_stand_and_fall_together(scene: Scene, tmp_path: Path) -> None:
    """OpenSSL's ``ts`` knows no RSA-PSS; there the stamp is of an ECDSA key under the same chain."""
    key = ec_key() if scene.signer.certificate.key_name == "RSA" else scene.signer.key
    authority = scene.centre.stamper(key)
    token = stamper(authority)(b"signature")
    response = tsp.TimeStampResp(
        {"status": {"status": "granted"}, "time_stamp_token": cms.ContentInfo.load(token)}
    )
    (tmp_path / "stamp").write_bytes(response.dump())
    trust = scene.trust()
    for content, stands in [(b"signature", True), (b"signature!", False)]:
        (tmp_path / "content").write_bytes(content)
        words = "ts -verify -data content -in stamp -CAfile root.pem -untrusted centre.pem -attime"
        code, told = openssl(tmp_path, *words.split(), AT)
        assert (code == 0) is stands, told
        assert (judge_stamp(token, content, trust).at is not None) is stands


@pytest.mark.requirement("R-125")
@pytest.mark.parametrize(
    ("said", "word"),
    [
        ({}, "good"),
        ({"digest_oid": SHA1, "by_name": True}, "good"),
        ({"state": "revoked"}, "revoked"),
        ({"state": "unknown"}, "unknown"),
    ],
)
def test_answers_are_read_alike(
    scene: Scene, tmp_path: Path, said: dict[str, str], word: str
) -> None:
    answer = scene.answer(**said)
    (tmp_path / "answer").write_bytes(answer)
    told = _openssl_on_answer(tmp_path, "sha1" if "digest_oid" in said else "sha256")
    assert f"signer.pem: {word}" in told
    assert "Response verify OK" in told
    centre = scene.centre.holder.certificate
    assert answer_fault(read_answer(answer), centre, Trust()) == ""
    row = revocation_row(scene.signer.certificate, centre, scene.trust(answer), NOW)
    assert row.reason == {"good": "", "revoked": "revoked", "unknown": "unknown_to_ca"}[word]


def _openssl_on_answer(folder: Path, label: str = "sha256") -> str:
    words = (
        f"ocsp -respin answer -issuer centre.pem -{label} -cert signer.pem -CAfile root.pem -no_nonce"
        " -verify_other centre.pem -validity_period 999999999 -attime"
    )
    return openssl(folder, *words.split(), AT)[1]


@pytest.mark.requirement("R-125")
def test_a_forged_answer_is_seen_by_both(scene: Scene, tmp_path: Path) -> None:
    answer = bytearray(scene.answer())
    answer[answer.rindex(scene.responder.der) - 20] ^= 1
    (tmp_path / "answer").write_bytes(bytes(answer))
    assert "Response Verify Failure" in _openssl_on_answer(tmp_path)
    centre = scene.centre.holder.certificate
    assert answer_fault(read_answer(bytes(answer)), centre, Trust()) == "revocation_unproven"


@pytest.mark.requirement("R-125")
@pytest.mark.parametrize("revoked", [False, True])
def test_lists_are_read_alike(scene: Scene, tmp_path: Path, revoked: bool) -> None:
    serial = scene.signer.certificate.serial
    entries = {serial: (NOW - timedelta(days=2), "superseded")} if revoked else {}
    found = scene.centre.revocation_list(entries)
    (tmp_path / "list.pem").write_bytes(pem.armor("X509 CRL", found))
    code, told = openssl(
        tmp_path, "crl", "-in", "list.pem", "-CAfile", "centre.pem", "-noout", "-verify"
    )
    assert (code, "verify OK" in told) == (0, True)
    words = "verify -CAfile root.pem -untrusted centre.pem -CRLfile list.pem -crl_check -attime"
    code, told = openssl(tmp_path, *words.split(), AT, "signer.pem")
    assert (code == 0) is not revoked, told
    row = revocation_row(
        scene.signer.certificate, scene.centre.holder.certificate, scene.trust(lists=(found,)), NOW
    )
    assert (row.outcome is Outcome.OK) is not revoked


def test_names_and_uses_are_read_alike(scene: Scene, tmp_path: Path) -> None:
    words = "x509 -in signer.pem -noout -subject -nameopt RFC2253,utf8,-esc_msb -ext keyUsage"
    code, told = openssl(tmp_path, *words.split())
    assert code == 0
    facts = scene.signer.certificate.facts
    assert f"SN={facts.surname}" in told
    assert f"OU=BIN{facts.bin}" in told
    assert f"serialNumber=IIN{facts.iin}" in told
    assert "Digital Signature, Non Repudiation" in told
    code, told = openssl(tmp_path, "x509", "-in", "signer.pem", "-noout", "-ocsp_uri")
    assert told.strip() == RESPONDER_URL == scene.signer.certificate.responders[0]
