"""Every document by name: what it needs, its formats, its content."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from gouvernail.documents import paper_contents as contents
from gouvernail.documents.catalogue import Layout, write_layout
from gouvernail.documents.content.committee_slides import committee_slides
from gouvernail.documents.content.monthly_report import monthly_report
from gouvernail.documents.content.report.compose import FORMATS
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


_WORDS = ("docx", "odt", "pdf")
PAPERS = {
    "convocation": Paper(
        "Convocation",
        "1-convocation",
        "la lettre aux membres, avec l’ordre du jour",
        Need.SITTING,
        _WORDS,
        contents.of_sitting(convocation),
    ),
    "ordre-du-jour": Paper(
        "Ordre du jour",
        "2-ordre-du-jour",
        "les points, et ce que chacun contient",
        Need.SITTING,
        _WORDS,
        contents.of_sitting(agenda),
    ),
    "emargement": Paper(
        "Feuille d’émargement",
        "3-emargement",
        "une ligne par siège, des lignes pour les invités",
        Need.SITTING,
        _WORDS,
        contents.of_sitting(attendance_sheet),
    ),
    "diaporama": Paper(
        "Diaporama",
        "4-diaporama",
        "où en est le plan, les engagements, les retards, ce qui est à décider",
        Need.SITTING,
        ("pptx", "odp"),
        contents.of_sitting(committee_slides),
    ),
    "plan": Paper(
        "Plan d’actions",
        "5-plan-d-actions",
        "le tableau annexé",
        Need.CONVENTION,
        ("xlsx", "ods", "pdf"),
        contents.plan,
    ),
    "suivi": Paper(
        "Suivi des décisions",
        "6-suivi-des-decisions",
        "les décisions encore à exécuter, les retards en tête",
        Need.SITTING,
        _WORDS,
        contents.of_sitting(follow_up),
    ),
    "compte-rendu": Paper(
        "Compte rendu",
        "7-compte-rendu",
        "présences, points et décisions ; le reste est à écrire",
        Need.SITTING,
        _WORDS,
        contents.of_sitting(minutes),
    ),
    "agenda": Paper(
        "Fichier d’agenda",
        "8-agenda",
        "la séance, pour l’agenda de chacun",
        Need.SITTING,
        ("ics",),
        contents.calendar,
    ),
    "engagements": Paper(
        "Engagements",
        "engagements",
        "chaque phrase qui lie, son état, ses preuves",
        Need.YEAR,
        ("pdf", "docx", "odt"),
        contents.obligations,
    ),
    "decisions": Paper(
        "Registre des décisions",
        "decisions",
        "toutes les décisions, les retards en tête",
        Need.CONVENTION,
        ("xlsx", "ods", "csv", "pdf"),
        contents.decisions,
    ),
    "ajustements": Paper(
        "Registre des ajustements",
        "ajustements",
        "avant et après, à annexer à un avenant",
        Need.CONVENTION,
        _WORDS,
        contents.adjustments,
    ),
    "postes": Paper(
        "Équipe et ETP",
        "postes",
        "les postes, leurs ETP convenus, réels et vacants, les comptes face à la convention",
        Need.YEAR,
        ("xlsx", "ods", "csv", "pdf", "docx", "odt"),
        contents.posts,
    ),
    "comptes-rendus": Paper(
        "Livre des comptes rendus",
        "comptes-rendus",
        "tous les comptes rendus approuvés de l’année, avec leurs empreintes",
        Need.YEAR,
        _WORDS,
        contents.book,
    ),
    "rapport-annuel": Paper(
        "Rapport d’activités annuel",
        "rapport-annuel",
        "l’année, de la gouvernance au plan, dans les mots validés par le Cotech",
        Need.YEAR,
        FORMATS[ReportKind.ANNUAL],
        contents.report(ReportKind.ANNUAL),
    ),
    "rapport-court": Paper(
        "Rapport court",
        "rapport-court",
        "la même année en deux pages, pour les élus",
        Need.YEAR,
        FORMATS[ReportKind.SHORT],
        contents.report(ReportKind.SHORT),
    ),
    "bilan": Paper(
        "Bilan de la convention",
        "bilan",
        "à mi-parcours ou à la fin : du départ à la cible, année par année",
        Need.YEAR,
        FORMATS[ReportKind.LIFE],
        contents.report(ReportKind.LIFE),
    ),
    "presences": Paper(
        "Présences",
        "presences",
        "chaque siège à chaque séance",
        Need.CONVENTION,
        ("xlsx", "ods", "csv", "pdf"),
        contents.attendance,
    ),
    "envois": Paper(
        "Convocations et réponses",
        "envois",
        "qui a été prévenu, quand, et ce qu’il a répondu",
        Need.SITTING,
        ("xlsx", "ods", "csv", "pdf"),
        contents.of_sitting(lambda dossier: sendings_table(dossier.sitting)),
    ),
    "remontees": Paper(
        "Remontées des commissions",
        "remontees",
        "ce que chaque commission apporte : points, ajustements, bilans retenus, présences",
        Need.SITTING,
        ("pdf", "docx", "odt"),
        contents.of_sitting(upward_report),
    ),
    "point-mensuel": Paper(
        "Point mensuel",
        "point-mensuel",
        "tout ce qui a changé depuis la dernière séance de l’instance",
        Need.SITTING,
        ("pdf", "docx", "odt"),
        contents.of_sitting(monthly_report),
    ),
    "missions": Paper(
        "Missions",
        "missions",
        "qui porte chaque phrase des missions des chargés de coopération",
        Need.CONVENTION,
        ("xlsx", "pdf"),
        contents.missions,
    ),
    "fiche-afas": Paper(
        "Fiche AFAS",
        "fiche-afas",
        "le réel d’une année, employeur par employeur, ligne à ligne du portail",
        Need.YEAR,
        ("xlsx", "pdf"),
        contents.afas,
    ),
}
# The papers of a sitting's dossier are numbered, in the order in which they are used.
PACK = tuple(name for name, paper in PAPERS.items() if paper.stem[0].isdigit())
# Those of a sitting that only its editors are given: they hold words that are not validated.
FOR_EDITORS = ("remontees", "point-mensuel")
