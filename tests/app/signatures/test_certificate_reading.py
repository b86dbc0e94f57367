"""The reading of a certificate: the holder as the national centre writes them, and nothing by guess."""

import pytest
from asn1crypto import core
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.signature_verdict import KeyRole
from app.signatures.certificate import read_certificate
from app.signatures.encoding import UnreadableError, der, parts, plain, unarmoured
from app.signatures.holder import ROLES
from tests.fakes.lab_authority import (
    BIN,
    CLIENT,
    EMAIL,
    HEAD,
    IIN,
    INDIVIDUAL,
    LEGAL,
    LIST_URL,
    RESPONDER_URL,
    employee,
    extension,
    person,
)
from tests.fakes.lab_keys import gost_key
from tests.fakes.lab_scene import Scene, plain_scene


@pytest.fixture(scope="module")
def scene() -> Scene:
    return plain_scene()


@pytest.mark.requirement("R-125")
def test_an_employee_is_read_whole(scene: Scene) -> None:
    facts = scene.signer.certificate.facts
    assert (facts.common_name, facts.surname, facts.given_name, facts.patronymic) == (
        "СЫНАҚОВА ӘЛИЯ",
        "СЫНАҚОВА",
        "ӘЛИЯ",
        "БОЛАТҚЫЗЫ",
    )
    assert (facts.iin, facts.bin, facts.organisation) == (IIN, BIN, "СЫНАҚ «КОРПОРАЦИЯ» КЕАҚ")
    assert facts.roles == {KeyRole.LEGAL_ENTITY, KeyRole.EMPLOYEE}
    assert facts.usages == {"digital_signature", "non_repudiation"}
    assert facts.issuer == "ҰКО (СЫНАҚ)"
    certificate = scene.signer.certificate
    assert (certificate.lists, certificate.responders) == ((LIST_URL,), (RESPONDER_URL,))
    assert not certificate.authority


def test_a_person_acts_for_nobody_else(scene: Scene) -> None:
    own = scene.centre.issue(gost_key(), person(), purposes=(EMAIL, INDIVIDUAL))
    facts = own.certificate.facts
    assert (facts.iin, facts.bin, facts.organisation) == (IIN, "", "")
    assert facts.roles == {KeyRole.INDIVIDUAL}
    assert own.certificate.key_name == "GOST 34.10-2015 (512)"


@pytest.mark.requirement("R-125")
@pytest.mark.parametrize(
    ("names", "iin", "number"),
    [
        ([("serial_number", f"BIN{BIN}"), ("common_name", "ЖҮЙЕ")], "", BIN),
        ([*employee(), ("organizational_unit_name", "BIN160440007162")], IIN, ""),
        ([*employee(), ("organizational_unit_name", f"BIN{BIN}")], IIN, BIN),
        ([*person(), ("serial_number", "IIN900101300025")], "", ""),
        ([("serial_number", "IIN90010130001"), ("common_name", "А Б")], "", ""),
        ([("organizational_unit_name", f"x BIN{BIN}"), ("common_name", "А Б")], "", ""),
        ([("common_name", f"IIN{IIN}")], "", ""),
    ],
)
def test_numbers_are_taken_from_their_own_places_alone(
    scene: Scene, names: list[tuple[str, str]], iin: str, number: str
) -> None:
    """Two different numbers name nobody: which of them would be the right one?"""
    facts = scene.centre.issue(scene.signer.key, names).certificate.facts
    assert (facts.iin, facts.bin) == (iin, number)


def test_numbers_that_fail_the_check_digit_are_kept_as_written(scene: Scene) -> None:
    facts = scene.centre.issue(scene.signer.key, person("123456789011")).certificate.facts
    assert facts.iin == "123456789011"


def test_every_role_has_its_identifier() -> None:
    assert set(ROLES.values()) == set(KeyRole)


