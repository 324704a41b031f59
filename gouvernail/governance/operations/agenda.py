"""What people write of an agenda: its points, in their order."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction

from gouvernail.common.errors import Refusal
from gouvernail.governance.models import (
    AgendaItem,
    ItemDocument,
    ItemKind,
    ItemProposal,
    Sitting,
)
from gouvernail.governance.models.sittings import ITEM_LABELS
from gouvernail.governance.operations.companions import remove_documents, take_along
from gouvernail.history.operations import By, Change, note, sign
from gouvernail.rules.sittings import SittingState

TITLE_LENGTH = 300


@dataclass(frozen=True, slots=True)
class ItemDraft:
    """A point as it is typed. `pk` is that of a point that stays; `duration` counts minutes.

    A new one may come from the backlog (`proposal_id`) and be about actions (`action_ids`).
    """

    title: str
    kind: ItemKind = ItemKind.INFORMATION
    presenter: str = ""
    duration: int | None = None
    pk: int | None = None
    origin_id: int | None = None
    is_unfinished: bool = False
    proposal_id: int | None = None
    action_ids: tuple[int, ...] = ()

    @property
    def label(self) -> str:
        """What the point is called where it is a row of a table."""
        return self.title

    def __str__(self) -> str:
        """Write the point as the history tells it: « Bilan (avis, Awa Exemple, 20 min) »."""
        told = [ITEM_LABELS[self.kind], self.presenter]
        told += [f"{self.duration} min"] if self.duration else []
        told += ["à reprendre"] if self.is_unfinished else []
        return f"{self.title} ({', '.join(word for word in told if word)})"


@transaction.atomic
def set_agenda(sitting: Sitting, drafts: Sequence[ItemDraft], version: int, *, by: By) -> None:
    """Write the agenda again; points that stay keep what was said of them.

    Errors: EditConflict; Refusal once the minutes are approved.
    """
    refuse_approved(sitting)
    sitting.claim(version)
    before = drafts_of(sitting)
    write_items(sitting, drafts)
    after = drafts_of(sitting)
    if after != before:
        told = Change("Ordre du jour", _told(before), _told(after))
        _save(sitting, "sitting.agenda", [told], by)


@transaction.atomic
def add_items(sitting: Sitting, drafts: Sequence[ItemDraft], version: int, *, by: By) -> int:
    """Put points at the end of the agenda; return how many. What it takes up already stays once.

    A point that comes from another sitting is known by that one, any other by its title.

    Errors: EditConflict; Refusal when none is new, or once the minutes are approved.
    """
    known = drafts_of(sitting)
    titles = {draft.title for draft in known}
    origins = {draft.origin_id for draft in known}
    added = [
        draft
        for draft in drafts
        if (draft.origin_id not in origins if draft.origin_id else _title(draft) not in titles)
    ]
    if not added:
        raise Refusal("Cochez au moins un point qui n’est pas encore à l’ordre du jour.")
    set_agenda(sitting, [*known, *added], version, by=by)
    return len(added)


def drafts_of(sitting: Sitting, *, as_new: bool = False) -> list[ItemDraft]:
    """Return the points of a sitting as drafts; `as_new`, as points of another sitting."""
    return [
        ItemDraft(
            item.title,
            ItemKind(item.kind),
            item.presenter,
            item.duration,
            pk=None if as_new else item.pk,
            origin_id=item.pk if as_new else item.origin_id,
            is_unfinished=not as_new and item.is_unfinished,
        )
        for item in sitting.items.order_by("position", "pk")
    ]


def write_items(sitting: Sitting, drafts: Iterable[ItemDraft]) -> None:
    """Write the points of a sitting in their order; those that are not named go."""
    known = {item.pk: item for item in sitting.items.all()}
    kept = [draft for draft in drafts if draft.title.strip()]
    gone = sitting.items.exclude(pk__in=[draft.pk for draft in kept if draft.pk])
    remove_documents(ItemDocument.objects.filter(item__in=gone))
    gone.delete()
    for place, draft in enumerate(kept):
        item = known.get(draft.pk or 0) or AgendaItem(sitting=sitting)
        item.position, item.title = place, _title(draft)
        item.kind, item.presenter = draft.kind.value, draft.presenter
        item.duration, item.is_unfinished = draft.duration, draft.is_unfinished
        item.origin_id = draft.origin_id
        item.save()
        if item.pk not in known:
            _bring(item, draft)


def _bring(item: AgendaItem, draft: ItemDraft) -> None:
    """Give a new point what comes with it: from the point it takes up, the plan, the backlog."""
    if item.origin:
        take_along(item.origin, item)
    item.actions.add(*draft.action_ids)
    if draft.proposal_id:
        waiting = ItemProposal.objects.filter(body=item.sitting.body_id, item=None)
        waiting.filter(pk=draft.proposal_id, set_aside_on=None).update(item=item)


def refuse_approved(sitting: Sitting) -> None:
    """Refuse to touch a sitting whose minutes are approved, even since it was read.

    Call it inside the transaction that writes: the sitting is held until its end.

    Errors: Refusal.
    """
    approved = SittingState.APPROVED.value
    now = Sitting.objects.select_for_update().values_list("state", flat=True).get(pk=sitting.pk)
    if approved in (sitting.state, now):
        raise Refusal("Le compte rendu est approuvé : cette séance ne change plus.")


def _title(draft: ItemDraft) -> str:
    return draft.title.strip()[:TITLE_LENGTH]


def _told(drafts: Iterable[ItemDraft]) -> str:
    return " ; ".join(str(draft) for draft in drafts)


def _save(sitting: Sitting, verb: str, changes: list[Change], by: By) -> None:
    sitting.changed_at = by.at
    sign(sitting, by)
    sitting.save()
    note(verb, sitting, convention_id=sitting.convention_id, by=by, changes=changes)
