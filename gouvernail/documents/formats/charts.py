"""Charts of reports, drawn in lines: from figures to the bytes of an SVG, in our colours.

Nothing is told by colour alone: numbers are written on the bars, and each chart comes with its
table and with the words that stand for it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from gouvernail.documents.formats.glyphs import drawable
from gouvernail.documents.formats.palette import FAMILIES
from gouvernail.documents.formats.words import for_xml

INK, QUIET, LINE, PRIMARY = "#0e2a2f", "#4a5f63", "#c9d3d3", "#0f5d68"
WIDTH = 640  # units of the drawing; 168 mm on paper
_FONT = "Source Sans 3"
_MONTHS = "JFMAMJJASOND"
_GLYPH = 0.5  # the width of a letter, in its size


@dataclass(frozen=True, slots=True)
class Bar:
    """A row of a stacked bar: how many there are in each family, in the order to draw."""

    label: str
    parts: tuple[tuple[str, int], ...]
    told: str = ""


@dataclass(frozen=True, slots=True)
class Dots:
    """A row of a year: by month (1 to 12), the marks « held », « planned » or « cancelled »."""

    label: str
    months: tuple[tuple[int, str], ...]
    told: str = ""


@dataclass(frozen=True, slots=True)
class Way:
    """The way of an indicator, from where it starts to where it should go."""

    label: str
    baseline: float
    target: float
    value: float
    told: tuple[str, str, str]


def stacked_bars(rows: Sequence[Bar], legend: Sequence[tuple[str, str]]) -> bytes:
    """Return bars as long as what they count, a part per family.

    Unit: bytes of an SVG. Errors: none.
    """
    most = max((sum(count for _, count in row.parts) for row in rows), default=0) or 1
    drawn, top = [_legend(legend)], 34
    for row in rows:
        drawn.append(_text(0, top + 11, _fit(row.label, 12, WIDTH - 90), 12, INK, "600"))
        drawn.append(_text(WIDTH, top + 11, row.told, 12, QUIET, anchor="end"))
        left = 0.0
        for family, count in row.parts:
            wide = count * WIDTH / most
            drawn.append(_part(left, top + 18, wide, family, count))
            left += wide
        top += 54
    return _drawing(drawn, top - 6)


def year_dots(rows: Sequence[Dots]) -> bytes:
    """Return a year, a row per body, a mark per sitting.

    Unit: bytes of an SVG. Errors: none.
    """
    first, step = 230, (WIDTH - 230) / 12
    drawn = [
        _mark(6, 8, "held"), _text(18, 12, "tenue", 11, INK),
        _mark(76, 8, "planned"), _text(88, 12, "prévue", 11, INK),
        _mark(152, 8, "cancelled"), _text(164, 12, "annulée ou reportée", 11, INK),
    ]  # fmt: skip
    for month, letter in enumerate(_MONTHS):
        middle = first + (month + 0.5) * step
        drawn.append(_text(middle, 40, letter, 11, QUIET, "600", "middle"))
    top = 50
    for row in rows:
        drawn.append(_rule(top))
        drawn.append(_text(0, top + 18, _fit(row.label, 12, first - 16), 12, INK))
        for month in range(1, 13):
            marks = [mark for on, mark in row.months if on == month]
            for rank, mark in enumerate(marks):
                shift = (rank - (len(marks) - 1) / 2) * 11
                drawn.append(_mark(first + (month - 0.5) * step + shift, top + 14, mark))
        top += 28
    return _drawing([*drawn, _rule(top)], top + 2)


def ways(rows: Sequence[Way]) -> bytes:
    """Return where each indicator is, between where it starts and its target.

    Unit: bytes of an SVG. Errors: none.
    """
    drawn, top = [], 0
    for row in rows:
        low, high = (
            min(row.baseline, row.target, row.value),
            max(row.baseline, row.target, row.value),
        )
        span = (high - low) or 1
        places = [
            20 + (x - low) / span * (WIDTH - 40) for x in (row.baseline, row.target, row.value)
        ]
        start, goal, now = places
        said = f"départ {row.told[0]} · cible {row.told[1]} · valeur {row.told[2]}"
        drawn += [
            _text(0, top + 12, _fit(row.label, 12, WIDTH - 250), 12, INK, "600"),
            _text(WIDTH, top + 12, said, 11, QUIET, anchor="end"),
            f'<path d="M20 {top + 28}H{WIDTH - 20}" stroke="{LINE}" stroke-width="6"/>',
            f'<path d="M{min(start, now):.1f} {top + 28}H{max(start, now):.1f}" '
            f'stroke="{PRIMARY}" stroke-width="6"/>',
            f'<path d="M{start:.1f} {top + 21}v14" stroke="{INK}" stroke-width="2"/>',
            f'<path d="M{goal:.1f} {top + 20}l7 8l-7 8l-7 -8z" fill="#fff" stroke="{INK}" '
            'stroke-width="1.6"/>',
            f'<circle cx="{now:.1f}" cy="{top + 28}" r="6" fill="{PRIMARY}" stroke="#fff" '
            'stroke-width="1.5"/>',
        ]
        top += 52
    return _drawing(drawn, top)


def _legend(families: Iterable[tuple[str, str]]) -> str:
    drawn, left = [], 0.0
    for family, label in families:
        fill, ink = FAMILIES[family]
        drawn.append(
            f'<rect x="{left:.1f}" y="2" width="12" height="12" fill="{fill}" stroke="{ink}"/>'
        )
        drawn.append(_text(left + 18, 12, label, 11, INK))
        left += 34 + len(label) * 11 * _GLYPH
    return "".join(drawn)


def _part(left: float, top: float, wide: float, family: str, count: int) -> str:
    fill, ink = FAMILIES[family]
    return (
        f'<rect x="{left + 0.5:.1f}" y="{top}" width="{max(wide - 1, 1):.1f}" height="20" '
        f'fill="{fill}" stroke="{ink}" stroke-width="0.8"/>'
        + _text(left + wide / 2, top + 14, str(count), 11, ink, "600", "middle")
    )


def _mark(x: float, y: float, kind: str) -> str:
    if kind == "held":
        return f'<circle cx="{x:.1f}" cy="{y}" r="5" fill="{PRIMARY}"/>'
    if kind == "planned":
        ring = f'fill="#fff" stroke="{PRIMARY}" stroke-width="1.6"'
        return f'<circle cx="{x:.1f}" cy="{y}" r="4.4" {ring}/>'
    return (
        f'<path d="M{x - 4:.1f} {y - 4}l8 8m0 -8l-8 8" stroke="{FAMILIES["dropped"][1]}" '
        'stroke-width="2"/>'
    )


def _rule(top: float) -> str:
    return f'<path d="M0 {top}H{WIDTH}" stroke="{LINE}" stroke-width="0.8"/>'


def _text(  # noqa: PLR0913 - the five looks of a word
    x: float, y: float, words: str, size: int, ink: str, weight: str = "400", anchor: str = "start"
) -> str:
    told = escape(for_xml(drawable(words)))
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-family="{_FONT}" font-size="{size}" '
        f'font-weight="{weight}" fill="{ink}" text-anchor="{anchor}">{told}</text>'
    )


def _fit(words: str, size: int, width: float) -> str:
    most = int(width / (size * _GLYPH))
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"


def _drawing(parts: Iterable[str], height: float) -> bytes:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:.0f}" '
        f'width="{WIDTH}" height="{height:.0f}">{"".join(parts)}</svg>'
    ).encode()
