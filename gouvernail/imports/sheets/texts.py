"""Plans kept in a text: fiches under headings, or tables between headings."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from gouvernail.imports.readers.types import Block, Place, Sheet, Workbook
from gouvernail.imports.sheets.card_labels import Labels, bare
from gouvernail.imports.sheets.card_table import PlacedCard, cards_sheet
from gouvernail.imports.sheets.cards import Card, Pair, read_cards, split_fiche
from gouvernail.imports.sheets.grid import Grid
from gouvernail.imports.sheets.layout import Layout
from gouvernail.imports.sheets.levels import heading_depth, heading_word
from gouvernail.imports.sheets.stack import Stack
from gouvernail.imports.sheets.text import label_key, one_line

FICHES, WHOLE = "Fiches : tout le texte", "Ensemble : tout le texte"
TEXT = "Texte"
_COVER = re.compile(
    r"\b(?:plan|convention|ctg|fiches|annexe|programme|sommaire|document|tableau de bord)\b"
)
_LONGEST_HEADING = 200
_BENEATH_ALL = 9
_LEAST_INLINE = 2


@dataclass(frozen=True, slots=True)
class _Step:
    text: str
    depth: int
    row: int


@dataclass
class _Section:
    """What stands under one heading, before the next."""

    headings: tuple[_Step, ...]
    pairs: list[Pair] = field(default_factory=list)
    paragraphs: list[str] = field(default_factory=list)
    cards: list[tuple[Card, str]] = field(default_factory=list)


def with_headings(flow: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return the flow; « Axe 1 » and « Fiche 3 » are headings when no style says which are."""
    if any(block.kind == "heading" for block in flow):
        return _without_cover(flow)
    return tuple(_promoted(block) for block in flow)


def _promoted(block: Block) -> Block:
    text = one_line(block.text)
    if block.kind != "text" or len(text) > _LONGEST_HEADING or text.endswith("."):
        return block
    if heading_word(text):
        return Block("heading", block.text, heading_depth(text) or 1)
    number, title = split_fiche(text)
    is_fiche = bool(number or title != text)
    return Block("heading", block.text, _BENEATH_ALL) if is_fiche else block


def _without_cover(flow: tuple[Block, ...]) -> tuple[Block, ...]:
    """Make a plain text of the one heading above all others that names the document."""
    tops = [block for block in flow if block.kind == "heading"]
    highest = min(block.depth for block in tops)
    first = [block for block in tops if block.depth == highest]
    is_cover = len(first) == 1 and _COVER.search(label_key(first[0].text))
    if not is_cover or heading_word(first[0].text) or len(tops) == 1:
        return flow
    return tuple(Block("text", one.text) if one is first[0] else one for one in flow)


def fiches_of(workbook: Workbook, labels: Labels) -> Sheet | None:
    """Return the fiches of a text as one sheet, if it holds some."""
    placed: list[PlacedCard] = []
    for section in _sections(workbook, labels):
        placed.extend(_placed(section, labels))
    return cards_sheet(FICHES, placed, labels) if placed else None


def _sections(workbook: Workbook, labels: Labels) -> list[_Section]:
    flow = with_headings(workbook.flow)
    repeated = _repeated_labels(flow, labels)
    steps: tuple[_Step, ...] = ()
    sections = [_Section(steps)]
    is_value = False
    for row, block in enumerate(flow, start=1):
        if block.kind == "heading" and label_key(block.text) in repeated:
            sections[-1].pairs.append(Pair(bare(block.text), [], (row - 1, 0)))
            is_value = True
        elif block.kind == "heading":
            step = _Step(one_line(block.text), block.depth, row)
            steps = (*(one for one in steps if one.depth < block.depth), step)
            sections.append(_Section(steps))
            is_value = False
        elif block.kind == "table":
            sheet = workbook.sheets[block.table]
            sections[-1].cards.extend((one, sheet.name) for one in read_cards(Grid(sheet), labels))
        else:
            _take_text(sections[-1], block.text, row, labels, is_value=is_value)
    return sections


