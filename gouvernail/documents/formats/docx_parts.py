"""What a long report has in Word besides texts: contents, captions, figures, charts, its cover."""

from io import BytesIO
from xml.sax.saxutils import escape

from docx.image.exceptions import (
    InvalidImageStreamError,
    UnexpectedEndOfFileError,
    UnrecognizedImageError,
)
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.shared import Mm

from gouvernail.documents.formats.docx_base import BAND, CAPTION, CELL, QUIET, toc_style
from gouvernail.documents.formats.docx_words import Pen, after_table, linked, paragraph, run, styled
from gouvernail.documents.formats.report import (
    Bullets,
    Contents,
    Heading,
    KeyFigure,
    KeyFigures,
    Picture,
    Report,
)
from gouvernail.documents.formats.words import for_xml

NO_IMAGE = (UnrecognizedImageError, UnexpectedEndOfFileError, InvalidImageStreamError)
FIGURES_ACROSS = 3
_SVG = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
_SVG_KEY = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
_BREAK = "<w:pageBreakBefore/>"


def cover(pen: Pen, report: Report) -> list[str]:
    """Return the first page: what is over the title, the title, what is under it, the state."""
    above, under = report.cover or ("", "")
    space = '<w:spacing w:before="3600"/>'
    last = '<w:spacing w:before="4200"/>'
    title = run(report.title, '<w:sz w:val="60"/>')
    parts = [paragraph(pen, above, "Subtitle", space), styled(pen, title, "Title")]
    parts.append(paragraph(pen, under, "Subtitle"))
    for rank, line in enumerate(report.state):
        parts.append(paragraph(pen, line, "Subtitle", "" if rank else last))
    return parts


def heading(pen: Pen, block: Heading, *, is_listed: bool) -> str:
    """Return a heading, with the mark that the table of contents leads to."""
    breaks = _BREAK if block.starts_page else ""
    if not is_listed:
        return paragraph(pen, block.text, f"Heading {block.rank}", breaks)
    number = pen.next_number("heading")
    marked = (
        f'<w:bookmarkStart w:id="{number}" w:name="_Toc{number}"/>{run(block.text)}'
        f'<w:bookmarkEnd w:id="{number}"/>'
    )
    return styled(pen, marked, f"Heading {block.rank}", breaks)


def contents(pen: Pen, block: Contents, report: Report) -> str:
    """Return the table of contents: a field, filled already, that Word computes on opening."""
    found = [row for row in report.blocks if isinstance(row, Heading)]
    entries = [(rank, row) for rank, row in enumerate(found, 1) if row.rank <= block.depth]
    told = f'TOC \\o "1-{block.depth}" \\h \\z \\u'
    start = (
        '<w:r><w:fldChar w:fldCharType="begin" w:dirty="true"/></w:r>'
        '<w:r><w:instrText xml:space="preserve">'
        f"{escape(told)}</w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    breaks = _BREAK if report.cover else ""
    lines = [paragraph(pen, block.title, "TOC Heading", breaks)]
    for place, (rank, row) in enumerate(entries):
        runs = (start if place == 0 else "") + _entry(row.text, rank)
        lines.append(styled(pen, runs, toc_style(row.rank)))
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    return "".join(lines) + styled(pen, end if entries else "")


def _entry(text: str, rank: int) -> str:
    """Return a line that leads to its heading. Pages are known once the field is computed."""
    return f'<w:hyperlink w:anchor="_Toc{rank}" w:history="1">{run(text)}</w:hyperlink>'


def caption(pen: Pen, kind: str, words: str) -> str:
    """Return « Tableau 3 – words », its number a field."""
    number = pen.next_number(kind)
    field = (
        f'<w:fldSimple w:instr=" SEQ {kind} \\* ARABIC "><w:r><w:t>{number}</w:t></w:r>'
        "</w:fldSimple>"
    )
    return styled(pen, f"{run(f'{kind} ')}{field}{run(f' – {words}')}", CAPTION, "<w:keepNext/>")


def bullets(pen: Pen, block: Bullets) -> str:
    """Return a list."""
    return "".join(paragraph(pen, item, "List Bullet") for item in block.items)


def key_figures(pen: Pen, block: KeyFigures) -> str:
    """Return figures, three a row, each large over what it counts."""
    across = min(FIGURES_ACROSS, len(block.items))
    width = pen.width // across
    rows = [block.items[at : at + across] for at in range(0, len(block.items), across)]
    told = "".join(_figure_row(pen, row, width, across) for row in rows)
    columns = f'<w:gridCol w:w="{width}"/>' * across
    gap = 'w:w="80" w:type="dxa"'
    white = 'w:val="single" w:sz="24" w:color="FFFFFF"'
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{width * across}" w:type="dxa"/><w:tblBorders>'
        f"<w:insideH {white}/><w:insideV {white}/></w:tblBorders>"
        '<w:tblLayout w:type="fixed"/>'
        f"<w:tblCellMar><w:top {gap}/><w:bottom {gap}/></w:tblCellMar></w:tblPr>"
        f"<w:tblGrid>{columns}</w:tblGrid>{told}</w:tbl>{after_table(pen)}"
    )


