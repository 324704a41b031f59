"""What the pages of documents read."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from gouvernail.conventions.models import Convention
from gouvernail.documents.models import TEMPLATE_LABELS, DocumentTemplate, PreparedPack
from gouvernail.governance.models import Sitting
from gouvernail.history.queries import journal_mark


@dataclass(frozen=True, slots=True)
class TemplateLine:
    """A kind of document, and the territory's own template of it, if it brought one."""

    kind: str
    label: str
    name: str = ""
    added_at: datetime | None = None


def template_lines(convention: Convention) -> list[TemplateLine]:
    """Return each kind of template, brought or not. One query."""
    rows = {row.kind: row for row in DocumentTemplate.objects.filter(convention=convention)}
    return [
        TemplateLine(kind, label, rows[kind].name, rows[kind].added_at)
        if kind in rows
        else TemplateLine(kind, label)
        for kind, label in TEMPLATE_LABELS.items()
    ]


def next_sitting(convention: Convention) -> Sitting | None:
    """Return the next sitting to come, or else the last one. Four queries at most."""
    rows = Sitting.objects.of(convention).select_related("body", "convention", "replaces__body")
    rows = rows.prefetch_related("attendances")
    coming = rows.planned().filter(starts_at__gte=timezone.now()).order_by("starts_at")
    return coming.first() or rows.order_by("-starts_at").first()


@dataclass(frozen=True, slots=True)
class PackState:
    """Where the dossier of a sitting is: `latest` was asked for last, `ready` can be taken.

    `has_changed` tells that something was written since; `is_of_today` that « late » still means
    what it meant.
    """

    latest: PreparedPack | None = None
    ready: PreparedPack | None = None
    has_changed: bool = False
    is_of_today: bool = False

    @property
    def is_pending(self) -> bool:
        """Is it being prepared?"""
        return self.latest is not None and self.latest.state in {"waiting", "running"}

    @property
    def error(self) -> str:
        """Why the last one was not made."""
        return self.latest.error if self.latest and self.latest.state == "failed" else ""

    @property
    def current(self) -> PreparedPack | None:
        """The one that still says what a dossier made now would say."""
        return self.ready if self.is_of_today and not self.has_changed else None


def pack_state(sitting: Sitting) -> PackState:
    """Return where the dossier of a sitting is. Two queries at most."""
    rows = list(PreparedPack.objects.filter(sitting=sitting).order_by("-pk")[:10])
    if not rows:
        return PackState()
    ready = next((row for row in rows if row.state == "ready"), None)
    if ready is None or ready.made_at is None:
        return PackState(rows[0])
    made_on = timezone.localtime(ready.made_at).date()
    return PackState(
        rows[0],
        ready,
        has_changed=journal_mark(sitting.convention_id) > ready.journal_mark,
        is_of_today=made_on == timezone.localdate(),
    )
