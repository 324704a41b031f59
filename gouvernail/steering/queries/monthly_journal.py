"""What the journal says of a month, by object.

Every member reads the minutes that a point becomes: who holds a post or a seat is never told.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from django.db.models import Q
from django.urls import reverse

from gouvernail.conventions.models import Convention
from gouvernail.governance.models import Seat
from gouvernail.history.models import Entry
from gouvernail.history.news import ObjectNews, by_object, page_of
from gouvernail.steering.queries.monthly_lines import NewsLine, Span

ACTIONS, NODES, MEANS = "actions", "niveaux", "moyens"
TEAM, BODIES, REPORTS = "equipe", "instances", "rapports"
_POST, _SEAT, _BODY = "staffing.post", "governance.seat", "governance.body"
_GROUPS = {
    "action_plan.action": ACTIONS,
    "action_plan.plannode": NODES,
    _POST: TEAM,
    _BODY: BODIES,
    _SEAT: BODIES,
    "documents.preparedreport": REPORTS,
}
# The page of a group, for what has none of its own, or none that is sure to be there.
_HOMES = {
    NODES: "action_plan:tree",
    MEANS: "means:watch",
    TEAM: "team:home",
    BODIES: "governance:home",
    REPORTS: "reports:list",
}
# Of a post, its time alone: notes and papers may name who holds it.
_TOLD_OF_POSTS = frozenset({"Quotité convenue", "Quotité", "Dernier jour"})
_NAMING = frozenset({"Titulaire", "Suppléant", "Mandat"})


def journal_news(convention: Convention, span: Span) -> Mapping[str, list[ObjectNews]]:
    """Return what the journal says of each group: the plan, means, team, bodies, reports.

    One query. Of a report, only that it was published, or is no more.
    """
    rows = Entry.objects.of(convention.pk).filter(at__gt=span.start, at__lte=span.end)
    rows = rows.filter(Q(subject_kind__in=_GROUPS) | Q(subject_kind__startswith="means."))
    found: dict[str, list[ObjectNews]] = {key: [] for key in (ACTIONS, *_HOMES)}
    for one in by_object(rows.exclude(verb="action.confirmed").order_by("at", "pk")):
        found[_GROUPS.get(one.kind, MEANS)].append(_without_holders(one))
    return found


def journal_lines(slug: str, key: str, news: Iterable[ObjectNews]) -> Iterator[NewsLine]:
    """Write a line per object of a group, with the way to its page, or to that of the group."""
    for one in news:
        page = page_of(slug, one.kind, one.pk)
        if one.kind == _POST and "post.removed" not in one.verbs:
            page = reverse("team:post", args=[slug, one.pk])
        yield NewsLine(one.label, one.told, page or reverse(_HOMES[key], args=[slug]))


def body_lines(slug: str, news: Sequence[ObjectNews]) -> Iterator[NewsLine]:
    """Write a line per body and per seat, each seat with its body. One query."""
    seats = [one.pk for one in news if one.kind == _SEAT]
    bodies = {row.pk: row.body for row in Seat.objects.filter(pk__in=seats).select_related("body")}
    for one, line in zip(news, journal_lines(slug, BODIES, news), strict=True):
        body = bodies.get(one.pk) if one.kind == _SEAT else None
        if body is None:
            yield line
        else:
            title = f"{one.label} ({body})" if one.label else str(body)
            yield NewsLine(title, line.detail, page_of(slug, _BODY, body.pk))


def _without_holders(one: ObjectNews) -> ObjectNews:
    if one.kind == _POST:
        return replace(one, changes=tuple(c for c in one.changes if c[0] in _TOLD_OF_POSTS))
    if one.kind == _SEAT:
        return replace(one, changes=tuple(c for c in one.changes if c[0] not in _NAMING))
    return one
