"""Bodies, their seats, who holds them, and an election."""

from datetime import date

import pytest
from django.urls import reverse

from gouvernail.common.errors import EditConflict, Refusal
from gouvernail.directory.models import Person
from gouvernail.directory.operations import PersonData, create_person, remove_person
from gouvernail.governance.models import Body, Mandate, Seat
from gouvernail.governance.operations.bodies import (
    SeatDraft,
    add_seat,
    change_body,
    close_seat,
    create_body,
    end_mandate,
    replace_elected,
    seat_person,
)
from gouvernail.governance.queries.bodies import (
    body_lines,
    body_page,
    elected_seats,
    possible_parents,
)
from gouvernail.rules.roles import Role
from tests.factories import make_convention, make_member, make_user, nobody
from tests.governance.factories import make_body, make_seat, make_sitting

TODAY = date(2026, 11, 23)


@pytest.fixture
def convention(db):
    return make_convention("CTG d’essai", "essai")


@pytest.fixture
def copil(convention):
    return make_body(convention)


@pytest.fixture
def coordinator(convention):
    user = make_user("Awa Coordonne")
    make_member(convention, Role.COORDINATOR, user=user)
    return user


def holder(body, day=TODAY):
    (line,) = body_page(body, day).seats
    return line.titular.person.full_name if line.titular else None


def test_two_bodies_never_share_a_name(convention, copil):
    with pytest.raises(Refusal, match="s’appelle déjà"):
        create_body(convention, {"name": copil.name}, by=nobody())
    assert Body.objects.count() == 1


def test_two_people_do_not_overwrite_a_body(copil):
    again = Body.objects.get(pk=copil.pk)
    change_body(copil, {"place": "Istres"}, 1, by=nobody())
    with pytest.raises(EditConflict):
        change_body(again, {"place": "Fos"}, 1, by=nobody())


def test_a_seat_is_for_a_structure_or_a_function(copil):
    with pytest.raises(Refusal):
        add_seat(copil, SeatDraft("", {"function": ""}), by=nobody())
    assert not Seat.objects.exists()


def test_a_new_holder_ends_the_mandate_before(copil):
    seat = make_seat(copil, "Maire")
    seat_person(seat, "Ancienne Élue", date(2020, 6, 1), by=nobody())
    seat_person(seat, "Nouvel Élu", date(2026, 4, 1), by=nobody())
    assert holder(copil, date(2026, 3, 31)) == "Ancienne Élue"
    assert holder(copil, date(2026, 4, 1)) == "Nouvel Élu"


def test_a_mandate_cannot_begin_before_the_one_it_replaces(copil):
    seat = make_seat(copil, "Maire")
    seat_person(seat, "Ancienne Élue", date(2026, 6, 1), by=nobody())
    with pytest.raises(Refusal, match="plus tardive"):
        seat_person(seat, "Nouvel Élu", date(2026, 6, 1), by=nobody())
    assert Mandate.objects.count() == 1


def test_a_deputy_leaves_the_titular_in_place(copil):
    seat = make_seat(copil, "Maire")
    seat_person(seat, "Élue Titulaire", date(2026, 1, 1), by=nobody())
    seat_person(seat, "Élu Suppléant", date(2026, 2, 1), is_deputy=True, by=nobody())
    (line,) = body_page(copil, TODAY).seats
    assert (str(line.titular.person), str(line.deputy.person)) == (
        "Élue Titulaire",
        "Élu Suppléant",
    )


def test_a_person_of_the_directory_is_found_whatever_the_accents(convention, copil):
    create_person(convention.pk, PersonData("Inès Exemple"), by=nobody())
    seat_person(make_seat(copil, "Maire"), "ines exemple", TODAY, by=nobody())
    assert Person.objects.count() == 1


def test_who_holds_a_seat_is_not_removed_from_the_directory(copil):
    mandate = seat_person(make_seat(copil, "Maire"), "Inès Exemple", TODAY, by=nobody())
    with pytest.raises(Refusal, match="siège"):
        remove_person(mandate.person, by=nobody())
    assert Person.objects.exists()


def test_an_election_replaces_all_at_once_and_keeps_who_stays(convention, copil):
    cotech = make_body(convention, "Comité technique")
    first = make_seat(copil, "Maire", "Ville d’Istres", is_elected=True)
    second = make_seat(cotech, "Adjointe", "Ville d’Istres", is_elected=True)
    third = make_seat(cotech, "Adjoint", "Ville d’Istres", is_elected=True)
    for seat, name in ((first, "Ancienne"), (second, "Réélue"), (third, "Partant")):
        seat_person(seat, name, date(2020, 6, 1), by=nobody())
    seats = elected_seats(convention, first.organisation_id)
    names = {first.pk: "Nouvelle", second.pk: "Réélue", third.pk: ""}
    assert replace_elected(seats, names, date(2026, 4, 1), by=nobody()) == 1
    assert holder(copil, date(2026, 3, 31)) == "Ancienne"
    assert holder(copil) == "Nouvelle"
    assert second.mandates.count() == 1
    assert third.mandates.get().ends_on == date(2026, 3, 31)


def test_vacant_seats_and_sittings_are_told_in_the_list(convention, copil):
    make_seat(copil, "Maire")
    mandate = seat_person(make_seat(copil, "Directrice"), "Inès Exemple", TODAY, by=nobody())
    make_sitting(copil, date(2099, 3, 2))
    (line,) = body_lines(convention, TODAY)
    assert (line.seats, line.vacant, line.last, line.next) == (2, 1, None, date(2099, 3, 2))
    end_mandate(mandate, TODAY, by=nobody())
    close_seat(mandate.seat, TODAY, by=nobody())
    assert body_lines(convention, TODAY)[0].seats == 1


def test_the_pages_ask_no_more_queries_when_seats_grow(
    client, convention, copil, coordinator, django_assert_max_num_queries
):
    for number in range(15):
        seat = make_seat(copil, f"Siège {number}", f"Structure {number}")
        seat_person(seat, f"Personne Exemple {number}", TODAY, by=nobody())
    client.force_login(coordinator)
    with django_assert_max_num_queries(8):
        client.get(reverse("governance:home", args=["essai"]))
    with django_assert_max_num_queries(16):
        answer = client.get(reverse("governance:body", args=["essai", copil.pk]))
    assert "Personne Exemple 14" in answer.content.decode()


def test_after_an_election_one_page_replaces_them(client, convention, copil, coordinator):
    seat = make_seat(copil, "Maire", "Ville d’Istres", is_elected=True)
    seat_person(seat, "Ancienne Élue", date(2020, 6, 1), by=nobody())
    client.force_login(coordinator)
    address = reverse("governance:elected", args=["essai", seat.organisation_id])
    assert "Ancienne Élue" in client.get(address).content.decode()
    client.post(address, {"on": "2026-04-01", f"seat_{seat.pk}": "Nouvel Élu"})
    assert holder(copil) == "Nouvel Élu"


def test_a_body_is_attached_to_another_but_never_to_one_below_it(
    client, convention, copil, coordinator
):
    cotech = make_body(convention, "Comité technique")
    client.force_login(coordinator)
    address = reverse("governance:change_body", args=["essai", cotech.pk])
    words = {"version": cotech.version, "name": cotech.name, "duration": 90, "parent": copil.pk}
    client.post(address, words)
    cotech.refresh_from_db()
    assert cotech.parent == copil
    page = client.get(reverse("governance:body", args=["essai", cotech.pk])).content.decode()
    assert "Rattachée à" in page
    assert cotech not in possible_parents(convention, copil)
    assert list(possible_parents(convention, cotech)) == [copil]
