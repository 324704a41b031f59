"""Blocks of a report on a page: which each is, cells that lead to their rows, charts in lines."""

from base64 import b64encode

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

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
    if "\n" in words:
        return format_html_join("", "<p>{}</p>", ((line,) for line in words.splitlines()))
    return format_html("{}", words)


@register.filter
def drawing(block: Picture) -> str:
    """Return a chart as the address of an image: nothing in it can act on the page."""
    return f"data:image/svg+xml;base64,{b64encode(block.svg).decode()}"
