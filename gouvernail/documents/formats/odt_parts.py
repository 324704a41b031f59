"""What a long report has in OpenDocument besides texts: contents, captions, figures, its cover."""

from gouvernail.documents.formats.odf import attribute, link, words
from gouvernail.documents.formats.report import (
    Bullets,
    Contents,
    Heading,
    KeyFigure,
    KeyFigures,
    Report,
)

FIGURES_ACROSS = 3
# Sequences are declared once; captions count in them.
SEQUENCES = (
    "<text:sequence-decls>"
    '<text:sequence-decl text:display-outline-level="0" text:name="Tableau"/>'
    '<text:sequence-decl text:display-outline-level="0" text:name="Figure"/>'
    "</text:sequence-decls>"
)


def paragraph(text: str, style: str = "Text_20_body") -> str:
    """Return a paragraph of plain words."""
    return f'<text:p text:style-name="{style}">{words(text)}</text:p>'


def cover(report: Report) -> list[str]:
    """Return the first page: what is over the title, the title, what is under it, the state."""
    above, under = report.cover or ("", "")
    parts = [paragraph(above, "CoverAbove"), paragraph(report.title, "CoverTitle")]
    parts.append(paragraph(under, "Subtitle"))
    styles = ["CoverState", *["Subtitle"] * (len(report.state) - 1)]
    return parts + [
        paragraph(line, style) for line, style in zip(report.state, styles, strict=True)
    ]


def heading(block: Heading, number: int) -> str:
    """Return a heading, with the mark that the table of contents leads to."""
    style = "break" if block.starts_page else "Heading_20_"
    return (
        f'<text:h text:style-name="{style}{block.rank}" text:outline-level="{block.rank}">'
        f'<text:bookmark text:name="_Toc{number}"/>{words(block.text)}</text:h>'
    )


def contents(block: Contents, report: Report) -> str:
    """Return the table of contents: an index, filled already, whose pages are fields."""
    found = [row for row in report.blocks if isinstance(row, Heading)]
    lines = "".join(
        _line(row, number) for number, row in enumerate(found, 1) if row.rank <= block.depth
    )
    looks = "".join(_look_of(rank) for rank in range(1, block.depth + 1))
    title = f'<text:p text:style-name="ContentsHead">{words(block.title)}</text:p>'
    return (
        '<text:table-of-content text:name="Sommaire" text:protected="true">'
        f'<text:table-of-content-source text:outline-level="{block.depth}">'
        f'<text:index-title-template text:style-name="ContentsHead">{words(block.title)}'
        f"</text:index-title-template>{looks}</text:table-of-content-source>"
        f'<text:index-body><text:index-title text:name="Sommaire_Head">{title}</text:index-title>'
        f"{lines}</text:index-body></text:table-of-content>"
    )


def _line(row: Heading, number: int) -> str:
    page = (
        f'<text:bookmark-ref text:reference-format="page" text:ref-name="_Toc{number}">'
        "</text:bookmark-ref>"
    )
    return (
        f'<text:p text:style-name="Contents_20_{row.rank}"><text:a xlink:type="simple" '
        f'xlink:href="#_Toc{number}">{words(row.text)}<text:tab/>{page}</text:a></text:p>'
    )


def _look_of(rank: int) -> str:
    return (
        f'<text:table-of-content-entry-template text:outline-level="{rank}" '
        f'text:style-name="Contents_20_{rank}"><text:index-entry-link-start/>'
        "<text:index-entry-chapter/><text:index-entry-text/><text:index-entry-tab-stop "
        'style:type="right" style:leader-char="."/><text:index-entry-page-number/>'
        "<text:index-entry-link-end/></text:table-of-content-entry-template>"
    )


def caption(kind: str, number: int, told: str) -> str:
    """Return « Tableau 3 – words », its number a field."""
    sequence = (
        f'<text:sequence text:ref-name="ref{kind}{number}" text:name="{kind}" '
        f'text:formula="ooow:{kind}+1" style:num-format="1">{number}</text:sequence>'
    )
    return f'<text:p text:style-name="Caption">{kind} {sequence} – {words(told)}</text:p>'


def bullets(block: Bullets) -> str:
    """Return a list."""
    items = "".join(
        f"<text:list-item>{paragraph(item, 'Fact')}</text:list-item>" for item in block.items
    )
    return f'<text:list text:style-name="List">{items}</text:list>'


def key_figures(block: KeyFigures, rank: int) -> str:
    """Return figures, three a row, each large over what it counts."""
    across = min(FIGURES_ACROSS, len(block.items))
    rows = [block.items[at : at + across] for at in range(0, len(block.items), across)]
    told = "".join(
        f'<table:table-row table:style-name="row">{"".join(_figure(item) for item in row)}'
        f"{_EMPTY * (across - len(row))}</table:table-row>"
        for row in rows
    )
    return (
        f'<table:table table:name={attribute(f"Chiffres {rank}")} table:style-name="figures">'
        f'<table:table-column table:number-columns-repeated="{across}"/>{told}</table:table>'
        '<text:p text:style-name="Cell"/>'
    )


_EMPTY = (
    '<table:table-cell office:value-type="string"><text:p text:style-name="Cell"/>'
    "</table:table-cell>"
)


def _figure(item: KeyFigure) -> str:
    value = link(item.address, item.value) if item.address else words(item.value)
    return (
        '<table:table-cell table:style-name="figure" office:value-type="string">'
        f'<text:p text:style-name="Figure">{value}</text:p>{paragraph(item.label, "Cell")}'
        "</table:table-cell>"
    )
