"""Slides as a PowerPoint file that people go on writing: real titles, tables and charts."""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.text import MSO_ANCHOR
from pptx.util import Emu, Inches, Mm, Pt

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
    CELL_POINTS,
    LONGEST_CELL,
    LONGEST_NAME,
    short,
)
from gouvernail.documents.formats.deck_words import slide_parts
from gouvernail.documents.formats.odf import image_kind
from gouvernail.documents.formats.palette import FAMILIES
from gouvernail.documents.formats.pptx_base import (
    MARGIN,
    QUIET,
    WHITE,
    WIDTH,
    Box,
    Stage,
    emu,
    ink_on,
    stage_of,
)
from gouvernail.documents.formats.pptx_text import Look, colour, draw_words, write
from gouvernail.documents.formats.report import Cell, Mark
from gouvernail.documents.formats.words import cell_words, for_xml

BAND = "#e7f1f1"
TITLE_BOX = (MARGIN, Inches(0.45), WIDTH - 2 * MARGIN, Inches(1))
POINT = 12_700  # in the units of the library
NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # the office name of a table without a style
LOGO_BOX = (Mm(60), Mm(30))


def write_pptx(deck: Deck, at: datetime) -> bytes:
    """Return the slides, dated `at`, in the territory's own template when there is one.

    Unit: bytes of a .pptx file. Errors: none.
    """
    stage = stage_of(deck)
    _name(stage.show, deck, at)
    _cover(stage, deck)
    _, _, width, height = stage.body
    for slide in deck.slides:
        for part in slide_parts(slide, width / POINT, height / POINT):
            _draw(stage, part)
    buffer = BytesIO()
    stage.show.save(buffer)
    return buffer.getvalue()


def _name(show: Any, deck: Deck, at: datetime) -> None:
    told = show.core_properties
    told.title, told.language = for_xml(deck.title), "fr-FR"
    told.author, told.last_modified_by = "Gouvernail", "Gouvernail"
    told.created = told.modified = at.replace(tzinfo=None)
    told.subject = told.keywords = told.comments = told.category = ""


def _cover(stage: Stage, deck: Deck) -> None:
    slide = stage.show.slides.add_slide(stage.cover)
    title = slide.shapes.title
    others = [shape for shape in slide.placeholders if shape != title]
    lines = others[0] if others else None
    if not stage.is_own:
        slide.background.fill.solid()
        slide.background.fill.fore_color.rgb = colour(stage.primary)
        _place(title, (MARGIN, Inches(2.2), WIDTH - 2 * MARGIN, Inches(1.8)))
        _place(lines, (MARGIN, Inches(4.1), WIDTH - 2 * MARGIN, Inches(2)))
    ink = "" if stage.is_own else WHITE
    write(title.text_frame, [Point(deck.title)], Look(40 * bool(ink), ink, True, 8, stage.font))
    told = [Point(line) for line in deck.lines]
    frame = lines if lines is not None else slide.shapes.add_textbox(*emu(stage.body))
    write(frame.text_frame, told, Look(20, ink, font=stage.font))
    _clear(others[1:])
    if deck.logo and not stage.is_own:
        _picture(slide, deck.logo.content, deck.logo.words, (MARGIN, Inches(0.6), *LOGO_BOX))
    if deck.picture:
        side = Mm(deck.picture.width)
        box = (stage.show.slide_width - side - MARGIN, MARGIN, side, side)
        _picture(slide, deck.picture.png, deck.picture.words, box)


def _picture(slide: Any, content: bytes, words: str, box: Box) -> None:
    """Draw an image within a box; what is no image is left out."""
    if not image_kind(content):
        return
    picture = slide.shapes.add_picture(BytesIO(content), Emu(box[0]), Emu(box[1]))
    ratio = min(box[2] / picture.width, box[3] / picture.height)
    picture.width, picture.height = int(picture.width * ratio), int(picture.height * ratio)
    picture._element.nvPicPr.cNvPr.set("descr", for_xml(words))


