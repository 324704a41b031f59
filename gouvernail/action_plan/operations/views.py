"""What people do to the views they keep. Only what is shared is told in the journal."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max

from gouvernail.accounts.models import User
from gouvernail.action_plan.models import SavedView
from gouvernail.common.errors import Refusal
from gouvernail.conventions.models import Convention
from gouvernail.history.operations import By, Change, note


@dataclass(frozen=True, slots=True)
class ViewDraft:
    """A view as a person keeps it: shared, or their own when `owner` is given."""

    name: str
    tab: str
    query: str
    owner: User | None = None
    is_default: bool = False


@transaction.atomic
def keep_view(convention: Convention, draft: ViewDraft, *, by: By) -> SavedView:
    """Keep a view after the others.

    Errors: Refusal when its name is taken.
    """
    _refuse_taken_name(convention.pk, draft)
    others = SavedView.objects.filter(convention=convention, owner=draft.owner)
    last = others.aggregate(last=Max("position"))["last"]
    view = SavedView(convention=convention, position=0 if last is None else last + 1)
    _fill(view, draft)
    view.save()
    _tell("view.created", view, by)
    return view


@transaction.atomic
def change_view(view: SavedView, draft: ViewDraft, *, version: int, by: By) -> None:
    """Make a view say what the draft says.

    Errors: EditConflict; Refusal when its name is taken.
    """
    _refuse_taken_name(view.convention_id, draft, besides=view.pk)
    view.claim(version)
    before = (view.name, view.query)
    was_shared = view.owner_id is None
    _fill(view, draft)
    view.save()
    changes = [
        Change(label, old, new)
        for label, old, new in zip(("Nom", "Filtres"), before, (view.name, view.query), strict=True)
        if old != new
    ]
    if was_shared or view.owner_id is None:
        note("view.changed", view, convention_id=view.convention_id, by=by, changes=changes)


@transaction.atomic
def remove_view(view: SavedView, *, version: int, by: By) -> None:
    """Remove a view; the actions that it shows are not touched.

    Errors: EditConflict.
    """
    view.claim(version)
    _tell("view.removed", view, by)
    view.delete()


def _fill(view: SavedView, draft: ViewDraft) -> None:
    is_default = draft.is_default and draft.owner is not None
    if is_default:
        SavedView.objects.filter(convention_id=view.convention_id, owner=draft.owner).update(
            is_default=False
        )
    view.name, view.tab, view.query = draft.name, draft.tab, draft.query
    view.owner, view.is_default = draft.owner, is_default


def _refuse_taken_name(convention_id: int, draft: ViewDraft, besides: int = 0) -> None:
    same = SavedView.objects.filter(convention_id=convention_id, name=draft.name)
    if same.filter(owner=draft.owner).exclude(pk=besides).exists():
        raise Refusal(f"Une vue s’appelle déjà « {draft.name} » : choisissez un autre nom.")


def _tell(verb: str, view: SavedView, by: By) -> None:
    if view.owner_id is None:
        note(verb, view, convention_id=view.convention_id, by=by)
