"""The plan crossed: communes or leads in rows, themes, axes, priorities or publics in columns."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from urllib.parse import urlencode

from gouvernail.action_plan.models import PartRole
from gouvernail.action_plan.queries.filters import Clock, PlanFilters, Watch
from gouvernail.action_plan.queries.kept import KeptActions, kept_actions
from gouvernail.action_plan.queries.places import ELSEWHERE, NOWHERE, PLACE_LABELS, WHOLE
from gouvernail.conventions.models import Convention
from gouvernail.rules.crossing import Hole, holes, levels
from gouvernail.rules.names import fold_name

# Words that the territory's list lacks, each written by somebody: the most used get a column.
MOST_EXTRA_COLUMNS = 6


class ColumnKind(StrEnum):
    """What the columns are, as the address says it."""

    THEMES = "themes"
    AXES = "axes"
    PRIORITIES = "priorites"
    PUBLICS = "publics"


class RowKind(StrEnum):
    """What the rows are, as the address says it."""

    COMMUNES = "communes"
    LEADS = "pilotes"


@dataclass(frozen=True, slots=True)
class Heading:
    """A row or a column: its words, and what the address of its actions says."""

    label: str
    query: str
    # What one expects to find everywhere: a word of the territory, a commune of the perimeter.
    is_expected: bool = True


@dataclass(frozen=True, slots=True)
class Cell:
    """How many actions are at a crossing, and how dark it is, from 0 to 4."""

    count: int
    level: int
    query: str


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the matrix. Its total counts each action once."""

    heading: Heading
    cells: tuple[Cell, ...]
    total: int


@dataclass(frozen=True, slots=True)
class MatrixPage:
    """The matrix. `unsaid` actions are in no column; `left_words` are words without a column."""

    kept: KeptActions
    row_kind: RowKind
    column_kind: ColumnKind
    columns: tuple[tuple[Heading, int], ...]
    lines: tuple[Line, ...]
    holes: tuple[Hole, ...]
    unsaid: int
    left_words: int


def plan_matrix(
    convention: Convention,
    filters: PlanFilters,
    clock: Clock,
    *,
    row_kind: RowKind,
    column_kind: ColumnKind | None,
) -> MatrixPage:
    """Return how many of the actions that the filters keep are at each crossing.

    Without a kind of columns asked for, themes when some action has one, else axes. Nine
    queries at most, whatever the number of rows, columns and actions.
    """
    kept = kept_actions(convention, filters, clock)
    actions = _actions(kept)
    kind = column_kind or _usual(kept, actions)
    columns, left_words = _columns(kept, actions, kind, filters)
    make_rows = _commune_rows if row_kind is RowKind.COMMUNES else _lead_rows
    rows = make_rows(convention, kept, actions, filters)
    lines = _lines(rows, columns)
    said = set[int]().union(*(ids for _, ids in columns))
    return MatrixPage(
        kept=kept,
        row_kind=row_kind,
        column_kind=kind,
        columns=tuple((heading, len(ids)) for heading, ids in columns),
        lines=lines,
        holes=_holes(lines, columns) if row_kind is RowKind.COMMUNES else (),
        unsaid=len(actions) - len(said),
        left_words=left_words,
    )


@dataclass(frozen=True, slots=True)
class _Action:
    """The little of an action that the matrix counts."""

    id: int
    node_id: int | None
    themes: str
    publics: str
    priority: str
    is_everywhere: bool


_Group = tuple[Heading, frozenset[int]]


def _actions(kept: KeptActions) -> list[_Action]:
    columns = ("id", "node_id", "themes", "publics", "priority", "whole_territory")
    rows: Iterable[Any] = kept.actions.values_list(*columns)
    return [_Action(*row) for row in rows]


def _usual(kept: KeptActions, actions: list[_Action]) -> ColumnKind:
    has_themes = any(action.themes for action in actions)
    return ColumnKind.THEMES if has_themes or not kept.nodes else ColumnKind.AXES


@dataclass(frozen=True, slots=True)
class _Names:
    """How one kind of words is called: in the list, on the sheet, in filters, in the address."""

    listed: str
    written: str
    filtered: str
    address: str


_WORDS = {
    ColumnKind.THEMES: _Names("themes", "themes", "theme", "theme"),
    ColumnKind.PUBLICS: _Names("publics", "publics", "public", "public"),
    ColumnKind.PRIORITIES: _Names("priorities", "priority", "priority", "priorite"),
}


