"""Slides as a presentation of OpenDocument that people go on writing: titles, tables, charts."""

from collections.abc import Sequence
from datetime import datetime

from gouvernail.documents.formats.deck import (
    BarChart,
    Deck,
    Lack,
    Point,
    Points,
    Sheet,
    Slide,
    Words,
)
from gouvernail.documents.formats.deck_parts import (
    LONGEST_CELL,
    LONGEST_POINT,
    row_height,
    short,
)
from gouvernail.documents.formats.deck_words import slide_parts
from gouvernail.documents.formats.odf import (
    HEAD,
    SPACES,
    OpenFile,
    attribute,
    described,
    image_size,
    link,
    words,
)
from gouvernail.documents.formats.odp_chart import keep_chart
from gouvernail.documents.formats.odp_styles import MARGIN, SIZE, content_styles, styles
from gouvernail.documents.formats.palette import FAMILIES
from gouvernail.documents.formats.report import Cell, Mark
from gouvernail.documents.formats.words import cell_words

Box = tuple[float, float, float, float]  # centimetres: left, top, width, height

BODY: Box = (MARGIN, 4.2, SIZE[0] - 2 * MARGIN, SIZE[1] - 4.2 - 1.7)
TITLE: Box = (MARGIN, 1.1, SIZE[0] - 2 * MARGIN, 2.6)
LOGO_BOX = (6.0, 3.0)
POINTS = 72 / 2.54  # in a centimetre


def write_odp(deck: Deck, at: datetime) -> bytes:
    """Return the slides, dated `at`.

    Unit: bytes of an .odp file. Errors: none.
    """
    file = OpenFile("presentation", deck.title, " ".join(deck.lines), at)
    shown = [
        part
        for slide in deck.slides
        for part in slide_parts(slide, BODY[2] * POINTS, BODY[3] * POINTS)
    ]
    pages = [_cover(file, deck)]
    pages += [_page(file, part, rank) for rank, part in enumerate(shown, 2)]
    tables = {rank: part for rank, part in enumerate(shown, 2) if isinstance(part, Sheet)}
    body = (
        f'{HEAD}<office:document-content {SPACES} office:version="1.3">'
        f"<office:automatic-styles>{content_styles(deck.colour)}{_columns(tables)}"
        "</office:automatic-styles><office:body><office:presentation>"
        f"{''.join(pages)}</office:presentation></office:body></office:document-content>"
    )
    return file.packed(body, styles(deck.colour))


def _cover(file: OpenFile, deck: Deck) -> str:
    title = (MARGIN, 5.6, SIZE[0] - 2 * MARGIN, 4.6)
    lines = (MARGIN, 10.4, SIZE[0] - 2 * MARGIN, 5.0)
    told = "".join(_paragraph(line, "cover-line") for line in deck.lines)
    drawn = _title(deck.title, title, "cover-title") + _frame(
        lines, f"<draw:text-box>{told}</draw:text-box>", "subtitle", "cover-lines"
    )
    if deck.logo:
        drawn += _picture(file, deck.logo.content, deck.logo.words, (MARGIN, 1.5, *LOGO_BOX))
    if deck.picture:
        side = deck.picture.width / 10
        box = (SIZE[0] - side - MARGIN, MARGIN, side, side)
        drawn += _picture(file, deck.picture.png, deck.picture.words, box)
    return _slide(1, drawn, "cover")


def _page(file: OpenFile, part: Slide, rank: int) -> str:
    title = _title(part.title, TITLE)
    match part:
        case Points():
            drawn = _text("".join(_point(point) for point in part.points))
        case Words():
            drawn = _text(_words(part))
        case Lack():
            said = _paragraph(f"À compléter\u202f: {part.words}", "point")
            if part.address:
                linked = link(part.address, part.address)
                said += f'<text:p text:style-name="point">{linked}</text:p>'
            drawn = _text(said)
        case Sheet():
            drawn = _table(part, rank)
        case BarChart():
            name = keep_chart(file, part, rank)
            shown = (
                f'<draw:object xlink:href="./{name}" xlink:type="simple" xlink:show="embed" '
                f'xlink:actuate="onLoad"/>{described(part.words)}'
            )
            drawn = _frame(BODY, shown)
    return _slide(rank, title + drawn, "page")


def _slide(rank: int, drawn: str, style: str) -> str:
    return (
        f'<draw:page draw:name="Diapositive {rank}" draw:style-name="{style}" '
        f'draw:master-page-name="Gouvernail">{drawn}</draw:page>'
    )


def _title(text: str, box: Box, style: str = "title") -> str:
    told = f"<draw:text-box>{_paragraph(text, style)}</draw:text-box>"
    return _frame(box, told, "title", f"{style}-frame")


