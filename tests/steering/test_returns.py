"""After a sitting: each is told what concerns them, and not a word of what concerns others."""

from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from gouvernail.common.errors import Refusal
from gouvernail.directory.operations import PersonData, create_person
from gouvernail.governance.models import AgendaItem
from gouvernail.governance.operations.adjustments import (
    Proposal,
    apply_adjustment,
    decide_adjustment,
    propose_adjustment,
)
from gouvernail.governance.operations.decisions import DecisionDraft, record_decision
from gouvernail.history.models import Entry
from gouvernail.history.operations import By
from gouvernail.mailing.models import Mail
from gouvernail.reviews.operations.circuit import present_reviews
from gouvernail.rules.adjustments import AdjustmentKind, AdjustmentState, BodyPart
from gouvernail.rules.decisions import DecisionState
from gouvernail.rules.mail import MailState
from gouvernail.rules.returns import Part
from gouvernail.rules.roles import Role
from gouvernail.rules.sittings import SittingState
from gouvernail.steering.models import ReturnMail
from gouvernail.steering.operations.returns import (
    ReturnsDraft,
    take_returns_back,
    tell_returns,
)
from gouvernail.steering.queries.returns import returns_page
from gouvernail.steering.return_words import told_to
from tests.documents.reading import words_of
from tests.factories import (
    make_action,
    make_convention,
    make_member,
    make_node,
    make_organisation,
    make_user,
    nobody,
)
from tests.governance.factories import make_body, make_seat, make_sitting
from tests.reviews.factories import make_cotech, make_cycle, make_review, make_validated

NOW = "2026-11-26 09:00:00+00:00"
HELD_ON = date(2026, 11, 26)  # today: reviews and adjustments of today may be taken to it
SMTP = "django.core.mail.backends.smtp.EmailBackend"
SIDES = ("aube", "brise")


@pytest.fixture(autouse=True)
def _frozen():
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


@pytest.fixture
def copil(convention):
    body = make_body(convention, short_name="Copil", part=BodyPart.DECIDES.value)
    return make_sitting(body, HELD_ON, SittingState.HELD)


class Side:
    """Half of a territory: an axis, its commission, its lead with an address, its action."""

    def __init__(self, convention, name, copil):
        self.name = name
        self.axis = make_node(convention, f"Axe {name}")
        self.action = make_action(
            convention, f"Action {name}", number=f"{name}-1", node=self.axis,
            leads=(f"Pilote {name}",), partners=(f"Partenaire {name}",),
        )  # fmt: skip
        self.lead = make_organisation(convention, f"Pilote {name}")
        data = PersonData(f"Chef {name}", "", f"{name}@exemple.fr", "", self.lead)
        self.person = create_person(convention.pk, data, by=nobody())
        self.body = make_body(convention, f"Commission {name}", parent=copil.body)
        self.body.objectives.add(self.axis)
        make_seat(self.body, f"Membre {name}", holder=self.person)


@pytest.fixture
def sides(convention, copil):
    return {name: Side(convention, name, copil) for name in SIDES}


def decide(sitting, text, *actions, state=DecisionState.ADOPTED, **values):
    said = {"body": sitting.body, "sitting": sitting, "text": text, "decided_on": HELD_ON, **values}
    draft = DecisionDraft(said, list(actions))
    return record_decision(sitting.convention, draft, by=nobody(), state=state)


@pytest.fixture
def settled(convention, copil, sides):
    """Give each side a decision, an adjustment and a review that the Copil saw, with a canary."""
    cotech = make_cotech(convention, on=date(2026, 6, 4))
    cycle = make_cycle(convention)
    for name, side in sides.items():
        decide(copil, f"canari-decision-{name}", side.action, owner=side.person)
        values = {"title": f"canari-ajustement-{name}"}
        proposal = Proposal(AdjustmentKind.REWORD, side.body, values, "Motif", side.action)
        row = propose_adjustment(convention, proposal, by=nobody())
        row.state = AdjustmentState.EXAMINED.value
        row.save(update_fields=["state"])
        decide_adjustment(row, copil, AdjustmentState.ADOPTED, by=nobody())
        review = make_validated(cycle, side.action, cotech, results=f"canari-bilan-{name}")
        present_reviews([review], copil, by=nobody())
    return copil


def told(sitting):
    """Return all that each recipient is told, by their name."""
    return {
        one.name: "\n".join(line for part in told_to(one) for line in part.lines)
        for one in returns_page(sitting).recipients
    }


def everybody(sitting):
    return frozenset(one.key for one in returns_page(sitting).recipients)


@pytest.mark.parametrize("name", SIDES)
@pytest.mark.parametrize("who", ["Commission", "Pilote", "Partenaire"])
def test_each_is_told_their_own_part_and_nothing_of_the_other_side(settled, who, name):
    words = told(settled)[f"{who} {name}"]
    assert f"canari-decision-{name}" in words
    assert f"canari-ajustement-{name}" in words
    assert f"Action {name}" in words
    [other] = set(SIDES) - {name}
    assert other not in words


