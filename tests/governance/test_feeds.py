"""The shared calendars, as another library reads them."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
import vobject
from django.urls import reverse

from gouvernail.conventions.models import Membership
from gouvernail.directory.operations import PersonData, create_person
from gouvernail.governance.models import AgendaItem, CalendarFeed
from gouvernail.governance.operations.feeds import revoke_calendar, share_calendar
from gouvernail.governance.operations.sittings import change_sitting
from gouvernail.rules.roles import Role
from gouvernail.rules.sittings import SittingState
from tests.factories import make_convention, make_member, make_user, nobody
from tests.governance.factories import make_body, make_seat, make_sitting, record_attendance

PARIS = ZoneInfo("Europe/Paris")
pytestmark = pytest.mark.usefixtures("frozen")


@pytest.fixture
def frozen():
    with time_machine.travel(datetime(2026, 11, 24, 9, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def convention(db):
    return make_convention("CTG d’essai", "essai")


@pytest.fixture
def copil(convention):
    return make_body(convention, short_name="Copil")


@pytest.fixture
def coordinator(convention):
    user = make_user("Awa Coordonne")
    make_member(convention, Role.COORDINATOR, user=user)
    return user


def at_moment(body, moment, details):
    sitting = make_sitting(body, moment.date(), **details)
    sitting.starts_at = moment
    sitting.save()
    return sitting


def read(client, of, convention):
    _, secret = share_calendar(convention, of, by=nobody())
    answer = client.get(reverse("calendars:feed", args=[secret]))
    return vobject.readOne(answer.content.decode()), answer


def events(calendar):
    return list(getattr(calendar, "vevent_list", []))


# The Saturday before and the Monday after each change of hour, and an evening sitting.
AROUND_CHANGES = [
    (2026, 3, 28), (2026, 3, 30), (2026, 10, 24), (2026, 10, 26),
    (2027, 3, 27), (2027, 3, 29), (2027, 10, 30), (2027, 11, 1),
]  # fmt: skip


@pytest.mark.parametrize("day", AROUND_CHANGES)
@pytest.mark.parametrize(("hour", "minute"), [(9, 0), (14, 30), (23, 30)])
def test_hours_stay_what_was_said_across_the_changes_of_hour(
    client, convention, copil, day, hour, minute
):
    moment = datetime(*day, hour, minute, tzinfo=PARIS)
    sitting = at_moment(copil, moment, {"duration": 90})
    [event] = events(read(client, copil, convention)[0])
    assert event.dtstart.value.astimezone(UTC) == sitting.starts_at
    assert (event.dtstart.value.hour, event.dtstart.value.minute) == (hour, minute)
    assert event.dtend.value - event.dtstart.value == timedelta(minutes=90)


def test_the_file_carries_the_rules_of_its_zone(client, convention, copil):
    make_sitting(copil, date(2026, 12, 10))
    _, answer = read(client, copil, convention)
    text = answer.content.decode()
    assert "DTSTART;TZID=Europe/Paris:20261210T140000" in text
    assert "BEGIN:VTIMEZONE" in text
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT1H" in text
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))


def test_the_zone_of_the_file_is_that_of_the_clocks_for_forty_years(client, convention, copil):
    make_sitting(copil, date(2026, 12, 10))
    calendar, _ = read(client, copil, convention)
    told = calendar.vtimezone.tzinfo
    for day in range(365 * 40):
        moment = datetime(2000, 1, 1, 12, tzinfo=PARIS) + timedelta(days=day)
        assert moment.replace(tzinfo=told).utcoffset() == moment.utcoffset()


def test_a_sitting_over_the_night_of_the_change_ends_when_it_ends(client, convention, copil):
    moment = datetime(2026, 10, 24, 23, 30, tzinfo=PARIS)
    sitting = at_moment(copil, moment, {"duration": 300})
    [event] = events(read(client, copil, convention)[0])
    ends = event.dtend.value.astimezone(UTC)
    assert ends == sitting.starts_at.astimezone(UTC) + timedelta(minutes=300)
    assert event.dtend.value.hour == 3


def test_nothing_said_or_noted_at_the_sitting_leaves_with_the_calendar(client, convention, copil):
    person = create_person(convention.pk, PersonData("Inès Exemple", "Maire"), by=nobody())
    seat = make_seat(copil, "Présidente", holder=person)
    sitting = make_sitting(
        copil,
        date(2026, 11, 20),
        SittingState.HELD,
        minutes="Paroles rapportées",
        state_reason="Motif intime",
    )
    record_attendance(sitting, {seat.pk: "present"}, {seat.pk: "Inès Exemple"}, by=nobody())
    AgendaItem.objects.create(sitting=sitting, title="Bilan", presenter="Inès Exemple")
    text = vobject.readOne(read(client, copil, convention)[1].content.decode()).serialize()
    assert "Bilan" in text
    for hidden in ("Inès", "Paroles", "intime", "Présidente"):
        assert hidden not in text


def test_words_with_accents_commas_and_line_breaks_come_back_whole(client, convention, copil):
    title, place = "Où en est-on ? Bilan, suites ; « œuvre »", "Hôtel de ville, salle 2 ; 1er étage"
    sitting = make_sitting(copil, date(2026, 12, 10), title=title, place=place)
    AgendaItem.objects.create(sitting=sitting, title="Point, un", position=0)
    AgendaItem.objects.create(sitting=sitting, title="Point ; deux", position=1)
    [event] = events(read(client, copil, convention)[0])
    assert event.summary.value == f"Comité de pilotage – {title}"
    assert event.location.value == place
    assert event.description.value == "1. Point, un\n2. Point ; deux"


@pytest.mark.parametrize(
    ("state", "status"),
    [
        (SittingState.PREPARING, "TENTATIVE"),
        (SittingState.CONVENED, "CONFIRMED"),
        (SittingState.CANCELLED, "CANCELLED"),
        (SittingState.POSTPONED, "CANCELLED"),
    ],
)
def test_a_sitting_that_is_given_up_stays_and_says_so(client, convention, copil, state, status):
    make_sitting(copil, date(2026, 12, 10), state)
    [event] = events(read(client, copil, convention)[0])
    assert event.status.value == status
    is_given_up = status == "CANCELLED"
    assert event.transp.value == ("TRANSPARENT" if is_given_up else "OPAQUE")
    assert (event.summary.value != "Comité de pilotage") is is_given_up


def test_a_moved_sitting_keeps_its_identity_and_grows_its_sequence(client, convention, copil):
    sitting = make_sitting(copil, date(2026, 12, 10))
    [before] = events(read(client, copil, convention)[0])
    later = sitting.starts_at + timedelta(days=7)
    change_sitting(sitting, {"starts_at": later}, sitting.version, by=nobody())
    [after] = events(read(client, copil, convention)[0])
    assert after.uid.value == before.uid.value
    assert int(after.sequence.value) > int(before.sequence.value)
    assert after.dtstart.value - before.dtstart.value == timedelta(days=7)


def test_a_person_sees_the_bodies_in_which_they_sit(client, convention, copil):
    cotech = make_body(convention, "Comité technique")
    person = create_person(convention.pk, PersonData("Inès Exemple", "Maire"), by=nobody())
    make_seat(copil, "Présidente", holder=person)
    make_sitting(copil, date(2026, 12, 10))
    make_sitting(cotech, date(2026, 12, 3))
    [event] = events(read(client, person, convention)[0])
    assert event.summary.value == "Comité de pilotage"
    assert "Inès" not in read(client, person, convention)[1].content.decode()


def test_a_reader_loses_the_calendar_with_the_part_in_the_convention(
    client, convention, copil, coordinator
):
    make_sitting(copil, date(2026, 12, 10))
    _, secret = share_calendar(convention, coordinator, by=nobody())
    address = reverse("calendars:feed", args=[secret])
    assert client.get(address).status_code == 200
    Membership.objects.filter(user=coordinator).delete()
    assert client.get(address).status_code == 404


def test_a_closed_account_reads_its_calendar_no_more(client, convention, copil, coordinator):
    _, secret = share_calendar(convention, coordinator, by=nobody())
    coordinator.is_active = False
    coordinator.save()
    assert client.get(reverse("calendars:feed", args=[secret])).status_code == 404


def test_a_revoked_or_unknown_address_answers_nothing(client, convention, copil):
    feed, secret = share_calendar(convention, copil, by=nobody())
    revoke_calendar(feed, by=nobody())
    assert client.get(reverse("calendars:feed", args=[secret])).status_code == 404
    assert client.get(reverse("calendars:feed", args=["inconnu"])).status_code == 404


def test_the_secret_is_not_kept_and_reading_writes_nothing(
    client, convention, copil, django_assert_num_queries
):
    make_sitting(copil, date(2026, 12, 10))
    _, secret = share_calendar(convention, copil, by=nobody())
    assert secret not in repr(vars(CalendarFeed.objects.get()))
    with django_assert_num_queries(3) as seen:
        client.get(reverse("calendars:feed", args=[secret]))
    assert all(query["sql"].startswith("SELECT") for query in seen.captured_queries)


def test_an_unchanged_calendar_is_not_sent_twice(client, convention, copil):
    make_sitting(copil, date(2026, 12, 10))
    _, secret = share_calendar(convention, copil, by=nobody())
    address = reverse("calendars:feed", args=[secret])
    etag = client.get(address)["ETag"]
    unchanged = client.get(address, headers={"If-None-Match": etag})
    assert (unchanged.status_code, unchanged.content) == (304, b"")
    assert unchanged["Cache-Control"] == "private, no-cache"
    head = client.head(address)
    assert (head.status_code, head.content, head["ETag"]) == (200, b"", etag)
    copil.name = "Comité de pilotage élargi"
    copil.save()
    assert client.get(address, headers={"If-None-Match": etag}).status_code == 200


def test_one_sitting_leaves_as_a_file(client, convention, copil, coordinator):
    sitting = make_sitting(copil, date(2026, 12, 10))
    client.force_login(coordinator)
    answer = client.get(reverse("governance_files:sitting", args=["essai", sitting.pk]))
    [event] = events(vobject.readOne(answer.content.decode()))
    assert event.uid.value.startswith(str(sitting.uid))


def test_a_coordinator_shares_and_revokes_the_calendar_of_a_body(
    client, convention, copil, coordinator
):
    client.force_login(coordinator)
    address = reverse("governance:share_calendar", args=["essai"])
    page = client.post(address, {"of": f"body-{copil.pk}"}).content.decode()
    assert "/agenda/" in page
    secret = page.split("/agenda/")[1].split(".ics")[0]
    for place in ("feeds", "calendar"):
        again = client.get(reverse(f"governance:{place}", args=["essai"])).content.decode()
        assert secret not in again
    feed = CalendarFeed.objects.get()
    client.post(reverse("governance:revoke_calendar", args=["essai", feed.pk]))
    feed.refresh_from_db()
    assert feed.revoked_at


def test_a_reader_shares_only_for_themselves(client, convention, copil):
    reader = make_user("Lou Lit")
    make_member(convention, Role.READER, user=reader)
    client.force_login(reader)
    address = reverse("governance:share_calendar", args=["essai"])
    assert client.post(address, {"of": f"body-{copil.pk}"}).status_code == 200
    assert not CalendarFeed.objects.exists()
    client.post(address, {"of": "me"})
    assert CalendarFeed.objects.get().owner == reader


def test_nobody_revokes_the_calendar_of_somebody_else_s_account(
    client, convention, copil, coordinator
):
    reader = make_user("Lou Lit")
    make_member(convention, Role.READER, user=reader)
    own, _ = share_calendar(convention, reader, by=nobody())
    body, _ = share_calendar(convention, copil, by=nobody())
    client.force_login(coordinator)
    assert _revoke(client, own) == 403
    client.force_login(reader)
    assert _revoke(client, body) == 403
    assert _revoke(client, own) == 302
    assert _revoke(client, own) == 404


def _revoke(client, feed):
    return client.post(reverse("governance:revoke_calendar", args=["essai", feed.pk])).status_code


def test_queries_of_a_calendar_do_not_grow_with_its_sittings(
    client, convention, copil, coordinator, django_assert_num_queries
):
    for day in range(1, 29):
        row = make_sitting(copil, date(2026, 12, day))
        AgendaItem.objects.create(sitting=row, title="Bilan")
    _, secret = share_calendar(convention, coordinator, by=nobody())
    with django_assert_num_queries(4):
        client.get(reverse("calendars:feed", args=[secret]))
    client.force_login(coordinator)
    for number in range(5):
        share_calendar(convention, make_body(convention, f"Groupe {number}"), by=nobody())
    with django_assert_num_queries(4):
        client.get(reverse("governance:feeds", args=["essai"]))
