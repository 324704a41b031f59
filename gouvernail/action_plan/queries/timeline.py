"""The plan as a timeline: the same axes as the tree, with where each action stands in time."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Max, Min

from gouvernail.action_plan.queries.filters import Clock, PlanFilters
from gouvernail.action_plan.queries.kept import KeptActions
from gouvernail.action_plan.queries.rows import ActionRow
from gouvernail.action_plan.queries.tree import Branch, plan_tree
from gouvernail.conventions.models import Convention
from gouvernail.rules.timeline import Frame, Mark, Tick, frame_of, mark_of, ticks_of


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """An action and its mark; without one, the words of its deadline say it alone."""

    action: ActionRow
    mark: Mark | None
    late_until: float | None

    @property
    def is_late(self) -> bool:
        """Tell whether the action has passed its deadline."""
        return self.action.days_late > 0


@dataclass(frozen=True, slots=True)
class TimelineGroup:
    """The actions of one node below an axis; the axis itself has no title here."""

    title: str
    rows: tuple[TimelineRow, ...]


@dataclass(frozen=True, slots=True)
class TimelineAxis:
    """An axis with its groups. They are empty when they are not fetched."""

    branch: Branch
    groups: tuple[TimelineGroup, ...]


@dataclass(frozen=True, slots=True)
class TimelinePage:
    """The timeline of a plan. `today_at` is None when today is outside the years shown."""

    kept: KeptActions
    frame: Frame
    ticks: tuple[Tick, ...]
    today_at: float | None
    axes: tuple[TimelineAxis, ...]
    loose: tuple[TimelineGroup, ...]
    is_complete: bool


def plan_timeline(
    convention: Convention, filters: PlanFilters, clock: Clock, *, only: int | None = None
) -> TimelinePage:
    """Return the timeline of the actions that the filters keep.

    In a long plan the actions come only for the axis `only`, as in the tree. Nine queries,
    whatever the number of nodes and actions.
    """
    tree = plan_tree(convention, filters, clock, only=only)
    today = tree.kept.clock.today
    frame = frame_of(convention.starts_on, convention.ends_on, _days(tree.kept), today)
    place = _Placing(frame, today)
    return TimelinePage(
        kept=tree.kept,
        frame=frame,
        ticks=ticks_of(frame),
        today_at=place.today_at,
        axes=tuple(
            TimelineAxis(branch, tuple(place.groups(branch, is_axis=True)))
            for branch in tree.branches
            if branch.tally.total
        ),
        loose=(TimelineGroup("", place.rows(tree.loose)),) if tree.loose else (),
        is_complete=tree.is_complete,
    )


def _days(kept: KeptActions) -> list[date]:
    """Return the first and last days that the deadlines name. One query."""
    found = kept.actions.aggregate(
        Min("deadline_start"), Min("deadline_end"), Max("deadline_start"), Max("deadline_end")
    )
    return [day for day in found.values() if day]


class _Placing:
    """Places actions in the years shown."""

    def __init__(self, frame: Frame, today: date) -> None:
        self.frame = frame
        at = frame.at(today)
        self.today_at = at if 0 <= at < 100 else None

    def groups(self, branch: Branch, *, is_axis: bool = False) -> list[TimelineGroup]:
        """Return the groups under a node that have actions, itself first."""
        own = TimelineGroup("" if is_axis else branch.full_title, self.rows(branch.actions))
        found = [own] if own.rows else []
        for child in branch.children:
            found += self.groups(child)
        return found

    def rows(self, actions: tuple[ActionRow, ...]) -> tuple[TimelineRow, ...]:
        """Place the actions of one node."""
        return tuple(self._row(action) for action in actions)

    def _row(self, action: ActionRow) -> TimelineRow:
        mark = mark_of(action.period, self.frame)
        is_late = bool(action.days_late and mark and self.today_at)
        return TimelineRow(action, mark, self.today_at if is_late else None)
