"""Finding or adding many organisations at once, for the import of a plan."""

from collections.abc import Iterable

from django.db import transaction
from simple_history.utils import bulk_create_with_history

from gouvernail.directory.models import NAME_LENGTH, Organisation
from gouvernail.directory.operations.organisations import folded
from gouvernail.history.operations import By, entry, write_entries
from gouvernail.rules.names import first_matches, fold_name


@transaction.atomic
def find_or_create_organisations(
    convention_id: int, names: Iterable[str], *, by: By
) -> dict[str, Organisation]:
    """Return the organisation that each name stands for; add those that are not known.

    A name is known under any case, accents and punctuation. The name of an entry that was merged
    leads to the one it was merged into, so that a plan imported again does not bring it back.
    Blank names are left out. Four queries.
    """
    wanted = {name: _tidy(name) for name in names if fold_name(name)}
    found = _known(convention_id, wanted.values())
    missing = [name for name in wanted.values() if name not in found]
    added = {row.folded_name: row for row in _add(convention_id, missing, by)}
    return {name: found.get(tidy) or added[folded(tidy)] for name, tidy in wanted.items()}


def known_organisation(convention_id: int, name: str) -> Organisation | None:
    """Return the organisation that a name stands for, None when the directory has none.

    Known as in `find_or_create_organisations`, and nothing is added. One query.
    """
    tidy = _tidy(name)
    return _known(convention_id, [tidy]).get(tidy) if fold_name(tidy) else None


def _known(convention_id: int, names: Iterable[str]) -> dict[str, Organisation]:
    rows = {row.pk: row for row in Organisation.objects.of(convention_id).order_by("pk")}
    known = {row.name: row.pk for row in rows.values() if row.merged_into_id is None}
    former = {
        row.name: row.merged_into_id
        for row in rows.values()
        if row.merged_into_id is not None and row.name not in known
    }
    found = first_matches(names, {**known, **former})
    return {name: rows[pk] for name, pk in found.items()}


def _tidy(name: str) -> str:
    return " ".join(name.split())[:NAME_LENGTH]


def _add(convention_id: int, names: list[str], by: By) -> list[Organisation]:
    by_form: dict[str, str] = {}
    for name in names:
        by_form.setdefault(folded(name), name)
    rows = [
        Organisation(convention_id=convention_id, name=name, folded_name=form)
        for form, name in by_form.items()
    ]
    if not rows:
        return []
    added: list[Organisation] = bulk_create_with_history(
        rows, Organisation, default_user=by.actor, default_date=by.at
    )
    write_entries(
        [entry("organisation.created", row, convention_id=convention_id, by=by) for row in added]
    )
    return added
