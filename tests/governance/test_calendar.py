"""The calendar: a year against the rhythms, a month with its days off, a list."""

from datetime import UTC, date, datetime
from html import unescape

import pytest
import time_machine
from django.urls import reverse

from gouvernail.conventions.operations import set_perimeter
from gouvernail.governance.closed_days import day_off
from gouvernail.governance.forms.calendar import View, asked_calendar
from gouvernail.governance.queries.calendar import (
    calendar_bodies,
    month_weeks,
    sittings_in,
    year_rows,
)
from gouvernail.rules.roles import Role
from gouvernail.rules.sittings import SittingState
from tests.factories import load_communes, make_convention, make_member, make_user, nobody
from tests.governance.factories import make_body, make_obligation, make_sitting

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
TODAY = date(2026, 11, 24)
HELD, CANCELLED = SittingState.HELD, SittingState.CANCELLED
pytestmark = pytest.mark.usefixtures("frozen")


@pytest.fixture
def frozen():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def convention(db):
    return make_convention("CTG d’essai", "essai")


@pytest.fixture
def copil(convention):
    return make_body(convention)


@pytest.fixture
def signed_in(client, convention):
    user = make_user("Awa Coordonne")
    make_member(convention, Role.COORDINATOR, user=user)
    client.force_login(user)
    return client


def shown(client, query=""):
    answer = client.get(reverse("governance:calendar", args=["essai"]) + query)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def rows_of(convention, year=2026):
    sittings = sittings_in(convention, date(year, 1, 1), None)
    return year_rows(convention, year, calendar_bodies(convention), sittings)


def test_a_year_counts_each_body_against_its_rhythm(convention, copil):
    make_obligation(convention, copil, "De 1 à 2 fois par an.", at_least=1, at_most=2)
    make_sitting(copil, date(2026, 6, 4), HELD)
    (row,) = rows_of(convention)
    assert [rhythm.words for rhythm in row.rhythms] == ["1 sur 1 à 2"]
    assert [len(cell.sittings) for cell in row.cells] == [0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0]


def test_a_cancelled_sitting_is_seen_and_does_not_count(convention, copil):
    make_obligation(convention, copil)
    make_sitting(copil, date(2026, 9, 24), CANCELLED)
    (row,) = rows_of(convention)
    assert len(row.cells[8].sittings) == 1
    assert row.rhythms[0].words == "0 sur 1 au moins"


def test_the_month_by_whose_end_a_sitting_is_owed_says_so(convention, copil, signed_in):
    make_obligation(convention, copil)
    (row,) = rows_of(convention)
    assert [cell.month.month for cell in row.cells if cell.due_on] == [12]
    page = shown(signed_in)
    assert f"ajouter/?instance={copil.pk}" in page
    assert "dater une séance avant ce jour" in page


def test_a_stretch_gone_by_without_a_sitting_is_told_in_its_last_month(convention, copil):
    make_obligation(convention, copil, "Tous les deux mois.", per_months=2)
    for month in (2, 3, 5, 9, 11):
        make_sitting(copil, date(2026, month, 12), HELD)
    (row,) = rows_of(convention)
    assert [cell.month.month for cell in row.cells if cell.is_missed] == [8]


def test_a_sitting_just_before_midnight_on_new_year_s_eve_stays_in_its_year(convention, copil):
    late = make_sitting(copil)
    late.starts_at = datetime(2026, 12, 31, 22, 30, tzinfo=UTC)
    late.save()
    assert sittings_in(convention, date(2026, 1, 1), None) == [late]
    assert sittings_in(convention, date(2027, 1, 1), None) == []


def test_a_month_marks_public_and_school_holidays_of_the_zone(convention):
    load_communes()
    set_perimeter(convention, ["13047"], by=nobody())
    days = {
        cell.on: cell for week in month_weeks(convention, date(2026, 11, 1), []) for cell in week
    }
    assert days[date(2026, 11, 11)].off.holiday == "Armistice"
    assert days[date(2026, 10, 30)].is_outside
    assert day_off(date(2026, 12, 28), "B").school == "Vacances de Noël"
    assert day_off(date(2026, 7, 14), "B").holiday == "Fête nationale"
    assert day_off(date(2026, 11, 24), "B").school == ""


