"""Errors by who can mend them.

    AppError
    ├── InputInvalid   the operator: a field, and what is wrong with it
    ├── DeviceFault    the operator's hands: a slot, and advice
    ├── Unavailable    waiting: network, lock, disk
    └── Cancelled      nobody: silence

A rule's «no» is not an exception but a Finding. Everything else is a bug: an incident number, a
redacted log entry, and the work kept. Errors carry a code and parameters, never a sentence; the
words stand in the catalogues under ``ERROR_TEXTS``.
"""

from dataclasses import dataclass

from i18n import N_


@dataclass(frozen=True, slots=True)
class ErrorText:
    """The English message ids of one error code: what happened, and the next action."""

    message: str
    advice: str


ERROR_TEXTS: dict[str, ErrorText] = {
    "bug": ErrorText(
        N_("Something went wrong inside the program (incident {incident})."),
        N_("The case is kept. Repeat the step; if it fails again, tell the supervisor the number."),
    ),
    "cancelled": ErrorText(N_("Cancelled."), N_("Nothing was changed.")),
}
"""Every code the program can raise. Floors add theirs with :func:`declare`."""


def declare(code: str, message: str, advice: str) -> str:
    """Enter an error code with its words (English message ids) and hand the code back."""
    ERROR_TEXTS[code] = ErrorText(message, advice)
    return code


class AppError(Exception):
    """An error with a code and named parameters, all strings."""

    def __init__(self, code: str, **params: str) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


class InputInvalid(AppError):
    """A value that cannot be taken; ``field`` is the command's field."""

    def __init__(self, code: str, *, field: str, **params: str) -> None:
        super().__init__(code, **params)
        self.field = field


class DeviceFault(AppError):
    """A device that did not do its work; ``slot`` names it."""

    def __init__(self, code: str, *, slot: str, **params: str) -> None:
        super().__init__(code, **params)
        self.slot = slot


class Unavailable(AppError):
    """Something outside does not answer now; waiting or retrying may help."""


class Cancelled(AppError):
    """A person changed their mind."""

    def __init__(self) -> None:
        super().__init__("cancelled")