def _text(paragraphs: str) -> str:
    return _frame(BODY, f"<draw:text-box>{paragraphs}</draw:text-box>", "", "free")


def _frame(box: Box, drawn: str, kind: str = "", style: str = "") -> str:
    left, top, width, height = box
    if kind:
        look = f'presentation:style-name="{style}" presentation:class="{kind}" '
    else:
        look = f'draw:style-name="{style or "free"}" '
    return (
        f'<draw:frame {look}draw:layer="layout" svg:x="{left:.2f}cm" svg:y="{top:.2f}cm" '
        f'svg:width="{width:.2f}cm" svg:height="{height:.2f}cm">{drawn}</draw:frame>'
    )


def _picture(file: OpenFile, content: bytes, told: str, box: Box) -> str:
    """Draw an image within a box; what is no image is left out."""
    name = file.keep_image(content)
    if not name:
        return ""
    across, down = image_size(content)
    ratio = min(box[2] / across, box[3] / down)
    drawn = (
        f'<draw:image xlink:href="{name}" xlink:type="simple" xlink:show="embed" '
        f'xlink:actuate="onLoad"/>{described(told)}'
    )
    return _frame((box[0], box[1], across * ratio, down * ratio), drawn)


def _paragraph(text: str, style: str) -> str:
    return f'<text:p text:style-name="{style}">{words(short(text, LONGEST_POINT))}</text:p>'


def _point(point: Point) -> str:
    detail = words(short(point.detail, LONGEST_POINT))
    more = f' <text:span text:style-name="quiet"><text:s/>{detail}</text:span>' if detail else ""
    return (
        f'<text:p text:style-name="point">{words(short(point.text, LONGEST_POINT))}{more}</text:p>'
    )


def _words(part: Words) -> str:
    """Write whole texts, each after its label, under the head of what they are about."""
    told = ""
    for rank, said in enumerate(part.said):
        style = "said-next" if rank else "said-head"
        told += f'<text:p text:style-name="{style}">{words(said.head)}</text:p>'
        if said.detail:
            told += f'<text:p text:style-name="said-detail">{words(said.detail)}</text:p>'
        for one in said.texts:
            first, *rest = one.detail.splitlines() or [""]
            label = f'<text:span text:style-name="label">{words(one.text)}\u202f: </text:span>'
            told += f'<text:p text:style-name="said">{label}{words(first)}</text:p>'
            told += "".join(
                f'<text:p text:style-name="said">{words(line)}</text:p>' for line in rest
            )
    return told


def _table(part: Sheet, rank: int) -> str:
    columns = "".join(
        f'<table:table-column table:style-name="s{rank}c{place}"/>'
        for place in range(1, len(part.heads) + 1)
    )
    width = BODY[2] * POINTS
    heads = [head.label for head in part.heads]
    heights = [row_height(row, part.heads, width) / POINTS for row in (heads, *part.rows)]
    rows = _row(heads, "head")
    for place, row in enumerate(part.rows, 1):
        rows += _row(row, "odd" if place % 2 else "even")
    drawn = (
        f"<table:table table:name={attribute(f'Tableau : {part.title}')} "
        f'table:use-first-row-styles="true" table:use-banding-rows-styles="true">{columns}{rows}'
        f"</table:table>{described(f'Tableau : {part.title}')}"
    )
    left, top, across, _ = BODY
    return _frame((left, top, across, sum(heights)), drawn, "", "table")


def _row(cells: Sequence[Cell], style: str) -> str:
    told = "".join(_cell(cell, style) for cell in cells)
    return f'<table:table-row table:style-name="row">{told}</table:table-row>'


def _cell(value: Cell, style: str) -> str:
    text = "head-text" if style == "head" else "cell-text"
    if isinstance(value, Mark) and value.family in FAMILIES:
        style, text = f"f-{value.family}", f"t-{value.family}"
    said = words(short(cell_words(value), LONGEST_CELL))
    return (
        f'<table:table-cell table:style-name="{style}"><text:p text:style-name="{text}">'
        f"{said}</text:p></table:table-cell>"
    )


def _columns(tables: dict[int, Sheet]) -> str:
    """Return the widths of the columns of every table."""
    made = []
    for rank, part in tables.items():
        shares = sum(head.share for head in part.heads)
        for place, head in enumerate(part.heads, 1):
            width = BODY[2] * head.share / shares
            made.append(
                f'<style:style style:name="s{rank}c{place}" style:family="table-column">'
                f'<style:table-column-properties style:column-width="{width:.2f}cm"/>'
                "</style:style>"
            )
    return "".join(made)
