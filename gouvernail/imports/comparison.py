"""What a file would do to the plan: each row created, changed, the same, or refused."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from gouvernail.action_plan.drafts import TEXT_FIELDS, ActionDraft, differences, draft_of
from gouvernail.action_plan.models import Action, PlanNode
from gouvernail.action_plan.operations import field_labels
from gouvernail.conventions.models import Convention, Status
from gouvernail.conventions.queries.vocabulary import FREE_PREFIX
from gouvernail.directory.models import Organisation, Person
from gouvernail.history.operations import Change
from gouvernail.imports.sheets import Problem, ReadAction, ReadPlan
from gouvernail.rules.names import first_matches, fold_name
from gouvernail.rules.progress import StatusFamily

Path = tuple[str, ...]


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


def folded_path(titles: Iterable[str]) -> Path:
    """Return a path that compares whatever the accents, case and spaces."""
    return tuple(fold_name(title) for title in titles)


def compare_plan(convention: Convention, plan: ReadPlan) -> Comparison:
    """Return what applying `plan` would do. Nine queries, whatever the number of rows."""
    known = _Known(convention)
    matches = _matches(plan, known)
    rows = tuple(_compared(row, matches.get(row.row), plan, known) for row in plan.actions)
    kept = [row.read.path for row in rows if row.verdict in (Verdict.CREATE, Verdict.CHANGE)]
    deepest = max((len(path) for path in kept), default=0)
    return Comparison(
        rows=rows,
        new_paths=_new_paths(kept, known.nodes),
        nodes=known.nodes,
        added_levels=max(0, deepest - known.level_count),
    )


class _Known:
    """What the plan and the directory hold today."""

    def __init__(self, convention: Convention) -> None:
        self.actions = list(
            Action.objects.of(convention)
            .current()
            .select_related("convention", "node__parent__parent", "status", "lead_person")
            .prefetch_related("parts__organisation", "places")
            .order_by("position")
        )
        self.nodes = _nodes_by_path(convention)
        self.statuses = list(Status.objects.filter(convention=convention).order_by("position"))
        self.labels = field_labels(convention)
        self.level_count = convention.levels.count()
        current = Organisation.objects.of(convention.pk).current()
        self.organisations = dict(current.values_list("name", "pk"))
        self.organisation_names = {pk: name for name, pk in self.organisations.items()}
        persons = Person.objects.of(convention.pk).order_by("pk")
        self.persons = {fold_name(person.full_name): person for person in persons}

    def names(self, written: tuple[str, ...]) -> tuple[str, ...]:
        """Return names as the directory writes them, when it knows them."""
        found = first_matches(written, self.organisations)
        names = [self.organisation_names.get(found.get(name, 0), name) for name in written]
        return tuple(dict.fromkeys(names))

    def status(self, label: str | None, family: StatusFamily | None) -> Status | None:
        """Return the territory's own state: by its word, else the first of its family."""
        by_label = {status.label: status for status in self.statuses}
        if label and label in by_label:
            return by_label[label]
        return next((status for status in self.statuses if status.family == family), None)


def _nodes_by_path(convention: Convention) -> dict[Path, PlanNode]:
    nodes = {node.pk: node for node in PlanNode.objects.of(convention).current()}

    def titles(node: PlanNode) -> list[str]:
        above = nodes.get(node.parent_id or 0)
        return [*(titles(above) if above else []), node.title]

    ordered = sorted(nodes.values(), key=lambda node: (node.rank, node.position, node.pk))
    found: dict[Path, PlanNode] = {}
    for node in ordered:
        found.setdefault(folded_path(titles(node)), node)
    return found


def _new_paths(paths: list[Path], nodes: Mapping[Path, PlanNode]) -> tuple[Path, ...]:
    wanted: dict[Path, Path] = {}
    for path in paths:
        for length in range(1, len(path) + 1):
            wanted.setdefault(folded_path(path[:length]), path[:length])
    return tuple(path for key, path in wanted.items() if key not in nodes)


def _path_of(action: Action) -> Path:
    titles: list[str] = []
    node = action.node
    while node is not None:
        titles.insert(0, node.title)
        node = node.parent
    return tuple(titles)


