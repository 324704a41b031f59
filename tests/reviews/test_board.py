"""The board of a cycle: every action and axis, what lacks, what is kept at once."""

import pytest
from django.urls import reverse

from gouvernail.history.models import Entry
from gouvernail.reviews.models import Review
from gouvernail.reviews.queries.board import (
    BY_AXIS,
    BY_LEAD,
    BY_STATE,
    NO_LEAD,
    BoardFilters,
    cycle_board,
)
from gouvernail.reviews.queries.board_lines import LEADS_APART
from gouvernail.rules.reviews import ReviewGap, ReviewState
from gouvernail.rules.roles import Role
from tests.documents.reading import words_in
from tests.factories import (
    make_action,
    make_actions,
    make_convention,
    make_member,
    make_node,
    make_organisation,
    reload,
)
from tests.reviews.factories import make_cotech, make_cycle, make_review, make_validated

pytestmark = pytest.mark.django_db
FOUR = {
    "results": "Ouvert.",
    "success_factors": "La Caf.",
    "difficulties": "Le local.",
    "perspectives": "Étendre.",
}


@pytest.fixture
def convention():
    return make_convention()


@pytest.fixture
def axis(convention):
    return make_node(convention, "1 Accueillir")


@pytest.fixture
def cycle(convention):
    return make_cycle(convention)


@pytest.fixture
def actions(convention, axis):
    goal = make_node(convention, "1.1 Développer", axis)
    leads = [("Ville",), ("Caf",), ("Ville", "Caf")]
    return [
        make_action(convention, f"Action {rank}", number=f"1.1.{rank}", node=goal, leads=lead)
        for rank, lead in enumerate(leads, 1)
    ]


@pytest.fixture
def team(client, convention):
    client.force_login(make_member(convention, Role.COORDINATOR).user)
    return client


def found(cycle, **filters):
    return [line.full_title for line in cycle_board(cycle, BoardFilters(**filters)).lines]


def test_everything_is_there_even_without_a_row(cycle, actions):
    board = cycle_board(cycle, BoardFilters())
    assert [line.title for line in board.lines] == [
        "1 Accueillir",
        "1.1 Développer",
        "Action 1",
        "Action 2",
        "Action 3",
    ]
    # A level below the first may have a review; nobody is asked for one.
    assert board.expected == 4
    assert board.states == ((ReviewState.TODO, 4),)


def test_what_lacks_is_counted_and_shown(cycle, actions):
    make_review(cycle, actions[0])
    make_review(cycle, actions[1], **FOUR)
    make_review(cycle, actions[2], to=ReviewState.DRAFT)
    gaps = dict(cycle_board(cycle, BoardFilters()).gaps)
    assert gaps == {
        ReviewGap.NOT_SAID: 1,
        ReviewGap.NOT_SUBMITTED: 1,
        ReviewGap.NOT_KEPT: 2,
        ReviewGap.EMPTY_TEXTS: 2,
    }
    assert found(cycle, gap=ReviewGap.EMPTY_TEXTS) == ["1.1.1 Action 1", "1.1.3 Action 3"]
    assert found(cycle, state=ReviewState.SUBMITTED) == ["1.1.1 Action 1", "1.1.2 Action 2"]


def test_an_action_led_by_two_is_found_by_each(convention, cycle, actions):
    caf = make_organisation(convention, "Caf")
    assert found(cycle, lead_id=caf.pk) == ["1.1.2 Action 2", "1.1.3 Action 3"]
    assert found(cycle, words="ville ACTION") == ["1.1.1 Action 1", "1.1.3 Action 3"]


def test_the_ticked_ones_are_kept_and_those_that_changed_are_left(team, cycle, actions):
    first, second = make_review(cycle, actions[0]), make_review(cycle, actions[1])
    sent = [f"{first.pk}:{first.version}", f"{second.pk}:{second.version}"]
    make_review(cycle, actions[1], seen=second.version, results="Récrit depuis")
    path = reverse("reviews:keep_many", args=[cycle.convention.slug, cycle.pk])
    answer = team.post(path, {"bilans": sent}, follow=True)
    assert (reload(first).state, reload(second).state) == ("kept", "submitted")
    assert "1 bilan retenu" in answer.content.decode()
    assert "1 bilan a changé" in answer.content.decode()


