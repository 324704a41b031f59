"""The document that a report is written into: the house's own, or the territory's, emptied."""

from datetime import datetime
from io import BytesIO
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from gouvernail.documents.formats.report import Report
from gouvernail.documents.formats.words import for_xml

FONT = "Calibri"
INK, QUIET, PRIMARY = "0E2A2F", "4A5F63", "0F5D68"
A4 = (Cm(21), Cm(29.7))
MARGIN = Cm(1.8)
BAND = "E7F1F1"
CELL, CAPTION = "Cellule", "Caption"
_CONTENTS = ("TOC Heading", "toc 1", "toc 2", "toc 3")
_HEADINGS = ("Heading 1", "Heading 2", "Heading 3")
_STYLES = ("Title", "Subtitle", *_HEADINGS, "List Bullet", CAPTION, *_CONTENTS)
# What belongs to the words of a template, which are not kept.
_OF_THE_BODY = ("image", "hyperlink", "chart", "oleObject", "package", "aFChunk", "comments")


def opened(report: Report, at: datetime) -> Any:
    """Return a document without any words: page, styles, foot and properties are those wanted."""
    primary = report.colour.removeprefix("#") or PRIMARY
    if report.base is None:
        document = docx.Document()
        _set_page(document, report)
        _dress_styles(document, primary)
    else:
        document = docx.Document(BytesIO(report.base))
        _empty(document)
        _turn(document.sections[0], is_landscape=report.is_landscape)
        _complete_styles(document, primary)
    _name(document, report, at)
    if not _has_words(document.sections[0].footer):
        _add_foot(document.sections[0].footer.paragraphs[0], report)
    return document


def toc_style(rank: int) -> str:
    """Return the style of a line of the table of contents."""
    return _CONTENTS[rank]


def style_ids(document: Any) -> dict[str, str]:
    """Return the identifier of each style by its English name: templates keep their own."""
    names = (*_STYLES, "Normal", CELL)
    return {name: document.styles[name].style_id for name in names}


def table_style(document: Any) -> str:
    """Return the identifier of the style of tables that a template brings, or nothing."""
    tables = [style for style in document.styles if style.type == WD_STYLE_TYPE.TABLE]
    own = [style for style in tables if not style.builtin]
    grid = [style for style in tables if style.name == "Table Grid"]
    return next((str(style.style_id) for style in (*own, *grid)), "")


def _empty(document: Any) -> None:
    """Take the words out. The first section stays: it holds the heads and the feet."""
    body = document.element.body
    section = next(body.iter(qn("w:sectPr")), None)
    for child in list(body):
        body.remove(child)
    body.append(OxmlElement("w:sectPr") if section is None else section)
    part = document.part
    for key, relation in list(part.rels.items()):
        if relation.reltype.rpartition("/")[2] in _OF_THE_BODY:
            del part.rels[key]


def _turn(section: Any, *, is_landscape: bool) -> None:
    """Turn the page of a template: its size and its margins stay."""
    width, height = section.page_width or A4[0], section.page_height or A4[1]
    if is_landscape == (width > height):
        return
    section.page_width, section.page_height = height, width
    section.orientation = WD_ORIENT.LANDSCAPE if is_landscape else WD_ORIENT.PORTRAIT


def _set_page(document: Any, report: Report) -> None:
    section = document.sections[0]
    width, height = reversed(A4) if report.is_landscape else A4
    section.page_width, section.page_height = width, height
    section.orientation = WD_ORIENT.LANDSCAPE if report.is_landscape else WD_ORIENT.PORTRAIT
    section.left_margin = section.right_margin = section.top_margin = MARGIN
    section.bottom_margin = MARGIN


def _name(document: Any, report: Report, at: datetime) -> None:
    properties = document.core_properties
    properties.title, properties.author = for_xml(report.title)[:255], "Gouvernail"
    properties.subject, properties.language = for_xml(" ".join(report.state))[:255], "fr-FR"
    properties.comments, properties.created = "", at
    properties.modified, properties.last_modified_by = at, "Gouvernail"
    properties.keywords = properties.category = ""


def _dress_styles(document: Any, primary: str) -> None:
    known = {style.name for style in document.styles}
    for name in (*_STYLES, "Normal"):
        if name not in known:
            _add_builtin(document, name)
        _dress(document.styles[name], name, primary)
    _set_contents(document)
    _speak_french(document.styles["Normal"])
    document.styles["Normal"].paragraph_format.space_after = Pt(6)
    _add_cell_style(document)