def _repeated_labels(flow: tuple[Block, ...], labels: Labels) -> set[str]:
    """Return the headings that are labels, as « Contexte » under each action."""
    counted = Counter(label_key(block.text) for block in flow if block.kind == "heading")
    return {
        label_key(block.text)
        for block in flow
        if block.kind == "heading"
        and counted[label_key(block.text)] > 1
        and labels.is_known(block.text)
    }


def _take_text(section: _Section, text: str, row: int, labels: Labels, *, is_value: bool) -> None:
    inline = labels.inline(text)
    if inline:
        section.pairs.append(Pair(bare(inline[0]), [inline[1].strip()], (row - 1, 0)))
    elif is_value and section.pairs:
        section.pairs[-1].values.append(text)
    else:
        section.paragraphs.append(text)


def _placed(section: _Section, labels: Labels) -> list[PlacedCard]:
    """Return the fiches of a section, each with its title and the headings above it."""
    path = tuple(step.text for step in section.headings)
    if len(section.cards) > 1:
        return [PlacedCard(card, where, path) for card, where in section.cards]
    if section.cards:
        card, where = section.cards[0]
    elif section.headings and len(section.pairs) >= _LEAST_INLINE:
        card, where = Card(spot=(section.headings[-1].row - 1, 0)), TEXT
    else:
        return []
    card.pairs.extend(pair for pair in section.pairs if pair.values)
    if section.paragraphs and section.headings:
        card.pairs.append(Pair(_label_of_text(card, labels), [*section.paragraphs], card.spot))
    return [PlacedCard(card, where, _titled(card, section.headings))]


def _label_of_text(card: Card, labels: Labels) -> str:
    taken = {labels.field(pair.label) for pair in card.pairs}
    return "Texte de la fiche" if "description" in taken else "Descriptif"


def _titled(card: Card, headings: tuple[_Step, ...]) -> tuple[str, ...]:
    """Give a fiche the heading right above it for a title, and return the rest of the path."""
    path = tuple(step.text for step in headings)
    if not headings:
        return path
    last = headings[-1]
    number, title = split_fiche(last.text)
    is_fiche = bool(number) or title != last.text
    if not card.title:
        card.title, card.number = title or last.text, card.number or number
        return path[:-1]
    same = label_key(card.title) in label_key(last.text) or label_key(title) == label_key(
        card.title
    )
    if is_fiche or same:
        card.number = card.number or number
        return path[:-1]
    return path


def whole_of(workbook: Workbook, layouts: Mapping[str, Layout]) -> Sheet | None:
    """Return the tables of a text one under the other, with the headings that are their levels.

    None when a single table says it all.
    """
    tables = [block.table for block in workbook.flow if block.kind == "table"]
    flow = with_headings(workbook.flow)
    plans = [at for at in tables if workbook.sheets[at].name in layouts]
    headings = [at for at, block in enumerate(flow) if block.kind == "heading"]
    if not plans or (len(plans) == 1 and not headings and len(tables) == 1):
        return None
    stack = Stack(WHOLE)
    last: tuple[int, dict[int, int]] = (0, {})
    for row, block in enumerate(flow, start=1):
        if block.kind == "heading":
            stack.add_heading(one_line(block.text), block.depth, Place(TEXT, row))
        elif block.kind == "table":
            last = _add(stack, workbook.sheets[block.table], layouts, last)
    return stack.sheet()


def _add(
    stack: Stack, sheet: Sheet, layouts: Mapping[str, Layout], last: tuple[int, dict[int, int]]
) -> tuple[int, dict[int, int]]:
    """Add a table; one without a header but as wide as the last goes on with it."""
    layout = layouts.get(sheet.name)
    width = len(sheet.rows[0]) if sheet.rows else 0
    if layout:
        return width, stack.add_table(layout, where=sheet.name)
    if width and width == last[0]:
        stack.add_rows(sheet, 0, last[1], where=sheet.name)
    return last
