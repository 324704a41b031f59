"""A report as a PDF that is tagged (PDF/UA-1) and made to last (PDF/A-2a), by Typst.

What people wrote goes in as data, never as markup: no text can become code.
"""

import json
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

import typst

from gouvernail.documents.formats.glyphs import FONTS, drawable
from gouvernail.documents.formats.report import (
    Block,
    Cell,
    Facts,
    Grid,
    Head,
    Heading,
    Mark,
    Report,
    Text,
)
from gouvernail.documents.formats.table import Table
from gouvernail.documents.formats.words import cell_words

TEMPLATE = Path(__file__).resolve().parent.parent / "typst" / "report.typ"
STANDARDS: list[Any] = ["a-2a", "ua-1"]
# A compiler is made for one thread at a time; a document takes a fraction of a second.
_LOCK = Lock()


def write_pdf(report: Report, at: datetime) -> bytes:
    """Return the file, dated `at`.

    Unit: bytes of a .pdf file. Errors: none; what no font can draw shows as an empty square.
    """
    data = json.dumps(_told(report), ensure_ascii=False)
    with _LOCK:
        made = _compiler().compile(
            _template(),
            format="pdf",
            sys_inputs={"report": data},
            pdf_standards=STANDARDS,
            timestamp=at.replace(microsecond=0),
        )
    if not isinstance(made, bytes):
        raise TypeError("a report is one file")
    return made


@cache
def _compiler() -> typst.Compiler:
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)]
    )
    return typst.Compiler(font_paths=fonts, ignore_system_fonts=True)


@cache
def _template() -> bytes:
    return TEMPLATE.read_bytes()


def report_of(table: Table) -> Report:
    """Return a table as a report, each column as wide as it is in a spreadsheet."""
    heads = tuple(Head(column.head, column.width) for column in table.columns)
    blocks = (Grid(heads, table.rows, table.total),) if table.rows else ()
    return Report(table.title, table.state, blocks, is_landscape=True)


def _told(report: Report) -> dict[str, Any]:
    return {
        "title": drawable(report.title),
        "state": [drawable(line) for line in report.state],
        "landscape": report.is_landscape,
        "colour": report.colour,
        "blocks": [_block(block) for block in report.blocks],
    }


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Heading():
            told = {"kind": "heading", "text": drawable(block.text), "rank": block.rank}
            return told | {"breaks": block.starts_page}
        case Text():
            return {"kind": "text", "lines": drawable(block.text).splitlines()}
        case Facts():
            pairs = [[drawable(label), _cell(cell)] for label, cell in block.pairs]
            return {"kind": "facts", "pairs": pairs}
        case Grid():
            return {
                "kind": "grid",
                "heads": [drawable(head.label) for head in block.heads],
                "shares": [head.share for head in block.heads],
                "rows": [_cells(row) for row in block.rows],
                "total": _cells(block.total),
            }


def _cells(row: Sequence[Cell]) -> list[Any]:
    return [_cell(cell) for cell in row]


def _cell(cell: Cell) -> Any:
    """Return a cell as data: a text, or a state with its family."""
    words = drawable(cell_words(cell))
    return {"word": words, "family": cell.family} if isinstance(cell, Mark) else words
