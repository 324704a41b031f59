"""Reading back what was written, by other means than those that wrote it."""

import re
import zipfile
from datetime import UTC, date, datetime
from io import BytesIO

import docx
import page
import vobject
from lxml import etree
from pptx import Presentation
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from gouvernail.documents.papers import PAPERS
from gouvernail.documents.subject import sitting_subject

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
SITE = "https://ctg.example.org"


def paper(sitting, name, extension, site=""):
    """Return a paper of a sitting as a file."""
    return PAPERS[name].write(sitting_subject(sitting, TODAY, site), extension, NOW)


def words_of(content):
    """Return the words of a .docx."""
    found = docx.Document(BytesIO(content))
    told = [paragraph.text for paragraph in found.paragraphs]
    told += [cell.text for table in found.tables for row in table.rows for cell in row.cells]
    return "\n".join(told)


def words_in(content, extension):
    """Return the words of a file, whatever it is."""
    return " ".join(_READERS[extension](content).split())


def pages_of(content):
    """Return the words of a .pdf, page by page."""
    return [found.extract_text() for found in PdfReader(BytesIO(content)).pages]


def failures(content, tmp_path):
    """Return what PDF/UA-1 and PDF/A-2a reproach a .pdf with."""
    path = tmp_path / "pièce.pdf"
    path.write_bytes(content)
    told = [
        str(page.validate_pdf(str(path), profile=profile))
        for profile in (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2A)
    ]
    found = re.findall(r"\[PDF[\w-]+\].*", "\n".join(told))
    return [line for line in found if "STREAM-LENGTH" not in line or not _lengths_hold(content)]


def _lengths_hold(content):
    """Tell whether every stream is as long as it says.

    The validator takes a last byte 0D, with the line feed that follows the stream, for the end of
    a line: one stream in 256 then seems a byte short.
    """
    streams = re.finditer(rb"/Length (\d+)[^>]*(?:>[^>]+)*>>\s*stream\r?\n", content)
    ends = [found.end() + int(found[1]) for found in streams]
    return bool(ends) and all(content[end:].lstrip()[:9] == b"endstream" for end in ends)


def open_part(content, name):
    """Return a part of an office file, as XML."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return etree.fromstring(archive.read(name))


def _open_words(content):
    with zipfile.ZipFile(BytesIO(content)) as archive:
        assert archive.infolist()[0].filename == "mimetype"
        parts = [name for name in archive.namelist() if name.endswith("content.xml")]
        return " ".join(" ".join(etree.fromstring(archive.read(name)).itertext()) for name in parts)


def _slide_words(content):
    told = []
    for slide in Presentation(BytesIO(content)).slides:
        for shape in slide.shapes:
            if shape.has_text_frame:
                told.append(shape.text_frame.text)
            elif shape.has_table:
                told += [cell.text for row in shape.table.rows for cell in row.cells]
            elif shape.has_chart:
                told += [str(name) for name in shape.chart.plots[0].categories]
    return " ".join(told)


def _sheet_words(content):
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    rows = [row for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python()]
    return " ".join(str(cell) for row in rows for cell in row)


def _event_words(content):
    event = vobject.readOne(content.decode()).vevent
    return f"{event.summary.value} {event.location.value} {event.dtstart.value:%d/%m/%Y %H:%M}"


_READERS = {
    "docx": words_of,
    "odt": _open_words,
    "odp": _open_words,
    "pptx": _slide_words,
    "pdf": lambda content: " ".join(pages_of(content)),
    "xlsx": _sheet_words,
    "ods": _sheet_words,
    "ics": _event_words,
}
