"""Opening what is declared: a line of the portal, a sheet, a last day, a rate."""

from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404

from gouvernail.accounts.models import User
from gouvernail.common.asked import YEARS
from gouvernail.conventions.permissions import Access, open_convention
from gouvernail.directory.models import Organisation
from gouvernail.rules.roles import Right
from gouvernail.staffing.declaration_words import KINDS_BY_SLUG
from gouvernail.staffing.models import (
    AfasSheet,
    AfasTheme,
    CoordinatorMission,
    DeclarationDeadline,
    FundingRate,
    PostKind,
)

READ, EDIT = Right.READ_TEAM, Right.EDIT_TEAM


def open_theme_line(user: User, slug: str, pk: int) -> tuple[AfasTheme, Access]:
    """Return a line of the portal to change. Two queries. Errors: Http404, PermissionDenied."""
    access = open_convention(user, slug, EDIT)
    line = get_object_or_404(AfasTheme, convention=access.convention, pk=pk)
    line.convention = access.convention
    return line, access


def open_mission(user: User, slug: str, pk: int) -> tuple[CoordinatorMission, Access]:
    """Return a mission to change. Two queries. Errors: Http404, PermissionDenied."""
    access = open_convention(user, slug, EDIT)
    mission = get_object_or_404(CoordinatorMission, convention=access.convention, pk=pk)
    mission.convention = access.convention
    return mission, access


def open_sheet(
    user: User, slug: str, which: tuple[int, int, str], right: Right = READ
) -> tuple[AfasSheet, Access]:
    """Return the sheet of a year, an employer and a declaration, saved or not yet.

    Three queries. Errors: Http404 when the year or the declaration makes no sense, or when the
    employer has neither a post nor a sheet; PermissionDenied.
    """
    year, employer_id, kind_slug = which
    access = open_convention(user, slug, right)
    kind = KINDS_BY_SLUG.get(kind_slug)
    if kind is None or year not in YEARS:
        raise Http404
    declares = Q(posts__is_cofinanced=True) | Q(afas_sheets__isnull=False)
    employers = Organisation.objects.of(access.convention.pk).filter(declares)
    employer = get_object_or_404(employers.distinct(), pk=employer_id)
    known = {"convention": access.convention, "employer": employer, "year": year}
    rows = AfasSheet.objects.select_related("verified_by")
    sheet = rows.filter(**known, kind=kind.value).first()
    sheet = sheet or AfasSheet(**known, kind=kind.value)
    sheet.convention, sheet.employer = access.convention, employer
    return sheet, access


def open_deadline(user: User, slug: str, pk: int) -> tuple[DeclarationDeadline, Access]:
    """Return a last day to change. Two queries. Errors: Http404, PermissionDenied."""
    access = open_convention(user, slug, EDIT)
    row = get_object_or_404(DeclarationDeadline, convention=access.convention, pk=pk)
    row.convention = access.convention
    return row, access


def open_rate(user: User, slug: str, year: int, kind: str) -> tuple[FundingRate, Access]:
    """Return what a year says of a kind of post, saved or not yet, to change it.

    Two queries. Errors: Http404 when the year or the kind makes no sense; PermissionDenied.
    """
    access = open_convention(user, slug, EDIT)
    if year not in YEARS or kind not in {known.value for known in PostKind}:
        raise Http404
    row = FundingRate.objects.filter(convention=access.convention, year=year, kind=kind).first()
    row = row or FundingRate(convention=access.convention, year=year, kind=kind)
    row.convention = access.convention
    return row, access
