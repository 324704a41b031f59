"""Every document that can leave as a file: its formats and the types of its bytes."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from gouvernail.documents.formats.csv import write_csv
from gouvernail.documents.formats.docx import write_docx
from gouvernail.documents.formats.ods import write_ods
from gouvernail.documents.formats.pdf import report_of, write_pdf
from gouvernail.documents.formats.report import Report
from gouvernail.documents.formats.table import Table
from gouvernail.documents.formats.xlsx import write_xlsx

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
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


def _table_as_pdf(table: Table) -> bytes:
    return write_pdf(report_of(table), timezone.now())


TABLE_FORMATS = {
    "xlsx": TableFormat("xlsx", XLSX, write_xlsx),
    "ods": TableFormat("ods", ODS, write_ods),
    "csv": TableFormat("csv", "text/csv; charset=utf-8", write_csv),
    "pdf": TableFormat("pdf", PDF, _table_as_pdf),
}
REPORT_FORMATS = {
    "pdf": ReportFormat("pdf", PDF, write_pdf),
    "docx": ReportFormat("docx", DOCX, write_docx),
}
# The plan as data to bring back, and the plan as a document to read.
PLAN_TABLES = ("xlsx", "ods", "csv")
PLAN_REPORTS = ("pdf", "docx")
