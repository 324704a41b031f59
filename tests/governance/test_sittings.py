"""Sittings: dated, convened, held, approved; what is noted of them."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.urls import reverse

from gouvernail.common.errors import EditConflict, Refusal
from gouvernail.directory.operations import PersonData, create_person
from gouvernail.governance.models import Attendance, Sitting
from gouvernail.governance.operations.sittings import (
    change_sitting,
    move_sitting,
    plan_sitting,
)
from gouvernail.governance.queries.sittings import seat_lines, sittings_page
from gouvernail.history.models import Entry
from gouvernail.rules.roles import Role
from gouvernail.rules.sittings import SittingState
from tests.factories import make_convention, make_member, make_user, nobody
from tests.governance.factories import (
    make_body,
    make_obligation,
    make_seat,
    make_sitting,
    record_attendance,
)

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.fixture
def convention(db):
    return make_convention("CTG d’essai", "essai")


@pytest.fixture
def copil(convention):
    return make_body(convention, agenda="Suites données\nAvancement du plan")


@pytest.fixture
def coordinator(convention):
    user = make_user("Awa Coordonne")
    make_member(convention, Role.COORDINATOR, user=user)
    return user


def titles(sitting):
    return list(sitting.items.order_by("position").values_list("title", flat=True))


def test_a_new_sitting_takes_the_standing_items_of_its_body(copil):
    values = {"starts_at": datetime(2026, 12, 10, 13, tzinfo=UTC), "place": "Mairie"}
    sitting = plan_sitting(copil, values, by=nobody())
    assert titles(sitting) == ["Suites données", "Avancement du plan"]
    assert Entry.objects.filter(verb="sitting.planned").exists()


def test_a_sitting_is_not_convened_without_a_place_and_an_agenda(copil):
    sitting = make_sitting(copil, date(2026, 12, 10))
    with pytest.raises(Refusal, match=r"lieu.*ordre du jour"):
        move_sitting(sitting, SittingState.CONVENED, by=nobody(at=NOW))
    sitting.refresh_from_db()
    assert sitting.state == SittingState.PREPARING.value


def test_a_cancelled_sitting_says_why(copil):
    sitting = make_sitting(copil, date(2026, 12, 10))
    with pytest.raises(Refusal, match="pourquoi"):
        move_sitting(sitting, SittingState.CANCELLED, by=nobody(at=NOW))
    move_sitting(sitting, SittingState.CANCELLED, by=nobody("grève", NOW))
    assert (sitting.state, sitting.state_reason) == ("cancelled", "grève")
    assert Entry.objects.get(verb="sitting.moved").reason == "grève"


def test_a_sitting_goes_from_held_to_approved_and_then_stays(copil):
    seat = make_seat(copil, "Président")
    sitting = make_sitting(copil, date(2026, 11, 20), place="Mairie")
    move_sitting(sitting, SittingState.HELD, by=nobody(at=NOW))
    record_attendance(sitting, {seat.pk: "present"}, {seat.pk: "Inès Exemple"}, by=nobody())
    change_sitting(sitting, {"minutes": "Le plan avance."}, sitting.version, by=nobody())
    move_sitting(sitting, SittingState.APPROVED, by=nobody(at=NOW))
    assert sitting.approved_on == date(2026, 11, 23)
    with pytest.raises(Refusal, match="approuvé"):
        change_sitting(sitting, {"minutes": "Autre."}, sitting.version, by=nobody())


def test_the_name_noted_that_day_outlives_the_mandate(convention, copil):
    before = create_person(convention.pk, PersonData("Ancienne Élue"), by=nobody())
    after = create_person(convention.pk, PersonData("Nouvel Élu"), by=nobody())
    seat = make_seat(copil, "Maire", holder=before)
    sitting = make_sitting(copil, date(2026, 3, 10), SittingState.HELD)
    (line,) = seat_lines(sitting)
    record_attendance(sitting, {seat.pk: "present"}, {seat.pk: line.holder}, by=nobody())
    seat.mandates.update(person=after)
    assert [line.holder for line in seat_lines(sitting)] == ["Ancienne Élue"]


def test_two_people_do_not_overwrite_each_other(copil):
    sitting = make_sitting(copil)
    again = Sitting.objects.get(pk=sitting.pk)
    change_sitting(sitting, {"place": "Istres"}, 1, by=nobody())
    with pytest.raises(EditConflict):
        change_sitting(again, {"place": "Fos"}, 1, by=nobody())


@time_machine.travel(NOW, tick=False)
def test_a_sitting_is_dated_prepared_and_held_from_the_pages(client, copil, coordinator):
    make_seat(copil, "Président")
    client.force_login(coordinator)
    made = client.post(
        reverse("governance:create_sitting", args=["essai"]),
        {"version": 1, "body": copil.pk, "day": "2026-11-23", "hour": "14:00", "duration": 90},
    )
    assert made.status_code == 302
    sitting = Sitting.objects.get()
    assert sitting.starts_at == datetime(2026, 11, 23, 13, tzinfo=UTC)
    slug = ["essai", sitting.pk]
    seat = copil.seats.get()
    client.post(reverse("governance:attendance", args=slug), {f"seat_{seat.pk}": "remote"})
    client.post(reverse("governance:step_sitting", args=[*slug, "held"]), {"reason": ""})
    page = client.get(reverse("governance:sitting", args=slug)).content.decode()
    assert "tenue" in page
    assert "(1 sur 1)" in page
    assert Attendance.objects.get().presence == "remote"


@time_machine.travel(NOW, tick=False)
def test_a_refused_step_says_what_to_do_on_the_page(client, copil, coordinator):
    sitting = make_sitting(copil, date(2026, 12, 10))
    client.force_login(coordinator)
    answer = client.post(
        reverse("governance:step_sitting", args=["essai", sitting.pk, "held"]), {"reason": ""}
    )
    assert "le jour venu" in answer.content.decode()


@time_machine.travel(NOW, tick=False)
def test_those_to_come_are_first_and_queries_do_not_grow(
    client, copil, coordinator, django_assert_max_num_queries
):
    make_obligation(copil.convention, copil)
    for day in range(1, 21):
        make_sitting(copil, date(2026, 3, day), SittingState.HELD)
    coming = make_sitting(copil, date(2026, 12, 10))
    page = sittings_page(copil.convention, None, date(2026, 11, 23))
    assert (page.coming, len(page.past)) == ((coming,), 20)
    client.force_login(coordinator)
    with django_assert_max_num_queries(10):
        client.get(reverse("governance:sittings", args=["essai"]))
    with django_assert_max_num_queries(12):
        client.get(reverse("governance:sitting", args=["essai", coming.pk]))