def _draw(stage: Stage, part: Slide) -> None:
    slide = stage.show.slides.add_slide(stage.page)
    title = slide.shapes.title
    if stage.is_own:
        write(title.text_frame, [Point(part.title)], Look(0))
        _clear([shape for shape in slide.placeholders if shape != title])
    else:
        _place(title, TITLE_BOX)
        title.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        write(title.text_frame, [Point(part.title)], Look(30, stage.primary, True, 8, stage.font))
    match part:
        case Points():
            frame = slide.shapes.add_textbox(*emu(stage.body)).text_frame
            write(frame, part.points, Look(24, stage.ink, space=12, font=stage.font))
        case Words():
            draw_words(stage, slide, part)
        case Lack():
            _lack(stage, slide, part)
        case Sheet():
            _table(stage, slide, part)
        case BarChart():
            _chart(stage, slide, part)


def _clear(shapes: Sequence[Any]) -> None:
    """Take away the places of a template that we do not fill: they would say « click here »."""
    for shape in shapes:
        shape._element.getparent().remove(shape._element)


def _lack(stage: Stage, slide: Any, part: Lack) -> None:
    """Say what is missing, with the link to the page where it is typed."""
    frame = slide.shapes.add_textbox(*emu(stage.body)).text_frame
    said = [Point(f"À compléter\u202f: {part.words}")]
    if part.address:
        said.append(Point(part.address))
    write(frame, said, Look(24, stage.ink, space=12, font=stage.font))
    if part.address:
        frame.paragraphs[1].runs[0].hyperlink.address = for_xml(part.address)


def _table(stage: Stage, slide: Any, part: Sheet) -> None:
    left, top, width, _ = emu(stage.body)
    shape = slide.shapes.add_table(len(part.rows) + 1, len(part.heads), left, top, width, Emu(0))
    _describe(shape, f"Tableau : {part.title}")
    shape._element.graphic.graphicData.tbl.tblPr.find(
        "{http://schemas.openxmlformats.org/drawingml/2006/main}tableStyleId"
    ).text = NO_STYLE
    table = shape.table
    shares = sum(head.share for head in part.heads)
    head_look = Look(CELL_POINTS, ink_on(stage.primary), True, 0, stage.font)
    for rank, head in enumerate(part.heads):
        table.columns[rank].width = Emu(width * head.share // shares)
        _cell(table.cell(0, rank), head.label, stage.primary, head_look)
    for place, row in enumerate(part.rows, 1):
        for rank, value in enumerate(row):
            fill = WHITE if place % 2 else BAND
            ink = ink_on(fill) if stage.is_own else stage.ink
            if isinstance(value, Mark):
                fill, ink = FAMILIES.get(value.family, (fill, ink))
            look = Look(CELL_POINTS, ink, space=0, font=stage.font)
            _cell(table.cell(place, rank), value, fill, look)


def _cell(cell: Any, value: Cell, fill: str, look: Look) -> None:
    cell.fill.solid()
    cell.fill.fore_color.rgb = colour(fill)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    words = short(cell_words(value), LONGEST_CELL)
    write(cell.text_frame, [Point(words)], look)


def _chart(stage: Stage, slide: Any, part: BarChart) -> None:
    data = CategoryChartData()
    data.categories = [for_xml(short(name, LONGEST_NAME)) for name in part.categories]
    for series in part.series:
        data.add_series(for_xml(series.name), series.values)
    shape = slide.shapes.add_chart(XL_CHART_TYPE.BAR_STACKED, *emu(stage.body), data)
    _describe(shape, part.words)
    chart = shape.chart
    chart.font.size = Pt(14)
    if stage.font:
        chart.font.name = stage.font
    if stage.is_own:
        chart.font.color.theme_color = MSO_THEME_COLOR.TEXT_1
    else:
        chart.font.color.rgb = colour(stage.ink)
    chart.has_legend = True
    chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    chart.category_axis.reverse_order = True  # the first axis of the plan on top
    chart.category_axis.format.line.color.rgb = colour(QUIET)
    chart.value_axis.visible = False
    chart.value_axis.has_major_gridlines = False
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 45, 100
    for drawn, series in zip(plot.series, part.series, strict=True):
        fill, ink = stage.bars[series.family]
        drawn.format.fill.solid()
        drawn.format.fill.fore_color.rgb = colour(fill)
        labels = drawn.data_labels
        labels.show_value, labels.number_format, labels.number_format_is_linked = True, "0;;", False
        labels.font.size, labels.font.color.rgb = Pt(14), colour(ink)


def _describe(shape: Any, words: str) -> None:
    shape._element.nvGraphicFramePr.cNvPr.set("descr", for_xml(words))


def _place(shape: Any, box: Box) -> None:
    shape.left, shape.top, shape.width, shape.height = (Emu(number) for number in box)
