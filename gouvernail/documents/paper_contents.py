"""What each document says of its subject: the contents behind the table of papers."""

from collections.abc import Callable
from dataclasses import replace

from django.http import QueryDict
from django.urls import reverse

from gouvernail.calendars.ics import Agenda
from gouvernail.documents.catalogue import Book, Layout
from gouvernail.documents.content.adjustments_report import adjustments_report
from gouvernail.documents.content.afas_book import year_book
from gouvernail.documents.content.attendance_table import attendance_rows
from gouvernail.documents.content.decisions_table import decisions_table
from gouvernail.documents.content.dossier import Dossier
from gouvernail.documents.content.gaps import Gap, missing
from gouvernail.documents.content.minutes_book import minutes_book
from gouvernail.documents.content.missions_table import missions_book
from gouvernail.documents.content.obligations_report import obligations_report
from gouvernail.documents.content.plan_list import plan_book, plan_list
from gouvernail.documents.content.posts_table import posts_book
from gouvernail.documents.content.report.compose import composed_parts, report_of
from gouvernail.documents.content.report.subject import Wanted, report_subject
from gouvernail.documents.subject import Subject
from gouvernail.governance.calendar_events import calendar_events
from gouvernail.governance.queries.decisions import DecisionFilters
from gouvernail.rules.reports import ReportKind


def of_sitting(of: Callable[[Dossier], Layout]) -> Callable[[Subject], Layout]:
    """Return what is said of the dossier of a sitting."""
    return lambda subject: of(subject.sitting_dossier)


def plan(subject: Subject) -> Layout:
    """Return the plan, or where to bring it when it is empty."""
    kept = plan_list(subject.convention, QueryDict())
    whole = plan_book(kept)
    if kept.count:
        return whole
    gap = Gap("Le plan ne compte encore aucune action.", "imports:upload")
    lack = missing(gap, subject.convention, subject.site)
    return Book(whole.table, replace(whole.report, blocks=tuple(lack)))


def calendar(subject: Subject) -> Layout:
    """Return a sitting as its calendar file."""
    sitting = subject.sitting_dossier.sitting

    def address_of(pk: int) -> str:
        path = reverse("governance:sitting", args=[subject.convention.slug, pk])
        return f"{subject.site}{path}" if subject.site else ""

    return Agenda(subject.convention.name, tuple(calendar_events([sitting], address_of)))


def obligations(subject: Subject) -> Layout:
    """Return the obligations of a year, this one without it."""
    return obligations_report(subject.convention, subject.year, subject.today)


def decisions(subject: Subject) -> Layout:
    """Return the register of every decision."""
    return decisions_table(subject.convention, DecisionFilters(), subject.today)


def posts(subject: Subject) -> Layout:
    """Return the ledger of the posts."""
    return posts_book(subject.convention, subject.today, subject.year)


def adjustments(subject: Subject) -> Layout:
    """Return the register of every adjustment."""
    return adjustments_report(subject.convention, None, None, subject.today)


def attendance(subject: Subject) -> Layout:
    """Return who came, of one body or of all."""
    return attendance_rows(subject.convention, subject.body)


def book(subject: Subject) -> Layout:
    """Return the approved minutes of a year, of one body or of all."""
    year = subject.year or subject.today.year
    return minutes_book(subject.convention, subject.body, year, subject.today)


def report(kind: ReportKind) -> Callable[[Subject], Layout]:
    """Return what writes a kind of report of a year, this one without it."""

    def content(subject: Subject) -> Layout:
        wanted = Wanted(kind, subject.year or subject.today.year)
        told = report_subject(subject.convention, wanted, subject.today, subject.site or None)
        return report_of(told, composed_parts(told))

    return content


def afas(subject: Subject) -> Layout:
    """Return what is declared of a year, employer by employer."""
    return year_book(subject.convention, subject.year or subject.today.year, subject.today)


def missions(subject: Subject) -> Layout:
    """Return who carries each sentence of the missions."""
    return missions_book(subject.convention, subject.today)
