"""Slides as a PowerPoint file that people go on writing: real titles, tables and charts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION
from pptx.enum.lang import MSO_LANGUAGE_ID
from pptx.enum.text import MSO_ANCHOR
from pptx.util import Emu, Inches, Pt

from gouvernail.documents.formats.deck import BarChart, Deck, Point, Points, Sheet, Slide
from gouvernail.documents.formats.palette import FAMILIES
from gouvernail.documents.formats.report import Cell, Mark
from gouvernail.documents.formats.words import cell_words, for_xml

FONT = "Calibri"
INK, QUIET, PRIMARY = "#0e2a2f", "#4a5f63", "#0f5d68"
BAND, WHITE = "#e7f1f1", "#ffffff"
WIDTH, HEIGHT = Inches(13.333), Inches(7.5)
MARGIN, TOP = Inches(0.7), Inches(1.65)
TITLE_BOX = (MARGIN, Inches(0.45), WIDTH - 2 * MARGIN, Inches(1))
BODY_BOX = (MARGIN, TOP, WIDTH - 2 * MARGIN, HEIGHT - TOP - Inches(0.7))
TITLE_SLIDE, TITLE_ONLY = 0, 5  # layouts of the library's own template
ROWS_A_SLIDE, POINTS_A_SLIDE = 8, 8
LONGEST_CELL, LONGEST_POINT = 140, 160
NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # the office name of a table without a style
# Fills of bars, dark enough to stand out on white; the ink of their number is beside.
BARS = {
    "done": ("#2f7d46", WHITE),
    "running": ("#3b7fbf", WHITE),
    "not_started": ("#b9c4c6", INK),
    "suspended": ("#e0a92e", INK),
    "dropped": ("#a8507a", WHITE),
}


@dataclass(frozen=True, slots=True)
class Look:
    """How words are drawn: points, ink as #rrggbb, and the space after, in points."""

    size: int
    ink: str
    bold: bool = False
    space: int = 8


def write_pptx(deck: Deck, at: datetime) -> bytes:
    """Return the slides, dated `at`.

    Unit: bytes of a .pptx file. Errors: none.
    """
    show = Presentation()
    show.slide_width, show.slide_height = WIDTH, HEIGHT
    _name(show, deck, at)
    primary = deck.colour or PRIMARY
    _cover(show, deck, primary)
    for slide in deck.slides:
        for part in _parts(slide):
            _draw(show, part, primary)
    buffer = BytesIO()
    show.save(buffer)
    return buffer.getvalue()


def _parts(slide: Slide) -> Iterator[Slide]:
    """Cut what does not fit on one slide; its title says that it goes on."""
    match slide:
        case Sheet():
            for rank, rows in enumerate(_chunks(slide.rows, ROWS_A_SLIDE)):
                yield Sheet(_again(slide.title, rank), slide.heads, rows)
        case Points():
            for rank, points in enumerate(_chunks(slide.points, POINTS_A_SLIDE)):
                yield Points(_again(slide.title, rank), points)
        case BarChart():
            yield slide


def _chunks(rows: tuple[Any, ...], size: int) -> Iterator[tuple[Any, ...]]:
    for start in range(0, max(len(rows), 1), size):
        yield rows[start : start + size]


def _again(title: str, rank: int) -> str:
    return f"{title} (suite)" if rank else title


def _name(show: Any, deck: Deck, at: datetime) -> None:
    told = show.core_properties
    told.title, told.language = for_xml(deck.title), "fr-FR"
    told.author, told.last_modified_by = "Gouvernail", "Gouvernail"
    told.created = told.modified = at.replace(tzinfo=None)


def _cover(show: Any, deck: Deck, primary: str) -> None:
    slide = show.slides.add_slide(show.slide_layouts[TITLE_SLIDE])
    slide.background.fill.solid()
    slide.background.fill.fore_color.rgb = _colour(primary)
    title, lines = slide.placeholders[0], slide.placeholders[1]
    _place(title, (MARGIN, Inches(2.2), WIDTH - 2 * MARGIN, Inches(1.8)))
    _place(lines, (MARGIN, Inches(4.1), WIDTH - 2 * MARGIN, Inches(2)))
    _write(title.text_frame, [Point(deck.title)], Look(40, WHITE, bold=True))
    _write(lines.text_frame, [Point(line) for line in deck.lines], Look(20, WHITE))


