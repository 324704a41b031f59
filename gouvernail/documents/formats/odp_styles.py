"""The styles of our slides of OpenDocument: page, titles, lines, cells, states."""

from gouvernail.documents.formats.odf import FRENCH, HEAD, SPACES
from gouvernail.documents.formats.palette import FAMILIES

SIZE = (33.867, 19.05)  # centimetres, 16/9
MARGIN = 1.8
FONT = "Calibri, Carlito, 'Liberation Sans', sans-serif"
INK, QUIET, PRIMARY, WHITE, BAND = "#0e2a2f", "#4a5f63", "#0f5d68", "#ffffff", "#e7f1f1"


def content_styles(colour: str) -> str:
    """Return the looks of what stands on the slides."""
    primary = colour or PRIMARY
    marks = "".join(
        _cell(f"f-{name}", fill) + _paragraph(f"t-{name}", 14, ink, 'fo:font-weight="bold"')
        for name, (fill, ink) in FAMILIES.items()
    )
    return (
        _page("cover", f'draw:fill="solid" draw:fill-color="{primary}"')
        + _page("page", 'draw:fill="none"')
        + "".join(
            _frame(name, "presentation", place)
            for name, place in (
                ("title-frame", "middle"),
                ("cover-title-frame", "bottom"),
                ("cover-lines", "top"),
            )
        )
        + _frame("free", "graphic", "top")
        + _frame("table", "graphic", "top")
        + _paragraph("title", 30, primary, 'fo:font-weight="bold"')
        + _paragraph("cover-title", 40, WHITE, 'fo:font-weight="bold"')
        + _paragraph("cover-line", 20, WHITE)
        + _paragraph("point", 24, INK, "", "0.42cm")
        + _paragraph("said-head", 20, primary, 'fo:font-weight="bold"', "0.14cm")
        + _paragraph("said-next", 20, primary, 'fo:font-weight="bold"', "0.49cm 0.14cm")
        + _paragraph("said-detail", 14, QUIET, "", "0.14cm")
        + _paragraph("said", 17, INK, "", "0.18cm")
        + '<style:style style:name="label" style:family="text"><style:text-properties '
        'fo:font-weight="bold"/></style:style>'
        + _paragraph("head-text", 14, WHITE, 'fo:font-weight="bold"')
        + _paragraph("cell-text", 14, INK)
        + '<style:style style:name="quiet" style:family="text"><style:text-properties '
        f'fo:font-size="20pt" fo:color="{QUIET}"/></style:style>'
        '<style:style style:name="row" style:family="table-row"><style:table-row-properties '
        'style:row-height="0.9cm" style:use-optimal-row-height="true"/></style:style>'
        + _cell("head", primary)
        + _cell("odd", WHITE)
        + _cell("even", BAND)
        + marks
    )


def styles(colour: str) -> str:
    """Return the page, the master and the styles that people find in the list."""
    primary = colour or PRIMARY
    return (
        f'{HEAD}<office:document-styles {SPACES} office:version="1.3"><office:styles>'
        '<style:default-style style:family="graphic"><style:paragraph-properties/>'
        f'<style:text-properties fo:font-family="{FONT}" fo:font-size="18pt" fo:color="{INK}" '
        f"{FRENCH}/></style:default-style>"
        '<style:style style:name="standard" style:family="graphic"/>'
        + _named("title", f'fo:font-size="30pt" fo:font-weight="bold" fo:color="{primary}"')
        + _named("subtitle", 'fo:font-size="20pt"')
        + _named("outline1", 'fo:font-size="24pt"')
        + _named("notes", 'fo:font-size="14pt"')
        + "</office:styles><office:automatic-styles>"
        '<style:page-layout style:name="page"><style:page-layout-properties fo:margin="0cm" '
        f'fo:page-width="{SIZE[0]}cm" fo:page-height="{SIZE[1]}cm" '
        'style:print-orientation="landscape"/></style:page-layout>'
        + _page("background", f'draw:fill="solid" draw:fill-color="{WHITE}"')
        + "</office:automatic-styles><office:master-styles><draw:layer-set><draw:layer "
        'draw:name="layout"/></draw:layer-set><style:master-page style:name="Gouvernail" '
        'style:page-layout-name="page" draw:style-name="background"/></office:master-styles>'
        "</office:document-styles>"
    )


def _named(name: str, text: str) -> str:
    return (
        f'<style:style style:name="Gouvernail-{name}" style:display-name="{name}" '
        'style:family="presentation"><style:graphic-properties draw:stroke="none" '
        f'draw:fill="none"/><style:text-properties fo:font-family="{FONT}" {FRENCH} {text}/>'
        "</style:style>"
    )


def _page(name: str, fill: str) -> str:
    return (
        f'<style:style style:name="{name}" style:family="drawing-page">'
        f'<style:drawing-page-properties {fill} draw:background-size="border" '
        'presentation:background-visible="true" presentation:background-objects-visible="true"/>'
        "</style:style>"
    )


def _frame(name: str, family: str, place: str) -> str:
    parents = {"title-frame": "title", "cover-title-frame": "title", "cover-lines": "subtitle"}
    parent = f"Gouvernail-{parents[name]}" if name in parents else "standard"
    return (
        f'<style:style style:name="{name}" style:family="{family}" '
        f'style:parent-style-name="{parent}"><style:graphic-properties draw:stroke="none" '
        f'draw:fill="none" draw:textarea-vertical-align="{place}" fo:padding="0.1cm" '
        'draw:auto-grow-height="false" fo:wrap-option="wrap"/></style:style>'
    )


def _paragraph(name: str, size: int, colour: str, more: str = "", space: str = "") -> str:
    """Return the look of a paragraph; `space` is left under it, or above and under it."""
    above, under = ["0cm", "0cm", *space.split()][-2:]
    return (
        f'<style:style style:name="{name}" style:family="paragraph"><style:paragraph-properties '
        f'fo:text-align="start" fo:margin-top="{above}" fo:margin-bottom="{under}"/>'
        "<style:text-properties "
        f'fo:font-family="{FONT}" fo:font-size="{size}pt" fo:color="{colour}" {FRENCH} {more}/>'
        "</style:style>"
    )


def _cell(name: str, fill: str) -> str:
    return (
        f'<style:style style:name="{name}" style:family="table-cell"><loext:graphic-properties '
        f'draw:fill="solid" draw:fill-color="{fill}" draw:textarea-vertical-align="middle" '
        'fo:padding-top="0.12cm" fo:padding-bottom="0.12cm" fo:padding-left="0.25cm" '
        'fo:padding-right="0.25cm"/><style:paragraph-properties fo:border="none"/></style:style>'
    )