def test_the_carrier_of_the_key_is_told(scene: Scene) -> None:
    kept = core.SequenceOf(spec=core.ObjectIdentifier)
    kept.append("1.2.398.3.3.5.1.1")
    own = scene.centre.issue(scene.signer.key, more=[extension("1.2.398.3.3.5", kept)])
    assert own.certificate.facts.key_store == "1.2.398.3.3.5.1.1"
    assert scene.signer.certificate.facts.key_store == ""


def test_uses_are_told_by_identifier_and_an_unknown_one_is_no_role(scene: Scene) -> None:
    purposes = (EMAIL, CLIENT, LEGAL, HEAD, "1.2.398.3.3.4.1.2.99")
    facts = scene.centre.issue(scene.signer.key, purposes=purposes).certificate.facts
    assert facts.purposes == purposes
    assert facts.roles == {KeyRole.LEGAL_ENTITY, KeyRole.HEAD}


def test_an_extension_twice_is_not_chosen_from(scene: Scene) -> None:
    twice = [extension("1.2.3.4", core.Null())] * 2
    with pytest.raises(UnreadableError):
        _ = scene.centre.issue(scene.signer.key, more=twice).certificate


@given(st.data())
@settings(max_examples=150)
def test_a_mangled_certificate_is_read_or_named_unreadable(data: st.DataObject) -> None:
    mangled = bytearray(plain_scene().signer.der)
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(mangled) - 1))
        mangled[start : start + data.draw(st.integers(0, 4))] = data.draw(st.binary(max_size=4))
    try:
        found = read_certificate(bytes(mangled))
    except UnreadableError:
        return
    assert found.der == bytes(mangled)


@pytest.mark.parametrize(
    "hostile",
    [
        b"\x30\x80" * 50_000,
        b"\x30\x83\x0f\xff\xff" + b"\x30\x80" * 1000,
        b"\x24\x80" * 500 + b"\0\0" * 500,
        b"\x30\x84\xff\xff\xff\xff",
        b"\x30\x8f" + b"\xff" * 15,
        b"\x1f" + b"\xff" * 40,
        b"\x30\x03\x02\x01",
        b"\x04\x80\x00\x00",
        b"\x24\x07\x04\x01a\x0c\x02bb",
        b"\x30\x00\x00",
        b"\x30",
        b"",
        b"\x30\x82\x27\x10" + b"\x05\x00" * 5000 + b"\x05",
    ],
)
def test_hostile_structures_end_in_a_named_failure(hostile: bytes) -> None:
    for read in (plain, der, read_certificate):
        with pytest.raises(UnreadableError):
            read(hostile)


def test_more_parts_than_anybody_needs_are_not_walked() -> None:
    many = b"\x05\x00" * 200_001
    with pytest.raises(UnreadableError):
        plain(b"\x30\x83" + len(many).to_bytes(3, "big") + many)


def test_what_is_plain_already_stays_byte_for_byte(scene: Scene) -> None:
    for value in (scene.signer.der, scene.signed(), scene.answer()):
        assert plain(value) == value == der(value)
        assert b"".join(parts(value)) == value[4:]


def test_what_follows_is_seen_but_for_the_zeros_of_a_place_kept_free(scene: Scene) -> None:
    value = scene.signer.der
    assert plain(value + b"\0\0\0", padded=True) == value
    for rest, padded in [(b"\0", False), (b"\0x", True)]:
        with pytest.raises(UnreadableError):
            plain(value + rest, padded=padded)


def test_loose_forms_are_made_plain() -> None:
    loose = b"\x30\x80\x24\x80\x04\x02ab\x04\x81\x01c\x00\x00\x02\x82\x00\x01\x05\x00\x00"
    assert plain(loose) == b"\x30\x08\x04\x03abc\x02\x01\x05"
    with pytest.raises(UnreadableError):
        der(loose)


@given(st.binary(max_size=300))
@settings(max_examples=100)
def test_the_plain_form_is_its_own_plain_form(noise: bytes) -> None:
    try:
        once = plain(noise)
    except UnreadableError:
        return
    assert plain(once) == once


@given(st.binary(max_size=200))
def test_taking_off_armour_never_fails(noise: bytes) -> None:
    assert unarmoured(noise)
