"""Signing in by oneself: on the day, by the secret, once for each place; reading writes nothing."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from gouvernail.common.errors import Refusal
from gouvernail.common.secrets import digest_of
from gouvernail.directory.operations import PersonData, create_person
from gouvernail.governance.models import Attendance, Sitting
from gouvernail.governance.operations.attendance import (
    MOST_SIGN_INS,
    Noted,
    SignIn,
    note_attendance,
    open_sign_in,
    sign_in,
)
from gouvernail.history.models import Entry
from gouvernail.rules.roles import Role
from gouvernail.rules.sittings import SittingState
from tests.factories import make_convention, make_member, make_user, nobody
from tests.governance.factories import make_body, make_seat, make_sitting

NOW = datetime(2026, 11, 23, 13, tzinfo=UTC)
TODAY = date(2026, 11, 23)
CLOSED = "Cette feuille d’émargement n’est pas ouverte"


@pytest.fixture(autouse=True)
def frozen():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def sitting(db):
    body = make_body(make_convention("CTG d’essai", "essai"), "Comité technique")
    return make_sitting(body, TODAY, SittingState.CONVENED)


@pytest.fixture
def seat(sitting):
    data = PersonData("Inès Exemple", "", "", "", None)
    person = create_person(sitting.convention_id, data, by=nobody())
    return make_seat(sitting.body, "Directrice", "Caf 13", holder=person)


@pytest.fixture
def address(sitting):
    return reverse("answers:sign_in", args=[open_sign_in(sitting, by=nobody())])


def sent(**more):
    return {"seat": "", "name": "", "organisation": "", **more}


def test_opening_the_sheet_keeps_the_digest_alone_and_says_it_once(sitting):
    secret = open_sign_in(sitting, by=nobody())
    assert open_sign_in(sitting, by=nobody()) == secret
    assert Sitting.objects.get().sign_in_digest == digest_of(secret)
    assert Entry.objects.filter(verb="sitting.sign_in_opened").count() == 1


def test_somebody_expected_chooses_their_place(client, sitting, seat, address):
    page = client.get(address).content.decode()
    assert "Inès Exemple – Directrice, Caf 13" in page
    answer = client.post(address, sent(seat=seat.pk))
    assert "votre présence est notée" in answer.content.decode()
    row = Attendance.objects.get()
    assert (row.seat, row.name, row.presence, row.signed_at) == (
        seat,
        "Inès Exemple",
        "present",
        NOW,
    )
    assert Entry.objects.get(verb="sitting.signed_in").actor is None
    assert "Inès Exemple" not in client.get(address).content.decode()


def test_a_place_is_signed_once(client, sitting, seat, address):
    client.post(address, sent(seat=seat.pk))
    page = client.post(address, sent(seat=seat.pk)).content.decode()
    assert "Cette place est déjà notée" in page
    with pytest.raises(Refusal, match="déjà notée"):
        sign_in(sitting, SignIn("Autre", seat), by=nobody())
    assert Attendance.objects.get().name == "Inès Exemple"


def test_a_deputy_gives_their_own_name_for_the_place(client, seat, address):
    client.post(address, sent(seat=seat.pk, name="Lou Exemple"))
    assert Attendance.objects.get(seat=seat).name == "Lou Exemple"


def test_a_guest_gives_a_name_and_an_organisation_and_is_noted_once(client, address):
    for _ in range(2):
        answer = client.post(address, sent(name="Max Exemple", organisation="Association fictive"))
        assert answer.status_code == 200
    row = Attendance.objects.get()
    assert (row.seat, row.name, row.function) == (
        None,
        "Max Exemple, Association fictive",
        "invité",
    )


def test_an_empty_answer_says_what_to_give(client, sitting, address):
    page = client.post(address, sent()).content.decode()
    assert "Donnez votre nom" in page
    vacant = make_seat(sitting.body, "Maire")
    assert "Donnez votre nom" in client.post(address, sent(seat=vacant.pk)).content.decode()
    assert Attendance.objects.count() == 0


def test_a_robot_that_reads_changes_nothing(client, address):
    lines = Entry.objects.count()
    for method in (client.get, client.head):
        assert method(address).status_code == 200
    assert client.put(address).status_code == 405
    assert (Attendance.objects.count(), Entry.objects.count()) == (0, lines)


@pytest.mark.parametrize("method", ["get", "post"])
def test_an_unknown_secret_and_a_closed_sheet_say_the_same(client, sitting, seat, address, method):
    def ask(path):
        answer = getattr(client, method)(path, sent(name="Max"))
        return answer.status_code, CLOSED in answer.content.decode(), answer.content

    unknown = ask(reverse("answers:sign_in", args=["inconnu"]))
    assert unknown[:2] == (404, True)
    for days in (-1, 1):
        Sitting.objects.update(starts_at=NOW + timedelta(days=days))
        assert ask(address) == unknown
    for state in (SittingState.APPROVED, SittingState.CANCELLED):
        Sitting.objects.update(starts_at=NOW, state=state.value)
        assert ask(address) == unknown
    assert Attendance.objects.count() == 0


def test_a_sheet_that_was_never_opened_has_no_address(client, sitting):
    assert Sitting.objects.get().sign_in_digest == ""
    assert client.get(reverse("answers:sign_in", args=["x"])).status_code == 404


def test_the_day_is_that_of_the_territory(client, sitting, address, frozen):
    """A sitting at one in the morning in Paris is of that day, though it is the eve in London."""
    Sitting.objects.update(starts_at=datetime(2026, 11, 24, 0, 30, tzinfo=UTC))
    frozen.move_to(datetime(2026, 11, 23, 23, 30, tzinfo=UTC))
    assert client.get(address).status_code == 200


def test_three_hundred_sign_and_no_more(client, sitting, address):
    Attendance.objects.bulk_create(
        Attendance(sitting=sitting, name=f"Invité {n}", presence="present", signed_at=NOW)
        for n in range(MOST_SIGN_INS)
    )
    page = client.post(address, sent(name="De trop")).content.decode()
    assert "300 personnes ont déjà signé" in page
    assert Attendance.objects.count() == MOST_SIGN_INS


def test_the_team_sees_who_signed_and_corrects(client, sitting, seat, address):
    client.post(address, sent(seat=seat.pk))
    user = make_user("Awa Coordonne")
    make_member(sitting.convention, Role.COORDINATOR, user=user)
    client.force_login(user)
    live = reverse("governance:live", args=["essai", sitting.pk])
    assert "a signé à 14 h 00" in client.get(live).content.decode()
    note_attendance(sitting, Noted({seat.pk: "absent"}), by=nobody())
    assert "a signé" not in client.get(live).content.decode()


def test_the_sheet_shows_its_code_once_it_is_opened_and_only_on_the_day(client, sitting):
    user = make_user("Awa Coordonne")
    make_member(sitting.convention, Role.COORDINATOR, user=user)
    client.force_login(user)
    sheet = reverse("governance_files:sign_in_sheet", args=["essai", sitting.pk])
    assert "Ouvrir l’émargement" in client.get(sheet).content.decode()
    assert client.post(sheet).status_code == 302
    page = client.get(sheet).content.decode()
    address = reverse("answers:sign_in", args=[open_sign_in(sitting, by=nobody())])
    assert f"http://testserver{address}" in page
    assert "<title id=" in page
    Sitting.objects.update(starts_at=NOW + timedelta(days=2))
    page = client.get(sheet).content.decode()
    assert "Le code s’affiche le jour de la séance, le 25 novembre 2026" in page
    assert address not in page
    Sitting.objects.update(starts_at=NOW, state=SittingState.APPROVED.value)
    client.post(sheet)
    assert "ne prend plus d’émargement" in client.get(sheet).content.decode()
