"""The colours of the three themes as data, and the arithmetic of their contrast."""

from dataclasses import dataclass, fields
from enum import StrEnum


class ThemeName(StrEnum):
    """The themes an operator can choose."""

    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """One theme, every colour ``#RRGGBB``; ``*_soft`` is the ground of text in that colour."""

    background: str
    surface: str
    sunken: str
    text: str
    muted: str
    line: str
    hairline: str
    accent: str
    on_accent: str
    accent_soft: str
    accent_hover: str
    good: str
    good_soft: str
    warn: str
    warn_soft: str
    stop: str
    stop_soft: str
    focus: str
    focus_inner: str
    focus_soft: str
    bar: str
    on_bar: str
    bar_good: str
    bar_warn: str
    bar_stop: str
    bar_idle: str
    scrim: str

    def as_mapping(self) -> dict[str, str]:
        """Token name to colour, for the style sheet."""
        return {entry.name: str(getattr(self, entry.name)) for entry in fields(self)}


LIGHT = Tokens(
    background="#F4F6F8",
    surface="#FFFFFF",
    sunken="#E4E9EE",
    text="#16202A",
    muted="#52606D",
    line="#7B8794",
    hairline="#D5DBE1",
    accent="#00668A",
    on_accent="#FFFFFF",
    accent_soft="#E6F2F8",
    accent_hover="#00536F",
    good="#1F6B3A",
    good_soft="#E6F4EA",
    warn="#8A5300",
    warn_soft="#FFF3DC",
    stop="#A8201A",
    stop_soft="#FCE8E6",
    focus="#FFB800",
    focus_inner="#16202A",
    focus_soft="#FFF9E6",
    bar="#16202A",
    on_bar="#EEF2F6",
    bar_good="#7FD29A",
    bar_warn="#F2BE5C",
    bar_stop="#FF9C93",
    bar_idle="#A9B4C0",
    scrim="#16202A",
)
DARK = Tokens(
    background="#12181F",
    surface="#1B232C",
    sunken="#28323D",
    text="#EEF2F6",
    muted="#A9B4C0",
    line="#7C8A99",
    hairline="#34404C",
    accent="#58B9DE",
    on_accent="#06222E",
    accent_soft="#12303D",
    accent_hover="#7CCBEA",
    good="#7FD29A",
    good_soft="#14301F",
    warn="#F2BE5C",
    warn_soft="#33270F",
    stop="#FF9C93",
    stop_soft="#3A1715",
    focus="#FFD24A",
    focus_inner="#12181F",
    focus_soft="#2B2712",
    bar="#0B1015",
    on_bar="#EEF2F6",
    bar_good="#7FD29A",
    bar_warn="#F2BE5C",
    bar_stop="#FF9C93",
    bar_idle="#A9B4C0",
    scrim="#000000",
)
CONTRAST = Tokens(
    background="#000000",
    surface="#000000",
    sunken="#1A1A1A",
    text="#FFFFFF",
    muted="#E6E6E6",
    line="#FFFFFF",
    hairline="#B3B3B3",
    accent="#6FE3FF",
    on_accent="#000000",
    accent_soft="#00222B",
    accent_hover="#FFFFFF",
    good="#7CF29C",
    good_soft="#002B0C",
    warn="#FFD66B",
    warn_soft="#2B2000",
    stop="#FFB0A8",
    stop_soft="#330500",
    focus="#FFE000",
    focus_inner="#000000",
    focus_soft="#1F1B00",
    bar="#000000",
    on_bar="#FFFFFF",
    bar_good="#7CF29C",
    bar_warn="#FFD66B",
    bar_stop="#FFB0A8",
    bar_idle="#FFFFFF",
    scrim="#000000",
)
THEMES: dict[ThemeName, Tokens] = {
    ThemeName.LIGHT: LIGHT,
    ThemeName.DARK: DARK,
    ThemeName.CONTRAST: CONTRAST,
}

TEXT_PAIRS: tuple[tuple[str, str], ...] = (
    *((ink, ground) for ink in ("text", "muted") for ground in ("background", "surface", "sunken")),
    ("text", "accent_soft"),
    ("muted", "accent_soft"),
    ("text", "focus_soft"),
    ("muted", "focus_soft"),
    ("accent", "surface"),
    ("accent", "background"),
    ("accent", "accent_soft"),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    *(
        (tone, ground)
        for tone in ("good", "warn", "stop")
        for ground in (f"{tone}_soft", "surface")
    ),
    ("stop", "background"),
    ("on_bar", "bar"),
    ("bar_warn", "bar"),
    ("bar_stop", "bar"),
)
"""Every pair in which the second colour is the ground of text in the first."""

LINE_PAIRS: tuple[tuple[str, str], ...] = (
    ("line", "surface"),
    ("line", "background"),
    ("accent", "surface"),
    ("accent", "background"),
    ("focus", "focus_inner"),
    ("bar_good", "bar"),
    ("bar_warn", "bar"),
    ("bar_stop", "bar"),
    ("bar_idle", "bar"),
)
"""Pairs of which an outline or a sign is made."""


def _luminance(colour: str) -> float:
    channels = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    """The WCAG 2.2 contrast ratio of two ``#RRGGBB`` colours, 1 to 21."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def with_system_colours(
    *, ground: str, text: str, accent: str, on_accent: str, base: Tokens = CONTRAST
) -> Tokens:
    """The high-contrast set on the system's own colours, where these are high in contrast.

    The signal colours stay ours, so a ground on which they would fall under 7 to 1 keeps ``base``.
    """
    signals = (base.good, base.warn, base.stop, base.focus, base.muted)
    readable = contrast(text, ground) >= 7 and contrast(on_accent, accent) >= 7
    if not readable or any(contrast(colour, ground) < 7 for colour in signals):
        return base
    own = base.as_mapping() | {
        "background": ground,
        "surface": ground,
        "text": text,
        "line": text,
        "bar": ground,
        "on_bar": text,
    }
    if contrast(accent, ground) >= 7:
        own |= {"accent": accent, "on_accent": on_accent, "accent_hover": text}
    return Tokens(**own)
