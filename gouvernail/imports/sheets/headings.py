"""Headings across a sheet: how deep each one stands, and which are only notes."""

from collections.abc import Sequence
from dataclasses import dataclass

from gouvernail.imports.sheets.levels import heading_depth

_LONGEST_LOOSE = 200


@dataclass(frozen=True, slots=True)
class Heading:
    """A row that may be a heading.

    `shape` is its first and last column; `follows` and `is_followed` tell whether another heading
    touches it; `is_last` that no action comes after it.
    """

    row: int
    text: str
    shape: tuple[int, int]
    follows: bool
    is_followed: bool
    is_last: bool

    @property
    def depth(self) -> int | None:
        """How deep its words or its number say that it stands."""
        return heading_depth(self.text)

    @property
    def is_sentence(self) -> bool:
        """Tell whether it reads as a remark rather than as a name."""
        text = self.text.rstrip()
        return text.endswith((".", "!", "?")) or len(text) > _LONGEST_LOOSE


def depths_of(headings: Sequence[Heading]) -> dict[int, int]:
    """Return the depth of each heading, from 1, by row. A row left out is a note."""
    stated = [heading for heading in headings if heading.depth]
    loose = [
        heading
        for heading in headings
        if not heading.depth and not heading.is_sentence and not heading.is_last
    ]
    ranks = {heading.row: heading.depth or 0 for heading in stated}
    ranks |= _ranks_among(stated, loose) if stated else _ranks_alone(loose)
    dense = {rank: place for place, rank in enumerate(sorted(set(ranks.values())), start=1)}
    return {row: dense[rank] for row, rank in ranks.items()}


def _ranks_among(stated: Sequence[Heading], loose: Sequence[Heading]) -> dict[int, int]:
    """Rank headings without a number among those that have one."""
    depths = [heading.depth or 0 for heading in stated]
    if loose and min(depths) > 1 and all(heading.is_followed for heading in loose):
        return dict.fromkeys((heading.row for heading in loose), 0)
    is_nested = any(heading.follows for heading in loose)
    rank = max(depths) + 1 if is_nested else min(depths)
    return {heading.row: rank for heading in loose if not heading.is_followed or is_nested}


def _ranks_alone(loose: Sequence[Heading]) -> dict[int, int]:
    """Rank headings that say nothing of their depth: by touching, by capitals, by width."""
    if any(heading.follows for heading in loose):
        return {heading.row: 1 if heading.is_followed else 2 for heading in loose}
    capitals = {heading.row: heading.text.isupper() for heading in loose}
    if loose and capitals[loose[0].row] and not all(capitals.values()):
        return {row: 1 if is_upper else 2 for row, is_upper in capitals.items()}
    shapes = list(dict.fromkeys(heading.shape for heading in loose))
    return {heading.row: shapes.index(heading.shape) + 1 for heading in loose}
