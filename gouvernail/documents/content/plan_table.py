"""The plan as one table: a row per action, in the words of the territory.

What it writes, an import reads back to the same actions.
"""

from collections.abc import Iterable, Sequence

from gouvernail.action_plan.drafts import ActionDraft, draft_of
from gouvernail.action_plan.models import Action, PlanNode
from gouvernail.conventions.queries.vocabulary import SheetFieldView, VocabularyWords
from gouvernail.documents.formats.table import Column, Table, Value

_WIDTHS = {"number": 8, "title": 50, "deadline": 20, "status": 17, "progress": 13, "budget": 14}
_TEXT_WIDTH = 30
_EMPTY_WIDTH = 14
# What tells one action from another, on every printed page.
_NAMES = frozenset({"number", "title"})
NO_LEVEL = "–"


def plan_table(
    title: str, words: VocabularyWords, actions: Iterable[Action], *, state: tuple[str, ...]
) -> Table:
    """Return whole actions as a table, in the order given. No query."""
    drafts = [draft_of(action) for action in actions]
    fields = [field for field in words.fields if field.is_shown or _used(field, drafts)]
    notes = list(dict.fromkeys(label for draft in drafts for label in draft.notes))
    columns = [
        *(Column(level.name, _TEXT_WIDTH) for level in words.levels),
        *(_column(field, is_used=_used(field, drafts)) for field in fields),
        *(Column(label, _TEXT_WIDTH) for label in notes),
    ]
    paths = _told_apart([_path(draft.node, len(words.levels)) for draft in drafts])
    rows = [
        (
            *path,
            *(_value(draft, field.key) for field in fields),
            *(draft.notes.get(label, "") for label in notes),
        )
        for path, draft in zip(paths, drafts, strict=True)
    ]
    return Table(title, tuple(columns), tuple(rows), state=state)


def _column(field: SheetFieldView, *, is_used: bool) -> Column:
    """Return the column of a field: narrow as long as nobody wrote anything in it."""
    width = _WIDTHS.get(field.key, _TEXT_WIDTH)
    return Column(field.label, width if is_used else min(width, _EMPTY_WIDTH), field.key in _NAMES)


def _told_apart(paths: Sequence[list[str]]) -> list[list[str]]:
    """Write a dash where there is no level under one that has some: an empty cell repeats it."""
    said = [any(column) for column in zip(*paths, strict=True)]
    return [
        [step or (NO_LEVEL if is_said else "") for step, is_said in zip(path, said, strict=True)]
        for path in paths
    ]


def _used(field: SheetFieldView, drafts: Sequence[ActionDraft]) -> bool:
    """Tell whether a hidden field says something: nothing is lost on the way out and back."""
    return any(_value(draft, field.key) not in ("", None) for draft in drafts)


def _path(node: PlanNode | None, length: int) -> list[str]:
    titles: list[str] = []
    while node is not None:
        titles.insert(0, node.title)
        node = node.parent
    return (titles + [""] * length)[:length]


def _value(draft: ActionDraft, key: str) -> Value:
    """Return what a field says, as a cell."""
    if key in draft.texts:
        return draft.texts[key]
    if key in draft.free:
        return draft.free[key]
    special: dict[str, Value] = {
        "number": draft.number,
        "title": draft.title,
        "status": str(draft.status or ""),
        "progress": draft.progress,
        "deadline": draft.deadline.text,
        "leads": "\n".join(draft.leads),
        "partners": "\n".join(draft.partners),
        "communes": "\n".join(draft.communes),
        "lead_person": str(draft.lead_person or ""),
        "budget": draft.budget,
    }
    return special.get(key, "")
