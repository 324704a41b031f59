"""Drawing the marks of the timeline, as SVG that the page can scale in width alone.

Horizontal places are percents, sizes are pixels: text and shapes keep their size on any screen
and on paper. Colours come from classes; every family also has its own shape.
"""

from collections.abc import Iterable
from functools import lru_cache

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from gouvernail.action_plan.queries.timeline import TimelineRow
from gouvernail.rules.timeline import Mark, Shape, Tick

register = template.Library()

# The small sign that tells a family without its colour, drawn from its left edge.
_SIGNS = {"done": "M4 0l3 3 5-6", "suspended": "M5-3v6M9-3v6", "dropped": "M3 5l8-10"}
_NARROWEST_WITH_SIGN = 2.5
_POINT = "M0-7l7 7-7 7-7-7z"
_POINT_SIGNS = {"done": "M-3 0l2 2 4-4", "suspended": "M-2-3v6M2-3v6", "dropped": "M-4 4l8-8"}


@register.simple_tag
def lane(row: TimelineRow) -> SafeString:
    """Draw one action over the grid; its words are those of the row."""
    action = row.action
    words = ", ".join(
        filter(None, (action.status or "sans état", action.deadline, "en retard" * row.is_late))
    )
    return _lane(row.mark, action.family, action.percent or 0, row.late_until, words)


@register.simple_tag
@lru_cache(maxsize=256)
def grid(ticks: tuple[Tick, ...], today_at: float | None) -> SafeString:
    """Draw the lines of the years and of their parts, and today; every lane uses them."""
    lines = [("c-line" if tick.is_year else "c-soft", tick.at, tick.at) for tick in ticks]
    if today_at is not None:
        lines.append(("c-now", today_at, today_at))
    return format_html_join("", '<line class="{}" x1="{}%" x2="{}%" y2="100%"/>', lines)


@register.simple_tag
@lru_cache(maxsize=256)
def scale(ticks: tuple[Tick, ...]) -> SafeString:
    """Write the years over their parts."""
    return format_html_join(
        "",
        '<text class="{}" x="{}%" y="{}" dx="4">{}</text>',
        (
            ("c-head", tick.at, 17, tick.label)
            if tick.is_year
            else ("c-muted lane-part", tick.at, 35, tick.label)
            for tick in ticks
        ),
    )


@lru_cache(maxsize=4096)
def _lane(
    mark: Mark | None, family: str, percent: int, late_until: float | None, words: str
) -> SafeString:
    if mark is None:
        return _EMPTY
    draw = _point if mark.shape is Shape.POINT else _bar
    return format_html(
        '<svg class="lane" role="img" aria-label="{words}"><title>{words}</title>'
        '<use href="#frise-grille"/><svg y="50%" overflow="visible">{late}{shape}</svg></svg>',
        words=words,
        late=_late(mark.end, late_until),
        shape=draw(mark, family or "none", percent),
    )


_EMPTY = format_html('<svg class="lane" aria-hidden="true"><use href="#{}"/></svg>', "frise-grille")


def _late(end: float, until: float | None) -> str:
    if until is None or until <= end:
        return ""
    return format_html('<line class="c-miss lane-late" x1="{}%" x2="{}%"/>', end, until)


def _point(mark: Mark, family: str, percent: int) -> SafeString:
    parts = [_path(f"b-{_outline(family)}", _POINT)]
    if family == "running":
        parts.append(_path("b-running", "M0-7v14l-7-7z"))
    if family in _POINT_SIGNS:
        parts.append(_sign(family, _POINT_SIGNS[family]))
    return _shifted(mark.start, *parts)


def _bar(mark: Mark, family: str, percent: int) -> SafeString:
    length = round(mark.end - mark.start, 2)
    parts = [_rectangle(_outline(family), mark.start, length)]
    if family == "running":
        parts.append(_rectangle("running", mark.start, round(length * percent / 100, 2)))
    if family in _SIGNS and length >= _NARROWEST_WITH_SIGN:
        parts.append(_shifted(mark.start, _sign(family, _SIGNS[family])))
    if mark.shape is Shape.OPEN:
        parts.append(_shifted(mark.end, _path("lane-arrow", "M-9-6l8 6-8 6")))
    return _together(parts)


def _outline(family: str) -> str:
    """An action under way shows how far it is: its outline, then what is done of it."""
    return "ahead" if family == "running" else family


def _rectangle(name: str, start: float, length: float) -> SafeString:
    return format_html(
        '<rect class="b-{}" x="{}%" y="-6" width="{}%" height="12" rx="2"/>', name, start, length
    )


def _sign(family: str, drawn: str) -> SafeString:
    return _path(f"lane-sign lane-sign-{family}", drawn)


def _path(css: str, drawn: str) -> SafeString:
    return format_html('<path class="{}" d="{}"/>', css, drawn)


def _shifted(at: float, *parts: SafeString) -> SafeString:
    return format_html('<svg x="{}%" overflow="visible">{}</svg>', at, _together(parts))


def _together(parts: Iterable[SafeString]) -> SafeString:
    return format_html_join("", "{}", ((part,) for part in parts))
