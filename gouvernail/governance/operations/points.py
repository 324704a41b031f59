"""What people do to one point of an agenda: link actions, join documents, carry it elsewhere."""

from collections.abc import Iterable, Sequence

from django.db import transaction
from django.db.models import Max

from gouvernail.action_plan.models import Action
from gouvernail.common.errors import Refusal
from gouvernail.conventions.uploads import Upload, checked_paper
from gouvernail.governance.models import AgendaItem, ItemDocument, Sitting
from gouvernail.governance.operations.agenda import refuse_approved
from gouvernail.governance.operations.companions import remove_documents, take_along
from gouvernail.history.operations import By, Change, note
from gouvernail.rules.sittings import PLANNED, SittingState

MOST_DOCUMENTS = 20


@transaction.atomic
def link_actions(item: AgendaItem, actions: Sequence[Action], *, by: By) -> None:
    """Say which actions of the plan a point is about; the list is whole each time.

    Errors: Refusal once the minutes are approved.
    """
    refuse_approved(item.sitting)
    before, after = _numbers(item.actions.all()), _numbers(actions)
    if before != after:
        item.actions.set(actions)
        told = [Change(f"Actions de « {item.title} »", before, after)]
        _note("point.linked", item.sitting, told, by)


@transaction.atomic
def join_document(item: AgendaItem, title: str, upload: Upload, *, by: By) -> ItemDocument:
    """Join a file to a point.

    Errors: Refusal when the file cannot be accepted, when there are too many, or once the minutes
    are approved.
    """
    refuse_approved(item.sitting)
    if item.documents.count() >= MOST_DOCUMENTS:
        raise Refusal(f"Un point porte {MOST_DOCUMENTS} documents au plus : retirez-en un d’abord.")
    document = ItemDocument(item=item, title=title.strip() or (upload.name or "")[:200])
    document.added_at = by.at
    document.file = checked_paper(upload)
    document.save()
    told = [Change(f"Document de « {item.title} »", "", document.title)]
    _note("point.document_joined", item.sitting, told, by)
    return document


@transaction.atomic
def remove_document(document: ItemDocument, *, by: By) -> None:
    """Take a document off a point. Errors: Refusal once the minutes are approved."""
    item = document.item
    refuse_approved(item.sitting)
    told = [Change(f"Document de « {item.title} »", document.title, "")]
    remove_documents([document])
    _note("point.document_removed", item.sitting, told, by)


@transaction.atomic
def carry_item(item: AgendaItem, target: Sitting, *, is_copy: bool, by: By) -> AgendaItem:
    """Carry a point to a coming sitting of the same body, with its documents and its actions.

    Copied, it stays here and the copy says where it comes from; moved, it leaves this agenda.

    Errors: Refusal for a sitting of another body, given up or held; to move what was held; once
    the minutes are approved; when it is there already.
    """
    sitting = item.sitting
    refuse_approved(sitting)
    _refuse_carrying(item, target, is_copy=is_copy)
    if target.items.filter(origin=item).exists():
        raise Refusal(f"Ce point est déjà à l’ordre du jour : {target}.")
    # Whoever is writing an agenda that changes must see it.
    target.claim(target.version)
    if not is_copy:
        sitting.claim(sitting.version)
    last = target.items.aggregate(last=Max("position"))["last"]
    place = 0 if last is None else last + 1
    carried = _copy(item, target, place) if is_copy else _move(item, target, place)
    way = "copié" if is_copy else "déplacé"
    told = [Change(f"« {item.title} », {way}", str(sitting), str(target))]
    for row in (sitting, target, carried):
        note("point.carried", row, convention_id=sitting.convention_id, by=by, changes=told)
    return carried


def _refuse_carrying(item: AgendaItem, target: Sitting, *, is_copy: bool) -> None:
    sitting = item.sitting
    state = SittingState(sitting.state)
    if state not in PLANNED | {SittingState.HELD}:
        raise Refusal("Cette séance est annulée ou reportée : ses points n’en partent plus.")
    if not is_copy and (item.minutes.strip() or item.decisions.exists()):
        raise Refusal("Ce point a déjà un compte rendu ou une décision : copiez-le.")
    if not is_copy and state is SittingState.HELD:
        raise Refusal("Cette séance s’est tenue : le point y reste. Copiez-le vers l’autre séance.")
    is_coming = SittingState(target.state) in PLANNED
    if target.pk == sitting.pk or target.body_id != sitting.body_id or not is_coming:
        raise Refusal("Choisissez une séance à venir de la même instance.")


def _copy(item: AgendaItem, target: Sitting, place: int) -> AgendaItem:
    kept = {name: getattr(item, name) for name in ("title", "kind", "presenter", "duration")}
    copy = AgendaItem.objects.create(sitting=target, position=place, origin=item, **kept)
    take_along(item, copy)
    return copy


def _move(item: AgendaItem, target: Sitting, place: int) -> AgendaItem:
    item.sitting, item.position = target, place
    item.save(update_fields=["sitting", "position"])
    return item


def _numbers(actions: Iterable[Action]) -> str:
    return ", ".join(sorted(action.number or action.title for action in actions))


def _note(verb: str, sitting: Sitting, told: list[Change], by: By) -> None:
    note(verb, sitting, convention_id=sitting.convention_id, by=by, changes=told)
