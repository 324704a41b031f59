"""Passing on what somebody carries: object by object or all at once, in one transaction."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db import transaction
from django.utils import timezone

from gouvernail.action_plan.drafts import draft_of
from gouvernail.action_plan.models import Action, PlanNode
from gouvernail.action_plan.operations import change_action, name_referent
from gouvernail.common.errors import EditConflict, Refusal
from gouvernail.common.templatetags.french import counted
from gouvernail.coordination.carried import CLOSED, KIND_WORDS, PASSED, Carried, Kind
from gouvernail.coordination.models import Relay, RelayItem
from gouvernail.coordination.queries.carried import carried
from gouvernail.directory.models import Person
from gouvernail.governance.models import (
    Answer,
    CalendarFeed,
    Decision,
    DecisionLink,
    Invitee,
    Mandate,
)
from gouvernail.governance.operations.bodies import hand_seat
from gouvernail.governance.operations.decisions import DecisionDraft, change_decision, revoke_links
from gouvernail.governance.operations.feeds import revoke_calendar
from gouvernail.governance.operations.invitees import (
    answer_convocation,
    call_again,
    close_link,
    invite_besides,
)
from gouvernail.history.operations import By, Change, note
from gouvernail.reviews.models import Ask
from gouvernail.reviews.operations.passing import pass_ask, pass_deputy
from gouvernail.staffing.models import MissionSentence


@dataclass(frozen=True, slots=True)
class Order:
    """One thing to pass on: what it is called (`Carried.key`), its version, who takes it.

    What is only closed has no taker.
    """

    key: str
    version: int
    taker: Person | None = None


@transaction.atomic
def pass_on(person: Person, orders: Sequence[Order], *, by: By, until: date | None = None) -> Relay:
    """Pass on some of what somebody carries; `until` is a reminder, nothing comes back by itself.

    Secrets are closed, never handed over. Each object tells it in its own history; the relay keeps
    what went to whom.

    Errors: Refusal without a reason or an order, when a thing is no longer carried, or goes to
    somebody who cannot take it; EditConflict when somebody changed it. Then nothing is written.
    """
    today = timezone.localdate(by.at)
    _check(by, orders, until, today)
    there = {row.key: row for row in carried(person.convention, today, person)}
    relay = Relay.objects.create(
        convention=person.convention,
        person=person,
        name=person.full_name,
        reason=by.reason[:500],
        until=until,
        made_at=by.at,
        made_by=by.actor,
    )
    items = []
    for place, order in enumerate(sorted(orders, key=lambda one: _rank(one))):
        row = there.get(order.key)
        if row is None:
            raise EditConflict
        _pass(row, order, person, by)
        items.append(_item(relay, row, order, place))
    RelayItem.objects.bulk_create(items)
    note(
        "handover.passed",
        relay,
        convention_id=person.convention_id,
        by=by,
        changes=_told(items, until),
    )
    return relay


@transaction.atomic
def close_relay(relay: Relay, *, by: By) -> None:
    """Close the reminder of a temporary relay. Errors: EditConflict."""
    relay.claim(relay.version)
    relay.closed_on = timezone.localdate(by.at)
    relay.save(update_fields=["closed_on"])
    note("handover.closed", relay, convention_id=relay.convention_id, by=by)


def _check(by: By, orders: Sequence[Order], until: date | None, today: date) -> None:
    if not by.reason.strip():
        raise Refusal("Dites pourquoi : le motif reste dans l’histoire de chaque objet.")
    if not orders:
        raise Refusal("Choisissez au moins un objet à passer, et qui le reprend.")
    if until and until < today:
        raise Refusal("La date de retour est passée : corrigez-la ou laissez-la vide.")


def _pass(row: Carried, order: Order, person: Person, by: By) -> None:
    if row.kind in CLOSED:
        _CLOSERS[row.kind](row.pk, by)
        return
    if row.kind not in PASSED:
        raise Refusal(f"« {row.label} » se quitte au registre des postes.")
    taker = order.taker
    if taker is None or taker.convention_id != person.convention_id:
        raise Refusal(f"Choisissez dans l’annuaire qui reprend « {row.label} ».")
    if taker.pk == person.pk:
        raise Refusal(f"« {row.label} » : choisissez une autre personne que {person}.")
    _PASSERS[row.kind](row.pk, _Hands(person, taker, order.version), by)


@dataclass(frozen=True, slots=True)
class _Hands:
    giver: Person
    taker: Person
    version: int


def _action(pk: int, hands: _Hands, by: By) -> None:
    rows = Action.objects.select_related("node", "status", "lead_person", "convention")
    action = rows.prefetch_related("parts__organisation", "places").get(pk=pk)
    draft = replace(draft_of(action), lead_person=hands.taker)
    change_action(action, draft, version=hands.version, by=by)


def _node(pk: int, hands: _Hands, by: By) -> None:
    node = PlanNode.objects.select_related("referent").get(pk=pk)
    name_referent(node, hands.taker, version=hands.version, by=by)


def _decision(pk: int, hands: _Hands, by: By) -> None:
    decision = Decision.objects.select_related("owner", "body", "sitting__body").get(pk=pk)
    draft = DecisionDraft({"owner": hands.taker}, list(decision.actions.all()))
    change_decision(decision, draft, hands.version, by=by)
    revoke_links(decision, by=by)


def _seat(pk: int, hands: _Hands, by: By) -> None:
    rows = Mandate.objects.select_related("person", "seat__body", "seat__organisation")
    hand_seat(rows.get(pk=pk), hands.taker, hands.version, by=by)


def _sentence(pk: int, hands: _Hands, by: By) -> None:
    row = MissionSentence.objects.select_related("mission").get(pk=pk)
    row.claim(hands.version)
    before = row.carriers.count()
    row.carriers.remove(hands.giver)
    row.carriers.add(hands.taker)
    told = [Change("Portée par", str(before), str(row.carriers.count()))]
    convention_id = row.mission.convention_id
    note("mission.carried", row, convention_id=convention_id, by=by, changes=told)


def _ask(pk: int, hands: _Hands, by: By) -> None:
    pass_ask(Ask.objects.select_related("campaign").get(pk=pk), hands.taker, by=by)


def _deputy(pk: int, hands: _Hands, by: By) -> None:
    pass_deputy(Ask.objects.select_related("campaign").get(pk=pk), hands.taker, by=by)


def _invitation(pk: int, hands: _Hands, by: By) -> None:
    """Call the taker with the next mail; the first one is noted as sending them, and is let go."""
    row = Invitee.objects.select_related("sitting__body").get(pk=pk)
    known = row.sitting.invitees.filter(person=hands.taker).first()
    if known is None:
        invite_besides(row.sitting, hands.taker, by=by)
    elif known.revoked_at:
        call_again(known, by=by)
    if not row.answer:
        answer_convocation(row, Answer.DEPUTY, hands.taker.full_name, by=by)
    close_link(row, by=by)


def _link(pk: int, by: By) -> None:
    link = DecisionLink.objects.select_related("decision").get(pk=pk)
    revoke_links(link.decision, by=by)


def _feed(pk: int, by: By) -> None:
    revoke_calendar(CalendarFeed.objects.get(pk=pk), by=by)


_PASSERS: dict[Kind, Callable[[int, _Hands, By], None]] = {
    Kind.ACTION: _action,
    Kind.NODE: _node,
    Kind.DECISION: _decision,
    Kind.SEAT: _seat,
    Kind.INVITATION: _invitation,
    Kind.SENTENCE: _sentence,
    Kind.ASK: _ask,
    Kind.DEPUTY: _deputy,
}
_CLOSERS: dict[Kind, Callable[[int, By], None]] = {Kind.LINK: _link, Kind.FEED: _feed}
_RANKS = {kind.value: rank for rank, kind in enumerate(Kind)}


def _item(relay: Relay, row: Carried, order: Order, place: int) -> RelayItem:
    taker = None if row.kind in CLOSED else order.taker
    return RelayItem(
        relay=relay,
        kind=row.kind.value,
        label=row.label[:300],
        taker=taker,
        name=taker.full_name if taker else "",
        position=place,
    )


def _told(items: Sequence[RelayItem], until: date | None) -> list[Change]:
    found = Counter((item.kind, item.name) for item in items)
    changes = [
        Change(
            counted(number, KIND_WORDS[Kind(kind)]),
            items[0].relay.name,
            name or "fermé",
        )
        for (kind, name), number in found.items()
    ]
    return [*changes, Change("Jusqu’au", "", f"{until:%d/%m/%Y}")] if until else changes


def _rank(order: Order) -> int:
    return _RANKS.get(order.key.partition("-")[0], len(_RANKS))
