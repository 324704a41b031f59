"""What is to be brought up to date, reason by reason, each line with the way to the field."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import Prefetch

from gouvernail.action_plan.models import Action, ActionPart, PartRole
from gouvernail.action_plan.queries.completion import GapView, completion_of, gap_view
from gouvernail.action_plan.queries.filters import Clock, PlanFilters, Watch, watch_tests
from gouvernail.action_plan.queries.kept import KeptActions, kept_actions
from gouvernail.common.templatetags.french import duration
from gouvernail.conventions.models import Convention
from gouvernail.conventions.queries.vocabulary import VocabularyWords
from gouvernail.rules.completion import NEWS

SHOWN = 8


@dataclass(frozen=True, slots=True)
class Reason:
    """Why actions are to be brought up to date. `key` is the field that would settle it."""

    watch: Watch
    key: str
    counted: str
    why: str


REASONS = (
    Reason(
        Watch.LATE,
        "status",
        "action en retard,actions en retard",
        "Leur échéance est passée : dites où elles en sont, ou changez l’échéance.",
    ),
    Reason(
        Watch.STALE,
        NEWS,
        "action sans nouvelles,actions sans nouvelles",
        "Demandez au pilote ; s’il n’y a rien de nouveau, un bouton suffit à le noter.",
    ),
    Reason(
        Watch.NO_LEAD,
        "leads",
        "action sans pilote,actions sans pilote",
        "Sans pilote, personne n’en rendra compte.",
    ),
    Reason(
        Watch.NO_STATUS,
        "status",
        "action sans état,actions sans état",
        "Sans état, elles ne comptent pas dans l’avancement.",
    ),
    Reason(
        Watch.NO_DEADLINE,
        "deadline",
        "action sans échéance lisible,actions sans échéance lisible",
        "Sans échéance lisible, rien ne peut dire qu’elles sont en retard.",
    ),
    Reason(
        Watch.NO_OBJECTIVE,
        "objective",
        "action sans objectif,actions sans objectif",
        "L’objectif dit ce que l’action doit changer.",
    ),
    Reason(
        Watch.NO_INDICATOR,
        "indicators",
        "action sans indicateur,actions sans indicateur",
        "Sans indicateur, une action ne s’évalue pas.",
    ),
    Reason(
        Watch.NO_BASELINE,
        "baselines",
        "action dont un indicateur n’a pas de donnée d’origine,"
        "actions dont un indicateur n’a pas de donnée d’origine",
        "Sans point de départ, un indicateur ne dit pas ce qui a changé.",
    ),
)


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to ask for news. `email` is empty when it is not known, or not to be shown."""

    name: str
    email: str


@dataclass(frozen=True, slots=True)
class UpkeepLine:
    """An action to bring up to date: what settles this reason first, then what else lacks."""

    id: int
    number: str
    title: str
    is_mine: bool
    leads: str
    contact: Contact | None
    updated_at: datetime
    first: GapView
    others: tuple[GapView, ...]


@dataclass(frozen=True, slots=True)
class UpkeepGroup:
    """The actions of one reason, the most pressing first; `count` may be more than are shown."""

    reason: Reason
    count: int
    lines: tuple[UpkeepLine, ...]


@dataclass(frozen=True, slots=True)
class UpkeepPage:
    """Everything to bring up to date. `total` counts each action once.

    `counts` tells every reason that has actions, even when one alone is shown.
    """

    kept: KeptActions
    groups: tuple[UpkeepGroup, ...]
    total: int
    counts: tuple[tuple[Watch, int], ...]


def upkeep_page(
    convention: Convention, filters: PlanFilters, clock: Clock, organisation_id: int | None
) -> UpkeepPage:
    """Return what the filters keep that is to be brought up to date. Ten queries at most.

    The actions of the reader's structure come first. A past day is left aside: nothing of it can
    be brought up to date any more.
    """
    only = filters.watch
    kept = kept_actions(convention, replace(filters, watch=None, on=None), clock)
    marks = _marks(kept, clock, organisation_id)
    asked_for = {
        reason: _pressing(marks, reason.watch)
        for reason in REASONS
        if _is_shown(reason, kept.words)
    }
    found = {
        reason: asked
        for reason, asked in asked_for.items()
        if asked and only in (None, reason.watch)
    }
    actions = _actions({mark.id for asked in found.values() for mark in asked[:SHOWN]})
    groups = tuple(
        UpkeepGroup(
            reason,
            len(asked),
            tuple(
                _line(actions[mark.id], mark, reason, kept.words, clock) for mark in asked[:SHOWN]
            ),
        )
        for reason, asked in found.items()
    )
    return UpkeepPage(
        kept,
        groups,
        total=len({mark.id for asked in found.values() for mark in asked}),
        counts=tuple((reason.watch, len(asked)) for reason, asked in asked_for.items() if asked),
    )


