"""The ways a file can be read: each sheet, its fiches, or several sheets together."""

from dataclasses import dataclass, replace

from gouvernail.imports.readers.types import Sheet, Workbook
from gouvernail.imports.sheets.card_labels import Labels
from gouvernail.imports.sheets.card_table import PlacedCard, cards_sheet
from gouvernail.imports.sheets.cards import read_cards
from gouvernail.imports.sheets.grid import Grid
from gouvernail.imports.sheets.layout import Layout, propose_layouts
from gouvernail.imports.sheets.results import Choices, Question, Vocabulary
from gouvernail.imports.sheets.texts import fiches_of, whole_of
from gouvernail.imports.sheets.together import (
    alike,
    is_one_plan,
    listed,
    name_question,
    newest,
    together,
)

KEY = "sheet"
_WIDEST_CARD = 16
_TABLE_FIELDS, _TABLE_ROWS = 4, 3


@dataclass(frozen=True, slots=True)
class Readings:
    """A workbook with the sheets put together from it; `preferred` is read unless told otherwise.

    No sheet of a workbook can have « : » in its name: those put together all do.
    """

    workbook: Workbook
    preferred: str | None = None
    questions: tuple[Question, ...] = ()


def readings_of(workbook: Workbook, vocabulary: Vocabulary, choices: Choices) -> Readings:
    """Return the ways to read a file, and what to ask about them."""
    labels = Labels(choices.synonyms)
    layouts = propose_layouts(workbook, choices.synonyms)
    tables = {one.sheet.name: one for one in layouts if _is_table(one, labels)}
    fiches = _fiches(workbook, labels, tables)
    if fiches and len(fiches.rows) - 1 >= _most_rows(tables):
        return _with(workbook, fiches, choices)
    if workbook.flow:
        likely = {one.sheet.name: one for one in alike(layouts)}
        whole = whole_of(workbook, likely)
        return _with(workbook, whole, choices) if whole else Readings(workbook)
    return _several(workbook, alike(layouts), vocabulary, choices)


def _is_table(layout: Layout, labels: Labels) -> bool:
    """Tell whether a sheet surely is a table: a header of many fields above several rows."""
    named = {labels.field(header.label) for header in layout.headers} - {""}
    return len(named) >= _TABLE_FIELDS and _rows(layout) >= _TABLE_ROWS


def _rows(layout: Layout) -> int:
    grid = Grid(layout.sheet)
    return sum(len(grid.texts(row)) > 1 for row in range(layout.header_row, grid.height))


def _most_rows(tables: dict[str, Layout]) -> int:
    return max(map(_rows, tables.values()), default=0)


def _fiches(workbook: Workbook, labels: Labels, tables: dict[str, Layout]) -> Sheet | None:
    if workbook.flow:
        rest = tuple(
            replace(sheet, rows=()) if sheet.name in tables else sheet for sheet in workbook.sheets
        )
        return fiches_of(replace(workbook, sheets=rest), labels)
    placed: list[PlacedCard] = []
    holders = 0
    for sheet in workbook.sheets:
        if (
            sheet.is_hidden
            or sheet.name in tables
            or max(map(len, sheet.rows), default=0) > _WIDEST_CARD
        ):
            continue
        cards = read_cards(Grid(sheet), labels)
        holders += bool(cards)
        placed.extend(_named(PlacedCard(card, sheet.name), sheet) for card in cards)
    if not placed:
        return None
    name = f"Fiches : {holders} feuilles" if holders > 1 else f"Fiches : feuille {placed[0].sheet}"
    return cards_sheet(name, placed, labels)


def _named(placed: PlacedCard, sheet: Sheet) -> PlacedCard:
    """Give a fiche without a title the name of its sheet, when that is more than a number."""
    if not placed.card.title and sum(map(str.isalpha, sheet.name)) > len("fiche action"):
        placed.card.title = sheet.name
    return placed


def _with(workbook: Workbook, sheet: Sheet, choices: Choices) -> Readings:
    """Add a sheet made of fiches or of a whole text; a workbook's own sheets may be chosen."""
    book = replace(workbook, sheets=(*workbook.sheets, sheet))
    if workbook.flow:
        return Readings(book, sheet.name)
    count = len(sheet.rows) - 1
    text = (
        f"{count} fiches action sont réparties dans le classeur : elles sont lues comme un plan."
        if count > 1
        else "Le classeur contient une fiche action : elle est lue comme une action."
    )
    return Readings(book, sheet.name, (_which(text, book, sheet.name, choices),))


def _several(
    workbook: Workbook, layouts: tuple[Layout, ...], vocabulary: Vocabulary, choices: Choices
) -> Readings:
    """Add the sheets of the same columns read together, when there are several."""
    wanted = choices.sheets or tuple(one.sheet.name for one in layouts)
    chosen = tuple(one for one in layouts if one.sheet.name in wanted)
    if len(chosen) < 2:
        return Readings(workbook, questions=_about_hidden(workbook, choices))
    names = [one.sheet.name for one in chosen]
    about_names = name_question(chosen, vocabulary, choices)
    name = f"Ensemble : {len(chosen)} feuilles"
    book = replace(workbook, sheets=(*workbook.sheets, together(name, chosen, about_names.chosen)))
    if choices.sheets or is_one_plan(chosen):
        text = f"{listed(names)} ont les mêmes colonnes : ces feuilles sont lues ensemble."
        which = _which(text, book, name, choices)
        return Readings(book, name, (which, about_names))
    only = newest(chosen).sheet.name
    text = f"{listed(names)} ont les mêmes colonnes : seule « {only} » est lue."
    which = _which(text, book, only, choices)
    is_together = which.chosen == name
    return Readings(book, only, (which, about_names) if is_together else (which,))


def _about_hidden(workbook: Workbook, choices: Choices) -> tuple[Question, ...]:
    """Ask about the hidden sheets that hold a plan too."""
    shown = tuple(replace(one, is_hidden=not one.is_hidden) for one in workbook.sheets)
    hidden = propose_layouts(replace(workbook, sheets=shown), choices.synonyms)
    visible = propose_layouts(workbook, choices.synonyms)
    if not hidden or not visible:
        return ()
    names = [one.sheet.name for one in hidden]
    text = f"Feuille masquée, non lue : {listed(names)}. Choisissez-la si elle compte."
    return (_which(text, workbook, visible[0].sheet.name, choices),)


def _which(text: str, workbook: Workbook, preferred: str, choices: Choices) -> Question:
    names = [preferred, *(one.name for one in workbook.sheets if one.name != preferred)]
    given = {KEY: choices.sheet} if choices.sheet else choices.answers
    options = tuple((name, name) for name in names)
    return Question.ask(KEY, text, options, replace(choices, answers=given))
