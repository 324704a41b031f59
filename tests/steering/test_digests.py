"""News by mail: never one's own acts, grouped, as the role allows, once, whatever happens."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from gouvernail.directory.operations import PersonData, create_person
from gouvernail.governance.operations.decisions import DecisionDraft, move_decision, record_decision
from gouvernail.history.operations import By
from gouvernail.mailing.models import Mail
from gouvernail.mailing.operations import text_of
from gouvernail.rules.adjustments import BodyPart
from gouvernail.rules.decisions import DecisionState
from gouvernail.rules.digests import Frequency
from gouvernail.rules.roles import Role
from gouvernail.rules.sittings import SittingState
from gouvernail.steering.models import Digest
from gouvernail.steering.operations import digests
from gouvernail.steering.operations.digests import choose_frequency, secret_of, send_due_digest
from tests.factories import (
    make_action,
    make_convention,
    make_member,
    make_organisation,
    make_user,
    nobody,
)
from tests.governance.factories import make_body, make_sitting
from tests.reviews.factories import make_cotech, make_cycle, make_review, make_validated

NOW = datetime(2026, 11, 26, 9, tzinfo=UTC)  # a Thursday
MONDAY = datetime(2026, 11, 30, 7, tzinfo=UTC)  # 8 h in Paris
SMTP = "django.core.mail.backends.smtp.EmailBackend"


@pytest.fixture(autouse=True)
def _frozen(settings):
    settings.EMAIL_BACKEND = SMTP
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def convention(db):
    return make_convention("CTG d’essai", "essai", by=nobody(at=NOW - timedelta(days=90)))


@pytest.fixture
def awa(convention):
    return make_member(convention, Role.COORDINATOR, user=make_user("Awa Coordonne"))


@pytest.fixture
def sam(convention):
    return make_user("Sam Spécimen")


def work(now):
    """Let the worker do all that is due, and return the mails that it wrote."""
    before = set(Mail.objects.values_list("pk", flat=True))
    while send_due_digest(now):
        pass
    return list(Mail.objects.exclude(pk__in=before).order_by("pk"))


def decide(convention, text, state, **values):
    body = values.pop("body", None) or make_body(convention, f"Instance {text}")
    said = {"body": body, "text": text, "decided_on": date(2026, 11, 26), **values}
    by = nobody("Parce que", at=NOW)
    return record_decision(convention, DecisionDraft(said, []), by=by, state=state)


def test_a_week_is_one_mail_and_each_object_one_line(convention, awa, sam):
    choose_frequency(awa, Frequency.WEEKLY, by=nobody())
    for number in range(3):
        make_action(convention, f"Action {number}", by=By(sam))
    row = decide(convention, "Ouvrir plus tôt", DecisionState.ADOPTED)
    move_decision(row, DecisionState.RUNNING, by=By(sam))
    [mail] = work(MONDAY)
    assert mail.address == awa.user.email
    assert mail.subject == "CTG d’essai\u202f: 4 nouvelles"
    assert mail.body.count("Ouvrir plus tôt") == 1
    assert "en cours" in mail.body
    assert f"/ctg/essai/gouvernance/decisions/{row.pk}/" in mail.body


def test_one_is_never_told_ones_own_acts(convention, awa, sam):
    choose_frequency(awa, Frequency.WEEKLY, by=nobody())
    make_action(convention, "La mienne", by=By(awa.user))
    assert work(MONDAY) == []
    make_action(convention, "La sienne", by=By(sam))
    [mail] = work(MONDAY + timedelta(days=7))
    assert "La sienne" in mail.body
    assert "La mienne" not in mail.body


def test_a_week_without_news_writes_nothing_and_waits_for_the_next(convention, awa):
    choose_frequency(awa, Frequency.WEEKLY, by=nobody())
    assert work(MONDAY) == []
    assert Digest.objects.get().due_at == MONDAY + timedelta(days=7)


def test_what_was_told_is_not_told_again(convention, awa, sam):
    choose_frequency(awa, Frequency.WEEKLY, by=nobody())
    make_action(convention, "Une fois", by=By(sam))
    assert len(work(MONDAY)) == 1
    assert work(MONDAY + timedelta(days=7)) == []


def test_a_member_who_chose_nothing_is_told_by_role(convention, awa, sam):
    make_member(convention, Role.READER)
    work(NOW)
    assert [row.membership for row in Digest.objects.all()] == [awa]
    make_action(convention, "Nouvelle", by=By(sam))
    assert [mail.address for mail in work(MONDAY)] == [awa.user.email]


def test_as_it_comes_is_one_mail_an_hour_at_most(convention, awa, sam):
    choose_frequency(awa, Frequency.IMMEDIATE, by=nobody())
    later = NOW
    sent = []
    for minutes in range(0, 120, 10):
        later = NOW + timedelta(minutes=minutes)
        make_action(convention, f"Action {minutes}", by=By(sam, at=later))
        sent += [later for _ in work(later)]
    assert len(sent) == 2
    assert sent[1] - sent[0] >= timedelta(hours=1)


def test_nothing_comes_while_its_reader_works(convention, awa, sam):
    choose_frequency(awa, Frequency.IMMEDIATE, by=nobody())
    make_action(convention, "La sienne", by=By(sam, at=NOW))
    make_action(convention, "La mienne", by=By(awa.user, at=NOW + timedelta(minutes=5)))
    assert work(NOW + timedelta(minutes=10)) == []
    assert work(NOW + timedelta(minutes=34)) == []
    [mail] = work(NOW + timedelta(minutes=36))
    assert "La sienne" in mail.body


def test_a_line_that_was_just_written_waits(convention, awa, sam):
    choose_frequency(awa, Frequency.IMMEDIATE, by=nobody())
    make_action(convention, "À l’instant", by=By(sam, at=NOW))
    assert work(NOW) == []
    assert len(work(NOW + timedelta(minutes=15))) == 1


# --- As the role allows


@pytest.fixture
def everything(convention, sam):
    """Write one of everything, each with a canary, by somebody else."""
    by = By(sam, at=NOW)
    make_action(convention, "canari-action-propre", leads=("Centre social",), by=by)
    other = make_action(convention, "canari-action-autrui", leads=("Ville",), by=by)
    decide(convention, "canari-décision-prise", DecisionState.ADOPTED)
    decide(convention, "canari-décision-proposée", DecisionState.PROPOSED)
    decide(convention, "canari-décision-rejetée", DecisionState.REJECTED)
    cycle = make_cycle(convention)
    make_review(cycle, other, results="canari-texte-transmis")
    shown = make_action(convention, "canari-validée", leads=("Ville",), by=by)
    cotech = make_cotech(convention, on=date(2026, 6, 4))
    make_validated(cycle, shown, cotech, results="canari-texte-validé")


def body_for(membership):
    choose_frequency(membership, Frequency.WEEKLY, by=nobody())
    Digest.objects.update(last_entry=0)
    mails = work(MONDAY)
    return mails[0].body if mails else ""


@pytest.mark.usefixtures("everything")
def test_a_reader_is_told_what_is_adopted_or_validated_and_nothing_else(convention):
    body = body_for(make_member(convention, Role.READER))
    assert "canari-décision-prise" in body
    assert "Bilan validé et figé" in body
    for word in ("action-propre", "action-autrui", "proposée", "rejetée", "transmis", "texte"):
        assert f"canari-{word}" not in body.replace("décision-", "")
    assert "Bilan écrit" not in body


@pytest.mark.usefixtures("everything")
def test_a_contributor_is_told_of_their_own_actions_alone(convention):
    mine = make_organisation(convention, "Centre social")
    body = body_for(make_member(convention, Role.CONTRIBUTOR, mine))
    assert "canari-action-propre" in body
    assert body.count("canari-") == 1


@pytest.mark.usefixtures("everything")
def test_a_contributor_without_a_structure_is_told_nothing(convention):
    assert body_for(make_member(convention, Role.CONTRIBUTOR)) == ""


def test_a_contributor_is_told_of_the_decisions_they_answer_for(convention):
    user = make_user("Max Témoin")
    data = PersonData("Max Témoin", "", user.email)
    person = create_person(convention.pk, data, by=nobody())
    decide(convention, "canari-la-mienne", DecisionState.ADOPTED, owner=person)
    decide(convention, "canari-autre", DecisionState.ADOPTED)
    body = body_for(make_member(convention, Role.CONTRIBUTOR, user=user))
    assert "canari-la-mienne" in body
    assert "canari-autre" not in body


@pytest.mark.usefixtures("everything")
def test_the_team_is_told_of_everything_but_not_of_the_words_of_others(convention, awa):
    body = body_for(awa)
    for word in ("action-propre", "action-autrui", "décision-proposée", "décision-prise"):
        assert f"canari-{word}" in body
    assert "canari-texte" not in body


def test_a_convention_of_others_is_never_told(convention, awa, sam):
    elsewhere = make_convention("Ailleurs", "ailleurs")
    choose_frequency(awa, Frequency.WEEKLY, by=nobody())
    make_action(elsewhere, "canari-ailleurs", by=By(sam))
    assert work(MONDAY) == []


# --- Whatever happens


def test_a_worker_that_dies_loses_nothing_and_writes_nothing_twice(
    convention, awa, sam, monkeypatch
):
    choose_frequency(awa, Frequency.WEEKLY, by=nobody())
    make_action(convention, "Nouvelle", by=By(sam))

    def killed(*_, **__):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(digests, "post", killed)
        with pytest.raises(KeyboardInterrupt):
            send_due_digest(MONDAY)
    assert not Mail.objects.exists()
    assert work(MONDAY + timedelta(minutes=1)) == []  # its lease still runs
    [mail] = work(MONDAY + timedelta(minutes=6))
    assert "Nouvelle" in mail.body
    assert work(MONDAY + timedelta(minutes=12)) == []


def test_a_worker_that_lost_its_lease_writes_nothing(convention, awa, sam, monkeypatch):
    choose_frequency(awa, Frequency.WEEKLY, by=nobody())
    make_action(convention, "Nouvelle", by=By(sam))
    slow = digests.digest_content

    def overtaken(*arguments):
        content = slow(*arguments)
        monkeypatch.setattr(digests, "digest_content", slow)
        assert len(work(MONDAY + timedelta(minutes=6))) == 1  # another one did it meanwhile
        return content

    monkeypatch.setattr(digests, "digest_content", overtaken)
    send_due_digest(MONDAY)
    assert Mail.objects.count() == 1


def test_without_a_mail_server_the_news_wait(convention, awa, sam, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    choose_frequency(awa, Frequency.WEEKLY, by=nobody())
    make_action(convention, "Nouvelle", by=By(sam))
    assert work(MONDAY) == []
    settings.EMAIL_BACKEND = SMTP
    assert len(work(MONDAY + timedelta(hours=1))) == 1


def test_a_closed_account_is_not_written_to(convention, awa, sam):
    choose_frequency(awa, Frequency.WEEKLY, by=nobody())
    awa.user.is_active = False
    awa.user.save()
    make_action(convention, "Nouvelle", by=By(sam))
    assert work(MONDAY) == []


def test_many_news_stay_short(convention, awa, sam):
    choose_frequency(awa, Frequency.WEEKLY, by=nobody())
    for number in range(40):
        make_action(convention, f"Action {number}", by=By(sam))
    [mail] = work(MONDAY)
    assert "et 25 autres" in mail.body
    assert mail.body.count("– Action") == 15


# --- Choosing, and stopping


def test_the_page_keeps_the_choice_and_shows_what_the_mail_would_say(convention, awa, sam, client):
    make_action(convention, "La sienne", by=By(sam, at=NOW - timedelta(days=1)))
    client.force_login(awa.user)
    path = reverse("steering:digest", args=["essai"])
    page = client.get(path).content.decode()
    assert "La sienne" in page
    assert client.post(path, {"frequency": "none"}).status_code == 302
    assert Digest.objects.get().frequency == Frequency.NONE.value


def test_whoever_begins_again_is_not_told_the_past(convention, awa, sam):
    choose_frequency(awa, Frequency.NONE, by=nobody())
    make_action(convention, "Entre-temps", by=By(sam))
    choose_frequency(awa, Frequency.WEEKLY, by=nobody())
    assert work(MONDAY) == []


def test_the_link_of_the_mail_stops_it_by_its_button_alone(convention, awa, sam, client):
    choose_frequency(awa, Frequency.WEEKLY, by=nobody())
    make_action(convention, "Nouvelle", by=By(sam))
    [mail] = work(MONDAY)
    digest = Digest.objects.get()
    path = reverse("digests:stop", args=[secret_of(digest)])
    assert path in text_of(mail)
    assert secret_of(digest) not in mail.body
    assert client.get(path).status_code == 200
    assert Digest.objects.get().frequency == Frequency.WEEKLY.value
    client.post(path)
    assert Digest.objects.get().frequency == Frequency.NONE.value
    assert "Vous ne recevez plus" in client.get(path).content.decode()


def test_a_link_that_never_was_is_not_found(convention, client):
    assert client.get(reverse("digests:stop", args=["inconnu"])).status_code == 404


def test_a_sitting_is_told_to_a_contributor_once_they_are_called(convention, client):
    body = make_body(convention, "Cotech", part=BodyPart.EXAMINES.value)
    make_sitting(body, date(2026, 12, 3), SittingState.CONVENED)
    assert body_for(make_member(convention, Role.CONTRIBUTOR)) == ""


def test_two_first_choices_at_once_keep_one_row(convention, awa, monkeypatch):
    made = digests._new

    def after_another(membership, frequency, now):
        made(membership, Frequency.WEEKLY, now).save()
        return made(membership, frequency, now)

    monkeypatch.setattr(digests, "_new", after_another)
    row = choose_frequency(awa, Frequency.IMMEDIATE, by=nobody(at=NOW))
    assert (Digest.objects.get(), row.frequency) == (row, Frequency.IMMEDIATE.value)


def test_the_news_of_a_review_lead_to_the_review(convention, awa):
    action = make_action(convention, "Ouvrir un relais", "en cours", number="1")
    review = make_review(make_cycle(convention), action, by=nobody(at=NOW))
    path = reverse("reviews:review", args=["essai", review.cycle_id, "actions", action.pk])
    page = digests.digest_content(awa, 0, NOW - timedelta(days=1), NOW + timedelta(hours=1))
    assert path in [line.path for group in page.groups for line in group.lines]
