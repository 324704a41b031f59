"""An action as people write it: what a form, an imported row and the demo all hand over.

A draft names organisations and places in words; the operations tie the words to the directory
and to the communes.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, fields
from decimal import Decimal
from typing import Any

from gouvernail.action_plan.models import Action, PartRole, PlanNode
from gouvernail.common.templatetags.french import euros
from gouvernail.conventions.models import Status
from gouvernail.directory.models import Person
from gouvernail.history.operations import Change
from gouvernail.rules.deadlines import Deadline, DeadlineKind

NO_DEADLINE = Deadline(DeadlineKind.NONE, None, None, "")

# The fields kept as they are, text for text, in the row.
TEXT_FIELDS = (
    "elected_referent",
    "description",
    "objective",
    "context",
    "expected_results",
    "publics",
    "themes",
    "priority",
    "indicators",
    "baselines",
    "targets",
    "means",
    "funding",
    "success_factors",
    "remarks",
)


@dataclass(frozen=True, slots=True)
class ActionDraft:
    """Everything a sheet says. `texts` holds the keys of TEXT_FIELDS; what is absent is empty."""

    title: str
    number: str = ""
    node: PlanNode | None = None
    status: Status | None = None
    progress: int | None = None
    deadline: Deadline = NO_DEADLINE
    leads: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    communes: tuple[str, ...] = ()
    lead_person: Person | None = None
    budget: Decimal | None = None
    texts: dict[str, str] = field(default_factory=dict)
    free: dict[str, str] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)


def draft_of(action: Action) -> ActionDraft:
    """Return what an action says today. Its parts, places, status and node must be at hand."""
    parts = sorted(action.parts.all(), key=lambda part: (part.position, part.pk))
    places = sorted(action.places.all(), key=lambda place: (place.position, place.pk))
    return ActionDraft(
        title=action.title,
        number=action.number,
        node=action.node,
        status=action.status,
        progress=action.progress,
        deadline=deadline_of(action),
        leads=tuple(str(p.organisation) for p in parts if p.role == PartRole.LEAD),
        partners=tuple(str(p.organisation) for p in parts if p.role == PartRole.PARTNER),
        communes=tuple(place.label for place in places),
        lead_person=action.lead_person,
        budget=action.budget,
        texts={key: getattr(action, key) for key in TEXT_FIELDS},
        free=dict(action.free),
        notes=dict(action.notes),
    )


def deadline_of(action: Action) -> Deadline:
    """Return the deadline of an action."""
    return Deadline(
        DeadlineKind(action.deadline_kind),
        action.deadline_start,
        action.deadline_end,
        action.deadline_text,
    )


def searched(draft: ActionDraft) -> list[str]:
    """Return every text of a draft that a search looks into.

    Names of the directory are searched where they are: they change without the action.
    """
    texts = (draft.texts, draft.free, draft.notes)
    said = [text for kept in texts for text in kept.values()]
    return [draft.number, draft.title, draft.deadline.text, *draft.communes, *said]


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field of the sheet that says something else, in the words of the reader."""

    key: str
    before: str
    after: str
    is_note: bool = False


def field_changes(before: ActionDraft, after: ActionDraft) -> Iterator[FieldChange]:
    """Yield what changes between two drafts, field by field."""
    for item in fields(ActionDraft):
        old, new = getattr(before, item.name), getattr(after, item.name)
        if item.name in {"texts", "free", "notes"}:
            yield from _text_changes(old, new, is_note=item.name == "notes")
        elif _words(old) != _words(new):
            yield FieldChange(item.name, _words(old), _words(new))


def differences(before: ActionDraft, after: ActionDraft, labels: dict[str, str]) -> list[Change]:
    """Return what changes between two drafts, under the territory's own names of the fields."""
    return [
        Change(
            labels.get(change.key, _OWN_LABELS.get(change.key, change.key)),
            change.before,
            change.after,
        )
        for change in field_changes(before, after)
    ]


_OWN_LABELS = {"node": "Rattachement"}


def _text_changes(
    old: dict[str, str], new: dict[str, str], *, is_note: bool
) -> Iterator[FieldChange]:
    for key in (*old, *(key for key in new if key not in old)):
        if old.get(key, "") != new.get(key, ""):
            yield FieldChange(key, old.get(key, ""), new.get(key, ""), is_note)


def _words(value: Any) -> str:
    """Write any value of a draft as people read it."""
    for kind, write in _WRITERS.items():
        if isinstance(value, kind):
            return write(value)
    return str(value)


_WRITERS: dict[type, Callable[[Any], str]] = {
    type(None): lambda _: "",
    Deadline: lambda deadline: str(deadline.text),
    tuple: ", ".join,
    Decimal: euros,
}
