"""What a file would do to the plan: each row created, changed, the same, or refused."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from gouvernail.action_plan.drafts import ActionDraft, differences, draft_of
from gouvernail.action_plan.models import Action, PlanNode
from gouvernail.conventions.models import Convention
from gouvernail.history.operations import Change
from gouvernail.imports.drafting import draft_from, too_long
from gouvernail.imports.known import Known, Path, folded_path, path_of
from gouvernail.imports.sheets import ReadAction, ReadPlan
from gouvernail.rules.names import fold_name

# Questions about these fields leave the cell's own words nowhere: they are kept as notes.
_KEPT_AS_NOTES = frozenset({"status", "progress", "number", "ongoing"})


class Verdict(StrEnum):
    """What a row does to the plan."""

    CREATE = "create"
    CHANGE = "change"
    SAME = "same"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """A row of the file, the action it speaks of if there is one, and what it would change."""

    read: ReadAction
    verdict: Verdict
    draft: ActionDraft
    action: Action | None
    changes: tuple[Change, ...]
    messages: tuple[str, ...]

    @property
    def remarks(self) -> tuple[str, ...]:
        """What the comparison adds to the questions already asked about the cells."""
        return self.messages[len(self.read.messages) :]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The whole file against the plan. `new_paths` are the nodes to create, parents first."""

    rows: tuple[ComparedRow, ...]
    new_paths: tuple[Path, ...]
    nodes: dict[Path, PlanNode]
    added_levels: int

    def count(self, verdict: Verdict) -> int:
        """Return how many rows have one verdict."""
        return sum(row.verdict is verdict for row in self.rows)

    def of(self, verdict: Verdict) -> list[ComparedRow]:
        """Return the rows that have one verdict."""
        return [row for row in self.rows if row.verdict is verdict]


def compare_plan(convention: Convention, plan: ReadPlan) -> Comparison:
    """Return what applying `plan` would do. Nine queries, whatever the number of rows."""
    known = Known(convention)
    matches = _matches(plan, known)
    unread = _unread(plan)
    rows = tuple(
        _compared(row, matches.get(row.row), plan, known, unread.get(row.row, {}))
        for row in plan.actions
    )
    kept = [row.read.path for row in rows if row.verdict in (Verdict.CREATE, Verdict.CHANGE)]
    deepest = max((len(path) for path in kept), default=0)
    return Comparison(
        rows=rows,
        new_paths=_new_paths(kept, known.nodes),
        nodes=known.nodes,
        added_levels=max(0, deepest - known.level_count),
    )


def _new_paths(paths: list[Path], nodes: Mapping[Path, PlanNode]) -> tuple[Path, ...]:
    wanted: dict[Path, Path] = {}
    for path in paths:
        for length in range(1, len(path) + 1):
            wanted.setdefault(folded_path(path[:length]), path[:length])
    return tuple(path for key, path in wanted.items() if key not in nodes)


def _matches(plan: ReadPlan, known: Known) -> dict[int, Action]:
    """Return the action that each row speaks of: same place and title, then title, then number."""
    keys_of_action = (
        lambda action: (folded_path(path_of(action)), fold_name(action.title)),
        lambda action: fold_name(action.title),
        lambda action: action.number,
    )
    keys_of_row = (
        lambda row: (folded_path(row.path), fold_name(row.title)),
        lambda row: fold_name(row.title),
        lambda row: row.number or "",
    )
    found: dict[int, Action] = {}
    for key_of_action, key_of_row in zip(keys_of_action, keys_of_row, strict=True):
        taken = {action.pk for action in found.values()}
        free = [action for action in known.actions if action.pk not in taken]
        rows = [row for row in plan.actions if row.row not in found and not row.refused]
        once = _unique(free, key_of_action)
        for key, row in _unique(rows, key_of_row).items():
            if key and key in once:
                found[row.row] = once[key]
    return found


def _unique(items: Iterable[Any], key_of: Any) -> dict[Any, Any]:
    listed = [(key_of(item), item) for item in items]
    times = Counter(key for key, _ in listed)
    return {key: item for key, item in listed if times[key] == 1}


def _compared(
    row: ReadAction, action: Action | None, plan: ReadPlan, known: Known, unread: dict[str, str]
) -> ComparedRow:
    before = draft_of(action) if action else ActionDraft(title="")
    draft, more = draft_from(row, before, plan, known, unread)
    messages = (*row.messages, *more)
    long = too_long(draft)
    if row.refused or long:
        return ComparedRow(row, Verdict.REFUSED, draft, action, (), (*messages, *long))
    if action is None:
        return ComparedRow(row, Verdict.CREATE, draft, None, (), messages)
    changes = [*_move(row, action), *differences(before, draft, known.labels)]
    verdict = Verdict.CHANGE if changes else Verdict.SAME
    return ComparedRow(row, verdict, draft, action, tuple(changes), messages)


def _move(row: ReadAction, action: Action) -> list[Change]:
    """Return the change of place in the tree, if the file says one."""
    here = path_of(action)
    if not row.path or folded_path(row.path) == folded_path(here):
        return []
    return [Change("Rattachement", " / ".join(here), " / ".join(row.path))]


def _unread(plan: ReadPlan) -> dict[int, dict[str, str]]:
    """Return, by row, the words of cells that could not be understood, under their header."""
    found: defaultdict[int, dict[str, str]] = defaultdict(dict)
    for problem in plan.problems:
        if problem.field in _KEPT_AS_NOTES and problem.value:
            found[problem.row][problem.header] = problem.value
    return found
