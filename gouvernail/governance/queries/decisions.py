"""What the register of decisions and the pages of a decision read."""

from dataclasses import dataclass
from datetime import date

from django.db import models
from django.db.models import Q
from django.utils import timezone

from gouvernail.conventions.models import Convention
from gouvernail.governance.decision_words import DECISION_FAMILIES, DECISION_STEP_LABELS
from gouvernail.governance.models import Body, Decision, DecisionLink, Sitting
from gouvernail.history.queries import JournalLine, journal_of
from gouvernail.rules.decisions import OPEN, STEPS, DecisionState, days_late, wants_review
from gouvernail.rules.names import fold_name

LATE = "late"
OPEN_ONES = "open"
JOURNAL_LENGTH = 20
_NEVER_FOLLOWED = (DecisionState.PROPOSED.value, DecisionState.REJECTED.value)


@dataclass(frozen=True, slots=True)
class DecisionFilters:
    """What the register is asked for; empty, it shows everything.

    `state` is a state, or one of « late » and « open ».
    """

    words: str = ""
    state: str = ""
    body_id: int | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """A decision as it stands on a day; `late` counts days."""

    decision: Decision
    family: str
    late: int
    wants_review: bool

    @property
    def is_open(self) -> bool:
        """Is there still something to do?"""
        return DecisionState(self.decision.state) in OPEN


@dataclass(frozen=True, slots=True)
class Step:
    """A step that may be taken: its state, and the words of its button."""

    state: str
    label: str


@dataclass(frozen=True, slots=True)
class DecisionPage:
    """One decision with its history and its links, those that still answer first."""

    line: DecisionLine
    steps: tuple[Step, ...]
    links: tuple[DecisionLink, ...]
    journal: tuple[JournalLine, ...]


def decision_lines(
    convention: Convention, filters: DecisionFilters, today: date
) -> list[DecisionLine]:
    """Return the decisions asked for: late first, then open by due day, then closed. Two queries.

    Words are looked for without accents or case, in the text, the owner and the news.
    """
    rows = Decision.objects.of(convention)
    if filters.body_id:
        rows = rows.filter(body=filters.body_id)
    if filters.year:
        rows = rows.filter(decided_on__year=filters.year)
    if filters.state in {state.value for state in DecisionState}:
        rows = rows.filter(state=filters.state)
    elif filters.state in {LATE, OPEN_ONES}:
        rows = rows.open()
    found = [_line(row, today) for row in _whole(rows) if _says(row, filters.words)]
    kept = [line for line in found if filters.state != LATE or line.late]
    return sorted(kept, key=_urgency)


def decision_years(convention: Convention) -> list[int]:
    """Return the years in which decisions were taken, latest first. One query."""
    years = Decision.objects.of(convention).dates("decided_on", "year", order="DESC")
    return [on.year for on in years]


def decision_page(decision: Decision, today: date) -> DecisionPage:
    """Return one decision. Two queries."""
    state = DecisionState(decision.state)
    steps = (to for to in DecisionState if to in STEPS[state])
    return DecisionPage(
        line=_line(decision, today),
        steps=tuple(Step(to.value, DECISION_STEP_LABELS[to]) for to in steps),
        links=tuple(decision.links.select_related("person").order_by("-created_at")),
        journal=tuple(journal_of(decision, JOURNAL_LENGTH)),
    )


def decisions_at(sitting: Sitting, today: date) -> tuple[list[DecisionLine], list[DecisionLine]]:
    """Return what a sitting follows, the most urgent first, and what it decided, by number.

    What it follows was still to carry out on its day: its first item, by itself. Two queries.
    """
    day = timezone.localtime(sitting.starts_at).date()
    still = Q(closed_on=None) | Q(closed_on__gte=day)
    open_then = Q(still, body=sitting.body_id, decided_on__lt=day) & ~Q(state__in=_NEVER_FOLLOWED)
    rows = _whole(Decision.objects.filter(open_then | Q(sitting=sitting)))
    lines = [_line(row, today) for row in rows]
    decided = [line for line in lines if line.decision.sitting_id == sitting.pk]
    followed = [line for line in lines if line.decision.sitting_id != sitting.pk]
    return sorted(followed, key=_urgency), decided


def decisions_of_action(action_id: int, today: date) -> list[DecisionLine]:
    """Return the decisions about an action, latest first. One query."""
    rows = _whole(Decision.objects.filter(actions=action_id)).prefetch_related(None)
    return [_line(row, today) for row in rows][::-1]


def decisions_of_body(body: Body, today: date) -> list[DecisionLine]:
    """Return the decisions of a body, the most urgent first. Two queries."""
    rows = _whole(Decision.objects.filter(body=body))
    return sorted((_line(row, today) for row in rows), key=_urgency)


def _whole(rows: "models.QuerySet[Decision]") -> "models.QuerySet[Decision]":
    named = rows.select_related("body", "sitting__body", "item", "owner__organisation")
    return named.prefetch_related("actions").order_by("number")


def _line(decision: Decision, today: date) -> DecisionLine:
    state = DecisionState(decision.state)
    return DecisionLine(
        decision=decision,
        family=DECISION_FAMILIES[state],
        late=days_late(state, decision.due_on, today),
        wants_review=wants_review(state, decision.review_on, today),
    )


def _says(decision: Decision, words: str) -> bool:
    said = fold_name(f"{decision.text} {decision.owner or ''} {decision.news} {decision.body}")
    return all(word in said for word in fold_name(words).split())


def _urgency(line: DecisionLine) -> tuple[int, int, date, int]:
    row = line.decision
    rank = 0 if line.late else 1 if line.is_open else 2
    return rank, -line.late, row.due_on or date.max, -row.number
