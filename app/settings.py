"""The desk's settings: one TOML file, typed, saved whole or not at all."""

import os
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import msgspec
import platformdirs

from app.domain.language import Lang
from app.errors import AppError, Unavailable, declare
from i18n import N_

_NAME = "tereze"

BROKEN = declare(
    "settings.broken",
    N_("The settings file could not be read; it is kept as «{kept}» and the usual settings apply."),
    N_("Look through the settings and save them again."),
)
UNREADABLE = declare(
    "settings.unreadable",
    N_("The settings file «{file}» cannot be opened; the usual settings apply."),
    N_("Ask the administrator for the right to read and write the file."),
)
NOT_SAVED = declare(
    "settings.not_saved",
    N_("The settings could not be saved into «{file}»."),
    N_("Check the room on the disk and the right to write; the former settings are unharmed."),
)


class Theme(StrEnum):
    """The colours of the window."""

    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


def _store_url() -> str:
    return f"sqlite:///{platformdirs.user_data_path(_NAME, appauthor=False) / 'tereze.db'}"


def _paper_folder() -> str:
    return str(platformdirs.user_documents_path() / "Tereze")


class BoardSettings(msgspec.Struct, frozen=True, kw_only=True):
    """How the hall board behaves: whether new calls move, and in which languages they are said.

    A call is said in the ticket's own language first; no language: the board is silent.
    """

    animations: bool = True
    announced: tuple[Lang, ...] = tuple(Lang)


class SigningSettings(msgspec.Struct, frozen=True, kw_only=True):
    """By what signatures are judged and proven.

    ``trust`` is a folder of the trusted authorities (certificates; lists and answers beside them);
    empty: practice alone, where no device signs. ``employer`` is the BIN of the Corporation that
    must stand in every official certificate. The addresses are those of the certification centre's
    services; an empty one is not asked. ``seconds`` is the longest wait for one of them.
    """

    trust: str = ""
    employer: str = ""
    time_stamps: str = ""
    responder: str = ""
    lists: tuple[str, ...] = ()
    seconds: Annotated[int, msgspec.Meta(ge=1, le=60)] = 10


class ExchangeWay(StrEnum):
    """How applications reach providers from this desk."""

    SIMULATED = "simulated"
    FOLDER = "folder"
    HTTPS = "https"


class ExchangeSettings(msgspec.Struct, frozen=True, kw_only=True):
    """The exchange with providers: ``folder`` is an absolute path that exists; ``url`` the base of the
    server, ``ca``, ``certificate`` and ``key`` PEM files."""

    way: ExchangeWay = ExchangeWay.SIMULATED
    folder: str = ""
    url: str = ""
    ca: str = ""
    certificate: str = ""
    key: str = ""


def _simulated() -> dict[str, str]:
    return {
        "card": "simulated",
        "scanner": "simulated",
        "camera": "simulated",
        "printer": "folder",
        "display": "simulated",
        "tickets": "folder",
        "voice": "espeak",
    }


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """What one desk is set to; at first the practice desk where one person may do every step.

    ``branch_file`` is the branch's own dated file (``resources/practice/branch.toml`` shows its rows,
    ``valid_from`` stands at its head), ``branch_code`` the department in it, which may be left out
    where there is but one. Empty ``branch_file``: the practice branch.

    ``kiosk`` is the number from which the ticket kiosk numbers its tickets: that of no desk, so that
    two printers cut off from each other never give the same. ``devices`` names a driver by slot (a
    slot that is not named stays empty), ``device_options`` holds what that driver needs to know by
    slot and option (``devices/DECISIONS.md`` lists them), ``text_scale`` is in percent.
    ``country_certificates`` is a folder of the certificates by which chips of identity documents are
    judged; empty: none, and the authenticity of chips is told as not checked. ``lock_after_seconds`` without
    a touch lock the window; it cannot be switched off (R-232). Fields of a newer program are passed over.
    """

    store_url: str = msgspec.field(default_factory=_store_url)
    branch_file: str = ""
    branch_code: str = ""
    desk: Annotated[int, msgspec.Meta(ge=1, le=999)] = 3
    kiosk: Annotated[int, msgspec.Meta(ge=1, le=99)] = 8
    operator: str = "small_branch"
    language: Lang = Lang.KK
    theme: Theme = Theme.LIGHT
    text_scale: Annotated[int, msgspec.Meta(ge=100, le=200)] = 100
    devices: dict[str, str] = msgspec.field(default_factory=_simulated)
    device_options: dict[str, dict[str, str]] = msgspec.field(default_factory=dict)
    paper_folder: str = msgspec.field(default_factory=_paper_folder)
    country_certificates: str = ""
    lock_after_seconds: Annotated[int, msgspec.Meta(ge=30, le=900)] = 180
    practice: bool = True
    exchange: ExchangeSettings = msgspec.field(default_factory=ExchangeSettings)
    board: BoardSettings = msgspec.field(default_factory=BoardSettings)
    signing: SigningSettings = msgspec.field(default_factory=SigningSettings)


@dataclass(frozen=True, slots=True)
class Loaded:
    """Settings, and what the operator should be told about them (``None``: nothing)."""

    settings: Settings
    warning: AppError | None = None


def settings_file() -> Path:
    """Where the settings of this user lie."""
    return platformdirs.user_config_path(_NAME, appauthor=False) / "settings.toml"


def load(file: Path | None = None) -> Loaded:
    """The settings of a file. Never raises: no file gives the usual settings, a broken one is put
    aside as ``….broken`` and warned about."""
    source = file if file is not None else settings_file()
    try:
        content = source.read_bytes()
    except FileNotFoundError:
        return Loaded(Settings())
    except OSError:
        return Loaded(Settings(), Unavailable(UNREADABLE, file=source.name))
    try:
        return Loaded(msgspec.toml.decode(content, type=Settings))
    except ValueError:  # msgspec's, tomllib's and the decoder's errors are ValueErrors
        return Loaded(Settings(), _put_aside(source))


def _put_aside(source: Path) -> AppError:
    kept = source.with_name(source.name + ".broken")
    try:
        source.replace(kept)
    except OSError:
        return Unavailable(UNREADABLE, file=source.name)
    return Unavailable(BROKEN, kept=kept.name)


def save(settings: Settings, file: Path | None = None) -> None:
    """Save whole or not at all. Raises ``Unavailable`` (settings.not_saved)."""
    target = file if file is not None else settings_file()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _replace(target, msgspec.toml.encode(settings))
    except OSError as error:
        raise Unavailable(NOT_SAVED, file=target.name) from error


def _replace(target: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=target.name, suffix=".new")
    fresh = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        fresh.replace(target)
    except OSError:
        with suppress(OSError):
            fresh.unlink()
        raise
