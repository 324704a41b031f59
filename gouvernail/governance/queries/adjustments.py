"""What the pages of adjustments read, and the changes of the plan that no circuit made."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from gouvernail.action_plan.models import Action
from gouvernail.action_plan.operations.actions import field_labels
from gouvernail.conventions.models import Convention
from gouvernail.governance.adjusted import kept_changes, live_changes
from gouvernail.governance.decision_words import ADJUSTMENT_FAMILIES
from gouvernail.governance.models import Adjustment, AdjustmentOpinion, Body, Sitting
from gouvernail.history.models import Entry
from gouvernail.history.operations import Change
from gouvernail.history.queries import JournalLine, journal_of
from gouvernail.rules.adjustments import (
    WAITING,
    AdjustmentState,
    BodyPart,
    is_contractual,
)
from gouvernail.rules.sittings import SittingState

JOURNAL_LENGTH = 20
SHOWN_SITTINGS = 12


@dataclass(frozen=True, slots=True)
class AdjustmentLine:
    """An adjustment of the register, with the family of its state."""

    adjustment: Adjustment
    family: str

    @property
    def is_waiting(self) -> bool:
        """Is there still a step to take?"""
        return AdjustmentState(self.adjustment.state) in WAITING

    @property
    def changes(self) -> list[Change]:
        """What it changes, as it was last written."""
        return kept_changes(self.adjustment)


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of the circuit, as the page draws it."""

    label: str
    told: str
    is_done: bool = False
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class AdjustmentPage:
    """One adjustment. `moved` names the fields that changed in the plan since it was written."""

    line: AdjustmentLine
    changes: tuple[Change, ...]
    moved: tuple[str, ...]
    stages: tuple[Stage, ...]
    opinions: tuple[AdjustmentOpinion, ...]
    has_examiner: bool
    journal: tuple[JournalLine, ...]


@dataclass(frozen=True, slots=True)
class OutsideChange:
    """A change of what was signed that no adjustment made."""

    at: datetime
    actor: str
    what: str
    subject: str
    action_id: int
    changes: list[dict[str, str]]
    reason: str


def adjustment_lines(
    convention: Convention, since: date | None = None, until: date | None = None
) -> list[AdjustmentLine]:
    """Return the adjustments decided in a period, or proposed in it while undecided. One query."""
    rows = Adjustment.objects.of(convention).select_related(
        "action", "node", "body", "decision__sitting__body", "decision__body"
    )
    lines = [_line(row) for row in rows.order_by("-number")]
    return [line for line in lines if _is_within(line.adjustment, since, until)]


def adjustment_page(adjustment: Adjustment) -> AdjustmentPage:
    """Return one adjustment with its circuit. Eight queries at most."""
    line = _line(adjustment)
    opinions = tuple(
        adjustment.opinions.select_related("sitting__body").order_by("sitting__starts_at", "pk")
    )
    kept = kept_changes(adjustment)
    changes = live_changes(adjustment) if line.is_waiting else kept
    before = {change.label: change.before for change in kept}
    moved = [row.label for row in changes if before.get(row.label, row.before) != row.before]
    has_examiner = examines(adjustment.convention)
    return AdjustmentPage(
        line=line,
        changes=tuple(changes),
        moved=tuple(moved),
        stages=_stages(adjustment, opinions, has_examiner=has_examiner),
        opinions=opinions,
        has_examiner=has_examiner,
        journal=tuple(journal_of(adjustment, JOURNAL_LENGTH)),
    )


def examines(convention: Convention) -> bool:
    """Tell whether a body of the convention examines adjustments. One query."""
    rows = Body.objects.of(convention).current()
    return rows.filter(part=BodyPart.EXAMINES.value).exists()


def sitting_choices(convention: Convention, part: BodyPart, since: date) -> list[tuple[int, str]]:
    """Return the sittings in which a step can have been taken since a day. One query.

    Approved minutes say no more: a step is noted before.
    """
    rows = Sitting.objects.of(convention).select_related("body")
    start = timezone.make_aware(datetime.combine(since, time.min))
    held = SittingState.HELD.value
    rows = rows.filter(body__part=part.value, state=held, starts_at__gte=start)
    return [(row.pk, str(row)) for row in rows.order_by("-starts_at")[:SHOWN_SITTINGS]]