def _figure_row(pen: Pen, items: tuple[KeyFigure, ...], width: int, across: int) -> str:
    cells = [_figure(pen, item, width) for item in items]
    cells += [_cell(styled(pen, "", CELL), width)] * (across - len(items))
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(cells)}</w:tr>"


def _figure(pen: Pen, item: KeyFigure, width: int) -> str:
    look = '<w:b/><w:color w:val="0F5D68"/><w:sz w:val="34"/>'
    value = linked(pen, item.value, item.address, look) if item.address else run(item.value, look)
    words = styled(pen, value, CELL, "<w:keepNext/>") + paragraph(pen, item.label, CELL)
    return _cell(words, width, f'<w:shd w:val="clear" w:fill="{BAND}"/>')


def _cell(words: str, width: int, look: str = "") -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{look}</w:tcPr>{words}</w:tc>'


def picture(pen: Pen, block: Picture) -> str:
    """Return an image: its PNG, and the same in lines for the software that draws them."""
    try:
        inline = pen.document.part.new_pic_inline(BytesIO(block.png), width=Mm(block.width))
    except NO_IMAGE:
        return ""
    inline.docPr.set("descr", for_xml(block.words))
    written = inline.xml
    if block.svg:
        written = _with_lines(pen, block.svg, written)
    drawn = styled(pen, f"<w:r><w:drawing>{written}</w:drawing></w:r>")
    return (caption(pen, "Figure", block.caption) if block.caption else "") + drawn


def _with_lines(pen: Pen, svg: bytes, inline: str) -> str:
    """Point to the drawing in lines, beside the PNG that stands for it."""
    document = pen.document.part
    name = PackURI(f"/word/media/dessin{pen.next_number('svg')}.svg")
    part = Part(name, "image/svg+xml", svg, document.package)
    key = document.relate_to(part, RELATIONSHIP_TYPE.IMAGE)
    more = (
        f'<a:extLst><a:ext uri="{_SVG_KEY}"><asvg:svgBlip xmlns:asvg="{_SVG}" r:embed="{key}"/>'
        "</a:ext></a:extLst>"
    )
    head, _, tail = inline.partition("<a:blip ")
    blip, _, rest = tail.partition("/>")
    return f"{head}<a:blip {blip}>{more}</a:blip>{rest}"


def missing_words(pen: Pen, words: str, address: str) -> str:
    """Return what is missing, and the link to the page where it is typed."""
    runs = run(f"À compléter\u202f: {words}", f'<w:i/><w:color w:val="{QUIET}"/>')
    if address:
        runs += f"{run(' ')}{linked(pen, address, address)}"
    return styled(pen, runs)
