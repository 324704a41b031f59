"""The time of a team in sums that let the time of nobody be read (decision 0071)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

Key = TypeVar("Key")
# The line of those that too few noted: no theme and no mission has this number.
TOGETHER = 0


class Noted(NamedTuple):
    """The minutes that a person noted in a month of the year, on a line or on none."""

    person: int
    line: int | None
    month: int
    minutes: int


@dataclass(frozen=True, slots=True)
class ToldSums:
    """What may be told of a year: its lines, and of each month the lines that it may tell alone.

    `lines` tells where each line is counted: by itself, or with others, in `TOGETHER`.
    """

    lines: Mapping[int | None, int | None]
    year: Mapping[int | None, int]
    months: Mapping[int, Mapping[int | None, int]]


def hides_people(people: int, fewest: int) -> bool:
    """Tell whether a sum of the team would let the time of one person be read.

    Unit: yes or no.
    Errors: none.
    Source: CHOICE 0071.
    """
    return 0 < people < fewest


def told_sums(rows: Iterable[Noted], fewest: int) -> ToldSums:
    """Return the sums of a year and of its months, cut so that nobody is read in them.

    A line is told over the year, by itself or with the others that too few noted. Of each line, the
    months that too few noted are left to the year. Every sum is thus made of parts to which
    `fewest` persons contributed at least, and no subtraction of sums gives less than one part.

    Unit: minutes; months from 1 to 12. The lines of a year add up to all that was noted.
    Errors: none; when everybody together is too few, nothing is told.
    Source: CHOICE 0071.
    """
    noted = list(rows)
    if hides_people(len({row.person for row in noted}), fewest):
        return ToldSums({}, {}, {})
    by_line = _people((row.line, row.person) for row in noted)
    few = grouped_together(by_line, fewest)
    lines = {line: TOGETHER if line in few else line for line in by_line}
    cells = _people(((lines[row.line], row.month), row.person) for row in noted)
    left = {
        (line, month)
        for line in set(lines.values())
        for month in grouped_together(
            {month: people for (of, month), people in cells.items() if of == line}, fewest
        )
    }
    year: defaultdict[int | None, int] = defaultdict(int)
    months: defaultdict[int, defaultdict[int | None, int]] = defaultdict(lambda: defaultdict(int))
    for row in noted:
        line = lines[row.line]
        year[line] += row.minutes
        if (line, row.month) not in left:
            months[row.month][line] += row.minutes
    return ToldSums(lines, dict(year), {month: dict(found) for month, found in months.items()})


def grouped_together(people: Mapping[Key, frozenset[int]], fewest: int) -> set[Key]:
    """Return the lines of a table of sums that must be told as one, so that nobody is read in it.

    Those to which too few contributed; and, while they are too few even together, the next
    smallest ones, since the total less the other lines would give them back.

    Unit: keys of `people`; none when every line may be told.
    Errors: none; when everybody together is too few, every line.
    Source: CHOICE 0071.
    """
    rest = sorted(people, key=lambda key: len(people[key]))
    found: set[Key] = set()
    told: frozenset[int] = frozenset()
    for key in rest:
        if not hides_people(len(people[key]), fewest) and not hides_people(len(told), fewest):
            break
        found.add(key)
        told |= people[key]
    return found


def _people(pairs: Iterable[tuple[Key, int]]) -> dict[Key, frozenset[int]]:
    found: defaultdict[Key, set[int]] = defaultdict(set)
    for key, person in pairs:
        found[key].add(person)
    return {key: frozenset(people) for key, people in found.items()}
