"""Every document by name: what it needs, its formats, its content."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from django.http import QueryDict
from django.urls import reverse

from gouvernail.calendars.ics import Agenda
from gouvernail.documents.catalogue import Book, Layout, write_layout
from gouvernail.documents.content.adjustments_report import adjustments_report
from gouvernail.documents.content.afas_book import year_book
from gouvernail.documents.content.attendance_table import attendance_rows
from gouvernail.documents.content.committee_slides import committee_slides
from gouvernail.documents.content.decisions_table import decisions_table
from gouvernail.documents.content.dossier import Dossier
from gouvernail.documents.content.gaps import Gap, missing
from gouvernail.documents.content.minutes_book import minutes_book
from gouvernail.documents.content.missions_table import missions_book
from gouvernail.documents.content.monthly_report import monthly_report
from gouvernail.documents.content.obligations_report import obligations_report
from gouvernail.documents.content.plan_list import plan_book, plan_list
from gouvernail.documents.content.posts_table import posts_book
from gouvernail.documents.content.report.compose import FORMATS, parts_of, report_of
from gouvernail.documents.content.report.subject import Wanted, report_subject
from gouvernail.documents.content.sendings_table import sendings_table
from gouvernail.documents.content.sitting_papers import (
    agenda,
    attendance_sheet,
    convocation,
    follow_up,
    minutes,
)
from gouvernail.documents.content.upward_report import upward_report
from gouvernail.documents.subject import Need, Subject
from gouvernail.governance.calendar_events import calendar_events
from gouvernail.governance.queries.decisions import DecisionFilters
from gouvernail.rules.reports import ReportKind


@dataclass(frozen=True, slots=True)
class Paper:
    """A document: `stem` is the name of its file, `holds` says what is in it.

    `content` reads, and gives a layout that needs no database any more.
    """

    title: str
    stem: str
    holds: str
    needs: Need
    formats: tuple[str, ...]
    content: Callable[[Subject], Layout]

    def write(self, subject: Subject, extension: str, at: datetime) -> bytes:
        """Return the document as a file, dated `at`.

        Errors: DocumentRefused, which says what to do.
        """
        return write_layout(self.content(subject), extension, at)


def _of_sitting(of: Callable[[Dossier], Layout]) -> Callable[[Subject], Layout]:
    return lambda subject: of(subject.sitting_dossier)


def _plan(subject: Subject) -> Layout:
    plan = plan_list(subject.convention, QueryDict())
    book = plan_book(plan)
    if plan.count:
        return book
    gap = Gap("Le plan ne compte encore aucune action.", "imports:upload")
    lack = missing(gap, subject.convention, subject.site)
    return Book(book.table, replace(book.report, blocks=tuple(lack)))


def _calendar(subject: Subject) -> Layout:
    sitting = subject.sitting_dossier.sitting

    def address_of(pk: int) -> str:
        path = reverse("governance:sitting", args=[subject.convention.slug, pk])
        return f"{subject.site}{path}" if subject.site else ""

    return Agenda(subject.convention.name, tuple(calendar_events([sitting], address_of)))


def _obligations(subject: Subject) -> Layout:
    return obligations_report(subject.convention, subject.year, subject.today)


def _decisions(subject: Subject) -> Layout:
    return decisions_table(subject.convention, DecisionFilters(), subject.today)


def _posts(subject: Subject) -> Layout:
    return posts_book(subject.convention, subject.today, subject.year)


def _adjustments(subject: Subject) -> Layout:
    return adjustments_report(subject.convention, None, None, subject.today)


def _attendance(subject: Subject) -> Layout:
    return attendance_rows(subject.convention, subject.body)


def _book(subject: Subject) -> Layout:
    year = subject.year or subject.today.year
    return minutes_book(subject.convention, subject.body, year, subject.today)


def _report(kind: ReportKind) -> Callable[[Subject], Layout]:
    def content(subject: Subject) -> Layout:
        wanted = Wanted(kind, subject.year or subject.today.year)
        told = report_subject(subject.convention, wanted, subject.today, subject.site or None)
        return report_of(told, parts_of(told))

    return content


def _afas(subject: Subject) -> Layout:
    return year_book(subject.convention, subject.year or subject.today.year, subject.today)


def _missions(subject: Subject) -> Layout:
    return missions_book(subject.convention, subject.today)


_WORDS = ("docx", "odt", "pdf")
PAPERS = {
    "convocation": Paper(
        "Convocation",
        "1-convocation",
        "la lettre aux membres, avec l’ordre du jour",
        Need.SITTING,
        _WORDS,
        _of_sitting(convocation),
    ),
    "ordre-du-jour": Paper(
        "Ordre du jour",
        "2-ordre-du-jour",
        "les points, et ce que chacun contient",
        Need.SITTING,
        _WORDS,
        _of_sitting(agenda),
    ),
    "emargement": Paper(
        "Feuille d’émargement",
        "3-emargement",
        "une ligne par siège, des lignes pour les invités",
        Need.SITTING,
        _WORDS,
        _of_sitting(attendance_sheet),
    ),
    "diaporama": Paper(
        "Diaporama",
        "4-diaporama",
        "où en est le plan, les engagements, les retards, ce qui est à décider",
        Need.SITTING,
        ("pptx", "odp"),
        _of_sitting(committee_slides),
    ),
    "plan": Paper(
        "Plan d’actions",
        "5-plan-d-actions",
        "le tableau annexé",
        Need.CONVENTION,
        ("xlsx", "ods", "pdf"),
        _plan,
    ),
    "suivi": Paper(
        "Suivi des décisions",
        "6-suivi-des-decisions",
        "les décisions encore à exécuter, les retards en tête",
        Need.SITTING,
        _WORDS,
        _of_sitting(follow_up),
    ),
    "compte-rendu": Paper(
        "Compte rendu",
        "7-compte-rendu",
        "présences, points et décisions ; le reste est à écrire",
        Need.SITTING,
        _WORDS,
        _of_sitting(minutes),
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
        ("pdf", "docx", "odt"),
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
    "postes": Paper(
        "Équipe et ETP",
        "postes",
        "les postes, leurs ETP convenus, réels et vacants, les comptes face à la convention",
        Need.YEAR,
        ("xlsx", "ods", "csv", "pdf", "docx", "odt"),
        _posts,
    ),
    "comptes-rendus": Paper(
        "Livre des comptes rendus",
        "comptes-rendus",
        "tous les comptes rendus approuvés de l’année, avec leurs empreintes",
        Need.YEAR,
        _WORDS,
        _book,
    ),
    "rapport-annuel": Paper(
        "Rapport d’activités annuel",
        "rapport-annuel",
        "l’année, de la gouvernance au plan, dans les mots validés par le Cotech",
        Need.YEAR,
        FORMATS[ReportKind.ANNUAL],
        _report(ReportKind.ANNUAL),
    ),
    "rapport-court": Paper(
        "Rapport court",
        "rapport-court",
        "la même année en deux pages, pour les élus",
        Need.YEAR,
        FORMATS[ReportKind.SHORT],
        _report(ReportKind.SHORT),
    ),
    "bilan": Paper(
        "Bilan de la convention",
        "bilan",
        "à mi-parcours ou à la fin : du départ à la cible, année par année",
        Need.YEAR,
        FORMATS[ReportKind.LIFE],
        _report(ReportKind.LIFE),
    ),
    "presences": Paper(
        "Présences",
        "presences",
        "chaque siège à chaque séance",
        Need.CONVENTION,
        ("xlsx", "ods", "csv", "pdf"),
        _attendance,
    ),
    "envois": Paper(
        "Convocations et réponses",
        "envois",
        "qui a été prévenu, quand, et ce qu’il a répondu",
        Need.SITTING,
        ("xlsx", "ods", "csv", "pdf"),
        _of_sitting(lambda dossier: sendings_table(dossier.sitting)),
    ),
    "remontees": Paper(
        "Remontées des commissions",
        "remontees",
        "ce que chaque commission apporte : points, ajustements, bilans retenus, présences",
        Need.SITTING,
        ("pdf", "docx", "odt"),
        _of_sitting(upward_report),
    ),
    "point-mensuel": Paper(
        "Point mensuel",
        "point-mensuel",
        "tout ce qui a changé depuis la dernière séance de l’instance",
        Need.SITTING,
        ("pdf", "docx", "odt"),
        _of_sitting(monthly_report),
    ),
    "missions": Paper(
        "Missions",
        "missions",
        "qui porte chaque phrase des missions des chargés de coopération",
        Need.CONVENTION,
        ("xlsx", "pdf"),
        _missions,
    ),
    "fiche-afas": Paper(
        "Fiche AFAS",
        "fiche-afas",
        "le réel d’une année, employeur par employeur, ligne à ligne du portail",
        Need.YEAR,
        ("xlsx", "pdf"),
        _afas,
    ),
}
# The papers of a sitting's dossier are numbered, in the order in which they are used.
PACK = tuple(name for name, paper in PAPERS.items() if paper.stem[0].isdigit())
# Those of a sitting that only its editors are given: they hold words that are not validated.
FOR_EDITORS = ("remontees", "point-mensuel")
