"""The styles of our texts of OpenDocument: page, headings, tables, states."""

from gouvernail.documents.formats.odf import FRENCH, HEAD, SPACES, words
from gouvernail.documents.formats.palette import FAMILIES
from gouvernail.documents.formats.report import Report

A4 = (21.0, 29.7)
MARGIN = 1.8
FONT = "Calibri, Carlito, 'Liberation Sans', sans-serif"
INK, QUIET, PRIMARY, BAND, LINE = "#0e2a2f", "#4a5f63", "#0f5d68", "#e7f1f1", "#c9d3d3"


def page_width(*, is_landscape: bool) -> float:
    """Return the width of the page, in centimetres."""
    return A4[1] if is_landscape else A4[0]


def content_styles() -> str:
    """Return the looks that only this document uses: states, cells, pictures."""
    marks = "".join(
        f'<style:style style:name="f-{name}" style:family="text"><style:text-properties '
        f'fo:color="{ink}" fo:background-color="{fill}" fo:font-weight="bold"/></style:style>'
        for name, (fill, ink) in FAMILIES.items()
    )
    cell = (
        f'fo:padding="0.1cm" fo:border-bottom="0.5pt solid {LINE}" fo:border-left="none" '
        'fo:border-right="none" fo:border-top="none" style:vertical-align="top"'
    )
    breaks = "".join(
        f'<style:style style:name="break{rank}" style:family="paragraph" '
        f'style:parent-style-name="Heading_20_{rank}"><style:paragraph-properties '
        'fo:break-before="page"/></style:style>'
        for rank in (1, 2, 3)
    )
    return (
        marks + breaks + '<style:style style:name="strong" style:family="text">'
        '<style:text-properties fo:font-weight="bold"/></style:style>'
        '<style:style style:name="quiet" style:family="text"><style:text-properties '
        f'fo:font-style="italic" fo:color="{QUIET}"/></style:style>'
        '<style:style style:name="row" style:family="table-row"><style:table-row-properties '
        'fo:keep-together="always"/></style:style>'
        '<style:style style:name="cell" style:family="table-cell">'
        f"<style:table-cell-properties {cell}/></style:style>"
        '<style:style style:name="head" style:family="table-cell">'
        f'<style:table-cell-properties {cell} fo:background-color="{BAND}"/></style:style>'
        '<style:style style:name="figure" style:family="table-cell"><style:table-cell-properties '
        f'fo:padding="0.2cm" fo:background-color="{BAND}" fo:border="3pt solid #ffffff"/>'
        "</style:style>"
        '<style:style style:name="figures" style:family="table"><style:table-properties '
        'table:align="margins" fo:margin-bottom="0.2cm"/></style:style>'
        '<style:style style:name="image" style:family="graphic"><style:graphic-properties '
        'style:vertical-pos="top" style:vertical-rel="baseline"/></style:style>'
    )


def styles(report: Report) -> str:
    """Return the styles that people find in the list of their software, the page and its foot."""
    return (
        f'{HEAD}<office:document-styles {SPACES} office:version="1.3"><office:styles>'
        '<style:default-style style:family="paragraph"><style:paragraph-properties '
        'style:tab-stop-distance="1.25cm"/><style:text-properties '
        f'fo:font-family="{FONT}" fo:font-size="10.5pt" fo:color="{INK}" {FRENCH} '
        'fo:hyphenate="false"/></style:default-style>'
        f"{_paragraphs(report.colour or PRIMARY)}{_outline()}{_bullets()}"
        '<style:style style:name="Internet_20_link" style:display-name="Internet link" '
        f'style:family="text"><style:text-properties fo:color="{PRIMARY}" '
        'style:text-underline-style="solid"/></style:style>'
        f"</office:styles><office:automatic-styles>{_page(is_landscape=report.is_landscape)}"
        f"</office:automatic-styles>{_master(report)}</office:document-styles>"
    )


def _paragraphs(primary: str) -> str:
    body = "Text_20_body"
    return "".join(
        [
            '<style:style style:name="Standard" style:family="paragraph" style:class="text"/>',
            _style(body, "Standard", 'fo:margin-bottom="0.21cm"'),
            _style("Title", "Standard", 'fo:margin-bottom="0.2cm"', _bold(22, INK)),
            _style("Subtitle", "Standard", 'fo:margin-bottom="0.21cm"', f'fo:color="{QUIET}"'),
            _heading(1, primary, 15, "0.6cm"),
            _heading(2, INK, 12, "0.45cm"),
            _heading(3, QUIET, 10.5, "0.35cm"),
            _style("Fact", body, 'fo:margin-bottom="0.1cm"'),
            _style("Cell", "Standard", 'fo:margin-bottom="0cm"', 'fo:font-size="9pt"'),
            _style("CellHead", "Cell", "", 'fo:font-weight="bold"'),
            *_of_long_reports(primary),
            _style("Logo", "Standard", 'fo:text-align="end"'),
            _style("Footer", "Standard", "", f'fo:font-size="8.5pt" fo:color="{QUIET}"'),
        ]
    )


