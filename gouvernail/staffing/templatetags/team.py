"""How the team is drawn: full-time equivalents, accounts, and whether a post is filled."""

from decimal import Decimal
from functools import lru_cache

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from gouvernail.common.templatetags.components import icon
from gouvernail.rules.fte_text import written_to_thousandth
from gouvernail.rules.staffing import shown_fte

register = template.Library()
_HOLDS = {True: ("met", "circle-check"), False: ("at_risk", "triangle-alert")}


@register.filter
def fte(amount: Decimal | None) -> str:
    """Write full-time equivalents to the hundredth, for columns: « 0,50 »; a dash for nothing."""
    return f"{shown_fte(amount)}".replace(".", ",") if amount else "–"


@register.filter
def exactly(amount: Decimal | None) -> str:
    """Write full-time equivalents as they were typed: « 0,333 »."""
    return "" if amount is None else written_to_thousandth(amount)


@register.simple_tag
@lru_cache(maxsize=64)
def account(holds: bool, rule: str, is_year: bool) -> SafeString:
    """Draw whether an account holds: a shape, a word and a colour."""
    duty, shape = _HOLDS[holds]
    if holds:
        words = "Le compte est bon" if rule == "targets_add_up" else "Tenu"
    else:
        vacant = "Vacance" if is_year else "À pourvoir"
        words = vacant if rule == "filled" else "À vérifier"
    return format_html('<span class="status" data-duty="{}">{}{}</span>', duty, icon(shape), words)


_POST_MARKS = {
    "filled": ("met", "circle-check", "pourvu"),
    "partly": ("at_risk", "triangle-alert", "pourvu en partie"),
    "open": ("at_risk", "triangle-alert", "à pourvoir"),
    "beyond": ("at_risk", "triangle-alert", "au-delà de sa quotité"),
    "unrated": ("at_risk", "triangle-alert", "sans quotité"),
    "past": ("void", "minus", "terminé"),
    "coming": ("void", "clock", "à venir"),
}


@register.simple_tag
@lru_cache(maxsize=16)
def post_state(state: str) -> SafeString:
    """Draw where a post stands: filled, partly, open, over or still to come."""
    duty, shape, words = _POST_MARKS[state]
    return format_html('<span class="status" data-duty="{}">{}{}</span>', duty, icon(shape), words)
