"""A report as a Word document that people go on writing: real headings, real tables."""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.image.exceptions import (
    InvalidImageStreamError,
    UnexpectedEndOfFileError,
    UnrecognizedImageError,
)
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor

from gouvernail.documents.formats.palette import FAMILIES
from gouvernail.documents.formats.report import (
    Block,
    Cell,
    Facts,
    Grid,
    Heading,
    Mark,
    Report,
    Text,
)
from gouvernail.documents.formats.words import cell_words, for_xml

FONT = "Calibri"
INK, QUIET, PRIMARY = "0E2A2F", "4A5F63", "0F5D68"
BAND = "E7F1F1"
A4 = (Cm(21), Cm(29.7))
MARGIN = Cm(1.8)
LOGO_BOX = (Cm(4.5), Cm(1.6))
TWIP = 635  # in the units of the library
_LINE = 'w:val="single" w:sz="4" w:color="C9D3D3"'
_BORDERS = f"<w:tblBorders><w:bottom {_LINE}/><w:insideH {_LINE}/></w:tblBorders>"
_SPACE = 'w:w="40" w:type="dxa"'
_PADDING = f"<w:tblCellMar><w:top {_SPACE}/><w:bottom {_SPACE}/></w:tblCellMar>"


def write_docx(report: Report, at: datetime) -> bytes:
    """Return the document, dated `at`.

    Unit: bytes of a .docx file. Errors: none.
    """
    document = docx.Document()
    _dress(document, report, at)
    width = _text_width(document)
    _add_logo(document, report)
    parts = [_paragraph(report.title, "Title")]
    parts += [_paragraph(line, "Subtitle") for line in report.state]
    parts += [_block(block, width) for block in report.blocks]
    # In one piece: paragraph by paragraph, 2,000 sheets would take two minutes.
    whole = parse_xml(f"<w:body {nsdecls('w')}>{''.join(parts)}</w:body>")
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
    except (UnrecognizedImageError, UnexpectedEndOfFileError, InvalidImageStreamError):
        paragraph._p.getparent().remove(paragraph._p)
        return
    ratio = min(LOGO_BOX[0] / picture.width, LOGO_BOX[1] / picture.height)
    picture.width, picture.height = int(picture.width * ratio), int(picture.height * ratio)
    picture._inline.docPr.set("descr", for_xml(report.logo.words))


def _block(block: Block, width: int) -> str:
    match block:
        case Heading():
            breaks = "<w:pageBreakBefore/>" if block.starts_page else ""
            return _paragraph(block.text, f"Heading{block.rank}", breaks)
        case Text():
            return _paragraph(block.text)
        case Facts():
            return "".join(_fact(label, cell) for label, cell in block.pairs)
        case Grid():
            return _grid(block, width)


