"""Excel workbooks: values and merged cells, by calamine."""

import posixpath
import re
import zipfile
from datetime import date, datetime, time, timedelta
from html import unescape
from io import BytesIO

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError
from python_calamine import SheetTypeEnum as SheetKind
from python_calamine import SheetVisibleEnum as Visibility

from gouvernail.imports.readers.archive import open_archive
from gouvernail.imports.readers.limits import BrokenFile, ProtectedFile, check_size
from gouvernail.imports.readers.types import (
    ERROR_CODES,
    Cell,
    ErrorCell,
    Merge,
    Row,
    Sheet,
    Workbook,
)

_Raw = int | float | str | bool | time | date | datetime | timedelta
_SHEET = re.compile(r"<(?:\w+:)?sheet\s[^>]*>")
_RELATION = re.compile(r"<(?:\w+:)?Relationship\s[^>]*>")
_ATTRIBUTE = re.compile(r"([\w:]+)=\"([^\"]*)\"")
_ERROR = re.compile(
    rb"<c\s(?=[^>]*\bt=\"e\")[^>]*\br=\"([A-Z]{1,3})([0-9]{1,7})\"[^>]*>"
    rb"(?:<f[^>]*/>|<f[^>]*>[^<]*</f>)?<v>([^<]*)</v>"
)


def read_xlsx(data: bytes) -> Workbook:
    """Return the sheets of a workbook.

    Errors: an UnreadableFile that says what is wrong.
    """
    archive = open_archive(data)
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(data))
        errors = _error_cells(archive)
        sheets = tuple(
            _sheet(book.get_sheet_by_name(meta.name), errors.get(meta.name, {}), meta.visible)
            for meta in book.sheets_metadata
            if meta.typ is SheetKind.WorkSheet
        )
    except PasswordError as error:
        raise ProtectedFile from error
    except (CalamineError, ValueError, OverflowError, KeyError) as error:
        raise BrokenFile from error
    return Workbook(kind="xlsx", sheets=sheets)


def _sheet(source: CalamineSheet, errors: dict[tuple[int, int], str], visible: Visibility) -> Sheet:
    end = source.end or (-1, -1)
    check_size(end[0] + 1, end[1] + 1)
    rows = [tuple(_cell(raw) for raw in row) for row in source.to_python(skip_empty_area=False)]
    merges = tuple(
        Merge(top, left, bottom, right)
        for (top, left), (bottom, right) in sorted(source.merged_cell_ranges or [])
    )
    is_hidden = visible is not Visibility.Visible
    return Sheet(source.name, tuple(_with_errors(rows, errors)), merges, is_hidden)


def _cell(raw: _Raw) -> Cell:
    if isinstance(raw, str):
        if raw in ERROR_CODES:
            return ErrorCell(raw)
        return raw.replace("\r\n", "\n").replace("_x000D_", "") or None
    if isinstance(raw, time | timedelta):
        return str(raw)
    return raw


def _with_errors(rows: list[Row], errors: dict[tuple[int, int], str]) -> list[Row]:
    """Put back the errors of calculation, which calamine leaves empty."""
    for (top, left), code in errors.items():
        if top < len(rows) and left < len(rows[top]):
            cells = list(rows[top])
            cells[left] = ErrorCell(code)
            rows[top] = tuple(cells)
    return rows


def _error_cells(archive: zipfile.ZipFile) -> dict[str, dict[tuple[int, int], str]]:
    """Return, for each sheet that has some, the place and code of its errors."""
    found = {}
    for name, part in _sheet_parts(archive).items():
        xml = archive.read(part)
        if b't="e"' in xml:
            found[name] = {
                (int(row) - 1, _column_index(letters.decode())): code.decode(errors="replace")
                for letters, row, code in _ERROR.findall(xml)
            }
    return found


def _sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    names = set(archive.namelist())
    if "xl/_rels/workbook.xml.rels" not in names:
        return {}
    relations = archive.read("xl/_rels/workbook.xml.rels").decode(errors="replace")
    targets = {}
    for tag in _RELATION.findall(relations):
        attributes = dict(_ATTRIBUTE.findall(tag))
        target = posixpath.normpath(posixpath.join("/xl", attributes.get("Target", "")))
        targets[attributes.get("Id", "")] = target.lstrip("/")
    parts = {}
    for tag in _SHEET.findall(archive.read("xl/workbook.xml").decode(errors="replace")):
        attributes = dict(_ATTRIBUTE.findall(tag))
        part = targets.get(attributes.get("r:id", ""), "")
        if part in names:
            parts[unescape(attributes.get("name", ""))] = part
    return parts


def _column_index(letters: str) -> int:
    index = 0
    for letter in letters:
        index = 26 * index + ord(letter) - ord("A") + 1
    return index - 1
