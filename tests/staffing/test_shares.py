"""The shares of a holder: what is written, cut, refused; the pages that show them."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from gouvernail.common.errors import EditConflict, Refusal
from gouvernail.conventions.models import Term
from gouvernail.history.models import Entry
from gouvernail.rules.roles import Role
from gouvernail.staffing.models import ThemeShare
from gouvernail.staffing.operations.shares import Part, SharesDraft, remove_shares, set_shares
from gouvernail.staffing.queries.shares import share_cells, shares_page
from tests.factories import load_communes, make_convention, make_member, nobody, reload
from tests.staffing.factories_afas import make_holding, make_line, make_post, share

pytestmark = pytest.mark.django_db
JULY, JUNE = date(2026, 7, 1), date(2026, 6, 30)


@pytest.fixture
def convention(db):
    load_communes()
    return make_convention(slug="essai")


@pytest.fixture
def coordinator(convention):
    return make_member(convention, Role.COORDINATOR).user


@pytest.fixture
def lines(convention):
    return [make_line(convention, label) for label in ("Petite enfance", "Jeunesse")]


@pytest.fixture
def holding(convention):
    return make_holding(make_post(convention, fte="0.5"), "Camille Exemple", fte="0.5")


def draft(lines, percents, since, until=None):
    parts = zip(lines, percents, strict=True)
    return SharesDraft(
        since, until, tuple(Part(line.pk, None, Decimal(percent)) for line, percent in parts)
    )


def told(holding):
    rows = ThemeShare.objects.filter(holding=holding).order_by("starts_on", "theme__position")
    return [(row.theme.label, int(row.percent), row.starts_on, row.ends_on) for row in rows]


def test_a_new_period_ends_the_one_that_went_on(holding, lines):
    share(holding, {lines[0]: 100})
    set_shares(holding, draft(lines, [60, 40], JULY), 1, by=nobody())
    assert told(holding) == [
        ("Petite enfance", 100, date(2025, 1, 1), JUNE),
        ("Petite enfance", 60, JULY, None),
        ("Jeunesse", 40, JULY, None),
    ]


def test_a_period_in_the_middle_leaves_both_sides_as_they_were(holding, lines):
    share(holding, {lines[0]: 100})
    set_shares(holding, draft(lines, [0, 100], date(2026, 3, 1), date(2026, 3, 31)), 1, by=nobody())
    assert told(holding) == [
        ("Petite enfance", 100, date(2025, 1, 1), date(2026, 2, 28)),
        ("Jeunesse", 100, date(2026, 3, 1), date(2026, 3, 31)),
        ("Petite enfance", 100, date(2026, 4, 1), None),
    ]


def test_the_same_days_said_again_are_replaced(holding, lines):
    share(holding, {lines[0]: 100}, JULY)
    set_shares(holding, draft(lines, [50, 50], JULY), 1, by=nobody())
    assert told(holding) == [("Petite enfance", 50, JULY, None), ("Jeunesse", 50, JULY, None)]


@pytest.mark.parametrize(
    ("percents", "since", "until", "said"),
    [
        pytest.param([70, 40], JULY, None, "retirez 10", id="more than all"),
        pytest.param([0, 0], JULY, None, "au moins une part", id="nothing"),
        pytest.param([100, 0], JULY, JUNE, "finit avant de commencer", id="days upside down"),
        pytest.param(
            [100, 0], date(2024, 1, 1), None, "choisissez des dates", id="before the post"
        ),
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_is_written(
    holding, lines, percents, since, until, said
):
    with pytest.raises(Refusal, match=said):
        set_shares(holding, draft(lines, percents, since, until), 1, by=nobody())
    assert told(holding) == []
    assert reload(holding).version == 1


def test_days_after_somebody_left_are_refused(convention, lines):
    gone = make_holding(make_post(convention, "Autre"), "Sacha Factice", until=JUNE)
    with pytest.raises(Refusal, match="au 30 juin 2026"):
        set_shares(gone, draft(lines, [100, 0], JULY), 1, by=nobody())


def test_a_line_of_another_convention_is_refused(holding):
    other = make_line(make_convention(slug="ailleurs"), "Ailleurs")
    with pytest.raises(Refusal, match="plus dans la liste"):
        set_shares(holding, draft([other], [100], JULY), 1, by=nobody())


def test_two_editors_never_both_win(holding, lines):
    set_shares(holding, draft(lines, [100, 0], JULY), 1, by=nobody())
    holding.refresh_from_db()
    with pytest.raises(EditConflict):
        set_shares(holding, draft(lines, [0, 100], JULY), 1, by=nobody())


def test_the_journal_tells_the_days_and_neither_the_name_nor_the_shares(holding, lines):
    set_shares(holding, draft(lines, [60, 40], JULY), 1, by=nobody())
    entry = Entry.objects.get(verb="shares.changed")
    assert entry.changes == [
        {"label": "Période", "before": "", "after": "à partir du 1er juillet 2026"}
    ]
    assert "Camille" not in entry.subject_label


def test_a_period_taken_back_leaves_its_days_without_a_theme(holding, lines):
    share(holding, {lines[0]: 100})
    remove_shares(holding, date(2025, 1, 1), 1, by=nobody())
    assert told(holding) == []
    with pytest.raises(Refusal, match="plus là"):
        remove_shares(holding, date(2025, 1, 1), 2, by=nobody())


def test_the_page_tells_what_is_missing_of_the_year_and_adds_up_the_day(convention, holding, lines):
    share(holding, {lines[0]: 50, lines[1]: 20}, date(2026, 1, 1), date(2026, 3, 31))
    share(holding, {lines[0]: 100}, date(2026, 4, 1))
    page = shares_page(convention, date(2026, 2, 1))
    assert page.rows[0].gaps == ("0,15 ETP sans thème du 1er janvier au 31 mars 2026",)
    assert page.totals == (Decimal("0.25"), Decimal("0.10"))
    assert page.loose == Decimal("0.15")
    assert page.uneven == 1


def test_time_can_be_told_by_theme_of_the_plan_when_it_is_in_one_line_only(convention, lines):
    [one, two] = [
        Term.objects.create(convention=convention, kind="theme", label=label, position=place)
        for place, label in enumerate(("Crèches", "Parents"))
    ]
    lines[0].terms.set([one, two])
    lines[1].terms.set([two])
    cells = share_cells(convention, by_term=True)
    assert [(cell.term_id, cell.theme_id) for cell in cells] == [(one.pk, lines[0].pk)]


def test_a_split_is_typed_in_the_page_with_percents_as_people_write_them(
    client, coordinator, holding, lines
):
    client.force_login(coordinator)
    place = reverse("declarations:change_shares", args=["essai", holding.pk])
    sent = {"version": 1, "starts_on": "2026-07-01", "part_0": "66,5 %", "part_1": "33,5"}
    page = client.post(place, sent, follow=True)
    assert "La répartition est enregistrée." in page.text
    assert [row.percent for row in ThemeShare.objects.order_by("pk")] == [
        Decimal("66.50"),
        Decimal("33.50"),
    ]


def test_what_is_refused_is_said_in_the_form(client, coordinator, holding, lines):
    client.force_login(coordinator)
    place = reverse("declarations:change_shares", args=["essai", holding.pk])
    sent = {"version": 1, "starts_on": "2026-07-01", "part_0": "80", "part_1": "abc"}
    assert "ne se lit pas" in client.post(place, sent).text
    sent["part_1"] = "40"
    assert "retirez 20" in client.post(place, sent).text


def test_pages_ask_no_more_queries_when_holders_grow(
    client, coordinator, convention, holding, lines, django_assert_max_num_queries
):
    client.force_login(coordinator)
    for number in range(6):
        held = make_holding(make_post(convention, f"Poste {number}"), f"Personne {number}")
        share(held, {lines[0]: 60, lines[1]: 40})
    with django_assert_max_num_queries(9):
        assert "Personne 5" in client.get(reverse("declarations:shares", args=["essai"])).text
    with django_assert_max_num_queries(12):
        client.get(reverse("declarations:holding_shares", args=["essai", holding.pk]))
