"""Writing the journal. Every operation of the application signs what it does."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import models
from django.utils import timezone

from gouvernail.accounts.models import User
from gouvernail.history.models import Entry

LABEL_LENGTH = 300


@dataclass(frozen=True, slots=True)
class By:
    """Who acts, when, and why: every operation takes one, as its keyword `by`."""

    actor: User | None
    reason: str = ""
    at: datetime = field(default_factory=timezone.now)


@dataclass(frozen=True, slots=True)
class Change:
    """One field of an object, in the words of the person who reads: before and after."""

    label: str
    before: str
    after: str

    def as_json(self) -> dict[str, str]:
        """Return the shape kept in the journal."""
        return {"label": self.label, "before": self.before, "after": self.after}


def entry(
    verb: str,
    subject: models.Model,
    *,
    convention_id: int | None,
    by: By,
    changes: list[Change] | None = None,
) -> Entry:
    """Return a journal line that is not written yet, for operations that write many at once."""
    return Entry(
        convention_id=convention_id,
        at=by.at,
        actor=by.actor,
        verb=verb,
        subject_kind=subject._meta.label_lower,
        subject_id=subject.pk,
        subject_label=str(subject)[:LABEL_LENGTH],
        changes=[change.as_json() for change in changes or []],
        reason=by.reason,
    )


def note(verb: str, subject: models.Model, **details: Any) -> None:
    """Write one journal line, in the transaction of the operation that calls."""
    entry(verb, subject, **details).save()


def write_entries(entries: list[Entry]) -> None:
    """Write many journal lines at once."""
    Entry.objects.bulk_create(entries, batch_size=500)


def sign(row: Any, by: By) -> None:
    """Tell django-simple-history who saves `row`, when and why."""
    row._history_user = by.actor
    row._history_date = by.at
    row._change_reason = by.reason[:100] or None


def bulk_signature(by: By) -> dict[str, Any]:
    """Return the same, as the bulk functions of django-simple-history take it."""
    return {
        "default_user": by.actor,
        "default_date": by.at,
        "default_change_reason": by.reason[:100] or None,
    }
