"""How long a verdict on a signature takes: beside the bare library on the same bytes; GOST by itself."""

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial

import pytest
from asn1crypto import cms
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.x509 import ocsp

from app.domain.signature_verdict import Standing
from app.signatures import algorithms, certificate, chain, revocation
from app.signatures.gost import read_key, stands
from app.signatures.gost_curves import PARAMETER_SET_256_A, PARAMETER_SET_512_A
from app.signatures.streebog import streebog
from tests.fakes.gost_signer import GostSecret, times
from tests.fakes.lab_keys import gost_key, rsa_key
from tests.fakes.lab_message import Part, message, stamper
from tests.fakes.lab_scene import TEXT, Scene, make_scene

BUDGET_OF_SCHOOL = 0.35
"""Against the same arithmetic as a textbook does it, for one signature."""
BUDGET_OF_LIBRARY = 120
"""Against the library's bare calls on the same five RSA signatures. That is Rust, and judges nothing:
the budget holds the verdict, which Python reads and reasons over, to some ten milliseconds."""
ROUNDS = 40


def _median(act: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Milliseconds of the processor: a busy machine must not be taken for a slow program."""
    spent = []
    for _ in range(rounds):
        start = time.process_time()
        act()
        spent.append((time.process_time() - start) * 1000)
    return statistics.median(spent)


def _forget() -> None:
    """As for certificates and evidence that were never seen before."""
    for kept in (
        certificate.read_certificate,
        algorithms._loaded,
        chain.issue_trouble,
        revocation._answer_stands,
        revocation._list_stands,
    ):
        kept.cache_clear()


def _bare(raw: bytes, scene: Scene, told: bytes) -> None:
    """What the bare library would do: read the message, check its signature and those of the chain."""
    info = cms.ContentInfo.load(raw)
    signer = info["content"]["signer_infos"][0]
    chain = [x509.load_der_x509_certificate(one) for one in (scene.signer.der, scene.centre.der)]
    issuers = [chain[1], x509.load_der_x509_certificate(scene.root.der)]
    key = chain[0].public_key()
    assert isinstance(key, rsa.RSAPublicKey)
    signed = signer["signed_attrs"].untag().dump()
    key.verify(signer["signature"].native, signed, padding.PKCS1v15(), hashes.SHA256())
    for one, issuer in zip(chain, issuers, strict=True):
        one.verify_directly_issued_by(issuer)
    answer = ocsp.load_der_ocsp_response(told)
    answer.certificates[0].verify_directly_issued_by(chain[1])
    responder = answer.certificates[0].public_key()
    assert isinstance(responder, rsa.RSAPublicKey)
    responder.verify(
        answer.signature, answer.tbs_response_bytes, padding.PKCS1v15(), hashes.SHA256()
    )


def _verdicts(scene: Scene) -> str:
    answer, sent = scene.answer(), [scene.signer.der, scene.centre.der]
    raw = message(TEXT, [Part(holder=scene.signer)], certificates=sent)
    stamped = scene.signed(stamp=stamper(scene.centre.stamper(scene.signer.key)))
    trust = scene.trust(answer)

    def fresh() -> None:
        _forget()
        assert scene.verdict(raw, trust=scene.trust(answer)).standing is Standing.VALID

    first = _median(fresh, 12)
    again, with_stamp = (
        _median(partial(scene.verdict, one, trust=trust)) for one in (raw, stamped)
    )
    told = f"first {first:.1f} ms, again {again:.1f}, again with a stamp {with_stamp:.1f}"
    if scene.signer.certificate.key_name == "RSA":
        floor = _median(partial(_bare, raw, scene, answer))
        told += (
            f"; bare library {floor:.2f} ms, ratio {first / floor:.1f} (budget {BUDGET_OF_LIBRARY})"
        )
        assert first / floor <= BUDGET_OF_LIBRARY, told
    return told


@pytest.mark.bench
def test_a_verdict_beside_the_bare_library() -> None:
    for name, key in [("RSA-2048", rsa_key), ("GOST-512", gost_key)]:
        print(f"\nverdict, {name}: {_verdicts(make_scene(key))}")


@pytest.mark.bench
def test_one_gost_signature_beside_the_textbook() -> None:
    for bits, curve in [(512, PARAMETER_SET_512_A), (256, PARAMETER_SET_256_A)]:
        secret = GostSecret.made(curve)
        key, digest = read_key(curve, secret.public()), bytes(range(curve.size))
        signature = secret.signature(digest)
        mine = _median(lambda: stands(key, digest, signature))  # noqa: B023 - called at once
        # A textbook multiplies twice: the base point, and the key.
        school = 2 * _median(lambda: times(curve, curve.q - 2, (curve.x, curve.y)), 5)  # noqa: B023
        print(
            f"\nGOST 34.10-2015 ({bits}): {mine:.1f} ms a signature, textbook {school:.1f} ms, "
            f"ratio {mine / school:.2f} (budget {BUDGET_OF_SCHOOL})"
        )
        assert mine / school <= BUDGET_OF_SCHOOL


@pytest.mark.bench
def test_the_hash_and_the_cost_of_reading_the_room() -> None:
    streebog(b"", 512)
    content = b"x" * 100_000
    hashing = _median(lambda: streebog(content, 512), 3)
    read = "import time;a=time.process_time();import app.signatures.verify;print(time.process_time()-a)"
    spent = [
        float(subprocess.run([sys.executable, "-c", read], capture_output=True, check=True).stdout)
        for _ in range(3)
    ]
    print(
        f"\nStreebog: {hashing / 100:.2f} ms a kilobyte; "
        f"import of app.signatures.verify {min(spent) * 1000:.0f} ms"
    )
