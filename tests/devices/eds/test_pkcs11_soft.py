"""Signatures by keys on software tokens: what is shown before the PIN, what comes back, what is refused."""

from collections.abc import Callable
from pathlib import Path

import pytest
from asn1crypto import cms

from app.errors import Cancelled
from app.ports import signing_faults, token_faults
from app.ports.pin import Refused
from devices.eds.act.acts import Patience
from devices.eds.certificates import described
from devices.eds.simulator.lab import OPERATOR_IIN, Lab, Signer
from tests.fakes.signature_judges import fault_of, openssl_says, ours_says
from tests.fakes.token_room import (
    PIN,
    Heard,
    Person,
    SoftToken,
    acts,
    on_curve,
    ordered,
)


@pytest.mark.requirement("R-125", "R-128")
@pytest.mark.parametrize("kind", ["rsa", "ec"])
def test_a_signature_stands_for_two_verifiers(
    lab: Lab, tokens: Callable[..., SoftToken], tmp_path: Path, kind: str
) -> None:
    token, pair = tokens(), lab.pair(Signer.OPERATOR)
    key, der = (pair.key, pair.der) if kind == "rsa" else on_curve(lab)
    token.put(key, der)
    content = "бір құжат".encode()
    person, heard = Person(PIN), Heard()
    (signature,) = acts(token.module, person, heard).sign(ordered(content, about="Анықтама"))
    assert openssl_says(signature, content, lab.signing_root, tmp_path)
    assert not openssl_says(signature, content + b".", lab.signing_root, tmp_path)
    assert ours_says(signature, content, lab.signing_root) == ()
    assert ours_says(signature, content + b".", lab.signing_root)
    (question,) = person.asked
    assert question.certificate == described(der)
    assert (question.count, question.about, question.carrier) == (1, "Анықтама", "OPERATOR")
    assert heard.counts == [1]


def test_the_signature_is_a_detached_cades_b(lab: Lab, token: SoftToken) -> None:
    (signature,) = acts(token.module, Person(PIN)).sign(ordered(b"content"))
    signed = cms.ContentInfo.load(signature, strict=True)["content"]
    assert signed["encap_content_info"]["content"].native is None
    (signer,) = signed["signer_infos"]
    assert {one["type"].native for one in signer["signed_attrs"]} == {
        "content_type",
        "message_digest",
        "signing_time",
        "signing_certificate_v2",
    }
    assert signer["unsigned_attrs"].native is None
    assert signed["certificates"][0].chosen.dump() == lab.pair(Signer.OPERATOR).der


@pytest.mark.requirement("R-128")
def test_keys_are_shown_without_a_pin(lab: Lab, token: SoftToken) -> None:
    person = Person()
    found = acts(token.module, person).look()
    (key,) = found.keys
    assert key.certificate is not None
    assert key.certificate.iin == OPERATOR_IIN
    assert "SoftHSM" in found.product
    assert [one["label"] for one in found.tokens] == ["OPERATOR"]
    assert acts(token.module, person).look_at(key.id) == key.offered
    assert person.asked == []


@pytest.mark.requirement("R-128")
def test_the_pin_is_overwritten_once_it_is_handed_over(token: SoftToken) -> None:
    person = Person(PIN)
    acts(token.module, person).sign(ordered())
    (given,) = person.given
    assert given == bytes(len(PIN.encode()))


def test_fifty_documents_under_one_pin(lab: Lab, token: SoftToken, tmp_path: Path) -> None:
    contents = tuple(b"document %d" % number for number in range(50))
    person, heard = Person(PIN), Heard()
    signatures = acts(token.module, person, heard).sign(ordered(*contents))
    assert len(signatures) == 50
    assert [question.count for question in person.asked] == heard.counts == [50]
    for number in (0, 49):
        assert openssl_says(signatures[number], contents[number], lab.signing_root, tmp_path)
    assert all(
        ours_says(one, content, lab.signing_root) == ()
        for one, content in zip(signatures, contents, strict=True)
    )


@pytest.mark.requirement("R-128")
def test_a_wrong_pin_is_asked_for_anew_and_never_tried_twice(token: SoftToken) -> None:
    person = Person("0000", PIN)
    assert acts(token.module, person).sign(ordered())
    assert [question.refused for question in person.asked] == [None, Refused.WRONG]
    assert all(not any(given) for given in person.given)