@pytest.mark.parametrize("name", SIDES)
def test_the_paper_of_one_holds_the_validated_words_of_that_one_alone(
    settled, awa, client, sides, name
):
    client.force_login(awa)
    key = f"structure-{sides[name].lead.pk}"
    args = ["essai", settled.pk, key, "docx"]
    words = words_of(client.get(reverse("governance_files:return", args=args)).content)
    assert f"canari-bilan-{name}" in words
    [other] = set(SIDES) - {name}
    assert other not in words


def test_all_in_one_file_has_a_part_for_each(settled, awa, client):
    client.force_login(awa)
    args = ["essai", settled.pk, "docx"]
    words = words_of(client.get(reverse("governance_files:returns", args=args)).content)
    for name in SIDES:
        assert f"Commission {name}" in words
        assert f"canari-bilan-{name}" in words


def test_what_is_only_proposed_is_told_to_nobody(convention, copil, sides):
    decide(copil, "canari-proposée", sides["aube"].action, state=DecisionState.PROPOSED)
    assert returns_page(copil).recipients == ()


def test_a_review_that_was_not_shown_there_is_told_to_nobody(convention, copil, sides):
    cotech = make_cotech(convention, on=date(2026, 6, 4))
    cycle = make_cycle(convention)
    make_validated(cycle, sides["aube"].action, cotech, results="canari-validé")
    make_review(cycle, sides["brise"].action, results="canari-transmis")
    assert returns_page(copil).recipients == ()


def test_what_comes_from_a_point_of_a_commission_goes_back_to_it(convention, copil, sides):
    theirs = make_sitting(sides["aube"].body, date(2026, 9, 1), SittingState.HELD)
    origin = AgendaItem.objects.create(sitting=theirs, title="Question")
    item = AgendaItem.objects.create(sitting=copil, title="Question", origin=origin)
    decide(copil, "Réponse à la question", item=item)
    assert set(told(copil)) == {"Commission aube"}


def test_a_rejected_adjustment_says_why_to_those_who_asked(convention, copil, sides):
    side = sides["aube"]
    values = {"title": "Autre titre"}
    proposal = Proposal(AdjustmentKind.REWORD, side.body, values, "Motif", side.action)
    row = propose_adjustment(convention, proposal, by=nobody())
    row.state = AdjustmentState.EXAMINED.value
    row.save(update_fields=["state"])
    decide_adjustment(row, copil, AdjustmentState.REJECTED, by=nobody("Trop cher"))
    words = told(copil)["Commission aube"]
    assert "rejeté" in words
    assert "Autre titre" not in words.replace(row.title, "")


def test_whoever_nothing_concerns_is_named_and_gets_nothing(copil, sides):
    decide(copil, "Une décision", sides["aube"].action)
    page = returns_page(copil)
    assert {"Commission brise", "Pilote brise", "Partenaire brise"} <= set(page.untouched)
    assert not any("brise" in one.name for one in page.recipients)


def test_the_next_sitting_of_a_commission_is_told_with_its_part(copil, sides):
    make_sitting(sides["aube"].body, date(2026, 12, 8), SittingState.CONVENED)
    make_sitting(sides["brise"].body, date(2026, 12, 9))
    decide(copil, "Une décision", sides["aube"].action)
    words = told(copil)["Commission aube"]
    assert "8 décembre 2026 à 14 h 00" in words
    assert "9 décembre" not in words


def test_one_who_stands_for_two_recipients_gets_one_mail(settled, awa):
    number = tell_returns(settled, ReturnsDraft(everybody(settled), "Bonjour"), by=By(awa))
    mails = {mail.name: mail for mail in Mail.objects.all()}
    assert number == len(mails)
    chief = mails["Chef aube"]
    assert {row.name for row in chief.returns.all()} == {"Commission aube", "Pilote aube"}
    assert "COMMISSION AUBE" in chief.body
    assert "brise" not in chief.body.lower()


def test_no_mail_holds_a_word_of_the_other_side(settled, awa):
    tell_returns(settled, ReturnsDraft(everybody(settled), "Bonjour"), by=By(awa))
    for mail in Mail.objects.all():
        [other] = [name for name in SIDES if name not in mail.name]
        assert other not in mail.body.lower(), mail.name


def test_telling_is_kept_and_noted_without_names(settled, awa):
    tell_returns(settled, ReturnsDraft(everybody(settled), "Bonjour"), by=By(awa))
    assert {row.part for row in ReturnMail.objects.all()} == {
        Part.COMMISSION.value, Part.LEAD.value, Part.PARTNER.value,
    }  # fmt: skip
    entry = Entry.objects.get(verb="returns.told")
    assert entry.changes == [{"label": "Retours", "before": "", "after": "6 destinataires"}]


def test_nobody_is_told_twice_by_accident(settled, awa):
    draft = ReturnsDraft(everybody(settled), "Bonjour")
    tell_returns(settled, draft, by=By(awa))
    with pytest.raises(Refusal, match="Déjà prévenus"):
        tell_returns(settled, draft, by=By(awa))
    before = Mail.objects.count()
    tell_returns(settled, ReturnsDraft(draft.keys, "Bonjour", again=True), by=By(awa))
    assert Mail.objects.count() == 2 * before


