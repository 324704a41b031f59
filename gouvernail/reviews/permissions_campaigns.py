"""Opening a campaign and what hangs on it: loading it and checking the right to, in one call."""

from dataclasses import dataclass

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from gouvernail.accounts.models import User
from gouvernail.common.secrets import digest_of
from gouvernail.conventions.permissions import Access, open_convention
from gouvernail.governance.models import Decision, Invitee
from gouvernail.mailing.models import Mail
from gouvernail.reviews.models import Ask, AskTarget, Campaign, CampaignState, Handover
from gouvernail.rules.decisions import TO_CARRY_OUT
from gouvernail.rules.roles import Right

EDIT = Right.EDIT_REVIEWS


def open_campaign(user: User, slug: str, pk: int) -> tuple[Campaign, Access]:
    """Return a campaign, for whoever keeps the reviews.

    Errors: Http404, PermissionDenied.
    """
    access = open_convention(user, slug, EDIT)
    rows = Campaign.objects.filter(convention=access.convention)
    campaign = get_object_or_404(rows.select_related("cycle", "sitting__body"), pk=pk)
    campaign.convention = campaign.cycle.convention = access.convention
    return campaign, access


def open_ask_to_edit(user: User, slug: str, pk: int) -> tuple[Ask, Access]:
    """Return one of those who are asked, for whoever keeps the reviews.

    Errors: Http404, PermissionDenied.
    """
    access = open_convention(user, slug, EDIT)
    rows = Ask.objects.filter(campaign__convention=access.convention)
    rows = rows.select_related(
        "campaign__cycle", "campaign__sitting", "person", "organisation", "deputy", "stands_in_for"
    )
    ask = get_object_or_404(rows, pk=pk)
    ask.campaign.convention = ask.campaign.cycle.convention = access.convention
    return ask, access


def open_target_to_edit(user: User, slug: str, ask: int, pk: int) -> tuple[AskTarget, Access]:
    """Return what somebody is asked about, for whoever keeps the reviews.

    Errors: Http404, PermissionDenied.
    """
    row, access = open_ask_to_edit(user, slug, ask)
    return _target(row, pk), access


def open_handover(user: User, slug: str, pk: int) -> tuple[Handover, Access]:
    """Return a handover, for whoever keeps the reviews.

    Errors: Http404, PermissionDenied.
    """
    access = open_convention(user, slug, EDIT)
    rows = Handover.objects.filter(ask__campaign__convention=access.convention)
    rows = rows.select_related(
        "ask__campaign__cycle", "ask__campaign__sitting", "ask__organisation", "ask__person"
    )
    handover = get_object_or_404(rows, pk=pk)
    campaign = handover.ask.campaign
    campaign.convention = campaign.cycle.convention = access.convention
    return handover, access


def open_campaign_mail(user: User, slug: str, pk: int) -> tuple[Mail, Access]:
    """Return a mail of a campaign, for whoever keeps the reviews.

    Errors: Http404, PermissionDenied.
    """
    access = open_convention(user, slug, EDIT)
    rows = Mail.objects.of(access.convention).filter(campaign_mail__isnull=False)
    return get_object_or_404(rows.select_related("campaign_mail__ask", "person"), pk=pk), access


def open_ask(secret: str) -> Ask:
    """Return who is asked, by the secret of their personal link, while it answers.

    It ends with the campaign, and with the entry of the person in the directory.

    Errors: Http404, the same for a link that never was, one that is closed and one that is over.
    """
    rows = Ask.objects.filter(
        digest=digest_of(secret),
        revoked_at=None,
        asked_at__isnull=False,
        person__isnull=False,
        expires_on__gte=timezone.localdate(),
        campaign__state=CampaignState.OPEN.value,
    )
    ask = rows.select_related(
        "person", "organisation", "campaign__convention", "campaign__cycle", "campaign__sitting"
    ).first()
    if ask is None:
        raise Http404
    ask.campaign.cycle.convention = ask.campaign.convention
    return ask


@dataclass(frozen=True, slots=True)
class OpenedTarget:
    """What somebody is asked about, as they reach it by their link."""

    ask: Ask
    target: AskTarget


def open_target(secret: str, pk: int) -> OpenedTarget:
    """Return what the holder of a link is asked about, once its level was asked.

    Errors: Http404 for what another person is asked about, as for what is not.
    """
    ask = open_ask(secret)
    target = _target(ask, pk)
    if target.stage.told_at is None:
        raise Http404
    return OpenedTarget(ask, target)


def open_own_invitation(ask: Ask, pk: int) -> Invitee:
    """Return an invitation of whoever holds a link, while its own link answers.

    Errors: Http404 for that of somebody else, and for one that was closed.
    """
    rows = Invitee.objects.filter(
        person=ask.person_id, revoked_at=None, sitting__convention=ask.campaign.convention_id
    )
    return get_object_or_404(rows.select_related("sitting__body", "sitting__convention"), pk=pk)


def open_own_decision(ask: Ask, pk: int) -> Decision:
    """Return a decision that whoever holds a link answers for, while it is open.

    Errors: Http404 for that of somebody else, and for one that is closed.
    """
    rows = Decision.objects.of(ask.campaign.convention).filter(
        owner=ask.person_id, state__in=[state.value for state in TO_CARRY_OUT]
    )
    return get_object_or_404(rows.select_related("body", "sitting__body", "owner"), pk=pk)


def _target(ask: Ask, pk: int) -> AskTarget:
    rows = AskTarget.objects.filter(ask=ask)
    rows = rows.select_related("stage", "action__status", "action__node", "node__parent")
    target = get_object_or_404(rows, pk=pk)
    target.ask = ask
    for subject in (target.action, target.node):
        if subject is not None:
            subject.convention = ask.campaign.convention
    return target