def test_giving_up_signs_nothing(token: SoftToken) -> None:
    with pytest.raises(Cancelled):
        acts(token.module, Person("0000", None)).sign(ordered())


@pytest.mark.requirement("R-125")
@pytest.mark.parametrize(
    ("signer", "code"),
    [
        (Signer.COLLEAGUE, signing_faults.OTHER_PERSON),
        (Signer.PERSONAL, signing_faults.OTHER_ORGANISATION),
        (Signer.ELSEWHERE, signing_faults.OTHER_ORGANISATION),
        (Signer.ENTRY, signing_faults.NOT_FOR_SIGNING),
        (Signer.EXPIRED, signing_faults.NOT_IN_FORCE),
    ],
)
def test_a_key_that_may_not_sign_is_refused_before_the_pin(
    lab: Lab, tokens: Callable[..., SoftToken], signer: Signer, code: str
) -> None:
    token, pair, person = tokens(), lab.pair(signer), Person(PIN)
    token.put(pair.key, pair.der)
    assert fault_of(lambda: acts(token.module, person).sign(ordered())) == code
    assert person.asked == []


def test_the_right_key_is_found_among_several_tokens(
    lab: Lab, tokens: Callable[..., SoftToken]
) -> None:
    for label, signer in (("FIRST", Signer.COLLEAGUE), ("SECOND", Signer.OPERATOR)):
        pair, made = lab.pair(signer), tokens(label)
        made.put(pair.key, pair.der)
    entry = lab.pair(Signer.ENTRY)
    made.put(entry.key, entry.der, "02")
    person = Person(PIN)
    assert acts(made.module, person).sign(ordered())
    assert person.asked[0].carrier == "SECOND"


def test_what_is_lacking_is_told(lab: Lab, tokens: Callable[..., SoftToken]) -> None:
    empty = tokens()
    order = ordered()
    assert fault_of(lambda: acts(empty.module, Person()).sign(order)) == signing_faults.NO_KEY
    missing = ordered(key="nowhere/01")
    assert fault_of(lambda: acts(empty.module, Person()).sign(missing)) == signing_faults.NO_KEY
    assert fault_of(lambda: acts(empty.module, Person()).look_at("?")) == signing_faults.NO_KEY


def test_without_a_window_nobody_is_asked(token: SoftToken) -> None:
    assert fault_of(lambda: acts(token.module, None).sign(ordered())) == token_faults.NOBODY_TO_ASK


def test_a_factory_pin_is_told(lab: Lab, tokens: Callable[..., SoftToken]) -> None:
    token, pair, heard = tokens(pin="12345678"), lab.pair(Signer.OPERATOR), Heard()
    token.put(pair.key, pair.der)
    with pytest.raises(Cancelled):
        acts(token.module, Person("1234567890", None), heard).sign(ordered())
    assert heard.factory == 0, "only the PIN that opens it tells"
    assert acts(token.module, Person("12345678"), heard).sign(ordered())
    assert heard.factory == 1


def test_nobody_answers_in_time(token: SoftToken) -> None:
    person = Person()
    signing = acts(token.module, person, patience=Patience(person=0.1))
    assert fault_of(lambda: signing.sign(ordered())) == token_faults.PIN_LATE
    assert person.shown[0].cancelled(), "the question is taken back"


def test_a_card_that_leaves_takes_the_question_with_it(token: SoftToken) -> None:
    heard = Heard()
    person = Person()
    looks = iter(range(100))
    heard.insertion = lambda: int(next(looks) > 1)  # type: ignore[method-assign]
    signing = acts(token.module, person, heard)
    assert fault_of(lambda: signing.sign(ordered())) == token_faults.REMOVED
    assert person.shown[0].cancelled()


@pytest.mark.requirement("R-128")
def test_another_key_after_the_pin_signs_nothing(
    lab: Lab, tokens: Callable[..., SoftToken], tmp_path: Path
) -> None:
    token, pair = tokens(), lab.pair(Signer.OPERATOR)
    token.put(pair.key, pair.der)
    _, other = on_curve(lab)
    person = Person(PIN, meanwhile=lambda: token.replace(other))
    assert fault_of(lambda: acts(token.module, person).sign(ordered())) == token_faults.SWAPPED
