"""What people do to decisions: note them, take their steps, ask who answers for them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from gouvernail.action_plan.models import Action
from gouvernail.common.errors import Refusal
from gouvernail.common.secrets import digest_of, new_secret
from gouvernail.conventions.models import Convention
from gouvernail.directory.row_changes import set_values
from gouvernail.governance.decision_words import DECISION_OBSTACLE_SENTENCES
from gouvernail.governance.models import Decision, DecisionLink, Sitting
from gouvernail.governance.models.decisions import DECISION_STATE_LABELS
from gouvernail.governance.operations.agenda import refuse_approved
from gouvernail.history.operations import By, Change, note, sign
from gouvernail.rules.decisions import OPEN, DecisionFacts, DecisionState, decision_obstacles
from gouvernail.rules.sittings import COUNTS, SittingState

LINK_DAYS = 60
# What an owner may say by a personal link; the rest is for those who keep the register.
ANSWERS = (DecisionState.RUNNING, DecisionState.DONE)
# What approved minutes say of a decision; who answers for it and until when goes on.
_FROZEN = ("text", "kind", "decided_on", "body", "sitting", "item")


@dataclass(frozen=True, slots=True)
class DecisionDraft:
    """A decision as people write it: its columns, and the actions that it is about."""

    values: Mapping[str, Any]
    actions: Sequence[Action] = ()


@transaction.atomic
def record_decision(
    convention: Convention,
    draft: DecisionDraft,
    *,
    by: By,
    state: DecisionState = DecisionState.PROPOSED,
) -> Decision:
    """Note a decision, proposed or already adopted.

    Errors: Refusal when it is said adopted in a sitting that was not held, or for a sitting whose
    minutes are approved.
    """
    if draft.values.get("sitting"):
        refuse_approved(draft.values["sitting"])
    Convention.objects.select_for_update().get(pk=convention.pk)
    last = Decision.objects.of(convention).aggregate(last=Max("number"))["last"] or 0
    decision = Decision(convention=convention, number=last + 1, **draft.values)
    if state is not DecisionState.PROPOSED:
        _refuse(decision, state, by)
        decision.state = state.value
    sign(decision, by)
    decision.save()
    decision.actions.set(draft.actions)
    told = [Change("Décision", "", decision.text)]
    note("decision.recorded", decision, convention_id=convention.pk, by=by, changes=told)
    return decision


@transaction.atomic
def change_decision(decision: Decision, draft: DecisionDraft, version: int, *, by: By) -> None:
    """Change what a decision says, its owner, its days, its actions.

    Errors: EditConflict; Refusal to change what approved minutes say of it.
    """
    _refuse_frozen(decision, draft.values)
    decision.claim(version)
    before = _numbers(decision.actions.all())
    changes = set_values(decision, draft.values)
    after = _numbers(draft.actions)
    if before != after:
        changes = [*changes, Change("Actions liées", before, after)]
        decision.actions.set(draft.actions)
    if changes:
        _save(decision, "decision.changed", changes, by)


@transaction.atomic
def move_decision(decision: Decision, to: DecisionState, *, by: By, proof: str = "") -> None:
    """Take a step of the life of a decision; the reason is that of `by`.

    Errors: Refusal, whose sentences say what to do first.
    """
    decision.proof = proof or decision.proof
    _refuse(decision, to, by)
    decision.claim(decision.version)
    before = DECISION_STATE_LABELS[DecisionState(decision.state)]
    decision.state = to.value
    decision.state_reason = by.reason
    decision.closed_on = None if to in OPEN else timezone.localdate(by.at)
    changes = [Change("État", before, DECISION_STATE_LABELS[to])]
    if proof:
        changes.append(Change("Preuve", "", proof))
    _save(decision, "decision.moved", changes, by)


@transaction.atomic
def give_link(decision: Decision, *, by: By) -> str:
    """Make a personal link for the owner of a decision and return its secret, for the only time.

    Links given before for this decision are revoked.

    Errors: Refusal when nobody answers for the decision, or when it is closed.
    """
    if decision.owner is None:
        raise Refusal("Nommez d’abord un responsable : le lien est le sien.")
    if DecisionState(decision.state) not in OPEN:
        raise Refusal("Cette décision est close : il n’y a plus rien à demander.")
    decision.links.filter(revoked_at=None).update(revoked_at=by.at)
    secret = new_secret()
    DecisionLink.objects.create(
        decision=decision,
        person=decision.owner,
        digest=digest_of(secret),
        created_at=by.at,
        expires_on=timezone.localdate(by.at) + timedelta(days=LINK_DAYS),
    )
    told = [Change("Responsable", "", str(decision.owner))]
    note("decision.link_given", decision, convention_id=decision.convention_id, by=by, changes=told)
    return secret


@transaction.atomic
def revoke_links(decision: Decision, *, by: By) -> None:
    """Close every personal link of a decision."""
    if decision.links.filter(revoked_at=None).update(revoked_at=by.at):
        note("decision.link_revoked", decision, convention_id=decision.convention_id, by=by)


@transaction.atomic
def answer_decision(link: DecisionLink, to: DecisionState, words: str, *, by: By) -> None:
    """Keep what an owner says by a personal link; the words are the news, and the proof once done.

    Errors: Refusal when nothing is said, or when the decision can no longer go there.
    """
    keep_news(link.decision_id, str(link.person), to, words, by=by)
    link.answered_at = by.at
    link.save(update_fields=["answered_at"])


@transaction.atomic
def keep_news(decision_id: int, owner: str, to: DecisionState, words: str, *, by: By) -> None:
    """Keep what the owner of a decision says of it by a personal link, whichever it is.

    Errors: Refusal when nothing is said, or when the decision can no longer go there.
    """
    if not words:
        raise Refusal("Dites en une phrase où vous en êtes.")
    if to not in ANSWERS:
        raise Refusal("Choisissez « en cours » ou « c’est fait ».")
    decision = Decision.objects.select_for_update().get(pk=decision_id)
    by = By(by.actor, f"Réponse de {owner} par lien personnel", by.at)
    decision.news, decision.news_on = words, timezone.localdate(by.at)
    note(
        "decision.answered",
        decision,
        convention_id=decision.convention_id,
        by=by,
        changes=[Change("Nouvelles", "", words)],
    )
    if decision.state == to.value:
        decision.claim(decision.version)
        sign(decision, by)
        decision.save()
    else:
        proof = words[:500] if to is DecisionState.DONE else ""
        move_decision(decision, to, by=by, proof=proof)


def _refuse_frozen(decision: Decision, values: Mapping[str, Any]) -> None:
    if all(values.get(name, same) == same for name, same in _said(decision).items()):
        return
    numbers = {row.pk for row in (decision.sitting, values.get("sitting")) if row}
    rows = Sitting.objects.select_for_update().filter(pk__in=numbers)
    if SittingState.APPROVED.value in rows.values_list("state", flat=True):
        raise Refusal(
            "Le compte rendu qui porte cette décision est approuvé : son texte, sa nature, sa date "
            "et sa séance ne changent plus. Le responsable, l’échéance et le suivi, si."
        )


def _said(decision: Decision) -> dict[str, Any]:
    return {name: getattr(decision, name) for name in _FROZEN}


def _refuse(decision: Decision, to: DecisionState, by: By) -> None:
    sitting = decision.sitting
    facts = DecisionFacts(
        state=DecisionState(decision.state),
        is_held=sitting is None or SittingState(sitting.state) in COUNTS,
        has_proof=bool(decision.proof),
        reason=by.reason,
    )
    found = decision_obstacles(facts, to)
    if found:
        raise Refusal(" ".join(DECISION_OBSTACLE_SENTENCES[obstacle] for obstacle in found))


def _numbers(actions: Any) -> str:
    return ", ".join(sorted(action.number or action.title for action in actions))


def _save(decision: Decision, verb: str, changes: list[Change], by: By) -> None:
    sign(decision, by)
    decision.save()
    note(verb, decision, convention_id=decision.convention_id, by=by, changes=changes)
