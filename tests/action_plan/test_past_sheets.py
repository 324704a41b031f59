"""A sheet as it stood on a past day, and the links that keep the day."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from gouvernail.action_plan.drafts import draft_of
from gouvernail.action_plan.operations import change_action, rename_node
from gouvernail.action_plan.queries import Clock, PlanFilters, Watch, plan_table, plan_tree
from gouvernail.action_plan.queries.past import actions_at
from gouvernail.action_plan.queries.state import plan_state
from gouvernail.action_plan.queries.table import Layout
from gouvernail.rules.deadlines import read_deadline
from gouvernail.rules.roles import Role
from tests.factories import (
    make_action,
    make_actions,
    make_convention,
    make_member,
    make_node,
    nobody,
    reload,
    status_of,
)

pytestmark = pytest.mark.django_db
THEN, SINCE = (datetime(year, 6, 1, 12, tzinfo=UTC) for year in (2024, 2025))
DAY = "2024-12-31"


@pytest.fixture
def here():
    return make_convention(by=nobody(at=THEN))


@pytest.fixture
def coordinator(here, client):
    client.force_login(make_member(here, Role.COORDINATOR).user)
    return client


def rewritten(here, **details):
    """Return an action of 2024 that says something else since 2025."""
    node = make_node(here, "1 Ancien axe")
    node.history.update(history_date=THEN)
    action = make_action(
        here,
        "Ouvrir",
        "en cours",
        "31/12/2025",
        by=nobody(at=THEN),
        node=node,
        leads=("Ville",),
        communes=("Toutes",),
        texts={"indicators": "Familles", "baselines": "120"},
        **details,
    )
    change_action(
        action,
        replace(
            draft_of(reload(action)),
            title="Fermer",
            leads=("Caf",),
            communes=("Partout",),
            status=status_of(here, "réalisée"),
            texts={"indicators": "Ateliers"},
        ),
        version=1,
        by=nobody("Revue", SINCE),
    )
    rename_node(reload(node), "1 Nouvel axe", version=1, by=nobody(at=SINCE))
    return action


def page(coordinator, action, day=DAY):
    path = f"/ctg/{action.convention.slug}/plan/actions/{action.pk}/?date={day}"
    return coordinator.get(path).content.decode()


def test_the_sheet_of_a_past_day_says_what_it_said_in_all_its_parts(here, coordinator):
    shown = page(coordinator, rewritten(here))
    for words in ("Ouvrir", "Ville", "Toutes", "en cours", "Ancien axe", "Familles", "120"):
        assert words in shown
    for words in ("<h1>Fermer", "Caf<", "Nouvel axe", "Ateliers"):
        assert words not in shown


def test_it_says_which_day_it_is_and_is_not_to_be_changed(here, coordinator):
    shown = page(coordinator, rewritten(here))
    assert "La fiche telle qu’elle était le 31 décembre 2024" in shown
    assert "modifier/" not in shown
    assert "Revue" not in shown


def test_the_links_above_the_sheet_keep_the_day(here, coordinator):
    shown = page(coordinator, rewritten(here))
    assert f"/plan/?date={DAY}" in shown
    assert f"&amp;date={DAY}" in shown


def test_before_it_was_written_the_sheet_says_so(here, coordinator):
    action = make_action(here, by=nobody(at=SINCE))
    shown = page(coordinator, action)
    assert "Cette action n’était pas dans le plan le 31 décembre 2024" in shown
    assert "Elle y est entrée le 1er juin 2025" in shown


def test_a_day_to_come_shows_the_sheet_of_today(here, coordinator):
    assert "telle qu’elle était" not in page(coordinator, rewritten(here), "2999-01-01")


def test_an_action_of_another_convention_is_not_found_on_any_day(here, coordinator):
    action = make_action(make_convention(), by=nobody(at=THEN))
    path = f"/ctg/{here.slug}/plan/actions/{action.pk}/?date={DAY}"
    assert coordinator.get(path).status_code == 404


def test_late_is_what_was_late_that_day(here, coordinator):
    make_action(here, "Ouvrir", "en cours", "31/12/2024", by=nobody(at=THEN))
    clock = Clock(date(2026, 1, 1), 90)
    late = {
        day: plan_table(
            here, PlanFilters(on=day, watch=Watch.LATE), clock, Layout()
        ).kept.tally.total
        for day in (date(2024, 12, 31), date(2025, 1, 1))
    }
    assert late == {date(2024, 12, 31): 0, date(2025, 1, 1): 1}
    past = plan_tree(here, PlanFilters(on=date(2025, 1, 11)), clock)
    assert past.loose[0].days_late == 11


def test_the_sheet_counts_lateness_that_day(here, coordinator):
    action = make_action(here, "Ouvrir", "en cours", "31/12/2024", by=nobody(at=THEN))
    assert "en retard" not in page(coordinator, action, "2024-12-30")
    assert "en retard de 10\u202fjours" in page(coordinator, action, "2025-01-10").replace(
        " jours", "\u202fjours"
    )


@pytest.mark.parametrize("path", ["", "tableau/", "colonnes/"])
def test_the_views_of_a_past_day_lead_to_the_sheets_of_that_day(here, coordinator, path):
    action = rewritten(here)
    shown = coordinator.get(f"/ctg/{here.slug}/plan/{path}?date={DAY}").content.decode()
    assert f"/plan/actions/{action.pk}/?date={DAY}" in shown


def test_two_states_of_one_moment_are_one_row_the_last_written(here):
    action = make_action(here, "Ouvrir", by=nobody(at=THEN))
    change_action(
        action, replace(draft_of(reload(action)), title="Fermer"), version=1, by=nobody(at=THEN)
    )
    rows = plan_state(here, date(2024, 12, 31)).actions.values_list("title", flat=True)
    assert list(rows) == ["Fermer"]


def test_a_state_of_now_reads_like_the_action_itself(here):
    action = make_action(
        here, "Ouvrir", deadline="2027", leads=("Ville", "Caf"), communes=("Toutes",)
    )
    for on in (None, date(2999, 1, 1)):
        found = actions_at(here, on, [action.pk])[action.pk]
        assert draft_of(found) == draft_of(reload(action))


@pytest.mark.parametrize("number", [3, 60])
def test_past_actions_cost_the_same_queries(here, number, django_assert_max_num_queries):
    ids = [row.pk for row in make_actions(here, number, leads=("Ville",))]
    with django_assert_max_num_queries(7):
        assert len(actions_at(here, date(2999, 1, 1), ids)) == number


def test_a_deadline_is_read_as_it_was(here, coordinator):
    action = make_action(here, "Ouvrir", deadline="2026", by=nobody(at=THEN))
    later = replace(draft_of(reload(action)), deadline=read_deadline("2030"))
    change_action(reload(action), later, version=1, by=nobody(at=SINCE))
    assert "2030" not in page(coordinator, action)
