"""Points that members propose to a body: they wait until an agenda takes them, or are set aside."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from gouvernail.accounts.models import User
from gouvernail.common.errors import Refusal
from gouvernail.governance.models import Body, Invitee, ItemKind, ItemProposal
from gouvernail.history.operations import By, Change, note

MOST_WAITING = 200
MOST_OF_ONE = 10


@dataclass(frozen=True, slots=True)
class ProposalDraft:
    """A point as it is proposed: what, why, and who says so."""

    title: str
    reason: str = ""
    kind: ItemKind = ItemKind.INFORMATION
    name: str = ""
    invitee: Invitee | None = None


@transaction.atomic
def propose_item(body: Body, draft: ProposalDraft, *, by: By) -> ItemProposal:
    """Propose a point to a body; it waits in its backlog.

    Errors: Refusal without a title, for a body that meets no more, or when too many wait.
    """
    if not draft.title.strip():
        raise Refusal("Dites le point en quelques mots.")
    if body.closed_on:
        raise Refusal("Cette instance ne se réunit plus : proposez le point à une autre.")
    waiting = body.proposals.filter(item=None, set_aside_on=None)
    if draft.invitee and waiting.filter(invitee=draft.invitee).count() >= MOST_OF_ONE:
        raise Refusal("Vos propositions attendent déjà : l’équipe doit d’abord y répondre.")
    if waiting.count() >= MOST_WAITING:
        raise Refusal("Trop de points attendent déjà : l’équipe doit d’abord en écarter.")
    row = ItemProposal.objects.create(
        body=body,
        title=draft.title.strip()[:300],
        reason=draft.reason.strip(),
        kind=draft.kind.value,
        name=(draft.name or _name_of(by.actor))[:150],
        user=by.actor,
        invitee=draft.invitee,
        proposed_at=by.at,
    )
    told = [Change(f"Proposé par {row.name}", "", row.title)]
    note("point.proposed", body, convention_id=body.convention_id, by=by, changes=told)
    return row


@transaction.atomic
def set_aside(proposal: ItemProposal, words: str, *, by: By) -> None:
    """Set a proposed point aside, with a word for whoever proposed it.

    Errors: Refusal without a word, or when it waits no more.
    """
    now = ItemProposal.objects.select_for_update().get(pk=proposal.pk)
    if now.item_id or now.set_aside_on:
        raise Refusal("Ce point n’attend plus : il a été repris ou écarté.")
    if not words.strip():
        raise Refusal("Dites pourquoi : la personne qui l’a proposé le lira.")
    proposal.set_aside_on = timezone.localdate(by.at)
    proposal.set_aside_words = words.strip()[:500]
    proposal.save(update_fields=["set_aside_on", "set_aside_words"])
    body = proposal.body
    told = [Change(f"« {proposal.title} »", "en attente", f"écarté : {proposal.set_aside_words}")]
    note("point.set_aside", body, convention_id=body.convention_id, by=by, changes=told)


def _name_of(actor: User | None) -> str:
    return str(actor) if actor else "Personne nommée"
