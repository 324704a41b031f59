"""LibreOffice workbooks: values, merged cells and hidden rows, row after row."""

from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import chain, repeat
from math import isfinite

from gouvernail.imports.readers.archive import open_archive
from gouvernail.imports.readers.limits import (
    MAX_COLUMNS,
    MAX_ROWS,
    NotWhatItSays,
    TooManyColumns,
    TooManyRows,
    check_size,
)
from gouvernail.imports.readers.markup import Element, attribute, elements, local
from gouvernail.imports.readers.types import (
    ERROR_CODES,
    NO_RESULT,
    Cell,
    ErrorCell,
    Merge,
    Row,
    Sheet,
    Workbook,
)
from gouvernail.imports.readers.wording import tidy

_BLANKS = {"tab": "\t", "line-break": "\n"}
_ASIDE = frozenset({"annotation", "note", "shapes"})
_HIDDEN = frozenset({"collapse", "filter"})


def read_ods(data: bytes) -> Workbook:
    """Return the sheets of a workbook.

    Errors: an UnreadableFile that says what is wrong.
    """
    archive = open_archive(data, "ods")
    content = archive.read("content.xml")
    hidden_styles: set[str] = set()
    sheets: list[Sheet] = []
    draft = _Draft()
    for element in elements(content, "style", "table-row", "table", "text", "presentation"):
        match local(element):
            case "style" if _is_hidden_style(element):
                hidden_styles.add(attribute(element, "name"))
            case "table-row" if not _is_inside_a_cell(element):
                draft.add(element)
                element.clear()
            case "table" if not _is_inside_a_cell(element):
                is_hidden = attribute(element, "style-name") in hidden_styles
                sheets.append(draft.sheet(attribute(element, "name"), is_hidden=is_hidden))
                draft = _Draft()
                element.clear()
            case "text" | "presentation" if local(element.getparent()) == "body":
                raise NotWhatItSays
    return Workbook("ods", tuple(sheets))


def _is_hidden_style(style: Element) -> bool:
    return any(attribute(child, "display") == "false" for child in style)


def _is_inside_a_cell(element: Element) -> bool:
    """Tell whether a table belongs to a chart, a note or a cell rather than to the sheets."""
    return next(element.iterancestors("{*}table-cell", "{*}shapes"), None) is not None


@dataclass
class _Draft:
    """A sheet in the making. Empty rows wait until something follows them."""

    rows: list[Row] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)
    hidden: list[int] = field(default_factory=list)
    waiting: int = 0

    def add(self, element: Element) -> None:
        """Take a row, as many times as it is repeated."""
        times = _count(element, "number-rows-repeated")
        cells = self._cells(element)
        if not cells:
            self.waiting += times
            return
        first = len(self.rows) + self.waiting
        if first + times > MAX_ROWS:
            raise TooManyRows
        self.rows.extend(chain(repeat((), self.waiting), repeat(cells, times)))
        self.waiting = 0
        if attribute(element, "visibility") in _HIDDEN or _is_folded(element):
            self.hidden.extend(range(first, first + times))

    def sheet(self, name: str, *, is_hidden: bool) -> Sheet:
        """Return the sheet, each row as wide as the widest."""
        width = max(map(len, self.rows), default=0)
        check_size(len(self.rows), width)
        rows = tuple(row + (None,) * (width - len(row)) for row in self.rows)
        return Sheet(name, rows, tuple(self.merges), is_hidden, tuple(self.hidden))

    def _cells(self, element: Element) -> Row:
        cells: list[Cell] = []
        empty = 0
        for one in element:
            times = _count(one, "number-columns-repeated")
            value = _cell(one) if local(one) == "table-cell" else None
            self._note_merge(one, len(cells) + empty)
            if value is None:
                empty += times
                continue
            if len(cells) + empty + times > MAX_COLUMNS:
                raise TooManyColumns
            cells.extend(chain(repeat(None, empty), repeat(value, times)))
            empty = 0
        return tuple(cells)

    def _note_merge(self, cell: Element, left: int) -> None:
        height = _count(cell, "number-rows-spanned")
        width = _count(cell, "number-columns-spanned")
        if height > 1 or width > 1:
            top = len(self.rows) + self.waiting
            self.merges.append(Merge(top, left, top + height - 1, left + width - 1))


def _count(element: Element, name: str) -> int:
    text = attribute(element, name, "1")
    return max(int(text), 1) if text.isdigit() else 1


def _is_folded(row: Element) -> bool:
    groups = row.iterancestors("{*}table-row-group")
    return any(attribute(group, "display") == "false" for group in groups)


def _cell(cell: Element) -> Cell:
    shown = _shown(cell)
    return _error(cell, shown) or _value(cell, shown)


def _value(cell: Element, text: str) -> Cell:
    match attribute(cell, "value-type"):
        case "float" | "currency" | "percentage":
            return _figure(attribute(cell, "value"), text)
        case "date":
            return _date(attribute(cell, "date-value")) or tidy(text)
        case "boolean":
            return attribute(cell, "boolean-value") == "true"
    return tidy(text or attribute(cell, "string-value"))


def _error(cell: Element, text: str) -> ErrorCell | None:
    if not attribute(cell, "formula"):
        return ErrorCell(text) if text in ERROR_CODES else None
    code = text.replace(" ", "").replace("\u202f", "").replace("\u00a0", "")
    is_error = code in ERROR_CODES or text.startswith(("Err:", "Erreur:"))
    if is_error:
        return ErrorCell(code)
    return None if text or attribute(cell, "value-type") else ErrorCell(NO_RESULT)


def _figure(stated: str, shown: str) -> Cell:
    try:
        figure = float(stated)
    except ValueError:
        return tidy(shown)
    return figure if isfinite(figure) else tidy(shown)


def _date(text: str) -> Cell:
    try:
        return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
    except ValueError:
        return None


def _shown(cell: Element) -> str:
    paragraphs = [child for child in cell if local(child) in {"p", "h", "list"}]
    return "\n".join(map(_text, paragraphs)).strip()


def _text(element: Element) -> str:
    pieces = [element.text or ""]
    for child in element:
        name = local(child)
        if name == "s":
            pieces.append(" " * min(_count(child, "c"), 100))
        elif name in _BLANKS:
            pieces.append(_BLANKS[name])
        elif name not in _ASIDE:
            pieces.append(_text(child))
        pieces.append(child.tail or "")
    return "".join(pieces)