def test_all_those_of_a_filter_are_kept_at_once(team, convention, cycle, actions):
    for action in actions:
        make_review(cycle, action)
    caf = make_organisation(convention, "Caf")
    path = reverse("reviews:keep_many", args=[convention.slug, cycle.pk])
    board = reverse("reviews:board", args=[convention.slug, cycle.pk])
    shown = team.get(f"{board}?pilote={caf.pk}").context["board"].to_keep_seen
    third = Review.objects.get(action=actions[2])
    answer = team.post(path, {"bilans": [f"{third.pk}:²"]})
    assert answer.status_code == 302
    make_review(cycle, actions[1], seen=1, results="Récrit depuis la lecture")
    team.post(path, {"tout": "1", "liste": shown, "filtres": f"pilote={caf.pk}"})
    states = dict(Review.objects.values_list("action__number", "state"))
    assert states == {"1.1.1": "submitted", "1.1.2": "submitted", "1.1.3": "kept"}
    shown = team.get(f"{board}?pilote={caf.pk}").context["board"].to_keep_seen
    team.post(path, {"tout": "1", "liste": shown, "filtres": f"pilote={caf.pk}"})
    states = dict(Review.objects.values_list("action__number", "state"))
    assert states == {"1.1.1": "submitted", "1.1.2": "kept", "1.1.3": "kept"}
    assert Entry.objects.filter(verb="review.kept").count() == 2


@pytest.mark.parametrize("extension", ["xlsx", "ods", "csv", "pdf"])
def test_the_file_holds_what_the_filters_show(team, cycle, actions, extension):
    make_review(cycle, actions[0])
    path = reverse("review_files:board", args=[cycle.convention.slug, cycle.pk, extension])
    content = team.get(f"{path}?etat=submitted").content
    words = content.decode("utf-8-sig") if extension == "csv" else words_in(content, extension)
    assert "Action 1" in words
    assert "transmis" in words
    assert "Action 2" not in words


def test_the_board_costs_the_same_whatever_its_length(
    team, convention, axis, cycle, django_assert_max_num_queries
):
    path = reverse("reviews:board", args=[convention.slug, cycle.pk])
    team.get(path)
    for action in make_actions(convention, 130, node=axis):
        make_review(cycle, action)
    with django_assert_max_num_queries(8):
        page = team.get(path)
    assert page.context["board"].pages == 2
    assert "Action n° 130" in team.get(f"{path}?page=2").content.decode()


def test_a_validated_review_lacks_nothing(convention, cycle, actions):
    make_validated(cycle, actions[0], make_cotech(convention))
    [line] = cycle_board(cycle, BoardFilters(state=ReviewState.VALIDATED)).lines
    assert line.gaps == ()


def heads(cycle, by):
    """Return the heads of a board and what stands under each, as one page shows them."""
    groups = cycle_board(cycle, BoardFilters(by=by)).page(1, by)
    return [(group.title, [line.full_title for line in group.lines]) for group in groups]


def test_by_lead_each_set_of_leads_is_one_head_and_what_has_none_comes_last(
    convention, cycle, actions
):
    make_action(convention, "Action 4", number="9.1", leads=("Ville",))
    assert heads(cycle, BY_LEAD) == [
        ("Caf", ["1.1.2 Action 2"]),
        ("Ville", ["1.1.1 Action 1", "9.1 Action 4"]),
        (f"Ville{LEADS_APART}Caf", ["1.1.3 Action 3"]),
        (NO_LEAD, ["1 Accueillir", "1.1 Développer"]),
    ]


def test_by_state_heads_follow_the_way_of_a_review(convention, cycle, actions):
    make_validated(cycle, actions[0], make_cotech(convention))
    make_review(cycle, actions[1])
    found = heads(cycle, BY_STATE)
    assert [title for title, _ in found] == ["todo", "submitted", "validated"]
    assert found[1:] == [("submitted", ["1.1.2 Action 2"]), ("validated", ["1.1.1 Action 1"])]


@pytest.mark.parametrize("by", [BY_AXIS, BY_LEAD, BY_STATE])
def test_grouped_boards_cost_the_same_whatever_their_length(
    convention, axis, cycle, actions, by, django_assert_num_queries
):
    filters = BoardFilters(by=by)
    with django_assert_num_queries(4):
        cycle_board(cycle, filters)
    for action in make_actions(convention, 30, node=axis):
        make_review(cycle, action)
    with django_assert_num_queries(4):
        board = cycle_board(cycle, filters)
    shown = [line for group in board.page(1, by) for line in group.lines]
    assert len(shown) == len(board.lines) == 35
