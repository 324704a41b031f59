"""How the governance is drawn: the standing of an obligation, in word, shape and colour."""

from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString

from gouvernail.common.templatetags.components import icon
from gouvernail.governance.forms.live import DecisionFields
from gouvernail.governance.minutes_words import MINUTES_MARKS, MINUTES_STATE_LABELS
from gouvernail.governance.sitting_words import STATE_LABELS, STATE_MARKS, STEP_LABELS
from gouvernail.governance.words import (
    STANDING_LABELS,
    STANDING_MARKS,
    period_words,
)
from gouvernail.mailing.models import MAIL_STATE_LABELS
from gouvernail.rules.cadence import Standing
from gouvernail.rules.mail import MailState
from gouvernail.rules.minutes import MinutesState
from gouvernail.rules.periods import Period, PeriodKind
from gouvernail.rules.sittings import SittingState

register = template.Library()


@register.simple_tag
@lru_cache(maxsize=16)
def standing(value: Standing) -> SafeString:
    """Draw where an obligation stands."""
    duty, shape = STANDING_MARKS[value]
    return format_html(
        '<span class="status" data-duty="{}">{}{}</span>', duty, icon(shape), STANDING_LABELS[value]
    )


def _state(family: str, shape: str, label: str) -> SafeString:
    """Draw a state: a shape, a word and a colour."""
    return format_html(
        '<span class="status" data-family="{}">{}{}</span>', family, icon(shape), label
    )


@register.simple_tag
@lru_cache(maxsize=16)
def sitting_state(value: str) -> SafeString:
    """Draw the state of a sitting."""
    state = SittingState(value)
    family, shape = STATE_MARKS[state]
    return _state(family, shape, STATE_LABELS[state])


MAIL_MARKS = {
    MailState.TO_COPY: ("suspended", "copy"),
    MailState.COPIED: ("done", "circle-check"),
    MailState.WAITING: ("not_started", "clock"),
    MailState.IN_FLIGHT: ("running", "circle-dot"),
    MailState.TO_RETRY: ("suspended", "clock"),
    MailState.SENT: ("done", "circle-check"),
    MailState.UNCERTAIN: ("done", "info"),
    MailState.FAILED: ("late", "triangle-alert"),
    MailState.WITHDRAWN: ("dropped", "circle-slash"),
}


@register.simple_tag
@lru_cache(maxsize=16)
def mail_state(value: str) -> SafeString:
    """Draw where a mail stands."""
    state = MailState(value)
    family, shape = MAIL_MARKS[state]
    return _state(family, shape, MAIL_STATE_LABELS[state])


@register.simple_tag
@lru_cache(maxsize=8)
def minutes_state(state: MinutesState) -> SafeString:
    """Draw the state of minutes."""
    family, shape = MINUTES_MARKS[state]
    return _state(family, shape, MINUTES_STATE_LABELS[state])


@register.simple_tag
@lru_cache(maxsize=16)
def sitting_shape(value: str) -> SafeString:
    """Draw the shape of a state alone, where the word is written beside for those who listen."""
    return icon(STATE_MARKS[SittingState(value)][1])


@register.filter
def sitting_family(value: str) -> str:
    """Name the family of colours of a state."""
    return STATE_MARKS[SittingState(value)][0]


@register.simple_tag
def step_label(step: SittingState) -> str:
    """Write what a step does."""
    return STEP_LABELS[step]


@register.simple_tag
@lru_cache(maxsize=4096)
def blank_decision(key: int) -> SafeString:
    """Draw the empty fields of a decision of a point: always the same, there is one per point."""
    form = DecisionFields(key)
    return render_to_string("governance/live_decision_fields.html", {"form": form})


@register.filter
def period_name(period: Period, kind: str) -> str:
    """Name a period of an obligation."""
    return period_words(PeriodKind(kind), period)