def _complete_styles(document: Any, primary: str) -> None:
    """Add the styles that a template has not; those that it has stay as they are."""
    known = {style.name for style in document.styles}
    normal = document.styles.default(WD_STYLE_TYPE.PARAGRAPH)
    if "Normal" not in known and normal is None:
        document.styles.add_style("Normal", WD_STYLE_TYPE.PARAGRAPH)
    for name in _STYLES:
        if name not in known:
            style = _add_builtin(document, name)
            _dress(style, name, primary, keeps_font=True)
            if name.startswith("Heading"):
                _set_outline(style, int(name[-1]))
    if not list(document.styles["Normal"].element.iter(qn("w:lang"))):
        _speak_french(document.styles["Normal"])
    if CELL not in known:
        _add_cell_style(document)
    if not known.issuperset(_CONTENTS):
        _set_contents(document)


def _add_builtin(document: Any, name: str) -> Any:
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=True)
    style.base_style = document.styles["Normal"]
    return style


def _set_contents(document: Any) -> None:
    """Set the lines of the table of contents: a dotted line leads to the page, lower ranks go in.

    Its own title is no part of it.
    """
    section = document.sections[0]
    width = section.page_width - (section.left_margin or 0) - (section.right_margin or 0)
    for rank, name in enumerate(_CONTENTS[1:]):
        wanted = document.styles[name].paragraph_format
        wanted.tab_stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
        wanted.left_indent, wanted.space_after = Cm(0.6 * rank), Pt(3)
    head = document.styles[_CONTENTS[0]]
    head.base_style = document.styles["Normal"]
    head.paragraph_format.space_after = Pt(9)


def _set_outline(style: Any, rank: int) -> None:
    properties = style.element.get_or_add_pPr()
    level = OxmlElement("w:outlineLvl")
    level.set(qn("w:val"), str(rank - 1))
    properties.append(level)
    style.paragraph_format.keep_with_next = True


def _dress(style: Any, name: str, primary: str, *, keeps_font: bool = False) -> None:
    looks = {
        "Normal": (10.5, INK, False),
        "Title": (22, INK, True),
        "Subtitle": (10.5, QUIET, False),
        "Heading 1": (15, primary, True),
        "Heading 2": (12, INK, True),
        "Heading 3": (10.5, QUIET, True),
        CAPTION: (9, QUIET, False),
        "TOC Heading": (15, primary, True),
        "toc 1": (10.5, INK, True),
        "toc 2": (10.5, INK, False),
    }
    if name not in looks:
        return
    size, colour, is_bold = looks[name]
    style.font.size, style.font.bold, style.font.italic = Pt(size), is_bold, False
    style.font.color.rgb = RGBColor.from_string(colour.upper())
    for part in ("w:pBdr", "w:spacing"):
        _drop(style.element, part)
    if name == "Subtitle":
        style.paragraph_format.space_after = Pt(6)
    if keeps_font:
        return
    style.font.name = FONT
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for key in [key for key in fonts.attrib if key.endswith("Theme")]:
        del fonts.attrib[key]


def _add_cell_style(document: Any) -> None:
    cell = document.styles.add_style(CELL, WD_STYLE_TYPE.PARAGRAPH)
    cell.base_style, cell.font.size = document.styles["Normal"], Pt(9)
    cell.paragraph_format.space_after = Pt(1)


def _drop(style: Any, name: str) -> None:
    """Take a line or a spacing of letters, that the base document came with, out of a style."""
    for part in [part for part in style.iter(qn(name)) if part.get(qn("w:before")) is None]:
        part.getparent().remove(part)


def _speak_french(style: Any) -> None:
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "fr-FR")
    style.element.get_or_add_rPr().append(language)


def _has_words(foot: Any) -> bool:
    """Tell whether a foot says or shows something of its own."""
    element = foot._element
    drawn = any(True for _ in element.iter(qn("w:drawing"), qn("w:pict"), qn("w:fldSimple")))
    return drawn or any((part.text or "").strip() for part in element.iter(qn("w:t")))


def _add_foot(paragraph: Any, report: Report) -> None:
    words = report.state[0] if report.state else report.title
    paragraph.add_run(f"{for_xml(words)} – page ")
    _add_field(paragraph, "PAGE")
    paragraph.add_run(" sur ")
    _add_field(paragraph, "NUMPAGES")
    for run in paragraph.runs:
        run.font.size, run.font.color.rgb = Pt(8.5), RGBColor.from_string(QUIET)


def _add_field(paragraph: Any, name: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    run = paragraph.add_run("1")
    field.append(run._r)
    paragraph._p.append(field)
    run.font.size, run.font.color.rgb = Pt(8.5), RGBColor.from_string(QUIET)
