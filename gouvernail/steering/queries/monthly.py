"""All that changed since the last sitting of a body: the matter of its next agenda.

« Se réunit 1 fois tous les mois en moyenne avec la Caf » (annexe 4, § 2.3.7): the month is told
by object, one line each, whatever the number of times it was touched.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone

from gouvernail.common.templatetags.french import counted, day, moment
from gouvernail.conventions.models import Convention
from gouvernail.governance.models import Adjustment, Decision, Sitting
from gouvernail.governance.queries.obligations import worrying
from gouvernail.governance.queries.sittings import last_held
from gouvernail.history.models import Entry
from gouvernail.history.news import page_of
from gouvernail.reviews.models import Campaign
from gouvernail.reviews.models.campaigns import CampaignState
from gouvernail.rules.decisions import TO_CARRY_OUT, DecisionState
from gouvernail.rules.sittings import COUNTS, PLANNED, SittingState
from gouvernail.steering.queries.monthly_journal import (
    ACTIONS,
    BODIES,
    MEANS,
    NODES,
    REPORTS,
    TEAM,
    body_lines,
    journal_lines,
    journal_news,
)
from gouvernail.steering.queries.monthly_lines import NewsGroup, NewsLine, Span
from gouvernail.steering.queries.monthly_reviews import review_lines

# Without a sitting before this one, the last month is told.
A_MONTH = timedelta(days=31)
HORIZON = timedelta(days=45)


@dataclass(frozen=True, slots=True)
class MonthlyPage:
    """What changed since the last sitting, kind by kind; the kinds without news are left out."""

    sitting: Sitting
    since: Sitting | None
    span: Span
    groups: tuple[NewsGroup, ...]

    @property
    def total(self) -> int:
        """How many objects changed."""
        return sum(len(group.lines) for group in self.groups)


def monthly_page(sitting: Sitting) -> MonthlyPage:
    """Return what changed since the last sitting of the same body. Eighteen queries at most."""
    since, now = last_held(sitting), timezone.now()
    end = min(now, sitting.starts_at) if SittingState(sitting.state) in COUNTS else now
    span = Span(since.starts_at if since else end - A_MONTH, end)
    there = set(sitting.items.values_list("title", flat=True))
    groups = _groups(sitting, span, there)
    return MonthlyPage(sitting, since, span, tuple(group for group in groups if group.lines))


def _groups(sitting: Sitting, span: Span, there: set[str]) -> Iterator[NewsGroup]:
    convention = sitting.convention
    news, slug = journal_news(convention, span), convention.slug
    ids = tuple(one.pk for one in news[ACTIONS])

    def group(
        key: str, name: str, lines: Iterable[NewsLine], ids: tuple[int, ...] = ()
    ) -> NewsGroup:
        return NewsGroup(key, name, name, tuple(lines), ids, name in there)

    def told(key: str, name: str, ids: tuple[int, ...] = ()) -> NewsGroup:
        return group(key, name, journal_lines(slug, key, news[key]), ids)

    yield told(ACTIONS, "Actions qui ont changé", ids)
    yield told(NODES, "Axes et objectifs qui ont changé")
    yield group("decisions", "Décisions prises, faites ou en retard", _decisions(convention, span))
    yield group("ajustements", "Ajustements du plan", _adjustments(convention, span))
    yield group("bilans", "Bilans reçus et validés", review_lines(convention, span))
    yield group("campagne", "Campagne de remontée en cours", _campaigns(convention))
    yield told(REPORTS, "Rapports diffusés ou retirés")
    yield told(MEANS, "Moyens : ce qui a bougé")
    yield told(TEAM, "Équipe : postes et quotités")
    yield group(BODIES, "Instances et sièges", body_lines(slug, news[BODIES]))
    yield group("engagements", "Engagements à risque ou manqués", _duties(convention, span))
    yield group("seances", "Séances tenues, à venir ou annulées", _sittings(sitting, span))


def _decisions(convention: Convention, span: Span) -> Iterator[NewsLine]:
    """Tell decisions taken, closed, or late: late ones first. One query."""
    first, last = span.days
    taken = Q(decided_on__gte=first, decided_on__lte=last)
    closed = Q(closed_on__gte=first, closed_on__lte=last)
    late = Q(state__in=[state.value for state in TO_CARRY_OUT], due_on__lt=last)
    rows = Decision.objects.of(convention).filter(taken | closed | late)
    found = rows.select_related("body", "owner").order_by("due_on", "number")
    for row in sorted(found, key=lambda one: not _is_late(one, last)):
        told = [row.get_state_display(), f"par {row.body}, le {day(row.decided_on)}"]
        if _is_late(row, last):
            told.insert(0, f"en retard depuis le {day(row.due_on)}")
        elif row.due_on and row.closed_on is None:
            told.append(f"à faire avant le {day(row.due_on)}")
        if row.owner:
            told.append(str(row.owner))
        title = f"N° {row.number} – {row.text}"
        yield NewsLine(title, ", ".join(told), page_of(convention.slug, _label(row), row.pk))


def _is_late(row: Decision, on: date) -> bool:
    is_open = DecisionState(row.state) in TO_CARRY_OUT
    return bool(is_open and row.due_on and row.due_on < on)


def _adjustments(convention: Convention, span: Span) -> Iterator[NewsLine]:
    """Tell adjustments that took a step. Two queries."""
    steps = Entry.objects.of(convention.pk).filter(verb__startswith="adjustment.")
    steps = steps.filter(at__gt=span.start, at__lte=span.end)
    moved = set(steps.values_list("subject_id", flat=True))
    rows = Adjustment.objects.of(convention).filter(pk__in=moved).select_related("body", "action")
    for row in rows.order_by("number"):
        told = f"{row.get_kind_display()}, {row.get_state_display()}, proposé par {row.body}"
        title = f"N° {row.number} – {row.action or row.title}"
        yield NewsLine(title, told, page_of(convention.slug, _label(row), row.pk))


def _campaigns(convention: Convention) -> Iterator[NewsLine]:
    """Tell how many answered each campaign under way. One query."""
    rows = Campaign.objects.filter(convention=convention, state=CampaignState.OPEN.value)
    answered = Count("asks", filter=Q(asks__answered_at__isnull=False), distinct=True)
    found = rows.annotate(asked=Count("asks", distinct=True), answered=answered)
    for row in found.select_related("cycle").order_by("pk"):
        numbers = vars(row)
        told = f"{numbers['answered']} sur {counted(numbers['asked'], 'personne')} ont répondu"
        yield NewsLine(row.title, f"{told} ({row.cycle})")


def _duties(convention: Convention, span: Span) -> Iterator[NewsLine]:
    """Tell the obligations at risk or missed. Six queries at most."""
    page = reverse("governance:obligations", args=[convention.slug])
    for line in worrying(convention, span.days[1]):
        row = line.obligation
        yield NewsLine(
            line.sentence, f"{row.text} {row.source}".strip(), f"{page}#engagement-{row.pk}"
        )


def _sittings(sitting: Sitting, span: Span) -> Iterator[NewsLine]:
    """Tell sittings held and given up since then, and those to come soon. One query."""
    gone = [SittingState.CANCELLED.value, SittingState.POSTPONED.value]
    held = Q(state__in=[state.value for state in COUNTS])
    held &= Q(starts_at__gt=span.start, starts_at__lte=span.end)
    given_up = Q(state__in=gone, changed_at__gt=span.start, changed_at__lte=span.end)
    coming = Q(state__in=[state.value for state in PLANNED])
    coming &= Q(starts_at__gte=span.end, starts_at__lt=span.end + HORIZON)
    rows = Sitting.objects.of(sitting.convention).filter(held | given_up | coming)
    for row in rows.exclude(pk=sitting.pk).select_related("body").order_by("starts_at", "pk"):
        told = row.get_state_display()
        told += f" : {row.state_reason}" if row.state in gone and row.state_reason else ""
        title = f"{row.body.name}, {moment(row.starts_at)}"
        yield NewsLine(title, told, page_of(sitting.convention.slug, _label(row), row.pk))


def _label(row: Decision | Adjustment | Sitting) -> str:
    return str(row._meta.label_lower)
