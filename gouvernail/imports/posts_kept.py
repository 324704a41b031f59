"""What the pages of the import of posts carry from one step to the next, signed, in plain values.

Nothing is kept on the server: a table of persons who hold posts stays with whoever brought it.
"""

from dataclasses import asdict
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from gouvernail.imports.posts import ReadHolder, ReadPost, ReadPosts, ReadRate
from gouvernail.imports.readers.types import Cell, ErrorCell, Sheet, Workbook

# What a page can carry back: a form's fields have a limit of their own.
MOST_KEPT = 2_000_000
LONGEST_CELL = 400
_DAY = "jour"


def plain_workbook(workbook: Workbook, read: ReadPosts) -> dict[str, Any]:
    """Return the sheet that was read, to read it again when somebody says what its columns are."""
    sheet = next(one for one in workbook.sheets if one.name == read.sheet and not one.is_hidden)
    return {"name": sheet.name, "rows": [[_plain_cell(cell) for cell in row] for row in sheet.rows]}


def workbook_of(told: dict[str, Any]) -> Workbook:
    """Return the sheet that a page carried."""
    rows = tuple(tuple(_cell(cell) for cell in row) for row in told["rows"])
    return Workbook("csv", (Sheet(told["name"], rows),))


def plain_posts(read: ReadPosts) -> list[dict[str, Any]]:
    """Return the posts that can be written."""
    return [_plain(asdict(post)) for post in read.posts]


def posts_of(told: list[dict[str, Any]]) -> list[ReadPost]:
    """Return the posts that a page carried."""
    return [_post(one) for one in told]


def _plain_cell(cell: Cell) -> Any:
    match cell:
        case datetime():
            kept: Any = {_DAY: cell.date().isoformat()}
        case date():
            kept = {_DAY: cell.isoformat()}
        case ErrorCell():
            kept = cell.code
        case str():
            kept = cell[:LONGEST_CELL]
        case _:
            kept = cell
    return kept


def _cell(kept: Any) -> Cell:
    if isinstance(kept, dict):
        return date.fromisoformat(kept[_DAY])
    return kept  # type: ignore[no-any-return]  # signed by us: a plain value of _plain_cell


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return str(value) if isinstance(value, date | Decimal) else value


def _post(told: dict[str, Any]) -> ReadPost:
    rates = tuple(ReadRate(**_typed(rate)) for rate in told["rates"])
    holders = tuple(ReadHolder(**_typed(held)) for held in told["holders"])
    more = {"rows": tuple(told["rows"]), "rates": rates, "holders": holders}
    return ReadPost(**{**told, **more})


def _typed(told: dict[str, Any]) -> dict[str, Any]:
    days = {
        name: date.fromisoformat(value) if value else None
        for name, value in told.items()
        if name in ("starts_on", "ends_on", "mandate_ends_on")
    }
    return {**told, **days, "fte": Decimal(told["fte"])}
