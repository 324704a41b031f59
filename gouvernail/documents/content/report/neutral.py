"""What blocks say, without any look: to compare two versions of a report, and to seal one."""

from collections.abc import Callable, Iterable
from typing import Any

from gouvernail.documents.formats.report import (
    Block,
    Bullets,
    Contents,
    Facts,
    Grid,
    Heading,
    KeyFigures,
    Missing,
    Picture,
    Text,
)
from gouvernail.documents.formats.words import cell_words


def neutral_text(blocks: Iterable[Block]) -> str:
    """Return the words of blocks, a line each."""
    return "\n".join(line for block in blocks for line in _WRITERS[type(block)](block))


def _facts(block: Facts) -> list[str]:
    return [f"{label} : {cell_words(cell)}" for label, cell in block.pairs]


def _grid(block: Grid) -> list[str]:
    rows = [tuple(head.label for head in block.heads), *block.rows]
    rows += [block.total] if block.total else []
    said = [" | ".join(cell_words(cell) for cell in row) for row in rows]
    return [block.caption, *said] if block.caption else said


_WRITERS: dict[type[Any], Callable[[Any], list[str]]] = {
    Heading: lambda block: [block.text],
    Text: lambda block: [block.text],
    Bullets: lambda block: [f"– {item}" for item in block.items],
    KeyFigures: lambda block: [f"{item.value} {item.label}" for item in block.items],
    Contents: lambda _: [],
    Facts: _facts,
    Grid: _grid,
    Missing: lambda block: [f"À compléter : {block.words}"],
    Picture: lambda block: [block.words],
}
