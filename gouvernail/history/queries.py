"""Reading the journal."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import models
from django.db.models import Count, Max

from gouvernail.history.models import Entry

PAGE_LENGTH = 50


@dataclass(frozen=True, slots=True)
class JournalLine:
    """One line of the journal, ready to be shown. `changes` hold label, before and after."""

    at: datetime
    actor: str
    what: str
    subject: str
    subject_kind: str
    subject_id: int
    changes: list[dict[str, str]]
    reason: str


def _line(entry: Entry) -> JournalLine:
    return JournalLine(
        at=entry.at,
        actor=str(entry.actor) if entry.actor else "Gouvernail",
        what=entry.get_verb_display(),
        subject=entry.subject_label,
        subject_kind=entry.subject_kind,
        subject_id=entry.subject_id,
        changes=entry.changes,
        reason=entry.reason,
    )


def journal_of(
    subject: models.Model, limit: int = PAGE_LENGTH, until: datetime | None = None
) -> list[JournalLine]:
    """Return what was done to one object, latest first, until a moment if asked. One query."""
    entries = Entry.objects.about(subject)
    if until:
        entries = entries.filter(at__lte=until)
    return [_line(entry) for entry in _latest(entries)[:limit]]


def latest_reasons(
    table: type[models.Model], ids: Collection[int], verb: str, until: datetime | None = None
) -> dict[int, str]:
    """Return why something was last done to each of these objects, in words. One query."""
    entries = Entry.objects.filter(
        subject_kind=table._meta.label_lower, subject_id__in=ids, verb=verb
    )
    if until:
        entries = entries.filter(at__lte=until)
    return dict(entries.order_by("at", "pk").values_list("subject_id", "reason"))


def latest_entries(
    convention_id: int, limit: int, without: Collection[str] = ()
) -> list[JournalLine]:
    """Return the last things done in a convention, latest first, but some verbs. One query."""
    entries = Entry.objects.of(convention_id).exclude(verb__in=without)
    return [_line(entry) for entry in _latest(entries)[:limit]]


def journal_mark(convention_id: int) -> int:
    """Return the last line of the journal of a convention: a later one tells of a change.

    0 while it is empty. One query.
    """
    last: int | None = Entry.objects.of(convention_id).aggregate(last=Max("pk"))["last"]
    return last or 0


def journal_extent(convention_id: int) -> tuple[int, int]:
    """Return the last line of the journal of a convention, and how many lines it has.

    Numbers are given before a transaction ends: a line may appear below the last one, so the
    number alone would not tell of it. One query.
    """
    told = Entry.objects.of(convention_id).aggregate(last=Max("pk"), lines=Count("pk"))
    return told["last"] or 0, told["lines"]


def _latest(entries: models.QuerySet[Entry]) -> models.QuerySet[Entry]:
    return entries.select_related("actor").order_by("-at", "-pk")


def journal_of_convention(
    convention_id: int, page: int = 1, words: str = "", without: Collection[str] = ()
) -> tuple[list[JournalLine], int]:
    """Return one page of a convention's journal, latest first, and the number of lines in all.

    Two queries. `words` keeps the lines whose object or reason holds them; `without` leaves some
    verbs out.
    """
    entries = Entry.objects.of(convention_id).exclude(verb__in=without)
    if words:
        entries = entries.filter(
            models.Q(subject_label__icontains=words) | models.Q(reason__icontains=words)
        )
    start = (page - 1) * PAGE_LENGTH
    shown = _latest(entries)[start : start + PAGE_LENGTH]
    return [_line(entry) for entry in shown], entries.count()
