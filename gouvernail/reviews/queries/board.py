"""The board of a cycle: its lines as filters leave them, counted and under their heads."""

from collections import Counter
from dataclasses import dataclass

from gouvernail.reviews.models import ReviewCycle
from gouvernail.reviews.queries.board_lines import LEADS_APART, BoardLine, every_line
from gouvernail.rules.names import fold_name
from gouvernail.rules.reviews import ReviewGap, ReviewState

PAGE_LENGTH = 100
BY_AXIS, BY_LEAD, BY_STATE = "axe", "pilote", "etat"
NO_LEAD, NO_AXIS = "Sans pilote", "Hors des axes du plan"


@dataclass(frozen=True, slots=True)
class BoardFilters:
    """What the board is asked for; empty, it shows everything."""

    words: str = ""
    axis_id: int | None = None
    lead_id: int | None = None
    state: ReviewState | None = None
    gap: ReviewGap | None = None
    by: str = BY_AXIS


@dataclass(frozen=True, slots=True)
class BoardGroup:
    """Lines under one head, in the order of the plan."""

    title: str
    axis_id: int | None
    lines: tuple[BoardLine, ...]


@dataclass(frozen=True, slots=True)
class Board:
    """The board as filters leave it. Counts are of the lines before the state and the gap filter.

    `expected` counts what the cycle asks for: one for each current action and each axis.
    """

    lines: tuple[BoardLine, ...]
    states: tuple[tuple[ReviewState, int], ...]
    gaps: tuple[tuple[ReviewGap, int], ...]
    axes: tuple[tuple[int, str], ...]
    leads: tuple[tuple[int, str], ...]
    expected: int

    def count(self, state: ReviewState) -> int:
        """Return how many lines are in a state."""
        return dict(self.states).get(state, 0)

    @property
    def to_keep(self) -> tuple[BoardLine, ...]:
        """The lines that wait for the team to read them."""
        return tuple(line for line in self.lines if line.may_be_kept)

    @property
    def to_keep_seen(self) -> str:
        """The same, each with the version that is read: another one is left for another reading."""
        return ",".join(f"{line.review_id}:{line.version}" for line in self.to_keep)

    def page(self, number: int, by: str) -> tuple[BoardGroup, ...]:
        """Return one page of lines, under their heads."""
        start = (number - 1) * PAGE_LENGTH
        return grouped(self.lines[start : start + PAGE_LENGTH], by)

    @property
    def pages(self) -> int:
        """How many pages the lines take."""
        return max(1, -(-len(self.lines) // PAGE_LENGTH))


def cycle_board(cycle: ReviewCycle, filters: BoardFilters) -> Board:
    """Return the board of a cycle. Four queries, whatever the number of rows."""
    every = every_line(cycle)
    kept = [line for line in every if _keeps(line, filters)]
    shown = [line for line in kept if _is_in(line, filters)]
    counted = [line for line in kept if not line.is_optional]
    states = Counter(line.state for line in counted)
    gaps = Counter(gap for line in counted for gap in line.gaps)
    leads = {
        pk: name
        for line in every
        for pk, name in zip(line.lead_ids, line.leads.split(LEADS_APART), strict=False)
    }
    axes = {line.axis_id: line.axis for line in every if line.axis_id}
    return Board(
        lines=tuple(_sorted(shown, filters.by)),
        states=tuple((state, states[state]) for state in ReviewState if states[state]),
        gaps=tuple((gap, gaps[gap]) for gap in ReviewGap if gaps[gap]),
        axes=tuple(axes.items()),
        leads=tuple(sorted(leads.items(), key=lambda pair: fold_name(pair[1]))),
        expected=sum(line.is_expected for line in kept),
    )


def grouped(lines: tuple[BoardLine, ...], by: str) -> tuple[BoardGroup, ...]:
    """Put lines that follow one another under their heads."""
    groups: list[tuple[str, int | None, list[BoardLine]]] = []
    for line in lines:
        title = _head(line, by)
        if not groups or groups[-1][0] != title:
            groups.append((title, line.axis_id if by == BY_AXIS else None, []))
        groups[-1][2].append(line)
    return tuple(BoardGroup(title, axis_id, tuple(found)) for title, axis_id, found in groups)


def _head(line: BoardLine, by: str) -> str:
    if by == BY_LEAD:
        return line.leads or NO_LEAD
    if by == BY_STATE:
        return line.state.value
    return line.axis or NO_AXIS


def _sorted(lines: list[BoardLine], by: str) -> list[BoardLine]:
    if by == BY_LEAD:
        return sorted(lines, key=lambda line: (not line.leads, fold_name(line.leads)))
    if by == BY_STATE:
        order = list(ReviewState)
        return sorted(lines, key=lambda line: order.index(line.state))
    return lines


def _keeps(line: BoardLine, filters: BoardFilters) -> bool:
    """Tell whether a line answers the axis, the lead and the words that are asked for."""
    if filters.axis_id and line.axis_id != filters.axis_id:
        return False
    if filters.lead_id and filters.lead_id not in line.lead_ids:
        return False
    said = fold_name(f"{line.full_title} {line.leads} {line.speaker}")
    return all(word in said for word in fold_name(filters.words).split())


def _is_in(line: BoardLine, filters: BoardFilters) -> bool:
    """Tell whether a line is in the state, or lacks what is asked for."""
    if line.is_optional and (filters.state or filters.gap):
        return False
    if filters.state and line.state is not filters.state:
        return False
    return not filters.gap or filters.gap in line.gaps
