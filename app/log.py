"""The log: by subject, rotating, and with personal data taken out before a line is written.

Names cannot be known by their shape: whoever opens a visit gives them to :meth:`Redactor.hide`
and takes them back when it ends. Numbers, machine-readable lines and card data are known by shape.
"""

import logging
import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path

import platformdirs

_ROOT = "tereze"
_FILE = "tereze.log"
_FILE_BYTES = 1_000_000
_FILES_KEPT = 5
_SHORTEST_STEM = 3

# Letters that are not taken for one another when a number is told by telephone.
_INCIDENT_LETTERS = "ACDEFHJKLMNPQRTUVWXY34679"

# What a number or a piece of card data must not be glued to, so that ids and codes stay whole.
_FREE = r"(?<![0-9A-Za-z])"
_SHAPES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(shape), word)
    for shape, word in (
        # user:password@ in a store's address
        (r"(?<=://)([^\s:/@]+):[^\s@]+(?=@)", r"\1:[secret]"),
        # a line of a machine-readable zone: long, Latin capitals and digits, at least one filler
        (r"(?=[A-Z0-9]*<)[A-Z0-9<]{20,}", "[mrz]"),
        # card data: bytes in pairs, one long run of hexadecimal digits, the form of Python's bytes
        (_FREE + r"[0-9A-Fa-f]{2}(?:[ :][0-9A-Fa-f]{2}){5,}(?![0-9A-Za-z])", "[card]"),
        (_FREE + r"(?:[0-9A-F]{16,}|[0-9A-Fa-f]{32,})(?![0-9A-Za-z])", "[card]"),
        (r"(?:\\x[0-9a-f]{2}[^\\\s'\"]{0,3}){4,}", "[card]"),
        # twelve digits, also typed in groups: an IIN or a BIN
        (r"(?<!\d)\d(?:[ \u00a0]?\d){11}(?!\d)", "[number]"),
        # a mobile telephone number
        (_FREE + r"(?:\+7|8|7)[ (-]{0,2}7\d\d[ )-]{0,2}\d{3}[ -]?\d\d[ -]?\d\d(?!\d)", "[phone]"),
        # the number of an identity card or a passport
        (_FREE + r"(?:[A-Z]?\d{9}|[A-Z]\d{8})(?!\d)", "[document]"),
    )
)


class Redactor:
    """Takes personal data out of a text: shapes always, names as long as they are hidden."""

    def __init__(self) -> None:
        self._hidden: frozenset[str] = frozenset()
        self._names: re.Pattern[str] | None = None

    def hide(self, names: Iterable[str]) -> None:
        """Hide these names from now on, in any case and with any ending."""
        self._set(self._hidden | {part for name in names for part in name.casefold().split()})

    def forget(self) -> None:
        """The visit is over: keep no name."""
        self._set(frozenset())

    def _set(self, names: frozenset[str]) -> None:
        self._hidden = names
        if not names:
            self._names = None
            return
        # A longer name takes endings (Сынақовтың, Сынаковым); a very short one only itself.
        stems = [
            re.escape(name) + (r"\w*" if len(name) >= _SHORTEST_STEM else "")
            for name in sorted(names, key=len, reverse=True)
        ]
        self._names = re.compile(rf"(?<!\w)(?:{'|'.join(stems)})(?!\w)", re.IGNORECASE)

    def clean(self, text: str) -> str:
        """The text without personal data."""
        for shape, word in _SHAPES:
            text = shape.sub(word, text)
        names = self._names
        return names.sub("[name]", text) if names is not None else text


class _CleanFormatter(logging.Formatter):
    """Writes one line, with its traceback if there is one; what was said goes by the redactor."""

    def __init__(self, redactor: Redactor) -> None:
        super().__init__("%(message)s")
        self._redactor = redactor

    def format(self, record: logging.LogRecord) -> str:
        """The line as it may be kept."""
        said = self._redactor.clean(super().format(record))
        where = f"{record.levelname} {record.name} {record.threadName}"
        return f"{self.formatTime(record)} {where}: {said}"


class _PatientFile(RotatingFileHandler):
    """A file whose faults (full disk, lost right) never reach the work."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's own name
        """A line is lost; the work goes on."""

    def _open(self) -> TextIOWrapper:
        stream = super()._open()
        Path(self.baseFilename).chmod(0o600)
        return stream


@dataclass(frozen=True, slots=True)
class Log:
    """The running log of this process."""

    file: Path
    redactor: Redactor
    _handler: logging.Handler

    def bug(self, subject: str, error: BaseException, now: datetime) -> str:
        """Write an error that nobody expected, as :func:`log_bug` does."""
        return log_bug(subject, error, now)

    def close(self) -> None:
        """Write nothing more."""
        logging.getLogger().removeHandler(self._handler)
        self._handler.close()


def start_log(folder: Path | None = None, level: int = logging.INFO) -> Log:
    """Begin to write into ``folder`` (the user's log folder by default).

    Lines of libraries are written too, from WARNING on, through the same redactor. A folder that
    cannot be used costs the log, never the program.
    """
    home = folder if folder is not None else platformdirs.user_log_path(_ROOT, appauthor=False)
    redactor = Redactor()
    handler: logging.Handler
    try:
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
        handler = _PatientFile(
            home / _FILE, maxBytes=_FILE_BYTES, backupCount=_FILES_KEPT, encoding="utf-8"
        )
    except OSError:
        handler = logging.NullHandler()
    handler.setFormatter(_CleanFormatter(redactor))
    logging.getLogger().addHandler(handler)
    logging.getLogger(_ROOT).setLevel(level)
    return Log(home / _FILE, redactor, handler)


def logger(subject: str) -> logging.Logger:
    """The logger of one subject: ``desk``, ``devices``, ``storage``, ``robot``…"""
    return logging.getLogger(f"{_ROOT}.{subject}")


def incident_number(now: datetime) -> str:
    """A number to tell by telephone: ``H260306-1120-K7Q``: the day, the minute, three letters."""
    tail = "".join(secrets.choice(_INCIDENT_LETTERS) for _ in range(3))
    return f"H{now:%y%m%d-%H%M}-{tail}"


def log_bug(subject: str, error: BaseException, now: datetime) -> str:
    """Write an error that nobody expected with its traceback; answer its incident number."""
    number = incident_number(now)
    logger(subject).error("incident %s", number, exc_info=error)
    return number
