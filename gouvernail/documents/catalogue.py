"""Every document that can leave as a file: its formats and the types of its bytes."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from django.utils import timezone

from gouvernail.calendars.ics import Agenda, write_ics
from gouvernail.documents.formats.csv import write_csv
from gouvernail.documents.formats.deck import Deck
from gouvernail.documents.formats.docx import write_docx
from gouvernail.documents.formats.odp import write_odp
from gouvernail.documents.formats.ods import write_ods
from gouvernail.documents.formats.odt import write_odt
from gouvernail.documents.formats.pdf import report_of, write_pdf
from gouvernail.documents.formats.pptx import write_pptx
from gouvernail.documents.formats.report import Report
from gouvernail.documents.formats.table import Table
from gouvernail.documents.formats.xlsx import write_xlsx, write_xlsx_book

_OFFICE = "application/vnd.openxmlformats-officedocument"
_OPEN = "application/vnd.oasis.opendocument"
PDF = "application/pdf"


@dataclass(frozen=True, slots=True)
class TableFormat:
    """A file that a table can be written to."""

    extension: str
    content_type: str
    write: Callable[[Table], bytes]


@dataclass(frozen=True, slots=True)
class ReportFormat:
    """A file that a report can be written to, dated."""

    extension: str
    content_type: str
    write: Callable[[Report, datetime], bytes]


@dataclass(frozen=True, slots=True)
class DeckFormat:
    """A file that slides can be written to, dated."""

    extension: str
    content_type: str
    write: Callable[[Deck, datetime], bytes]


def _table_as_pdf(table: Table) -> bytes:
    return write_pdf(report_of(table), timezone.now())


TABLE_FORMATS = {
    "xlsx": TableFormat("xlsx", f"{_OFFICE}.spreadsheetml.sheet", write_xlsx),
    "ods": TableFormat("ods", f"{_OPEN}.spreadsheet", write_ods),
    "csv": TableFormat("csv", "text/csv; charset=utf-8", write_csv),
    "pdf": TableFormat("pdf", PDF, _table_as_pdf),
}
REPORT_FORMATS = {
    "pdf": ReportFormat("pdf", PDF, write_pdf),
    "docx": ReportFormat("docx", f"{_OFFICE}.wordprocessingml.document", write_docx),
    "odt": ReportFormat("odt", f"{_OPEN}.text", write_odt),
}
DECK_FORMATS = {
    "pptx": DeckFormat("pptx", f"{_OFFICE}.presentationml.presentation", write_pptx),
    "odp": DeckFormat("odp", f"{_OPEN}.presentation", write_odp),
}
# The plan as data to bring back, and the plan as a document to read.
PLAN_TABLES = ("xlsx", "ods", "csv")
PLAN_REPORTS = ("pdf", "docx", "odt")
CONTENT_TYPES = {
    **{name: made.content_type for name, made in TABLE_FORMATS.items()},
    **{name: made.content_type for name, made in REPORT_FORMATS.items()},
    **{name: made.content_type for name, made in DECK_FORMATS.items()},
    "ics": "text/calendar; charset=utf-8",
    "zip": "application/zip",
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


@dataclass(frozen=True, slots=True)
class Book:
    """The same thing twice: a table to compute with, and a document to read.

    `more` are further sheets of a workbook, beside the first, in XLSX alone.
    """

    table: Table
    report: Report
    more: tuple[Table, ...] = ()


Layout = Report | Deck | Table | Book | Agenda


def write_layout(layout: Layout, extension: str, at: datetime) -> bytes:
    """Return a layout as a file, dated `at`. No query.

    Errors: DocumentRefused, which says what to do; KeyError when it has no such format.
    """
    if isinstance(layout, Book):
        if layout.more and extension == "xlsx":
            return write_xlsx_book([layout.table, *layout.more])
        layout = layout.report if extension in REPORT_FORMATS else layout.table
    match layout:
        case Report():
            written = REPORT_FORMATS[extension].write(layout, at)
        case Deck():
            written = DECK_FORMATS[extension].write(layout, at)
        case Table():
            written = TABLE_FORMATS[extension].write(layout)
        case Agenda():
            written = write_ics(layout.name, layout.events)
    return written