def test_what_is_taken_back_was_not_told(settled, awa, settings):
    settings.EMAIL_BACKEND = SMTP
    draft = ReturnsDraft(everybody(settled), "Bonjour")
    tell_returns(settled, draft, by=By(awa))
    assert take_returns_back(settled, by=By(awa)) == 2
    told_still = {one.name for one in returns_page(settled).recipients if one.told_at}
    assert told_still == {"Partenaire aube", "Partenaire brise"}  # to hand over: nothing leaves


def test_without_a_server_the_texts_to_copy_are_taken_back(settled, awa, client, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    client.force_login(awa)
    tell_returns(settled, ReturnsDraft(everybody(settled), "Bonjour"), by=By(awa))
    path = reverse("steering:take_returns_back", args=["essai", settled.pk])
    assert path in client.get(reverse("steering:returns", args=["essai", settled.pk])).text
    client.post(path)
    assert not any(one.told_at for one in returns_page(settled).recipients)


def test_a_mail_that_failed_told_nobody_and_may_be_written_again(settled, awa, client):
    client.force_login(awa)
    draft = ReturnsDraft(everybody(settled), "Bonjour")
    tell_returns(settled, draft, by=By(awa))
    Mail.objects.filter(name="Chef aube").update(state=MailState.FAILED.value)
    page = {one.name: one for one in returns_page(settled).recipients}
    assert (page["Pilote aube"].told_at, page["Pilote aube"].unreached) == (None, ("Chef aube",))
    assert page["Pilote brise"].told_at
    shown = client.get(reverse("steering:returns", args=["essai", settled.pk])).text
    assert shown.count("courriel en échec\u202f: Chef aube") == 2
    again = frozenset({page["Pilote aube"].key, page["Commission aube"].key})
    assert tell_returns(settled, ReturnsDraft(again, "Bonjour"), by=By(awa)) == 1
    assert all(one.told_at for one in returns_page(settled).recipients)


def test_before_the_sitting_nothing_is_written(settled, awa):
    settled.state = SittingState.CONVENED.value
    settled.save()
    with pytest.raises(Refusal, match="pas encore tenue"):
        tell_returns(settled, ReturnsDraft(everybody(settled), "Bonjour"), by=By(awa))
    assert not Mail.objects.exists()


def test_the_page_writes_the_mails_and_then_unticks_who_was_told(settled, awa, client):
    client.force_login(awa)
    path = reverse("steering:returns", args=["essai", settled.pk])
    page = client.get(path).content.decode()
    assert page.count("checked") == 6
    sent = client.post(path, {"chosen": list(everybody(settled)), "opening": "Bonjour"})
    assert sent.status_code == 302
    page = client.get(path).content.decode()
    assert "checked" not in page
    assert page.count("prévenu le 26 novembre 2026") == 6


def test_without_a_server_the_texts_are_copied_then_noted(settled, awa, client, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    client.force_login(awa)
    tell_returns(settled, ReturnsDraft(everybody(settled), "Bonjour"), by=By(awa))
    path = reverse("steering:returns_to_copy", args=["essai", settled.pk])
    mail = Mail.objects.get(name="Chef aube")
    assert f'id="texte-{mail.pk}"' in client.get(path).content.decode()
    client.post(reverse("steering:return_copied", args=["essai", mail.pk]))
    assert Mail.objects.get(pk=mail.pk).state == MailState.COPIED.value
    assert f'id="texte-{mail.pk}"' not in client.get(path).content.decode()


def test_a_change_of_deadline_is_told_before_and_after(convention, copil, sides):
    side = sides["aube"]
    proposal = Proposal(
        AdjustmentKind.RESCHEDULE, side.body, {"deadline": "2028"}, "Motif", side.action
    )
    row = propose_adjustment(convention, proposal, by=nobody())
    row.state = AdjustmentState.EXAMINED.value
    row.save(update_fields=["state"])
    decide_adjustment(row, copil, AdjustmentState.ADOPTED, by=nobody())
    apply_adjustment(row, side.action.version, by=nobody())
    assert "2028" in told(copil)["Pilote aube"]


def test_the_page_reads_the_same_queries_however_many_are_told(
    settled, awa, client, django_assert_max_num_queries
):
    client.force_login(awa)
    path = reverse("steering:returns", args=["essai", settled.pk])
    client.get(path)
    for number in range(20):
        Side(settled.convention, f"autre-{number}", settled)
        decide(settled, f"Décision {number}", _last_action(settled))
    with django_assert_max_num_queries(27):
        client.get(path)


def _last_action(sitting):
    return sitting.convention.actions.order_by("-pk").first()


def test_the_moment_of_telling_is_the_one_of_the_act(settled, awa):
    later = timezone.now() + timedelta(hours=1)
    tell_returns(settled, ReturnsDraft(everybody(settled), "Bonjour"), by=By(awa, at=later))
    assert {row.made_at for row in ReturnMail.objects.all()} == {later}
