"""Every document by name: what it needs, its formats, how it is written."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from io import BytesIO
from typing import Self
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.db import transaction
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from gouvernail.conventions.models import Convention
from gouvernail.documents.catalogue import DOCX, PDF, REPORT_FORMATS, TABLE_FORMATS
from gouvernail.documents.content.adjustments_report import adjustments_report
from gouvernail.documents.content.attendance_table import attendance_rows
from gouvernail.documents.content.calendar_events import calendar_events
from gouvernail.documents.content.committee_slides import committee_slides
from gouvernail.documents.content.decisions_table import decisions_table
from gouvernail.documents.content.dossier import Dossier, day_of, dossier_of
from gouvernail.documents.content.minutes_book import minutes_book
from gouvernail.documents.content.obligations_report import obligations_report
from gouvernail.documents.content.plan_list import plan_list, write_plan
from gouvernail.documents.content.sitting_papers import (
    agenda,
    attendance_sheet,
    convocation,
    follow_up,
    minutes,
)
from gouvernail.documents.formats.ics import write_ics
from gouvernail.documents.formats.pptx import write_pptx
from gouvernail.documents.formats.report import Report
from gouvernail.governance.models import Body, Sitting
from gouvernail.governance.queries.decisions import DecisionFilters

PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
ZIP = "application/zip"
CONTENT_TYPES = {
    **{name: made.content_type for name, made in TABLE_FORMATS.items()},
    "pdf": PDF,
    "docx": DOCX,
    "pptx": PPTX,
    "ics": "text/calendar; charset=utf-8",
    "zip": ZIP,
}


@dataclass(frozen=True, slots=True)
class FileKind:
    """What a file is: how its name ends, and the type of its bytes."""

    extension: str
    content_type: str

    @classmethod
    def of(cls, extension: str) -> Self:
        """Return the kind of the files that end so."""
        return cls(extension, CONTENT_TYPES[extension])


class Need(StrEnum):
    """What a document is about."""

    CONVENTION = "convention"
    SITTING = "sitting"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Subject:
    """What a document is asked for; `dossier` is there for those that need a sitting.

    `body` keeps one body, for those that speak of all of them. `site` is the address of the
    server, for the links of files; empty, they have none.
    """

    convention: Convention
    today: date
    year: int | None = None
    dossier: Dossier | None = None
    site: str = ""
    body: Body | None = None

    @property
    def sitting_dossier(self) -> Dossier:
        """The dossier of the sitting. Errors: ValueError without one."""
        if self.dossier is None:
            raise ValueError("this document needs a sitting")
        return self.dossier


@dataclass(frozen=True, slots=True)
class Paper:
    """A document: `stem` is the name of its file, `holds` says what is in it."""

    title: str
    stem: str
    holds: str
    needs: Need
    formats: tuple[str, ...]
    write: Callable[[Subject, str], bytes]


def _reporting(of: Callable[[Dossier], Report]) -> Callable[[Subject, str], bytes]:
    def write(subject: Subject, extension: str) -> bytes:
        report = of(subject.sitting_dossier)
        return REPORT_FORMATS[extension].write(report, timezone.now())

    return write


def _slides(subject: Subject, _: str) -> bytes:
    return write_pptx(committee_slides(subject.sitting_dossier), timezone.now())


def _plan(subject: Subject, extension: str) -> bytes:
    return write_plan(plan_list(subject.convention, QueryDict()), extension)


def _calendar(subject: Subject, _: str) -> bytes:
    sitting = subject.sitting_dossier.sitting
    slug = subject.convention.slug

    def address_of(pk: int) -> str:
        path = reverse("governance:sitting", args=[slug, pk])
        return f"{subject.site}{path}" if subject.site else ""

    return write_ics(subject.convention.name, calendar_events([sitting], address_of))


def _obligations(subject: Subject, extension: str) -> bytes:
    report = obligations_report(subject.convention, subject.year, subject.today)
    return REPORT_FORMATS[extension].write(report, timezone.now())


def _decisions(subject: Subject, extension: str) -> bytes:
    table = decisions_table(subject.convention, DecisionFilters(), subject.today)
    return TABLE_FORMATS[extension].write(table)


def _adjustments(subject: Subject, extension: str) -> bytes:
    report = adjustments_report(subject.convention, None, None, subject.today)
    return REPORT_FORMATS[extension].write(report, timezone.now())


def _attendance(subject: Subject, extension: str) -> bytes:
    return TABLE_FORMATS[extension].write(attendance_rows(subject.convention, subject.body))


def _book(subject: Subject, extension: str) -> bytes:
    year = subject.year or subject.today.year
    report = minutes_book(subject.convention, subject.body, year, subject.today)
    return REPORT_FORMATS[extension].write(report, timezone.now())


_WORDS = ("docx", "pdf")
PAPERS = {
    "convocation": Paper(
        "Convocation",
        "1-convocation",
        "la lettre aux membres, avec l’ordre du jour",
        Need.SITTING,
        _WORDS,
        _reporting(convocation),
    ),
    "ordre-du-jour": Paper(
        "Ordre du jour",
        "2-ordre-du-jour",
        "les points, et ce que chacun contient",
        Need.SITTING,
        _WORDS,
        _reporting(agenda),
    ),
    "emargement": Paper(
        "Feuille d’émargement",
        "3-emargement",
        "une ligne par siège, des lignes pour les invités",
        Need.SITTING,
        _WORDS,
        _reporting(attendance_sheet),
    ),
    "diaporama": Paper(
        "Diaporama",
        "4-diaporama",
        "où en est le plan, les engagements, les retards, ce qui est à décider",
        Need.SITTING,
        ("pptx",),
        _slides,
    ),
    "plan": Paper(
        "Plan d’actions",
        "5-plan-d-actions",
        "le tableau annexé",
        Need.CONVENTION,
        ("xlsx", "pdf"),
        _plan,
    ),
    "suivi": Paper(
        "Suivi des décisions",
        "6-suivi-des-decisions",
        "les décisions encore à exécuter, les retards en tête",
        Need.SITTING,
        _WORDS,
        _reporting(follow_up),
    ),
    "compte-rendu": Paper(
        "Compte rendu",
        "7-compte-rendu",
        "présences, points et décisions ; le reste est à écrire",
        Need.SITTING,
        _WORDS,
        _reporting(minutes),
    ),
    "agenda": Paper(
        "Fichier d’agenda",
        "8-agenda",
        "la séance, pour l’agenda de chacun",
        Need.SITTING,
        ("ics",),
        _calendar,
    ),
    "engagements": Paper(
        "Engagements",
        "engagements",
        "chaque phrase qui lie, son état, ses preuves",
        Need.YEAR,
        ("pdf", "docx"),
        _obligations,
    ),
    "decisions": Paper(
        "Registre des décisions",
        "decisions",
        "toutes les décisions, les retards en tête",
        Need.CONVENTION,
        ("xlsx", "ods", "csv", "pdf"),
        _decisions,
    ),
    "ajustements": Paper(
        "Registre des ajustements",
        "ajustements",
        "avant et après, à annexer à un avenant",
        Need.CONVENTION,
        _WORDS,
        _adjustments,
    ),
    "comptes-rendus": Paper(
        "Livre des comptes rendus",
        "comptes-rendus",
        "tous les comptes rendus approuvés de l’année, avec leurs empreintes",
        Need.YEAR,
        _WORDS,
        _book,
    ),
    "presences": Paper(
        "Présences",
        "presences",
        "chaque siège à chaque séance",
        Need.CONVENTION,
        ("xlsx", "ods", "csv", "pdf"),
        _attendance,
    ),
}
# The papers of a sitting's dossier are numbered, in the order in which they are used.
PACK = tuple(name for name, paper in PAPERS.items() if paper.stem[0].isdigit())


def sitting_subject(sitting: Sitting, today: date, site: str = "") -> Subject:
    """Return a sitting as its documents take it. Ten queries at most."""
    return Subject(sitting.convention, today, dossier=dossier_of(sitting, today), site=site)


def write_pack(sitting: Sitting, today: date, site: str = "") -> bytes:
    """Return all the papers of a sitting in one ZIP, made from one state of the data.

    Errors: DocumentRefused, which says what to do.
    """
    buffer = BytesIO()
    with transaction.atomic(), ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        subject = sitting_subject(sitting, today, site)
        for name in PACK:
            paper = PAPERS[name]
            for extension in paper.formats:
                entry = ZipInfo(f"{paper.stem}.{extension}", _stamp(timezone.localtime()))
                entry.compress_type = ZIP_DEFLATED
                archive.writestr(entry, paper.write(subject, extension))
    return buffer.getvalue()


def pack_stem(sitting: Sitting) -> str:
    """Return the name of the file of a pack: whose, and of which sitting."""
    return f"dossier-{sitting.convention.slug}-seance-du-{day_of(sitting):%Y-%m-%d}"


def _stamp(at: datetime) -> tuple[int, int, int, int, int, int]:
    return at.year, at.month, at.day, at.hour, at.minute, at.second
