"""The plan as a tree, with the progress of every level."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from gouvernail.action_plan.queries.filters import Clock, PlanFilters, filtered
from gouvernail.action_plan.queries.rows import ActionRow, Brief, action_rows, briefs
from gouvernail.action_plan.queries.state import PlanState, plan_state
from gouvernail.conventions.models import Convention
from gouvernail.conventions.queries.vocabulary import VocabularyWords, vocabulary_of
from gouvernail.rules.numbering import split_number
from gouvernail.rules.progress import Progress, StatusFamily, overall_progress

# Beyond this, the axes come closed and their actions are fetched when one is opened.
SHOWN_AT_ONCE = 120


@dataclass(frozen=True, slots=True)
class Tally:
    """What a set of actions amounts to. `families` follow the order of the five families."""

    total: int
    late: int
    families: tuple[tuple[str, int], ...]
    progress: Progress

    @property
    def done(self) -> int:
        """Actions done."""
        return dict(self.families).get(StatusFamily.DONE, 0)


@dataclass(frozen=True, slots=True)
class Branch:
    """A node of the tree with what hangs on it. `actions` is empty when it is not fetched."""

    id: int
    rank: int
    version: int
    number: str
    title: str
    full_title: str
    tally: Tally
    children: tuple["Branch", ...]
    actions: tuple[ActionRow, ...]


@dataclass(frozen=True, slots=True)
class TreePage:
    """The tree of a plan. `loose` are the actions that hang on no node."""

    tally: Tally
    branches: tuple[Branch, ...]
    loose: tuple[ActionRow, ...]
    is_complete: bool
    words: VocabularyWords
    node_count: int


@dataclass(frozen=True, slots=True)
class NodeLine:
    """A node of the tree, in the order of the plan, for menus and paths."""

    id: int
    parent_id: int | None
    rank: int
    title: str
    position: int
    version: int


def node_lines(state: PlanState) -> list[NodeLine]:
    """Return the current nodes of the plan in its order, parents first. One query."""
    rows = [
        NodeLine(*row)
        for row in state.nodes.filter(archived_at=None)
        .order_by("position", "id")
        .values_list("id", "parent_id", "rank", "title", "position", "version")
    ]
    children: defaultdict[int | None, list[NodeLine]] = defaultdict(list)
    for row in rows:
        children[row.parent_id].append(row)

    def walk(parent: int | None) -> Iterable[NodeLine]:
        for node in children[parent]:
            yield node
            yield from walk(node.id)

    return list(walk(None))


def tally(actions: Iterable[Brief], today: date) -> Tally:
    """Count actions by family, the late ones, and their progress. No query."""
    rows = list(actions)
    by_family = Counter(row.family for row in rows)
    return Tally(
        total=len(rows),
        late=sum(row.is_late(today) for row in rows),
        families=tuple(
            (family.value, by_family[family]) for family in _FAMILY_ORDER if by_family[family]
        ),
        progress=overall_progress(row.percent for row in rows),
    )


_FAMILY_ORDER = (
    StatusFamily.DONE,
    StatusFamily.RUNNING,
    StatusFamily.NOT_STARTED,
    StatusFamily.SUSPENDED,
    StatusFamily.DROPPED,
)


def plan_tree(
    convention: Convention, filters: PlanFilters, clock: Clock, *, only: int | None = None
) -> TreePage:
    """Return the tree of the plan, now or as of `filters.on`.

    Eight queries, whatever the number of nodes and actions. In a long plan the rows of the
    actions come only for the branch `only`.
    """
    words = vocabulary_of(convention)
    state = plan_state(convention, filters.on)
    nodes = node_lines(state)
    every = briefs(filtered(state, filters, clock), words.statuses)
    is_complete = len(every) <= SHOWN_AT_ONCE
    wanted = _ids_to_show(nodes, every, only, is_complete)
    rows = action_rows(state, wanted, words.statuses, clock.today) if wanted else []
    builder = _Builder(nodes, every, rows, clock.today)
    return TreePage(
        tally=tally(every, clock.today),
        branches=builder.branches(None),
        loose=tuple(builder.rows[None]),
        is_complete=is_complete,
        words=words,
        node_count=len(nodes),
    )


def _ids_to_show(
    nodes: list[NodeLine], every: list[Brief], only: int | None, is_complete: bool
) -> list[int]:
    kept = every
    if not is_complete:
        inside = descendants(nodes, only) if only else set()
        kept = [row for row in every if row.node_id in inside or row.node_id is None]
    return [row.id for row in sorted(kept, key=lambda row: (row.position, row.id))]


def descendants(nodes: list[NodeLine], root: int) -> set[int]:
    """Return a node and all that hangs under it. No query; `nodes` has parents first."""
    inside = {root}
    for node in nodes:
        if node.parent_id in inside:
            inside.add(node.id)
    return inside


class _Builder:
    """Puts rows under their nodes."""

    def __init__(
        self, nodes: list[NodeLine], every: list[Brief], rows: list[ActionRow], today: date
    ) -> None:
        self.today = today
        self.children: defaultdict[int | None, list[NodeLine]] = defaultdict(list)
        for node in nodes:
            self.children[node.parent_id].append(node)
        self.briefs: defaultdict[int | None, list[Brief]] = defaultdict(list)
        for brief in every:
            self.briefs[brief.node_id].append(brief)
        self.rows: defaultdict[int | None, list[ActionRow]] = defaultdict(list)
        for row in rows:
            self.rows[row.node_id].append(row)

    def branches(self, parent: int | None) -> tuple[Branch, ...]:
        return tuple(self._branch(node) for node in self.children[parent])

    def _branch(self, node: NodeLine) -> Branch:
        number, title = split_number(node.title)
        return Branch(
            id=node.id,
            rank=node.rank,
            version=node.version,
            number=number,
            title=title,
            full_title=node.title,
            tally=tally(self._under(node.id), self.today),
            children=self.branches(node.id),
            actions=tuple(self.rows[node.id]),
        )

    def _under(self, node_id: int) -> list[Brief]:
        found = list(self.briefs[node_id])
        for child in self.children[node_id]:
            found += self._under(child.id)
        return found
