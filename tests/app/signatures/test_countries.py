"""The folder of country certificates: what is believed from it, and what is told when it is no good."""

from pathlib import Path

import pytest
from asn1crypto import pem

from app.domain.chip import Authenticity
from app.errors import ERROR_TEXTS
from app.signatures.chip import PassiveAuthentication
from app.signatures.countries import read_countries
from tests.fakes.lab_authority import DAY, NOW, Wish, issued
from tests.fakes.lab_chip import Country, chip, utopia
from tests.fakes.lab_keys import ec_key


def test_no_folder_means_that_nothing_is_installed() -> None:
    countries, told = read_countries(" ")
    assert (countries.certificates, countries.missing, told) == ((), "chip.no_countries", None)


@pytest.mark.requirement("R-058")
def test_a_folder_of_certificates_and_lists_judges(tmp_path: Path) -> None:
    land = utopia()
    (tmp_path / "ut.pem").write_bytes(pem.armor("CERTIFICATE", land.country.der))
    countries, told = read_countries(str(tmp_path))
    assert told is None
    judge = PassiveAuthentication(countries)
    assert judge.judge(chip(land.signer), NOW).authenticity is Authenticity.GENUINE
    entries = {land.signer.certificate.serial: (NOW - DAY, "superseded")}
    (tmp_path / "ut.crl").write_bytes(land.country.revocation_list(entries))
    judge = PassiveAuthentication(read_countries(str(tmp_path))[0])
    assert judge.judge(chip(land.signer), NOW).code == "chip.signer_revoked"


def test_a_signer_installed_beside_helps_a_chip_that_leaves_it_out(tmp_path: Path) -> None:
    land = utopia()
    bare = chip(land.signer, certificates=[])
    (tmp_path / "ut.cer").write_bytes(land.country.der)
    judge = PassiveAuthentication(read_countries(str(tmp_path))[0])
    assert judge.judge(bare, NOW).code == "chip.signer_missing"
    (tmp_path / "signer.cer").write_bytes(land.signer.der)
    judge = PassiveAuthentication(read_countries(str(tmp_path))[0])
    assert judge.judge(bare, NOW).authenticity is Authenticity.GENUINE


def test_a_country_that_renewed_its_key_is_reached_by_either_certificate(tmp_path: Path) -> None:
    old, renewed = Country(ec_key()), Country(ec_key())
    said = {"usages": ("key_cert_sign",), "purposes": (), "authority": True, "sources": False}
    link = issued(renewed.key, renewed.parts, old.holder, Wish(**said))  # type: ignore[arg-type]
    signer = renewed.document_signer(ec_key())
    (tmp_path / "old.cer").write_bytes(old.der)
    judge = PassiveAuthentication(read_countries(str(tmp_path))[0])
    assert judge.judge(chip(signer), NOW).code == "chip.signer_untrusted"
    (tmp_path / "link.cer").write_bytes(link.der)
    judge = PassiveAuthentication(read_countries(str(tmp_path))[0])
    assert judge.judge(chip(signer), NOW).authenticity is Authenticity.GENUINE


@pytest.mark.parametrize("spoil", ["missing", "empty", "broken"])
def test_a_folder_that_cannot_be_used_is_told_and_nothing_is_claimed(
    tmp_path: Path, spoil: str
) -> None:
    folder = tmp_path / "countries"
    if spoil != "missing":
        folder.mkdir()
    if spoil == "broken":
        (folder / "ut.cer").write_bytes(b"no certificate")
    countries, told = read_countries(str(folder))
    assert told is not None
    assert told.code in ERROR_TEXTS
    assert told.params["name"] == ("ut.cer" if spoil == "broken" else "countries")
    verdict = PassiveAuthentication(countries).judge(chip(utopia().signer), NOW)
    assert verdict.authenticity is Authenticity.NOT_CHECKED
    assert verdict.code == "chip.countries_unreadable"
