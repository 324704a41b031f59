"""What the pages of reports read."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from gouvernail.conventions.models import Convention
from gouvernail.documents.content.report.outline import SECTIONS, places_of
from gouvernail.documents.content.report.subject import Wanted, outline_of
from gouvernail.documents.models import (
    KIND_LABELS,
    PreparedReport,
    ReportFile,
    ReportOutline,
    ReportText,
)
from gouvernail.rules.periods import years_of
from gouvernail.rules.reports import Place, ReportKind, changed_sections
from gouvernail.rules.word_diff import Piece, around_changes, word_diff

SHOWN_VERSIONS = 20
SHOWN_AROUND = 160  # characters of what stays, on each side of what changes


@dataclass(frozen=True, slots=True)
class ReportLine:
    """A report of the list: what was composed last, what every member reads."""

    kind: ReportKind
    year: int
    label: str
    latest: PreparedReport | None = None
    published: PreparedReport | None = None


@dataclass(frozen=True, slots=True)
class YearGroup:
    """The reports of a year."""

    year: int
    lines: tuple[ReportLine, ...]


@dataclass(frozen=True, slots=True)
class OutlineLine:
    """A part of a report on its page: what it holds, what was typed in it."""

    place: Place
    holds: str
    is_typed: bool
    text: str
    changed_at: datetime | None


@dataclass(frozen=True, slots=True)
class ReportPage:
    """One report: its parts in order, what was composed of it, what every member reads."""

    wanted: Wanted
    label: str
    shown: tuple[OutlineLine, ...]
    hidden: tuple[OutlineLine, ...]
    versions: tuple[PreparedReport, ...]
    published: PreparedReport | None

    @property
    def latest(self) -> PreparedReport | None:
        """What was asked for last."""
        return self.versions[0] if self.versions else None

    @property
    def is_pending(self) -> bool:
        """Is it being composed?"""
        return self.latest is not None and self.latest.state in {"waiting", "running"}

    @property
    def ready(self) -> PreparedReport | None:
        """The last one that was composed."""
        return next((row for row in self.versions if row.state == "ready"), None)

    @property
    def error(self) -> str:
        """Why the last one was not composed."""
        return self.latest.error if self.latest and self.latest.state == "failed" else ""

    @property
    def to_write(self) -> OutlineLine | None:
        """The first part that people write whole and that is still empty."""
        return next((line for line in self.shown if line.is_typed and not line.text), None)


@dataclass(frozen=True, slots=True)
class ChangedSection:
    """A part that does not say the same in two versions."""

    title: str
    pieces: tuple[Piece, ...]
    is_new: bool = False
    is_gone: bool = False


@dataclass(frozen=True, slots=True)
class VersionPage:
    """A composed report, and what changed since the one before."""

    report: PreparedReport
    files: tuple[ReportFile, ...]
    former: PreparedReport | None
    changes: tuple[ChangedSection, ...]


def report_groups(convention: Convention, today: date, *, may_edit: bool) -> list[YearGroup]:
    """Return the reports of every year, latest first; readers see the published ones. One query."""
    rows = PreparedReport.objects.of(convention).defer("sections").order_by("pk")
    if not may_edit:
        rows = rows.published()
    latest: dict[tuple[str, int], PreparedReport] = {}
    published: dict[tuple[str, int], PreparedReport] = {}
    for row in rows:
        latest[row.kind, row.year] = row
        if row.published_at:
            published[row.kind, row.year] = row
    years = set(years_of(convention.life, today)) if may_edit else set()
    lines: dict[int, list[ReportLine]] = defaultdict(list)
    for year in sorted(years | {year for _, year in latest}, reverse=True):
        for kind in ReportKind:
            place = (kind.value, year)
            if may_edit or place in published:
                line = ReportLine(
                    kind, year, KIND_LABELS[kind], latest.get(place), published.get(place)
                )
                lines[year].append(line)
    return [YearGroup(year, tuple(found)) for year, found in lines.items()]


def report_page(convention: Convention, wanted: Wanted, *, may_edit: bool) -> ReportPage:
    """Return one report. Readers have the published version alone.

    Four queries; two more when the published version is older than those that are shown.
    """
    rows = PreparedReport.objects.of(convention).defer("sections")
    rows = rows.filter(kind=wanted.kind.value, year=wanted.year).prefetch_related("files")
    if not may_edit:
        rows = rows.published()
    rows = rows.select_related("asked_by", "published_by").order_by("-pk")
    versions = tuple(rows[:SHOWN_VERSIONS])
    published = next((row for row in versions if row.published_at), None)
    if published is None and len(versions) == SHOWN_VERSIONS:
        published = rows.published().first()
    lines = _outline_lines(convention, wanted) if may_edit else []
    return ReportPage(
        wanted=wanted,
        label=KIND_LABELS[wanted.kind],
        shown=tuple(line for line in lines if line.place.is_shown),
        hidden=tuple(line for line in lines if not line.place.is_shown),
        versions=versions,
        published=published,
    )


def report_text(convention: Convention, wanted: Wanted, section: str) -> ReportText | None:
    """Return what was typed in a part; None before anything was. One query."""
    rows = ReportText.objects.filter(convention=convention, section=section)
    return rows.filter(kind=wanted.kind.value, year=wanted.year).first()


def report_outline(convention: Convention, kind: ReportKind) -> tuple[tuple[Place, ...], int]:
    """Return the outline of a kind of report, and its version; 0 before it was set. One query."""
    row = ReportOutline.objects.filter(convention=convention, kind=kind.value).first()
    return places_of(kind, row.places if row else ()), row.version if row else 0


def version_page(report: PreparedReport) -> VersionPage:
    """Return a composed report beside the one composed before it. Two queries."""
    rows = PreparedReport.objects.filter(
        convention=report.convention_id, kind=report.kind, year=report.year, state="ready"
    )
    former = rows.filter(pk__lt=report.pk).order_by("-pk").first()
    changes = tuple(_changes(former, report)) if former and report.state == "ready" else ()
    return VersionPage(report, tuple(report.files.order_by("pk")), former, changes)


def _changes(before: PreparedReport, after: PreparedReport) -> Iterable[ChangedSection]:
    old, new = before.said, after.said
    titles = {row["key"]: row["title"] for row in (*before.sections, *after.sections)}
    for key in changed_sections(old, new):
        pieces = around_changes(word_diff(old.get(key, ""), new.get(key, "")), SHOWN_AROUND)
        yield ChangedSection(titles[key], pieces, is_new=key not in old, is_gone=key not in new)


def _outline_lines(convention: Convention, wanted: Wanted) -> list[OutlineLine]:
    rows = ReportText.objects.filter(
        convention=convention, kind=wanted.kind.value, year=wanted.year
    )
    texts = {row.section: row for row in rows}
    known = SECTIONS[wanted.kind]
    return [
        OutlineLine(
            place,
            known[place.key].holds,
            known[place.key].is_typed,
            texts[place.key].text if place.key in texts else "",
            texts[place.key].changed_at if place.key in texts else None,
        )
        for place in places_of(wanted.kind, outline_of(convention, wanted.kind))
    ]
