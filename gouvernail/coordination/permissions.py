"""Opening a part of the coordination: loading it and checking the right to, in one call.

A log is its owner's: for anybody else it does not exist, whatever their role, unless it is shared.
"""

from datetime import date

from django.shortcuts import get_object_or_404

from gouvernail.accounts.models import User
from gouvernail.conventions.permissions import Access, open_convention
from gouvernail.coordination.models import Absence, Activity, LogReading, LogShare, Relay
from gouvernail.directory.models import Person
from gouvernail.rules.roles import Right


def open_own_activity(user: User, slug: str, pk: int) -> tuple[Activity, Access]:
    """Return a line of one's own log.

    Errors: Http404, for the line of anybody else too; PermissionDenied.
    """
    access = open_convention(user, slug, Right.EDIT_TEAM)
    rows = Activity.objects.of(access.convention).filter(user=user)
    rows = rows.select_related("action", "sitting__body")
    return get_object_or_404(rows, pk=pk), access


def open_own_share(user: User, slug: str, pk: int) -> tuple[LogShare, Access]:
    """Return a share of one's own log.

    Errors: Http404, PermissionDenied.
    """
    access = open_convention(user, slug, Right.EDIT_TEAM)
    rows = LogShare.objects.filter(convention=access.convention, owner=user)
    return get_object_or_404(rows.select_related("reader"), pk=pk), access


def open_shared_log(user: User, slug: str, pk: int, today: date) -> tuple[LogShare, Access, bool]:
    """Return a log that a colleague shares with `user`, and whether today's reading is recorded.

    Errors: Http404, PermissionDenied.
    """
    access = open_convention(user, slug, Right.EDIT_TEAM)
    rows = LogShare.objects.filter(convention=access.convention, reader=user)
    share = get_object_or_404(rows.select_related("owner"), pk=pk)
    share.convention = access.convention
    read = LogReading.objects.filter(
        convention=access.convention, owner=share.owner, reader=user, day=today
    )
    return share, access, read.exists()


def open_absence_to_edit(user: User, slug: str, pk: int) -> tuple[Absence, Access]:
    """Return an absence that `user` may change.

    Errors: Http404, PermissionDenied.
    """
    access = open_convention(user, slug, Right.EDIT_TEAM)
    rows = Absence.objects.filter(convention=access.convention).select_related("person")
    return get_object_or_404(rows, pk=pk), access


def open_carrier(user: User, slug: str, pk: int, right: Right) -> tuple[Person, Access]:
    """Return a person of the directory, to see or to pass on what they carry.

    Errors: Http404, PermissionDenied.
    """
    access = open_convention(user, slug, right)
    rows = Person.objects.of(access.convention.pk).select_related("organisation")
    person = get_object_or_404(rows, pk=pk)
    person.convention = access.convention
    return person, access


def open_relay_to_edit(user: User, slug: str, pk: int) -> tuple[Relay, Access]:
    """Return a relay whose reminder `user` may close.

    Errors: Http404, PermissionDenied.
    """
    access = open_convention(user, slug, Right.EDIT_TEAM)
    return get_object_or_404(Relay.objects.filter(convention=access.convention), pk=pk), access
