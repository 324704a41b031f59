"""Opening a part of the governance: loading it and checking the right to, in one call."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from gouvernail.accounts.models import User
from gouvernail.common.secrets import digest_of
from gouvernail.conventions.permissions import Access, open_convention
from gouvernail.governance.models import (
    Adjustment,
    AgendaItem,
    Body,
    CalendarFeed,
    DateOption,
    Decision,
    DecisionLink,
    Invitee,
    Mandate,
    Obligation,
    Seat,
    Sitting,
)
from gouvernail.mailing.models import Mail
from gouvernail.rules.convening import link_ends_on
from gouvernail.rules.decisions import OPEN, DecisionState
from gouvernail.rules.roles import Right
from gouvernail.rules.sittings import SittingState, takes_sign_ins


def open_obligation_to_edit(user: User, slug: str, pk: int) -> tuple[Obligation, Access]:
    """Return an obligation that `user` may read otherwise or prove.

    Errors: Http404, PermissionDenied.
    """
    access = open_convention(user, slug, Right.EDIT_GOVERNANCE)
    rows = Obligation.objects.of(access.convention).select_related("body")
    row = get_object_or_404(rows, pk=pk)
    row.convention = access.convention
    return row, access


def open_sitting(user: User, slug: str, pk: int, right: Right) -> tuple[Sitting, Access]:
    """Return a sitting that `user` may reach with a right.

    Errors: Http404, PermissionDenied.
    """
    access = open_convention(user, slug, right)
    rows = Sitting.objects.of(access.convention).select_related(
        "body", "replaces__body", "frozen__approved_in__body"
    )
    rows = rows.defer("frozen__content")
    rows = rows.prefetch_related("attendances")
    sitting = get_object_or_404(rows, pk=pk)
    sitting.convention = access.convention
    return sitting, access


def open_item(
    user: User, slug: str, sitting: int, pk: int, right: Right
) -> tuple[AgendaItem, Access]:
    """Return a point of an agenda that `user` may reach with a right.

    Errors: Http404, PermissionDenied.
    """
    access = open_convention(user, slug, right)
    rows = AgendaItem.objects.filter(sitting__convention=access.convention, sitting=sitting)
    item = get_object_or_404(rows.select_related("sitting__body", "proposal"), pk=pk)
    item.sitting.convention = access.convention
    return item, access


def open_body(user: User, slug: str, pk: int, right: Right) -> tuple[Body, Access]:
    """Return a body that `user` may reach with a right.

    Errors: Http404, PermissionDenied.
    """
    access = open_convention(user, slug, right)
    body = get_object_or_404(Body.objects.of(access.convention), pk=pk)
    body.convention = access.convention
    return body, access


def open_seat_to_edit(user: User, slug: str, pk: int) -> tuple[Seat, Access]:
    """Return a seat that `user` may change.

    Errors: Http404, PermissionDenied.
    """
    access = open_convention(user, slug, Right.EDIT_GOVERNANCE)
    rows = Seat.objects.filter(body__convention=access.convention, closed_on=None)
    return get_object_or_404(rows.select_related("body", "organisation"), pk=pk), access


def open_mandate_to_edit(user: User, slug: str, pk: int) -> tuple[Mandate, Access]:
    """Return a mandate that `user` may end.

    Errors: Http404, PermissionDenied.
    """
    access = open_convention(user, slug, Right.EDIT_GOVERNANCE)
    rows = Mandate.objects.filter(seat__body__convention=access.convention)
    return get_object_or_404(rows.select_related("person", "seat__body"), pk=pk), access


def open_decision(user: User, slug: str, pk: int, right: Right) -> tuple[Decision, Access]:
    """Return a decision that `user` may reach with a right.

    Errors: Http404, PermissionDenied.
    """
    access = open_convention(user, slug, right)
    rows = Decision.objects.of(access.convention).select_related(
        "body", "sitting__body", "item", "owner__organisation"
    )
    decision = get_object_or_404(rows.prefetch_related("actions"), pk=pk)
    decision.convention = access.convention
    return decision, access


def open_adjustment(user: User, slug: str, pk: int, right: Right) -> tuple[Adjustment, Access]:
    """Return an adjustment that `user` may reach with a right, with its action at hand.

    Errors: Http404, PermissionDenied.
    """
    access = open_convention(user, slug, right)
    rows = (
        Adjustment.objects.of(access.convention)
        .select_related(
            "body",
            "node",
            "decision__sitting__body",
            "decision__body",
            "action__node",
            "action__status",
            "action__lead_person",
        )
        .prefetch_related("action__parts__organisation", "action__places")
    )
    adjustment = get_object_or_404(rows, pk=pk)
    adjustment.convention = access.convention
    if adjustment.action:
        adjustment.action.convention = access.convention
    return adjustment, access


def open_link(secret: str) -> DecisionLink:
    """Return the personal link of a secret, while it answers: known, not revoked, not expired.

    Errors: Http404, the same for a link that never was and for one that is over.
    """
    rows = DecisionLink.objects.filter(
        digest=digest_of(secret), revoked_at=None, expires_on__gte=timezone.localdate()
    )
    link = rows.select_related(
        "person", "decision__body", "decision__sitting__body", "decision__convention"
    ).first()
    if link is None or DecisionState(link.decision.state) not in OPEN:
        raise Http404
    return link


def open_invitee(secret: str) -> Invitee:
    """Return who is called, by the secret of their personal link, while it answers.

    It ends with the entry of the person in the directory.

    Errors: Http404, the same for a link that never was, one that is closed and one that is over.
    """
    rows = Invitee.objects.filter(digest=digest_of(secret), revoked_at=None, person__isnull=False)
    rows = rows.select_related("sitting__body", "sitting__convention", "seat", "person")
    invitee = rows.first()
    if invitee is None:
        raise Http404
    on = timezone.localtime(invitee.sitting.starts_at).date()
    if timezone.localdate() > link_ends_on(on):
        raise Http404
    return invitee


def open_invitee_to_edit(user: User, slug: str, pk: int) -> tuple[Invitee, Access]:
    """Return one of those who are called, for an editor of the governance.

    Errors: Http404, PermissionDenied.
    """
    access = open_convention(user, slug, Right.EDIT_GOVERNANCE)
    rows = Invitee.objects.filter(sitting__convention=access.convention)
    rows = rows.select_related("sitting__body", "person", "seat")
    invitee = get_object_or_404(rows, pk=pk)
    invitee.sitting.convention = access.convention
    return invitee, access


def open_mail_to_edit(user: User, slug: str, pk: int) -> tuple[Mail, Access]:
    """Return a mail about a sitting, for an editor of the governance.

    Errors: Http404, PermissionDenied.
    """
    access = open_convention(user, slug, Right.EDIT_GOVERNANCE)
    rows = Mail.objects.of(access.convention).filter(sitting_mail__isnull=False)
    return get_object_or_404(rows.select_related("sitting_mail__invitee"), pk=pk), access


def open_date_option(user: User, slug: str, pk: int) -> tuple[DateOption, Access]:
    """Return a proposed date, for an editor of the governance.

    Errors: Http404, PermissionDenied.
    """
    access = open_convention(user, slug, Right.EDIT_GOVERNANCE)
    rows = DateOption.objects.filter(sitting__convention=access.convention)
    option = get_object_or_404(rows.select_related("sitting__body"), pk=pk)
    option.sitting.convention = access.convention
    return option, access


def open_sign_in_sheet(secret: str) -> Sitting:
    """Return the sitting whose sign-in sheet has this secret, on its day, until it is approved.

    Errors: Http404, the same for a sheet that never was and for one that is not open.
    """
    rows = Sitting.objects.select_related("body", "convention").prefetch_related("attendances")
    sitting = get_object_or_404(rows, sign_in_digest=digest_of(secret))
    starts_on = timezone.localtime(sitting.starts_at).date()
    if not takes_sign_ins(SittingState(sitting.state), starts_on, timezone.localdate()):
        raise Http404
    return sitting


def open_feed(secret: str) -> CalendarFeed:
    """Return the shared calendar of a secret, while it answers.

    That of an account answers while the account is active and reads the convention.

    Errors: Http404, the same for a calendar that never was and for one that is over.
    """
    rows = CalendarFeed.objects.select_related("convention", "owner", "body")
    feed = get_object_or_404(rows, digest=digest_of(secret), revoked_at=None)
    if feed.owner:
        if not feed.owner.is_active:
            raise Http404
        try:
            open_convention(feed.owner, feed.convention.slug, Right.READ)
        except PermissionDenied as error:
            raise Http404 from error
    return feed


def open_own_feed(user: User, slug: str, pk: int) -> tuple[CalendarFeed, Access]:
    """Return a shared calendar that `user` may revoke: theirs; for editors, those of others too.

    Errors: Http404, PermissionDenied.
    """
    access = open_convention(user, slug, Right.READ)
    rows = CalendarFeed.objects.filter(convention=access.convention, revoked_at=None)
    feed = get_object_or_404(rows.select_related("owner", "person", "body"), pk=pk)
    if feed.owner_id != user.pk and (feed.owner_id or not access.may_edit_governance):
        raise PermissionDenied
    return feed, access
