"""What the journal says of a month, by object."""

from collections.abc import Iterable, Iterator

from django.db.models import Q
from django.urls import reverse

from gouvernail.conventions.models import Convention
from gouvernail.history.models import Entry
from gouvernail.steering.queries.monthly_lines import NewsLine, Span
from gouvernail.steering.queries.news import ObjectNews, by_object, page_of

ACTION = "action_plan.action"


def journal_news(convention: Convention, span: Span) -> list[ObjectNews]:
    """Return what the journal says of the actions and of the means. One query."""
    rows = Entry.objects.of(convention.pk).filter(at__gt=span.start, at__lte=span.end)
    rows = rows.filter(Q(subject_kind=ACTION) | Q(subject_kind__startswith="means."))
    return by_object(rows.exclude(verb="action.confirmed").order_by("at", "pk"))


def journal_lines(slug: str, news: Iterable[ObjectNews]) -> Iterator[NewsLine]:
    """Write a line per object, with the way to its page, or to that of the means."""
    for one in news:
        page = page_of(slug, one.kind, one.pk)
        yield NewsLine(one.label, one.told, page or reverse("means:watch", args=[slug]))
