"""The agenda of a sitting: points with their kind, proposals, what is taken up again, minutes."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.urls import reverse

from gouvernail.common.errors import EditConflict, Refusal
from gouvernail.governance.models import ItemKind
from gouvernail.governance.operations.agenda import (
    ItemDraft,
    drafts_of,
    set_agenda,
)
from gouvernail.governance.operations.sittings import move_sitting, postpone_sitting
from gouvernail.governance.operations.words import keep_words
from gouvernail.governance.queries.agenda import proposed_items
from gouvernail.history.models import Entry
from gouvernail.rules.roles import Role
from gouvernail.rules.sittings import SittingState
from tests.factories import make_action, make_convention, make_member, make_user, nobody
from tests.governance.factories import make_body, make_obligation, make_sitting

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
TODAY = date(2026, 11, 23)


@pytest.fixture
def convention(db):
    return make_convention("CTG d’essai", "essai")


@pytest.fixture
def cotech(convention):
    return make_body(convention, "Comité technique", short_name="Cotech")


@pytest.fixture
def coordinator(convention):
    user = make_user("Awa Coordonne")
    make_member(convention, Role.COORDINATOR, user=user)
    return user


def titles(sitting):
    return [draft.title for draft in drafts_of(sitting)]


def write(sitting, *drafts):
    sitting.refresh_from_db()
    set_agenda(sitting, drafts, sitting.version, by=nobody())


def test_a_point_that_stays_keeps_what_was_said_of_it(cotech):
    sitting = make_sitting(cotech)
    write(sitting, ItemDraft("Un"), ItemDraft("Deux"))
    second = sitting.items.get(title="Deux")
    keep_words(sitting, second.pk, "", "Adopté.", by=nobody())
    write(sitting, ItemDraft("Deux, revu", pk=second.pk), ItemDraft("Trois"))
    assert titles(sitting) == ["Deux, revu", "Trois"]
    second.refresh_from_db()
    assert second.minutes == "Adopté."


def test_the_history_tells_the_agenda_with_kinds_and_minutes(cotech):
    sitting = make_sitting(cotech)
    write(sitting, ItemDraft("Bilan", ItemKind.OPINION, "Awa Exemple", 20))
    entry = Entry.objects.get(verb="sitting.agenda")
    assert entry.changes[0]["after"] == "Bilan (avis, Awa Exemple, 20 min)"
    write(sitting, *drafts_of(sitting))
    assert Entry.objects.filter(verb="sitting.agenda").count() == 1


def test_two_people_do_not_overwrite_an_agenda(cotech):
    sitting = make_sitting(cotech)
    write(sitting, ItemDraft("Un"))
    with pytest.raises(EditConflict):
        set_agenda(sitting, [ItemDraft("Autre")], 1, by=nobody())


def test_nothing_is_written_once_the_minutes_are_approved(cotech):
    sitting = make_sitting(cotech, TODAY, SittingState.APPROVED)
    for act in (
        lambda: set_agenda(sitting, [ItemDraft("Un")], sitting.version, by=nobody()),
        lambda: keep_words(sitting, None, "", "Dit.", by=nobody()),
    ):
        with pytest.raises(Refusal, match="approuvé"):
            act()


def test_a_point_left_is_proposed_to_the_next_sitting_until_one_takes_it_up(cotech):
    first = make_sitting(cotech, date(2026, 6, 4), SittingState.HELD)
    write(first, ItemDraft("Transports", ItemKind.OPINION, is_unfinished=True), ItemDraft("Fini"))
    coming, later = make_sitting(cotech, date(2026, 12, 3)), make_sitting(cotech, date(2027, 3, 3))
    (found,) = proposed_items(coming, TODAY)
    assert (found.title, found.kind) == ("Transports", ItemKind.OPINION)
    assert found.why == "laissé par la séance du 4 juin 2026"
    assert [item.title for item in proposed_items(later, TODAY)] == ["Transports"]
    write(coming, ItemDraft(found.title, found.kind, origin_id=found.origin_id))
    assert proposed_items(later, TODAY) == []
    assert proposed_items(first, TODAY) == []


def test_late_actions_and_obligations_at_risk_are_proposed_once(convention, cotech):
    make_action(convention, "Former", "en cours", "31/12/2025")
    make_obligation(convention, cotech)
    sitting = make_sitting(cotech, date(2026, 12, 28))
    found = {item.title: item.why for item in proposed_items(sitting, date(2027, 1, 5))}
    assert found["Actions en retard"] == "1 action"
    write(sitting, ItemDraft("Actions en retard"))
    assert "Actions en retard" not in {item.title for item in proposed_items(sitting, TODAY)}


def test_a_postponed_sitting_hands_its_points_on_with_their_origin(cotech):
    sitting = make_sitting(cotech, date(2026, 12, 3))
    write(sitting, ItemDraft("Bilan", ItemKind.DECISION, "Awa Exemple", 20))
    fresh = postpone_sitting(
        sitting, datetime(2026, 12, 17, 13, tzinfo=UTC), by=nobody("salle prise", NOW)
    )
    (item,) = fresh.items.all()
    assert (item.kind, item.presenter, item.duration) == ("decision", "Awa Exemple", 20)
    assert item.origin == sitting.items.get()


def test_minutes_of_one_point_are_enough_to_approve(cotech):
    sitting = make_sitting(cotech, date(2026, 11, 20), SittingState.HELD, place="Mairie")
    write(sitting, ItemDraft("Un"))
    sitting.attendances.create(name="Inès Exemple", presence="present")
    with pytest.raises(Refusal, match="compte rendu"):
        move_sitting(sitting, SittingState.APPROVED, by=nobody(at=NOW))
    item = sitting.items.get()
    keep_words(sitting, item.pk, "", "Adopté.", by=nobody())
    move_sitting(sitting, SittingState.APPROVED, by=nobody(at=NOW))
    assert sitting.state == SittingState.APPROVED.value


@time_machine.travel(NOW, tick=False)
def test_the_agenda_is_written_from_its_page(client, convention, cotech, coordinator):
    make_action(convention, "Former", "en cours", "31/12/2025")
    sitting = make_sitting(cotech, date(2026, 12, 3), duration=60)
    write(sitting, ItemDraft("Un"), ItemDraft("Deux"))
    one, two = sitting.items.order_by("position")
    client.force_login(coordinator)
    address = reverse("governance:agenda", args=["essai", sitting.pk])
    assert "Actions en retard (1 action)" in client.get(address).content.decode()
    sent = {
        "version": sitting.version,
        f"label-{one.pk}": "Un",
        f"kind-{one.pk}": "decision",
        f"place-{one.pk}": 2,
        f"presenter-{one.pk}": "Awa Coordonne",
        f"duration-{one.pk}": 50,
        f"label-{two.pk}": "Deux",
        f"kind-{two.pk}": "information",
        f"remove-{two.pk}": "on",
        "label-new1": "Zéro",
        "kind-new1": "opinion",
        "place-new1": 1,
        "duration-new1": 20,
        "kind-new2": "information",
        "kind-new3": "information",
        "proposed": ["retards"],
        "more": "Divers\n\nDate suivante",
    }
    assert client.post(address, sent).status_code == 302
    assert titles(sitting) == ["Zéro", "Un", "Actions en retard", "Divers", "Date suivante"]
    page = client.get(reverse("governance:sitting", args=["essai", sitting.pk])).content.decode()
    assert "décision · Awa Coordonne · 50 min" in page
    assert "70 minutes prévues pour une séance de 60." in page
    assert client.post(address, sent).status_code == 409


@time_machine.travel(NOW, tick=False)
def test_the_minutes_are_written_point_by_point_from_their_page(client, cotech, coordinator):
    sitting = make_sitting(cotech, TODAY, SittingState.HELD)
    write(sitting, ItemDraft("Bilan"))
    item = sitting.items.get()
    client.force_login(coordinator)
    address = reverse("governance:minutes", args=["essai", sitting.pk])
    sent = {"version": sitting.version, f"item_{item.pk}": "Présenté.", "minutes": "Fin à 16 h."}
    assert client.post(address, sent).status_code == 302
    page = client.get(reverse("governance:sitting", args=["essai", sitting.pk])).content.decode()
    assert "Présenté." in page
    assert "Fin à 16 h." in page