def _draw(show: Any, part: Slide, primary: str) -> None:
    slide = show.slides.add_slide(show.slide_layouts[TITLE_ONLY])
    title = slide.shapes.title
    _place(title, TITLE_BOX)
    title.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    _write(title.text_frame, [Point(part.title)], Look(30, primary, bold=True))
    match part:
        case Points():
            frame = slide.shapes.add_textbox(*BODY_BOX).text_frame
            _write(frame, part.points, Look(24, INK, space=12))
        case Sheet():
            _table(slide, part, primary)
        case BarChart():
            _chart(slide, part)


def _table(slide: Any, part: Sheet, primary: str) -> None:
    left, top, width, _ = BODY_BOX
    shape = slide.shapes.add_table(len(part.rows) + 1, len(part.heads), left, top, width, 0)
    _describe(shape, f"Tableau : {part.title}")
    shape._element.graphic.graphicData.tbl.tblPr.find(
        "{http://schemas.openxmlformats.org/drawingml/2006/main}tableStyleId"
    ).text = NO_STYLE
    table = shape.table
    shares = sum(head.share for head in part.heads)
    for rank, head in enumerate(part.heads):
        table.columns[rank].width = Emu(width * head.share // shares)
        _cell(table.cell(0, rank), head.label, primary, Look(14, WHITE, bold=True, space=0))
    for place, row in enumerate(part.rows, 1):
        for rank, value in enumerate(row):
            fill, ink = (WHITE if place % 2 else BAND), INK
            if isinstance(value, Mark):
                fill, ink = FAMILIES.get(value.family, (fill, ink))
            _cell(table.cell(place, rank), value, fill, Look(14, ink, space=0))


def _cell(cell: Any, value: Cell, fill: str, look: Look) -> None:
    cell.fill.solid()
    cell.fill.fore_color.rgb = _colour(fill)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    words = _short(cell_words(value), LONGEST_CELL)
    _write(cell.text_frame, [Point(words)], look)


def _chart(slide: Any, part: BarChart) -> None:
    data = CategoryChartData()
    data.categories = [for_xml(_short(name, 48)) for name in part.categories]
    for series in part.series:
        data.add_series(for_xml(series.name), series.values)
    shape = slide.shapes.add_chart(XL_CHART_TYPE.BAR_STACKED, *BODY_BOX, data)
    _describe(shape, part.words)
    chart = shape.chart
    chart.font.size, chart.font.name = Pt(14), FONT
    chart.font.color.rgb = _colour(INK)
    chart.has_legend = True
    chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    chart.category_axis.reverse_order = True  # the first axis of the plan on top
    chart.category_axis.format.line.color.rgb = _colour(QUIET)
    chart.value_axis.visible = False
    chart.value_axis.has_major_gridlines = False
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 45, 100
    for drawn, series in zip(plot.series, part.series, strict=True):
        fill, ink = BARS[series.family]
        drawn.format.fill.solid()
        drawn.format.fill.fore_color.rgb = _colour(fill)
        labels = drawn.data_labels
        labels.show_value, labels.number_format, labels.number_format_is_linked = True, "0;;", False
        labels.font.size, labels.font.color.rgb = Pt(14), _colour(ink)


def _describe(shape: Any, words: str) -> None:
    shape._element.nvGraphicFramePr.cNvPr.set("descr", for_xml(words))


def _place(shape: Any, box: tuple[int, int, int, int]) -> None:
    shape.left, shape.top, shape.width, shape.height = (Emu(number) for number in box)


def _write(frame: Any, points: Sequence[Point], look: Look) -> None:
    frame.word_wrap = True
    for rank, point in enumerate(points):
        paragraph = frame.paragraphs[0] if rank == 0 else frame.add_paragraph()
        paragraph.space_after = Pt(look.space)
        paragraph.alignment = 1
        _run(paragraph, _short(point.text, LONGEST_POINT), look)
        if point.detail:
            _run(paragraph, f"  {_short(point.detail, LONGEST_POINT)}", Look(look.size - 4, QUIET))


def _run(paragraph: Any, text: str, look: Look) -> None:
    run = paragraph.add_run()
    run.text = for_xml(text)
    run.font.size, run.font.bold, run.font.name = Pt(look.size), look.bold, FONT
    run.font.color.rgb = _colour(look.ink)
    run.font.language_id = MSO_LANGUAGE_ID.FRENCH


def _short(text: str, most: int) -> str:
    """Return a text that fits where it is shown; the documents beside have it whole."""
    kept = " ".join(text.split())
    return kept if len(kept) <= most else f"{kept[: most - 1].rstrip()}…"


def _colour(code: str) -> RGBColor:
    return RGBColor(*bytes.fromhex(code.removeprefix("#")))
