"""Where each action that somebody carries stands, for who takes it over."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from gouvernail.action_plan.models import Action, PartRole
from gouvernail.common.templatetags.french import day
from gouvernail.history.models import Entry
from gouvernail.history.news import by_object


@dataclass(frozen=True, slots=True)
class ActionBrief:
    """An action in one line: its state, who leads it, for when, and what was last heard of it.

    `news` are the words of the journal, with the reason that was given.
    """

    pk: int
    label: str
    state: str
    leads: str
    deadline: str
    news_on: date
    news: str


def action_briefs(ids: Sequence[int]) -> tuple[ActionBrief, ...]:
    """Return where some actions stand, in the order of the plan. Four queries at most."""
    if not ids:
        return ()
    rows = Action.objects.filter(pk__in=ids).select_related("status")
    rows = rows.prefetch_related("parts__organisation").order_by("position", "pk")
    news = _last_news(ids)
    return tuple(
        ActionBrief(
            row.pk,
            f"{row.number} {row.title}".strip(),
            str(row.status or "sans état"),
            ", ".join(
                str(part.organisation)
                for part in row.parts.all()
                if part.role == PartRole.LEAD.value
            ),
            row.deadline_text or (day(row.due_on) if row.due_on else ""),
            timezone.localtime(row.updated_at).date(),
            news.get(row.pk, ""),
        )
        for row in rows
    )


def _last_news(ids: Sequence[int]) -> dict[int, str]:
    """Return the last line of the journal about each action, in words. One query."""
    kind = Action._meta.label_lower
    rows = Entry.objects.filter(subject_kind=kind, subject_id__in=ids)
    last = {row.subject_id: row for row in rows.order_by("at", "pk")}
    return {
        one.pk: " · ".join(filter(None, (one.told, last[one.pk].reason)))
        for one in by_object(last.values())
    }
