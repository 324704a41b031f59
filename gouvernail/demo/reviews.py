"""The reviews of the demo: two cycles that are past, one under way. All invented."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time

from django.utils import timezone

from gouvernail.accounts.models import User
from gouvernail.action_plan.models import Action, PlanNode
from gouvernail.conventions.models import Convention, Status
from gouvernail.demo import review_texts as said
from gouvernail.demo.chronicle import EVENTS
from gouvernail.directory.models import Person
from gouvernail.governance.models import Sitting
from gouvernail.history.operations import By
from gouvernail.reviews.models import CycleKind, Review, ReviewCycle, Voice
from gouvernail.reviews.operations.circuit import (
    correct_review,
    keep_reviews,
    present_reviews,
    send_back,
    validate_reviews,
)
from gouvernail.reviews.operations.cycles import CycleDraft, open_cycle
from gouvernail.reviews.operations.writing import (
    Figure,
    Place,
    ReviewDraft,
    Speaker,
    say_nothing_new,
    write_review,
)
from gouvernail.reviews.queries.review import indicator_names
from gouvernail.rules.reviews import ReviewState

COTECH, COPIL = "Comité technique", "Comité de pilotage"
BY_LINK = "Par lien personnel"
NOT_STARTED = "à engager"
# How far each review of the cycle under way has gone; those that are not here are to do.
UNDER_WAY = {
    "1.1.1": ReviewState.KEPT,
    "1.1.2": ReviewState.SUBMITTED,
    "1.1.3": ReviewState.KEPT,
    "1.2.1": ReviewState.SUBMITTED,
    "1.3.1": ReviewState.KEPT,
    "2.1.2": ReviewState.KEPT,
    "2.1.3": ReviewState.DRAFT,
    "2.2.3": ReviewState.SUBMITTED,
    "3.1.1": ReviewState.DRAFT,
    "3.2.2": ReviewState.SENT_BACK,
    "4.1.1": ReviewState.SUBMITTED,
    "4.1.2": ReviewState.KEPT,
    "4.2.1": ReviewState.SUBMITTED,
    "5.1.1": ReviewState.SENT_BACK,
    "5.2.1": ReviewState.KEPT,
}
NOTHING_NEW = ("4.3.1", "5.2.2")


@dataclass(frozen=True, slots=True)
class Days:
    """When a cycle is written, kept and validated, and when the Copil is shown it."""

    written: date
    kept: date
    cotech: date
    copil: date | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """What a cycle says: by number of action, by rank of axis; `turn` shifts the other texts."""

    results: Mapping[str, tuple[str, str]]
    axes: tuple[str, ...]
    turn: int = 0


@dataclass(frozen=True, slots=True)
class Teller:
    """Who tells, of which convention, with what is at hand."""

    convention: Convention
    coordinator: User
    statuses: Mapping[str, Status]
    persons: Mapping[str, Person]
    axes: list[PlanNode] = field(default_factory=list)

    def by(self, day: date, hour: int = 10) -> By:
        """Return the coordinator acting on a day."""
        return By(self.coordinator, "", timezone.make_aware(datetime.combine(day, time(hour))))

    def sitting(self, body: str, on: date) -> Sitting:
        """Return a sitting of the story."""
        rows = Sitting.objects.of(self.convention).select_related("body", "convention")
        return rows.get(body__name=body, starts_at__date=on)


def tell_reviews(convention: Convention, users: Mapping[str, User]) -> None:
    """Tell both past cycles, validated before their minutes are approved, and the one under way."""
    persons = {row.full_name: row for row in Person.objects.of(convention.pk)}
    nodes = PlanNode.objects.of(convention).current().filter(rank=1).order_by("position")
    statuses = {row.label: row for row in Status.objects.filter(convention=convention)}
    teller = Teller(convention, users["coordinator"], statuses, persons, list(nodes))
    _first_months(teller)
    _last_year(teller)
    _under_way(teller)


def _first_months(teller: Teller) -> None:
    days = Days(date(2025, 5, 6), date(2025, 5, 14), date(2025, 5, 22), date(2025, 6, 19))
    towards = CycleDraft(
        CycleKind.TOWARDS,
        "Premiers mois 2025",
        date(2025, 1, 1),
        days.cotech,
        teller.sitting(COTECH, days.cotech),
        teller.sitting(COPIL, date(2025, 6, 19)),
    )
    cycle = open_cycle(teller.convention, towards, by=teller.by(date(2025, 4, 22)))
    told = Told(said.RESULTS_FIRST, said.FIRST_AXES, turn=6)
    _validate(teller, cycle, days, told)


def _last_year(teller: Teller) -> None:
    days = Days(date(2026, 5, 11), date(2026, 5, 18), date(2026, 6, 4))
    calendar = CycleDraft(
        CycleKind.CALENDAR,
        "Bilan 2025",
        date(2025, 1, 1),
        date(2025, 12, 31),
        teller.sitting(COTECH, days.cotech),
        teller.sitting(COPIL, date(2026, 12, 17)),
    )
    cycle = open_cycle(teller.convention, calendar, by=teller.by(date(2026, 4, 20)))
    _validate(teller, cycle, days, Told(said.RESULTS_2025, said.AXES))
    _correct(teller, cycle, days)


def _under_way(teller: Teller) -> None:
    calendar = CycleDraft(
        CycleKind.CALENDAR,
        "Bilan 2026",
        date(2026, 1, 1),
        date(2026, 12, 31),
        teller.sitting(COTECH, date(2026, 12, 3)),
        teller.sitting(COPIL, date(2026, 12, 17)),
    )
    cycle = open_cycle(teller.convention, calendar, by=teller.by(date(2026, 11, 2)))
    kept = []
    for rank, (action, result, value) in enumerate(_told(teller, said.RESULTS_2026)):
        to = UNDER_WAY[action.number]
        is_draft = to is ReviewState.DRAFT
        draft = _draft(teller, action, rank + 5, (result, value, date(2026, 11, 20)))
        state = ReviewState.DRAFT if is_draft else ReviewState.SUBMITTED
        review = _write(teller, Place(cycle, action), draft, (rank, date(2026, 11, 19), state))
        if to is ReviewState.SENT_BACK:
            send_back(review, said.SENT_BACK, by=teller.by(date(2026, 11, 23)))
        if to is ReviewState.KEPT:
            kept.append(review)
    keep_reviews(kept, by=teller.by(date(2026, 11, 24)))
    for number in NOTHING_NEW:
        row = Action.objects.of(teller.convention).current().filter(number=number).first()
        if row:
            row.convention = teller.convention
            speaker = Speaker(said.VOICES[0], teller.persons.get(said.VOICES[0]), Voice.LINK)
            by = By(None, BY_LINK, teller.by(date(2026, 11, 20)).at)
            say_nothing_new(Place(cycle, row), speaker, by=by)


def _validate(teller: Teller, cycle: ReviewCycle, days: Days, told: Told) -> None:
    """Take reviews all the way: written, kept, validated in the Cotech, shown to the Copil."""
    reviews = []
    for rank, (action, result, value) in enumerate(_told(teller, told.results)):
        draft = _draft(teller, action, rank + told.turn, (result, value, cycle.ends_on))
        place = (rank, days.written, ReviewState.SUBMITTED)
        reviews.append(_write(teller, Place(cycle, action), draft, place))
    for rank, (axis, result) in enumerate(zip(teller.axes, told.axes, strict=False)):
        draft = ReviewDraft(texts=_texts(result, rank + told.turn + 3))
        place = (rank + 1, days.written, ReviewState.SUBMITTED)
        reviews.append(_write(teller, Place(cycle, axis), draft, place))
    keep_reviews(reviews, by=teller.by(days.kept))
    cotech = teller.sitting(COTECH, days.cotech)
    validate_reviews(reviews, cotech, by=teller.by(days.cotech, 15))
    if days.copil:
        copil = teller.sitting(COPIL, days.copil)
        present_reviews(reviews, copil, by=teller.by(days.copil, 15))


def _correct(teller: Teller, cycle: ReviewCycle, days: Days) -> None:
    """Correct one figure, validated again in the same sitting: its second version says why."""
    number, result, value, why = said.CORRECTED
    review = Review.objects.select_related("action", "cycle").get(
        cycle=cycle, action__number=number
    )
    if review.action is None:
        return
    action = review.action
    action.convention = teller.convention
    cotech = teller.sitting(COTECH, days.cotech)
    correct_review(review, why, by=teller.by(days.cotech, 16))
    review.refresh_from_db()
    draft = _draft(teller, action, 1, (result, value, cycle.ends_on))
    told = (1, days.cotech, ReviewState.SUBMITTED)
    again = _write(teller, Place(cycle, action, review.version), draft, told, hour=16)
    keep_reviews([again], by=teller.by(days.cotech, 16))
    validate_reviews([again], cotech, by=teller.by(days.cotech, 17))


def _told(
    teller: Teller, results: Mapping[str, tuple[str, str]]
) -> Iterator[tuple[Action, str, str]]:
    """Return the actions that are told of, in the order of the plan."""
    rows = Action.objects.of(teller.convention).current().filter(number__in=results)
    for action in rows.select_related("status", "lead_person").order_by("position", "pk"):
        action.convention = teller.convention
        yield action, *results[action.number]


def _draft(teller: Teller, action: Action, rank: int, told: tuple[str, str, date]) -> ReviewDraft:
    result, value, on = told
    status, progress = _status(teller, action, on)
    names = indicator_names(action)
    figures = (Figure(names[0], value, "valeur fictive"),) if names and value else ()
    return ReviewDraft(status, progress, _texts(result, rank), figures=figures)


def _texts(result: str, rank: int) -> dict[str, str]:
    return {
        "results": result,
        "success_factors": said.FACTORS[rank % len(said.FACTORS)],
        "difficulties": said.DIFFICULTIES[rank % len(said.DIFFICULTIES)],
        "perspectives": said.PERSPECTIVES[rank % len(said.PERSPECTIVES)],
    }


def _status(teller: Teller, action: Action, on: date) -> tuple[Status | None, int | None]:
    """Return where the action stood on a day, as the story of the plan tells it."""
    past = [event for event in EVENTS if event.number == action.number and event.on <= on]
    if on >= timezone.localdate() or not [e for e in EVENTS if e.number == action.number]:
        return action.status, action.progress
    if not past:
        return teller.statuses.get(NOT_STARTED), None
    given = [event.progress for event in past if event.progress is not None]
    return teller.statuses[past[-1].status], given[-1] if given else None


def _write(
    teller: Teller,
    place: Place,
    draft: ReviewDraft,
    told: tuple[int, date, ReviewState],
    hour: int = 10,
) -> Review:
    """Write a review: most by a personal link, one in four said on the phone."""
    rank, on, to = told
    name = said.VOICES[rank % len(said.VOICES)]
    at = teller.by(on, hour)
    is_phone = rank % 4 == 1
    speaker = Speaker(name, teller.persons.get(name), Voice.PHONE if is_phone else Voice.LINK)
    by = at if is_phone else By(None, BY_LINK, at.at)
    return write_review(place, draft, speaker, to=to, by=by)
