"""Making one entry of several that stand for the same organisation."""

from collections.abc import Sequence
from typing import Any

from django.db import models, transaction
from simple_history.models import HistoricalChanges

from gouvernail.common.errors import Refusal
from gouvernail.directory.models import Organisation
from gouvernail.directory.row_changes import set_values
from gouvernail.history.operations import By, Change, note, sign

_FILLED_WHEN_EMPTY = ("short_name", "kind", "email", "phone", "note")


@transaction.atomic
def merge_organisations(
    keep: Organisation, others: Sequence[Organisation], *, by: By
) -> Organisation:
    """Merge `others` into `keep`: whatever named them names `keep` from now on.

    What `keep` lacks (courriel, téléphone…) is taken from the others. Their entries stay, marked
    as merged, for the past states of the plan.

    Errors: Refusal when there is nothing to merge or an entry cannot be.
    """
    _check(keep, others)
    keep.claim(keep.version)
    for other in others:
        other.claim(other.version)
        repoint_references(other, keep, by)
        other.merged_into = keep
        sign(other, by)
        other.save()
    changes = [Change("Fusionnée", other.name, keep.name) for other in others]
    changes += set_values(keep, _missing_values(keep, others))
    sign(keep, by)
    keep.save()
    note("organisation.merged", keep, convention_id=keep.convention_id, by=by, changes=changes)
    return keep


def _check(keep: Organisation, others: Sequence[Organisation]) -> None:
    if not others:
        raise Refusal("Choisissez au moins une structure à fusionner avec celle que vous gardez.")
    if any(other.pk == keep.pk for other in others):
        raise Refusal("Une structure ne peut pas être fusionnée avec elle-même.")
    if any(row.merged_into_id is not None for row in (keep, *others)):
        raise Refusal("Une de ces structures a déjà été fusionnée : rouvrez la page des doublons.")
    if any(other.convention_id != keep.convention_id for other in others):
        raise Refusal("Ces structures ne sont pas dans le même annuaire.")


def _missing_values(keep: Organisation, others: Sequence[Organisation]) -> dict[str, str]:
    found = {}
    for name in _FILLED_WHEN_EMPTY:
        given = next((getattr(row, name) for row in others if getattr(row, name)), "")
        if given and not getattr(keep, name):
            found[name] = given
    return found


def repoint_references(old: Organisation, new: Organisation, by: By) -> None:
    """Make every row of every table that names `old` name `new`, in the areas above as well.

    The tables are found through the reverse relations of Organisation, so that the directory
    imports none of them. A row that would then say the same thing twice (an action led by both
    entries) is deleted. Past states are left as they were.

    Errors: Refusal when the row that would be deleted is frozen: what was declared stays.
    """
    for relation in Organisation._meta.get_fields(include_hidden=True):
        if not isinstance(relation, models.ManyToOneRel):
            continue
        model: Any = relation.related_model
        if issubclass(model, HistoricalChanges):
            continue
        for row in model._base_manager.filter(**{relation.field.name: old}):
            _repoint(row, relation.field.name, new, by)


def _repoint(row: models.Model, name: str, new: Organisation, by: By) -> None:
    setattr(row, name, new)
    sign(row, by)
    if _says_twice(row, name):
        # Asked of whatever table says it, since the directory imports none of those above.
        if getattr(row, "is_frozen", False):
            raise Refusal(
                f"« {row} » : les deux structures en ont une, et celle-ci est vérifiée. Gardez la "
                "structure dont la fiche est vérifiée, ou reprenez d’abord l’une des deux fiches."
            )
        row.delete()
    else:
        row.save(update_fields=[name])


def _says_twice(row: models.Model, name: str) -> bool:
    """Tell whether another row already holds the values that must be unique together."""
    groups = [
        constraint.fields
        for constraint in row._meta.constraints
        if isinstance(constraint, models.UniqueConstraint)
        and constraint.condition is None
        and name in constraint.fields
    ]
    manager = type(row)._base_manager
    return any(
        manager.filter(**{field: getattr(row, field) for field in fields})
        .exclude(pk=row.pk)
        .exists()
        for fields in groups
    )
