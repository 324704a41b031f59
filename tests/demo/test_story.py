"""The demo is told through the operations, once, and every page of it answers."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from math import floor

import pytest
from django.urls import reverse

from gouvernail.accounts.models import User
from gouvernail.action_plan.models import Action
from gouvernail.conventions.models import Term
from gouvernail.demo.cast import CAST, PASSWORD
from gouvernail.demo.story import is_told
from gouvernail.governance.queries.obligations import obligation_lines
from gouvernail.staffing.models import AfasSheet, AfasTheme
from gouvernail.staffing.queries.ledger import ledger_of
from gouvernail.staffing.queries.missions import missions_page
from gouvernail.staffing.queries.shares import shares_page
from gouvernail.staffing.queries.sheets import sheets_page
from gouvernail.staffing.queries.split import LINE_ALONE, NO_THEME, split_at

pytestmark = pytest.mark.django_db


def test_both_conventions_are_there_and_one_is_empty(demo):
    assert is_told()
    assert Action.objects.of(demo).count() == 28
    assert not Action.objects.of(demo).filter(themes="").exists()
    assert not Action.objects.filter(convention__slug="essai").exists()


@pytest.mark.parametrize("part", CAST, ids=lambda part: part.key)
def test_every_login_works(demo, client, part):
    answer = client.post(reverse("account_login"), {"login": part.email, "password": PASSWORD})
    assert answer.status_code == 302
    assert User.objects.get(email=part.email).is_admin is (part.role is None)


def test_the_plan_as_adopted_had_started_nothing(demo, client):
    client.force_login(User.objects.get(email="cdc@example.org"))
    path = reverse("action_plan:table", args=[demo.slug])
    rows = client.get(f"{path}?date=2024-12-31").context["table"].rows
    assert len(rows) == 28
    assert {row.status for row in rows} == {"à engager", ""}


def test_the_sheets_of_the_demo_are_those_made_by_hand_from_the_raw_rows(demo):
    sheets = AfasSheet.objects.filter(convention=demo, year=2025, kind="actual")
    assert sheets.count() == 2
    assert {sheet.state for sheet in sheets} == {"declared"}
    for sheet in sheets:
        declared = {line["label"]: Decimal(line["declared"]) for line in sheet.content["lines"]}
        assert declared == _by_hand(demo, sheet.employer_id, 2025)


def _by_hand(convention, employer_id, year):
    """Return the figures of a year, day after day, one 365th at a time; no rule is called."""
    found = {}
    days = [date(year, 1, 1) + timedelta(days=number) for number in range(365)]
    for theme in AfasTheme.objects.filter(convention=convention):
        exact = Fraction(0)
        rows = theme.shares.filter(holding__post__employer=employer_id).select_related("holding")
        for row in rows.filter(holding__post__is_cofinanced=True):
            held = row.holding
            first = max(row.starts_on, held.starts_on)
            last = min(row.ends_on or days[-1], held.ends_on or days[-1])
            number = sum(first <= day <= last for day in days)
            exact += Fraction(held.fte) * Fraction(row.percent) * number / 36500
        found[theme.label] = Decimal(floor(exact * 100 + Fraction(1, 2))) / 100
    return found


def test_the_team_of_the_demo_has_one_gap_two_sentences_without_anybody_and_a_sheet_to_make(demo):
    page = shares_page(demo, date(2026, 2, 1))
    assert [row.gaps for row in page.rows if row.gaps] == [
        ("0,15 ETP sans thème du 1er janvier au 31 mars 2026",)
    ]
    assert len(missions_page(demo, date(2026, 11, 26)).carried_by_nobody) == 2
    assert sheets_page(demo, 2026, date(2026, 11, 26)).next.label == "réel 2026"


def test_the_team_of_the_demo_tells_its_time_in_both_lists(demo):
    ledger = ledger_of(demo)
    by_theme, by_afas = split_at(demo, ledger, ledger.count(2026))
    labels = set(Term.objects.filter(convention=demo, kind="theme").values_list("label", flat=True))
    of_plan = {name: part for name, part in by_theme.items() if name in labels}
    assert len(of_plan) >= 4
    assert sum(of_plan.values()) > sum(by_theme.values()) / 2
    assert LINE_ALONE in by_theme
    # What no share takes is the same of both lists: every post of the demo is cofinanced.
    assert by_theme[NO_THEME] == by_afas[NO_THEME]
    assert round(sum(by_theme.values()), 6) == round(sum(by_afas.values()), 6)


def test_the_demo_holds_what_is_promised_of_the_existing_posts_and_waits_for_istres(demo):
    lines = obligation_lines(demo, None, date(2026, 11, 26))
    told = {line.obligation.source: line.sentence for line in lines}
    assert told["annexe 4, § 4.3"] == "3,1 ETP de postes existants pourvus aujourd’hui sur 3,1."
    assert told["annexe 4, § 4.4.a"].startswith("0,2 ETP de développement (Fos-sur-Mer) pourvu")
    assert "il manque 0,5 ETP" in told["annexe 4, § 4.4.b"]
