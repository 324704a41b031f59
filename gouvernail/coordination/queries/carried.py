"""What is open and who carries it, kind by kind: one query each, for one person or for all."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from gouvernail.action_plan.models import Action, ActionPart, PartRole, PlanNode
from gouvernail.common.templatetags.french import counted
from gouvernail.conventions.models import Convention
from gouvernail.coordination.carried import KIND_WORDS, LEFT_ELSEWHERE, Carried, Kind
from gouvernail.directory.models import Person
from gouvernail.governance.models import (
    CalendarFeed,
    Decision,
    DecisionLink,
    Invitee,
    Mandate,
)
from gouvernail.reviews.models import Ask, AskTarget, Review
from gouvernail.reviews.models.campaigns import CampaignState
from gouvernail.rules.campaigns import STILL_TO_ANSWER, standing_of
from gouvernail.rules.decisions import OPEN
from gouvernail.rules.progress import OPEN_FAMILIES
from gouvernail.rules.reviews import ReviewState
from gouvernail.rules.sittings import PLANNED
from gouvernail.staffing.models import Holding, MissionSentence

UNLED = "sans pilote"
ANSWERED = tuple(one.value for one in ReviewState if standing_of(one) not in STILL_TO_ANSWER)
Loader = Callable[[Convention, date, Person | None], Iterable[Carried]]


def carried(
    convention: Convention,
    today: date,
    person: Person | None = None,
    kinds: Sequence[Kind] = tuple(Kind),
) -> list[Carried]:
    """Return what is open, kind by kind: what one person carries, or all of it. One query a kind.

    Without a person, what nobody carries is there too, with `person_id` None.
    """
    return [row for kind in kinds for row in _LOADERS[kind](convention, today, person)]


def carried_words(convention: Convention, today: date, person: Person) -> str:
    """Say how much somebody carries, kind by kind, besides their posts. One query a kind."""
    kinds = tuple(kind for kind in Kind if kind not in LEFT_ELSEWHERE)
    found = Counter(row.kind for row in carried(convention, today, person, kinds))
    return ", ".join(counted(number, KIND_WORDS[kind]) for kind, number in found.items())


def _only(column: str, person: Person | None) -> Q:
    return Q(**{column: person}) if person else Q()


def _actions(convention: Convention, _today: date, person: Person | None) -> Iterable[Carried]:
    is_open = Q(status=None) | Q(status__family__in=[one.value for one in OPEN_FAMILIES])
    leads = ActionPart.objects.filter(action=OuterRef("pk"), role=PartRole.LEAD.value)
    rows = Action.objects.of(convention).current().filter(is_open, _only("lead_person", person))
    rows = rows.annotate(is_led=Exists(leads)).order_by("position", "pk")
    columns = ("pk", "lead_person", "lead_person__full_name", "number", "title")
    for pk, owner, name, number, title, due, version, is_led in rows.values_list(
        *columns, "due_on", "version", "is_led"
    ):
        label = f"{number} {title}".strip()
        detail = "" if is_led else UNLED
        yield Carried(
            Kind.ACTION,
            pk,
            owner,
            name or "",
            label,
            "action_plan:action",
            pk,
            detail,
            due,
            version,
        )


def _nodes(convention: Convention, _today: date, person: Person | None) -> Iterable[Carried]:
    rows = PlanNode.objects.of(convention).current().filter(_only("referent", person))
    rows = rows.order_by("rank", "position", "pk")
    columns = ("pk", "referent", "referent__full_name", "title", "rank", "version")
    for pk, owner, name, title, rank, version in rows.values_list(*columns):
        yield Carried(
            Kind.NODE,
            pk,
            owner,
            name or "",
            title,
            "action_plan:tree",
            detail=f"niveau {rank}" if rank > 1 else "",
            version=version,
        )


def _decisions(convention: Convention, _today: date, person: Person | None) -> Iterable[Carried]:
    rows = Decision.objects.of(convention).open().filter(_only("owner", person))
    rows = rows.order_by(F("due_on").asc(nulls_last=True), "number")
    columns = ("pk", "owner", "owner__full_name", "number", "text", "due_on", "version")
    for pk, owner, name, number, text, due, version in rows.values_list(*columns):
        label = f"Décision n° {number} : {text}"
        yield Carried(
            Kind.DECISION,
            pk,
            owner,
            name or "",
            label[:300],
            "governance:decision",
            pk,
            due_on=due,
            version=version,
        )


def _seats(convention: Convention, today: date, person: Person | None) -> Iterable[Carried]:
    rows = Mandate.objects.filter(_only("person", person), seat__body__convention=convention)
    rows = rows.filter(Q(ends_on=None) | Q(ends_on__gte=today), seat__closed_on=None)
    rows = rows.select_related("person", "seat__body", "seat__organisation")
    for row in rows.order_by("seat__body__position", "seat__position", "pk"):
        part = "suppléant" if row.is_deputy else "titulaire"
        yield Carried(
            Kind.SEAT,
            row.pk,
            row.person_id,
            str(row.person),
            f"{row.seat.body.name} : {row.seat}",
            "governance:body",
            row.seat.body_id,
            part,
            row.ends_on,
            row.version,
        )


def _invitations(convention: Convention, _today: date, person: Person | None) -> Iterable[Carried]:
    rows = Invitee.objects.filter(
        _only("person", person),
        sitting__convention=convention,
        sitting__state__in=[state.value for state in PLANNED],
        sitting__starts_at__gte=timezone.now(),
        person__isnull=False,
        revoked_at=None,
    ).select_related("sitting__body")
    for row in rows.order_by("sitting__starts_at", "pk"):
        yield Carried(
            Kind.INVITATION,
            row.pk,
            row.person_id,
            row.name,
            str(row.sitting),
            "governance:sitting",
            row.sitting_id,
            row.function,
            timezone.localtime(row.sitting.starts_at).date(),
        )


def _sentences(convention: Convention, _today: date, person: Person | None) -> Iterable[Carried]:
    rows = MissionSentence.objects.filter(_only("carriers", person), mission__convention=convention)
    rows = rows.order_by("mission__position", "position", "pk")
    columns = ("pk", "carriers", "carriers__full_name", "text", "version")
    for pk, owner, name, text, version in rows.values_list(*columns):
        yield Carried(Kind.SENTENCE, pk, owner, name or "", text, version=version)


def _open_asks(convention: Convention) -> Any:
    # One answer out of five leaves four: only a question that wants no answer any more counts.
    said = Review.objects.filter(
        Q(action=OuterRef("action")) | Q(node=OuterRef("node")),
        cycle=OuterRef("ask__campaign__cycle"),
        state__in=ANSWERED,
    )
    waiting = AskTarget.objects.filter(~Exists(said), ask=OuterRef("pk"))
    rows = Ask.objects.of(convention).exclude(campaign__state=CampaignState.CLOSED.value)
    rows = rows.filter(Exists(waiting), revoked_at=None).select_related("campaign")
    return rows.order_by("campaign__pk", "pk")


def _asks(convention: Convention, _today: date, person: Person | None) -> Iterable[Carried]:
    for row in _open_asks(convention).filter(_only("person", person)):
        yield Carried(Kind.ASK, row.pk, row.person_id, row.name, f"{row.campaign} : {row.name}")


def _deputies(convention: Convention, _today: date, person: Person | None) -> Iterable[Carried]:
    rows = _open_asks(convention).filter(_only("deputy", person), deputy__isnull=False)
    for row in rows.select_related("campaign", "deputy"):
        label = f"{row.campaign} : à la place de {row.name}"
        yield Carried(Kind.DEPUTY, row.pk, row.deputy_id, str(row.deputy), label)


def _links(convention: Convention, today: date, person: Person | None) -> Iterable[Carried]:
    rows = DecisionLink.objects.filter(
        _only("person", person),
        decision__convention=convention,
        decision__state__in=[state.value for state in OPEN],
        revoked_at=None,
        expires_on__gte=today,
    ).select_related("decision", "person")
    for row in rows.order_by("pk"):
        yield Carried(
            Kind.LINK,
            row.pk,
            row.person_id,
            str(row.person),
            str(row.decision),
            "governance:decision",
            row.decision_id,
            due_on=row.expires_on,
        )


def _feeds(convention: Convention, _today: date, person: Person | None) -> Iterable[Carried]:
    rows = CalendarFeed.objects.filter(
        _only("person", person), convention=convention, person__isnull=False, revoked_at=None
    ).select_related("person", "owner", "body")
    for row in rows.order_by("pk"):
        yield Carried(
            Kind.FEED, row.pk, row.person_id, str(row.person), str(row), "governance:feeds"
        )


def _holdings(convention: Convention, today: date, person: Person | None) -> Iterable[Carried]:
    rows = Holding.objects.filter(_only("person", person), post__convention=convention)
    rows = rows.filter(Q(ends_on=None) | Q(ends_on__gte=today), person__isnull=False)
    for row in rows.select_related("post").order_by("post__position", "pk"):
        yield Carried(
            Kind.HOLDING, row.pk, row.person_id, row.name, str(row.post), due_on=row.ends_on
        )


_LOADERS: dict[Kind, Loader] = {
    Kind.ACTION: _actions,
    Kind.NODE: _nodes,
    Kind.DECISION: _decisions,
    Kind.SEAT: _seats,
    Kind.INVITATION: _invitations,
    Kind.SENTENCE: _sentences,
    Kind.ASK: _asks,
    Kind.DEPUTY: _deputies,
    Kind.LINK: _links,
    Kind.FEED: _feeds,
    Kind.HOLDING: _holdings,
}
