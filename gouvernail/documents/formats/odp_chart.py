"""A chart of OpenDocument, inside a file: its figures are a table that people change."""

from gouvernail.documents.formats.deck import BarChart
from gouvernail.documents.formats.deck_parts import LONGEST_NAME, short
from gouvernail.documents.formats.odf import HEAD, SPACES, OpenFile, words
from gouvernail.documents.formats.odp_styles import FONT, INK
from gouvernail.documents.formats.pptx_base import BARS

CHART = "application/vnd.oasis.opendocument.chart"
_SIZE = 'svg:width="30cm" svg:height="13cm"'


def keep_chart(file: OpenFile, chart: BarChart, rank: int) -> str:
    """Keep a chart beside the slides, and return the name that points to it."""
    name = f"Object {rank}"
    body = (
        f'{HEAD}<office:document-content {SPACES} office:version="1.3">'
        f"<office:automatic-styles>{_styles(chart)}</office:automatic-styles><office:body>"
        f'<office:chart><chart:chart {_SIZE} chart:class="chart:bar" chart:style-name="chart">'
        '<chart:legend chart:legend-position="bottom" chart:style-name="legend"/>'
        f'<chart:plot-area chart:style-name="plot" chart:data-source-has-labels="both">'
        '<chart:axis chart:dimension="x" chart:name="primary-x" chart:style-name="x">'
        f'<chart:categories table:cell-range-address="{_range(0, chart)}"/></chart:axis>'
        '<chart:axis chart:dimension="y" chart:name="primary-y" chart:style-name="y"/>'
        f'{_series(chart)}<chart:wall chart:style-name="chart"/></chart:plot-area>'
        f"{_figures(chart)}</chart:chart></office:chart>"
        "</office:body></office:document-content>"
    )
    file.parts[f"{name}/content.xml"] = (body.encode(), "text/xml")
    file.parts[f"{name}/styles.xml"] = (_no_styles().encode(), "text/xml")
    file.parts[f"{name}/"] = (b"", CHART)
    return name


def _letter(column: int) -> str:
    return chr(ord("A") + column)


def _range(column: int, chart: BarChart) -> str:
    letter = _letter(column)
    return f"local-table.${letter}$2:.${letter}${len(chart.categories) + 1}"


def _series(chart: BarChart) -> str:
    return "".join(
        f'<chart:series chart:class="chart:bar" chart:style-name="s{rank}" '
        f'chart:values-cell-range-address="{_range(rank, chart)}" '
        f'chart:label-cell-address="local-table.${_letter(rank)}$1">'
        f'<chart:data-point chart:repeated="{len(chart.categories)}"/></chart:series>'
        for rank in range(1, len(chart.series) + 1)
    )


def _figures(chart: BarChart) -> str:
    """Return the table that the chart shows."""
    heads = "".join(_text(series.name) for series in chart.series)
    rows = "".join(
        f"<table:table-row>{_text(short(name, LONGEST_NAME))}"
        f"{''.join(_number(series.values[rank]) for series in chart.series)}</table:table-row>"
        for rank, name in enumerate(chart.categories)
    )
    return (
        '<table:table table:name="local-table"><table:table-header-columns><table:table-column/>'
        "</table:table-header-columns><table:table-columns><table:table-column "
        f'table:number-columns-repeated="{max(1, len(chart.series))}"/></table:table-columns>'
        f"<table:table-header-rows><table:table-row><table:table-cell/>{heads}</table:table-row>"
        f"</table:table-header-rows><table:table-rows>{rows}</table:table-rows></table:table>"
    )


def _text(told: str) -> str:
    return (
        f'<table:table-cell office:value-type="string"><text:p>{words(told)}</text:p>'
        "</table:table-cell>"
    )


def _number(value: int) -> str:
    """Return a figure; nothing where there is none, so that no bar says zero."""
    if not value:
        return "<table:table-cell/>"
    return (
        f'<table:table-cell office:value-type="float" office:value="{value}"><text:p>{value}'
        "</text:p></table:table-cell>"
    )


def _styles(chart: BarChart) -> str:
    letters = f'fo:font-family="{FONT}" fo:font-size="14pt" fo:color="{INK}"'
    bars = "".join(
        f'<style:style style:name="s{rank}" style:family="chart"><style:chart-properties '
        'chart:data-label-number="value" chart:label-position="center"/>'
        f'<style:graphic-properties draw:stroke="none" draw:fill="solid" '
        f'draw:fill-color="{BARS[series.family][0]}"/>'
        f'<style:text-properties fo:font-size="14pt" fo:color="{BARS[series.family][1]}"/>'
        "</style:style>"
        for rank, series in enumerate(chart.series, 1)
    )
    return (
        '<style:style style:name="chart" style:family="chart"><style:graphic-properties '
        'draw:fill="none" draw:stroke="none"/></style:style>'
        '<style:style style:name="legend" style:family="chart"><style:graphic-properties '
        f'draw:fill="none" draw:stroke="none"/><style:text-properties {letters}/></style:style>'
        '<style:style style:name="plot" style:family="chart"><style:chart-properties '
        'chart:vertical="true" chart:stacked="true" chart:connect-bars="false"/></style:style>'
        '<style:style style:name="x" style:family="chart"><style:chart-properties '
        'chart:display-label="true" chart:reverse-direction="true" chart:gap-width="45" '
        f'chart:overlap="100"/><style:text-properties {letters}/></style:style>'
        '<style:style style:name="y" style:family="chart"><style:chart-properties '
        'chart:display-label="false" chart:visible="false" chart:gap-width="45" '
        'chart:overlap="100"/></style:style>' + bars
    )


def _no_styles() -> str:
    return (
        f'{HEAD}<office:document-styles {SPACES} office:version="1.3"><office:styles/>'
        "</office:document-styles>"
    )
