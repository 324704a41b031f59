"""How campaigns are drawn: what became of a question, in word, shape and colour."""

from functools import lru_cache

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from gouvernail.common.templatetags.components import icon
from gouvernail.governance.templatetags.governance import MAIL_MARKS
from gouvernail.mailing.models import MAIL_STATE_LABELS
from gouvernail.reviews.campaign_words import ANSWERER_LABELS, STANDING_LABELS, STANDING_MARKS
from gouvernail.reviews.models import CampaignState
from gouvernail.reviews.models.campaigns import CAMPAIGN_STATE_LABELS
from gouvernail.rules.campaigns import Standing
from gouvernail.rules.mail import MailState

register = template.Library()

_CAMPAIGN_MARKS = {
    CampaignState.PREPARING: ("not_started", "circle-dashed"),
    CampaignState.OPEN: ("running", "circle-dot"),
    CampaignState.CLOSED: ("done", "lock"),
}


def _mark(family: str, shape: str, label: str) -> SafeString:
    return format_html(
        '<span class="status" data-family="{}">{}{}</span>', family, icon(shape), label
    )


@register.simple_tag
@lru_cache(maxsize=8)
def campaign_state(value: str) -> SafeString:
    """Draw how far a campaign has gone."""
    state = CampaignState(value)
    return _mark(*_CAMPAIGN_MARKS[state], CAMPAIGN_STATE_LABELS[state])


@register.simple_tag
@lru_cache(maxsize=8)
def standing(value: Standing) -> SafeString:
    """Draw what became of a question, for the team."""
    return _mark(*STANDING_MARKS[value], STANDING_LABELS[value])


@register.simple_tag
@lru_cache(maxsize=8)
def answered(value: Standing) -> SafeString:
    """Draw what became of a question, for whoever answers by a link."""
    return _mark(*STANDING_MARKS[value], ANSWERER_LABELS[value])


@register.simple_tag
@lru_cache(maxsize=16)
def mail_state(value: str) -> SafeString:
    """Draw where a mail stands."""
    state = MailState(value)
    return _mark(*MAIL_MARKS[state], MAIL_STATE_LABELS[state])
