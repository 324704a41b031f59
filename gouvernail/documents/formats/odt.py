"""A report as a text of OpenDocument that people go on writing: real headings, real tables."""

from collections.abc import Sequence
from datetime import datetime

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
from gouvernail.documents.formats.odt_styles import MARGIN, content_styles, page_width, styles
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
from gouvernail.documents.formats.words import cell_words

LOGO_BOX = (45, 16)  # millimetres


def write_odt(report: Report, at: datetime) -> bytes:
    """Return the document, dated `at`.

    Unit: bytes of an .odt file. Errors: none.
    """
    file = OpenFile("text", report.title, " ".join(report.state), at)
    width = page_width(is_landscape=report.is_landscape) - 2 * MARGIN
    parts = [_logo(file, report), _paragraph(report.title, "Title")]
    parts += [_paragraph(line, "Subtitle") for line in report.state]
    parts += [_block(file, block, rank) for rank, block in enumerate(report.blocks, 1)]
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


def _picture(file: OpenFile, block: Picture) -> str:
    across, down = image_size(block.png)
    size = (float(block.width), block.width * down / across)
    return _drawn(file, block.png, block.words, size, "Text_20_body")


def _drawn(file: OpenFile, content: bytes, told: str, size: tuple[float, float], style: str) -> str:
    name = file.keep_image(content)
    if not name:
        return ""
    box = f'svg:width="{size[0]:.1f}mm" svg:height="{size[1]:.1f}mm"'
    return (
        f'<text:p text:style-name="{style}"><draw:frame draw:style-name="image" '
        f"draw:name={attribute(told)} "
        f'text:anchor-type="as-char" {box}><draw:image xlink:href="{name}" xlink:type="simple" '
        f'xlink:show="embed" xlink:actuate="onLoad"/>{described(told)}</draw:frame></text:p>'
    )


def _block(file: OpenFile, block: Block, rank: int) -> str:
    match block:
        case Heading():
            style = "break" if block.starts_page else "Heading_20_"
            written = (
                f'<text:h text:style-name="{style}{block.rank}" '
                f'text:outline-level="{block.rank}">{words(block.text)}</text:h>'
            )
        case Text():
            written = _paragraph(block.text)
        case Facts():
            written = f'<text:list text:style-name="List">{_facts(block)}</text:list>'
        case Grid():
            written = _grid(block, rank)
        case Missing():
            written = _missing(block)
        case Picture():
            written = _picture(file, block)
    return written


def _paragraph(text: str, style: str = "Text_20_body") -> str:
    return f'<text:p text:style-name="{style}">{words(text)}</text:p>'


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


def _grid(block: Grid, rank: int) -> str:
    columns = "".join(
        f'<table:table-column table:style-name="t{rank}c{place}"/>'
        for place in range(1, len(block.heads) + 1)
    )
    heads = _row([head.label for head in block.heads], "head", "CellHead")
    rows = "".join(_row(row) for row in block.rows)
    total = _row(block.total, "cell", "CellHead") if block.total else ""
    return (
        f'<table:table table:name="Tableau {rank}" table:style-name="t{rank}">{columns}'
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
