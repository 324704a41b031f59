"""What people do to the missions: write them, say who carries each sentence."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max

from gouvernail.common.errors import Refusal
from gouvernail.common.templatetags.french import counted
from gouvernail.conventions.models import Convention
from gouvernail.directory.models import Person
from gouvernail.history.operations import By, Change, note
from gouvernail.staffing.models import CoordinatorMission, MissionSentence


@dataclass(frozen=True, slots=True)
class Carried:
    """Who carries a sentence, and the version of it that was seen."""

    persons: frozenset[int]
    version: int


@dataclass(frozen=True, slots=True)
class MissionDraft:
    """A mission as it is typed: its words, where they come from, its sentences in order."""

    title: str
    source: str
    sentences: tuple[str, ...]


@transaction.atomic
def write_mission(
    mission: CoordinatorMission, draft: MissionDraft, version: int, *, by: By
) -> CoordinatorMission:
    """Write a mission, new or known; a sentence that stays or is reworded keeps its carriers.

    Errors: EditConflict; Refusal without any sentence, or when one is written twice.
    """
    if not draft.sentences:
        raise Refusal("Écrivez au moins une phrase : c’est ce que l’on répartit.")
    if len(set(draft.sentences)) < len(draft.sentences):
        raise Refusal("Une phrase est écrite deux fois : gardez-la une seule fois.")
    before = "" if mission._state.adding else mission.title
    if mission._state.adding:
        others = CoordinatorMission.objects.filter(convention=mission.convention)
        mission.position = (others.aggregate(last=Max("position"))["last"] or 0) + 1
    else:
        mission.claim(version)
    mission.title, mission.source = draft.title, draft.source
    mission.save()
    rows = list(mission.sentences.order_by("position", "pk"))
    _write_sentences(mission, rows, draft)
    changes = [
        Change("Mission", before, mission.title),
        Change("Phrases", str(len(rows) or ""), str(len(draft.sentences))),
    ]
    changes = [change for change in changes if change.before != change.after]
    note("mission.written", mission, convention_id=mission.convention_id, by=by, changes=changes)
    return mission


def _write_sentences(
    mission: CoordinatorMission, rows: list[MissionSentence], draft: MissionDraft
) -> None:
    """Keep the sentences that stay; the others are taken, in order, for those that are new."""
    same = {row.text: row for row in rows if row.text in draft.sentences}
    free = iter([row for row in rows if same.get(row.text) is not row])
    for place, text in enumerate(draft.sentences):
        row = same.get(text) or next(free, None)
        if row is None:
            row = MissionSentence(mission=mission, source=draft.source)
        elif row.text != text:
            row.claim(row.version)
        row.text, row.position = text, place
        row.save()
    for row in free:
        row.delete()


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
