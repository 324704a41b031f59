"""What people do to the missions: say who carries each sentence."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from gouvernail.common.errors import Refusal
from gouvernail.common.templatetags.french import counted
from gouvernail.conventions.models import Convention
from gouvernail.directory.models import Person
from gouvernail.history.operations import By, Change, note
from gouvernail.staffing.models import MissionSentence


@dataclass(frozen=True, slots=True)
class Carried:
    """Who carries a sentence, and the version of it that was seen."""

    persons: frozenset[int]
    version: int


@transaction.atomic
def carry_missions(convention: Convention, wanted: Mapping[int, Carried], *, by: By) -> int:
    """Say who carries each sentence; return how many changed. Sentences not named stay.

    Errors: EditConflict when somebody changed one of those that change; Refusal when a person is
    not in the directory of the convention.
    """
    known = set(Person.objects.of(convention.pk).values_list("pk", flat=True))
    if any(carried.persons - known for carried in wanted.values()):
        raise Refusal("Une des personnes n’est plus dans l’annuaire : rechargez la page.")
    rows = MissionSentence.objects.filter(mission__convention=convention, pk__in=wanted)
    changed = 0
    for row in rows.prefetch_related("carriers").order_by("mission__position", "position", "pk"):
        carried = wanted[row.pk]
        before = {person.pk for person in row.carriers.all()}
        if before == carried.persons:
            continue
        row.claim(carried.version)
        row.carriers.set(carried.persons)
        # The journal tells how many, not who: it is read more widely than the team's pages.
        told = [Change("Portée par", _persons(len(before)), _persons(len(carried.persons)))]
        note("mission.carried", row, convention_id=convention.pk, by=by, changes=told)
        changed += 1
    return changed


def _persons(number: int) -> str:
    return counted(number, "personne")
