"""Blocks of a report on a page: which each is, cells that lead to their rows, charts in lines."""

from django import template
from django.template.defaultfilters import linebreaks_filter
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from gouvernail.common.templatetags.components import status
from gouvernail.documents.formats.report import Block, Cell, Linked, Mark, Picture
from gouvernail.documents.formats.words import cell_words

register = template.Library()


@register.filter
def kind(block: Block) -> str:
    """Name a block, for the template to choose how it is drawn."""
    return type(block).__name__.lower()


@register.filter
def below(rank: int, offset: int) -> int:
    """Return the rank of a heading under those of the page, six at most."""
    return min(rank + offset, 6)


@register.simple_tag
def cell(value: Cell) -> SafeString:
    """Draw a cell: a state, words that lead to their rows, or plain words on their lines."""
    if isinstance(value, Mark):
        return status(value.word, value.family if value.word else "")
    words = cell_words(value)
    if isinstance(value, Linked) and value.address:
        return format_html('<a href="{}">{}</a>', value.address, words)
    return linebreaks_filter(words) if "\n" in words else format_html("{}", words)


@register.filter
def drawing(block: Picture) -> SafeString:
    """Draw a chart; our own charts escape all the words that they hold."""
    return mark_safe(block.svg.decode())  # noqa: S308 - written by formats/charts.py alone
