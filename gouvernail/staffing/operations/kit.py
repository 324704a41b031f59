"""Taking what a kit says of the coordinators: targets, the Caf's list, missions."""

from django.db import transaction

from gouvernail.conventions.kit_staffing import KitStaffing
from gouvernail.conventions.kits import Kit
from gouvernail.conventions.models import Convention, Term, TermKind
from gouvernail.history.operations import By, Change, note
from gouvernail.staffing.models import (
    AfasTheme,
    CoordinatorMission,
    MissionSentence,
    StaffingTarget,
)


@transaction.atomic
def install_staffing(convention: Convention, kit: Kit, *, by: By) -> None:
    """Give a new convention the targets, the declaration lines and the missions of its kit."""
    staffing = kit.staffing
    if not staffing:
        return
    _targets(convention, staffing)
    _themes(convention, staffing)
    _missions(convention, staffing)
    sentences = sum(len(mission.sentences) for mission in staffing.missions)
    told = (
        f"{len(staffing.targets)} effectifs prévus, {len(staffing.themes)} lignes de déclaration, "
        f"{sentences} phrases de missions"
    )
    changes = [Change("Équipe", "", told)]
    note("team.installed", convention, convention_id=convention.pk, by=by, changes=changes)


def _targets(convention: Convention, staffing: KitStaffing) -> None:
    StaffingTarget.objects.bulk_create(
        StaffingTarget(
            convention=convention,
            kind=row.kind.value,
            amount=row.amount,
            year=row.year,
            place=row.place,
            source=row.source,
            position=place,
        )
        for place, row in enumerate(staffing.targets)
    )


def _themes(convention: Convention, staffing: KitStaffing) -> None:
    rows = Term.objects.filter(convention=convention, kind=TermKind.THEME.value)
    terms = {term.label: term for term in rows}
    for place, row in enumerate(staffing.themes):
        theme = AfasTheme.objects.create(
            convention=convention,
            label=row.label,
            source=row.source,
            doubt=row.doubt,
            position=place,
        )
        theme.terms.set([terms[label] for label in row.themes if label in terms])


def _missions(convention: Convention, staffing: KitStaffing) -> None:
    for place, row in enumerate(staffing.missions):
        mission = CoordinatorMission.objects.create(
            convention=convention, title=row.title, source=row.source, position=place
        )
        MissionSentence.objects.bulk_create(
            MissionSentence(mission=mission, text=said.text, source=said.source, position=rank)
            for rank, said in enumerate(row.sentences)
        )
