"""Opening a cycle of reviews, and saying for which sittings it is."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from gouvernail.common.errors import Refusal
from gouvernail.conventions.models import Convention
from gouvernail.governance.models import Sitting
from gouvernail.history.operations import By, note
from gouvernail.reviews.models import CycleKind, ReviewCycle


@dataclass(frozen=True, slots=True)
class CycleDraft:
    """A cycle as it is typed."""

    kind: CycleKind
    title: str
    starts_on: date
    ends_on: date
    cotech: Sitting | None = None
    copil: Sitting | None = None


@transaction.atomic
def open_cycle(convention: Convention, draft: CycleDraft, *, by: By) -> ReviewCycle:
    """Open a cycle of reviews: those of its actions are all to do.

    Errors: Refusal when it ends before it begins, or when its title is taken.
    """
    _refuse(convention, draft, besides=0)
    cycle = ReviewCycle(convention=convention)
    _fill(cycle, draft)
    cycle.save()
    note("cycle.opened", cycle, convention_id=convention.pk, by=by)
    return cycle


@transaction.atomic
def change_cycle(cycle: ReviewCycle, draft: CycleDraft, *, version: int, by: By) -> None:
    """Change the days, the title or the sittings of a cycle.

    Errors: EditConflict; Refusal as `open_cycle`.
    """
    _refuse(cycle.convention, draft, besides=cycle.pk)
    cycle.claim(version)
    _fill(cycle, draft)
    cycle.save()
    note("cycle.changed", cycle, convention_id=cycle.convention_id, by=by)


def _fill(cycle: ReviewCycle, draft: CycleDraft) -> None:
    cycle.kind, cycle.title = draft.kind.value, draft.title.strip()
    cycle.starts_on, cycle.ends_on = draft.starts_on, draft.ends_on
    cycle.cotech, cycle.copil = draft.cotech, draft.copil


def _refuse(convention: Convention, draft: CycleDraft, besides: int) -> None:
    if not draft.title.strip():
        raise Refusal("Donnez un titre à ce cycle, par exemple « Bilan 2026 ».")
    if draft.ends_on < draft.starts_on:
        raise Refusal("Le cycle finit avant de commencer : corrigez ses dates.")
    same = ReviewCycle.objects.filter(convention=convention, title=draft.title.strip())
    if same.exclude(pk=besides).exists():
        raise Refusal("Un autre cycle porte déjà ce titre : choisissez-en un autre.")
