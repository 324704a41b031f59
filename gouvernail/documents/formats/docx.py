"""A report as a Word document that people go on writing: real headings, real tables."""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm

from gouvernail.documents.formats import docx_parts as parts_of
from gouvernail.documents.formats.docx_base import BAND, CELL, opened, style_ids, table_style
from gouvernail.documents.formats.docx_words import (
    Pen,
    after_table,
    paragraph,
    run,
    spoken,
    styled,
)
from gouvernail.documents.formats.pdf import with_pngs
from gouvernail.documents.formats.report import (
    Block,
    Bullets,
    Cell,
    Contents,
    Facts,
    Grid,
    Heading,
    KeyFigures,
    Missing,
    Picture,
    Report,
    Text,
)
from gouvernail.documents.formats.words import for_xml

LOGO_BOX = (Cm(4.5), Cm(1.6))
TWIP = 635  # in the units of the library
_LINE = 'w:val="single" w:sz="4" w:color="C9D3D3"'
_BORDERS = f"<w:tblBorders><w:bottom {_LINE}/><w:insideH {_LINE}/></w:tblBorders>"
_SPACE = 'w:w="40" w:type="dxa"'
_PADDING = f"<w:tblCellMar><w:top {_SPACE}/><w:bottom {_SPACE}/></w:tblCellMar>"


def write_docx(report: Report, at: datetime) -> bytes:
    """Return the document, dated `at`, in the territory's own template when there is one.

    Unit: bytes of a .docx file. Errors: none.
    """
    report = with_pngs(report)
    document = opened(report, at)
    own_tables = table_style(document) if report.base else ""
    pen = Pen(document, style_ids(document), own_tables, _text_width(document))
    if report.base is None:
        _add_logo(document, report)
    if report.cover:
        parts = parts_of.cover(pen, report)
    else:
        parts = [paragraph(pen, report.title, "Title")]
        parts += [paragraph(pen, line, "Subtitle") for line in report.state]
    is_listed = any(isinstance(block, Contents) for block in report.blocks)
    parts += [_block(pen, block, report, is_listed=is_listed) for block in report.blocks]
    # In one piece: paragraph by paragraph, 2,000 sheets would take two minutes.
    spaces = nsdecls("w", "r", "wp", "a", "pic")
    whole = parse_xml(f"<w:body {spaces}>{''.join(parts)}</w:body>")
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
    except parts_of.NO_IMAGE:
        paragraph._p.getparent().remove(paragraph._p)
        return
    ratio = min(LOGO_BOX[0] / picture.width, LOGO_BOX[1] / picture.height)
    picture.width, picture.height = int(picture.width * ratio), int(picture.height * ratio)
    picture._inline.docPr.set("descr", for_xml(report.logo.words))


def _block(pen: Pen, block: Block, report: Report, *, is_listed: bool) -> str:
    match block:
        case Heading():
            written = parts_of.heading(pen, block, is_listed=is_listed)
        case Text():
            written = paragraph(pen, block.text)
        case Contents():
            written = parts_of.contents(pen, block, report)
        case Facts():
            written = "".join(_fact(pen, label, cell) for label, cell in block.pairs)
        case _:
            written = _part(pen, block)
    return written


def _part(pen: Pen, block: Bullets | KeyFigures | Grid | Missing | Picture) -> str:
    match block:
        case Bullets():
            written = parts_of.bullets(pen, block)
        case KeyFigures():
            written = parts_of.key_figures(pen, block)
        case Grid():
            written = _grid(pen, block)
        case Missing():
            written = parts_of.missing_words(pen, block.words, block.address)
        case Picture():
            written = parts_of.picture(pen, block)
    return written


def _fact(pen: Pen, label: str, cell: Cell) -> str:
    runs = run(f"{label}\u202f: ", "<w:b/>") + spoken(pen, cell)
    return styled(pen, runs, "List Bullet")


def _grid(pen: Pen, block: Grid) -> str:
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
    named = parts_of.caption(pen, "Tableau", block.caption) if block.caption else ""
    return (
        named + f'<w:tbl><w:tblPr>{look}<w:tblW w:w="{sum(widths)}" w:type="dxa"/>{borders}'
        f'<w:tblLayout w:type="fixed"/>{_PADDING}<w:tblLook w:firstRow="1" w:val="0020"/>'
        f"</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>" + after_table(pen)
    )


def _text_width(document: Any) -> int:
    """Return the width between the margins, in twentieths of a point."""
    section = document.sections[0]
    margins = (section.left_margin or 0) + (section.right_margin or 0)
    return int((section.page_width - margins) / TWIP)


def _row(pen: Pen, cells: Sequence[Cell], widths: Sequence[int], *, is_head: bool = False) -> str:
    """Return a row that no page break cuts; a head comes back on each page."""
    kept = "<w:cantSplit/>" + ("<w:tblHeader/>" if is_head else "")
    is_shaded = is_head and not pen.table_style
    shade = f'<w:shd w:val="clear" w:fill="{BAND}"/>' if is_shaded else ""
    parts = [f"<w:tr><w:trPr>{kept}</w:trPr>"]
    for value, width in zip(cells, widths, strict=True):
        parts.append(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr>'
            f"{styled(pen, spoken(pen, value, is_strong=is_head), CELL)}</w:tc>"
        )
    return "".join([*parts, "</w:tr>"])
