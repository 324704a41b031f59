"""Calling people to a sitting: what is written, to whom, what they answer, what they are told."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
import vobject
from django.urls import reverse
from django.utils import timezone

from gouvernail.common.errors import EditConflict, Refusal
from gouvernail.directory.operations import PersonData, create_person
from gouvernail.governance.mail_words import body_of, subject_of
from gouvernail.governance.models import AgendaItem, Answer, Mandate, Occasion, Presence
from gouvernail.governance.operations import backlog, minutes_circuit
from gouvernail.governance.operations.backlog import ProposalDraft, propose_item
from gouvernail.governance.operations.convening import take_back, write_to_invitees
from gouvernail.governance.operations.invitees import (
    answer_convocation,
    close_link,
    invite_besides,
    renew_link,
    secret_of,
)
from gouvernail.governance.operations.mails import Letter
from gouvernail.governance.operations.minutes_circuit import remark, send_for_remarks
from gouvernail.governance.operations.reminders import send_due_reminder
from gouvernail.governance.operations.sittings import (
    change_sitting,
    move_sitting,
)
from gouvernail.governance.operations.words import keep_words
from gouvernail.governance.queries.convening import (
    changes_since_told,
    convening_page,
    recipients_of,
)
from gouvernail.history.models import Entry
from gouvernail.history.operations import By
from gouvernail.mailing.models import Mail
from gouvernail.mailing.operations import link_of, try_again
from gouvernail.rules.roles import Role
from gouvernail.rules.sittings import SittingState
from tests.factories import make_convention, make_member, make_user, nobody, reload
from tests.governance.factories import make_body, make_seat, make_sitting, record_attendance

PARIS = ZoneInfo("Europe/Paris")
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
pytestmark = pytest.mark.usefixtures("frozen")


@pytest.fixture
def frozen():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def convention(db):
    return make_convention("CTG d’essai", "essai")


@pytest.fixture
def awa(convention):
    user = make_user("Awa Coordonne", email="awa@exemple.fr")
    make_member(convention, Role.COORDINATOR, user=user)
    return user


def person(convention, name, email=None):
    email = f"{name.split()[0].lower()}@exemple.fr" if email is None else email
    return create_person(convention.pk, PersonData(name, "", email), by=nobody())


@pytest.fixture
def copil(convention):
    body = make_body(convention, short_name="Copil", convener="La maire (fictive)")
    make_seat(body, "Maire", "Ville d’Istres", holder=person(convention, "Lou Exemple"))
    seat = make_seat(body, "Caf", "Caf 13", holder=person(convention, "Sam Spécimen"))
    deputy = person(convention, "Noa Fictive")
    Mandate.objects.create(seat=seat, person=deputy, is_deputy=True)
    return body


@pytest.fixture
def sitting(copil):
    row = make_sitting(copil, date(2026, 12, 15), place="Salle A")
    AgendaItem.objects.create(sitting=row, title="Bilan de l’année")
    return row


def letter(sitting, occasion=Occasion.CONVOCATION, **values):
    people = frozenset(one.person.pk for one in recipients_of(sitting, occasion))
    words = body_of(sitting, occasion, changes_since_told(sitting))
    usual = {"subject": subject_of(sitting, occasion), "body": words, "person_ids": people}
    return Letter(**{**usual, **values})


def convene(sitting, by=None, **values):
    number = write_to_invitees(
        sitting, Occasion.CONVOCATION, letter(sitting, **values), sitting.version, by=by or nobody()
    )
    sitting.refresh_from_db()
    return number


def link(invitee):
    return reverse("answers:sitting", args=[secret_of(invitee)])


def test_titulars_are_called_and_deputies_told_for_information(sitting):
    assert convene(sitting) == 3
    assert sitting.state == SittingState.CONVENED.value
    found = {row.name: row.kind for row in sitting.invitees.all()}
    assert found == {
        "Lou Exemple": "convocation",
        "Sam Spécimen": "convocation",
        "Noa Fictive": "courtesy",
    }


def test_each_gets_a_mail_of_their_own_with_the_words_and_a_link(sitting, awa):
    convene(sitting, by=By(awa))
    for mail in Mail.objects.all():
        assert "15 décembre 2026 à 14 h 00" in mail.body
        assert "1. Bilan de l’année" in mail.body
        assert Mail.LINK_MARK in mail.body
        assert "La maire (fictive)" in mail.body
    assert Mail.objects.values_list("address", flat=True).distinct().count() == 3


def test_the_calendar_of_a_convocation_names_two_people_and_keeps_the_hour(sitting, awa):
    convene(sitting, by=By(awa))
    mail = Mail.objects.get(name="Lou Exemple")
    calendar = vobject.readOne(mail.calendar)
    assert calendar.method.value == mail.calendar_method == "REQUEST"
    event = calendar.vevent
    assert event.organizer.value == "mailto:awa@exemple.fr"
    assert [row.value for row in event.attendee_list] == ["mailto:lou@exemple.fr"]
    assert event.dtstart.value == datetime(2026, 12, 15, 14, tzinfo=PARIS)
    assert event.uid.value == f"{sitting.uid}@gouvernail"
    assert "sam@exemple.fr" not in mail.calendar


# 18 h stays 18 h on the wall: 16 h, then 17 h of the world after 25 October 2026, and back.
@pytest.mark.parametrize(
    ("day", "utc_hour"),
    [
        ((2026, 12, 1), 17), ((2027, 3, 27), 17), ((2027, 3, 29), 16), ((2027, 10, 30), 16),
        ((2027, 11, 2), 17),
    ],
)  # fmt: skip
def test_an_evening_sitting_stays_in_the_evening_across_the_changes_of_hour(sitting, day, utc_hour):
    sitting.starts_at = datetime(*day, 18, tzinfo=PARIS)
    sitting.save()
    convene(sitting)
    event = vobject.readOne(Mail.objects.first().calendar).vevent
    assert event.dtstart.value.astimezone(UTC).hour == utc_hour
    assert "18 h 00" in Mail.objects.first().body


def test_a_change_is_told_with_a_higher_sequence_and_what_was_there_before(sitting):
    convene(sitting)
    first = vobject.readOne(Mail.objects.first().calendar).vevent
    values = {"place": "Salle B", "starts_at": sitting.starts_at + timedelta(hours=1)}
    change_sitting(sitting, values, sitting.version, by=nobody())
    assert [change.label for change in changes_since_told(sitting)] == ["Date et heure", "Lieu"]
    assert convening_page(sitting, timezone.localdate()).next_occasion is Occasion.REVISION
    revision = letter(sitting, Occasion.REVISION)
    assert "– Lieu : Salle B (au lieu de : Salle A)" in revision.body.replace("\u202f", " ")
    write_to_invitees(sitting, Occasion.REVISION, revision, sitting.version, by=nobody())
    second = vobject.readOne(Mail.objects.last().calendar).vevent
    assert second.uid.value == first.uid.value
    assert int(second.sequence.value) > int(first.sequence.value)
    assert second.location.value == "Salle B"
    assert changes_since_told(sitting) == []


def test_a_sitting_given_up_is_told_to_those_who_were_called(sitting):
    convene(sitting)
    move_sitting(sitting, SittingState.CANCELLED, by=nobody("Trop d’absents"))
    assert convening_page(sitting, timezone.localdate()).next_occasion is Occasion.CANCELLATION
    gone = letter(sitting, Occasion.CANCELLATION)
    assert "Trop d’absents" in gone.body
    assert (
        write_to_invitees(sitting, Occasion.CANCELLATION, gone, sitting.version, by=nobody()) == 3
    )
    mail = Mail.objects.last()
    calendar = vobject.readOne(mail.calendar)
    assert (calendar.method.value, calendar.vevent.status.value) == ("CANCEL", "CANCELLED")
    assert not mail.link_route
    assert convening_page(sitting, timezone.localdate()).next_occasion is None


def test_a_convocation_sent_twice_leaves_once(sitting):
    version, written = sitting.version, letter(sitting)
    write_to_invitees(sitting, Occasion.CONVOCATION, written, version, by=nobody())
    again = reload(sitting)
    with pytest.raises(EditConflict):
        write_to_invitees(again, Occasion.CONVOCATION, written, version, by=nobody())
    assert Mail.objects.count() == 3


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"person_ids": frozenset()}, "au moins un destinataire"),
        ({"body": "Bonjour, venez."}, "Laissez {lien personnel}"),
        ({"subject": "Convocation\nBcc: autre@exemple.fr"}, "une seule ligne"),
    ],
)
def test_a_letter_that_does_not_do_is_refused_and_nothing_written(sitting, values, words):
    with pytest.raises(Refusal, match=words):
        convene(sitting, **values)
    assert reload(sitting).state == SittingState.PREPARING.value
    assert not Mail.objects.exists()
    assert not sitting.invitees.exists()


def test_a_sitting_without_a_place_is_not_convened(copil):
    bare = make_sitting(copil, date(2026, 12, 15))
    with pytest.raises(Refusal, match="lieu"):
        convene(bare)
    assert not Mail.objects.exists()


def test_mails_can_be_taken_back_for_a_minute(sitting):
    convene(sitting)
    assert take_back(sitting, by=nobody()) == 3
    assert set(Mail.objects.values_list("state", flat=True)) == {"withdrawn"}


def test_somebody_without_a_seat_is_called_besides(sitting, convention):
    guest = person(convention, "Ida Invitée")
    invite_besides(sitting, guest, by=nobody())
    with pytest.raises(Refusal, match="déjà convié"):
        invite_besides(sitting, guest, by=nobody())
    assert convene(sitting) == 4


def test_an_answer_comes_without_an_account_and_can_be_corrected(client, sitting):
    convene(sitting)
    lou = sitting.invitees.get(name="Lou Exemple")
    page = client.get(link(lou)).content.decode()
    assert "Lou Exemple, serez-vous là" in page
    assert "Sam" not in page
    client.post(link(lou), {"answer": "remote", "words": "Depuis le bureau"})
    client.post(link(lou), {"answer": "proxy", "name": "Sam Spécimen"})
    lou.refresh_from_db()
    assert (lou.answer, lou.answer_name, lou.is_answered_by_hand) == (
        "proxy", "Sam Spécimen", False,
    )  # fmt: skip
    told = Entry.objects.filter(verb="sitting.answered").latest("pk")
    assert told.reason == "Par lien personnel"


@pytest.mark.parametrize("answer", ["proxy", "deputy"])
def test_whoever_sends_somebody_else_says_whom(client, sitting, answer):
    convene(sitting)
    lou = sitting.invitees.get(name="Lou Exemple")
    page = client.post(link(lou), {"answer": answer}).content.decode()
    assert "Dites" in page
    lou.refresh_from_db()
    assert lou.answer == ""


def test_a_robot_that_opens_the_link_changes_nothing(client, sitting):
    convene(sitting)
    lou = sitting.invitees.get(name="Lou Exemple")
    before = Entry.objects.count()
    for method in ("get", "head"):
        assert getattr(client, method)(link(lou)).status_code == 200
    robot = client.__class__(enforce_csrf_checks=True)
    assert robot.post(link(lou), {"answer": "absent"}).status_code == 403
    lou.refresh_from_db()
    assert lou.answer == ""
    assert Entry.objects.count() == before


def test_a_link_is_of_one_person_and_one_sitting_and_ends(client, sitting, copil):
    convene(sitting)
    lou, sam = (sitting.invitees.get(name=name) for name in ("Lou Exemple", "Sam Spécimen"))
    assert secret_of(lou) != secret_of(sam)
    assert client.get(reverse("answers:sitting", args=["x" * 43])).status_code == 404
    other = make_sitting(copil, date(2026, 12, 20), place="Salle A")
    AgendaItem.objects.create(sitting=other, title="Suite")
    convene(other)
    assert secret_of(other.invitees.get(name="Lou Exemple")) != secret_of(lou)
    close_link(sam, by=nobody())
    assert client.get(link(sam)).status_code == 404
    assert client.get(link(lou)).status_code == 200
    with time_machine.travel(datetime(2027, 2, 14, tzinfo=UTC)):
        assert client.get(link(lou)).status_code == 404


def test_the_sitting_can_be_put_into_ones_own_calendar(client, sitting):
    convene(sitting)
    lou = sitting.invitees.get(name="Lou Exemple")
    calendar = vobject.readOne(client.get(f"{link(lou)}agenda.ics").content.decode())
    assert calendar.vevent.dtstart.value == datetime(2026, 12, 15, 14, tzinfo=PARIS)
    assert "attendee" not in calendar.vevent.contents


def test_a_renewed_link_replaces_the_one_before(client, sitting):
    convene(sitting)
    lou = sitting.invitees.get(name="Lou Exemple")
    old = link(lou)
    renew_link(lou, by=nobody())
    assert client.get(old).status_code == 404
    assert client.get(link(lou)).status_code == 200


def test_a_closed_link_stays_closed_when_the_person_is_written_to_again(client, sitting):
    convene(sitting)
    lou = sitting.invitees.get(name="Lou Exemple")
    close_link(lou, by=nobody())
    again = letter(sitting, Occasion.REMINDER)
    write_to_invitees(sitting, Occasion.REMINDER, again, sitting.version, by=nobody())
    assert client.get(link(lou)).status_code == 404


def test_after_the_sitting_there_is_nothing_to_answer(client, sitting):
    convene(sitting)
    lou = sitting.invitees.get(name="Lou Exemple")
    with time_machine.travel(datetime(2026, 12, 16, 9, tzinfo=UTC)):
        move_sitting(sitting, SittingState.HELD, by=nobody())
        lou.refresh_from_db()
        with pytest.raises(Refusal, match="n’attend plus"):
            answer_convocation(reload(lou), Answer.PRESENT, by=nobody())
        assert "n’attend pas de réponse" in client.get(link(lou)).content.decode()


def remind(at):
    with time_machine.travel(at, tick=False):
        return send_due_reminder(nobody())


def test_reminders_leave_in_the_morning_follow_the_sitting_and_spare_those_who_cannot_come(
    sitting,
):
    convene(sitting, reminders=(7, 1))
    absent = sitting.invitees.get(name="Sam Spécimen")
    answer_convocation(absent, Answer.ABSENT, by=nobody())
    assert not remind(datetime(2026, 12, 8, 7, 59, tzinfo=UTC))
    later = sitting.starts_at + timedelta(days=1)
    change_sitting(sitting, {"starts_at": later}, sitting.version, by=nobody())
    assert not remind(datetime(2026, 12, 8, 8, 0, tzinfo=UTC))
    assert remind(datetime(2026, 12, 9, 8, 0, tzinfo=UTC))
    assert not remind(datetime(2026, 12, 9, 8, 1, tzinfo=UTC)), "once"
    reminded = Mail.objects.filter(subject__startswith="Rappel")
    assert {mail.name for mail in reminded} == {"Lou Exemple", "Noa Fictive"}
    assert "16 décembre 2026" in reminded.first().body


def test_no_reminder_leaves_for_a_sitting_given_up_or_past(sitting):
    convene(sitting, reminders=(7,))
    assert not remind(datetime(2026, 12, 15, 14, 0, tzinfo=UTC))
    move_sitting(sitting, SittingState.CANCELLED, by=nobody("Grève"))
    assert not remind(datetime(2026, 12, 9, 8, 0, tzinfo=UTC))


@pytest.fixture
def signed_in(client, awa):
    client.force_login(awa)
    return client


def at(name, *arguments):
    return reverse(f"governance:{name}", args=["essai", *arguments])


def test_a_coordinator_reads_the_mail_over_and_sends_it(signed_in, sitting):
    address = at("write_mail", sitting.pk, "convocation")
    page = signed_in.get(address)
    assert not Mail.objects.exists(), "reading it over sends nothing"
    assert "Lou Exemple" in page.content.decode()
    form = page.context["form"]
    sent = {
        "version": sitting.version,
        "recipients": [key for key, _ in form.fields["recipients"].choices[:2]],
        "subject": form.initial["subject"],
        "body": form.initial["body"],
        "reminders": "7, 1",
    }
    assert signed_in.post(address, sent).status_code == 302
    assert Mail.objects.count() == 2
    assert [row.days_before for row in sitting.reminders.order_by("pk")] == [7, 1]


def test_what_a_convocation_still_wants_is_said_before_it_is_written(signed_in, copil):
    bare = make_sitting(copil, date(2026, 12, 15))
    page = signed_in.get(at("write_mail", bare.pk, "convocation")).content.decode()
    assert "Donnez d’abord un lieu" in page
    assert at("change_sitting", bare.pk) in page
    assert at("agenda", bare.pk) in page


def test_somebody_who_changed_the_sitting_meanwhile_is_seen(signed_in, sitting):
    address = at("write_mail", sitting.pk, "convocation")
    form = signed_in.get(address).context["form"]
    change_sitting(sitting, {"place": "Salle B"}, sitting.version, by=nobody())
    people = [key for key, _ in form.fields["recipients"].choices]
    sent = {"version": 1, "recipients": people, "reminders": "", **form.initial, "subject": "Venez"}
    assert signed_in.post(address, sent).status_code == 409
    assert not Mail.objects.exists()


@pytest.mark.parametrize("wrong", ["demain", "0,5", "400"])
def test_days_of_reminders_that_cannot_be_read_are_said(signed_in, sitting, wrong):
    address = at("write_mail", sitting.pk, "convocation")
    form = signed_in.get(address).context["form"]
    people = [key for key, _ in form.fields["recipients"].choices]
    answer = signed_in.post(address, {**form.initial, "recipients": people, "reminders": wrong})
    assert answer.status_code == 200
    assert answer.context["form"].errors["reminders"]
    assert not Mail.objects.exists()


def test_without_a_server_the_texts_are_shown_to_copy(signed_in, sitting, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    convene(sitting)
    page = signed_in.get(at("mails_to_copy", sitting.pk)).content.decode()
    lou = sitting.invitees.get(name="Lou Exemple")
    assert link(lou) in page
    mail = Mail.objects.get(name="Lou Exemple")
    signed_in.post(at("mail_copied", mail.pk))
    assert link(lou) not in signed_in.get(at("mails_to_copy", sitting.pk)).content.decode()
    assert "remis à la main" in signed_in.get(at("invitee", lou.pk)).content.decode()


def test_an_answer_by_telephone_is_noted_as_such(signed_in, sitting):
    convene(sitting)
    lou = sitting.invitees.get(name="Lou Exemple")
    signed_in.post(at("invitee", lou.pk), {"answer": "present", "words": "Par téléphone"})
    lou.refresh_from_db()
    assert (lou.answer, lou.is_answered_by_hand) == (Presence.PRESENT.value, True)
    assert "noté par l’équipe" in signed_in.get(at("invitees", sitting.pk)).content.decode()


def test_the_page_reads_the_same_queries_for_three_or_forty(
    signed_in, sitting, convention, django_assert_max_num_queries
):
    convene(sitting)
    for rank in range(40):
        invite_besides(sitting, person(convention, f"Personne{rank} Fictive"), by=nobody())
    write = letter(sitting, Occasion.REVISION)
    write_to_invitees(sitting, Occasion.REVISION, write, sitting.version, by=nobody())
    with django_assert_max_num_queries(10):
        page = signed_in.get(at("invitees", sitting.pk))
    assert page.content.decode().count("Personne") == 40


def test_a_mail_that_failed_is_told_and_can_leave_again(signed_in, sitting):
    convene(sitting)
    mail = Mail.objects.get(name="Lou Exemple")
    Mail.objects.filter(pk=mail.pk).update(state="failed", last_error="réponse 550 du serveur")
    assert "réponse 550 du serveur" in signed_in.get(at("invitees", sitting.pk)).content.decode()
    signed_in.post(at("retry_mail", mail.pk))
    mail.refresh_from_db()
    assert mail.state == "waiting"


def hold_and_send(sitting):
    """Hold the sitting of 15 December and send its minutes for remarks until the 31st."""
    move_sitting(sitting, SittingState.HELD, by=nobody())
    keep_words(sitting, None, "", "Tout a été dit.", by=nobody())
    presences = {seat.pk: "present" for seat in sitting.body.seats.all()}
    record_attendance(sitting, presences, {}, by=nobody())
    send_for_remarks(sitting, date(2026, 12, 31), by=nobody())


def test_minutes_are_remarked_on_by_the_same_link(client, sitting):
    convene(sitting)
    lou, sam = (sitting.invitees.get(name=name) for name in ("Lou Exemple", "Sam Spécimen"))
    with time_machine.travel(datetime(2026, 12, 16, 9, tzinfo=UTC)):
        hold_and_send(sitting)
        assert "Tout a été dit." in client.get(link(lou)).content.decode()
        client.post(link(lou), {"words": "Il manque la date du forum."})
        assert "Il manque la date du forum." in client.get(link(lou)).content.decode()
        assert "forum" not in client.get(link(sam)).content.decode()
    [made] = sitting.remarks.all()
    assert (made.name, made.invitee) == ("Lou Exemple", lou)
    with time_machine.travel(datetime(2027, 1, 1, 9, tzinfo=UTC)):
        assert "n’attend pas de réponse" in client.get(link(lou)).content.decode()


def test_a_point_is_proposed_by_the_same_link(client, sitting, copil):
    convene(sitting)
    lou = sitting.invitees.get(name="Lou Exemple")
    address = reverse("answers:propose_point", args=[secret_of(lou)])
    assert client.get(address).status_code == 200
    client.post(address, {"title": "Horaires d’été", "kind": "opinion", "reason": "Demandé ici."})
    [proposal] = copil.proposals.all()
    assert (proposal.name, proposal.invitee, proposal.kind) == ("Lou Exemple", lou, "opinion")
    with time_machine.travel(datetime(2026, 12, 16, 9, tzinfo=UTC)):
        client.post(address, {"title": "Trop tard", "kind": "opinion"})
    assert copil.proposals.count() == 1


@pytest.mark.parametrize(
    ("occasion", "words"),
    [
        (Occasion.POLL, "Proposez d’abord des dates"),
        (Occasion.REMINDER, "suit la convocation"),
        (Occasion.CANCELLATION, "ni annulée ni reportée"),
        (Occasion.MINUTES, "Ouvrez d’abord le compte rendu"),
    ],
)
def test_a_mail_whose_moment_has_not_come_is_refused(sitting, occasion, words):
    people = frozenset(one.person.pk for one in recipients_of(sitting, Occasion.CONVOCATION))
    early = Letter("Objet", f"Texte {Mail.LINK_MARK}", people)
    with pytest.raises(Refusal, match=words):
        write_to_invitees(sitting, occasion, early, sitting.version, by=nobody())
    assert not Mail.objects.exists()


def test_a_reader_of_the_convention_does_not_read_the_answers(client, sitting):
    convene(sitting)
    lou = sitting.invitees.get(name="Lou Exemple")
    answer_convocation(lou, Answer.PROXY, "Max Secret", "Souffrant", by=nobody())
    reader = make_user("Luc Lecteur")
    make_member(sitting.convention, Role.READER, user=reader)
    client.force_login(reader)
    pages = [at("sitting", sitting.pk), reverse("conventions:journal", args=["essai"])]
    told = "".join(client.get(page).content.decode() for page in pages)
    assert "Réponse à une convocation" in told
    for secret in ("Max Secret", "Souffrant", "donne pouvoir"):
        assert secret not in told
    assert client.get(at("invitees", sitting.pk)).status_code == 403


def test_a_morning_that_has_passed_sends_no_reminder_with_the_convocation(sitting):
    with time_machine.travel(datetime(2026, 12, 12, 9, tzinfo=UTC)):
        convene(sitting, reminders=(7, 1))
        assert [row.days_before for row in sitting.reminders.all()] == [1]
        assert not send_due_reminder(nobody())


def test_a_reminder_leaves_again_when_the_sitting_moved_far(sitting):
    convene(sitting, reminders=(7, 1))
    assert remind(datetime(2026, 12, 8, 8, tzinfo=UTC))
    with time_machine.travel(datetime(2026, 12, 9, 8, tzinfo=UTC)):
        values = {"starts_at": sitting.starts_at + timedelta(days=30)}
        change_sitting(sitting, values, sitting.version, by=nobody())
        again = letter(sitting, Occasion.REVISION, reminders=(7, 1))
        write_to_invitees(sitting, Occasion.REVISION, again, sitting.version, by=nobody())
    assert remind(datetime(2027, 1, 7, 8, tzinfo=UTC))


def test_whoever_was_never_told_gets_no_reminder(sitting, convention):
    convene(sitting, reminders=(7,))
    invite_besides(sitting, person(convention, "Ida Invitée"), by=nobody())
    assert remind(datetime(2026, 12, 8, 8, tzinfo=UTC))
    assert not Mail.objects.filter(name="Ida Invitée").exists()


def test_an_address_that_no_server_takes_is_handed_over_and_blocks_nobody(sitting, convention):
    guest = person(convention, "Ida Invitée")
    guest.__class__.objects.filter(pk=guest.pk).update(email="prénom.nom@ville.fr")
    invite_besides(sitting, guest, by=nobody())
    convene(sitting, reminders=(7,))
    assert remind(datetime(2026, 12, 8, 8, tzinfo=UTC))
    states = set(Mail.objects.filter(name="Ida Invitée").values_list("state", flat=True))
    assert states == {"to_copy"}
    assert Mail.objects.filter(state="waiting").count() == 6


def test_once_every_mail_is_taken_back_the_sitting_is_to_be_convened_again(sitting):
    convene(sitting, reminders=(7, 1))
    take_back(sitting, by=nobody())
    page = convening_page(reload(sitting), timezone.localdate())
    assert page.next_occasion is Occasion.CONVOCATION
    assert not sitting.reminders.exists()
    assert convene(sitting) == 3


def test_a_mail_that_waits_carries_the_renewed_link(client, sitting):
    convene(sitting)
    lou = sitting.invitees.get(name="Lou Exemple")
    renew_link(lou, by=nobody())
    waiting = Mail.objects.get(name="Lou Exemple")
    assert link_of(waiting).endswith(link(lou))
    assert client.get(link(lou)).status_code == 200


def test_a_mail_leaves_again_for_the_address_of_today(sitting):
    convene(sitting)
    mail = Mail.objects.select_related("person").get(name="Lou Exemple")
    Mail.objects.filter(pk=mail.pk).update(state="failed")
    mail.person.email = "lou.nouvelle@exemple.fr"
    mail.person.save()
    try_again(mail, by=nobody())
    mail.refresh_from_db()
    assert (mail.address, mail.state) == ("lou.nouvelle@exemple.fr", "waiting")


def test_a_link_ends_with_the_entry_of_the_person(client, sitting):
    convene(sitting)
    lou = sitting.invitees.get(name="Lou Exemple")
    address = link(lou)
    lou.person = None
    lou.save()
    assert client.get(address).status_code == 404


def test_an_address_that_answers_without_end_is_asked_to_wait(client, sitting, settings):
    convene(sitting)
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "answer": "3/m/ip"}
    address = link(sitting.invitees.get(name="Lou Exemple"))
    codes = [client.post(address, {"answer": "present"}).status_code for _ in range(5)]
    assert codes == [302, 302, 302, 429, 429]
    assert client.get(address).status_code == 200


def test_a_step_taken_twice_is_said_and_not_a_failure(signed_in, sitting):
    convene(sitting)
    address = at("step_sitting", sitting.pk, "cancelled")
    assert signed_in.post(address, {"reason": "Grève"}).status_code == 302
    again = signed_in.post(address, {"reason": "Grève"})
    assert again.status_code == 200
    assert "rechargez la page" in again.content.decode()


def test_one_person_does_not_fill_the_backlog_of_everybody(sitting, copil, monkeypatch):
    monkeypatch.setattr(backlog, "MOST_OF_ONE", 2)
    convene(sitting)
    lou, sam = (sitting.invitees.get(name=name) for name in ("Lou Exemple", "Sam Spécimen"))
    for rank in range(2):
        propose_item(copil, ProposalDraft(f"Point {rank}", name="Lou", invitee=lou), by=nobody())
    with pytest.raises(Refusal, match="attendent déjà"):
        propose_item(copil, ProposalDraft("Un de trop", name="Lou", invitee=lou), by=nobody())
    propose_item(copil, ProposalDraft("De Sam", name="Sam", invitee=sam), by=nobody())


def test_one_person_does_not_hold_the_approval_with_remarks_without_end(sitting, monkeypatch):
    monkeypatch.setattr(minutes_circuit, "MOST_OPEN_REMARKS", 2)
    convene(sitting)
    lou = sitting.invitees.get(name="Lou Exemple")
    with time_machine.travel(datetime(2026, 12, 16, 9, tzinfo=UTC)):
        hold_and_send(sitting)
        for rank in range(2):
            remark(sitting, lou.name, f"Remarque {rank}", lou, by=nobody())
        with pytest.raises(Refusal, match="pas encore répondu"):
            remark(sitting, lou.name, "Une de trop", lou, by=nobody())
