"""Fiches action: labels beside or above their values, in a sheet or in a table of a text."""

import re
from dataclasses import dataclass, field
from itertools import pairwise

from gouvernail.imports.readers.types import Cell
from gouvernail.imports.sheets.card_labels import Labels, bare
from gouvernail.imports.sheets.grid import Grid
from gouvernail.imports.sheets.levels import heading_word, label_depth
from gouvernail.imports.sheets.text import label_key, one_line, text_of

_LONGEST_LABEL = 90
# Labels above their values are half of the first column; beside values, they are all of another.
_MANY, _MOST = 0.4, 0.6
_LEAST_LABELS = 3
_FICHE = re.compile(
    r"(?:fiches?[ -]actions?|fiche|action|mesure|projet)\b\s*"
    r"(?:(?:n°|n\s°|no\.?|numéro)?\s*(?P<number>(?:[A-Z]{1,3}[.-]?)?[0-9]{1,3}(?:[.-][0-9]{1,3})*[a-z]?))?"
    r"(?P<end>\s*[-–—:.)]\s*|\s+|$)(?P<title>.*)",
    re.IGNORECASE | re.DOTALL,
)
_COVER = re.compile(r"(?:plan|convention|ctg|fiches?|annexe|programme|tableau|sommaire|document)\b")

# Words that label a column, and that people also write as a value.
_ALSO_VALUES = frozenset({"ville", "commune", "service", "quartier", "territoire", "direction"})

Spot = tuple[int, int]


@dataclass
class Pair:
    """A label and what stands beside or beneath it; `label` is "" for a text without one.

    `row` and `column` are those of the label, `spot` is where the value begins.
    """

    label: str
    values: list[Cell]
    spot: Spot
    row: int = -1
    column: int = -1

    @property
    def value(self) -> Cell:
        """The value, its pieces one a line."""
        if len(self.values) == 1:
            return self.values[0]
        return "\n".join(filter(None, map(text_of, self.values))) or None


@dataclass
class Card:
    """One action on its fiche. `spot` is where its title stands, `above` the levels it names."""

    title: str = ""
    number: str = ""
    pairs: list[Pair] = field(default_factory=list)
    above: list[tuple[str, str]] = field(default_factory=list)
    spot: Spot = (0, 0)


def read_cards(grid: Grid, labels: Labels) -> list[Card]:
    """Return the fiches of a sheet, none when it is not made of labels and values."""
    pairs = _Pairs(grid, labels).read()
    known = {pair.row for pair in pairs if pair.label and labels.is_known(pair.label)}
    fields = {labels.field(pair.label) for pair in pairs if pair.label} - {""}
    if len(known) < _LEAST_LABELS or len(fields) < _LEAST_LABELS:
        return []
    return [card for part in _parts(pairs, labels) if (card := card_of(part, labels)).pairs]


def _parts(pairs: list[Pair], labels: Labels) -> list[list[Pair]]:
    """Cut where a fiche begins: a title of fiche, or a label that a fiche says once only."""
    parts: list[list[Pair]] = [[]]
    seen: set[str] = set()
    for pair in pairs:
        name = labels.field(pair.label) if pair.label else ""
        starts = (
            is_fiche_title(text_of(pair.value))
            if not pair.label
            else name in seen & {"title", "number"}
        )
        if starts and any(one.label for one in parts[-1]):
            parts.append(_taken_back(parts[-1]))
            seen = {labels.field(one.label) for one in parts[-1] if one.label}
        parts[-1].append(pair)
        seen.add(name)
    return parts


def _taken_back(part: list[Pair]) -> list[Pair]:
    """Give the next fiche what stands right above its title: its number, its levels."""
    taken: list[Pair] = []
    while len(part) > 1 and (not part[-1].label or label_depth(part[-1].label)):
        taken.insert(0, part.pop())
    return taken


def is_fiche_title(text: str) -> bool:
    """Tell whether a text without a label begins a fiche: « FICHE ACTION N° 3 »."""
    found = _FICHE.fullmatch(one_line(text))
    return bool(found and (found["number"] or ":" in found["end"]))


def card_of(pairs: list[Pair], labels: Labels) -> Card:
    """Return the fiche that labels and values make, its title found wherever it stands."""
    card = Card(pairs=[pair for pair in pairs if pair.label and pair.values])
    titled = next((one for one in card.pairs if labels.field(one.label) == "title"), None)
    if titled:
        card.title, card.spot = one_line(text_of(titled.value)), titled.spot
        card.pairs.remove(titled)
    for pair in pairs:
        if not pair.label:
            _take_heading(card, pair)
    return card


def _take_heading(card: Card, pair: Pair) -> None:
    """Read a text that stands above the labels: a level, a number, the title."""
    text = one_line(text_of(pair.value))
    word = heading_word(text)
    number, title = split_fiche(text)
    if word:
        card.above.append((word.capitalize(), text))
    elif number or title != text:
        card.number = card.number or number
        _set_title(card, title, pair.spot)
    elif not _COVER.match(label_key(text)) and len(text) <= 300:
        _set_title(card, text, pair.spot)


