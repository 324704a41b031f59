"""Excel workbooks: values and merged cells, by calamine."""

import posixpath
import zipfile
from datetime import date, datetime, time, timedelta
from io import BytesIO

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError
from python_calamine import SheetTypeEnum as SheetKind
from python_calamine import SheetVisibleEnum as Visibility

from gouvernail.imports.readers.archive import open_archive
from gouvernail.imports.readers.limits import BrokenFile, ProtectedFile, check_size
from gouvernail.imports.readers.marks import Marks, read_marks
from gouvernail.imports.readers.markup import attribute, parse_xml
from gouvernail.imports.readers.types import (
    ERROR_CODES,
    Cell,
    ErrorCell,
    Merge,
    Row,
    Sheet,
    Workbook,
)
from gouvernail.imports.readers.wording import tidy

_RELATIONS = "xl/_rels/workbook.xml.rels"
_Raw = int | float | str | bool | time | date | datetime | timedelta


def read_xlsx(data: bytes) -> Workbook:
    """Return the sheets of a workbook.

    Errors: an UnreadableFile that says what is wrong.
    """
    archive = open_archive(data, "xlsx")
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(data))
        marks = _marks(archive)
        sheets = tuple(
            _sheet(book.get_sheet_by_name(meta.name), marks.get(meta.name, Marks()), meta.visible)
            for meta in book.sheets_metadata
            if meta.typ is SheetKind.WorkSheet
        )
    except PasswordError as error:
        raise ProtectedFile from error
    except (CalamineError, ValueError, OverflowError, KeyError) as error:
        raise BrokenFile from error
    return Workbook(kind="xlsx", sheets=sheets)


def _sheet(source: CalamineSheet, marks: Marks, visible: Visibility) -> Sheet:
    end = source.end or (-1, -1)
    check_size(end[0] + 1, end[1] + 1)
    rows = [tuple(_cell(raw) for raw in row) for row in source.to_python(skip_empty_area=False)]
    merges = tuple(
        Merge(top, left, bottom, right)
        for (top, left), (bottom, right) in sorted(source.merged_cell_ranges or [])
    )
    is_hidden = visible is not Visibility.Visible
    hidden = tuple(row for row in marks.hidden_rows if row < len(rows))
    return Sheet(source.name, tuple(_with_marks(rows, marks)), merges, is_hidden, hidden)


def _cell(raw: _Raw) -> Cell:
    if isinstance(raw, str):
        if raw in ERROR_CODES:
            return ErrorCell(raw)
        return tidy(raw.replace("_x000D_", ""))
    if isinstance(raw, time | timedelta):
        return str(raw)
    return raw


def _with_marks(rows: list[Row], marks: Marks) -> list[Row]:
    """Put back the errors and the formulas without a result, which calamine leaves empty."""
    for (top, left), cell in marks.cells.items():
        check_size(top + 1, left + 1)
        rows.extend(() for _ in range(top + 1 - len(rows)))
        cells = [*rows[top], *(None for _ in range(left + 1 - len(rows[top])))]
        cells[left] = cell
        rows[top] = tuple(cells)
    return rows


def _marks(archive: zipfile.ZipFile) -> dict[str, Marks]:
    """Return, for each sheet, what calamine leaves out of it."""
    parts = _sheet_parts(archive).items()
    return {name: read_marks(archive.read(part)) for name, part in parts}


def _sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return the part of the archive that holds each sheet, by name."""
    names = set(archive.namelist())
    if _RELATIONS not in names:
        return {}
    targets = {
        attribute(one, "Id"): posixpath.normpath(posixpath.join("/xl", attribute(one, "Target")))
        for one in parse_xml(archive.read(_RELATIONS))
    }
    parts = {
        attribute(one, "name"): targets.get(attribute(one, "id"), "").lstrip("/")
        for one in parse_xml(archive.read("xl/workbook.xml")).iter("{*}sheet")
    }
    return {name: part for name, part in parts.items() if part in names}
