"""The texts to and from NCALayer: by the published shapes, and no text that can break the program."""

import json
from base64 import b64encode
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.language import Lang
from app.domain.signing_key import KeyDemand, SigningOrder
from devices.eds.ncalayer import messages
from devices.eds.ncalayer.messages import (
    Done,
    Failed,
    Greeting,
    MessageWrongError,
    Missing,
    Noise,
    Stopped,
    read,
)
from tests.fakes.nca_room import ordered

DER = b"\x30\x03\x02\x01\x05"
BARE = b64encode(DER).decode()
PEM = f"-----BEGIN CMS-----\n{BARE}\n-----END CMS-----\n"
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
WORDS = st.sampled_from(
    ["result", "status", "success", "code", "errorCode", "message", "body", "responseObject"]
)


def test_one_request_for_a_whole_order() -> None:
    order = ordered(b"one", b"two", lang=Lang.RU, stamp=True)
    asked = json.loads(messages.sign_request(order, ("AKKZIDCardStore",)))
    arguments = asked["args"]
    assert (asked["module"], asked["method"]) == ("kz.gov.pki.knca.basics", "sign")
    assert arguments["data"] == ["b25l", "dHdv"]
    assert arguments["allowedStorages"] == ["AKKZIDCardStore"]
    assert arguments["locale"] == "ru"
    assert arguments["signingParams"] == {
        "decode": True,
        "encapsulate": False,
        "digested": False,
        "tsaProfile": {},
    }
    assert arguments["signerParams"]["extKeyUsageOids"] == [
        "1.3.6.1.5.5.7.3.4",
        "1.2.398.3.3.4.1.2.5",
    ]


@pytest.mark.requirement("R-125")
def test_the_request_narrows_the_keys_to_the_employee_and_lets_no_old_one_through() -> None:
    order = SigningOrder(contents=(b"x",), demand=KeyDemand(iin="861201399331", bin="990140000017"))
    text = messages.sign_request(order, ())
    arguments = json.loads(text)["args"]
    signer = arguments["signerParams"]
    assert (signer["iin"], signer["bin"]) == ("861201399331", "990140000017")
    assert signer["chain"] is None
    assert "allowedStorages" not in arguments, "an empty list means nothing certain"
    assert "tsaProfile" not in arguments["signingParams"]
    for switch in ("allowExpired", "allowRevoked"):
        assert switch not in text


def test_the_older_module_is_asked_by_position() -> None:
    assert json.loads(messages.cades_request("AKKaztokenStore", b"one", stamp=False)) == {
        "module": "kz.gov.pki.knca.commonUtils",
        "method": "createCAdESFromBase64",
        "args": ["AKKaztokenStore", "SIGNATURE", "b25l", False],
    }
    stamped = json.loads(messages.cades_request("PKCS12", b"one", stamp=True))
    assert stamped["method"] == "createCMSSignatureFromBase64"
    assert json.loads(messages.key_request("PKCS12"))["args"] == ["PKCS12"]


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ('{"result":{"version":"1.4"}}', Greeting("1.4")),
        ("--heartbeat--", Noise()),
        ("{}", Noise()),
        ("", Noise()),
        ("anything else", Noise()),
        ('{"status":true,"body":{"result":["A"]}}', Done(["A"])),
        ('{"status":true,"body":{"result":"A"}}', Done("A")),
        ('{"status":true,"responseObject":"A"}', Done("A")),
        ('{"code":"200","responseObject":[]}', Done([])),
        ('{"code":200,"message":"","responseObject":"A"}', Done("A")),
        ('{"result":"A","secondResult":"","errorCode":"NONE"}', Done("A")),
        ('{"status":true,"body":{}}', Stopped()),
        ('{"status":true}', Stopped()),
        ('{"status":false,"code":"USER_CANCELED"}', Stopped()),
        ('{"code":"500","message":"action.canceled"}', Stopped()),
        ('{"success":false,"errorCode":"MODULE_NOT_FOUND"}', Missing()),
        ('{"status":false,"code":"MODULE_NOT_FOUND"}', Missing()),
        ('{"code":"500","message":"java.lang.NoSuchMethodException: x"}', Missing()),
        (
            '{"code":"500","message":"java.lang.IllegalArgumentException: argument type mismatch."}',
            Missing(),
        ),
        ('{"status":false,"code":"SIGNING_FAILURE","message":"m"}', Failed("SIGNING_FAILURE")),
        (
            '{"success":false,"code":"COMMON_JSON_WRAPPING_EXCEPTION"}',
            Failed("COMMON_JSON_WRAPPING_EXCEPTION"),
        ),
        ('{"status":false}', Failed("UNKNOWN")),
        ('{"code":"500","message":"Иванов 870412399019"}', Failed("500")),
        ('{"result":"2","errorCode":"WRONG_PASSWORD"}', Failed("WRONG_PASSWORD")),
        ('{"errorCode":"EMPTY_KEY_LIST"}', Failed("EMPTY_KEY_LIST")),
    ],
)
def test_every_published_shape_is_understood(text: str, heard: messages.Heard) -> None:
    assert read(text) == heard


