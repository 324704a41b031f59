"""How shares and declarations are drawn: figures, bars, states."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import floor

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from gouvernail.common.templatetags.components import icon
from gouvernail.common.templatetags.french import day, euros
from gouvernail.rules.cadence import Standing
from gouvernail.staffing import declaration_words as words
from gouvernail.staffing.models import SheetState
from gouvernail.staffing.queries.deadlines import JudgedDeclaration
from gouvernail.staffing.queries.shares import COLOURS, Bar

register = template.Library()
register.filter("hundredths", words.hundredths)
register.filter("percents", words.percents)
register.filter("days_words", words.days_words)
register.filter("kind_label", words.kind_label)

_DUE = {
    Standing.AT_RISK: ("at_risk", "triangle-alert", "avant le {}"),
    Standing.MISSED: ("missed", "octagon-x", "à faire avant le {} : en retard"),
    Standing.ON_COURSE: ("on_course", "clock", "avant le {}"),
}


@register.simple_tag
def sheet_state(value: str, declared_on: date | None = None) -> SafeString:
    """Draw the state of a sheet: a shape, a word and a colour."""
    state = SheetState(value)
    family, shape = words.SHEET_MARKS[state]
    label = words.state_label(state)
    if state is SheetState.DECLARED and declared_on:
        label = f"{label} le {day(declared_on)}"
    return format_html(
        '<span class="status" data-family="{}">{}{}</span>', family, icon(shape), label
    )


@register.simple_tag
def due_state(judged: JudgedDeclaration) -> SafeString:
    """Draw when a declaration is due; once it is made, say whether it was in time."""
    line = judged.line
    if line.closes_on is None:
        return format_html('<span class="muted">{}</span>', "échéance non dite")
    if line.first_declared_on is not None:
        late = "" if judged.standing is Standing.HELD else ", après l’échéance"
        return format_html('<span class="muted">avant le {}{}</span>', day(line.closes_on), late)
    duty, shape, told = _DUE[judged.standing]
    return format_html(
        '<span class="status" data-duty="{}">{}{}</span>',
        duty,
        icon(shape),
        told.format(day(line.closes_on)),
    )


@register.simple_tag
def share_bar(bars: Iterable[Bar], told: str) -> SafeString:
    """Draw a bar of shares; `told` says the same in words."""
    drawn = (
        (f"t-{bar.colour}" if bar.colour else "t-void", str(bar.start), str(bar.width))
        for bar in bars
    )
    return format_html(
        '<svg class="share" viewBox="0 0 100 6" preserveAspectRatio="none" role="img" '
        'aria-label="{}">{}</svg>',
        told or "rien de dit",
        format_html_join("", '<rect class="{}" x="{}" width="{}" height="6"/>', drawn),
    )


@register.simple_tag
def swatch(rank: int) -> SafeString:
    """Draw the colour of a line of the portal, by its place from 0."""
    return format_html(
        '<svg class="swatch" aria-hidden="true" viewBox="0 0 1 1">'
        '<rect class="t-{}" width="1" height="1"/></svg>',
        rank % COLOURS + 1,
    )


@register.filter
def fraction_euros(amount: Fraction | None) -> str:
    """Write an exact amount to the cent, or that it is not known."""
    if amount is None:
        return "non connu"
    return euros(Decimal(floor(amount * 100 + Fraction(1, 2))).scaleb(-2))


@register.filter
def more_euros(after: Fraction | None, before: Fraction | None) -> str:
    """Write by how much an amount grows: « + 9 000 € », « − 500 € », a dash for nothing."""
    if after is None or before is None:
        return "non connu"
    if after == before:
        return "–"
    sign = "+" if after > before else "−"
    return f"{sign}\u202f{fraction_euros(abs(after - before))}"
