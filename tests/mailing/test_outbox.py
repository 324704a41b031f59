"""What a mail says, to whom, and what becomes of one that is not to leave."""

from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gouvernail.common.errors import Refusal
from gouvernail.history.operations import By
from gouvernail.mailing.models import Mail
from gouvernail.mailing.operations import (
    Link,
    MailDraft,
    deliver_one,
    link_of,
    message_of,
    note_copied,
    post,
    text_of,
    withdraw,
)
from tests.factories import make_convention, make_user, nobody

WITHOUT_SERVER = "django.core.mail.backends.filebased.EmailBackend"


@pytest.fixture
def convention(db):
    return make_convention("CTG d’essai", "essai")


def draft(**values):
    usual = {
        "name": "Lou Exemple",
        "address": "lou@exemple.fr",
        "subject": "Convocation",
        "body": f"Bonjour,\n{Mail.LINK_MARK}\n",
    }
    return MailDraft(**{**usual, **values})


def test_each_mail_names_one_person_alone(convention, post_office):
    post(convention, [draft(), draft(name="Sam", address="sam@exemple.fr")], by=nobody())
    now = timezone.now() + timedelta(minutes=2)
    while deliver_one(now):
        pass
    for to, mail in post_office.master.taken:
        other = ({"lou@exemple.fr", "sam@exemple.fr"} - {to}).pop()
        assert mail["To"] == to
        assert other not in mail.as_string()


def test_the_link_is_written_when_the_mail_leaves_and_kept_nowhere(convention):
    [mail] = post(convention, [draft(link=Link("answers:decision", "decision", "12"))], by=nobody())
    secret = link_of(mail).rstrip("/").rpartition("/")[2]
    assert len(secret) == 43
    assert secret in text_of(mail)
    stored = [str(value) for row in Mail.objects.values() for value in row.values()]
    assert not any(secret in value for value in stored)


def test_answers_go_to_whoever_sent_it(convention):
    sender = make_user("Awa Coordonne", email="awa@exemple.fr")
    [mail] = post(convention, [draft()], by=By(sender))
    assert message_of(mail).reply_to == ["awa@exemple.fr"]


def test_the_calendar_goes_with_its_method(convention):
    [mail] = post(
        convention, [draft(calendar="BEGIN:VCALENDAR", calendar_method="REQUEST")], by=nobody()
    )
    [part] = [p for p in message_of(mail).message().walk() if p.get_filename()]
    assert part.get_content_type() == "text/calendar"
    assert part.get_param("method") == "REQUEST"


def test_without_a_server_a_mail_is_to_be_copied(convention, settings):
    settings.EMAIL_BACKEND = WITHOUT_SERVER
    [mail] = post(convention, [draft()], by=nobody())
    assert mail.state == "to_copy"
    assert not deliver_one(timezone.now() + timedelta(days=1))
    note_copied(mail, by=nobody())
    with pytest.raises(Refusal):
        note_copied(mail, by=nobody())


def test_somebody_without_an_address_is_told_by_hand(convention):
    [mail] = post(convention, [draft(address="")], by=nobody())
    assert mail.state == "to_copy"


def test_a_mail_can_be_taken_back_before_it_leaves(convention, post_office):
    mails = post(convention, [draft(), draft(address="sam@exemple.fr")], by=nobody())
    deliver_one(timezone.now() + timedelta(minutes=2))
    assert withdraw(mails, by=nobody()) == 1
    assert not deliver_one(timezone.now() + timedelta(days=1))
    assert len(post_office.master.taken) == 1


@pytest.mark.parametrize(
    "values",
    [
        {"subject": "Convocation\nBcc: autre@exemple.fr"},
        {"subject": "   "},
        {"body": ""},
        {"body": "Bonjour\x00"},
        {"name": "Lou\x00"},
        {"address": "pas une adresse"},
        {"address": "lou@exemple.fr\r\nBcc: autre@exemple.fr"},
    ],
)
def test_a_mail_that_would_go_astray_is_refused_and_nothing_written(convention, values):
    with pytest.raises(Refusal):
        post(convention, [draft(), draft(**values)], by=nobody())
    assert not Mail.objects.exists()


HEADERS = {
    "content-type", "mime-version", "content-transfer-encoding", "subject", "from", "to",
    "date", "message-id", "auto-submitted",
}  # fmt: skip


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.text(min_size=1, max_size=200),
    st.text(min_size=1, max_size=1_200),
    st.text(max_size=150),
)
def test_whatever_people_write_adds_no_header(convention, subject, body, name):
    try:
        [mail] = post(convention, [draft(subject=subject, body=body, name=name)], by=nobody())
    except Refusal:
        return
    message = message_of(mail).message()
    assert {key.lower() for key in message} == HEADERS
    assert message["To"] == "lou@exemple.fr"
