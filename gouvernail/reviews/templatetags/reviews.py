"""How reviews are drawn: their state in word, shape and colour, what they lack in words."""

from functools import lru_cache

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from gouvernail.common.templatetags.components import icon
from gouvernail.reviews.models.reviews import REVIEW_STATE_LABELS, TEXT_LABELS, VOICE_LABELS, Voice
from gouvernail.reviews.words import GAP_SENTENCES, REVIEW_MARKS
from gouvernail.rules.reviews import ReviewGap, ReviewState

register = template.Library()
_MANY = {
    ReviewState.TODO: "à faire",
    ReviewState.DRAFT: "brouillons",
    ReviewState.SUBMITTED: "transmis",
    ReviewState.SENT_BACK: "renvoyés",
    ReviewState.KEPT: "retenus",
    ReviewState.VALIDATED: "validés par le Cotech",
    ReviewState.PRESENTED: "présentés au Copil",
}


@register.simple_tag
@lru_cache(maxsize=16)
def review_state(value: str) -> SafeString:
    """Draw the state of a review."""
    state = ReviewState(value)
    family, shape = REVIEW_MARKS[state]
    return format_html(
        '<span class="status" data-family="{}">{}{}</span>',
        family,
        icon(shape),
        REVIEW_STATE_LABELS[state],
    )


@register.filter
def state_words(value: str, number: int = 1) -> str:
    """Write the state of some reviews, agreed with their number."""
    state = ReviewState(value)
    return _MANY[state] if number > 1 else REVIEW_STATE_LABELS[state]


@register.filter
def gap_words(gap: ReviewGap) -> str:
    """Write what a review lacks."""
    return GAP_SENTENCES[gap]


@register.filter
def voice_words(value: str) -> str:
    """Write by which way a review came in; nothing for a way that is not known."""
    return VOICE_LABELS[Voice(value)] if value in set(Voice) else ""


@register.filter
def text_labels(names: tuple[str, ...]) -> str:
    """Write the names of some of the four texts."""
    return ", ".join(TEXT_LABELS[name] for name in names)
