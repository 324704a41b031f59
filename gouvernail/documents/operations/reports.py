"""What people do to a report: its outline, its texts, composing it, publishing it."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from gouvernail.common.errors import EditConflict, Refusal
from gouvernail.conventions.models import Convention
from gouvernail.documents.catalogue import write_layout
from gouvernail.documents.content.report.compose import (
    FORMATS,
    composed_parts,
    digest_of,
    report_of,
    sections_of,
)
from gouvernail.documents.content.report.outline import SECTIONS
from gouvernail.documents.content.report.subject import Wanted, report_subject
from gouvernail.documents.models import PreparedReport, ReportFile, ReportOutline, ReportText
from gouvernail.documents.operations.leases import (
    MOST_TRIES,
    PENDING,
    Held,
    TakenByAnother,
    attempt,
)
from gouvernail.history.operations import By, Change, note
from gouvernail.rules.reports import Place, ReportKind

Row = TypeVar("Row", ReportOutline, ReportText)
INTERRUPTED = "La composition s’est interrompue trois fois : composez de nouveau le rapport."


@transaction.atomic
def set_outline(
    convention: Convention, kind: ReportKind, places: Sequence[Place], seen: int, *, by: By
) -> ReportOutline:
    """Set the order, the titles and what is left out of a kind of report.

    Errors: EditConflict; Refusal when nothing is left.
    """
    if not any(place.is_shown for place in places):
        raise Refusal("Un rapport garde au moins une partie : cochez-en une.")
    rows = ReportOutline.objects.filter(convention=convention, kind=kind.value)
    row = rows.first()
    if row is None:
        row = _first(ReportOutline(convention=convention, kind=kind.value), seen)
    else:
        row.claim(seen)
    before = _told(kind, row.sections)
    row.sections = [
        {"key": place.key, "title": place.title, "is_shown": place.is_shown} for place in places
    ]
    row.save()
    change = Change("Parties", before, _told(kind, row.sections))
    note("report.outlined", row, convention_id=convention.pk, by=by, changes=[change])
    return row


@dataclass(frozen=True, slots=True)
class TextPlace:
    """Where a text goes; `seen` is the version that was read, 0 when nothing was written yet."""

    wanted: Wanted
    section: str
    seen: int = 0


@transaction.atomic
def write_text(convention: Convention, place: TextPlace, text: str, *, by: By) -> ReportText:
    """Write what people say in a part of a report; it stays whenever the report is composed again.

    Errors: EditConflict.
    """
    wanted, section = place.wanted, place.section
    where = {"kind": wanted.kind.value, "year": wanted.year, "section": section}
    row = ReportText.objects.filter(convention=convention, **where).first()
    if row is None:
        row = _first(ReportText(convention=convention, **where), place.seen)
    else:
        row.claim(place.seen)
    before, row.text, row.changed_at = row.text, text.strip(), by.at
    row.save()
    title = SECTIONS[wanted.kind][section].title
    change = Change(title, before, row.text)
    note("report.written", row, convention_id=convention.pk, by=by, changes=[change])
    return row


@transaction.atomic
def ask_for_report(convention: Convention, wanted: Wanted, *, by: By) -> PreparedReport:
    """Ask for a report to be composed; the one that waits already is the answer."""
    hold_reports(convention.pk)
    rows = PreparedReport.objects.of(convention).filter(
        kind=wanted.kind.value, year=wanted.year, state__in=PENDING
    )
    return rows.first() or PreparedReport.objects.create(
        convention=convention,
        kind=wanted.kind.value,
        year=wanted.year,
        asked_by=by.actor,
        asked_at=by.at,
        due_at=by.at,
    )


def compose_report(report: PreparedReport, at: datetime | None = None) -> None:
    """Compose a report that a worker has taken, and keep it; or say why it cannot be.

    It is dated `at`, or now.
    """
    held = Held(PreparedReport.objects.filter(pk=report.pk, tries=report.tries))
    if report.tries > MOST_TRIES:
        held.fail(INTERRUPTED)
        return
    attempt(held, lambda: _compose(report, held, at or timezone.now()), "report")


def _compose(report: PreparedReport, held: Held, at: datetime) -> None:
    wanted = Wanted(ReportKind(report.kind), report.year)
    site = settings.PUBLIC_URL or None
    subject = report_subject(report.convention, wanted, timezone.localdate(at), site)
    parts = composed_parts(subject)
    layout, sections = report_of(subject, parts), sections_of(parts)
    formats = FORMATS[wanted.kind]
    held.claim(state="running", done=0, total=len(formats))
    made = {}
    for done, extension in enumerate(formats, 1):
        made[extension] = write_layout(layout, extension, at)
        held.claim(done=done)
    _keep(report, held, made, {"made_at": at, "sections": sections, "digest": digest_of(sections)})


def _keep(
    report: PreparedReport, held: Held, made: dict[str, bytes], told: dict[str, object]
) -> None:
    """Store the files, then the row that says what they hold; former reports stay."""
    storage = ReportFile._meta.get_field("file").storage
    names = {
        extension: storage.save(
            f"rapports/{secrets.token_hex(8)}.{extension}", ContentFile(content)
        )
        for extension, content in made.items()
    }
    try:
        with transaction.atomic():
            held.claim(state="ready", error="", **told)
            report.files.all().delete()
            ReportFile.objects.bulk_create(
                ReportFile(report=report, extension=extension, file=name, size=len(made[extension]))
                for extension, name in names.items()
            )
    except TakenByAnother:
        for name in names.values():
            storage.delete(name)
        raise


@transaction.atomic
def publish_report(report: PreparedReport, *, by: By) -> None:
    """Let every member of the convention read a composed report; it takes the former's place.

    Errors: Refusal before it is composed.
    """
    hold_reports(report.convention_id)
    if report.state != "ready":
        raise Refusal("Ce rapport n’est pas encore composé : attendez sa fin, puis diffusez-le.")
    others = PreparedReport.objects.filter(
        convention=report.convention_id, kind=report.kind, year=report.year
    )
    others.exclude(pk=report.pk).update(published_at=None, published_by=None)
    report.published_at, report.published_by = by.at, by.actor
    report.save(update_fields=["published_at", "published_by"])
    note("report.published", report, convention_id=report.convention_id, by=by)


@transaction.atomic
def withdraw_report(report: PreparedReport, *, by: By) -> None:
    """Keep a published report for the team alone again.

    Errors: Refusal when it is not published.
    """
    if report.published_at is None:
        raise Refusal("Ce rapport n’est pas diffusé : rechargez la page.")
    report.published_at = report.published_by = None
    report.save(update_fields=["published_at", "published_by"])
    note("report.withdrawn", report, convention_id=report.convention_id, by=by)


def hold_reports(convention_id: int) -> None:
    """Make others who ask for a report of the convention, or publish one, wait for this one."""
    Convention.objects.select_for_update(no_key=True).get(pk=convention_id)


def _first(row: Row, seen: int) -> Row:
    """Write a first version, unless the person saw another; two first ones at once are told apart.

    Errors: EditConflict.
    """
    if seen:
        raise EditConflict
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise EditConflict from error
    return row


def _told(kind: ReportKind, sections: Sequence[dict[str, object]]) -> str:
    """Write an outline as people read it."""
    shown = [row for row in sections if row["is_shown"]]
    titles = {key: section.title for key, section in SECTIONS[kind].items()}
    return ", ".join(str(row["title"] or titles.get(str(row["key"]), "")) for row in shown)