def awaiting(sitting: Sitting) -> list[Adjustment]:
    """Return the adjustments that wait for the body of a sitting. Two queries at most."""
    part = sitting.body.part
    states = {
        BodyPart.EXAMINES.value: [AdjustmentState.PROPOSED],
        BodyPart.DECIDES.value: [AdjustmentState.EXAMINED],
    }.get(part, [])
    if part == BodyPart.DECIDES.value and not examines(sitting.convention):
        states = [AdjustmentState.PROPOSED]
    if not states:
        return []
    rows = Adjustment.objects.of(sitting.convention)
    return list(rows.filter(state__in=[state.value for state in states]).order_by("number"))


def adjustments_of_action(action_id: int) -> list[AdjustmentLine]:
    """Return the adjustments of an action, latest first. One query."""
    rows = Adjustment.objects.filter(action=action_id).select_related("body", "decision")
    return [_line(row) for row in rows.order_by("-number")]


def outside_changes(convention: Convention, action_id: int | None = None) -> list[OutsideChange]:
    """Return the changes of what was signed that no adjustment made, latest first. Two queries.

    Before the signature nothing is outside: the plan was still being written.
    """
    if convention.signed_on is None:
        return []
    signed = timezone.make_aware(datetime.combine(convention.signed_on, time.max))
    entries = Entry.objects.of(convention.pk).filter(
        Q(verb__startswith="action."), subject_kind=Action._meta.label_lower, at__gt=signed
    )
    if action_id:
        entries = entries.filter(subject_id=action_id)
    keys = {label: key for key, label in field_labels(convention).items()}
    keys["Rattachement"] = "node"
    applied = Adjustment.objects.of(convention).filter(
        action_id=OuterRef("subject_id"), applied_at=OuterRef("at")
    )
    entries = entries.exclude(Exists(applied))
    rows = entries.select_related("actor").order_by("-at", "-pk")
    return [
        _outside(row)
        for row in rows
        if is_contractual(row.verb, [keys.get(one["label"], "") for one in row.changes])
    ]


def _line(adjustment: Adjustment) -> AdjustmentLine:
    return AdjustmentLine(adjustment, ADJUSTMENT_FAMILIES[AdjustmentState(adjustment.state)])


def _is_within(adjustment: Adjustment, since: date | None, until: date | None) -> bool:
    decision = adjustment.decision
    on = decision.decided_on if decision else adjustment.proposed_on
    return (since is None or since <= on) and (until is None or on <= until)


def _outside(entry: Entry) -> OutsideChange:
    return OutsideChange(
        at=entry.at,
        actor=str(entry.actor) if entry.actor else "Gouvernail",
        what=entry.get_verb_display(),
        subject=entry.subject_label,
        action_id=entry.subject_id,
        changes=entry.changes,
        reason=entry.reason,
    )


def _stages(
    adjustment: Adjustment, opinions: tuple[AdjustmentOpinion, ...], *, has_examiner: bool
) -> tuple[Stage, ...]:
    state = AdjustmentState(adjustment.state)
    decision = adjustment.decision
    told = f"{opinions[-1].get_opinion_display()}, {opinions[-1].sitting}" if opinions else ""
    decided = f"{adjustment.get_state_display()}, {decision.sitting}" if decision else "attendu"
    applied = adjustment.applied_at
    stages = [
        Stage("Proposé", f"{adjustment.body}, {adjustment.proposed_on:%d/%m/%Y}", is_done=True),
        Stage("Décidé", decided, bool(decision), state is AdjustmentState.EXAMINED),
        Stage(
            "Appliqué au plan",
            f"le {timezone.localtime(applied):%d/%m/%Y}" if applied else "à la confirmation",
            bool(applied),
            state is AdjustmentState.ADOPTED,
        ),
    ]
    if has_examiner or opinions:
        is_waited = state is AdjustmentState.PROPOSED
        stages.insert(1, Stage("Examiné", told or "attendu", bool(opinions), is_waited))
    return tuple(stages)
