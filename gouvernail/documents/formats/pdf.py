"""A report as a PDF that is tagged (PDF/UA-1) and made to last (PDF/A-2a), by Typst.

What people wrote goes in as data, never as markup: no text can become code.
"""

import json
import subprocess
import sys
from base64 import b64decode, b64encode
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any

from gouvernail.documents.formats.glyphs import UNKNOWN, drawable
from gouvernail.documents.formats.palette import FAMILIES
from gouvernail.documents.formats.refusals import DocumentTooLong, TooManyAtOnce
from gouvernail.documents.formats.report import (
    Block,
    Bullets,
    Cell,
    Contents,
    Facts,
    Grid,
    Head,
    Heading,
    KeyFigure,
    KeyFigures,
    Linked,
    Mark,
    Missing,
    Picture,
    Report,
    Text,
)
from gouvernail.documents.formats.table import Table
from gouvernail.documents.formats.words import cell_words

WALL_SECONDS = 60
QUEUE_SECONDS = 25
_CHILD = "gouvernail.documents.formats.typesetter"
# One child at a time in each server process: a book of 2,000 sheets takes more than a gigabyte.
_PLACE = BoundedSemaphore()
_ROOT = Path(__file__).resolve().parents[3]


def write_pdf(report: Report, at: datetime) -> bytes:
    """Return the file, dated `at`. A child process writes it, and gives its memory back.

    Unit: bytes of a .pdf file. What no font can draw shows as an empty square.
    Errors: DocumentTooLong beyond the memory and the time of the child; TooManyAtOnce when
    another document keeps its place.
    """
    order: dict[str, Any] = {"report": _told(report), "at": int(at.timestamp())}
    pictures = {f"picture-{n}": block for n, block in enumerate(report.blocks)}
    order["files"] = {
        name: b64encode(block.svg or block.png).decode()
        for name, block in pictures.items()
        if isinstance(block, Picture)
    }
    if report.logo:
        order["files"]["logo"] = b64encode(report.logo.content).decode()
    return _asked(order)


def with_pngs(report: Report) -> Report:
    """Return a report of which every drawing has its PNG too, for the files that need one.

    Errors: those of `write_pdf`.
    """
    bare = [b for b in report.blocks if isinstance(b, Picture) and b.svg and not b.png]
    if not bare:
        return report
    made = json.loads(_asked({"drawings": [b64encode(block.svg).decode() for block in bare]}))
    pngs = {id(block): b64decode(png) for block, png in zip(bare, made, strict=True)}
    blocks = (
        replace(block, png=pngs[id(block)])
        if isinstance(block, Picture) and id(block) in pngs
        else block
        for block in report.blocks
    )
    return replace(report, blocks=tuple(blocks))


def _asked(order: dict[str, Any]) -> bytes:
    """Give an order to a child, once the place is free."""
    data = json.dumps(order, ensure_ascii=False).encode()
    if not _PLACE.acquire(timeout=QUEUE_SECONDS):
        raise TooManyAtOnce
    try:
        return _typeset(data)
    finally:
        _PLACE.release()


def _typeset(data: bytes) -> bytes:
    try:
        child = subprocess.run(  # noqa: S603 - our own module
            [sys.executable, "-m", _CHILD],
            input=data,
            capture_output=True,
            timeout=WALL_SECONDS,
            cwd=_ROOT,
            env={"PYTHONUTF8": "1"},
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise DocumentTooLong from error
    if child.returncode:
        if child.returncode < 0 or b"memory" in child.stderr.lower():
            raise DocumentTooLong
        raise RuntimeError(child.stderr.decode(errors="replace")[-2000:])
    return child.stdout


def report_of(table: Table) -> Report:
    """Return a table as a report, each column as wide as it is in a spreadsheet."""
    heads = tuple(Head(column.head, column.width) for column in table.columns)
    blocks = (Grid(heads, table.rows, table.total),) if table.rows else ()
    return Report(table.title, table.state, blocks, is_landscape=True)


def _told(report: Report) -> dict[str, Any]:
    return {
        "title": _named(report.title),
        "state": [drawable(line) for line in report.state],
        "landscape": report.is_landscape,
        "colour": report.colour,
        "families": FAMILIES,
        "logo": _named(report.logo.words) if report.logo else "",
        "cover": [drawable(line) for line in report.cover or ()],
        "blocks": [_block(block, rank) for rank, block in enumerate(report.blocks)],
    }


def _named(text: str) -> str:
    """Return a title or a heading: PDF/UA refuses an empty one."""
    return drawable(text).strip() or UNKNOWN


def _block(block: Block, rank: int) -> dict[str, Any]:
    told: dict[str, Any]
    match block:
        case Heading():
            told = {"kind": "heading", "text": _named(block.text), "rank": block.rank}
            told["breaks"] = block.starts_page
        case Text():
            told = {"kind": "text", "lines": drawable(block.text).splitlines()}
        case Facts():
            pairs = [[drawable(label), _cell(cell)] for label, cell in block.pairs]
            told = {"kind": "facts", "pairs": pairs}
        case Grid():
            told = _grid(block)
        case _:
            told = _part(block, rank)
    return told


def _part(block: Bullets | KeyFigures | Contents | Missing | Picture, rank: int) -> dict[str, Any]:
    told: dict[str, Any]
    match block:
        case Bullets():
            told = {"kind": "bullets", "items": [drawable(item) for item in block.items]}
        case KeyFigures():
            told = {"kind": "figures", "items": [_figure(item) for item in block.items]}
        case Contents():
            told = {"kind": "contents", "title": _named(block.title), "depth": block.depth}
        case Missing():
            words = drawable(f"À compléter\u202f: {block.words}")
            told = {"kind": "missing", "words": words, "address": block.address}
        case Picture():
            told = {"kind": "picture", "file": f"/picture-{rank}", "words": _named(block.words)}
            told |= {"width": block.width, "caption": drawable(block.caption)}
    return told


def _figure(item: KeyFigure) -> dict[str, str]:
    told = {"value": _named(item.value), "label": drawable(item.label)}
    return told | {"address": item.address}


def _grid(block: Grid) -> dict[str, Any]:
    return {
        "kind": "grid",
        "heads": [drawable(head.label) for head in block.heads],
        "shares": [head.share for head in block.heads],
        "rows": [_cells(row) for row in block.rows],
        "total": _cells(block.total),
        "caption": drawable(block.caption),
    }


def _cells(row: Sequence[Cell]) -> list[Any]:
    return [_cell(cell) for cell in row]


def _cell(cell: Cell) -> Any:
    """Return a cell as data: a text, a state with its family, a text with where it leads."""
    words = drawable(cell_words(cell))
    if isinstance(cell, Linked) and cell.address:
        return {"word": words, "address": cell.address}
    return {"word": words, "family": cell.family} if isinstance(cell, Mark) else words