def _matches(plan: ReadPlan, known: _Known) -> dict[int, Action]:
    """Return the action that each row speaks of: same place and title, then title, then number."""
    keys_of_action = (
        lambda action: (folded_path(_path_of(action)), fold_name(action.title)),
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


def _compared(row: ReadAction, action: Action | None, plan: ReadPlan, known: _Known) -> ComparedRow:
    before = draft_of(action) if action else ActionDraft(title="")
    problems = [problem for problem in plan.problems if problem.row == row.row]
    draft, more = _draft(row, before, plan, problems, known)
    messages = (*row.messages, *more)
    long = _too_long(draft)
    if row.refused or long:
        return ComparedRow(row, Verdict.REFUSED, draft, action, (), (*messages, *long))
    if action is None:
        return ComparedRow(row, Verdict.CREATE, draft, None, (), messages)
    changes = differences(before, draft, known.labels)
    if row.path and folded_path(row.path) != folded_path(_path_of(action)):
        changes.insert(
            0, Change("Rattachement", *(" / ".join(p) for p in (_path_of(action), row.path)))
        )
    verdict = Verdict.CHANGE if changes else Verdict.SAME
    return ComparedRow(row, verdict, draft, action, tuple(changes), messages)


def _draft(
    row: ReadAction,
    before: ActionDraft,
    plan: ReadPlan,
    problems: list[Problem],
    known: _Known,
) -> tuple[ActionDraft, list[str]]:
    """Return what the action would say: the file's words where it has a column, else its own."""
    fields = set(plan.by_column.values())
    says: list[str] = []
    notes = _notes(row, before, plan, problems)
    after = replace(before, title=row.title, notes=notes)
    if fields & {"number", "title"} and row.number:
        after = replace(after, number=row.number)
    if "leads" in fields:
        after = replace(after, leads=known.names(row.leads))
    if "partners" in fields:
        after = replace(after, partners=known.names(row.partners))
    if "communes" in fields:
        after = replace(after, communes=tuple(dict.fromkeys(row.communes)))
    if fields & {"deadline", "starts", "ongoing"}:
        after = replace(after, deadline=row.deadline)
    if "budget" in fields:
        after = replace(after, budget=row.budget)
    if fields & {"status", "progress"}:
        after = _with_status(row, after, fields, known, says)
    if "lead_person" in fields:
        after = _with_person(row, after, known, says)
    texts = {key: row.texts.get(key, "") for key in TEXT_FIELDS if key in fields}
    free = {key: row.texts.get(key, "") for key in fields if key.startswith(FREE_PREFIX)}
    return replace(after, texts={**before.texts, **texts}, free={**before.free, **free}), says


def _with_status(
    row: ReadAction, draft: ActionDraft, fields: set[str], known: _Known, says: list[str]
) -> ActionDraft:
    status = known.status(row.status_label, row.status_family)
    if row.status_family and status is None:
        says.append(
            f"Aucun état de votre liste ne correspond à « {row.status_text} » : gardé en note."
        )
        draft = replace(draft, notes={**draft.notes, "État lu dans le fichier": row.status_text})
    elif status and row.status_text and not row.status_label and row.progress is None:
        says.append(f"« {row.status_text} » est lu comme « {status.label} ».")
    stated = row.progress is not None or "progress" in fields
    return replace(draft, status=status, progress=row.progress if stated else draft.progress)


def _with_person(
    row: ReadAction, draft: ActionDraft, known: _Known, says: list[str]
) -> ActionDraft:
    written = row.texts.get("lead_person", "")
    person = known.persons.get(fold_name(written))
    if written and person is None:
        says.append(f"« {written} » n’est pas dans l’annuaire : gardé en note.")
        return replace(draft, notes={**draft.notes, "Personne référente": written})
    return replace(draft, lead_person=person)


def _notes(
    row: ReadAction, before: ActionDraft, plan: ReadPlan, problems: list[Problem]
) -> dict[str, str]:
    """Return the notes: those of other files stay, this file's columns say what they say now."""
    kept = {key: text for key, text in before.notes.items() if key not in plan.unmapped}
    unread = {
        problem.header: problem.value
        for problem in problems
        if problem.field in {"status", "progress", "number", "ongoing"} and problem.value
    }
    headers = set(plan.mapping) - set(unread)
    kept = {key: text for key, text in kept.items() if key not in headers}
    return {**kept, **row.notes, **unread}


def _too_long(draft: ActionDraft) -> tuple[str, ...]:
    """Return a sentence for each text that its field cannot hold."""
    texts = {**draft.texts, "number": draft.number, "deadline_text": draft.deadline.text}
    limits = {key: Action._meta.get_field(key).max_length for key in texts}  # type: ignore[union-attr]
    found = [
        f"« {text[:40]}… » est trop long : {limits[key]} caractères au plus."
        for key, text in texts.items()
        if (limits[key] or len(text)) < len(text)
    ]
    names = [*draft.leads, *draft.partners, *draft.communes]
    found += [f"« {name[:40]}… » est trop long pour un nom." for name in names if len(name) > 200]
    return tuple(found)
