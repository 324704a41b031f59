"""Texts that several people write at once, put together line by line without losing one."""

from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher

# Beyond this many pairs of equal lines, comparing would take more than a second: what lies between
# the first and the last change is then one change, and both sides of it stay.
MOST_PAIRS = 30_000


@dataclass(frozen=True, slots=True)
class _Changes:
    """What somebody made of a base: the lines they took out, and those they put before each line.

    `put` has one more place than the base has lines: what comes after the last one.
    """

    out: frozenset[int]
    put: tuple[tuple[str, ...], ...]


def merge(base: str, theirs: str, mine: str) -> str:
    """Return what `theirs` and `mine` both made of `base`, a line being whole or changed.

    A line that somebody took out or changed goes; every line that somebody put stays, theirs
    before mine where both wrote in the same place, and once where they wrote the same.

    Unit: texts, whose lines end with a line feed.
    Errors: none.
    Source: CHOICE 0048, minutes that several people write.
    """
    lines = _lines(base)
    his, own = _changes(lines, _lines(theirs)), _changes(lines, _lines(mine))
    found: list[str] = []
    his_words: list[str] = []
    own_words: list[str] = []
    for place in range(len(lines) + 1):
        his_words += his.put[place]
        own_words += own.put[place]
        if place == len(lines):
            found += _both(his_words, own_words)
        elif place not in his.out and place not in own.out:
            found += [*_both(his_words, own_words), lines[place]]
            his_words, own_words = [], []
    return "\n".join(found)


def _lines(text: str) -> list[str]:
    return text.split("\n") if text else []


def _changes(base: list[str], text: list[str]) -> _Changes:
    """Compare a text with its base; what both begin or end with is left out of the comparison."""
    head, tail = _alike(base, text)
    old, new = base[head : len(base) - tail], text[head : len(text) - tail]
    out: set[int] = set()
    put: list[tuple[str, ...]] = [()] * (len(base) + 1)
    for i1, i2, j1, j2 in _differences(old, new):
        out.update(range(head + i1, head + i2))
        put[head + i1] = tuple(new[j1:j2])
    return _Changes(frozenset(out), tuple(put))


def _alike(one: list[str], two: list[str]) -> tuple[int, int]:
    """Return how many lines two texts begin with in common, then end with."""
    most = min(len(one), len(two))
    head = next((rank for rank in range(most) if one[rank] != two[rank]), most)
    left = most - head
    return head, next((rank for rank in range(left) if one[-1 - rank] != two[-1 - rank]), left)


def _differences(old: list[str], new: list[str]) -> list[tuple[int, int, int, int]]:
    """Return the runs that differ: from, to in the old lines, then in the new ones."""
    if not old or not new or _pairs(old, new) > MOST_PAIRS:
        return [(0, len(old), 0, len(new))] if old or new else []
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return [(i1, i2, j1, j2) for what, i1, i2, j1, j2 in matcher.get_opcodes() if what != "equal"]


def _pairs(old: list[str], new: list[str]) -> int:
    """Return how many pairs of equal lines there are: what the comparison costs."""
    counts = Counter(new)
    return sum(counts[line] for line in old)


def _both(theirs: list[str], mine: list[str]) -> list[str]:
    """Return the lines of both in order, those that are the same once."""
    found: list[str] = []
    start = 0
    for _, until, j1, j2 in _differences(theirs, mine):
        found += theirs[start:until] + mine[j1:j2]
        start = until
    return found + theirs[start:]
