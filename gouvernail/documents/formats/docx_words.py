"""Words of a Word document: runs, paragraphs, links, under the styles of the document."""

from dataclasses import dataclass, field
from typing import Any
from xml.sax.saxutils import escape

from docx.opc.constants import RELATIONSHIP_TYPE

from gouvernail.documents.formats.docx_base import CELL
from gouvernail.documents.formats.palette import FAMILIES
from gouvernail.documents.formats.report import Cell, Linked, Mark
from gouvernail.documents.formats.words import cell_words, for_xml

LINK = '<w:color w:val="0F5D68"/><w:u w:val="single"/>'


@dataclass(slots=True)
class Pen:
    """What writing needs to know of the document: its styles, its width in twips.

    `numbers` counts what is numbered: tables, figures, headings.
    """

    document: Any
    styles: dict[str, str]
    table_style: str
    width: int
    numbers: dict[str, int] = field(default_factory=dict)

    def next_number(self, kind: str) -> int:
        """Return the number of the next one of a kind."""
        self.numbers[kind] = self.numbers.get(kind, 0) + 1
        return self.numbers[kind]


def paragraph(pen: Pen, text: str, style: str = "Normal", properties: str = "") -> str:
    """Return a paragraph of plain words."""
    return styled(pen, run(text), style, properties)


def styled(pen: Pen, runs: str, style: str = "Normal", properties: str = "") -> str:
    """Return a paragraph of runs."""
    key = escape(pen.styles[style], {'"': "&quot;"})
    return f'<w:p><w:pPr><w:pStyle w:val="{key}"/>{properties}</w:pPr>{runs}</w:p>'


def run(text: str, look: str = "") -> str:
    """Return words; their line breaks are kept."""
    lines = escape(for_xml(text)).split("\n")
    words = "<w:br/>".join(f'<w:t xml:space="preserve">{line}</w:t>' for line in lines)
    return f"<w:r><w:rPr>{look}</w:rPr>{words}</w:r>"


def linked(pen: Pen, words: str, address: str, look: str = LINK) -> str:
    """Return words that lead to an address."""
    key = pen.document.part.relate_to(
        for_xml(address), RELATIONSHIP_TYPE.HYPERLINK, is_external=True
    )
    return f'<w:hyperlink r:id="{key}">{run(words, look)}</w:hyperlink>'


def spoken(pen: Pen, value: Cell, *, is_strong: bool = False) -> str:
    """Return what a cell says, with the colours of a state or the address behind it."""
    words = cell_words(value)
    if isinstance(value, Linked) and value.address:
        return linked(pen, words, value.address)
    if isinstance(value, Mark):
        words = words or "sans état"
    return run(words, "<w:b/>" if is_strong else state_look(value))


def state_look(value: Cell) -> str:
    """Return the colours of a state."""
    if not isinstance(value, Mark) or value.family not in FAMILIES:
        return ""
    fill, ink = (colour.lstrip("#").upper() for colour in FAMILIES[value.family])
    return f'<w:b/><w:color w:val="{ink}"/><w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>'


def after_table(pen: Pen) -> str:
    """Return the empty paragraph that keeps a table from the next one."""
    return styled(pen, "", CELL)
