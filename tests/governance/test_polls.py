"""Finding a date among those who are called."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.urls import reverse

from gouvernail.common.errors import Refusal
from gouvernail.directory.operations import PersonData, create_person
from gouvernail.governance.mail_words import body_of, subject_of
from gouvernail.governance.models import DateVote, Occasion
from gouvernail.governance.operations.convening import write_to_invitees
from gouvernail.governance.operations.invitees import secret_of
from gouvernail.governance.operations.mails import Letter
from gouvernail.governance.operations.polls import choose_date, propose_dates, vote_on_dates
from gouvernail.governance.queries.convening import recipients_of
from gouvernail.governance.queries.polls import poll_page
from gouvernail.mailing.models import Mail
from gouvernail.rules.roles import Role
from tests.factories import make_convention, make_member, make_user, nobody, reload
from tests.governance.factories import make_body, make_seat, make_sitting

PARIS = ZoneInfo("Europe/Paris")
MOMENTS = [datetime(2026, 12, day, 14, tzinfo=PARIS) for day in (10, 15, 25)]
UNTIL = date(2026, 12, 4)


@pytest.fixture(autouse=True)
def frozen():
    with time_machine.travel(datetime(2026, 11, 24, 9, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def convention(istres_and_fos):
    return make_convention("CTG d’essai", "essai", communes=["13047"])


@pytest.fixture
def sitting(convention):
    body = make_body(convention)
    for name in ("Lou Exemple", "Sam Spécimen"):
        data = PersonData(name, "", f"{name[:3].lower()}@exemple.fr")
        make_seat(body, name, holder=create_person(convention.pk, data, by=nobody()))
    return make_sitting(body, date(2026, 12, 10), place="Salle A")


@pytest.fixture
def asked(sitting):
    propose_dates(sitting, MOMENTS, UNTIL, sitting.version, by=nobody())
    people = frozenset(one.person.pk for one in recipients_of(sitting, Occasion.POLL))
    words = body_of(sitting, Occasion.POLL)
    letter = Letter(subject_of(sitting, Occasion.POLL), words, people)
    write_to_invitees(sitting, Occasion.POLL, letter, sitting.version, by=nobody())
    return sitting


def votes(sitting, *words):
    options = sitting.date_options.order_by("starts_at")
    return {option.pk: word for option, word in zip(options, words, strict=True) if word}


@pytest.mark.parametrize(
    ("moments", "until", "words"),
    [
        (MOMENTS[:1], UNTIL, "de 2 à 20"),
        ([datetime(2026, 11, 1, 9, tzinfo=PARIS), MOMENTS[0]], UNTIL, "déjà passée"),
        (MOMENTS, None, "jusqu’à quand"),
        (MOMENTS, date(2026, 12, 20), "jusqu’à quand"),
        (MOMENTS, date(2026, 11, 1), "jusqu’à quand"),
    ],
)
def test_dates_that_do_not_do_are_refused_and_nothing_written(sitting, moments, until, words):
    with pytest.raises(Refusal, match=words):
        propose_dates(sitting, moments, until, sitting.version, by=nobody())
    assert not sitting.date_options.exists()
    assert reload(sitting).poll_ends_on is None


def test_the_mail_names_the_dates_and_a_convened_state_is_not_taken(asked):
    mail = Mail.objects.first()
    for words in ("10 décembre", "15 décembre", "25 décembre", "4 décembre"):
        assert words in mail.body
    assert not mail.calendar
    assert reload(asked).state == "preparing"


def test_a_partner_says_which_dates_suit_and_corrects(client, asked):
    lou = asked.invitees.get(name="Lou Exemple")
    address = reverse("answers:sitting", args=[secret_of(lou)])
    first, second, _ = asked.date_options.order_by("starts_at")
    client.post(address, {f"option_{first.pk}": "yes", f"option_{second.pk}": "no"})
    client.post(address, {f"option_{second.pk}": "maybe"})
    found = dict(DateVote.objects.values_list("option_id", "preference"))
    assert found == {first.pk: "yes", second.pk: "maybe"}
    assert "Sam" not in client.get(address).content.decode()


def test_the_date_that_suits_most_is_marked_and_days_off_are_said(asked):
    lou, sam = asked.invitees.order_by("name")
    vote_on_dates(lou, votes(asked, "yes", "yes", "yes"), by=nobody())
    vote_on_dates(sam, votes(asked, "no", "maybe", "no"), by=nobody())
    page = poll_page(asked)
    assert [(line.yes, line.maybe, line.no, line.is_best) for line in page.options] == [
        (1, 0, 1, False), (1, 1, 0, True), (1, 0, 1, False),
    ]  # fmt: skip
    assert [bool(line.off.holiday) for line in page.options] == [False, False, True]
    assert page.options[2].off.school
    assert [voter.words for voter in page.voters] == [
        ("oui", "oui", "oui"), ("non", "si besoin", "non"),
    ]  # fmt: skip


def test_a_date_that_stays_keeps_its_answers(asked):
    lou = asked.invitees.get(name="Lou Exemple")
    vote_on_dates(lou, votes(asked, "yes", "no", "yes"), by=nobody())
    kept = [MOMENTS[0], datetime(2026, 12, 16, 9, tzinfo=PARIS)]
    propose_dates(asked, kept, UNTIL, asked.version, by=nobody())
    assert [vote.preference for vote in DateVote.objects.all()] == ["yes"]


def test_choosing_dates_the_sitting_and_closes_the_poll(client, asked):
    option = asked.date_options.get(starts_at=MOMENTS[1])
    choose_date(option, asked.version, by=nobody())
    row = reload(asked)
    assert (row.starts_at, row.poll_ends_on) == (MOMENTS[1], None)
    lou = asked.invitees.get(name="Lou Exemple")
    with pytest.raises(Refusal, match="choisie"):
        vote_on_dates(reload(lou), votes(asked, "yes", "yes", "yes"), by=nobody())
    page = client.get(reverse("answers:sitting", args=[secret_of(lou)]))
    assert "n’attend pas de réponse" in page.content.decode()


def test_an_answer_after_the_last_day_is_refused(asked):
    lou = asked.invitees.get(name="Lou Exemple")
    with time_machine.travel(datetime(2026, 12, 5, 9, tzinfo=UTC)), pytest.raises(Refusal):
        vote_on_dates(lou, votes(asked, "yes", "", ""), by=nobody())


def test_a_coordinator_proposes_dates_then_keeps_one(client, sitting):
    user = make_user("Awa Coordonne")
    make_member(sitting.convention, Role.COORDINATOR, user=user)
    client.force_login(user)
    address = reverse("governance:dates", args=["essai", sitting.pk])
    sent = {"version": 1, "poll_ends_on": "2026-12-04"}
    sent |= {"day_0": "2026-12-10", "hour_0": "14:00", "day_1": "2026-12-25", "hour_1": "14:00"}
    assert client.post(address, sent).status_code == 302
    page = client.get(address).content.decode()
    assert "jour férié" in page
    option = sitting.date_options.get(starts_at=MOMENTS[0])
    row = reload(sitting)
    client.post(
        reverse("governance:choose_date", args=["essai", option.pk]), {"version": row.version}
    )
    assert reload(sitting).starts_at == MOMENTS[0]


def test_a_day_without_an_hour_is_said(client, sitting):
    user = make_user("Awa Coordonne")
    make_member(sitting.convention, Role.COORDINATOR, user=user)
    client.force_login(user)
    address = reverse("governance:dates", args=["essai", sitting.pk])
    answer = client.post(address, {"version": 1, "day_0": "2026-12-10", "hour_0": ""})
    assert "Donnez l’heure" in answer.content.decode()
