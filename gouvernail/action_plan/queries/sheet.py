"""One action, as its page shows it."""

from collections.abc import Iterable
from dataclasses import dataclass

from gouvernail.action_plan.drafts import TEXT_FIELDS, deadline_of
from gouvernail.action_plan.models import Action, PartRole
from gouvernail.action_plan.queries.completion import GapView, completion_of, gap_view
from gouvernail.action_plan.queries.filters import Clock
from gouvernail.action_plan.queries.state import end_of
from gouvernail.common.templatetags.french import euros
from gouvernail.conventions.queries.vocabulary import VocabularyWords
from gouvernail.history.queries import JournalLine, journal_of
from gouvernail.rules.completion import Completion
from gouvernail.rules.deadlines import DeadlineKind, days_late
from gouvernail.rules.indicators import Indicator, pair_lines
from gouvernail.rules.numbering import split_number
from gouvernail.rules.progress import OPEN_FAMILIES, StatusFamily, action_percent

HISTORY_SHOWN = 8
# Shown in the head of the page or in the table of indicators, not among the fields.
_MEASURES = ("indicators", "baselines", "targets")
_ELSEWHERE = frozenset({"title", "number", "status", *_MEASURES})
# Short facts, for the side of the page; the rest is text to read.
FACT_KEYS = frozenset(
    {
        "leads",
        "partners",
        "communes",
        "deadline",
        "progress",
        "lead_person",
        "elected_referent",
        "publics",
        "themes",
        "priority",
        "budget",
    }
)


@dataclass(frozen=True, slots=True)
class FieldView:
    """A field of the sheet with what it says."""

    key: str
    label: str
    value: str
    is_short: bool


@dataclass(frozen=True, slots=True)
class MeasureColumn:
    """A column of the table of indicators, as the territory names it."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class Measures:
    """The indicators of a sheet, with the columns to show beside their names."""

    label: str
    columns: tuple[MeasureColumn, ...]
    rows: tuple[Indicator, ...]


@dataclass(frozen=True, slots=True)
class Crumb:
    """A node above the action."""

    id: int
    title: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything the page of an action shows. `percent` is None when it does not count."""

    status: str
    family: str
    percent: int | None
    days_late: int
    is_unclear: bool
    path: tuple[Crumb, ...]
    facts: tuple[FieldView, ...]
    texts: tuple[FieldView, ...]
    measures: Measures | None
    completion: Completion
    gaps: tuple[GapView, ...]
    notes: tuple[tuple[str, str], ...]
    history: tuple[JournalLine, ...]


def action_sheet(action: Action, words: VocabularyWords, clock: Clock) -> Sheet:
    """Return the page of an action opened with its parts, places, status and path. One query.

    The day of the clock may be a past one: the action is then read as it was.
    """
    family = StatusFamily(action.status.family) if action.status else None
    deadline = deadline_of(action)
    values = field_values(action)
    shown = [
        FieldView(field.key, field.label, values.get(field.key, ""), field.is_short)
        for field in words.fields
        if field.is_shown and field.key not in _ELSEWHERE
    ]
    state = completion_of(action, words, clock)
    return Sheet(
        status=action.status.label if action.status else "",
        family=family.value if family else "",
        percent=action_percent(family, action.progress),
        days_late=days_late(
            deadline, is_open=family is None or family in OPEN_FAMILIES, today=clock.today
        ),
        is_unclear=deadline.kind is DeadlineKind.UNCLEAR,
        path=_path(action),
        facts=tuple(
            view for view in shown if view.key in FACT_KEYS and (view.value or view.is_short)
        ),
        texts=tuple(view for view in shown if view.key not in FACT_KEYS and view.value),
        measures=measures_of(action, words),
        completion=state,
        gaps=tuple(gap_view(gap) for gap in state.gaps),
        notes=tuple(action.notes.items()),
        history=tuple(journal_of(action, HISTORY_SHOWN, until=end_of(clock.today))),
    )


def field_values(action: Action) -> dict[str, str]:
    """Return what every field of the sheet says, in words. No query on an opened action."""
    parts = sorted(action.parts.all(), key=lambda part: (part.position, part.pk))
    places = sorted(action.places.all(), key=lambda place: (place.position, place.pk))
    return {
        "leads": _names(str(p.organisation) for p in parts if p.role == PartRole.LEAD),
        "partners": _names(str(p.organisation) for p in parts if p.role == PartRole.PARTNER),
        "communes": _names(place.label for place in places),
        "deadline": action.deadline_text,
        "progress": "" if action.progress is None else f"{action.progress} %",
        "lead_person": str(action.lead_person or ""),
        "budget": euros(action.budget),
        **{key: getattr(action, key) for key in TEXT_FIELDS},
        **action.free,
    }


def measures_of(action: Action, words: VocabularyWords) -> Measures | None:
    """Return the indicators as a table, or None when there is nothing to show."""
    shown = {field.key: field for field in words.fields if field.is_shown}
    rows = pair_lines(action.indicators, action.baselines, action.targets)
    if "indicators" not in shown or not rows:
        return None
    return Measures(
        label=shown["indicators"].label,
        columns=tuple(
            MeasureColumn(key, shown[key].label) for key in _MEASURES[1:] if key in shown
        ),
        rows=rows,
    )


def _names(names: Iterable[str]) -> str:
    return ", ".join(names)


def _path(action: Action) -> tuple[Crumb, ...]:
    crumbs: list[Crumb] = []
    node = action.node
    while node is not None:
        crumbs.insert(0, Crumb(node.pk, " ".join(split_number(node.title)).strip()))
        node = node.parent
    return tuple(crumbs)
