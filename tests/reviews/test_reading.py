"""The reading of a Cotech, what it writes, and what other pages say of the reviews that wait."""

from datetime import date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from gouvernail.governance.queries.agenda import proposed_items
from gouvernail.reviews.models import FrozenReview
from gouvernail.reviews.operations.circuit import correct_review, keep_reviews, present_reviews
from gouvernail.rules.roles import Role
from gouvernail.rules.sittings import SittingState
from tests.factories import make_action, make_convention, make_member, make_node, nobody, reload
from tests.governance.factories import make_sitting
from tests.reviews.factories import (
    make_copil,
    make_cotech,
    make_cycle,
    make_review,
    make_validated,
)

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate
SOON = timedelta(days=7)


@pytest.fixture
def convention():
    return make_convention()


@pytest.fixture
def axes(convention):
    return [make_node(convention, "1 Accueillir"), make_node(convention, "2 Soutenir")]


@pytest.fixture
def cotech(convention):
    return make_cotech(convention, TODAY(), SittingState.CONVENED)


@pytest.fixture
def cycle(convention, cotech):
    return make_cycle(convention, cotech=cotech)


@pytest.fixture
def kept(convention, axes, cycle):
    """Three reviews that are kept, two of the first axis, in the order of the plan."""
    places = [("1.1", axes[0]), ("1.2", axes[0]), ("2.1", axes[1])]
    rows = [
        make_review(cycle, make_action(convention, f"Action {number}", number=number, node=axis))
        for number, axis in places
    ]
    return keep_reviews(rows, by=nobody())


@pytest.fixture
def team(client, convention):
    client.force_login(make_member(convention, Role.CAF).user)
    return client


def read(client, cycle, **asked):
    return client.get(reverse("reviews:reading", args=[cycle.convention.slug, cycle.pk]), asked)


def validate(client, cycle, rows, sitting, **more):
    path = reverse("reviews:validate", args=[cycle.convention.slug, cycle.pk])
    seen = [f"{row.pk}:{row.version}" for row in rows]
    return client.post(path, {"bilans": seen, "seance": sitting.pk, **more}, follow=True)


def test_an_axis_is_read_with_what_is_kept_and_what_is_not(team, convention, axes, cycle, kept):
    make_review(cycle, make_action(convention, "Pas retenue", number="1.3", node=axes[0]))
    page = read(team, cycle, axe=axes[0].pk).context["page"]
    assert [item.line.number for item in page.items] == ["1.1", "1.2"]
    assert [line.title for line in page.absent] == ["1 Accueillir", "Pas retenue"]
    assert (page.previous, page.following.title) == (None, "2 Soutenir")


def test_one_is_validated_then_the_whole_axis_and_the_minutes_say_so(team, cycle, kept, cotech):
    validate(team, cycle, kept[:1], cotech)
    assert [reload(row).state for row in kept] == ["validated", "kept", "kept"]
    answer = validate(team, cycle, kept[1:], cotech)
    assert "2 bilans validés et figés" in answer.content.decode()
    [item] = cotech.items.all()
    assert item.minutes.splitlines() == [
        "Bilan validé : 1.1 Action 1.1.",
        "Bilan validé : 1.2 Action 1.2.",
        "Bilan validé : 2.1 Action 2.1.",
    ]
    sitting = reload(cotech)
    assert (sitting.validates_elements, sitting.version) == (True, cotech.version)


def test_what_changed_since_it_was_read_is_not_validated(team, cycle, kept, cotech):
    stale = kept[0]
    stale.version -= 1
    answer = validate(team, cycle, [stale, kept[1]], cotech)
    assert "1 bilan a changé depuis votre lecture" in answer.content.decode()
    assert [reload(row).state for row in kept[:2]] == ["kept", "validated"]


def test_a_sitting_to_come_is_read_and_validates_nothing(team, convention, cycle, kept, cotech):
    type(cotech).objects.filter(pk=cotech.pk).update(starts_at=timezone.now() + SOON)
    page = read(team, cycle).content.decode()
    assert "Aucune séance ne peut valider aujourd’hui" in page
    assert "Valider tout l’axe" not in page
    answer = validate(team, cycle, kept, cotech)
    assert "celle-ci ne le peut pas" in answer.content.decode()
    assert not FrozenReview.objects.exists()


def test_a_territory_without_cotech_validates_in_its_copil(team, convention):
    copil = make_copil(convention, TODAY())
    cycle = make_cycle(convention)
    review = make_review(cycle, make_action(convention, "Action"))
    keep_reviews([review], by=nobody())
    review = reload(review)
    assert read(team, cycle).context["sitting"] == copil
    validate(team, cycle, [review], copil)
    assert reload(review).state == "validated"


