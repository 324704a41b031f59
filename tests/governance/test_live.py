"""The page of a sitting that goes on: minutes, presences and decisions, as they are said."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.urls import reverse

from gouvernail.directory.operations import PersonData, create_person
from gouvernail.governance.models import AgendaItem, Attendance, Decision, Sitting
from gouvernail.governance.operations.attendance import Noted, note_attendance
from gouvernail.governance.operations.words import keep_words
from gouvernail.history.models import Entry
from gouvernail.rules.roles import Role
from gouvernail.rules.sittings import SittingState
from tests.factories import make_convention, make_member, make_organisation, make_user, nobody
from tests.governance.factories import make_body, make_seat, make_sitting, record_attendance

NOW = datetime(2026, 11, 23, 13, tzinfo=UTC)
TODAY = date(2026, 11, 23)
JSON = {"HTTP_ACCEPT": "application/json"}
pytestmark = pytest.mark.usefixtures("frozen")


@pytest.fixture
def frozen():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def convention(db):
    return make_convention("CTG d’essai", "essai")


@pytest.fixture
def cotech(convention):
    return make_body(convention, "Comité technique")


@pytest.fixture
def person(convention):
    caf = make_organisation(convention, "Caf 13")
    data = PersonData("Inès Exemple", "", "", "", caf)
    return create_person(convention.pk, data, by=nobody())


@pytest.fixture
def seats(cotech, person):
    held = make_seat(cotech, "Directrice", "Caf 13", holder=person)
    return [held, make_seat(cotech, "Maire", "Ville")]


@pytest.fixture
def sitting(cotech):
    row = make_sitting(cotech, TODAY, SittingState.CONVENED, place="Mairie")
    AgendaItem.objects.create(sitting=row, title="Bilan", kind="validation")
    return row


@pytest.fixture
def item(sitting):
    return sitting.items.get()


@pytest.fixture
def client(client, convention):
    user = make_user("Awa Coordonne")
    make_member(convention, Role.COORDINATOR, user=user)
    client.force_login(user)
    return client


def at(name, sitting, *more):
    return reverse(f"governance:{name}", args=["essai", sitting.pk, *more])


def presences(sitting):
    rows = Attendance.objects.filter(sitting=sitting, seat__isnull=False)
    return {row.seat_id: row.presence for row in rows}


def test_the_page_costs_the_same_for_one_point_or_thirty(
    client, sitting, seats, django_assert_max_num_queries
):
    for rank in range(29):
        AgendaItem.objects.create(sitting=sitting, title=f"Point {rank}")
        make_seat(sitting.body, f"Siège {rank}")
    with django_assert_max_num_queries(12):
        page = client.get(at("live", sitting)).content.decode()
    assert page.count("<textarea") == 31 * 2
    assert page.count("data-signed=") == 31


@pytest.mark.parametrize(
    ("on", "state", "opens"),
    [
        (TODAY, SittingState.PREPARING, True),
        (date(2026, 11, 20), SittingState.HELD, True),
        (date(2026, 11, 24), SittingState.CONVENED, False),
        (TODAY, SittingState.APPROVED, False),
        (TODAY, SittingState.CANCELLED, False),
    ],
)
def test_it_opens_from_the_day_of_the_sitting_until_it_is_approved(
    client, cotech, on, state, opens
):
    sitting = make_sitting(cotech, on, state)
    answer = client.get(at("live", sitting))
    assert (answer.status_code == 200) is opens
    shown = client.get(at("sitting", sitting)).content.decode()
    assert ("Écrire en séance" in shown) is opens
    if not opens:
        assert "cette page s’ouvrira alors" in shown


def test_words_are_merged_and_given_back(client, sitting, item):
    keep_words(sitting, item.pk, "", "Lou note.", by=nobody())
    sent = {"item": item.pk, "base": "", "text": "Awa note."}
    answer = client.post(at("live_words", sitting), sent, **JSON)
    assert answer.json() == {"text": "Lou note.\nAwa note."}
    assert client.post(at("live_words", sitting), sent, **JSON).json() == answer.json()


def test_words_are_kept_by_their_button_without_a_script(client, sitting):
    sent = {"item": 0, "base": "", "text": "Fin à 16 h."}
    answer = client.post(at("live_words", sitting), sent)
    assert answer.url == at("live", sitting) + "#point-0"
    assert Sitting.objects.get().minutes == "Fin à 16 h."


def test_words_that_are_refused_are_given_back_to_their_writer(client, sitting, item):
    sent = {"item": item.pk, "base": "", "text": "x" * 20_001}
    answer = client.post(at("live_words", sitting), sent, **JSON)
    assert answer.status_code == 422
    assert "dépasse 20000 signes" in answer.json()["error"]
    page = client.post(at("live_words", sitting), sent).content.decode()
    assert "x" * 20_001 in page
    assert "dépasse 20000 signes" in page
    for sent in ({"item": "?"}, {"item": 0, "text": "a\x00b"}, {"item": 0, "text": "x" * 200_001}):
        assert client.post(at("live_words", sitting), sent, **JSON).status_code == 422
    assert Sitting.objects.get().minutes == ""


def test_an_approved_sitting_takes_no_more_words(client, sitting):
    Sitting.objects.update(state=SittingState.APPROVED.value)
    sent = {"item": 0, "base": "", "text": "Trop tard."}
    answer = client.post(at("live_words", sitting), sent, **JSON)
    assert (answer.status_code, "approuvé" in answer.json()["error"]) == (422, True)


def test_what_others_write_is_read_in_few_queries(
    client, sitting, item, seats, django_assert_max_num_queries
):
    keep_words(sitting, item.pk, "", "Lou note.", by=nobody())
    note_attendance(sitting, Noted({seats[0].pk: "remote"}, come=["Max Exemple"]), by=nobody())
    with django_assert_max_num_queries(6):  # session, person, part, sitting, presences, points
        told = client.get(at("live_state", sitting)).json()
    assert told["words"] == {"0": "", str(item.pk): "Lou note."}
    assert told["presences"] == {str(seats[0].pk): "remote"}
    assert (told["guests"], told["there"], told["state"]) == ([["Max Exemple", ""]], 1, "convened")


def test_one_presence_is_noted_without_touching_the_others(client, sitting, seats):
    note_attendance(sitting, Noted({seats[1].pk: "absent"}), by=nobody())
    sent = {f"seat_{seats[0].pk}": "present"}
    told = client.post(at("live_attendance", sitting), sent, **JSON).json()
    assert told["there"] == 1
    assert presences(sitting) == {seats[0].pk: "present", seats[1].pk: "absent"}
    assert Attendance.objects.get(seat=seats[0]).name == "Inès Exemple"
    (change,) = Entry.objects.filter(verb="sitting.attended").latest("pk").changes
    assert (change["before"], change["after"]) == ("non noté", "présent")


def test_all_present_leaves_those_already_noted_and_empty_seats(client, sitting, seats, cotech):
    lou = create_person(sitting.convention_id, PersonData("Lou", "", "", "", None), by=nobody())
    excused = make_seat(cotech, "Élue", holder=lou)
    note_attendance(sitting, Noted({excused.pk: "excused"}), by=nobody())
    client.post(at("live_attendance", sitting), {"everyone": "on"}, **JSON)
    assert presences(sitting) == {seats[0].pk: "present", excused.pk: "excused"}


def test_guests_come_and_go_one_by_one(client, sitting):
    for name in ("Max Exemple", "Zoé Exemple", "Max Exemple"):
        client.post(at("live_attendance", sitting), {"guest": name}, **JSON)
    told = client.post(at("live_attendance", sitting), {"gone": "Zoé Exemple"}, **JSON).json()
    assert told["guests"] == [["Max Exemple", ""]]
    answer = client.post(at("live_attendance", sitting), {"guest": "Lou"})
    assert answer.url == at("live", sitting) + "#presences"


def test_a_presence_that_does_not_exist_is_refused(client, sitting, seats):
    sent = {f"seat_{seats[0].pk}": "asleep"}
    answer = client.post(at("live_attendance", sitting), sent, **JSON)
    assert (answer.status_code, presences(sitting)) == (422, {})
    assert client.post(at("live_attendance", sitting), sent).status_code == 302
    assert presences(sitting) == {}


def test_the_form_of_presences_keeps_what_was_noted_since_it_was_opened(client, sitting, seats):
    address = at("attendance", sitting)
    form = client.get(address).context["form"]
    assert f'name="initial-seat_{seats[0].pk}"' in str(form[f"seat_{seats[0].pk}"])
    note_attendance(sitting, Noted({seats[0].pk: "remote"}, come=["Signé Seul"]), by=nobody())
    Attendance.objects.update(signed_at=NOW)
    sent = {f"seat_{seat.pk}": "" for seat in seats}
    sent |= {f"seat_{seats[1].pk}": "present", "guests": "Max Exemple", "initial-guests": ""}
    assert client.post(address, sent).status_code == 302
    assert presences(sitting) == {seats[0].pk: "remote", seats[1].pk: "present"}
    guests = Attendance.objects.filter(seat=None).order_by("pk")
    assert [(row.name, bool(row.signed_at)) for row in guests] == [
        ("Signé Seul", True),
        ("Max Exemple", False),
    ]


def test_who_signed_and_is_noted_otherwise_has_not_signed_any_more(sitting, seats):
    key = {seats[0].pk: "present"}
    note_attendance(sitting, Noted(key), by=nobody())
    Attendance.objects.update(signed_at=NOW)
    record_attendance(sitting, key, {}, by=nobody())
    assert Attendance.objects.get().signed_at == NOW
    note_attendance(sitting, Noted({seats[0].pk: "absent"}), by=nobody())
    assert Attendance.objects.get().signed_at is None
    note_attendance(sitting, Noted({seats[0].pk: ""}), by=nobody())
    assert Attendance.objects.count() == 0


def test_a_decision_is_noted_where_it_is_said(client, sitting, item, person):
    sent = {
        "text": "Suivre le délai.",
        "kind": "task",
        "owner": "inès exemple, caf 13",
        "due_on": "2027-03-31",
    }
    answer = client.post(at("live_decision", sitting, item.pk), sent)
    assert answer.url == at("live", sitting) + f"#point-{item.pk}"
    row = Decision.objects.get()
    assert (row.item, row.sitting, row.owner) == (item, sitting, person)
    assert (row.state, row.kind, row.decided_on) == ("proposed", "task", TODAY)
    assert "Suivre le délai." in client.get(at("live", sitting)).content.decode()


def test_every_form_of_the_page_carries_the_mark_that_its_sending_needs(client, sitting, seats):
    page = client.get(at("live", sitting)).content.decode()
    assert page.count("<form") - page.count('role="search"') == 6
    assert page.count("csrfmiddlewaretoken") == 6


def test_a_decision_noted_once_the_sitting_was_held_is_adopted(client, sitting):
    Sitting.objects.update(state=SittingState.HELD.value)
    sent = {"text": "Adopter.", "kind": "decision"}
    piece = client.post(at("live_decision", sitting, 0), sent, HTTP_HX_REQUEST="true")
    assert Decision.objects.get().state == "adopted"
    assert piece.content.decode().strip().startswith("<section")
    assert "Adopter." in piece.content.decode()


def test_an_owner_whom_the_directory_does_not_know_is_said_in_place(client, sitting, item, person):
    sent = {"text": "Suivre.", "kind": "task", "owner": "Personne Inconnue"}
    for head in ({}, {"HTTP_HX_REQUEST": "true"}):
        page = client.post(at("live_decision", sitting, item.pk), sent, **head).content.decode()
        assert "L’annuaire ne connaît pas ce nom" in page
        assert "Suivre." in page
    same = PersonData("Inès Exemple", "", "", "", person.organisation)
    create_person(sitting.convention_id, same, by=nobody())
    sent["owner"] = "Inès Exemple"
    page = client.post(at("live_decision", sitting, item.pk), sent).content.decode()
    assert "Plusieurs personnes portent ce nom" in page
    assert Decision.objects.count() == 0


def test_a_decision_of_a_point_that_is_not_there_is_not_noted(client, sitting):
    sent = {"text": "Adopter.", "kind": "decision"}
    assert client.post(at("live_decision", sitting, 10**30), sent).status_code == 404
    assert client.post(at("live_words", sitting), {"item": 10**30}, **JSON).status_code == 422
    assert Decision.objects.count() == 0


def test_a_decision_after_the_approval_is_refused_with_a_sentence(client, sitting, item):
    sitting.__class__.objects.filter(pk=sitting.pk).update(state=SittingState.APPROVED.value)
    sent = {"text": "Trop tard.", "kind": "decision"}
    page = client.post(at("live_decision", sitting, item.pk), sent, HTTP_HX_REQUEST="true")
    assert page.status_code == 200
    assert "approuvé" in page.content.decode()
    assert not sitting.decisions.exists()
