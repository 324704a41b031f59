"""What people do to actions. Every operation signs the journal; none deletes an action."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from django.db import transaction
from django.db.models import F, Max
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from gouvernail.action_plan.drafts import (
    TEXT_FIELDS,
    ActionDraft,
    differences,
    draft_of,
    searched,
)
from gouvernail.action_plan.models import Action, PlanNode
from gouvernail.action_plan.operations.parts import Rewriting, write_parts, write_places
from gouvernail.common.errors import Refusal
from gouvernail.conventions.models import ActionField, Convention
from gouvernail.history.operations import (
    By,
    Change,
    bulk_signature,
    entry,
    note,
    sign,
    write_entries,
)
from gouvernail.rules.deadlines import last_day
from gouvernail.rules.indicators import pair_lines, without_baseline
from gouvernail.rules.places import is_whole_territory
from gouvernail.rules.searching import search_text

BATCH = 500


@transaction.atomic
def create_action(convention: Convention, draft: ActionDraft, *, by: By) -> Action:
    """Add one action at the end of its node.

    Errors: Refusal when its number is already taken.
    """
    return create_actions(convention, [draft], verb="action.created", by=by)[0]


@transaction.atomic
def create_actions(
    convention: Convention, drafts: Sequence[ActionDraft], *, verb: str, by: By
) -> list[Action]:
    """Add actions, in the order given. The number of queries does not grow with the actions.

    Errors: Refusal when a number is already taken; then nothing is written.
    """
    refuse_taken_numbers(convention, drafts, besides=())
    start = _next_position(convention)
    rewritings = [
        Rewriting(Action(convention=convention, position=start + rank, created_at=by.at), draft)
        for rank, draft in enumerate(drafts)
    ]
    _fill(rewritings, by)
    actions: list[Action] = bulk_create_with_history(
        [item.action for item in rewritings], Action, batch_size=BATCH, **bulk_signature(by)
    )
    rewritings = [
        Rewriting(action, item.draft) for action, item in zip(actions, rewritings, strict=True)
    ]
    write_parts(convention, rewritings, by=by)
    write_places(convention, rewritings, by=by)
    write_entries([entry(verb, action, convention_id=convention.pk, by=by) for action in actions])
    return actions


@transaction.atomic
def change_action(action: Action, draft: ActionDraft, *, version: int, by: By) -> Action:
    """Make an action say what the draft says, if nobody changed it since `version`.

    Errors: EditConflict; Refusal when its number is already taken. Then nothing is written.
    """
    before = draft_of(action)
    changes = differences(before, draft, field_labels(action.convention))
    if not changes:
        return action
    action.claim(version)
    refuse_taken_numbers(action.convention, [draft], besides=[action.pk])
    item = Rewriting(
        action,
        draft,
        tuple(changes),
        keeps_parts=(before.leads, before.partners) == (draft.leads, draft.partners),
        keeps_places=before.communes == draft.communes,
    )
    rewrite_actions(action.convention, [item], by=by)
    return action


@transaction.atomic
def rewrite_actions(convention: Convention, rewritings: Sequence[Rewriting], *, by: By) -> None:
    """Make actions say what their drafts say, and tell the changes in the journal.

    For callers that checked versions and numbers: an import, or `change_action`.
    """
    _fill(rewritings, by)
    actions = [item.action for item in rewritings]
    _save_columns(actions, by)
    write_parts(convention, rewritings, by=by)
    write_places(convention, rewritings, by=by)
    write_entries(
        [
            entry(
                "action.changed",
                item.action,
                convention_id=convention.pk,
                by=by,
                changes=list(item.changes),
            )
            for item in rewritings
        ]
    )


def _save_columns(actions: Sequence[Action], by: By) -> None:
    """Save what a draft says. A single row goes its short way, three times as quick."""
    if len(actions) == 1:
        [action] = actions
        sign(action, by)
        action.save(update_fields=_COLUMNS)
        return
    _free_numbers(actions)
    bulk_update_with_history(actions, Action, _COLUMNS, batch_size=BATCH, **bulk_signature(by))


def _free_numbers(actions: Sequence[Action]) -> None:
    """Leave every number free for a moment, so that two actions may swap theirs."""
    Action.objects.filter(pk__in=[action.pk for action in actions]).update(number="")


@transaction.atomic
def bump_versions(actions: Sequence[Action]) -> None:
    """Take the next version of many actions at once: whoever has them open will be told."""
    Action.objects.filter(pk__in=[action.pk for action in actions]).update(version=F("version") + 1)
    for action in actions:
        action.version += 1


@transaction.atomic
def move_action(action: Action, node: PlanNode | None, *, version: int, by: By) -> None:
    """Attach an action to another node, at its end.

    Errors: EditConflict; Refusal when its number is already taken there.
    """
    moved = replace(draft_of(action), node=node)
    refuse_taken_numbers(action.convention, [moved], besides=[action.pk])
    action.claim(version)
    before = str(action.node or "")
    action.node = node
    action.position = _next_position(action.convention)
    sign(action, by)
    action.save(update_fields=["node", "position"])
    change = Change("Rattachement", before, str(node or ""))
    note("action.moved", action, convention_id=action.convention_id, by=by, changes=[change])


@transaction.atomic
def confirm_action(action: Action, *, by: By) -> None:
    """Say that an action was looked at and has nothing new: its news are of today.

    Whoever is writing on the sheet is not disturbed: what it says stays, and so does its version.

    Errors: Refusal when the action is archived.
    """
    fresh = Action.objects.select_for_update().get(pk=action.pk)
    if fresh.archived_at:
        raise Refusal("Cette action est archivée : rétablissez-la avant d’en donner des nouvelles.")
    fresh.updated_at = by.at
    sign(fresh, by)
    fresh.save(update_fields=["updated_at"])
    note("action.confirmed", fresh, convention_id=fresh.convention_id, by=by)


@transaction.atomic
def archive_action(action: Action, *, version: int, by: By) -> None:
    """Take an action out of the plan; it stays readable, with its history.

    Errors: EditConflict; Refusal without a reason, since what was decided must be explained.
    """
    if not by.reason:
        raise Refusal("Dites pourquoi cette action sort du plan : le motif reste dans l’histoire.")
    action.claim(version)
    action.archived_at = by.at
    sign(action, by)
    action.save(update_fields=["archived_at"])
    note("action.archived", action, convention_id=action.convention_id, by=by)


@transaction.atomic
def restore_action(action: Action, *, version: int, by: By) -> None:
    """Put an archived action back into the plan.

    Errors: EditConflict; Refusal when its number was given to another meanwhile.
    """
    refuse_taken_numbers(action.convention, [draft_of(action)], besides=[action.pk])
    action.claim(version)
    action.archived_at = None
    sign(action, by)
    action.save(update_fields=["archived_at"])
    note("action.restored", action, convention_id=action.convention_id, by=by)


def field_labels(convention: Convention) -> dict[str, str]:
    """Return the territory's names for the fields of a sheet. One query."""
    rows = ActionField.objects.filter(convention=convention).values_list("key", "label")
    return dict(rows.order_by("position"))


