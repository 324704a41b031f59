"""The next sittings, and what each still lacks."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from gouvernail.governance.models import AgendaItem, Invitee
from gouvernail.governance.queries.coming import coming_sittings
from gouvernail.rules.sittings import SittingState
from tests.factories import make_convention
from tests.governance.factories import make_body, make_sitting


@pytest.fixture(autouse=True)
def frozen():
    with time_machine.travel(datetime(2026, 11, 24, 9, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def body(db):
    return make_body(make_convention())


def lacks(body):
    return [row.lacks for row in coming_sittings(body.convention, timezone.now())]


def called(sitting, number, kind="convocation", **values):
    for rank in range(number):
        Invitee.objects.create(
            sitting=sitting, name=f"Convié {rank}", kind=kind, digest=f"{kind}{rank}", **values
        )


def test_what_a_sitting_lacks_is_said_in_the_order_in_which_it_is_done(body):
    make_sitting(body, date(2026, 12, 3))
    assert lacks(body) == [("lieu à fixer", "ordre du jour à écrire", "à convoquer")]


def test_points_and_people_who_have_not_answered_are_counted_apart(body):
    sitting = make_sitting(body, date(2026, 12, 3), SittingState.CONVENED, place="Salle")
    for rank in range(3):
        AgendaItem.objects.create(sitting=sitting, title=f"Point {rank}")
    called(sitting, 4)
    called(sitting, 2, kind="courtesy")
    Invitee.objects.filter(name="Convié 0").update(answer="present")
    assert lacks(body) == [("3 conviés sans réponse",)]


def test_a_date_to_choose_comes_before_all_the_rest(body):
    make_sitting(body, date(2026, 12, 3), poll_ends_on=date(2026, 11, 30))
    assert lacks(body) == [("date à choisir, réponses attendues avant le 30 novembre 2026",)]


def test_past_given_up_and_far_sittings_are_left_out(body, django_assert_num_queries):
    make_sitting(body, date(2026, 11, 1))
    make_sitting(body, date(2026, 12, 1), SittingState.CANCELLED)
    make_sitting(body, timezone.localdate() + timedelta(days=90))
    for rank in range(9):
        make_sitting(body, date(2026, 12, 2 + rank))
    with django_assert_num_queries(1):
        assert len(lacks(body)) == 4
