"""Fiches put together: one row per fiche, one column per label, as a sheet like any other."""

from dataclasses import dataclass, field

from gouvernail.imports.readers.types import Cell, Place, Sheet
from gouvernail.imports.sheets.card_labels import Labels
from gouvernail.imports.sheets.cards import Card
from gouvernail.imports.sheets.levels import label_depth
from gouvernail.imports.sheets.text import column_letter, label_key

_LEVELS = ("Axe", "Objectif", "Sous-objectif")
_ALWAYS_LEVELS = frozenset({"axe", "enjeu", "orientation", "volet", "pilier", "ambition", "defi"})
NUMBER, TITLE = "N°", "Intitulé de l’action"


@dataclass(frozen=True, slots=True)
class PlacedCard:
    """A fiche, the sheet or table that holds it, and the headings above it."""

    card: Card
    sheet: str
    path: tuple[str, ...] = ()


def cards_sheet(name: str, cards: list[PlacedCard], labels: Labels) -> Sheet:
    """Return the sheet of a plan made of fiches."""
    table = _Table(labels)
    for placed in cards:
        table.add(placed)
    return table.sheet(name)


@dataclass
class _Column:
    label: str
    is_level: bool
    cells: dict[int, Cell] = field(default_factory=dict)
    places: dict[int, Place] = field(default_factory=dict)

    def put(self, row: int, value: Cell, place: Place) -> None:
        """Keep a value; a label said twice on one fiche adds a line."""
        if row in self.cells and self.cells[row] is not None:
            self.cells[row] = f"{self.cells[row]}\n{value}"
        else:
            self.cells[row], self.places[row] = value, place


class _Table:
    def __init__(self, labels: Labels) -> None:
        self._labels = labels
        self._columns: dict[str, _Column] = {}
        self._titles: list[tuple[str, str, Place]] = []

    def add(self, placed: PlacedCard) -> None:
        """Take a fiche as the next row."""
        card, row = placed.card, len(self._titles)
        spot = card.spot
        title_place = Place(placed.sheet, spot[0] + 1, column_letter(spot[1]))
        self._titles.append((card.number, card.title, title_place))
        for depth, step in enumerate(placed.path[: len(_LEVELS)]):
            self._put(row, f"{_LEVELS[depth]} (titres)", step, title_place, is_level=True)
        for label, text in card.above:
            self._put(row, label, text, title_place, is_level=True)
        for pair in card.pairs:
            place = Place(placed.sheet, pair.spot[0] + 1, column_letter(pair.spot[1]))
            is_level = self._is_level(pair.label, pair.spot < spot)
            self._put(row, pair.label, pair.value, place, is_level=is_level)

    def _put(self, row: int, label: str, value: Cell, place: Place, *, is_level: bool) -> None:
        key = label if label.endswith("(titres)") else label_key(label)
        column = self._columns.setdefault(key, _Column(label, is_level))
        column.put(row, value, place)

    def _is_level(self, label: str, is_before: bool) -> bool:
        """Tell whether a label names a level: by its word, or standing above the title."""
        words = label_key(label).split()
        return label_depth(label) is not None and (is_before or words[0] in _ALWAYS_LEVELS)

    def sheet(self, name: str) -> Sheet:
        """Return the levels, the number, the title, then the rest, under one header."""
        numbered = self._column_of("number")
        if numbered is None and any(number for number, _, _ in self._titles):
            numbered = _Column(NUMBER, is_level=False)
            for row, (number, _, place) in enumerate(self._titles):
                numbered.put(row, number or None, place)
        titles = _Column(TITLE, is_level=False)
        for row, (_, title, place) in enumerate(self._titles):
            titles.put(row, title or None, place)
        given = [one for one in self._columns.values() if one is not numbered]
        levels = [one for one in given if one.is_level]
        rest = [one for one in given if not one.is_level]
        columns = [*levels, *([numbered] if numbered else []), titles, *rest]
        return _sheet(name, columns, [place for _, _, place in self._titles])

    def _column_of(self, wanted: str) -> _Column | None:
        columns = self._columns.values()
        return next((one for one in columns if self._labels.field(one.label) == wanted), None)


def _sheet(name: str, columns: list[_Column], rows: list[Place]) -> Sheet:
    places = {
        (row + 1, left): place
        for left, column in enumerate(columns)
        for row, place in column.places.items()
    }
    places |= {(row + 1, -1): place for row, place in enumerate(rows)}
    lines = [tuple(column.cells.get(row) for column in columns) for row in range(len(rows))]
    header = tuple(column.label for column in columns)
    return Sheet(name, (header, *lines), places=places, is_list=True)
