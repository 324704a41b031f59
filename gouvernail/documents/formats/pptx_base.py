"""The show that slides are written into: the house's own, or the territory's, emptied."""

from dataclasses import dataclass
from io import BytesIO
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn
from pptx.util import Emu, Inches

from gouvernail.documents.formats.deck import Deck
from gouvernail.rules.contrast import contrast_ratio

INK, QUIET, PRIMARY, WHITE = "#0e2a2f", "#4a5f63", "#0f5d68", "#ffffff"
WIDTH, HEIGHT = Inches(13.333), Inches(7.5)
MARGIN, TOP = Inches(0.7), Inches(1.65)
TITLE_SLIDE, TITLE_ONLY = 0, 5  # layouts of the library's own template
# Fills of bars, dark enough to stand out on white; the ink of their number is beside.
BARS = {
    "done": ("#2f7d46", WHITE),
    "running": ("#3b7fbf", WHITE),
    "not_started": ("#b9c4c6", INK),
    "suspended": ("#e0a92e", INK),
    "dropped": ("#a8507a", WHITE),
}
_TITLES = {PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE}
_FURNITURE = {PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER}
_BODIES = {PP_PLACEHOLDER.BODY, PP_PLACEHOLDER.OBJECT}
_ACCENTS = ("accent1", "accent2", "accent3", "accent4", "accent5")

Box = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Stage:
    """Where slides are drawn. In a territory's own, letters, places and colours are its theme's.

    `bars` give the fill of each family, and the ink upon it. `ink` and `font` are empty when those
    of the theme are kept.
    """

    show: Any
    cover: Any
    page: Any
    body: Box
    primary: str
    ink: str
    bars: dict[str, tuple[str, str]]
    is_own: bool
    font: str = "Calibri"


def stage_of(deck: Deck) -> Stage:
    """Return a show without slides, and what drawing in it needs to know."""
    if deck.base is not None:
        return _own_stage(deck.base)
    show = Presentation()
    show.slide_width, show.slide_height = WIDTH, HEIGHT
    layouts = show.slide_layouts
    body = (MARGIN, TOP, WIDTH - 2 * MARGIN, HEIGHT - TOP - Inches(0.7))
    primary = deck.colour or PRIMARY
    return Stage(
        show, layouts[TITLE_SLIDE], layouts[TITLE_ONLY], body, primary, INK, BARS, is_own=False
    )


def ink_on(fill: str) -> str:
    """Return the ink that reads best on a fill."""
    return max((WHITE, INK), key=lambda ink: contrast_ratio(fill, ink))


def _own_stage(base: bytes) -> Stage:
    show = Presentation(BytesIO(base))
    _empty(show)
    layouts = [layout for master in show.slide_masters for layout in master.slide_layouts]
    page = min(layouts, key=_distance_from_page)
    cover = min(layouts, key=_distance_from_cover)
    theme = _theme(show)
    accents = [theme.get(name, PRIMARY) for name in _ACCENTS]
    bars = {family: (fill, ink_on(fill)) for family, fill in zip(BARS, accents, strict=True)}
    return Stage(
        show,
        cover,
        page,
        _body_of(show, layouts, page),
        accents[0],
        "",
        bars,
        is_own=True,
        font="",
    )


def _empty(show: Any) -> None:
    """Drop the slides, and the lists that name them."""
    slides = show.slides._sldIdLst
    for slide in list(slides):
        show.part.drop_rel(slide.rId)
        slides.remove(slide)
    for name in ("p:custShowLst", "p:extLst"):
        for part in show.element.findall(qn(name)):
            show.element.remove(part)


def _kinds(layout: Any) -> list[Any]:
    kinds = [shape.placeholder_format.type for shape in layout.placeholders]
    return [kind for kind in kinds if kind not in _FURNITURE]


def _distance_from_page(layout: Any) -> int:
    """Return how far a layout is from a title with free room under it."""
    kinds = _kinds(layout)
    if PP_PLACEHOLDER.TITLE not in kinds:
        return 100 + len(kinds)
    return len(kinds) - 1


def _distance_from_cover(layout: Any) -> int:
    """Return how far a layout is from a large title with a line under it."""
    kinds = _kinds(layout)
    score = len(kinds)
    if PP_PLACEHOLDER.CENTER_TITLE not in kinds:
        score += 10 if PP_PLACEHOLDER.TITLE in kinds else 100
    return score if PP_PLACEHOLDER.SUBTITLE in kinds else score + 5


def _body_of(show: Any, layouts: list[Any], page: Any) -> Box:
    """Return the room for what is shown: that of a body, or what is left under the title."""
    width, height = show.slide_width, show.slide_height
    for layout in layouts:
        kinds = _kinds(layout)
        bodies = [
            shape for shape in layout.placeholders if shape.placeholder_format.type in _BODIES
        ]
        if PP_PLACEHOLDER.TITLE in kinds and len(bodies) == 1 and len(kinds) == 2:
            shape = bodies[0]
            if shape.width and shape.height > height // 3 and shape.width > width // 2:
                return shape.left, shape.top, shape.width, shape.height
    title = next(
        (shape for shape in page.placeholders if shape.placeholder_format.type in _TITLES), None
    )
    margin = width // 18
    top = title.top + title.height if title is not None else height // 5
    return margin, top, width - 2 * margin, max(height - top - height // 10, height // 3)


def _theme(show: Any) -> dict[str, str]:
    """Return the colours of the theme by name, as #rrggbb."""
    part = show.slide_masters[0].part.part_related_by(RELATIONSHIP_TYPE.THEME)
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    root = etree.fromstring(part.blob, parser)
    found = {}
    for colour in root.iterfind(f".//{qn('a:clrScheme')}/*"):
        for told in colour:
            value = told.get("lastClr") or told.get("val") or ""
            if len(value) == 6:
                found[etree.QName(colour).localname] = f"#{value.lower()}"
    return found


def emu(box: Box) -> tuple[Emu, Emu, Emu, Emu]:
    """Return a box in the units of the library."""
    left, top, width, height = box
    return Emu(left), Emu(top), Emu(width), Emu(height)
