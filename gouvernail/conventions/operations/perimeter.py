"""The communes of a convention."""

from collections.abc import Iterable

from django.db import transaction

from gouvernail.common.errors import Refusal
from gouvernail.conventions.models import Convention, PerimeterCommune
from gouvernail.history.operations import By, Change, note
from gouvernail.territories.models import Commune, FormerCommune


@transaction.atomic
def set_perimeter(
    convention: Convention, insee_codes: Iterable[str], version: int | None = None, *, by: By
) -> list[str]:
    """Make these communes the whole perimeter; return their names.

    The code of a commune that merged stands for the commune it merged into. With `version`, the
    state that the person saw, somebody else's change in between is not overwritten.

    Errors: EditConflict; Refusal when a code is unknown, and then nothing is written.
    """
    if version is not None:
        convention.claim(version)
    before = _names(convention)
    after = write_perimeter(convention, insee_codes)
    if after != before:
        note(
            "convention.perimeter_changed",
            convention,
            convention_id=convention.pk,
            by=by,
            changes=[Change("Communes", ", ".join(before), ", ".join(after))],
        )
    return after


def write_perimeter(convention: Convention, insee_codes: Iterable[str]) -> list[str]:
    """Write the perimeter without a line in the journal, for the operations that note it.

    Errors: Refusal when a code is unknown.
    """
    communes = _communes(insee_codes)
    rows = PerimeterCommune.objects.filter(convention=convention)
    rows.exclude(commune__in=communes).delete()
    kept = set(rows.values_list("commune_id", flat=True))
    PerimeterCommune.objects.bulk_create(
        PerimeterCommune(convention=convention, commune=commune)
        for commune in communes
        if commune.pk not in kept
    )
    return [commune.name for commune in communes]


def _communes(insee_codes: Iterable[str]) -> list[Commune]:
    codes = {code.strip().upper() for code in insee_codes if code.strip()}
    former = dict(
        FormerCommune.objects.filter(insee_code__in=codes).values_list("insee_code", "current_id")
    )
    # A former commune that kept its row (still named by an older convention) leads to today's.
    wanted = {former.get(code, code) for code in codes}
    communes = list(Commune.objects.filter(pk__in=wanted).order_by("name", "pk"))
    unknown = sorted(wanted - {commune.pk for commune in communes})
    if unknown:
        raise Refusal(
            f"Code Insee inconnu de cette instance : {', '.join(unknown)}. Vérifiez-le ; si la "
            "commune est récente, faites mettre à jour la liste des communes de l’instance."
        )
    return communes


def _names(convention: Convention) -> list[str]:
    return list(
        PerimeterCommune.objects.filter(convention=convention)
        .order_by("commune__name", "commune_id")
        .values_list("commune__name", flat=True)
    )