_COLUMNS = [
    "node",
    "number",
    "title",
    "status",
    "progress",
    "deadline_text",
    "deadline_kind",
    "deadline_start",
    "deadline_end",
    "due_on",
    "lead_person",
    "budget",
    "free",
    "notes",
    "whole_territory",
    "missing_baselines",
    "search_text",
    "updated_at",
    *TEXT_FIELDS,
]


def _fill(rewritings: Sequence[Rewriting], by: By) -> None:
    """Copy each draft into its row; nothing is written yet."""
    for item in rewritings:
        action, draft = item.action, item.draft
        action.node, action.status, action.lead_person = draft.node, draft.status, draft.lead_person
        action.number, action.title = draft.number, draft.title
        action.progress, action.budget = draft.progress, draft.budget
        action.deadline_text = draft.deadline.text
        action.deadline_kind = draft.deadline.kind.value
        action.deadline_start, action.deadline_end = draft.deadline.start, draft.deadline.end
        action.due_on = last_day(draft.deadline)
        action.free, action.notes = draft.free, draft.notes
        action.whole_territory = any(is_whole_territory(label) for label in draft.communes)
        action.search_text = search_text(searched(draft))
        action.updated_at = by.at
        for key in TEXT_FIELDS:
            setattr(action, key, draft.texts.get(key, ""))
        rows = pair_lines(action.indicators, action.baselines, action.targets)
        action.missing_baselines = without_baseline(rows)


def _next_position(convention: Convention) -> int:
    last = Action.objects.of(convention).aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1


def refuse_taken_numbers(
    convention: Convention, drafts: Sequence[ActionDraft], *, besides: Sequence[int]
) -> None:
    """Refuse a number that two current actions of one node would share. One query.

    Some territories number on through the plan, others start again under each node.

    Errors: Refusal.
    """
    wanted = [(draft.node.pk if draft.node else None, draft.number) for draft in drafts]
    wanted = [place for place in wanted if place[1]]
    taken = (
        Action.objects.of(convention)
        .current()
        .filter(number__in={number for _, number in wanted})
        .exclude(pk__in=besides)
        .values_list("node_id", "number")
    )
    twice = [place for place, times in Counter(wanted).items() if times > 1]
    for _, number in [*twice, *(place for place in taken if place in set(wanted))]:
        raise Refusal(
            f"Le numéro {number} est déjà pris par une autre action. Un numéro ne sert qu’une fois."
        )
