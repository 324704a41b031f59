"""What a file would do to the plan: each row created, changed, the same, or refused."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
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


_WRITTEN = frozenset({Verdict.CREATE, Verdict.CHANGE})


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
    rows = _without_clashes(rows, known)
    kept = [row.read.path for row in rows if row.verdict in _WRITTEN]
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


def _without_clashes(rows: tuple[ComparedRow, ...], known: Known) -> tuple[ComparedRow, ...]:
    """Refuse the rows whose number stays with another action of the same place.

    A refused row leaves its own number where it is, which may refuse another: hence the loop.
    """
    while clashes := _clashes(rows, known):
        rows = tuple(_refused(row, clashes.get(row.read.row)) for row in rows)
    return rows


def _clashes(rows: Iterable[ComparedRow], known: Known) -> dict[int, str]:
    """Return, by row of the file, the action that already has the number it asks for."""
    written = [row for row in rows if row.verdict in _WRITTEN]
    rewritten = {row.action.pk for row in written if row.action}
    holders: dict[tuple[object, str], str] = {
        (action.node_id, action.number): action.title
        for action in known.actions
        if action.pk not in rewritten
    }
    found: dict[int, str] = {}
    for row in written:
        place = (_place(row, known), row.draft.number)
        if row.draft.number and place in holders:
            found[row.read.row] = holders[place]
        holders.setdefault(place, row.draft.title)
    return found


def _place(row: ComparedRow, known: Known) -> object:
    """Return what tells the node that a row will hang on from the others."""
    path = folded_path(row.read.path)
    if not path:
        return row.action.node_id if row.action else None
    return known.nodes[path].pk if path in known.nodes else path


def _refused(row: ComparedRow, holder: str | None) -> ComparedRow:
    if holder is None:
        return row
    said = (
        f"Le numéro {row.draft.number} est déjà pris par « {holder} ». Un numéro ne sert qu’une "
        "fois : corrigez-le dans le fichier, ou dans le plan."
    )
    return replace(row, verdict=Verdict.REFUSED, changes=(), messages=(*row.messages, said))


def _unread(plan: ReadPlan) -> dict[int, dict[str, str]]:
    """Return, by row, the words of cells that could not be understood, under their header."""
    found: defaultdict[int, dict[str, str]] = defaultdict(dict)
    for problem in plan.problems:
        if problem.field in _KEPT_AS_NOTES and problem.value:
            found[problem.row][problem.header] = problem.value
    return found
