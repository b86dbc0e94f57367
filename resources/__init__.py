"""Data that ships with the program; this module only tells where it lies."""

from pathlib import Path

_ROOT = Path(__file__).resolve().parent


def path(*parts: str) -> Path:
    """The absolute path of a shipped resource, e.g. ``path("services", "pension.toml")``."""
    return _ROOT.joinpath(*parts)
