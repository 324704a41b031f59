"""What a member is told by mail: what others did, by object, as far as their role lets them see."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Max, Q, QuerySet
from django.urls import reverse

from gouvernail.action_plan.models import Action, PartRole
from gouvernail.conventions.models import Membership
from gouvernail.conventions.permissions import Access
from gouvernail.directory.queries import account_is
from gouvernail.governance.models import Adjustment, Decision, Sitting
from gouvernail.history.models import Entry
from gouvernail.history.news import ObjectNews, by_object, page_of
from gouvernail.history.verbs import TEAM_VERBS, WORK_VERBS
from gouvernail.reviews.addresses import review_path
from gouvernail.reviews.models import Review
from gouvernail.rules.adjustments import AdjustmentState
from gouvernail.rules.decisions import DecisionState
from gouvernail.rules.digests import SETTLES, Frequency, default_frequency
from gouvernail.rules.roles import Right, Role, allows
from gouvernail.steering.models import Digest

SHOWN = 15
ACTION, REVIEW = "action_plan.action", "reviews.review"
DECISION, ADJUSTMENT, SITTING = (
    "governance.decision",
    "governance.adjustment",
    "governance.sitting",
)
# The headings of a digest, in order, and the kinds of objects under each.
_HEADINGS = (
    ("Plan d’actions", (ACTION, "action_plan.")),
    ("Bilans", ("reviews.",)),
    ("Décisions", (DECISION,)),
    ("Ajustements du plan", (ADJUSTMENT,)),
    ("Séances et comptes rendus", ("governance.",)),
    ("Moyens", ("means.",)),
    ("Convention et annuaire", ("",)),
)
# What would make noise: drafts being typed, links, views, what nobody has to know by mail.
_NOISE = (
    *TEAM_VERBS, "sitting.words", "sitting.signed_in", "sitting.sign_in_opened", "sitting.invited",
    "sitting.link", "decision.link_given", "decision.link_revoked", "ask.link",
    "action.confirmed", "feed.shared", "feed.revoked", "view.created", "view.changed",
    "view.removed", "template.brought", "template.removed",
)  # fmt: skip
# What a contributor is told of, besides the actions of their organisation.
_REVIEW_STEPS = ("review.kept", "review.sent_back", "review.validated", "review.presented")
_CALLS = ("sitting.told", "sitting.moved", "sitting.changed", "minutes.sent", "minutes.frozen")
_TAKEN = ("decision.recorded", "decision.changed", "decision.moved")
_SETTLED = ("adjustment.decided", "adjustment.applied")
# What a reader is told of: adopted, approved, validated or published.
_PUBLIC = (
    "decision.recorded", "decision.moved", "minutes.frozen", "review.validated",
    "review.presented", *_SETTLED, "convention.annex_added", "convention.amendment_added",
)  # fmt: skip
# The states in which a decision, or an adjustment, is told to those who do not see all.
_SEES_SOME = (Role.READER, Role.CONTRIBUTOR)
_TAKEN_STATES = (DecisionState.ADOPTED, DecisionState.RUNNING, DecisionState.DONE)
_IN_FORCE: dict[Role, tuple[str, ...]] = {
    Role.READER: _TAKEN_STATES,
    Role.CONTRIBUTOR: (*_TAKEN_STATES, DecisionState.REJECTED, DecisionState.DROPPED),
}
_ADJUSTED = (AdjustmentState.ADOPTED, AdjustmentState.APPLIED)
_DECIDED: dict[Role, tuple[str, ...]] = {
    Role.READER: _ADJUSTED,
    Role.CONTRIBUTOR: (*_ADJUSTED, AdjustmentState.REJECTED),
}


@dataclass(frozen=True, slots=True)
class DigestLine:
    """An object and what was done to it; `path` is its page, nothing without one."""

    title: str
    told: str
    path: str


@dataclass(frozen=True, slots=True)
class DigestGroup:
    """The objects of one kind; `more` counts those that are not shown."""

    name: str
    lines: tuple[DigestLine, ...]
    more: int


@dataclass(frozen=True, slots=True)
class DigestContent:
    """What a digest says. `mark` is the last line of the journal that it read."""

    groups: tuple[DigestGroup, ...]
    mark: int

    @property
    def total(self) -> int:
        """How many objects changed."""
        return sum(len(group.lines) + group.more for group in self.groups)


def digest_content(
    membership: Membership, after: int, oldest: datetime, now: datetime
) -> DigestContent:
    """Return what others did since a line of the journal, as a member may know it.

    Nothing that the member did is told. Eight queries at most.
    """
    journal = Entry.objects.of(membership.convention_id)
    settled = journal.filter(at__lte=now - SETTLES).aggregate(last=Max("pk"))["last"] or 0
    mark = max(settled, after)
    rows: QuerySet[Entry] = journal.filter(pk__gt=after, pk__lte=mark, at__gte=oldest)
    rows = rows.exclude(actor=membership.user_id).exclude(verb__in=_NOISE).order_by("at", "pk")
    role = Role(membership.role)
    if not allows(role, Right.READ_TEAM_WORK):
        rows = rows.exclude(verb__in=WORK_VERBS)
    if role is Role.READER:
        rows = rows.filter(verb__in=_PUBLIC)
    elif role is Role.CONTRIBUTOR:
        rows = _of_contributor(rows, membership)
    news = by_object(rows)
    return DigestContent(tuple(_groups(news, membership)), mark)


def _of_contributor(rows: QuerySet[Entry], membership: Membership) -> QuerySet[Entry]:
    """Keep the actions of their organisation, the decisions they own, their convocations."""
    own = Action.objects.of(membership.convention).filter(
        parts__role=PartRole.LEAD.value, parts__organisation=membership.organisation_id or 0
    )
    actions = list(own.values_list("pk", flat=True).distinct())
    reviews = Review.objects.filter(action__in=actions).values("pk")
    adjustments = Adjustment.objects.filter(action__in=actions).values("pk")
    user = membership.user
    owned = account_is(user, "owner")
    decisions = Decision.objects.of(membership.convention).filter(owned).values("pk")
    called = account_is(user, "invitees__person")
    sittings = Sitting.objects.of(membership.convention).filter(called, told_at__isnull=False)
    return rows.filter(
        Q(subject_kind=ACTION, subject_id__in=actions)
        | Q(subject_kind=REVIEW, subject_id__in=reviews, verb__in=_REVIEW_STEPS)
        | Q(subject_kind=ADJUSTMENT, subject_id__in=adjustments, verb__in=_SETTLED)
        | Q(subject_kind=DECISION, subject_id__in=decisions, verb__in=_TAKEN)
        | Q(subject_kind=SITTING, subject_id__in=sittings.values("pk"), verb__in=_CALLS)
    )


def _groups(news: list[ObjectNews], membership: Membership) -> Iterator[DigestGroup]:
    tell = _teller(news, membership)
    left = list(news)
    for name, kinds in _HEADINGS:
        taken = [one for one in left if one.kind.startswith(kinds)]
        left = [one for one in left if not one.kind.startswith(kinds)]
        lines = [line for line in map(tell.line, taken) if line]
        if lines:
            yield DigestGroup(name, tuple(lines[:SHOWN]), max(len(lines) - SHOWN, 0))


@dataclass(frozen=True, slots=True)
class _Teller:
    """What writes the line of an object, from its state of today."""

    slug: str
    role: Role
    decisions: dict[int, Decision]
    adjustments: dict[int, Adjustment]
    reviews: dict[int, Review]

    def line(self, one: ObjectNews) -> DigestLine | None:
        """Return the line of an object; nothing when the role does not let it be seen."""
        path = page_of(self.slug, one.kind, one.pk)
        if one.kind in (DECISION, ADJUSTMENT):
            return self._decided(one, path)
        told = one.told if one.kind == ACTION else one.acts
        review = self.reviews.get(one.pk) if one.kind == REVIEW else None
        if review:
            path = review_path(self.slug, review)
        return DigestLine(one.label, told, path)

    def _decided(self, one: ObjectNews, path: str) -> DigestLine | None:
        is_decision = one.kind == DECISION
        row = self.decisions.get(one.pk) if is_decision else self.adjustments.get(one.pk)
        shown = _IN_FORCE if is_decision else _DECIDED
        if row is None or (self.role in _SEES_SOME and row.state not in shown[self.role]):
            return None
        words = row.text if isinstance(row, Decision) else row.title
        return DigestLine(f"{row}\u202f: {words}"[:300], row.get_state_display(), path)


def _teller(news: Iterable[ObjectNews], membership: Membership) -> _Teller:
    """Read the objects that are told. Three queries."""
    ids: dict[str, list[int]] = {}
    for one in news:
        ids.setdefault(one.kind, []).append(one.pk)
    return _Teller(
        membership.convention.slug,
        Role(membership.role),
        Decision.objects.in_bulk(ids.get(DECISION, [])),
        Adjustment.objects.in_bulk(ids.get(ADJUSTMENT, [])),
        Review.objects.in_bulk(ids.get(REVIEW, [])),
    )


@dataclass(frozen=True, slots=True)
class DigestPage:
    """How often a member is told, when the last and the next mail leave, what it would say."""

    membership: Membership
    frequency: Frequency
    last_sent_at: datetime | None
    due_at: datetime | None
    content: DigestContent


def digest_page(access: Access, now: datetime, back: timedelta) -> DigestPage:
    """Return the page of a member; the content goes some days back. Eleven queries at most."""
    rows = Membership.objects.filter(convention=access.convention, user=access.user)
    membership = rows.select_related("digest").get()
    membership.convention, membership.user = access.convention, access.user
    row: Digest | None = getattr(membership, "digest", None)
    frequency = Frequency(row.frequency) if row else default_frequency(Role(membership.role))
    is_weekly = row is not None and frequency is Frequency.WEEKLY
    return DigestPage(
        membership,
        frequency,
        row.last_sent_at if row else None,
        row.due_at if row and is_weekly else None,
        digest_content(membership, 0, now - back, now),
    )


def journal_path(membership: Membership) -> str:
    """Return the path of the whole journal."""
    return reverse("conventions:journal", args=[membership.convention.slug])
