"""A report as a Word document that people go on writing: real headings, real tables."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.image.exceptions import (
    InvalidImageStreamError,
    UnexpectedEndOfFileError,
    UnrecognizedImageError,
)
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm, Mm

from gouvernail.documents.formats.docx_base import CELL, QUIET, opened, style_ids, table_style
from gouvernail.documents.formats.palette import FAMILIES
from gouvernail.documents.formats.report import (
    Block,
    Cell,
    Facts,
    Grid,
    Heading,
    Mark,
    Missing,
    Picture,
    Report,
    Text,
)
from gouvernail.documents.formats.words import cell_words, for_xml

BAND = "E7F1F1"
LOGO_BOX = (Cm(4.5), Cm(1.6))
TWIP = 635  # in the units of the library
NO_IMAGE = (UnrecognizedImageError, UnexpectedEndOfFileError, InvalidImageStreamError)
_LINE = 'w:val="single" w:sz="4" w:color="C9D3D3"'
_BORDERS = f"<w:tblBorders><w:bottom {_LINE}/><w:insideH {_LINE}/></w:tblBorders>"
_SPACE = 'w:w="40" w:type="dxa"'
_PADDING = f"<w:tblCellMar><w:top {_SPACE}/><w:bottom {_SPACE}/></w:tblCellMar>"


@dataclass(frozen=True, slots=True)
class _Pen:
    """What writing needs to know of the document: its styles, its width in twips."""

    document: Any
    styles: dict[str, str]
    table_style: str
    width: int


def write_docx(report: Report, at: datetime) -> bytes:
    """Return the document, dated `at`, in the territory's own template when there is one.

    Unit: bytes of a .docx file. Errors: none.
    """
    document = opened(report, at)
    own_tables = table_style(document) if report.base else ""
    pen = _Pen(document, style_ids(document), own_tables, _text_width(document))
    if report.base is None:
        _add_logo(document, report)
    parts = [_paragraph(pen, report.title, "Title")]
    parts += [_paragraph(pen, line, "Subtitle") for line in report.state]
    parts += [_block(pen, block) for block in report.blocks]
    # In one piece: paragraph by paragraph, 2,000 sheets would take two minutes.
    whole = parse_xml(f"<w:body {nsdecls('w', 'r')}>{''.join(parts)}</w:body>")
    end = document.element.body.sectPr
    for part in list(whole):
        end.addprevious(part)
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _add_logo(document: Any, report: Report) -> None:
    if report.logo is None:
        return
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    try:
        picture = paragraph.add_run().add_picture(BytesIO(report.logo.content))
    except NO_IMAGE:
        paragraph._p.getparent().remove(paragraph._p)
        return
    ratio = min(LOGO_BOX[0] / picture.width, LOGO_BOX[1] / picture.height)
    picture.width, picture.height = int(picture.width * ratio), int(picture.height * ratio)
    picture._inline.docPr.set("descr", for_xml(report.logo.words))


def _block(pen: _Pen, block: Block) -> str:
    match block:
        case Heading():
            breaks = "<w:pageBreakBefore/>" if block.starts_page else ""
            written = _paragraph(pen, block.text, f"Heading {block.rank}", breaks)
        case Text():
            written = _paragraph(pen, block.text)
        case Facts():
            written = "".join(_fact(pen, label, cell) for label, cell in block.pairs)
        case Grid():
            written = _grid(pen, block)
        case Missing():
            written = _missing(pen, block)
        case Picture():
            written = _picture(pen, block)
    return written


def _paragraph(pen: _Pen, text: str, style: str = "Normal", properties: str = "") -> str:
    return _styled(pen, _run(text), style, properties)


def _styled(pen: _Pen, runs: str, style: str = "Normal", properties: str = "") -> str:
    key = escape(pen.styles[style], {'"': "&quot;"})
    return f'<w:p><w:pPr><w:pStyle w:val="{key}"/>{properties}</w:pPr>{runs}</w:p>'


def _run(text: str, look: str = "") -> str:
    lines = escape(for_xml(text)).split("\n")
    words = "<w:br/>".join(f'<w:t xml:space="preserve">{line}</w:t>' for line in lines)
    return f"<w:r><w:rPr>{look}</w:rPr>{words}</w:r>"


def _fact(pen: _Pen, label: str, cell: Cell) -> str:
    runs = _run(f"{label}\u202f: ", "<w:b/>") + _run(_said(cell), _look(cell))
    return _styled(pen, runs, "List Bullet")


def _missing(pen: _Pen, block: Missing) -> str:
    """Return what is missing, and the link to the page where it is typed."""
    runs = _run(f"À compléter\u202f: {block.words}", f'<w:i/><w:color w:val="{QUIET}"/>')
    if block.address:
        key = pen.document.part.relate_to(
            for_xml(block.address), RELATIONSHIP_TYPE.HYPERLINK, is_external=True
        )
        linked = _run(block.address, '<w:color w:val="0F5D68"/><w:u w:val="single"/>')
        runs += f'{_run(" ")}<w:hyperlink r:id="{key}">{linked}</w:hyperlink>'
    return _styled(pen, runs)


def _picture(pen: _Pen, block: Picture) -> str:
    try:
        inline = pen.document.part.new_pic_inline(BytesIO(block.png), width=Mm(block.width))
    except NO_IMAGE:
        return ""
    inline.docPr.set("descr", for_xml(block.words))
    return _styled(pen, f"<w:r><w:drawing>{inline.xml}</w:drawing></w:r>")


def _grid(pen: _Pen, block: Grid) -> str:
    """Return a table, and the empty paragraph that keeps it from the next one."""
    shares = sum(head.share for head in block.heads)
    widths = [pen.width * head.share // shares for head in block.heads]
    rows = [_row(pen, [head.label for head in block.heads], widths, is_head=True)]
    more = [block.total] if block.total else []
    rows += [_row(pen, row, widths) for row in (*block.rows, *more)]
    columns = "".join(f'<w:gridCol w:w="{part}"/>' for part in widths)
    style = escape(pen.table_style, {'"': "&quot;"})
    look = f'<w:tblStyle w:val="{style}"/>' if style else ""
    borders = "" if style else _BORDERS
    return (
        f'<w:tbl><w:tblPr>{look}<w:tblW w:w="{sum(widths)}" w:type="dxa"/>{borders}'
        f'<w:tblLayout w:type="fixed"/>{_PADDING}<w:tblLook w:firstRow="1" w:val="0020"/>'
        f"</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"
        + _styled(pen, "", CELL)
    )


def _text_width(document: Any) -> int:
    """Return the width between the margins, in twentieths of a point."""
    section = document.sections[0]
    margins = (section.left_margin or 0) + (section.right_margin or 0)
    return int((section.page_width - margins) / TWIP)


def _row(pen: _Pen, cells: Sequence[Cell], widths: Sequence[int], *, is_head: bool = False) -> str:
    """Return a row that no page break cuts; a head comes back on each page."""
    kept = "<w:cantSplit/>" + ("<w:tblHeader/>" if is_head else "")
    is_shaded = is_head and not pen.table_style
    shade = f'<w:shd w:val="clear" w:fill="{BAND}"/>' if is_shaded else ""
    parts = [f"<w:tr><w:trPr>{kept}</w:trPr>"]
    for value, width in zip(cells, widths, strict=True):
        look = "<w:b/>" if is_head else _look(value)
        parts.append(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr>'
            f"{_styled(pen, _run(_said(value), look), CELL)}</w:tc>"
        )
    return "".join([*parts, "</w:tr>"])


def _said(value: Cell) -> str:
    words = cell_words(value)
    return "sans état" if isinstance(value, Mark) and not words else words


def _look(value: Cell) -> str:
    """Return the colours of a state."""
    if not isinstance(value, Mark) or value.family not in FAMILIES:
        return ""
    fill, ink = (colour.lstrip("#").upper() for colour in FAMILIES[value.family])
    return f'<w:b/><w:color w:val="{ink}"/><w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>'
