"""Bodies, sittings, decisions and returns of a convention of the matrix."""

from datetime import date

from django.core.files.base import ContentFile
from django.utils import timezone

from gouvernail.action_plan.models import Action
from gouvernail.directory.models import Person
from gouvernail.governance.models import (
    AdjustmentOpinion,
    AgendaItem,
    Attendance,
    Body,
    CompositionRule,
    DateOption,
    DateVote,
    InviteeMail,
    ItemDocument,
    ItemProposal,
    Mission,
    ObligationReading,
    Proof,
    Remark,
    Sitting,
    SittingReminder,
)
from gouvernail.governance.operations.adjustments import Proposal, propose_adjustment
from gouvernail.governance.operations.attendance import open_sign_in
from gouvernail.governance.operations.decisions import DecisionDraft, give_link, record_decision
from gouvernail.governance.operations.feeds import share_calendar
from gouvernail.governance.operations.invitees import invite_besides, secret_of
from gouvernail.mailing.operations import MailDraft, post
from gouvernail.rules.adjustments import AdjustmentKind
from gouvernail.rules.decisions import DecisionState
from gouvernail.rules.digests import Frequency
from gouvernail.rules.roles import Role
from gouvernail.rules.sittings import SittingState
from gouvernail.steering.models import ReturnMail
from gouvernail.steering.operations.digests import choose_frequency
from gouvernail.steering.operations.digests import secret_of as digest_secret
from gouvernail.steering.operations.returns import ReturnsDraft, tell_returns
from gouvernail.steering.queries.returns import returns_page
from tests.cast.territory import Territory
from tests.factories import (
    nobody,
)
from tests.governance.factories import make_body, make_obligation, make_seat, make_sitting


def add_governance(territory: Territory) -> None:
    convention, slug = territory.convention, territory.convention.slug
    body = make_body(convention, f"Comité {slug}")
    person = Person.objects.get(pk=territory.samples["person"])
    seat = make_seat(body, f"Siège {slug}", f"Ville {slug}", holder=person, is_elected=True)
    territory.samples.update(seat=seat.pk, mandate=seat.mandates.get().pk)
    Mission.objects.create(body=body, text=f"Mission {slug}")
    rule = CompositionRule.objects.create(
        body=body, kind="level", level="political", text=f"Règle {slug}"
    )
    territory.samples.update(rule=rule.pk)
    rhythm = make_obligation(convention, body, f"Se réunit une fois par an à {slug}")
    ObligationReading.objects.create(obligation=rhythm, label=f"Lecture {slug}")
    Proof.objects.create(obligation=rhythm, label=f"Preuve {slug}", handed_on=date(2026, 3, 2))
    sitting = make_sitting(body, date(2026, 3, 3), SittingState.HELD, title=f"Séance {slug}")
    _point(territory, sitting)
    Attendance.objects.create(sitting=sitting, name=f"Présence {slug}", presence="present")
    territory.samples.update(
        body=body.pk, obligation=rhythm.pk, sitting=sitting.pk, step="approved"
    )
    coming = make_sitting(body, state=SittingState.CONVENED, title=f"Séance à venir {slug}")
    _convening(territory, coming, person)
    _circuit(territory, body, person)


def _convening(territory: Territory, sitting: Sitting, person: Person) -> None:
    invitee = invite_besides(sitting, person, by=nobody())
    draft = MailDraft(f"Destinataire {sitting.title}", "", "Objet", "Texte", person)
    [mail] = post(territory.convention, [draft], by=nobody())
    InviteeMail.objects.create(invitee=invitee, mail=mail, occasion="convocation")
    option = DateOption.objects.create(sitting=sitting, starts_at=sitting.starts_at)
    DateVote.objects.create(option=option, invitee=invitee, preference="yes")
    SittingReminder.objects.create(sitting=sitting, days_before=7)
    territory.samples.update(
        occasion="minutes",
        coming=sitting.pk,
        invitee=invitee.pk,
        invitee_secret=secret_of(invitee),
        link_step="renouveler",
        mail=mail.pk,
        date_option=option.pk,
    )


def _point(territory: Territory, sitting: Sitting) -> None:
    """Make a point with its document, a proposed one, and a remark on the minutes."""
    slug = territory.convention.slug
    item = AgendaItem.objects.create(sitting=sitting, title=f"Point {slug}")
    paper = ContentFile(b"%PDF-1.7", "note.pdf")
    document = ItemDocument.objects.create(item=item, title=f"Note {slug}", file=paper)
    proposal = ItemProposal.objects.create(
        body=sitting.body, title=f"Point proposé {slug}", name=f"Membre {slug}"
    )
    remark = Remark.objects.create(sitting=sitting, name=f"Relecteur {slug}", words=f"Mot {slug}")
    territory.samples.update(
        item=item.pk, item_document=document.pk, item_proposal=proposal.pk, remark=remark.pk
    )


def _circuit(territory: Territory, body: Body, person: Person) -> None:
    convention, slug = territory.convention, territory.convention.slug
    values = {"body": body, "text": f"Décision {slug}", "decided_on": date(2026, 3, 3)}
    draft = DecisionDraft({**values, "owner": person}, [Action.objects.of(convention).first()])
    decision = record_decision(convention, draft, by=nobody(), state=DecisionState.ADOPTED)
    target = Action.objects.of(convention).current().first()
    proposal = Proposal(
        AdjustmentKind.RESCHEDULE, body, {"deadline": "31/12/2030"}, f"Motif {slug}", target
    )
    adjustment = propose_adjustment(convention, proposal, by=nobody())
    sitting = Sitting.objects.get(pk=territory.samples["sitting"])
    AdjustmentOpinion.objects.create(
        adjustment=adjustment, sitting=sitting, opinion="favourable", words=f"Avis {slug}"
    )
    today = make_sitting(body, timezone.localdate(), title=f"Aujourd’hui à {slug}")
    feed, feed_secret = share_calendar(convention, body, by=nobody())
    territory.samples.update(
        feed=feed.pk,
        sign_in_secret=open_sign_in(today, by=nobody()),
        feed_secret=feed_secret,
        decision=decision.pk,
        decision_step="running",
        decision_secret=give_link(decision, by=nobody()),
        adjustment=adjustment.pk,
        adjustment_kind="add",
    )


def add_returns(territory: Territory) -> None:
    """Make a decision that concerns somebody, the return that tells them, and a digest."""
    convention, slug = territory.convention, territory.convention.slug
    sitting = Sitting.objects.get(pk=territory.samples["sitting"])
    values = {"body": sitting.body, "sitting": sitting, "decided_on": date(2026, 3, 3)}
    action = Action.objects.get(pk=territory.samples["action"])
    draft = DecisionDraft({**values, "text": f"Décision de séance {slug}"}, [action])
    record_decision(convention, draft, by=nobody(), state=DecisionState.ADOPTED)
    [city] = [one for one in returns_page(sitting).recipients if one.name == f"Ville {slug}"]
    tell_returns(sitting, ReturnsDraft(frozenset({city.key}), f"Mot {slug}"), by=nobody())
    told = ReturnMail.objects.get(sitting=sitting)
    member = convention.memberships.get(role=Role.COORDINATOR.value)
    digest = choose_frequency(member, Frequency.WEEKLY, by=nobody())
    territory.samples.update(
        recipient=city.key, return_mail=told.mail_id, digest_secret=digest_secret(digest)
    )
