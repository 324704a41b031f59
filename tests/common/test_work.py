"""Work behind the pages: taken once, under a lease, one kind never stops another."""

from datetime import timedelta

import pytest
from django.utils import timezone

from gouvernail.common.work import take_due, work_until_idle
from gouvernail.mailing.models import Mail
from gouvernail.mailing.operations import MailDraft, post
from tests.factories import make_convention, nobody

LEASE = timedelta(minutes=1)


def fails(now):
    raise ValueError("a poisoned row")


def works(now):
    done.append(now)
    return len(done) < 3


done = []


def test_a_kind_of_work_that_fails_does_not_stop_the_others(settings):
    done.clear()
    settings.BACKGROUND_WORK = [f"{__name__}.fails", f"{__name__}.works"]
    assert work_until_idle() == 2
    assert len(done) == 3


@pytest.fixture
def mail(db):
    convention = make_convention()
    [row] = post(convention, [MailDraft("Lou", "lou@exemple.fr", "Objet", "Texte")], by=nobody())
    return row


def test_a_row_is_taken_once_until_its_lease_runs_out(mail):
    now = timezone.now() + timedelta(minutes=2)
    rows = Mail.objects.all()
    taken = take_due(rows, LEASE, now)
    assert (taken.pk, taken.tries) == (mail.pk, 1)
    assert take_due(rows, LEASE, now) is None
    again = take_due(rows, LEASE, now + timedelta(minutes=2))
    assert (again.pk, again.tries) == (mail.pk, 2)


def test_a_row_is_not_taken_before_its_time(mail):
    assert take_due(Mail.objects.all(), LEASE, timezone.now()) is None