def _paragraph(text: str, style: str = "Normal", properties: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{_run(text)}</w:p>'


def _run(text: str, look: str = "") -> str:
    lines = escape(for_xml(text)).split("\n")
    words = "<w:br/>".join(f'<w:t xml:space="preserve">{line}</w:t>' for line in lines)
    return f"<w:r><w:rPr>{look}</w:rPr>{words}</w:r>"


def _fact(label: str, cell: Cell) -> str:
    runs = _run(f"{label}\u202f: ", "<w:b/>") + _run(_said(cell), _look(cell))
    return f'<w:p><w:pPr><w:pStyle w:val="ListBullet"/></w:pPr>{runs}</w:p>'


def _grid(block: Grid, width: int) -> str:
    """Return a table, and the empty paragraph that keeps it from the next one."""
    shares = sum(head.share for head in block.heads)
    widths = [width * head.share // shares for head in block.heads]
    rows = [_row([head.label for head in block.heads], widths, is_head=True)]
    rows += [_row(row, widths) for row in (*block.rows, *([block.total] if block.total else []))]
    columns = "".join(f'<w:gridCol w:w="{part}"/>' for part in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>{_BORDERS}'
        f'<w:tblLayout w:type="fixed"/>{_PADDING}<w:tblLook w:firstRow="1" w:val="0020"/>'
        f"</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"
        '<w:p><w:pPr><w:pStyle w:val="Cellule"/></w:pPr></w:p>'
    )


def _text_width(document: Any) -> int:
    """Return the width between the margins, in twentieths of a point."""
    section = document.sections[0]
    return int((section.page_width - section.left_margin - section.right_margin) / TWIP)


def _row(cells: Sequence[Cell], widths: Sequence[int], *, is_head: bool = False) -> str:
    """Return a row that no page break cuts; a head comes back on each page."""
    kept = "<w:cantSplit/>" + ("<w:tblHeader/>" if is_head else "")
    shade = f'<w:shd w:val="clear" w:fill="{BAND}"/>' if is_head else ""
    parts = [f"<w:tr><w:trPr>{kept}</w:trPr>"]
    for value, width in zip(cells, widths, strict=True):
        look = "<w:b/>" if is_head else _look(value)
        parts.append(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr><w:p><w:pPr>'
            f'<w:pStyle w:val="Cellule"/></w:pPr>{_run(_said(value), look)}</w:p></w:tc>'
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


def _dress(document: Any, report: Report, at: datetime) -> None:
    """Set the page, the language, the styles, the foot and the properties."""
    section = document.sections[0]
    width, height = reversed(A4) if report.is_landscape else A4
    section.page_width, section.page_height = width, height
    section.orientation = WD_ORIENT.LANDSCAPE if report.is_landscape else WD_ORIENT.PORTRAIT
    section.left_margin = section.right_margin = section.top_margin = MARGIN
    section.bottom_margin = MARGIN
    properties = document.core_properties
    properties.title, properties.author = for_xml(report.title)[:255], "Gouvernail"
    properties.subject, properties.language = for_xml(" ".join(report.state))[:255], "fr-FR"
    properties.comments, properties.created = "", at
    _dress_styles(document, report.colour.removeprefix("#") or PRIMARY)
    _add_foot(section.footer.paragraphs[0], report)


def _dress_styles(document: Any, primary: str) -> None:
    looks = {
        "Normal": (10.5, INK, False),
        "Title": (22, INK, True),
        "Subtitle": (10.5, QUIET, False),
        "Heading 1": (15, primary, True),
        "Heading 2": (12, INK, True),
        "Heading 3": (10.5, QUIET, True),
    }
    for name, (size, colour, is_bold) in looks.items():
        style = document.styles[name]
        style.font.name, style.font.size = FONT, Pt(size)
        style.font.color.rgb, style.font.bold = RGBColor.from_string(colour.upper()), is_bold
        style.font.italic = False
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for key in [key for key in fonts.attrib if key.endswith("Theme")]:
            del fonts.attrib[key]
        for name in ("w:pBdr", "w:spacing"):
            _drop(style.element, name)
    _speak_french(document.styles["Normal"])
    document.styles["Normal"].paragraph_format.space_after = Pt(6)
    document.styles["Subtitle"].paragraph_format.space_after = Pt(2)
    cell = document.styles.add_style("Cellule", 1)
    cell.base_style, cell.font.size = document.styles["Normal"], Pt(9)
    cell.paragraph_format.space_after = Pt(1)


def _drop(style: Any, name: str) -> None:
    """Take a line or a spacing of letters, that the base document came with, out of a style."""
    for part in [part for part in style.iter(qn(name)) if part.get(qn("w:before")) is None]:
        part.getparent().remove(part)


def _speak_french(style: Any) -> None:
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "fr-FR")
    style.element.get_or_add_rPr().append(language)


def _add_foot(paragraph: Any, report: Report) -> None:
    words = report.state[0] if report.state else report.title
    paragraph.add_run(f"{for_xml(words)} – page ")
    _add_field(paragraph, "PAGE")
    paragraph.add_run(" sur ")
    _add_field(paragraph, "NUMPAGES")
    for run in paragraph.runs:
        run.font.size, run.font.color.rgb = Pt(8.5), RGBColor.from_string(QUIET)


def _add_field(paragraph: Any, name: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    run = paragraph.add_run("1")
    field.append(run._r)
    paragraph._p.append(field)
    run.font.size, run.font.color.rgb = Pt(8.5), RGBColor.from_string(QUIET)
