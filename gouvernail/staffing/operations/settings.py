"""What is done to the figures of the convention and to the way a year is counted."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from gouvernail.common.errors import Refusal
from gouvernail.conventions.models import Convention
from gouvernail.directory.row_changes import set_values
from gouvernail.history.operations import By, Change, note, sign
from gouvernail.rules.fte_text import written_to_thousandth
from gouvernail.staffing.models import StaffingSettings, StaffingTarget, TargetKind

_LAST_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@transaction.atomic
def add_target(convention: Convention, values: Mapping[str, Any], *, by: By) -> StaffingTarget:
    """Add a figure of the convention: kind, amount, year, place, source.

    Errors: Refusal when the figure is zero, or when a total is there already.
    """
    Convention.objects.select_for_update().get(pk=convention.pk)
    last = StaffingTarget.objects.filter(convention=convention).order_by("-position").first()
    target = StaffingTarget(convention=convention, position=last.position + 1 if last else 0)
    set_values(target, values)
    _save(target, by)
    _tell(convention, by, [Change("Effectif prévu", "", _words(target))])
    return target


@transaction.atomic
def change_target(
    target: StaffingTarget, values: Mapping[str, Any], version: int, *, by: By
) -> None:
    """Change a figure of the convention. Errors: EditConflict; Refusal as in `add_target`."""
    Convention.objects.select_for_update().get(pk=target.convention_id)
    before = _words(target)
    target.claim(version)
    set_values(target, values)
    _save(target, by)
    if before != _words(target):
        _tell(target.convention, by, [Change("Effectif prévu", before, _words(target))])


@transaction.atomic
def remove_target(target: StaffingTarget, *, by: By) -> None:
    """Take out a figure. Errors: Refusal without a reason."""
    if not by.reason:
        raise Refusal("Dites pourquoi cet effectif est retiré : le motif reste dans l’histoire.")
    _tell(target.convention, by, [Change("Effectif prévu", _words(target), "")])
    sign(target, by)
    target.delete()


@transaction.atomic
def change_settings(
    convention: Convention, values: Mapping[str, Any], version: int, *, by: By
) -> StaffingSettings:
    """Say how a year is counted, and what preparing a sitting costs.

    Errors: EditConflict; Refusal when the reference day is no day of the year.
    """
    Convention.objects.select_for_update().get(pk=convention.pk)
    found = StaffingSettings.objects.filter(convention=convention).first()
    row = found or StaffingSettings.objects.create(convention=convention)
    row.claim(version)
    changes = set_values(row, values)
    if row.reference_day > _LAST_DAYS[row.reference_month - 1]:
        raise Refusal("Ce jour n’existe pas dans ce mois : corrigez le jour de référence.")
    if changes:
        row.save()
        note("team.settings_changed", row, convention_id=convention.pk, by=by, changes=changes)
    return row


def _save(target: StaffingTarget, by: By) -> None:
    if target.amount <= 0:
        raise Refusal("Un effectif prévu est plus grand que zéro, par exemple 3,8.")
    total = TargetKind.TOTAL.value
    others = StaffingTarget.objects.filter(convention_id=target.convention_id, kind=total)
    if target.kind == total and others.exclude(pk=target.pk).exists():
        raise Refusal("L’effectif total est déjà noté : modifiez-le au lieu d’en ajouter un autre.")
    sign(target, by)
    target.save()


def _words(target: StaffingTarget) -> str:
    told = f"{target} : {written_to_thousandth(target.amount)} ETP"
    return f"{told} ({target.source})" if target.source else told


def _tell(convention: Convention, by: By, changes: list[Change]) -> None:
    note("target.changed", convention, convention_id=convention.pk, by=by, changes=changes)
