"""What people do to the last days of the declarations, and to what a post brings."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from gouvernail.common.errors import Refusal
from gouvernail.conventions.models import Convention
from gouvernail.directory.row_changes import set_values
from gouvernail.history.operations import By, Change, note
from gouvernail.rules.declarations import proposed_windows
from gouvernail.rules.staffing import WHOLE
from gouvernail.staffing.models import DeclarationDeadline, DeclarationKind, FundingRate, PostKind

SHARE_COLUMNS = ("amount", "ceiling", "rate", "cost")


@transaction.atomic
def propose_deadlines(convention: Convention, year: int, *, by: By) -> int:
    """Fill the last days that nobody said, each to be checked with the Caf; return how many."""
    Convention.objects.select_for_update().get(pk=convention.pk)
    rows = DeclarationDeadline.objects.filter(convention=convention, year=year)
    known = set(rows.values_list("kind", flat=True))
    added = 0
    for window in proposed_windows(year):
        if window.kind in known:
            continue
        row = DeclarationDeadline.objects.create(
            convention=convention,
            year=year,
            kind=window.kind,
            opens_on=window.opens_on,
            closes_on=window.closes_on,
        )
        _note(row, [Change("À faire avant le", "", f"{row.closes_on:%d/%m/%Y}")], by)
        added += 1
    return added


@transaction.atomic
def add_deadline(
    convention: Convention, year: int, values: Mapping[str, Any], *, by: By
) -> DeclarationDeadline:
    """Add a last day. Errors: Refusal when the declaration has one, or opens after it closes."""
    Convention.objects.select_for_update().get(pk=convention.pk)
    row = DeclarationDeadline(convention=convention, year=year)
    set_values(row, values)
    _refuse(row)
    row.save()
    _note(row, [Change("À faire avant le", "", f"{row.closes_on:%d/%m/%Y}")], by)
    return row


@transaction.atomic
def change_deadline(
    row: DeclarationDeadline, values: Mapping[str, Any], version: int, *, by: By
) -> None:
    """Change a last day. Errors: EditConflict; Refusal as in `add_deadline`."""
    Convention.objects.select_for_update().get(pk=row.convention_id)
    row.claim(version)
    changes = set_values(row, values)
    _refuse(row)
    row.save()
    if changes:
        _note(row, changes, by)


@transaction.atomic
def remove_deadline(row: DeclarationDeadline, version: int, *, by: By) -> None:
    """Take a last day out. Errors: EditConflict."""
    row.claim(version)
    _note(row, [Change("À faire avant le", f"{row.closes_on:%d/%m/%Y}", "")], by)
    row.delete()


@transaction.atomic
def set_rate(row: FundingRate, values: Mapping[str, Any], version: int, *, by: By) -> None:
    """Say what a full-time post costs and brings in a year; emptied, it is taken out.

    `row` may not be in the tables yet.

    Errors: EditConflict; Refusal when the rate passes 100 %, or when there is nothing to keep.
    """
    is_empty = all(values.get(name) is None for name in SHARE_COLUMNS)
    if is_empty and row._state.adding:
        raise Refusal("Donnez au moins un montant, un taux ou un coût : tout est vide.")
    rate = values.get("rate")
    if rate is not None and rate > WHOLE:
        raise Refusal("Le taux ne peut pas dépasser 100 %.")
    Convention.objects.select_for_update().get(pk=row.convention_id)
    if row._state.adding:
        _refuse_double_rate(row)
        # Whoever opened the empty form meanwhile saw version 1, and must not write over this.
        row.version += 1
    else:
        row.claim(version)
    changes = set_values(row, values)
    if is_empty:
        told = [Change("Barème", str(row), "")]
        note("rate.changed", row, convention_id=row.convention_id, by=by, changes=told)
        row.delete()
        return
    row.save()
    # Whoever reads the convention reads the journal; amounts are read by the team.
    told = [Change(change.label, "", "modifié") for change in changes]
    if told:
        note("rate.changed", row, convention_id=row.convention_id, by=by, changes=told)


def _refuse_double_rate(row: FundingRate) -> None:
    rows = FundingRate.objects.filter(
        convention=row.convention, year=row.year, kind=PostKind(row.kind).value
    )
    if rows.exists():
        raise Refusal("Ce barème vient d’être rempli : rechargez la page.")


def _refuse(row: DeclarationDeadline) -> None:
    if row.opens_on and row.opens_on > row.closes_on:
        raise Refusal("La déclaration ouvre après sa date limite : échangez les deux dates.")
    rows = DeclarationDeadline.objects.filter(
        convention=row.convention, year=row.year, kind=DeclarationKind(row.kind).value
    )
    if rows.exclude(pk=row.pk).exists():
        raise Refusal("Cette déclaration a déjà une échéance pour l’année : modifiez-la.")


def _note(row: DeclarationDeadline, changes: list[Change], by: By) -> None:
    note("deadline.changed", row, convention_id=row.convention_id, by=by, changes=changes)
