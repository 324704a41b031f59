"""What a body covers, its missions and composition, its health; sittings postponed, guests."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from gouvernail.common.errors import EditConflict, Refusal
from gouvernail.conventions.models import Signatory
from gouvernail.directory.operations import PersonData, create_person
from gouvernail.governance.models import AgendaItem, Sitting
from gouvernail.governance.operations.furniture import (
    Coverage,
    add_rule,
    close_body,
    set_coverage,
    set_missions,
)
from gouvernail.governance.operations.sittings import postpone_sitting
from gouvernail.governance.queries.coverage import coverage_page
from gouvernail.governance.queries.health import health_page
from gouvernail.governance.queries.sittings import sitting_page
from gouvernail.rules.roles import Role
from gouvernail.rules.sittings import SittingState
from gouvernail.territories.models import Commune
from tests.factories import (
    load_communes,
    make_action,
    make_convention,
    make_member,
    make_node,
    make_user,
    nobody,
)
from tests.governance.factories import (
    make_body,
    make_obligation,
    make_seat,
    make_sitting,
    record_attendance,
)

TODAY = date(2026, 11, 24)


@pytest.fixture
def convention(db):
    load_communes()
    return make_convention("CTG d’essai", "essai", communes=["13047", "13039"])


@pytest.fixture
def copil(convention):
    return make_body(convention)


@pytest.fixture
def coordinator(convention):
    user = make_user("Awa Coordonne")
    make_member(convention, Role.COORDINATOR, user=user)
    return user


def commission(convention, name="Commission jeunesse"):
    return make_body(convention, name, part="proposes", level="technical")


def cover(body, **what):
    set_coverage(body, Coverage(**what), body.version, by=nobody())
    return body


def fresh(sitting):
    return Sitting.objects.get(pk=sitting.pk)


def test_an_objective_that_nobody_follows_is_named(convention):
    axis = make_node(convention, "Axe 1")
    make_node(convention, "Objectif 1.1", parent=axis)
    make_node(convention, "Axe 2")
    cover(commission(convention), objectives=[axis])
    page = coverage_page(convention)
    assert page.holes == ("Aucune commission ne suit « Axe 2 ».",)
    followed = {row.node.title: row.bodies for row in page.rows}
    assert followed == {"Objectif 1.1": ("Commission jeunesse",), "Axe 2": ()}


def test_a_commune_left_out_is_named_with_its_objective(convention):
    axis = make_node(convention, "Axe 1")
    istres = Commune.objects.get(pk="13047")
    cover(commission(convention), objectives=[axis], communes=[istres])
    [hole] = coverage_page(convention).holes
    assert hole.startswith("« Axe 1 » n’est suivi par personne à ")
    assert "Istres" not in hole


def test_a_commission_that_follows_nothing_is_named(convention):
    make_node(convention, "Axe 1")
    idle = commission(convention)
    assert coverage_page(convention).idle == (idle,)


def test_a_body_does_not_feed_itself(copil):
    with pytest.raises(Refusal, match="elle-même"):
        cover(copil, feeds=[copil])


def test_two_people_do_not_overwrite_what_a_body_covers(convention, copil):
    seen = copil.version
    cover(copil, objectives=[make_node(convention, "Axe 1")])
    with pytest.raises(EditConflict):
        set_coverage(copil, Coverage(), seen, by=nobody())


def test_what_a_body_covers_is_said_by_its_page(client, convention, copil, coordinator):
    axis = make_node(convention, "Axe 1")
    client.force_login(coordinator)
    address = reverse("governance:body_coverage", args=["essai", copil.pk])
    sent = {"version": copil.version, "objectives": [axis.pk], "communes": ["13047"]}
    assert client.post(address, sent).status_code == 302
    assert list(copil.objectives.all()) == [axis]
    page = client.get(reverse("governance:body", args=["essai", copil.pk])).content.decode()
    assert "Axe 1" in page
    assert "Istres" in page


def test_missions_are_typed_with_their_source_in_brackets(copil):
    lines = ["Suivre l’avancée. [annexe 4, § 2.1.1]", "", "Sans source"]
    set_missions(copil, lines, copil.version, by=nobody())
    found = copil.missions.order_by("position").values_list("text", "source")
    assert list(found) == [("Suivre l’avancée.", "annexe 4, § 2.1.1"), ("Sans source", "")]


def test_a_rule_says_what_it_is_about(client, copil, coordinator):
    client.force_login(coordinator)
    address = reverse("governance:add_rule", args=["essai", copil.pk])
    sent = {"kind": "college", "text": "un habitant siège", "minimum": 1}
    assert "Choisissez le collège" in client.post(address, sent).content.decode()
    assert not copil.composition_rules.exists()
    client.post(address, {**sent, "college": "inhabitant"})
    rule = copil.composition_rules.get()
    client.post(reverse("governance:remove_rule", args=["essai", copil.pk, rule.pk]))
    assert not copil.composition_rules.exists()


def test_a_body_with_a_sitting_to_come_is_not_closed(copil):
    sitting = make_sitting(copil)
    with pytest.raises(Refusal, match="encore prévue"):
        close_body(copil, TODAY, by=nobody())
    sitting.delete()
    close_body(copil, TODAY, by=nobody())
    copil.refresh_from_db()
    assert copil.closed_on == TODAY


def test_composition_is_judged_by_those_who_came(convention, copil):
    caf = make_seat(copil, "Directrice", "Caf 13", college="caf")
    town = make_seat(copil, "Maire", "Ville", college="signatory")
    for seat in (caf, town):
        Signatory.objects.create(convention=convention, organisation=seat.organisation)
    add_rule(copil, {"kind": "each_signatory", "text": "chaque signataire"}, by=nobody())
    add_rule(copil, {"kind": "college", "college": "caf", "text": "la Caf"}, by=nobody())
    sitting = make_sitting(copil, TODAY, SittingState.HELD)
    assert sitting_page(sitting, may_edit=True).composition == ()
    record_attendance(sitting, {caf.pk: "present", town.pk: "absent"}, {}, by=nobody())
    page = sitting_page(fresh(sitting), may_edit=True)
    assert [(rule.text, rule.is_met) for rule in page.composition] == [
        ("chaque signataire", False),
        ("la Caf", True),
    ]


def test_guests_are_noted_without_a_seat(copil):
    sitting = make_sitting(copil, TODAY, SittingState.HELD)
    record_attendance(sitting, {}, {}, by=nobody(), guests=["Lou Exemple, association"])
    record_attendance(sitting, {}, {}, by=nobody(), guests=["Max Exemple"])
    guests = sitting_page(fresh(sitting), may_edit=True).guests
    assert guests == ("Lou Exemple, association", "Max Exemple")


def test_a_postponed_sitting_gives_its_place_and_agenda_to_the_new_one(copil):
    sitting = make_sitting(copil, TODAY + timedelta(days=9), place="Mairie")
    AgendaItem.objects.create(sitting=sitting, title="Bilan")
    later = sitting.starts_at + timedelta(days=14)
    moved = postpone_sitting(sitting, later, by=nobody("salle prise"))
    sitting.refresh_from_db()
    assert (sitting.state, sitting.replaced_by) == ("postponed", moved)
    assert (moved.place, moved.starts_at, moved.uid != sitting.uid) == ("Mairie", later, True)
    assert [item.title for item in moved.items.all()] == ["Bilan"]
    with pytest.raises(Refusal, match="celle de la séance"):
        postpone_sitting(moved, later, by=nobody("encore"))


def test_a_sitting_is_postponed_by_its_page(client, copil, coordinator):
    sitting = make_sitting(copil)
    client.force_login(coordinator)
    address = reverse("governance:step_sitting", args=["essai", sitting.pk, "postponed"])
    client.post(address, {"reason": "grève", "day": "2027-01-14", "hour": "10:00"})
    moved = Sitting.objects.exclude(pk=sitting.pk).get()
    assert timezone.localtime(moved.starts_at).hour == 10
    page = client.get(reverse("governance:sitting", args=["essai", moved.pk])).content.decode()
    assert "Remplace" in page


def test_health_counts_attendance_and_names_sleeping_actions(convention, copil):
    axis = make_node(convention, "Axe 1")
    cover(copil, objectives=[axis])
    with time_machine.travel(datetime(2026, 1, 5, tzinfo=UTC)):
        asleep = make_action(convention, "Dormante", number="1.1", node=axis)
    make_action(convention, "Éveillée", number="1.2", node=axis)
    seats = [make_seat(copil, name) for name in ("Un", "Deux", "Trois")]
    sitting = make_sitting(copil, date(2026, 6, 1), SittingState.HELD, minutes="Dit.")
    presences = dict.fromkeys((seat.pk for seat in seats[:2]), "present")
    record_attendance(sitting, {**presences, seats[2].pk: "absent"}, {}, by=nobody())
    page = health_page(copil, TODAY)
    assert [(mark.came, mark.noted) for mark in page.attendance] == [(2, 3)]
    assert page.sleeping == (asleep,)
    assert "siège" in page.advice


def test_health_of_a_body_behind_its_rhythm_says_to_date_a_sitting(convention, copil):
    convention.starts_on = date(2025, 1, 1)
    convention.save()
    make_obligation(convention, copil)
    person = create_person(convention.pk, PersonData("Inès Exemple", "Maire"), by=nobody())
    make_seat(copil, "Maire", holder=person)
    assert "datez une séance" in health_page(copil, date(2026, 12, 20)).advice


@pytest.mark.parametrize(
    ("name", "most"), [("body", 12), ("health", 13), ("body_coverage", 15), ("missions", 8)]
)
def test_the_pages_of_a_body_ask_a_bounded_number_of_queries(
    client, convention, copil, coordinator, name, most, django_assert_max_num_queries
):
    make_obligation(convention, copil)
    for rank in range(6):
        make_seat(copil, f"Siège {rank}")
        make_sitting(copil, TODAY - timedelta(days=30 * rank), SittingState.HELD)
    client.force_login(coordinator)
    with django_assert_max_num_queries(most):
        answer = client.get(reverse(f"governance:{name}", args=["essai", copil.pk]))
    assert answer.status_code == 200


def test_the_matrix_costs_the_same_for_few_or_many(
    client, convention, coordinator, django_assert_max_num_queries
):
    axes = [make_node(convention, f"Axe {rank}") for rank in range(12)]
    for rank in range(6):
        cover(commission(convention, f"Commission {rank}"), objectives=axes[rank : rank + 2])
    client.force_login(coordinator)
    with django_assert_max_num_queries(9):
        answer = client.get(reverse("governance:coverage", args=["essai"]))
    assert "Aucune commission ne suit « Axe 11 »" in answer.content.decode()
