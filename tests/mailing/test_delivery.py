"""Two hundred mails through a server that refuses, tarries, drops and dies: none is lost."""

import os
import signal
from collections import Counter
from datetime import timedelta

import pytest
from django.db import connections
from django.utils import timezone

from gouvernail.mailing import operations
from gouvernail.mailing.models import Mail
from gouvernail.mailing.operations import MailDraft, deliver_one, post
from gouvernail.rules.mail import FINAL, MailState
from tests.factories import make_convention, nobody

NUMBER = 200
pytestmark = pytest.mark.django_db(transaction=True)


def address(rank):
    return f"personne-{rank}@exemple.fr"


@pytest.fixture
def convention(db):
    return make_convention("CTG d’essai", "essai")


def write(convention, number=NUMBER):
    drafts = [
        MailDraft(f"Personne {rank}", address(rank), "Convocation", "Bonjour, venez.")
        for rank in range(number)
    ]
    return post(convention, drafts, by=nobody())


def deliver_all(since=None):
    """Let the days pass, minute after minute, until nothing is left to send."""
    now = since or timezone.now() + timedelta(minutes=2)
    for _ in range(3_000):
        while deliver_one(now):
            pass
        if not Mail.objects.to_deliver().exists():
            return
        now += timedelta(minutes=1)
    raise AssertionError(Counter(Mail.objects.values_list("state", flat=True)))


def states():
    return Counter(Mail.objects.values_list("state", flat=True))


def received(office):
    return Counter(to for to, _ in office.master.taken)


def test_nothing_leaves_before_a_minute_has_passed(convention, post_office):
    write(convention, 1)
    assert not deliver_one(timezone.now())
    assert deliver_one(timezone.now() + timedelta(seconds=61))


def test_a_server_that_refuses_delays_and_drops_loses_nobody(convention, post_office):
    master = post_office.master
    master.refused = {address(3), address(150)}
    master.busy_once = {address(rank) for rank in range(10, 30)}
    master.dropped_before = {address(rank) for rank in range(40, 45)}
    master.slow = {address(60)}
    write(convention)
    deliver_all()
    assert states() == {"sent": 192, "uncertain": 6, "failed": 2}
    assert received(post_office) == {
        address(rank): 1 for rank in range(NUMBER) if rank not in {3, 150}
    }


def test_a_line_cut_after_the_mail_was_taken_may_double_it_and_says_so(convention, post_office):
    post_office.master.dropped_after = {address(1)}
    write(convention, 3)
    deliver_all()
    assert received(post_office) == {address(0): 1, address(1): 2, address(2): 1}
    assert Mail.objects.get(address=address(1)).state == MailState.UNCERTAIN.value
    ids = {mail["Message-ID"] for to, mail in post_office.master.taken if to == address(1)}
    assert len(ids) == 1


def test_a_server_that_dies_on_the_way_and_comes_back_loses_nobody(convention, post_office):
    write(convention)
    now = timezone.now() + timedelta(minutes=2)
    for _ in range(77):
        deliver_one(now)
    post_office.stop()
    for _ in range(20):
        deliver_one(now)
    assert states()["to_retry"] == 20
    post_office.start()
    deliver_all(now)
    assert states() == {"sent": NUMBER}
    assert set(received(post_office).values()) == {1}
    assert len(received(post_office)) == NUMBER


@pytest.mark.parametrize(
    ("moment", "copies"),
    [
        pytest.param("hand_over", 1, id="before the server hears of it"),
        pytest.param("_record", 2, id="between the agreement of the server and our writing"),
    ],
)
def test_a_worker_killed_at_the_worst_moment_doubles_one_mail_at_most(
    convention, post_office, moment, copies
):
    write(convention, 100)
    now = timezone.now() + timedelta(minutes=2)
    _die_at(77, moment, now)
    assert states()["in_flight"] == 1
    doubtful = Mail.objects.get(state=MailState.IN_FLIGHT.value).address
    assert deliver_one(now)
    assert states()["in_flight"] == 1, "nobody takes it while its lease runs"
    deliver_all(now)
    found = received(post_office)
    assert len(found) == 100
    assert found.pop(doubtful) == copies
    assert set(found.values()) == {1}
    assert states() == {"sent": 99, "uncertain": 1}


def _die_at(rank, moment, now):
    """Deliver in a process of its own, which is killed at a step of its mail number `rank`."""
    connections.close_all()
    child = os.fork()
    if child == 0:
        known, calls = getattr(operations, moment), Counter()

        def deadly(*args, **kwargs):
            calls[moment] += 1
            if calls[moment] == rank:
                os.kill(os.getpid(), signal.SIGKILL)
            return known(*args, **kwargs)

        setattr(operations, moment, deadly)
        while deliver_one(now):
            pass
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status)


def test_two_workers_never_send_the_same_mail(convention, post_office):
    write(convention, 60)
    now = timezone.now() + timedelta(minutes=2)
    connections.close_all()
    children = []
    for _ in range(2):
        child = os.fork()
        if child == 0:
            while deliver_one(now):
                pass
            os._exit(0)
        children.append(child)
    for child in children:
        assert os.waitpid(child, 0)[1] == 0
    assert set(received(post_office).values()) == {1}
    assert states() == {"sent": 60}


def test_a_mail_that_nobody_takes_is_given_up_and_can_be_tried_again(convention, post_office):
    post_office.stop()
    [mail] = write(convention, 1)
    deliver_all()
    mail.refresh_from_db()
    assert (mail.state, mail.tries) == ("failed", 7)
    post_office.start()
    operations.try_again(mail, by=nobody())
    deliver_all()
    mail.refresh_from_db()
    assert MailState(mail.state) is MailState.SENT
    assert MailState.SENT in FINAL


def test_a_mail_that_kills_its_worker_each_time_is_given_up_and_blocks_nobody(
    convention, post_office
):
    first, second = write(convention, 2)
    Mail.objects.filter(pk=first.pk).update(state="in_flight", tries=7, due_at=timezone.now())
    deliver_all()
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state) == ("failed", "sent")
    assert received(post_office) == {second.address: 1}


def test_a_mail_that_cannot_be_written_is_given_up_and_blocks_nobody(
    convention, post_office, monkeypatch
):
    first, second = write(convention, 2)
    known = operations.message_of

    def broken(mail):
        message = known(mail)
        if mail.pk == first.pk:
            message.extra_headers["X-Odd"] = "a\nb"
        return message

    monkeypatch.setattr(operations, "message_of", broken)
    deliver_all()
    first.refresh_from_db()
    assert (first.state, first.last_error) == ("failed", "message impossible à écrire")
    assert received(post_office) == {second.address: 1}
