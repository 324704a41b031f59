"""Contrast of a territory's colour, and the colours of the page drawn from it."""

import re
from dataclasses import dataclass

TEXT_CONTRAST = 4.5
WHITE = "#ffffff"
BLACK = "#000000"
# What links are drawn on besides white: sand, and the lagoon of what is selected.
LIGHT_BACKGROUNDS = ("#f5f0e5", "#dceeee")
# In the dark theme: the surface, what is selected, and the ink written on a button.
DARK_BACKGROUNDS = ("#10242a", "#173d46", "#04211f")

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_STEPS = 100


class UnknownColour(ValueError):
    """The text is not a colour written as #0f5d68."""


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours of what can be done on a page: light first, then dark."""

    primary: str
    primary_hover: str
    link: str
    dark_primary: str
    dark_primary_hover: str


def contrast_ratio(one: str, other: str) -> float:
    """Return the contrast of two colours, whichever is the text.

    Unit: ratio, from 1.0 (the same) to 21.0 (black and white).
    Errors: UnknownColour.
    Source: CHOICE 0011, contrast ratio of WCAG 2.2, § 1.4.3.
    """
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def is_readable(colour: str, background: str = WHITE) -> bool:
    """Tell whether text of this colour can be read on `background`.

    Unit: yes or no.
    Errors: UnknownColour.
    Source: CHOICE 0011, contrast of at least 4.5 of WCAG 2.2, § 1.4.3.
    """
    return contrast_ratio(colour, background) >= TEXT_CONTRAST


def theme_of(colour: str) -> Theme:
    """Return the theme drawn from a colour that is readable on white.

    Links take the same hue, darkened just as much as they need to be read on every light surface;
    the dark theme takes it lightened, to be read on the dark surfaces and to carry dark text.

    Unit: colours written as #0f5d68.
    Errors: UnknownColour.
    Source: CHOICE 0011.
    """
    dark = _first_readable(colour, WHITE, DARK_BACKGROUNDS)
    return Theme(
        primary=colour.lower(),
        primary_hover=_mixed(colour, BLACK, 0.2),
        link=_first_readable(colour, BLACK, LIGHT_BACKGROUNDS),
        dark_primary=dark,
        dark_primary_hover=_mixed(dark, WHITE, 0.25),
    )


def _first_readable(colour: str, towards: str, backgrounds: tuple[str, ...]) -> str:
    """Return `colour` brought towards another, as little as its contrast asks for."""
    steps = (_mixed(colour, towards, step / _STEPS) for step in range(_STEPS + 1))
    return next(
        candidate
        for candidate in steps
        if all(is_readable(candidate, background) for background in backgrounds)
    )


def _mixed(colour: str, other: str, share: float) -> str:
    pairs = zip(_channels(colour), _channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(channel / 255) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(value: float) -> float:
    linear: float = value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
    return linear


def _channels(colour: str) -> tuple[int, int, int]:
    if not _COLOUR.fullmatch(colour):
        raise UnknownColour(colour)
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
