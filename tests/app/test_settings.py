"""Settings are saved whole or not at all, and a broken file costs a warning, never the start."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.language import Lang
from app.errors import ERROR_TEXTS, Unavailable
from app.settings import BoardSettings, Loaded, Settings, Theme, load, save, settings_file

CHOSEN = Settings(
    store_url="postgresql+psycopg://desk@branch/tereze",
    branch_file="/etc/tereze/branch.toml",
    branch_code="9901",
    desk=7,
    operator="issuer",
    language=Lang.RU,
    theme=Theme.DARK,
    text_scale=150,
    devices={"printer": "folder", "tickets": "receipt"},
    device_options={"tickets": {"connection": "serial", "address": "/dev/ttyUSB0"}},
    paper_folder="/var/papers",
    country_certificates="/etc/tereze/countries",
    practice=False,
    board=BoardSettings(animations=False, announced=(Lang.RU,)),
)


def test_what_is_saved_is_loaded(tmp_path: Path) -> None:
    file = tmp_path / "deep" / "settings.toml"
    save(CHOSEN, file)
    assert load(file) == Loaded(CHOSEN)
    assert [f.name for f in file.parent.iterdir()] == ["settings.toml"]


def test_no_file_means_the_usual_settings_and_practice(tmp_path: Path) -> None:
    loaded = load(tmp_path / "settings.toml")
    assert loaded.warning is None
    assert loaded.settings.practice
    assert loaded.settings.language is Lang.KK
    assert loaded.settings.store_url.startswith("sqlite:///")
    assert loaded.settings.devices["printer"] == "folder"
    assert loaded.settings.devices["tickets"] == "folder"
    assert loaded.settings.device_options == {}
    assert loaded.settings.devices["voice"] == "espeak"
    assert loaded.settings.board == BoardSettings(animations=True, announced=(Lang.KK, Lang.RU))


@pytest.mark.parametrize("wrong", ['announced = ["en"]', 'animations = "no"'])
def test_a_board_is_set_in_words_that_it_knows(tmp_path: Path, wrong: str) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(f"[board]\n{wrong}\n", encoding="utf-8")
    assert load(file).warning is not None
    assert load(file).settings == Settings()


def test_the_kiosk_has_numbers_that_fit_a_ticket(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text("kiosk = 100\n", encoding="utf-8")
    assert load(file).warning is not None


def test_a_field_of_a_newer_program_is_passed_over(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text('desk = 4\nfrom_the_future = "x"\n', encoding="utf-8")
    assert load(file) == Loaded(Settings(desk=4))


@pytest.mark.parametrize(
    "content",
    [
        b"desk = ",
        b"desk = 0",
        b"text_scale = 90",
        b'language = "en"',
        b'devices = "none"',
        b'device_options = "none"',
        b"[device_options.display]\nbaud = 9600",
        b"\xff\xfe\x00",
    ],
)
def test_a_broken_file_is_kept_aside_with_a_warning(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "settings.toml"
    file.write_bytes(content)
    loaded = load(file)
    assert loaded.settings == Settings()
    assert loaded.warning is not None
    assert loaded.warning.code == "settings.broken"
    assert loaded.warning.params == {"kept": "settings.toml.broken"}
    assert (tmp_path / "settings.toml.broken").read_bytes() == content
    assert not file.exists()
    assert loaded.warning.code in ERROR_TEXTS


@given(st.binary(max_size=200))
def test_no_content_stops_the_start(tmp_path_factory: pytest.TempPathFactory, junk: bytes) -> None:
    file = tmp_path_factory.mktemp("settings") / "settings.toml"
    file.write_bytes(junk)
    assert isinstance(load(file).settings, Settings)


def test_a_file_that_cannot_be_opened_is_told(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").mkdir()
    loaded = load(tmp_path / "settings.toml")
    assert loaded.warning is not None
    assert loaded.warning.code == "settings.unreadable"


def test_a_failed_saving_harms_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "settings.toml"
    save(CHOSEN, file)

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Unavailable) as caught:
        save(Settings(), file)
    assert caught.value.code == "settings.not_saved"
    assert load(file).settings == CHOSEN
    assert [f.name for f in tmp_path.iterdir()] == ["settings.toml"]


def test_the_file_lies_in_the_users_own_place() -> None:
    assert settings_file().is_relative_to(Path(os.environ["XDG_CONFIG_HOME"]))
