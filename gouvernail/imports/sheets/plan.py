"""A whole plan: the sheet found, its columns understood, each row read as a person reads it."""

from dataclasses import replace

from gouvernail.imports.readers.types import Place, Workbook
from gouvernail.imports.sheets import messages
from gouvernail.imports.sheets.actions import ActionReader
from gouvernail.imports.sheets.blanks import is_ditto, is_silent
from gouvernail.imports.sheets.content import Guess
from gouvernail.imports.sheets.grid import Grid
from gouvernail.imports.sheets.hidden import hidden_rows, without_hidden
from gouvernail.imports.sheets.layout import Layout, choose_layout
from gouvernail.imports.sheets.mapping import map_columns
from gouvernail.imports.sheets.readings import KEY as SHEET
from gouvernail.imports.sheets.readings import Readings, readings_of
from gouvernail.imports.sheets.results import (
    Choices,
    Problem,
    ReadAction,
    ReadPlan,
    RowKind,
    SkippedRow,
    Vocabulary,
)
from gouvernail.imports.sheets.rows import PlanRow, read_rows
from gouvernail.imports.sheets.table import Table
from gouvernail.imports.sheets.text import column_index, column_letter, label_key, one_line, text_of

_NO_VOCABULARY, _NO_CHOICES = Vocabulary(), Choices()


def read_plan(
    workbook: Workbook,
    vocabulary: Vocabulary = _NO_VOCABULARY,
    choices: Choices = _NO_CHOICES,
) -> ReadPlan:
    """Return the plan that a workbook holds, with all that a person must see to.

    Errors: NoPlanFound when no header is recognised and none was chosen.
    """
    readings = readings_of(workbook, vocabulary, choices)
    layout = choose_layout(readings.workbook, choices, _preferred(readings))
    grid = Grid(layout.sheet, choices.corrections)
    guesses = map_columns(grid, layout, vocabulary, choices)
    labels = {column_index(header.column): header.label for header in layout.headers}
    fields = {column: guess.field for column, guess in sorted(guesses.items())}
    table = Table(grid, layout.header_row, labels, fields)
    if "title" not in table.columns:
        plan = _result(layout, table, guesses, problems=(_no_title(layout),))
        return replace(plan, questions=readings.questions, readable=readings.workbook.sheets)
    rows = read_rows(table)
    hidden = hidden_rows(table, rows, choices)
    rows = without_hidden(table, rows, hidden)
    reader = ActionReader(table, vocabulary)
    actions = _actions(table, rows, reader)
    actions, taken = _without_taken_numbers(table, actions)
    plan = _result(layout, table, guesses, problems=(*reader.problems, *taken))
    questions = (*readings.questions, *([hidden] if hidden else []))
    return replace(
        plan,
        readable=readings.workbook.sheets,
        actions=actions,
        skipped=_skipped(rows),
        questions=questions,
    )


def _preferred(readings: Readings) -> str | None:
    """Return the sheet to read unless the person chose one: what she answered, or the likeliest."""
    answered = (one.chosen for one in readings.questions if one.key == SHEET)
    return next(answered, readings.preferred)


def _result(
    layout: Layout, table: Table, guesses: dict[int, Guess], problems: tuple[Problem, ...]
) -> ReadPlan:
    by_letter = {column_letter(column): guess for column, guess in sorted(guesses.items())}
    return ReadPlan(
        sheet=layout.sheet.name,
        source=layout.sheet,
        readable=(),
        header_row=layout.header_row,
        headers=layout.headers,
        mapping={table.labels[column]: field for column, field in table.fields.items()},
        by_column={letter: guess.field for letter, guess in by_letter.items()},
        confidence={letter: guess.confidence for letter, guess in by_letter.items()},
        unmapped=tuple(one.label for one in layout.headers if one.column not in by_letter),
        actions=(),
        skipped=(),
        problems=tuple(sorted(problems, key=lambda one: (one.row, column_index(one.column)))),
    )


def _no_title(layout: Layout) -> Problem:
    message = messages.TITLE_COLUMN_MISSING
    return Problem(
        sheet=layout.sheet.name,
        row=layout.header_row,
        column="A",
        header="",
        value="",
        message=message,
        kind="refuse",
        field="title",
        place=Place("", layout.header_row),
    )


def _actions(table: Table, rows: list[PlanRow], reader: ActionReader) -> tuple[ReadAction, ...]:
    path = _Path(table)
    lines: list[tuple[list[int], tuple[str, ...]]] = []
    for row in rows:
        if row.kind is RowKind.BAND:
            path.enter(row)
        elif row.kind is RowKind.ACTION:
            lines.append(([row.index], path.at(row.index)))
        elif row.kind is RowKind.CONTINUATION and lines:
            lines[-1][0].append(row.index)
    return tuple(reader.read(tuple(indexes), steps) for indexes, steps in lines)


class _Path:
    """Where a row stands in the plan: headings across the sheet, then the columns of levels."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._headings: dict[int, str] = {}
        self._carried: dict[int, str] = {}

    def enter(self, row: PlanRow) -> None:
        """Take a heading into account."""
        if row.depth is None:
            self._carry(row.index)
            return
        kept = {depth: text for depth, text in self._headings.items() if depth < row.depth}
        self._headings = kept | {row.depth: one_line(row.heading)}
        self._carried.clear()

    def at(self, row: int) -> tuple[str, ...]:
        """Return the path of an action, the outermost step first, none said twice."""
        self._carry(row)
        steps = [self._headings[depth] for depth in sorted(self._headings)]
        for column in self._table.levels:
            step = self._carried.get(column, "")
            if step and label_key(step) not in map(label_key, steps):
                steps.append(step)
        return tuple(steps)

    def _carry(self, row: int) -> None:
        """Read the levels that a row says; a new one forgets those beneath it.

        A dash says that there is none, where an empty cell would repeat the one above.
        """
        for place, column in enumerate(self._table.levels):
            text = one_line(text_of(self._table.carried(row, column)))
            if text and not is_ditto(text) and text != self._carried.get(column):
                self._carried[column] = "" if is_silent(text) else text
                for deeper in self._table.levels[place + 1 :]:
                    self._carried.pop(deeper, None)


def _without_taken_numbers(
    table: Table, actions: tuple[ReadAction, ...]
) -> tuple[tuple[ReadAction, ...], list[Problem]]:
    """Refuse an action whose number is taken; plain numbers may start again under each level."""
    restarts = sum(action.number == "1" for action in actions) > 1
    rows: dict[tuple[object, ...], int] = {}
    kept, problems = [], []
    for action in actions:
        number = action.number or ""
        key = (number.casefold(), action.path if restarts and number.isdigit() else ())
        first = rows.setdefault(key, action.row)
        if number and first != action.row:
            problems.append(_number_taken(table, action, first))
            said = (*action.messages, problems[-1].message)
            kept.append(replace(action, refused=True, messages=said))
        else:
            kept.append(action)
    return tuple(kept), problems


def _number_taken(table: Table, action: ReadAction, first: int) -> Problem:
    name = "number" if table.number >= 0 else "title"
    column = table.columns[name]
    return Problem(
        sheet=table.grid.name,
        row=action.row,
        column=column_letter(column),
        header=table.labels[column],
        value=action.number or "",
        message=messages.number_taken(first),
        kind="refuse",
        field=name,
        place=table.grid.place(action.row - 1, column),
        beside=action.title,
    )


def _skipped(rows: list[PlanRow]) -> tuple[SkippedRow, ...]:
    return tuple(
        SkippedRow(row.index + 1, row.kind, row.text)
        for row in rows
        if row.kind is not RowKind.ACTION
    )
