"""A report as a text of OpenDocument that people go on writing: real headings, real tables."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from gouvernail.documents.formats import odt_parts as parts_of
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
from gouvernail.documents.formats.odt_parts import paragraph
from gouvernail.documents.formats.odt_styles import MARGIN, content_styles, page_width, styles
from gouvernail.documents.formats.palette import FAMILIES
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
    Linked,
    Mark,
    Missing,
    Picture,
    Report,
    Text,
)
from gouvernail.documents.formats.words import cell_words

LOGO_BOX = (45, 16)  # millimetres


@dataclass(slots=True)
class _Pen:
    """What writing needs to know: the file, the report, how many are numbered of each kind."""

    file: OpenFile
    report: Report
    numbers: Counter[str] = field(default_factory=Counter)

    def next_number(self, kind: str) -> int:
        """Return the number of the next one of a kind."""
        self.numbers[kind] += 1
        return self.numbers[kind]


def write_odt(report: Report, at: datetime) -> bytes:
    """Return the document, dated `at`.

    Unit: bytes of an .odt file. Errors: none.
    """
    report = with_pngs(report)
    file = OpenFile("text", report.title, " ".join(report.state), at)
    pen = _Pen(file, report)
    width = page_width(is_landscape=report.is_landscape) - 2 * MARGIN
    parts = [parts_of.SEQUENCES, _logo(file, report)]
    if report.cover:
        parts += parts_of.cover(report)
    else:
        parts.append(paragraph(report.title, "Title"))
        parts += [paragraph(line, "Subtitle") for line in report.state]
    parts += [_block(pen, block, rank) for rank, block in enumerate(report.blocks, 1)]
    body = (
        f'{HEAD}<office:document-content {SPACES} office:version="1.3">'
        f"<office:automatic-styles>{_columns(report, width)}{content_styles()}"
        "</office:automatic-styles><office:body><office:text>"
        f"{''.join(parts)}</office:text></office:body></office:document-content>"
    )
    return file.packed(body, styles(report))


def _logo(file: OpenFile, report: Report) -> str:
    if report.logo is None:
        return ""
    across, down = image_size(report.logo.content)
    ratio = min(LOGO_BOX[0] / across, LOGO_BOX[1] / down)
    size = (across * ratio, down * ratio)
    return _drawn(file, report.logo.content, report.logo.words, size, "Logo")


def _picture(pen: _Pen, block: Picture) -> str:
    across, down = image_size(block.png)
    size = (float(block.width), block.width * down / across)
    drawn = _drawn(pen.file, block.png, block.words, size, "Text_20_body", block.svg)
    if not block.caption or not drawn:
        return drawn
    return parts_of.caption("Figure", pen.next_number("Figure"), block.caption) + drawn


def _drawn(  # noqa: PLR0913 - an image, its words, its size, its place, and it in lines
    file: OpenFile,
    content: bytes,
    told: str,
    size: tuple[float, float],
    style: str,
    svg: bytes = b"",
) -> str:
    name = file.keep_image(content)
    if not name:
        return ""
    # The first that the software can draw is shown: the drawing in lines, else its PNG.
    names = [*([file.keep_drawing(svg)] if svg else []), name]
    box = f'svg:width="{size[0]:.1f}mm" svg:height="{size[1]:.1f}mm"'
    images = "".join(
        f'<draw:image xlink:href="{one}" xlink:type="simple" xlink:show="embed" '
        'xlink:actuate="onLoad"/>'
        for one in names
    )
    return (
        f'<text:p text:style-name="{style}"><draw:frame draw:style-name="image" '
        f"draw:name={attribute(told)} "
        f'text:anchor-type="as-char" {box}>{images}{described(told)}</draw:frame></text:p>'
    )


def _block(pen: _Pen, block: Block, rank: int) -> str:
    match block:
        case Heading():
            written = parts_of.heading(block, pen.next_number("heading"))
        case Text():
            written = paragraph(block.text)
        case Contents():
            written = parts_of.contents(block, pen.report)
        case Facts():
            written = f'<text:list text:style-name="List">{_facts(block)}</text:list>'
        case _:
            written = _part(pen, block, rank)
    return written


def _part(pen: _Pen, block: Bullets | KeyFigures | Grid | Missing | Picture, rank: int) -> str:
    match block:
        case Bullets():
            written = parts_of.bullets(block)
        case KeyFigures():
            written = parts_of.key_figures(block, rank)
        case Grid():
            written = _grid(pen, block, rank)
        case Missing():
            written = _missing(block)
        case Picture():
            written = _picture(pen, block)
    return written


def _facts(block: Facts) -> str:
    return "".join(
        f'<text:list-item><text:p text:style-name="Fact"><text:span text:style-name="strong">'
        f"{words(label)}\u202f: </text:span>{_spoken(cell)}</text:p></text:list-item>"
        for label, cell in block.pairs
    )


def _missing(block: Missing) -> str:
    said = words(f"À compléter\u202f: {block.words}")
    told = f'<text:span text:style-name="quiet">{said}</text:span>'
    more = f" {link(block.address, block.address)}" if block.address else ""
    return f'<text:p text:style-name="Text_20_body">{told}{more}</text:p>'


def _grid(pen: _Pen, block: Grid, rank: int) -> str:
    named = ""
    if block.caption:
        named = parts_of.caption("Tableau", pen.next_number("Tableau"), block.caption)
    columns = "".join(
        f'<table:table-column table:style-name="t{rank}c{place}"/>'
        for place in range(1, len(block.heads) + 1)
    )
    heads = _row([head.label for head in block.heads], "head", "CellHead")
    rows = "".join(_row(row) for row in block.rows)
    total = _row(block.total, "cell", "CellHead") if block.total else ""
    return (
        named + f'<table:table table:name="Tableau {rank}" table:style-name="t{rank}">{columns}'
        f"<table:table-header-rows>{heads}</table:table-header-rows>{rows}{total}</table:table>"
        '<text:p text:style-name="Cell"/>'
    )


def _row(cells: Sequence[Cell], look: str = "cell", style: str = "Cell") -> str:
    told = "".join(
        f'<table:table-cell table:style-name="{look}" office:value-type="string">'
        f'<text:p text:style-name="{style}">{_spoken(cell)}</text:p></table:table-cell>'
        for cell in cells
    )
    return f'<table:table-row table:style-name="row">{told}</table:table-row>'


def _spoken(cell: Cell) -> str:
    told = cell_words(cell)
    if isinstance(cell, Linked) and cell.address:
        return link(cell.address, told)
    if not isinstance(cell, Mark):
        return words(told)
    if cell.family not in FAMILIES:
        return words(told or "sans état")
    return f'<text:span text:style-name="f-{cell.family}">{words(told)}</text:span>'


def _columns(report: Report, width: float) -> str:
    """Return the widths of every table, column by column."""
    made = []
    for rank, block in enumerate(report.blocks, 1):
        if not isinstance(block, Grid):
            continue
        made.append(
            f'<style:style style:name="t{rank}" style:family="table"><style:table-properties '
            f'style:width="{width:.2f}cm" table:align="left" fo:margin-bottom="0.2cm"/>'
            "</style:style>"
        )
        shares = sum(head.share for head in block.heads)
        for place, head in enumerate(block.heads, 1):
            made.append(
                f'<style:style style:name="t{rank}c{place}" style:family="table-column">'
                f"<style:table-column-properties style:column-width="
                f'"{width * head.share / shares:.2f}cm"/></style:style>'
            )
    return "".join(made)
