"""Reviews from the first word to the Copil: each step is signed, what is frozen never changes."""

from dataclasses import replace
from datetime import date

import pytest
from django.utils import timezone

from gouvernail.action_plan.drafts import draft_of
from gouvernail.action_plan.models import Action
from gouvernail.action_plan.operations import change_action
from gouvernail.common.errors import EditConflict, Refusal
from gouvernail.reviews.models import FrozenReview, Review
from gouvernail.reviews.operations.circuit import (
    correct_review,
    keep_reviews,
    present_reviews,
    send_back,
    validate_reviews,
)
from gouvernail.reviews.operations.writing import Figure, Place, Speaker, say_nothing_new
from gouvernail.reviews.queries.frozen import validated_reviews
from gouvernail.rules.minutes import digest_of_content
from gouvernail.rules.reviews import ReviewState
from gouvernail.rules.sittings import SittingState
from tests.factories import make_action, make_convention, make_node, nobody, reload, status_of
from tests.reviews.factories import (
    HELD_ON,
    make_copil,
    make_cotech,
    make_cycle,
    make_review,
    make_validated,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def convention():
    return make_convention()


@pytest.fixture
def cycle(convention):
    return make_cycle(convention)


@pytest.fixture
def action(convention):
    return make_action(convention, "Ouvrir un relais", number="1.1", status="à engager")


def test_a_draft_is_taken_up_and_submitted(cycle, action):
    draft = make_review(cycle, action, to=ReviewState.DRAFT, results="Deux réunions.")
    review = make_review(cycle, action, seen=draft.version, results="Trois réunions.")
    assert (review.pk, review.state, review.results) == (draft.pk, "submitted", "Trois réunions.")
    assert [step.state for step in review.steps.order_by("pk")] == ["draft", "submitted"]


def test_two_writers_never_erase_each_other(cycle, action):
    make_review(cycle, action, results="De l’une")
    with pytest.raises(EditConflict):
        make_review(cycle, action, results="De l’autre")
    assert Review.objects.get().results == "De l’une"


def test_an_empty_review_is_not_submitted(cycle, action):
    with pytest.raises(Refusal, match="rien de nouveau"):
        make_review(cycle, action, results="  ")
    assert not Review.objects.exists()


def test_nothing_new_is_one_gesture_and_keeps_the_state_of_the_action(cycle, action):
    review = say_nothing_new(Place(cycle, action), Speaker("Camille Exemple"), by=nobody())
    assert (review.nothing_new, str(review.status)) == (True, "à engager")


def test_the_plan_says_what_is_kept_and_not_before(convention, cycle, action):
    running = status_of(convention, "en cours")
    review = make_review(cycle, action, status=running, progress=40, results="Ouvert en mai.")
    assert str(reload(action).status) == "à engager"
    keep_reviews([review], by=nobody())
    kept = reload(action)
    assert (str(kept.status), kept.progress, reload(review).state) == ("en cours", 40, "kept")


def change_status(action, status, at):
    fresh = Action.objects.get(pk=action.pk)
    told = replace(draft_of(fresh), status=status)
    change_action(fresh, told, version=fresh.version, by=replace(nobody(), at=at))


def test_later_news_of_the_sheet_stay_when_an_older_review_is_kept(convention, cycle, action):
    done = status_of(convention, "réalisée")
    running = status_of(convention, "en cours")
    said = make_review(cycle, action, status=running, results="Ouvert.")
    silent = say_nothing_new(
        Place(make_cycle(convention, "Bilan 2024", 2024), action), Speaker("Camille"), by=nobody()
    )
    change_status(action, done, timezone.now())
    keep_reviews([said], by=nobody())
    keep_reviews([silent], by=nobody())
    assert str(reload(action).status) == "réalisée"


def test_a_correction_of_a_past_review_leaves_the_plan(convention, cycle, action):
    running = status_of(convention, "en cours")
    review = make_validated(cycle, action, make_cotech(convention), status=running, results="12")
    change_status(action, status_of(convention, "réalisée"), timezone.now())
    correct_review(review, "Le chiffre était celui de 2024", by=nobody())
    again = make_review(
        cycle, action, seen=reload(review).version, status=running, progress=50, results="15"
    )
    keep_reviews([again], by=nobody())
    assert (str(reload(action).status), reload(action).progress) == ("réalisée", None)


def test_a_status_corrected_once_kept_reaches_the_plan(convention, cycle, action):
    running = status_of(convention, "en cours")
    review = make_review(cycle, action, status=running, results="Ouvert.")
    keep_reviews([review], by=nobody())
    seen, done = reload(review).version, status_of(convention, "réalisée")
    make_review(cycle, action, to=ReviewState.KEPT, seen=seen, status=done, results="Ouvert.")
    assert str(reload(action).status) == "réalisée"
    change_status(action, status_of(convention, "à engager"), timezone.now())
    make_review(cycle, action, to=ReviewState.KEPT, seen=seen + 1, status=done, results="Ouvert !")
    assert str(reload(action).status) == "à engager"


def test_only_what_was_validated_is_corrected(cycle, action):
    review = make_review(cycle, action)
    send_back(review, "Combien de familles ?", by=nobody())
    with pytest.raises(Refusal, match="n’en est plus là"):
        correct_review(review, "Une faute", by=nobody())


def test_a_review_is_validated_on_the_day_of_its_sitting(convention, cycle, action):
    make_validated(cycle, action, make_cotech(convention))
    assert validated_reviews(convention)[0].validated_on == HELD_ON
    between = make_copil(convention, on=date(2026, 6, 5))
    present_reviews(Review.objects.all(), between, by=nobody())
    assert Review.objects.get().state == "presented"


def test_a_review_sent_back_says_why_and_is_written_again(cycle, action):
    review = make_review(cycle, action)
    with pytest.raises(Refusal, match="pourquoi"):
        send_back(review, " ", by=nobody())
    send_back(review, "Combien de familles ?", by=nobody())
    assert review.steps.get(state="sent_back").words == "Combien de familles ?"
    again = make_review(cycle, action, seen=reload(review).version, results="12 familles")
    assert again.state == "submitted"


def test_what_was_given_of_an_indicator_survives_its_new_name(cycle, action):
    before = (Figure("Familles reçues", "12"), Figure("Ateliers", "3"))
    review = make_review(cycle, action, results="Ouvert.", figures=before)
    after = (Figure("Familles accueillies", "14"), Figure("Ateliers", ""))
    make_review(cycle, action, seen=review.version, results="Ouvert.", figures=after)
    kept = dict(review.figures.values_list("indicator", "value"))
    assert kept == {"Familles reçues": "12", "Familles accueillies": "14"}


def test_what_the_cotech_validates_is_frozen_and_told_in_its_minutes(convention, cycle, action):
    cotech = make_cotech(convention)
    figures = (Figure("Familles reçues", "12"),)
    review = make_validated(cycle, action, cotech, results="Ouvert.", figures=figures)
    frozen = FrozenReview.objects.get()
    assert digest_of_content(frozen.content) == frozen.digest
    [item] = cotech.items.all()
    assert (item.title, item.minutes) == (
        "Bilans à valider",
        "Bilan validé : 1.1 Ouvrir un relais.",
    )
    [words] = validated_reviews(convention)
    assert (words.full_title, words.texts["results"]) == ("1.1 Ouvrir un relais", "Ouvert.")
    assert words.figures[0].value == "12"
    with pytest.raises(Refusal, match="validé"):
        make_review(cycle, action, seen=review.version, results="Autre chose")


def test_several_are_validated_at_once_or_none(convention, cycle, action):
    cotech = make_cotech(convention)
    kept = make_review(cycle, action)
    keep_reviews([kept], by=nobody())
    other = make_review(cycle, make_action(convention, "Autre", number="1.2"))
    with pytest.raises(Refusal, match="n’en est plus là"):
        validate_reviews([kept, other], cotech, by=nobody())
    assert not FrozenReview.objects.exists()
    assert reload(kept).state == "kept"


def test_a_sitting_to_come_validates_nothing_yet(convention, cycle, action):
    coming = make_cotech(convention, timezone.localdate(), SittingState.APPROVED)
    review = make_review(cycle, action)
    keep_reviews([review], by=nobody())
    with pytest.raises(Refusal, match="approuvé"):
        validate_reviews([review], coming, by=nobody())


def test_a_correction_is_a_new_version_that_says_so(convention, cycle, action):
    cotech = make_cotech(convention)
    review = make_validated(cycle, action, cotech, results="12 familles")
    with pytest.raises(Refusal, match="pourquoi"):
        correct_review(review, "", by=nobody())
    correct_review(review, "Le chiffre était celui de 2024", by=nobody())
    [still] = validated_reviews(convention)
    assert (still.version, still.texts["results"]) == (1, "12 familles")
    again = make_review(cycle, action, seen=reload(review).version, results="15 familles")
    keep_reviews([again], by=nobody())
    validate_reviews([again], cotech, by=nobody())
    [words] = validated_reviews(convention)
    assert (words.version, words.texts["results"]) == (2, "15 familles")
    assert words.correction == "Le chiffre était celui de 2024"
    first = FrozenReview.objects.get(number=1)
    assert FrozenReview.objects.get(number=2).content["corrects"] == first.digest


def test_the_copil_is_shown_what_was_validated_before(convention, cycle, action):
    review = make_validated(cycle, action, make_cotech(convention))
    copil = make_copil(convention, on=timezone.localdate())
    [shown] = present_reviews([review], copil, by=nobody())
    assert (shown.state, shown.steps.get(state="presented").sitting) == ("presented", copil)
    assert validated_reviews(convention)[0].is_presented


def test_nodes_have_their_own_review(convention, cycle):
    axis = make_node(convention, "1 Accueillir")
    make_validated(cycle, axis, make_cotech(convention), perspectives="Étendre à Fos.")
    [words] = validated_reviews(convention, cycle=cycle)
    assert (words.node_id, words.axis_id, words.title) == (axis.pk, axis.pk, "1 Accueillir")
