"""Texts of Word: headings, paragraphs and tables in their order, as accepted by their author.

Deleted text is out, inserted text is in; text boxes, drawings and notes are left aside.
"""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

from gouvernail.imports.readers.archive import open_archive
from gouvernail.imports.readers.limits import BrokenFile, check_size
from gouvernail.imports.readers.markup import Element, attribute, local, parse_xml
from gouvernail.imports.readers.types import Block, Cell, Merge, Sheet, Workbook
from gouvernail.imports.readers.wording import tidy

_STYLES = "word/styles.xml"
_HEADING_NAME = re.compile(r"(?:heading|titre|überschrift) ?([1-9])", re.IGNORECASE)
_BREAKS = {"br": "\n", "cr": "\n", "tab": " ", "noBreakHyphen": "-"}
_ASIDE = frozenset(
    {
        "del",
        "moveFrom",
        "pPr",
        "rPr",
        "drawing",
        "pict",
        "object",
        "AlternateContent",
        "txbxContent",
    }
    | {"instrText", "delText", "footnoteReference", "annotationRef"}
)
_WRAPPERS = frozenset({"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"})
_DEEPEST = 9
_DEEPEST_NESTING = 8


def read_docx(data: bytes) -> Workbook:
    """Return the tables of a text as sheets, and its flow of headings, paragraphs and tables.

    Errors: an UnreadableFile that says what is wrong.
    """
    archive = open_archive(data, "docx")
    body = parse_xml(archive.read("word/document.xml")).find("{*}body")
    if body is None:
        raise BrokenFile
    text = _Text(_heading_styles(archive))
    text.add(body)
    return Workbook("docx", tuple(text.sheets), flow=tuple(text.flow))


def _heading_styles(archive: zipfile.ZipFile) -> dict[str, int]:
    """Return the depth of each style of heading, by identifier; a style may rest on another."""
    if _STYLES not in archive.namelist():
        return {}
    depths: dict[str, int] = {}
    bases: dict[str, str] = {}
    for style in parse_xml(archive.read(_STYLES)).iterfind("{*}style"):
        key = attribute(style, "styleId")
        name = _HEADING_NAME.fullmatch(_value(style, "name"))
        depth = int(name[1]) if name else _outline(style)
        if depth:
            depths[key] = depth
        bases[key] = _value(style, "basedOn")
    for key in bases:
        depths.setdefault(key, depths.get(bases[key], 0))
    return {key: depth for key, depth in depths.items() if depth}


def _outline(element: Element) -> int:
    """Return the depth that an outline level states, 0 for body text."""
    stated = _value(element, "pPr/{*}outlineLvl")
    return int(stated) + 1 if stated.isdigit() and int(stated) < _DEEPEST else 0


def _value(element: Element, path: str) -> str:
    child = element.find(f"{{*}}{path}")
    return attribute(child, "val") if child is not None else ""


@dataclass
class _Text:
    """A text in the making."""

    styles: dict[str, int]
    flow: list[Block] = field(default_factory=list)
    sheets: list[Sheet] = field(default_factory=list)

    def add(self, container: Element, nesting: int = 0) -> None:
        """Take what stands in the body, or in a table that only frames it."""
        for one in _unwrapped(container):
            if local(one) == "p":
                self._add_paragraph(one)
            elif local(one) == "tbl":
                self._add_table(one, nesting)

    def _add_paragraph(self, paragraph: Element) -> None:
        text = tidy(_text(paragraph).strip())
        if not text:
            return
        style = self.styles.get(_value(paragraph, "pPr/{*}pStyle"), 0)
        depth = _outline(paragraph) or style
        self.flow.append(Block("heading" if depth else "text", text, depth))

    def _add_table(self, table: Element, nesting: int) -> None:
        rows = [row for row in _unwrapped(table) if local(row) == "tr" and not _is_deleted(row)]
        cells = [cell for row in rows for cell in _cells(row)]
        if len(cells) == 1 and nesting < _DEEPEST_NESTING:
            self.add(cells[0], nesting + 1)
            return
        sheet = _sheet(f"Tableau {len(self.sheets) + 1}", rows)
        self.flow.append(Block("table", table=len(self.sheets)))
        self.sheets.append(sheet)


def _unwrapped(container: Element) -> Iterator[Element]:
    for one in container:
        if local(one) in _WRAPPERS:
            yield from _unwrapped(one)
        else:
            yield one


def _is_deleted(row: Element) -> bool:
    return row.find("{*}trPr/{*}del") is not None


def _cells(row: Element) -> list[Element]:
    found = [cell for cell in _unwrapped(row) if local(cell) == "tc"]
    return [cell for cell in found if cell.find("{*}tcPr/{*}cellDel") is None]


def _sheet(name: str, rows: list[Element]) -> Sheet:
    """Return a table as a sheet: its cells on their columns, its merged blocks."""
    lines: list[dict[int, Cell]] = []
    blocks: dict[tuple[int, int], Merge] = {}
    open_blocks: dict[int, tuple[int, int]] = {}
    for top, row in enumerate(rows):
        line: dict[int, Cell] = {}
        left = _number(row, "trPr/{*}gridBefore", 0)
        for cell in _cells(row):
            right = left + _number(cell, "tcPr/{*}gridSpan", 1) - 1
            place = _joined(cell, open_blocks.get(left)) or (top, left)
            blocks[place] = Merge(*place, top, max(right, blocks.get(place, _NOTHING).right))
            open_blocks[left] = place
            if place == (top, left):
                line[left] = tidy(_cell_text(cell))
            left = right + 1
        check_size(top + 1, left)
        lines.append(line)
    width = max((merge.right + 1 for merge in blocks.values()), default=0)
    merged = (one for one in blocks.values() if (one.top, one.left) != (one.bottom, one.right))
    return Sheet(
        name,
        tuple(tuple(line.get(column) for column in range(width)) for line in lines),
        tuple(merged),
    )


_NOTHING = Merge(0, 0, 0, 0)


def _joined(cell: Element, above: tuple[int, int] | None) -> tuple[int, int] | None:
    """Return the block above that a cell goes on with, if it is merged upwards."""
    merge = cell.find("{*}tcPr/{*}vMerge")
    return above if merge is not None and attribute(merge, "val") != "restart" else None


def _number(element: Element, path: str, default: int) -> int:
    text = _value(element, path)
    return int(text) if text.isdigit() and len(text) < _DEEPEST else default


def _cell_text(cell: Element, nesting: int = 0) -> str:
    """Return the paragraphs of a cell, one a line; a table inside it, one row a line."""
    lines: list[str] = []
    for one in _unwrapped(cell):
        if local(one) == "p":
            lines.append(_text(one).strip())
        elif local(one) == "tbl" and nesting < _DEEPEST_NESTING:
            rows = (row for row in _unwrapped(one) if local(row) == "tr" and not _is_deleted(row))
            lines.extend(
                " : ".join(filter(None, (_cell_text(inner, nesting + 1) for inner in _cells(row))))
                for row in rows
            )
    return "\n".join(filter(None, lines))


def _text(element: Element) -> str:
    """Return the text that a person reads once changes are accepted."""
    pieces: list[str] = []
    waiting = list(reversed(element))
    while waiting:
        one = waiting.pop()
        name = local(one)
        if name == "t":
            pieces.append(one.text or "")
        elif name in _BREAKS:
            pieces.append(_BREAKS[name])
        elif name not in _ASIDE:
            waiting.extend(reversed(one))
    return "".join(pieces)
