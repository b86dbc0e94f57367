"""What a certificate says of its holder, and which signature is over which document."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.signing_key import KeyDemand, RoleOid, SigningOrder, key_troubles
from app.errors import DeviceFault
from app.ports import signing_faults as faults
from devices.eds.certificates import check_returned, described, signer_of
from devices.eds.simulator.lab import (
    COLLEAGUE_IIN,
    OPERATOR_IIN,
    OTHER_BIN,
    PRACTICE_BIN,
    Lab,
    Signer,
)
from devices.eds.simulator.signature import detached
from tests.fakes.device_rig import AT
from tests.fakes.lab_authority import Authority, employee
from tests.fakes.lab_keys import gost_key
from tests.fakes.nca_room import OWN

ONE, TWO = b"the first document", b"the second document"


@pytest.mark.requirement("R-125")
def test_the_holder_the_employer_and_the_role_are_read(lab: Lab) -> None:
    read = described(lab.pair(Signer.OPERATOR).der)
    assert (read.iin, read.bin, read.holder) == (OPERATOR_IIN, PRACTICE_BIN, "ТЕСТОВ НҰРЛАН")
    assert RoleOid.EMPLOYEE.value in read.roles
    assert read.official
    assert read.for_signing
    assert read.practice, "a certificate of the simulator says that it is of practice"
    assert read.algorithm == "1.2.840.113549.1.1.1"
    assert read.valid_from < AT < read.valid_until
    assert described(lab.pair(Signer.OPERATOR).pem.encode()) == read


@pytest.mark.parametrize("signer", Signer)
def test_every_made_up_certificate_is_marked(lab: Lab, signer: Signer) -> None:
    assert described(lab.pair(signer).der).practice


@pytest.mark.requirement("R-125")
@pytest.mark.parametrize(
    ("signer", "troubles"),
    [
        (Signer.OPERATOR, ()),
        (Signer.COLLEAGUE, ("of_another_person",)),
        (Signer.ELSEWHERE, ("of_another_organisation",)),
        (Signer.PERSONAL, ("of_another_organisation", "not_official")),
        (Signer.ENTRY, ("not_for_signing",)),
        (Signer.EXPIRED, ("not_in_force",)),
    ],
)
def test_only_the_own_official_key_meets_the_demand(
    lab: Lab, signer: Signer, troubles: tuple[str, ...]
) -> None:
    assert key_troubles(described(lab.pair(signer).der), OWN, AT) == troubles


def test_a_demand_may_leave_the_employer_open(lab: Lab) -> None:
    elsewhere = described(lab.pair(Signer.ELSEWHERE).der)
    assert elsewhere.bin == OTHER_BIN
    assert key_troubles(elsewhere, KeyDemand(iin=OPERATOR_IIN), AT) == ()
    head = KeyDemand(iin=OPERATOR_IIN, roles=(RoleOid.HEAD,))
    assert key_troubles(elsewhere, head, AT) == ("not_official",)
    assert key_troubles(elsewhere, KeyDemand(iin=COLLEAGUE_IIN), AT) == ("of_another_person",)
    late = AT + timedelta(days=800)
    assert key_troubles(elsewhere, KeyDemand(iin=OPERATOR_IIN), late) == ("not_in_force",)


@pytest.mark.parametrize("contents", [(), (b"",), (b"x", b"")])
def test_an_order_has_something_to_sign(contents: tuple[bytes, ...]) -> None:
    with pytest.raises(ValueError, match="empty"):
        SigningOrder(contents=contents, demand=OWN)


@pytest.mark.requirement("R-034")
def test_an_order_shows_neither_its_documents_nor_its_person() -> None:
    shown = repr(SigningOrder(contents=(b"secret",), demand=OWN))
    assert "secret" not in shown
    assert OPERATOR_IIN not in shown


def code_of(signatures: tuple[bytes, ...]) -> str:
    with pytest.raises(DeviceFault) as caught:
        check_returned(signatures, (ONE, TWO), OWN, AT)
    return caught.value.code


@pytest.mark.requirement("R-125")
def test_signatures_belong_each_to_its_own_document(lab: Lab) -> None:
    own, colleague = lab.pair(Signer.OPERATOR), lab.pair(Signer.COLLEAGUE)
    one, two = detached(own, ONE, AT), detached(own, TWO, AT)
    check_returned((one, two), (ONE, TWO), OWN, AT)
    assert code_of((two, one)) == faults.SIGNATURE_WRONG
    assert code_of((one, one)) == faults.SIGNATURE_WRONG
    assert code_of((one, detached(colleague, TWO, AT))) == faults.SIGNATURE_WRONG
    assert code_of((one, two[:-20])) == faults.SIGNATURE_WRONG
    assert code_of((one, b"\x30\x03\x02\x01\x05")) == faults.SIGNATURE_WRONG
    other = tuple(detached(colleague, content, AT) for content in (ONE, TWO))
    assert code_of(other) == faults.OTHER_PERSON


@given(st.binary(max_size=300))
def test_no_bytes_break_the_reader(junk: bytes) -> None:
    for der in (junk, b"\x30" + junk):
        assert code_of((der, der)) == faults.SIGNATURE_WRONG


@given(st.data())
def test_a_turned_bit_breaks_nothing(lab: Lab, data: st.DataObject) -> None:
    turned = bytearray(detached(lab.pair(Signer.OPERATOR), ONE, AT))
    turned[data.draw(st.integers(0, len(turned) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    try:
        assert signer_of(bytes(turned), ONE)
    except ValueError:
        return


@pytest.mark.requirement("R-125")
@pytest.mark.parametrize("bits", [256, 512])
def test_a_certificate_of_a_gost_key_is_read(bits: int) -> None:
    holder = Authority(gost_key(bits), "ОРТАЛЫҚ").issue(gost_key(bits), employee())
    shown = described(holder.der)
    assert shown.algorithm == {256: "1.2.398.3.10.1.1.2.1", 512: "1.2.398.3.10.1.1.2.2"}[bits]
    assert shown.official
    assert shown.for_signing