def _is_shown(reason: Reason, words: VocabularyWords) -> bool:
    field = words.field(reason.key)
    return reason.key == NEWS or bool(field and field.is_shown)


@dataclass(frozen=True, slots=True)
class _Mark:
    """An action with what is to be said of it, and what sorts it."""

    id: int
    is_mine: bool
    due_on: date | None
    updated_at: datetime
    position: int
    tests: dict[Watch, bool | None]

    def urgency(self, watch: Watch) -> tuple[Any, ...]:
        if watch is Watch.STALE:
            return not self.is_mine, self.updated_at, self.position
        return not self.is_mine, self.due_on or date.max, self.position


def _pressing(marks: Sequence[_Mark], watch: Watch) -> list[_Mark]:
    asked = (mark for mark in marks if mark.tests[watch])
    return sorted(asked, key=lambda mark: mark.urgency(watch))


def _marks(kept: KeptActions, clock: Clock, organisation_id: int | None) -> list[_Mark]:
    """Return every action kept, with what it is watched for. Two queries."""
    tests = watch_tests(kept.state, clock)
    led = kept.state.parts.filter(role=PartRole.LEAD, organisation_id=organisation_id)
    mine = set(led.values_list("action_id", flat=True)) if organisation_id else set()
    columns = ("id", "due_on", "updated_at", "position")
    rows = kept.actions.annotate(**{f"is_{watch.value}": test for watch, test in tests.items()})
    return [
        _Mark(pk, pk in mine, due_on, updated_at, position, dict(zip(tests, said, strict=True)))
        for pk, due_on, updated_at, position, *said in rows.values_list(
            *columns, *(f"is_{watch.value}" for watch in tests)
        )
    ]


def _actions(ids: set[int]) -> dict[int, Action]:
    """Return these actions with all that their lines say. Three queries."""
    parts = ActionPart.objects.select_related("organisation")
    rows = Action.objects.select_related("status", "lead_person").prefetch_related(
        Prefetch("parts", queryset=parts), "places"
    )
    return rows.in_bulk(list(ids))


def _line(
    action: Action, mark: _Mark, reason: Reason, words: VocabularyWords, clock: Clock
) -> UpkeepLine:
    gaps = [gap_view(gap) for gap in completion_of(action, words, clock).gaps]
    first = _late(action, clock) if reason.watch is Watch.LATE else _gap_of(reason, gaps)
    leads = [part for part in _in_order(action.parts.all()) if part.role == PartRole.LEAD]
    return UpkeepLine(
        id=action.pk,
        number=action.number,
        title=action.title,
        is_mine=mark.is_mine,
        leads=", ".join(str(part.organisation) for part in leads),
        contact=_contact(action, leads),
        updated_at=action.updated_at,
        first=first,
        others=tuple(gap for gap in gaps if gap != first),
    )


def _gap_of(reason: Reason, gaps: Sequence[GapView]) -> GapView:
    fallback = GapView(reason.key, reason.counted.partition(",")[0], f"id_{reason.key}")
    return next((gap for gap in gaps if gap.reason == reason.key), fallback)


def _late(action: Action, clock: Clock) -> GapView:
    since = duration((clock.today - action.due_on).days) if action.due_on else ""
    said = f"l’échéance «\u202f{action.deadline_text}\u202f» est dépassée depuis {since}"
    return GapView("status", said, "id_status", "late")


def _contact(action: Action, leads: Sequence[ActionPart]) -> Contact | None:
    """Return the person who answers for the action, else the first lead."""
    person = action.lead_person
    if person:
        return Contact(str(person), person.email)
    if leads and leads[0].organisation.email:
        return Contact(str(leads[0].organisation), leads[0].organisation.email)
    return None


def _in_order(parts: Any) -> list[ActionPart]:
    return sorted(parts, key=lambda part: (part.position, part.pk))