@pytest.mark.parametrize(
    "text", ["{", "[1]", '{"who":1}', '{"status":"yes"}', "{" * 5000, "[" * 5000]
)
def test_what_begins_as_an_answer_and_is_none(text: str) -> None:
    with pytest.raises(MessageWrongError):
        read(text)


@pytest.mark.requirement("R-034")
def test_the_words_of_another_program_are_not_kept() -> None:
    heard = read('{"status":false,"code":"Иванов <870412399019>\\n' + "x" * 99 + '"}')
    assert isinstance(heard, Failed)
    assert len(heard.reason) <= 40
    assert heard.reason.isascii()


@pytest.mark.parametrize("value", [PEM, BARE, [PEM], [BARE], {"signatures": [PEM]}])
def test_a_signature_with_or_without_its_armour(value: Any) -> None:
    assert messages.signatures_in(value, 1) == (DER,)


@pytest.mark.parametrize(
    "value", [[], [PEM, PEM], None, 7, "", ["%"], [BARE[:-2]], ["AAAA"], [None], {"x": 1}, {}]
)
def test_what_is_no_signature_or_too_many(value: Any) -> None:
    with pytest.raises(MessageWrongError):
        messages.signatures_in(value, 1)


@pytest.mark.parametrize("value", [None, "AKKaztokenStore", [1], {}])
def test_stores_are_a_list_of_words(value: Any) -> None:
    with pytest.raises(MessageWrongError):
        messages.tokens_in(value)


@given(st.text())
def test_no_text_breaks_the_reader(text: str) -> None:
    for candidate in (text, "{" + text, "[" + text):
        try:
            read(candidate)
        except MessageWrongError:
            continue


@given(st.dictionaries(WORDS, JSON, max_size=4))
def test_no_answer_breaks_the_reader(content: dict[str, Any]) -> None:
    try:
        heard = read(json.dumps(content))
    except MessageWrongError:
        return
    if isinstance(heard, Done):
        for reader in (
            lambda value: messages.signatures_in(value, 1),
            messages.tokens_in,
            messages.certificate_in,
            messages.product_in,
        ):
            try:
                reader(heard.value)
            except MessageWrongError:
                continue
    if isinstance(heard, Failed):
        assert heard.reason.isascii()
        assert 0 < len(heard.reason) <= 40


@given(st.lists(st.binary(min_size=1), min_size=1, max_size=5))
def test_signatures_keep_their_order(contents: list[bytes]) -> None:
    ders = [b"\x30" + content for content in contents]
    value = [b64encode(der).decode() for der in ders]
    assert messages.signatures_in(value, len(value)) == tuple(ders)
