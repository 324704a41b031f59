"""Cycles on the pages: proposed, opened, changed, and what the Copil was shown."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from gouvernail.conventions.models import Convention
from gouvernail.reviews.models import ReviewCycle
from gouvernail.rules.roles import Role
from gouvernail.rules.sittings import SittingState
from tests.factories import make_action, make_convention, make_member, reload
from tests.governance.factories import make_sitting
from tests.reviews.factories import make_copil, make_cotech, make_cycle, make_validated

pytestmark = pytest.mark.django_db


@pytest.fixture
def convention():
    convention = make_convention()
    Convention.objects.filter(pk=convention.pk).update(starts_on=date(2025, 1, 1))
    return reload(convention)


@pytest.fixture
def team(client, convention):
    client.force_login(make_member(convention, Role.CAF).user)
    return client


def address(name, convention, *arguments):
    return reverse(f"reviews:{name}", args=[convention.slug, *arguments])


def test_a_convention_without_a_cycle_is_told_what_to_do(team, convention):
    page = team.get(address("home", convention)).content.decode()
    assert "Aucun cycle n’est ouvert" in page
    assert address("create_cycle", convention) in page


def test_a_proposal_fills_the_form_and_opens_the_cycle(team, convention):
    cotech = make_cotech(convention, date(2099, 6, 4), SittingState.CONVENED)
    page = team.get(address("create_cycle", convention))
    proposals = {one.title: one for one in page.context["proposals"]}
    towards = proposals["Vers la séance du 4 juin 2099 (Comité technique)"]
    form = team.get(f"{address('create_cycle', convention)}?{towards.query}").context["form"]
    sent = {name: form[name].value() for name in form.fields}
    assert sent["cotech"] == str(cotech.pk)
    team.post(address("create_cycle", convention), sent)
    cycle = ReviewCycle.objects.get()
    assert (cycle.kind, cycle.cotech, cycle.ends_on) == ("towards", cotech, date(2099, 6, 4))


def test_a_title_that_is_taken_is_refused_and_no_longer_proposed(team, convention):
    year = timezone.localdate().year
    make_cycle(convention, f"Bilan {year}", year)
    page = team.get(address("create_cycle", convention))
    assert f"Bilan {year}" not in {one.title for one in page.context["proposals"]}
    sent = {
        "version": 1,
        "kind": "calendar",
        "title": f"Bilan {year}",
        "starts_on": "2026-01-01",
        "ends_on": "2026-12-31",
    }
    answer = team.post(address("create_cycle", convention), sent)
    assert "Un autre cycle porte déjà ce titre" in answer.content.decode()
    assert ReviewCycle.objects.count() == 1


def test_the_copil_is_shown_what_is_validated_and_not_shown_yet(team, convention):
    action = make_action(convention, "Ouvrir un relais", number="1.1")
    cycle = make_cycle(convention)
    review = make_validated(cycle, action, make_cotech(convention))
    assert "Aucune séance du comité de pilotage" in (
        team.get(address("present", convention, cycle.pk)).content.decode()
    )
    copil = make_copil(convention, on=timezone.localdate())
    early = make_sitting(copil.body, date(2026, 6, 3), SittingState.HELD)
    page = address("present", convention, cycle.pk)
    seen = f"{review.pk}:{reload(review).version}"
    refused = team.post(page, {"seance": early.pk, "bilans": seen})
    assert "validé après cette séance" in refused.content.decode()
    team.post(page, {"seance": copil.pk, "bilans": seen})
    assert reload(review).state == "presented"
    assert "attend d’être présenté" in (
        team.get(address("present", convention, cycle.pk)).content.decode()
    )
