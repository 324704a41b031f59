"""How the governance is drawn: the standing of an obligation, in word, shape and colour."""

from functools import lru_cache

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from gouvernail.common.templatetags.components import icon
from gouvernail.governance.models import Obligation
from gouvernail.governance.queries.lines import ObligationLine
from gouvernail.governance.words import (
    STANDING_LABELS,
    STANDING_MARKS,
    period_words,
    rhythm_words,
)
from gouvernail.rules.cadence import Standing
from gouvernail.rules.periods import Period, PeriodKind

register = template.Library()


@register.simple_tag
@lru_cache(maxsize=16)
def standing(value: Standing) -> SafeString:
    """Draw where an obligation stands."""
    duty, shape = STANDING_MARKS[value]
    return format_html(
        '<span class="status" data-duty="{}">{}{}</span>', duty, icon(shape), STANDING_LABELS[value]
    )


@register.filter
def period_name(period: Period, kind: str) -> str:
    """Name a period of an obligation."""
    return period_words(PeriodKind(kind), period)


@register.filter
def rhythm(row: Obligation) -> str:
    """Write the rhythm that an obligation asks for."""
    return rhythm_words(row)


@register.filter
def is_counted(line: ObligationLine) -> bool:
    """Tell whether sittings are counted for this obligation."""
    return line.obligation.kind == "rhythm"
