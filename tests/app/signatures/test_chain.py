"""The way up to a root: who may stand in it, and what a folder of certificates makes a root."""

from datetime import timedelta
from pathlib import Path

import pytest
from asn1crypto import core, pem

from app.domain.signature_verdict import Standing
from app.errors import InputInvalid
from app.signatures.chain import chain_of
from app.signatures.trust import Trust, read_trust, trust_in
from tests.fakes.lab_authority import ISSUING, NOW, SIGNING, Authority, Holder, extension
from tests.fakes.lab_keys import ec_key, gost_key
from tests.fakes.lab_scene import Scene, plain_scene


@pytest.fixture(scope="module")
def scene() -> Scene:
    return plain_scene()


def reason(leaf: Holder, root: Authority, *others: Authority) -> str:
    trust = Trust((root.holder.certificate,), tuple(one.holder.certificate for one in others))
    return chain_of(leaf.certificate, trust, NOW).reason


@pytest.mark.requirement("R-125")
def test_the_way_leads_to_a_root_and_to_no_other(scene: Scene) -> None:
    assert reason(scene.signer, scene.root, scene.centre) == ""
    assert reason(scene.signer, scene.root) == "untrusted"
    other = Authority(ec_key(), "НЕГІЗГІ КО (СЫНАҚ)")
    assert reason(scene.signer, other, scene.centre) == "untrusted", "a name alone is no root"
    signed = scene.signed()
    assert scene.verdict(signed, trust=trust_in([other.holder.certificate])).reasons == (
        "untrusted",
    )


@pytest.mark.requirement("R-125")
@pytest.mark.parametrize(
    ("wish", "told"),
    [
        ({"authority": False}, "issuer_not_authority"),
        ({"authority": None}, "issuer_not_authority"),
        ({"usages": SIGNING}, "issuer_usage"),
        ({"usages": ("crl_sign",)}, "issuer_usage"),
        ({"days": (NOW - timedelta(9), NOW - timedelta(1))}, "issuer_expired"),
        ({"more": [extension("1.2.3.4", core.Null(), critical=True)]}, "unknown_critical"),
        ({"usages": ISSUING}, ""),
    ],
)
def test_not_everybody_may_issue(wish: dict[str, object], told: str) -> None:
    root = Authority(ec_key(), "КОРЕНЬ")
    between = Authority(ec_key(), "ОРТАЛЫҚ", root, **wish)
    assert reason(between.issue(ec_key()), root, between) == told


@pytest.mark.requirement("R-125")
def test_an_employee_issues_no_certificates(scene: Scene) -> None:
    forger = Authority(ec_key(), "ФАЛЬШИВЫЙ ЦЕНТР", scene.centre, authority=None, usages=SIGNING)
    leaf = forger.issue(ec_key())
    assert reason(leaf, scene.root, scene.centre, forger) == "issuer_usage"


@pytest.mark.requirement("R-125")
def test_a_chain_is_no_longer_than_its_issuers_allow() -> None:
    root = Authority(ec_key(), "ROOT", path_length=1)
    first = Authority(ec_key(), "FIRST", root, path_length=0)
    second = Authority(ec_key(), "SECOND", first)
    assert reason(first.issue(ec_key()), root, first) == ""
    assert reason(second.issue(ec_key()), root, first, second) == "path_too_long"


def test_a_chain_of_endless_links_ends() -> None:
    root = Authority(ec_key(), "ROOT")
    above, all_of_them = root, []
    for number in range(12):
        above = Authority(ec_key(), f"LINK {number}", above)
        all_of_them.append(above)
    assert reason(above.issue(ec_key()), root, *all_of_them) == "untrusted"


def test_like_named_issuers_cost_a_bounded_search() -> None:
    root = Authority(ec_key(), "ROOT")
    alike = [Authority(ec_key(), "ALIKE", root) for _ in range(3)]
    leaf = alike[2].issue(ec_key())
    assert reason(leaf, root, *alike) == "", "the one whose key signed is found"
    ring = [Authority(root.key, "ALIKE") for _ in range(100)]
    assert reason(leaf, root, *ring) == "untrusted"


@pytest.mark.requirement("R-125")
def test_a_critical_demand_that_is_not_understood_stops(scene: Scene) -> None:
    demanding = [extension("1.2.3.4", core.Null(), critical=True)]
    leaf = scene.centre.issue(ec_key(), more=demanding)
    assert reason(leaf, scene.root, scene.centre) == "unknown_critical"


def test_roots_and_people_may_stand_on_different_algorithms() -> None:
    root = Authority(gost_key(), "ҰЛТТЫҚ")
    between = Authority(ec_key(), "ОРТАЛЫҚ", root)
    assert reason(between.issue(gost_key(256)), root, between) == ""


def test_the_top_of_a_set_is_believed_and_nothing_else(scene: Scene) -> None:
    root, centre = scene.root.holder.certificate, scene.centre.holder.certificate
    whole = trust_in([scene.signer.certificate, centre, root, root])
    assert (whole.roots, set(whole.others)) == ((root,), {centre, scene.signer.certificate})
    pinned = trust_in([centre])
    assert pinned.roots == (centre,), "the issuing centre alone may be pinned"
    assert trust_in([scene.signer.certificate]).roots == (), "a person issues nothing"


@pytest.mark.requirement("R-125")
def test_a_folder_is_read_by_the_endings_of_its_files(scene: Scene, tmp_path: Path) -> None:
    (tmp_path / "README.txt").write_text("not a certificate")
    (tmp_path / "root.crt").write_bytes(scene.root.der)
    (tmp_path / "centre.pem").write_bytes(pem.armor("CERTIFICATE", scene.centre.der))
    (tmp_path / "centre.crl").write_bytes(scene.centre.revocation_list())
    (tmp_path / "signer.ocsp").write_bytes(scene.answer())
    trust = read_trust(tmp_path)
    assert [one.subject for one in trust.roots] == [scene.root.holder.certificate.subject]
    assert (len(trust.others), len(trust.lists), len(trust.answers)) == (1, 1, 1)
    assert scene.verdict(scene.signed(), trust=trust).standing is Standing.VALID


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("root.crt", b"noise", "trust.file"),
        ("list.crl", b"\x30\x00", "trust.file"),
        ("answer.ocsp", b"\x30\x03\x0a\x01\x06", "trust.file"),
        ("notes.txt", b"", "trust.no_root"),
    ],
)
def test_a_folder_that_cannot_be_believed_is_named(
    tmp_path: Path, name: str, content: bytes, code: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(InputInvalid) as error:
        read_trust(tmp_path)
    assert error.value.code == code


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputInvalid) as error:
        read_trust(tmp_path / "nowhere")
    assert error.value.code == "trust.folder"