def test_reading_costs_the_same_whatever_is_read(
    team, convention, axes, cycle, kept, django_assert_max_num_queries
):
    read(team, cycle)
    rows = [
        make_review(cycle, make_action(convention, f"De plus {rank}", node=axes[0]))
        for rank in range(20)
    ]
    keep_reviews(rows, by=nobody())
    with django_assert_max_num_queries(12):
        read(team, cycle)


def test_the_body_that_validates_is_proposed_the_point(convention, cycle, kept, cotech):
    found = {item.title: item for item in proposed_items(cotech, TODAY())}
    point = found["Bilans à valider"]
    assert point.why == "3 bilans retenus"
    assert point.action_ids == tuple(row.action_id for row in kept)
    copil = make_copil(convention, TODAY() + SOON, SittingState.PREPARING)
    assert "Bilans à valider" not in {item.title for item in proposed_items(copil, TODAY())}


def sitting_page(client, sitting):
    path = reverse("governance:sitting", args=[sitting.convention.slug, sitting.pk])
    return client.get(path).content.decode()


def test_the_page_of_a_cotech_leads_to_its_reading(team, cycle, kept, cotech):
    page = sitting_page(team, cotech)
    assert "3 bilans à valider" in page
    assert f"{reverse('reviews:reading', args=[cycle.convention.slug, cycle.pk])}?seance=" in page


def test_a_copil_dated_before_the_validation_is_told_so(team, convention, cotech):
    copil = make_copil(convention, TODAY() + SOON, SittingState.PREPARING)
    cycle = make_cycle(convention, cotech=cotech, copil=copil)
    assert "Aucun bilan n’est encore validé par le Cotech" in sitting_page(team, copil)
    make_validated(cycle, make_action(convention, "Première", number="1"), cotech)
    other = make_review(cycle, make_action(convention, "Seconde", number="2"))
    keep_reviews([other], by=nobody())
    page = sitting_page(team, copil)
    assert "1 bilan validé par le Cotech" in page
    assert "1 bilan retenu attend sa validation" in page


def test_the_home_page_says_how_many_wait_to_be_kept(team, convention):
    home = reverse("steering:today", args=[convention.slug])
    cycle = make_cycle(convention, year=2025)
    make_review(cycle, make_action(convention, "Action"))
    assert "Lire 1 bilan transmis" in team.get(home).content.decode()


def test_a_cycle_whose_reviews_are_all_shown_leaves_the_home_page(team, convention, cotech):
    cycle = make_cycle(convention, year=2025)
    review = make_validated(cycle, make_action(convention, "Action"), cotech)
    home = reverse("steering:today", args=[convention.slug])
    assert team.get(home).context["page"].reviews.validated == 1
    present_reviews([review], make_copil(convention, TODAY()), by=nobody())
    assert team.get(home).context["page"].reviews is None


def test_a_past_story_never_takes_the_plan_back(convention, cycle):
    action = make_action(convention, "Action", "en cours")
    before = timezone.make_aware(datetime(2025, 5, 1))  # noqa: DTZ001 - made aware
    review = make_review(cycle, action, by=nobody(at=before))
    keep_reviews([review], by=nobody(at=before))
    assert reload(action).updated_at.date() > date(2025, 5, 1)


def test_the_last_cycle_stands_beside_what_is_read(team, convention, axes, cycle, kept, cotech):
    action = kept[0].action
    for title, year, words in (("Bilan 2023", 2023, "Bien avant"), ("Bilan 2024", 2024, "Avant")):
        held = make_sitting(cotech.body, date(year + 1, 6, 4), SittingState.HELD)
        make_validated(make_cycle(convention, title, year), action, held, results=words)
    coming = make_cycle(convention, "Bilan 2026", 2026)
    make_validated(coming, action, cotech, results="Bien après")
    answer = read(team, cycle, axe=axes[0].pk)
    first, second = answer.context["page"].items
    [told, *_] = first.texts
    assert (told.text, told.former) == (f"Résultat de {action}", "Avant")
    assert first.former.cycle == "Bilan 2024"
    assert second.former is None
    assert '<p class="read-when">Bilan 2024</p>' in answer.text
    assert "Bien avant" not in answer.text
    assert "Bien après" not in answer.text


def test_the_last_cycle_is_told_as_it_was_validated(team, convention, axes, cycle, kept, cotech):
    before = make_cycle(convention, "Bilan 2024", 2024)
    review = make_validated(before, kept[0].action, cotech, results="Validé")
    correct_review(review, "Le chiffre a changé", by=nobody())
    type(review).objects.filter(pk=review.pk).update(results="Pas encore validé")
    page = read(team, cycle, axe=axes[0].pk).text
    assert "Validé" in page
    assert "Pas encore validé" not in page
