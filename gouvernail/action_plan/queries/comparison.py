"""The plan on two dates, side by side: what was added, changed, moved, dropped."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db.models import Min
from django.utils import timezone

from gouvernail.action_plan.drafts import ActionDraft, FieldChange, draft_of, field_changes
from gouvernail.action_plan.models import Action, ActionPart, ActionPlace, PlanNode
from gouvernail.action_plan.queries.past import actions_at, nodes_at
from gouvernail.action_plan.queries.state import end_of
from gouvernail.common.templatetags.french import day
from gouvernail.conventions.models import Amendment, Convention
from gouvernail.conventions.queries.vocabulary import VocabularyWords, vocabulary_of
from gouvernail.history.queries import latest_reasons
from gouvernail.rules.plan_changes import ChangeKind, change_kind, is_agreed
from gouvernail.rules.progress import StatusFamily

NODE = "node"
DROPPING = "action.archived"


@dataclass(frozen=True, slots=True)
class Asked:
    """What to compare. `until` is None for the plan of today; empty values keep everything."""

    since: date
    until: date | None = None
    node_id: int | None = None
    kind: ChangeKind | None = None
    only_agreed: bool = False


@dataclass(frozen=True, slots=True)
class ChangeView:
    """A field that says something else, under the name that the territory gives it."""

    key: str
    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ComparedAction:
    """What became of an action. `reason` is what was said when it left the plan.

    One that is dropped and still there was given up: its state says so.
    """

    id: int
    number: str
    title: str
    path: tuple[str, ...]
    kind: ChangeKind
    changes: tuple[ChangeView, ...]
    reason: str
    is_there: bool


@dataclass(frozen=True, slots=True)
class ComparedLevel:
    """What became of a level of the plan; its title before is empty when it is new."""

    id: int
    kind: ChangeKind
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class PlanComparison:
    """Two dates side by side, in the order of the plan inside each kind.

    `known_since` is the first day of which a state of the plan is kept.
    """

    asked: Asked
    actions: tuple[ComparedAction, ...]
    levels: tuple[ComparedLevel, ...]
    nodes: tuple[tuple[int, str], ...]
    known_since: date | None
    counts: dict[ChangeKind, int]

    @property
    def is_empty(self) -> bool:
        """Nothing became of anything."""
        return not self.actions and not self.levels


@dataclass(frozen=True, slots=True)
class Moment:
    """A day that may serve as a starting point."""

    label: str
    on: date | None


def compare_dates(convention: Convention, asked: Asked) -> PlanComparison:
    """Return what became of the plan between two days. Twenty-five queries, whatever the rows.

    Only the actions of which a state was kept in between are read.
    """
    ids = _touched(convention, asked)
    before, after = (actions_at(convention, day, ids) for day in (asked.since, asked.until))
    trees = tuple(nodes_at(convention, day) for day in (asked.since, asked.until))
    words = vocabulary_of(convention)
    end = end_of(asked.until) if asked.until else None
    reasons = latest_reasons(Action, ids, DROPPING, until=end)
    compared = (
        _compared(before.get(pk), after.get(pk), words, asked, reasons.get(pk, "")) for pk in ids
    )
    found = [row for row in compared if row]
    inside = _inside(asked.node_id, trees)
    kept = [row for row in found if inside is None or inside & {_node_id(row, before, after)}]
    place = _places(trees)
    kept.sort(key=lambda row: _order(row, before, after, place))
    levels = [row for row in _levels(*trees) if inside is None or row.id in inside]
    return PlanComparison(
        asked=asked,
        actions=tuple(row for row in kept if asked.kind in (None, row.kind)),
        levels=tuple(row for row in levels if asked.kind in (None, row.kind)),
        nodes=tuple((node.pk, node.title) for node in trees[1].values() if node.rank == 1),
        known_since=known_since(convention),
        counts=dict(Counter(row.kind for row in kept)),
    )


def comparison_title(asked: Asked) -> str:
    """Return the two days in words: « Depuis le 1er janvier 2025 »."""
    if asked.until is None:
        return f"Depuis le {day(asked.since)}"
    return f"Du {day(asked.since)} au {day(asked.until)}"


def known_since(convention: Convention) -> date | None:
    """Return the first day of which a state of the plan is kept. One query."""
    first = Action.history.filter(convention=convention).aggregate(at=Min("history_date"))["at"]
    return timezone.localdate(first) if first else None


def moments(convention: Convention, today: date) -> list[Moment]:
    """Return the days that a comparison most often starts from, the latest first. Two queries."""
    amendments = Amendment.objects.filter(convention=convention).exclude(signed_on=None)
    known = known_since(convention)
    found = [
        Moment("La signature de la convention", convention.signed_on),
        *(Moment(f"L’avenant n°\u202f{row.number}", row.signed_on) for row in amendments),
        Moment("Le 31 décembre dernier", date(today.year - 1, 12, 31)),
        Moment("Il y a un an", today - timedelta(days=365)),
        Moment("L’arrivée du plan dans Gouvernail", known),
    ]
    past = [(one.on, one) for one in found if one.on and one.on < today]
    return [one for _, one in sorted(past, key=lambda pair: pair[0], reverse=True)]


def first_moment(convention: Convention, today: date) -> date:
    """Return the day to start from when none is asked: the signature, else a year ago."""
    signed = convention.signed_on
    return signed if signed and signed < today else today - timedelta(days=365)


def _touched(convention: Convention, asked: Asked) -> list[int]:
    """Return the actions of which a state was written between the two days. Three queries."""
    window = {"history_date__gt": end_of(asked.since)}
    if asked.until:
        window["history_date__lte"] = end_of(asked.until)
    ids = set(Action.history.filter(convention=convention, **window).values_list("id", flat=True))
    for table in (ActionPart, ActionPlace):
        rows = table.history.filter(action__convention=convention, **window)
        ids |= set(rows.values_list("action_id", flat=True))
    return sorted(ids)


def _compared(
    before: Action | None, after: Action | None, words: VocabularyWords, asked: Asked, reason: str
) -> ComparedAction | None:
    was_there, is_there = (bool(row and not row.archived_at) for row in (before, after))
    shown = after or before
    if shown is None or not (was_there or is_there):
        return None
    changes = tuple(_changes(before, after, words, asked)) if was_there and is_there else ()
    kind = change_kind(
        was_there=was_there,
        is_there=is_there,
        families=(_family(before), _family(after)),
        has_moved=any(change.key == NODE for change in changes),
        has_changed=any(change.key != NODE for change in changes),
    )
    if kind is None:
        return None
    path = _path((before if kind is ChangeKind.DROPPED and before else shown).node)
    said = reason if not is_there else ""
    return ComparedAction(shown.pk, shown.number, shown.title, path, kind, changes, said, is_there)


def _changes(
    before: Action | None, after: Action | None, words: VocabularyWords, asked: Asked
) -> Iterator[ChangeView]:
    if before is None or after is None:
        return
    if before.node_id != after.node_id:
        here, there = (" / ".join(_path(row.node)) for row in (before, after))
        yield ChangeView(NODE, "Rattachement", here, there)
    labels = {field.key: field.label for field in words.fields}
    for change in field_changes(_without_node(before), _without_node(after)):
        if not asked.only_agreed or is_agreed(_part_of(change)):
            label = labels.get(change.key, change.key)
            yield ChangeView(change.key, label, change.before, change.after)


def _part_of(change: FieldChange) -> str:
    return "notes" if change.is_note else change.key


def _without_node(action: Action) -> ActionDraft:
    return replace(draft_of(action), node=None)


def _family(action: Action | None) -> StatusFamily | None:
    return StatusFamily(action.status.family) if action and action.status else None


def _path(node: PlanNode | None) -> tuple[str, ...]:
    return (*_path(node.parent), node.title) if node else ()


Tree = dict[int, PlanNode]


def _inside(node_id: int | None, trees: Sequence[Tree]) -> set[int] | None:
    """Return a node and all that hung or hangs under it, or None when none is asked for."""
    if node_id is None:
        return None
    return {pk for tree in trees for pk, node in tree.items() if node_id in _above(node)}


def _above(node: PlanNode | None) -> set[int]:
    return {node.pk} | _above(node.parent) if node else set()


def _node_id(row: ComparedAction, before: dict[int, Action], after: dict[int, Action]) -> int:
    shown = after.get(row.id) or before[row.id]
    return shown.node_id or 0


def _places(trees: Sequence[Tree]) -> dict[int, tuple[int, ...]]:
    """Return where each node stands in the plan: the positions from the top down to it."""

    def place(node: PlanNode | None) -> tuple[int, ...]:
        return (*place(node.parent), node.position, node.pk) if node else ()

    return {pk: place(node) for tree in trees for pk, node in tree.items()}


def _order(
    row: ComparedAction,
    before: dict[int, Action],
    after: dict[int, Action],
    places: dict[int, tuple[int, ...]],
) -> tuple[object, ...]:
    shown = after.get(row.id) or before[row.id]
    kinds = list(ChangeKind)
    return kinds.index(row.kind), places.get(shown.node_id or 0, ()), shown.position, shown.pk


def _levels(before: Tree, after: Tree) -> Iterable[ComparedLevel]:
    for pk in sorted(before.keys() | after.keys()):
        old, new = (_current(tree.get(pk)) for tree in (before, after))
        kind = _level_kind(old, new)
        if kind:
            yield ComparedLevel(pk, kind, old.title if old else "", new.title if new else "")


def _current(node: PlanNode | None) -> PlanNode | None:
    return node if node and not node.archived_at else None


def _level_kind(old: PlanNode | None, new: PlanNode | None) -> ChangeKind | None:
    if old is None or new is None:
        return ChangeKind.ADDED if new else ChangeKind.DROPPED if old else None
    if old.title != new.title:
        return ChangeKind.CHANGED
    return ChangeKind.MOVED if old.parent_id != new.parent_id else None
