"""Small pieces of page that templates call by name."""

from collections.abc import Iterable
from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()

FAMILY_ICONS = {
    "not_started": "circle-dashed",
    "running": "circle-dot",
    "done": "circle-check",
    "suspended": "circle-pause",
    "dropped": "circle-slash",
}


@register.simple_tag
@lru_cache(maxsize=128)
def icon(name: str) -> SafeString:
    """Draw one icon of the sprite. It is decoration: the words beside it say the same."""
    return format_html(
        '<svg class="icon" aria-hidden="true"><use href="{}#{}"/></svg>',
        static("gouvernail/icons.svg"),
        name,
    )


@register.simple_tag
@lru_cache(maxsize=1024)
def status(label: str, family: str) -> SafeString:
    """Draw the state of an action: a shape, a word and a colour. Without a state, say so."""
    if not family:
        return SafeString('<span class="status status--plain">sans état</span>')
    return format_html(
        '<span class="status" data-family="{}">{}{}</span>',
        family,
        icon(FAMILY_ICONS[family]),
        label,
    )


@register.simple_tag
def cells(total: int, families: tuple[tuple[str, int], ...]) -> SafeString:
    """Draw progress: one shape per action up to 40, a bar beyond."""
    return _drawn("components/cells.html", total, families)


@register.simple_tag
def legend(total: int, families: tuple[tuple[str, int], ...]) -> SafeString:
    """Write how many actions each family of states has, with its shape."""
    return _drawn("components/legend.html", total, families)


@lru_cache(maxsize=2048)
def _drawn(template: str, total: int, families: tuple[tuple[str, int], ...]) -> SafeString:
    """Render a component that depends on nothing but counts: the same ones come back a lot."""
    return render_to_string(template, {"tally": {"total": total, "families": families}})


@register.simple_tag
@lru_cache(maxsize=8192)
def at(name: str, *arguments: str | int) -> str:
    """Return an address, as `url` does, from memory: for lists and menus, where it counts."""
    return reverse(name, args=arguments)


LONGEST_OPTION = 70


@register.simple_tag
@lru_cache(maxsize=512)
def options(pairs: tuple[tuple[int | str, str], ...], chosen: int | str | None) -> SafeString:
    """Draw the options of a menu: value and words of each. The same menus come back a lot."""
    return format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        (
            (value, " selected" if value == chosen else "", _shortened(words))
            for value, words in pairs
        ),
    )


def _shortened(words: str) -> str:
    return words if len(words) <= LONGEST_OPTION else f"{words[: LONGEST_OPTION - 1]}…"


_FAMILY_WORDS = {
    "not_started": ("à engager", "à engager"),
    "running": ("en cours", "en cours"),
    "done": ("réalisée", "réalisées"),
    "suspended": ("en pause", "en pause"),
    "dropped": ("abandonnée", "abandonnées"),
}


@register.filter
def family_label(family: str, number: int) -> str:
    """Name a family of states, agreed with a number of actions."""
    return _FAMILY_WORDS[family][number > 1]


@register.filter
def times(number: int) -> range:
    """Return what to loop over a number of times."""
    return range(number)


@register.filter
def stacked(parts: Iterable[tuple[str, int]]) -> list[tuple[str, int, int]]:
    """Return each part of a bar with where it starts: (name, start, length)."""
    found, start = [], 0
    for name, length in parts:
        found.append((name, start, length))
        start += length
    return found
