"""The plan as it stood on a past day: words, leads, places, tree, archives."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from gouvernail.action_plan.drafts import draft_of
from gouvernail.action_plan.operations import (
    archive_action,
    change_action,
    move_action,
    rename_node,
)
from gouvernail.action_plan.queries import Clock, PlanFilters, Watch, plan_table, plan_tree
from gouvernail.action_plan.queries.table import Layout
from tests.factories import make_action, make_convention, make_node, nobody, reload, status_of

pytestmark = pytest.mark.django_db

TODAY = date(2026, 6, 1)
CLOCK = Clock(TODAY, 90)


def on(day, reason="x"):
    """Sign what is done on a day of 2026, « 3-15 » for the 15th of March."""
    month, number = (int(part) for part in day.split("-"))
    return nobody(reason, datetime(2026, month, number, 12, tzinfo=UTC))


def day(text):
    return on(text).at.date()


@pytest.fixture
def convention(istres_and_fos):
    return make_convention(communes=["13047", "13039"], by=on("1-1"))


def rows(convention, when=None, **filters):
    found = PlanFilters(on=day(when) if when else None, **filters)
    return plan_table(convention, found, CLOCK, Layout()).rows


def change(action, version, when, **values):
    now = reload(action)
    change_action(now, replace(draft_of(now), **values), version=version, by=on(when))


def test_an_action_is_not_there_before_it_was_written(convention):
    make_action(convention, "Ouvrir", by=on("3-1"))
    assert rows(convention, "2-28") == ()
    assert [row.title for row in rows(convention, "3-1")] == ["Ouvrir"]


def test_each_day_has_its_words(convention):
    action = make_action(convention, "Un", "à engager", by=on("2-1"))
    change(action, 1, "3-1", title="Deux", status=status_of(convention, "en cours"))
    change(action, 2, "4-1", title="Trois", status=status_of(convention, "réalisée"))
    told = [
        [(row.title, row.status) for row in rows(convention, when)]
        for when in ("2-15", "3-15", "4-15", None)
    ]
    assert told == [
        [("Un", "à engager")],
        [("Deux", "en cours")],
        [("Trois", "réalisée")],
        [("Trois", "réalisée")],
    ]


def test_leads_are_those_of_the_day(convention):
    action = make_action(convention, leads=("CCAS", "Caf 13"), by=on("2-1"))
    change(action, 1, "3-1", leads=("PMI",))
    assert [rows(convention, when)[0].leads for when in ("2-15", "3-15")] == ["CCAS, Caf 13", "PMI"]


def test_the_filters_look_at_the_day_asked_for(convention):
    action = make_action(convention, "Ouvrir", leads=("CCAS",), communes=("Istres",), by=on("2-1"))
    change(action, 1, "3-1", title="Fermer", leads=("PMI",), communes=("Fos-sur-Mer",))
    for when, kept, left in (
        ("2-15", {"commune": "13047"}, {"commune": "13039"}),
        ("3-15", {"commune": "13039"}, {"commune": "13047"}),
        ("2-15", {"words": "ouvrir"}, {"words": "fermer"}),
        ("2-15", {"words": "ccas"}, {"words": "pmi"}),
    ):
        assert len(rows(convention, when, **kept)) == 1, (when, kept)
        assert rows(convention, when, **left) == (), (when, left)


def test_an_archived_action_was_there_before(convention):
    action = make_action(convention, by=on("2-1"))
    archive_action(action, version=1, by=on("3-1"))
    assert len(rows(convention, "2-15")) == 1
    assert rows(convention, "3-15") == ()
    assert len(rows(convention, "3-15", watch=Watch.ARCHIVED)) == 1


def test_the_tree_has_the_titles_and_places_of_the_day(convention):
    axis, other = make_node(convention, "Axe 1"), make_node(convention, "Axe 2")
    for node in (axis, other):
        node.history.update(history_date=on("1-15").at)
    action = make_action(convention, node=axis, by=on("2-1"))
    rename_node(axis, "Axe un", version=1, by=on("3-1"))
    move_action(action, other, version=1, by=on("4-1"))

    def told(when):
        tree = plan_tree(convention, PlanFilters(on=day(when)), CLOCK)
        return [(branch.full_title, branch.tally.total) for branch in tree.branches]

    assert told("2-15") == [("Axe 1", 1), ("Axe 2", 0)]
    assert told("3-15") == [("Axe un", 1), ("Axe 2", 0)]
    assert told("4-15") == [("Axe un", 0), ("Axe 2", 1)]


def test_the_past_is_the_same_whatever_happens_later(convention):
    action = make_action(convention, "Un", by=on("2-1"))
    before = rows(convention, "2-15")
    change(action, 1, "3-1", title="Deux", leads=("PMI",))
    archive_action(reload(action), version=2, by=on("4-1"))
    assert rows(convention, "2-15") == before


def test_a_state_of_another_convention_is_not_seen(convention):
    make_action(make_convention(), "Ailleurs", by=on("2-1"))
    assert rows(convention, "2-15") == ()


def test_the_past_costs_no_more_queries_for_sixty_actions(
    convention, django_assert_max_num_queries
):
    for rank in range(60):
        make_action(convention, f"Action {rank}", leads=("CCAS",), by=on("2-1"))
    with django_assert_max_num_queries(12):
        assert len(rows(convention, "2-15")) == 60


def test_a_day_to_come_is_no_past_day():
    from gouvernail.action_plan.forms import PlanFiltersForm

    form = PlanFiltersForm({"date": (TODAY + timedelta(days=1)).isoformat()})
    assert form.filters(TODAY).on is None
