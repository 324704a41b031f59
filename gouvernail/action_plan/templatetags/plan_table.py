"""Cells of the table of the plan, drawn in Python: a hundred rows of any columns, quickly."""

from collections.abc import Callable, Container, Mapping
from datetime import date

from django import template
from django.utils import timezone
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString

from gouvernail.action_plan.queries.columns import TITLE, Column
from gouvernail.action_plan.queries.excerpts import Excerpt
from gouvernail.action_plan.queries.rows import ActionRow
from gouvernail.action_plan.queries.table import TableRows
from gouvernail.common.templatetags.components import at, icon, status

register = template.Library()

# Beyond this, a cell shows the beginning of a text; the sheet says the rest.
TEXT_LENGTH = 160
_CLASSES = {
    "number": "num-cell fit",
    "status": "fit",
    "news": "fit",
    "budget": "n",
    "progress": "n",
}
# The cells that are edited in place: the key of the column, the field in the address, the word.
QUICK = {
    "status": ("etat", "l’état"),
    "leads": ("pilote", "le pilote"),
    "deadline": ("echeance", "l’échéance"),
}


@register.simple_tag
def row_cells(
    row: ActionRow, table: TableRows, slug: str, *, may_edit: bool = False, on: date | None = None
) -> SafeString:
    """Draw the cells of one action, a column after the other; `on` is the past day shown."""
    sheet = at("action_plan:action", slug, row.id) + (f"?date={on.isoformat()}" if on else "")
    more = table.texts.get(row.id, {})
    found = table.excerpts.get(row.id)
    cells = (
        _title(row, sheet, found)
        if column.key == TITLE
        else _cell(row, column, more, slug if may_edit else "")
        for column in table.columns
    )
    return format_html_join("", "{}", ((cell,) for cell in cells))


@register.simple_tag
def pick(row: ActionRow) -> SafeString:
    """Draw the cell that chooses an action, for a change made to many."""
    return format_html(
        '<td role="cell" class="pick fit"><span class="check"><input type="checkbox" '
        'name="actions" value="{}" form="lot" aria-label="Choisir l’action {}"></span></td>',
        row.id,
        row.number or row.title,
    )


@register.simple_tag
def edit_link(row: ActionRow, key: str, slug: str) -> SafeString:
    """Draw what one field of an action says, as the link that edits it in place."""
    return _edit_link(row, key, slug, _WRITERS[key](row))


@register.filter
def among(number: int, numbers: Container[int] | str) -> bool:
    """Tell whether a number is one of several; of none when the page knows nothing of them."""
    return not isinstance(numbers, str) and number in numbers


@register.simple_tag
def cell_class(column: Column) -> str:
    """Return the class that the head and the cells of a column share."""
    return _CLASSES.get(column.key, "")


def _title(row: ActionRow, sheet: str, found: Excerpt | None) -> SafeString:
    return format_html(
        '<th scope="row" role="rowheader"><a href="{}">{}</a>{}</th>',
        sheet,
        row.title,
        _found(found) if found else "",
    )


def _found(found: Excerpt) -> SafeString:
    """Draw where the words looked for stand, those words marked."""
    pieces = (
        format_html("<mark>{}</mark>", piece.text) if piece.is_found else piece.text
        for piece in found.pieces
    )
    words = format_html_join("", "{}", ((piece,) for piece in pieces))
    return format_html('<small class="found">{}\u202f: {}</small>', found.label, words)


def _cell(row: ActionRow, column: Column, more: Mapping[str, str], slug: str) -> SafeString:
    """Draw one cell; `slug` is empty when this person may not edit the action."""
    key = column.key
    if key == "number":
        return format_html(
            '<td role="cell" class="num-cell fit"><span class="num">{}</span></td>', row.number
        )
    words = _WRITERS[key](row) if key in _WRITERS else _shortened(more.get(key, ""))
    if slug and key in QUICK:
        words = _edit_link(row, key, slug, words)
    return format_html(
        '<td role="cell" class="{}" data-label="{}">{}</td>',
        _CLASSES.get(key, ""),
        column.label,
        words,
    )


def _edit_link(row: ActionRow, key: str, slug: str, words: SafeString) -> SafeString:
    field, name = QUICK[key]
    return format_html(
        '<a class="edit" id="{}-{}" href="{}"><span class="sr-only">Modifier {} : </span>{}{}</a>',
        field,
        row.id,
        at("action_plan:quick", slug, row.id, field),
        name,
        words,
        icon("pencil"),
    )


def _shortened(text: str) -> SafeString:
    return conditional_escape(text if len(text) <= TEXT_LENGTH else text[: TEXT_LENGTH - 1] + "…")


def _leads(row: ActionRow) -> SafeString:
    if row.leads:
        return conditional_escape(row.leads)
    return format_html('<span class="muted">{}</span>', "à désigner")


def _deadline(row: ActionRow) -> SafeString:
    if row.days_late:
        return format_html('<span class="late">{}<br>en retard</span>', row.deadline)
    return conditional_escape(row.deadline or "sans échéance")


def _progress(row: ActionRow) -> SafeString:
    return conditional_escape("" if row.percent is None else f"{row.percent}\u202f%")


_WRITERS: dict[str, Callable[[ActionRow], SafeString]] = {
    "leads": _leads,
    "deadline": _deadline,
    "status": lambda row: status(row.status, row.family),
    "progress": _progress,
    "news": lambda row: conditional_escape(f"{timezone.localtime(row.updated_at):%d/%m/%Y}"),
}