def _set_title(card: Card, title: str, spot: Spot) -> None:
    if title and not card.title:
        card.title, card.spot = title, spot


def split_fiche(text: str) -> tuple[str, str]:
    """Cut « Fiche action n° 1.2 : Ouvrir un café » into its number and its title."""
    found = _FICHE.fullmatch(text)
    if not found or not (found["number"] or ":" in found["end"] or not found["title"]):
        return "", text
    return found["number"] or "", found["title"].strip()


class _Pairs:
    """Walks the rows of a sheet, and pairs labels with values."""

    def __init__(self, grid: Grid, labels: Labels) -> None:
        self._grid, self._labels = grid, labels
        filled = [row for row in range(grid.height) if grid.texts(row)]
        below = pairwise([*filled, -1])
        self._heads = frozenset(row for row, after in below if self._is_head(row, after))
        self._rows = [row for row in filled if row not in self._heads]
        self._columns = self._label_columns()
        self._pairs: list[Pair] = []
        self._below: dict[int, Pair] = {}
        self._has_begun = False

    def read(self) -> list[Pair]:
        """Return the pairs in the order of reading."""
        is_beneath = False
        for row in sorted([*self._rows, *self._heads]):
            if row in self._heads:
                self._open_heads(row, self._grid.texts(row))
                is_beneath = True
            elif is_beneath and not self._begins_with_a_label(row):
                self._take_values(row)
            else:
                self._take(row)
                is_beneath = False
        return self._pairs

    def _label_columns(self) -> frozenset[int]:
        """Return the columns where labels stand."""
        found = set()
        for column in range(self._grid.width):
            texts = [t for row in self._rows if (t := self._grid.text(row, column))]
            known = sum(map(self._labels.is_known, texts))
            if known > 1 and known >= (_MOST if column else _MANY) * len(texts):
                found.add(column)
        return frozenset(found)

    def _begins_with_a_label(self, row: int) -> bool:
        return self._labels.is_known(next(iter(self._grid.texts(row).values())))

    def _is_head(self, row: int, below: int) -> bool:
        """Tell whether a row is made of labels whose values stand beneath."""
        texts = self._grid.texts(row)
        is_head = len(texts) > 1 and below >= 0 and all(map(self._labels.is_known, texts.values()))
        return is_head and not self._begins_with_a_label(below)

    def _open_heads(self, row: int, texts: dict[int, str]) -> None:
        self._has_begun = True
        self._below = {}
        for column, text in texts.items():
            merge = self._grid.merge(row, column)
            pair = self._open(bare(text), (row, column))
            for under in range(column, (merge.right if merge else column) + 1):
                self._below[under] = pair

    def _take_values(self, row: int) -> None:
        """Read a row of values beneath a row of labels."""
        for column in self._grid.texts(row):
            pair = self._below.get(column)
            if pair:
                self._add(pair, row, column)

    def _take(self, row: int) -> None:
        cells = list(self._grid.texts(row).items())
        is_alone = len(cells) == 1
        starts = [
            place
            for place, (column, text) in enumerate(cells)
            if self._starts(column, text) and not (is_alone and self._is_awaited(column, text))
        ]
        for place, (column, text) in enumerate(cells):
            inline = self._labels.inline(text)
            if place in starts and not (inline and place + 1 in [*starts, len(cells)]):
                self._label(row, column, text)
            elif inline:
                self._label(row, column, inline[0]).values.append(inline[1].strip())
            else:
                self._value(row, column, is_alone=not starts)

    def _is_awaited(self, column: int, text: str) -> bool:
        """Tell whether a text alone on its row is the value of the label above it."""
        pair = self._below.get(column)
        is_known = self._labels.is_known(text) and label_key(text) not in _ALSO_VALUES
        return bool(pair and pair.label and column <= pair.column) and not is_known

    def _starts(self, column: int, text: str) -> bool:
        """Tell whether a cell is a label: a known one, or any other in a column of labels."""
        if column not in self._columns or len(text) > _LONGEST_LABEL or is_fiche_title(text):
            return False
        self._has_begun = self._has_begun or self._labels.is_known(text)
        return self._has_begun

    def _label(self, row: int, column: int, text: str) -> Pair:
        self._has_begun = True
        pair = self._open(bare(text), (row, column))
        self._below = dict.fromkeys(range(column, self._grid.width), pair) | {
            under: other for under, other in self._below.items() if under < column
        }
        return pair

    def _value(self, row: int, column: int, *, is_alone: bool) -> None:
        pair = self._below.get(column)
        is_free = not self._has_begun or (is_alone and self._is_title(row, column))
        if pair is None or is_free:
            self._below = {}
            self._add(self._open("", (row, column)), row, column)
        else:
            self._add(pair, row, column)

    def _is_title(self, row: int, column: int) -> bool:
        return column == 0 and is_fiche_title(self._grid.text(row, column))

    def _open(self, label: str, spot: Spot) -> Pair:
        self._pairs.append(Pair(label, [], spot, *spot))
        return self._pairs[-1]

    def _add(self, pair: Pair, row: int, column: int) -> None:
        if not pair.values and pair.label:
            pair.spot = (row, column)
        pair.values.append(self._grid.cell(row, column))
