"""What the team counts, and how long its logs are kept."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from gouvernail.common.errors import Refusal
from gouvernail.conventions.models import Convention
from gouvernail.coordination.models import CoordinationSettings
from gouvernail.coordination.operations.retention import postpone
from gouvernail.directory.row_changes import set_values
from gouvernail.history.operations import By, note
from gouvernail.staffing.models import CoordinatorMission


@transaction.atomic
def change_time_settings(
    convention: Convention, values: Mapping[str, Any], version: int, *, by: By
) -> CoordinationSettings:
    """Change what is counted for a change, the missions of the traces, the months kept.

    When fewer months are kept, what goes is told for a month before it is erased.

    Errors: EditConflict; Refusal for a mission of another convention.
    """
    for name in ("sitting_mission", "change_mission"):
        mission: CoordinatorMission | None = values.get(name)
        if mission and mission.convention_id != convention.pk:
            raise Refusal("Choisissez une mission de cette convention.")
    Convention.objects.select_for_update().get(pk=convention.pk)
    row, _ = CoordinationSettings.objects.get_or_create(convention=convention)
    # Also when it is new: whoever opened the form meanwhile saw the same version.
    row.claim(version)
    before = row.months_kept
    changes = set_values(row, values)
    if row.months_kept < before:
        postpone(convention, by.at)
    if changes:
        row.save()
        note("time.settings", row, convention_id=convention.pk, by=by, changes=changes)
    return row