def _columns(
    kept: KeptActions, actions: list[_Action], kind: ColumnKind, filters: PlanFilters
) -> tuple[list[_Group], int]:
    """Return the columns with their actions, and how many words found no column."""
    if kind is ColumnKind.AXES:
        return _axes(kept, actions, filters), 0
    names = _WORDS[kind]
    listed: tuple[str, ...] = getattr(kept.words, names.listed)
    only: str = getattr(filters, names.filtered)
    found: defaultdict[str, set[int]] = defaultdict(set)
    for action in actions:
        for word in filter(None, getattr(action, names.written).split(", ")):
            found[word].add(action.id)
    extra = sorted(found.keys() - set(listed), key=lambda word: (-len(found[word]), word))
    shown = [only] if only else [*listed, *extra[:MOST_EXTRA_COLUMNS]]
    columns = [
        (Heading(word, urlencode({names.address: word}), word in listed), frozenset(found[word]))
        for word in shown
    ]
    return columns, 0 if only else max(0, len(extra) - MOST_EXTRA_COLUMNS)


def _axes(kept: KeptActions, actions: list[_Action], filters: PlanFilters) -> list[_Group]:
    """Return the first level of the plan, or the one node that the filters keep."""
    top: dict[int, int] = {}
    for node in kept.nodes:
        is_top = node.id == filters.node_ids[0] if filters.node_ids else node.parent_id is None
        top[node.id] = node.id if is_top else top.get(node.parent_id or 0, 0)
    under: defaultdict[int, set[int]] = defaultdict(set)
    for action in actions:
        under[top.get(action.node_id or 0, 0)].add(action.id)
    return [
        (Heading(node.title, f"niveau={node.id}"), frozenset(under[node.id]))
        for node in kept.nodes
        if top[node.id] == node.id
    ]


def _commune_rows(
    convention: Convention, kept: KeptActions, actions: list[_Action], filters: PlanFilters
) -> list[_Group]:
    """Return the communes of the perimeter, then what is not in one of them. Two queries."""
    names = dict(
        convention.perimeter.order_by("commune__name").values_list("commune_id", "commune__name")
    )
    here: defaultdict[str, set[int]] = defaultdict(set)
    placed = set()
    everywhere = {action.id for action in actions if action.is_everywhere}
    wanted = kept.state.places.filter(action_id__in=kept.actions.values("id"))
    for action_id, code in wanted.values_list("action_id", "commune_id"):
        placed.add(action_id)
        if code in names:
            here[code].add(action_id)
        elif action_id not in everywhere:
            here[ELSEWHERE].add(action_id)
    here[NOWHERE] = {action.id for action in actions} - placed - everywhere
    rows = [
        (Heading(name, f"commune={code}"), frozenset(here[code] | everywhere))
        for code, name in names.items()
    ]
    here[WHOLE] = everywhere
    rows += [
        (Heading(label, f"commune={code}", is_expected=False), frozenset(here[code]))
        for code, label in PLACE_LABELS.items()
        if here[code]
    ]
    only = f"commune={filters.commune}"
    return [row for row in rows if not filters.commune or row[0].query == only]


def _lead_rows(
    convention: Convention, kept: KeptActions, actions: list[_Action], filters: PlanFilters
) -> list[_Group]:
    """Return the leads of the actions by name, then none. One query."""
    led: defaultdict[tuple[str, int], set[int]] = defaultdict(set)
    parts = kept.state.parts.filter(role=PartRole.LEAD, action_id__in=kept.actions.values("id"))
    columns = ("organisation__name", "organisation_id", "action_id")
    for name, pk, action_id in parts.values_list(*columns):
        led[name, pk].add(action_id)
    rows = [
        (Heading(name, f"pilote={pk}"), frozenset(led[name, pk]))
        for name, pk in sorted(led, key=lambda lead: fold_name(lead[0]))
        if filters.lead_id in (None, pk)
    ]
    without = frozenset({action.id for action in actions} - set[int]().union(*led.values()))
    if without and filters.watch in (None, Watch.NO_LEAD):
        rows.append((Heading("Sans pilote", "veille=no_lead"), without))
    return rows


def _lines(rows: list[_Group], columns: list[_Group]) -> tuple[Line, ...]:
    counts = [[len(here & there) for _, there in columns] for _, here in rows]
    shades = levels(counts)
    return tuple(
        Line(
            heading=heading,
            cells=tuple(
                Cell(count, shade, f"{heading.query}&{column.query}")
                for count, shade, (column, _) in zip(counts[at], shades[at], columns, strict=True)
            ),
            total=len(ids),
        )
        for at, (heading, ids) in enumerate(rows)
    )


def _holes(lines: tuple[Line, ...], columns: list[_Group]) -> tuple[Hole, ...]:
    """Return what one would expect and does not find, among communes and listed words."""
    expected = [at for at, (heading, _) in enumerate(columns) if heading.is_expected]
    return holes(
        [line.heading.label for line in lines if line.heading.is_expected],
        [columns[at][0].label for at in expected],
        [[line.cells[at].count for at in expected] for line in lines if line.heading.is_expected],
    )