def test_a_month_begins_its_weeks_on_monday_and_marks_today(signed_in, copil):
    make_sitting(copil, TODAY, place="Mairie")
    page = shown(signed_in, "?vue=mois&mois=2026-11")
    assert page.index(">lundi<") < page.index(">dimanche<")
    assert page.count('aria-current="date"') == 1
    assert "Armistice" in page
    assert 'Calendrier <span class="count">(1)</span>' in page


def test_the_calendar_keeps_one_body_in_every_view(signed_in, convention, copil):
    other = make_body(convention, "Comité technique")
    make_sitting(copil, date(2026, 6, 4), HELD, title="Bilan du pilotage")
    make_sitting(other, date(2026, 6, 5), HELD, title="Travaux du technique")
    page = shown(signed_in, f"?vue=liste&instance={other.pk}")
    assert "Travaux du technique" in page
    assert "Bilan du pilotage" not in page
    assert f"vue=annee&annee=2026&instance={other.pk}" in page
    assert f"vue=mois&mois=2026-11&instance={other.pk}" in page


def test_a_body_of_another_convention_filters_nothing(signed_in, copil):
    stranger = make_body(make_convention("Autre", "autre"), "Comité d’ailleurs")
    make_sitting(copil, date(2026, 6, 4), HELD, title="Bilan")
    page = shown(signed_in, f"?vue=liste&instance={stranger.pk}")
    assert "Bilan" in page
    assert "Comité d’ailleurs" not in page


def test_a_body_that_meets_no_more_is_shown_in_the_years_it_met(convention, copil):
    copil.closed_on = date(2026, 3, 1)
    copil.save()
    make_sitting(copil, date(2026, 2, 4), HELD)
    assert len(rows_of(convention, 2026)) == 1
    assert rows_of(convention, 2027) == ()


@pytest.mark.parametrize(
    ("query", "view", "month"),
    [
        ({}, View.YEAR, date(2026, 11, 1)),
        ({"annee": "2025"}, View.YEAR, date(2025, 1, 1)),
        ({"annee": "99999", "vue": "trombinoscope"}, View.YEAR, date(2026, 11, 1)),
        ({"vue": "mois", "mois": "2027-02"}, View.MONTH, date(2027, 2, 1)),
        ({"vue": "mois", "mois": "2027-13"}, View.MONTH, date(2026, 11, 1)),
        ({"vue": "mois", "mois": "1500-01", "instance": "²"}, View.MONTH, date(2026, 11, 1)),
    ],
)
def test_an_address_that_makes_no_sense_shows_today(query, view, month):
    asked = asked_calendar(query, TODAY)
    assert (asked.view, asked.month, asked.body_id) == (view, month, None)


def test_one_goes_from_month_to_month_up_to_the_ends_of_the_calendar():
    first = asked_calendar({"vue": "mois", "mois": "2000-01"}, TODAY)
    assert first.around()[0] is None
    january = asked_calendar({"vue": "mois", "mois": "2027-01"}, TODAY)
    assert [one.query for one in january.around()] == [
        "?vue=mois&mois=2026-12",
        "?vue=mois&mois=2027-02",
    ]


def test_an_empty_calendar_says_what_to_do(signed_in, convention):
    assert "ajoutez-en une" in shown(signed_in)
    assert "Aucune séance en 2026" in shown(signed_in, "?vue=liste")
    assert "Aucune séance en novembre 2026" in shown(signed_in, "?vue=mois")


@pytest.mark.parametrize("query", ["", "?vue=mois", "?vue=liste"])
def test_queries_do_not_grow_with_sittings(
    query, signed_in, convention, django_assert_max_num_queries
):
    for number in range(6):
        body = make_body(convention, f"Commission {number}")
        make_obligation(convention, body)
        for month in range(1, 12):
            make_sitting(body, date(2026, month, 10 + number), HELD)
    with django_assert_max_num_queries(11):
        shown(signed_in, query)
