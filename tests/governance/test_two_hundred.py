"""Two hundred convocations of one sitting, through a server that fails in every way."""

from collections import Counter
from datetime import timedelta

import pytest
import vobject
from django.urls import reverse
from django.utils import timezone

from gouvernail.directory.models import Person
from gouvernail.documents.content.sendings_table import sendings_table
from gouvernail.governance.mail_words import body_of, subject_of
from gouvernail.governance.models import AgendaItem, Occasion
from gouvernail.governance.operations.convening import write_to_invitees
from gouvernail.governance.operations.invitees import invite_besides, secret_of
from gouvernail.governance.operations.mails import Letter
from gouvernail.governance.queries.convening import recipients_of
from gouvernail.mailing.models import Mail
from gouvernail.mailing.operations import deliver_one
from tests.factories import make_convention, nobody
from tests.governance.factories import make_body, make_sitting
from tests.mailing.conftest import post_office as _post_office

post_office = _post_office
NUMBER = 200
pytestmark = pytest.mark.django_db(transaction=True)


def address(rank):
    return f"convie-{rank}@exemple.fr"


@pytest.fixture
def sitting(db):
    convention = make_convention("CTG d’essai", "essai")
    row = make_sitting(make_body(convention), place="Salle fictive")
    AgendaItem.objects.create(sitting=row, title="Bilan")
    for rank in range(NUMBER):
        person = Person.objects.create(
            convention=convention, full_name=f"Convié {rank}", email=address(rank)
        )
        invite_besides(row, person, by=nobody())
    people = frozenset(one.person.pk for one in recipients_of(row, Occasion.CONVOCATION))
    words = body_of(row, Occasion.CONVOCATION)
    letter = Letter(subject_of(row, Occasion.CONVOCATION), words, people)
    write_to_invitees(row, Occasion.CONVOCATION, letter, row.version, by=nobody())
    return row


def deliver_for_a_day(office):
    """Deliver minute after minute; the server dies after 77 mails and is back an hour later."""
    now, dead = timezone.now() + timedelta(minutes=2), False
    for minute in range(1_500):
        while deliver_one(now):
            if len(office.master.taken) == 77 and not dead:
                office.stop()
                dead = True
        if minute == 60:
            office.start()
        if not Mail.objects.to_deliver().exists():
            return
        now += timedelta(minutes=1)


def test_none_is_lost_none_is_doubled_and_no_address_leaks(sitting, post_office, client):
    master = post_office.master
    master.refused = {address(5)}
    master.busy_once = {address(rank) for rank in range(10, 40)}
    master.dropped_before = {address(50), address(51)}
    deliver_for_a_day(post_office)
    states = Counter(Mail.objects.values_list("state", flat=True))
    assert states == {"sent": 197, "uncertain": 2, "failed": 1}
    received = Counter(to for to, _ in master.taken)
    assert received == {address(rank): 1 for rank in range(NUMBER) if rank != 5}
    links = set()
    for to, mail in master.taken:
        words, calendar = [part.get_payload(decode=True).decode() for part in mail.get_payload()]
        invitee = sitting.invitees.get(person__email=to)
        link = reverse("answers:sitting", args=[secret_of(invitee)])
        assert link in words
        links.add(link)
        event = vobject.readOne(calendar).vevent
        assert [row.value for row in event.attendee_list] == [f"mailto:{to}"]
        assert set(_addresses(mail.as_string() + words + calendar)) <= {to}
    assert len(links) == 199
    assert len(sendings_table(sitting).rows) == NUMBER


def _addresses(text):
    return [f"convie-{rank}@exemple.fr" for rank in range(NUMBER) if f"-{rank}@" in text]
