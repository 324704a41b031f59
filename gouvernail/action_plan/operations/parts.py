"""Who takes part in actions, and where: writing only what changes, with its history."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from gouvernail.action_plan.drafts import ActionDraft
from gouvernail.action_plan.models import Action, ActionPart, ActionPlace, PartRole
from gouvernail.conventions.models import Convention
from gouvernail.directory.models import Organisation
from gouvernail.directory.operations import find_or_create_organisations
from gouvernail.history.operations import By, Change, bulk_signature, sign
from gouvernail.rules.places import commune_code

BATCH = 500
Row = TypeVar("Row", ActionPart, ActionPlace)


@dataclass(frozen=True, slots=True)
class Rewriting:
    """An action and what it is to say, with the changes that the journal will tell.

    `keeps_parts` and `keeps_places` spare the work when these words stay as they are.
    """

    action: Action
    draft: ActionDraft
    changes: tuple[Change, ...] = ()
    keeps_parts: bool = False
    keeps_places: bool = False


def write_parts(convention: Convention, rewritings: Sequence[Rewriting], *, by: By) -> None:
    """Write leads and partners; names that the directory does not know are added to it."""
    rewritings = [item for item in rewritings if not item.keeps_parts]
    if not rewritings:
        return
    names = [name for item in rewritings for name in (*item.draft.leads, *item.draft.partners)]
    organisations = find_or_create_organisations(convention.pk, names, by=by)
    wanted = [part for item in rewritings for part in _parts(item, organisations)]
    existing = ActionPart.objects.filter(action__in=[item.action for item in rewritings])
    _sync(ActionPart, wanted, existing, by)


def write_places(convention: Convention, rewritings: Sequence[Rewriting], *, by: By) -> None:
    """Write where actions take place, each tied to its commune when the perimeter has it."""
    rewritings = [item for item in rewritings if not item.keeps_places]
    if not rewritings:
        return
    communes = dict(convention.perimeter.values_list("commune__name", "commune_id"))
    wanted = [place for item in rewritings for place in _places(item, communes)]
    existing = ActionPlace.objects.filter(action__in=[item.action for item in rewritings])
    _sync(ActionPlace, wanted, existing, by)


def _parts(item: Rewriting, organisations: dict[str, Organisation]) -> list[ActionPart]:
    named = [(PartRole.LEAD, item.draft.leads), (PartRole.PARTNER, item.draft.partners)]
    return [
        ActionPart(
            action=item.action, organisation=organisations[name], role=role, position=position
        )
        for role, names in named
        for position, name in enumerate(names)
    ]


def _places(item: Rewriting, communes: dict[str, str]) -> list[ActionPlace]:
    return [
        ActionPlace(
            action=item.action,
            label=label,
            commune_id=commune_code(label, communes),
            position=position,
        )
        for position, label in enumerate(item.draft.communes)
    ]


def _identity(row: ActionPart | ActionPlace) -> Hashable:
    if isinstance(row, ActionPart):
        return row.action_id, row.organisation_id, row.role
    return row.action_id, row.label


def _sync(table: type[Row], wanted: Iterable[Row], existing: Iterable[Row], by: By) -> None:
    """Bring the rows of `table` to what is wanted: remove, add, and put in order."""
    before = {_identity(row): row for row in existing}
    after: dict[Hashable, Row] = {}
    for row in wanted:
        after.setdefault(_identity(row), row)
    for identity, row in before.items():
        if identity not in after:
            sign(row, by)
            row.delete()
    added = [row for identity, row in after.items() if identity not in before]
    bulk_create_with_history(added, table, batch_size=BATCH, **bulk_signature(by))
    moved = []
    for identity, row in after.items():
        old = before.get(identity)
        if old and old.position != row.position:
            old.position = row.position
            moved.append(old)
    if moved:
        bulk_update_with_history(moved, table, ["position"], batch_size=BATCH, **bulk_signature(by))