def _of_long_reports(primary: str) -> list[str]:
    """Return the looks of a cover, of a table of contents, of captions and figures."""
    after, dots = 'fo:margin-bottom="0.1cm"', 'style:leader-style="dotted" style:leader-text="."'
    width = A4[0] - 2 * MARGIN
    stops = (
        f'<style:tab-stops><style:tab-stop style:position="{width:.2f}cm" style:type="right" '
        f"{dots}/></style:tab-stops>"
    )
    lines = [
        f'<style:style style:name="Contents_20_{rank}" style:display-name="Contents {rank}" '
        'style:family="paragraph" style:parent-style-name="Standard">'
        f'<style:paragraph-properties {after} fo:margin-left="{0.6 * (rank - 1):.1f}cm">{stops}'
        f"</style:paragraph-properties><style:text-properties "
        f'fo:font-weight="{"bold" if rank == 1 else "normal"}"/></style:style>'
        for rank in (1, 2, 3)
    ]
    head = 'fo:margin-bottom="0.3cm" fo:break-before="page"'
    return [
        *lines,
        _style("ContentsHead", "Standard", head, _bold(15, primary)),
        _style("Caption", "Standard", 'fo:margin-bottom="0.1cm" fo:keep-with-next="always"',
               f'fo:font-size="9pt" fo:color="{QUIET}"'),
        _style("Figure", "Standard", 'fo:margin-bottom="0cm"', _bold(17, primary)),
        _style("CoverAbove", "Subtitle", 'fo:margin-top="6cm"'),
        _style("CoverTitle", "Title", 'fo:margin-bottom="0.3cm"', _bold(30, primary)),
        _style("CoverState", "Subtitle", 'fo:margin-top="7cm"'),
    ]  # fmt: skip


def _bold(size: float, colour: str) -> str:
    return f'fo:font-size="{size}pt" fo:font-weight="bold" fo:color="{colour}"'


def _style(name: str, parent: str, paragraph: str = "", text: str = "", more: str = "") -> str:
    shown = name.replace("_20_", " ")
    return (
        f'<style:style style:name="{name}" style:display-name="{shown}" style:family="paragraph" '
        f'style:parent-style-name="{parent}"{more}><style:paragraph-properties {paragraph}/>'
        f"<style:text-properties {text}/></style:style>"
    )


def _heading(rank: int, colour: str, size: float, above: str) -> str:
    paragraph = f'fo:margin-top="{above}" fo:margin-bottom="0.2cm" fo:keep-with-next="always"'
    level = f' style:next-style-name="Text_20_body" style:default-outline-level="{rank}"'
    return _style(f"Heading_20_{rank}", "Standard", paragraph, _bold(size, colour), level)


def _outline() -> str:
    levels = "".join(
        f'<text:outline-level-style text:level="{rank}" style:num-format=""/>'
        for rank in range(1, 4)
    )
    return f'<text:outline-style style:name="Outline">{levels}</text:outline-style>'


def _bullets() -> str:
    return (
        '<text:list-style style:name="List"><text:list-level-style-bullet text:level="1" '
        'text:bullet-char="•"><style:list-level-properties '
        'text:list-level-position-and-space-mode="label-alignment">'
        '<style:list-level-label-alignment text:label-followed-by="listtab" '
        'text:list-tab-stop-position="0.6cm" fo:text-indent="-0.4cm" fo:margin-left="0.6cm"/>'
        "</style:list-level-properties></text:list-level-style-bullet></text:list-style>"
    )


def _page(*, is_landscape: bool) -> str:
    width, height = reversed(A4) if is_landscape else A4
    way = "landscape" if is_landscape else "portrait"
    return (
        '<style:page-layout style:name="page"><style:page-layout-properties '
        f'fo:page-width="{width}cm" fo:page-height="{height}cm" fo:margin="{MARGIN}cm" '
        f'style:print-orientation="{way}"/><style:footer-style><style:header-footer-properties '
        'fo:min-height="0.8cm" fo:margin-top="0.3cm"/></style:footer-style></style:page-layout>'
    )


def _master(report: Report) -> str:
    said = report.state[0] if report.state else report.title
    return (
        '<office:master-styles><style:master-page style:name="Standard" '
        'style:page-layout-name="page"><style:footer><text:p text:style-name="Footer">'
        f'{words(said)} – page <text:page-number text:select-page="current">1</text:page-number>'
        " sur <text:page-count>1</text:page-count></text:p></style:footer></style:master-page>"
        "</office:master-styles>"
    )
