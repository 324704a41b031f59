"""How words are written on the slides of a PowerPoint file."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.lang import MSO_LANGUAGE_ID
from pptx.util import Pt

from gouvernail.documents.formats.deck import Point, Words
from gouvernail.documents.formats.deck_parts import LONGEST_POINT, short
from gouvernail.documents.formats.deck_words import (
    BETWEEN,
    DETAIL_POINTS,
    HEAD_POINTS,
    HEAD_SPACE,
    TEXT_POINTS,
    TEXT_SPACE,
)
from gouvernail.documents.formats.pptx_base import QUIET, Stage, emu
from gouvernail.documents.formats.words import for_xml


@dataclass(frozen=True, slots=True)
class Look:
    """How words are drawn: points, ink as #rrggbb, and the space after, in points.

    Without ink, the letters and their colour are those of the template. `font` may be empty too.
    """

    size: int
    ink: str = ""
    bold: bool = False
    space: int = 8
    font: str = ""


def draw_words(stage: Stage, slide: Any, part: Words) -> None:
    """Write whole texts, each after its label, under the head of what they are about."""
    frame = slide.shapes.add_textbox(*emu(stage.body)).text_frame
    frame.word_wrap = True
    head = Look(HEAD_POINTS, stage.primary if not stage.is_own else "", True, font=stage.font)
    label = Look(TEXT_POINTS, stage.ink, True, font=stage.font)
    text = Look(TEXT_POINTS, stage.ink, font=stage.font)
    quiet = Look(DETAIL_POINTS, stage.ink and QUIET, font=stage.font)
    for rank, said in enumerate(part.said):
        opening = _line(frame, HEAD_SPACE, (said.head, head))
        opening.space_before = Pt(BETWEEN * bool(rank))
        if said.detail:
            _line(frame, HEAD_SPACE, (said.detail, quiet))
        for one in said.texts:
            first, *rest = one.detail.splitlines() or [""]
            _line(frame, TEXT_SPACE, (f"{one.text}\u202f: ", label), (first, text))
            for line in rest:
                _line(frame, TEXT_SPACE, (line, text))


def _line(frame: Any, space: int, *runs: tuple[str, Look]) -> Any:
    is_first = len(frame.paragraphs) == 1 and not frame.paragraphs[0].runs
    paragraph = frame.paragraphs[0] if is_first else frame.add_paragraph()
    paragraph.space_after, paragraph.alignment = Pt(space), 1
    for words, look in runs:
        _run(paragraph, words, look)
    return paragraph


def write(frame: Any, points: Sequence[Point], look: Look) -> None:
    """Write lines of a few words, shortened when they are long."""
    frame.word_wrap = True
    for rank, point in enumerate(points):
        paragraph = frame.paragraphs[0] if rank == 0 else frame.add_paragraph()
        if look.size:
            paragraph.space_after = Pt(look.space)
            paragraph.alignment = 1
        _run(paragraph, short(point.text, LONGEST_POINT), look)
        if point.detail:
            quiet = Look(look.size - 4, look.ink and QUIET, font=look.font)
            _run(paragraph, f"  {short(point.detail, LONGEST_POINT)}", quiet)


def _run(paragraph: Any, text: str, look: Look) -> None:
    run = paragraph.add_run()
    run.text = for_xml(text)
    run.font.language_id = MSO_LANGUAGE_ID.FRENCH
    if look.size:
        run.font.size, run.font.bold = Pt(look.size), look.bold
    if look.font:
        run.font.name = look.font
    if look.ink:
        run.font.color.rgb = colour(look.ink)


def colour(code: str) -> RGBColor:
    """Return a colour given as #rrggbb."""
    return RGBColor(*bytes.fromhex(code.removeprefix("#")))
