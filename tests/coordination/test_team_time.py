"""The time of the team: sums of a year and of a month, where nobody is read."""

from datetime import date

import pytest
from django.urls import reverse

from gouvernail.coordination.queries.team_time import team_page
from tests.coordination.test_log import EARLY_CHILDHOOD, TODAY, make_colleague, note, theme

pytestmark = pytest.mark.django_db

MARCH, APRIL = date(2026, 3, 10), date(2026, 4, 10)


def test_the_sums_of_the_team_hide_whom_they_would_tell(convention, awa, luc):
    third = make_colleague(convention)
    note(convention, awa, 60)
    note(convention, luc, 30)
    page = team_page(convention, awa, 2026, TODAY)
    assert (page.hides, page.team, page.own) == (True, 0, 60)
    assert [(line.team, line.own) for line in page.by_theme.lines] == [(None, 60)]
    note(convention, third, 15)
    page = team_page(convention, awa, 2026, TODAY)
    assert (page.hides, page.team, page.own) == (False, 105, 60)
    assert (page.annual_hours, str(page.full_time)) == (1607, "0.00")


def test_a_line_that_one_person_made_is_told_with_others(convention, awa, luc, client):
    early, young = theme(convention).pk, theme(convention, "Enfance / jeunesse").pk
    for user in (awa, luc, make_colleague(convention)):
        note(convention, user, 30)
        note(convention, user, 20, theme_id=young)
    note(convention, luc, 45, theme_id=early)
    lines = {
        line.label: line.team for line in team_page(convention, awa, 2026, TODAY).by_theme.lines
    }
    # Alone, what is left of the total would give the time of Luc back.
    assert len(lines) == 2
    assert "Autres thèmes, réunis" in lines
    assert EARLY_CHILDHOOD not in lines
    assert sum(lines.values()) == 195
    client.force_login(awa)
    page = client.get(reverse("coordination:team", args=[convention.slug]), {"annee": 2026})
    assert "1\u202f607\u202fh par an" in page.content.decode().replace(" h par", "\u202fh par")


@pytest.fixture
def three(convention, awa, luc):
    return awa, luc, make_colleague(convention)


@pytest.fixture
def spring(convention, three):
    """March noted by three on one theme, April by two; one noted another theme in March."""
    early, young = theme(convention).pk, theme(convention, "Enfance / jeunesse").pk
    for user in three:
        note(convention, user, 60, MARCH, theme_id=early)
        note(convention, user, 20, date(2026, 1, 15), theme_id=early)
        note(convention, user, 10, date(2026, 2, 10), theme_id=young)
    for user in three[:2]:
        note(convention, user, 30, APRIL, theme_id=early)
    note(convention, three[1], 45, MARCH, theme_id=young)


def told(table):
    return {line.label: (line.team, line.own) for line in table.lines}


@pytest.mark.usefixtures("spring")
def test_a_month_tells_what_three_noted_in_it(convention, awa):
    page = team_page(convention, awa, 2026, TODAY, date(2026, 3, 1))
    assert told(page.by_theme) == {EARLY_CHILDHOOD: (180, 60)}
    page = team_page(convention, awa, 2026, TODAY)
    assert told(page.by_theme) == {EARLY_CHILDHOOD: (300, 110), "Enfance / jeunesse": (75, 10)}


@pytest.mark.usefixtures("spring")
def test_a_month_that_two_noted_is_left_to_the_year(convention, awa):
    page = team_page(convention, awa, 2026, TODAY, date(2026, 4, 1))
    assert told(page.by_theme) == {EARLY_CHILDHOOD: (None, 30)}
    page = team_page(convention, awa, 2026, TODAY)
    # April goes to the year with January, and the time of Luc in March with February.
    assert [(row.month.month, row.team, row.own) for row in page.months] == [
        (1, 0, 20),
        (2, 0, 10),
        (3, 180, 60),
        (4, 0, 30),
    ]
    assert page.in_year_only == 195


@pytest.mark.usefixtures("spring")
def test_a_month_that_is_not_over_is_read_in_the_year_alone(convention, awa, client):
    client.force_login(awa)
    place = reverse("coordination:team", args=[convention.slug])
    assert "mars 2026</h1>" in client.get(place, {"mois": "2026-03"}).content.decode()
    page = client.get(place, {"mois": "2199-01"}).content.decode()
    assert "Temps de l’équipe, 2" in page
    assert "mars" not in page.split("</h1>")[0].split("<h1>")[1]


@pytest.mark.usefixtures("spring")
def test_a_page_of_the_team_asks_no_more_for_more_months(
    convention, awa, django_assert_num_queries
):
    with django_assert_num_queries(5):
        team_page(convention, awa, 2026, TODAY)
    with django_assert_num_queries(5):
        team_page(convention, awa, 2026, TODAY, date(2026, 3, 1))
