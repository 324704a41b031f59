"""Rows of the reviews for tests, made by the operations that people use."""

from datetime import date

from gouvernail.reviews.models import CycleKind
from gouvernail.reviews.operations.circuit import keep_reviews, validate_reviews
from gouvernail.reviews.operations.cycles import CycleDraft, open_cycle
from gouvernail.reviews.operations.writing import Place, ReviewDraft, Speaker, write_review
from gouvernail.rules.adjustments import BodyPart
from gouvernail.rules.reviews import ReviewState
from gouvernail.rules.sittings import SittingState
from tests.factories import nobody
from tests.governance.factories import make_body, make_sitting

HELD_ON = date(2026, 6, 4)


def make_cycle(convention, title="Bilan 2025", year=2025, **details):
    """Make a cycle over a calendar year."""
    draft = CycleDraft(CycleKind.CALENDAR, title, date(year, 1, 1), date(year, 12, 31), **details)
    return open_cycle(convention, draft, by=nobody())


def make_cotech(convention, on=HELD_ON, state=SittingState.HELD):
    """Make a sitting of the body that examines, held unless said otherwise."""
    body = make_body(convention, "Comité technique", part=BodyPart.EXAMINES.value)
    return make_sitting(body, on, state)


def make_copil(convention, on=date(2026, 9, 24), state=SittingState.HELD):
    """Make a sitting of the body that decides."""
    body = make_body(convention, "Comité de pilotage", part=BodyPart.DECIDES.value)
    return make_sitting(body, on, state)


def make_review(cycle, target, to=ReviewState.SUBMITTED, seen=0, by=None, **texts):
    """Write a review; without texts it says a result."""
    told = texts or {"results": f"Résultat de {target}"}
    details = {key: told.pop(key) for key in ("status", "progress", "figures") if key in told}
    draft = ReviewDraft(texts=told, **details)
    place = Place(cycle, target, seen)
    return write_review(place, draft, Speaker("Camille Exemple"), to=to, by=by or nobody())


def make_validated(cycle, target, cotech, **texts):
    """Take a review all the way to its validation."""
    review = make_review(cycle, target, **texts)
    keep_reviews([review], by=nobody())
    [validated] = validate_reviews([review], cotech, by=nobody())
    return validated
