"""What was validated of a year: nothing new erases nothing; a sitting of January tells the past."""

from datetime import date

import pytest

from gouvernail.action_plan.models import Action
from gouvernail.reviews.models import CycleKind
from gouvernail.reviews.operations.circuit import keep_reviews, validate_reviews
from gouvernail.reviews.operations.cycles import CycleDraft, open_cycle
from gouvernail.reviews.operations.writing import Place, Speaker, say_nothing_new
from gouvernail.reviews.queries.frozen import validated_reviews
from gouvernail.rules.periods import Period
from tests.factories import make_action, make_convention, nobody
from tests.reviews.factories import make_cotech, make_cycle, make_validated

YEAR = Period(date(2025, 1, 1), date(2025, 12, 31))


@pytest.fixture
def action(db):
    return make_action(make_convention("CTG d’essai", "essai"), "Relais", "en cours", number="1.1")


def towards(convention, start, end):
    draft = CycleDraft(CycleKind.TOWARDS, f"Vers le {end}", start, end)
    return open_cycle(convention, draft, by=nobody())


def nothing_new(cycle, action, cotech):
    fresh = Action.objects.get(pk=action.pk)
    review = say_nothing_new(Place(cycle, fresh), Speaker("Camille Exemple"), by=nobody())
    keep_reviews([review], by=nobody())
    validate_reviews([review], cotech, by=nobody())


def test_nothing_new_in_a_later_cycle_keeps_the_words_of_the_year(action):
    convention = action.convention
    cotech = make_cotech(convention)
    first = towards(convention, date(2025, 1, 1), date(2025, 6, 30))
    make_validated(first, action, cotech, results="Vingt familles.")
    nothing_new(make_cycle(convention), action, cotech)
    [words] = validated_reviews(convention, YEAR)
    assert words.texts["results"] == "Vingt familles."
    assert (words.nothing_new, words.status) == (True, "en cours")


def test_nothing_new_alone_is_what_the_year_says(action):
    nothing_new(make_cycle(action.convention), action, make_cotech(action.convention))
    [words] = validated_reviews(action.convention, YEAR)
    assert words.nothing_new


def test_the_cotech_of_january_speaks_of_the_year_before(action):
    cycle = towards(action.convention, date(2025, 2, 1), date(2026, 1, 22))
    make_validated(cycle, action, make_cotech(action.convention), results="Vingt familles.")
    [words] = validated_reviews(action.convention, YEAR)
    assert words.texts["results"] == "Vingt familles."
    later = Period(date(2026, 1, 1), date(2026, 12, 31))
    assert validated_reviews(action.convention, later) == []
