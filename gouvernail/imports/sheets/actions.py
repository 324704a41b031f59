"""One action, read from the cells of its row."""

from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import cast

from gouvernail.imports.readers.types import Cell, ErrorCell
from gouvernail.imports.sheets import messages
from gouvernail.imports.sheets.blanks import REPEATABLE, amount_text, is_ditto, named
from gouvernail.imports.sheets.results import Problem, ProblemKind, ReadAction, Vocabulary
from gouvernail.imports.sheets.statuses import ReadStatus, percent_family, read_status
from gouvernail.imports.sheets.table import Table
from gouvernail.imports.sheets.terms import Term, read_term
from gouvernail.imports.sheets.text import column_letter, label_key, one_line, text_of
from gouvernail.imports.sheets.values import (
    read_number,
    split_communes,
    split_leads,
    split_list,
    split_number,
)
from gouvernail.rules.amounts import read_amount

_EVERYDAY_WORDS = Vocabulary()
_OWN_ONLY = frozenset({"number", "budget"})
_READ_APART = frozenset(
    {"level1", "level2", "level3", "number", "title", "leads", "partners", "communes"}
    | {"deadline", "starts", "ongoing", "status", "progress", "budget"}
)
_WHOLE_TERRITORY = ("tou", "ensemble", "territoire", "intercommun", "ctg", "epci", "agglo")
_TOWN_HALL = ("ville ", "commune ", "mairie ")


@dataclass
class ActionReader:
    """Reads the rows of one table; gathers problems as it goes."""

    table: Table
    vocabulary: Vocabulary
    problems: list[Problem] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Find how the columns of numbers write a percentage: 0.5 or 50."""
        percents = ("status", "progress")
        self._fractions = {name for name in percents if self._holds_fractions(name)}
        self._communes = {label_key(name) for name in self.vocabulary.communes}
        self._above: dict[str, Cell] = {}
        self._row = 0
        self._lines: tuple[int, ...] = ()

    def read(self, lines: tuple[int, ...], path: tuple[str, ...]) -> ReadAction:
        """Return the action that stands on `lines`, rows counted from 0, the first its own."""
        self._row, self._lines = lines[0], lines
        seen = len(self.problems)
        number, title = self._number_and_title()
        notes = self._notes()
        status_text, status = self._status(notes)
        leads, partners = self._text("leads"), self._text("partners")
        term = self._term(notes)
        return ReadAction(
            row=self._row + 1,
            path=path,
            number=number,
            title=title,
            lead_text=leads,
            leads=named(leads, split_leads(leads)),
            partners=named(partners, split_list(partners)),
            communes=self._read_communes(),
            status_text=status_text,
            status_label=status.label,
            status_family=status.family,
            progress=status.progress,
            deadline=term.deadline,
            budget=self._budget(notes),
            texts=self._texts(),
            notes=notes,
            refused=any(one.kind == "refuse" for one in self.problems[seen:]),
            messages=tuple(one.message for one in self.problems[seen:]),
            place=replace(self.table.grid.place(self._row, self.table.title), column=""),
        )

    def report(self, name: str, message: str, kind: ProblemKind = "ask") -> None:
        """Note a problem at the cell of a field on the current row."""
        column = self.table.columns[name]
        self.problems.append(
            Problem(
                sheet=self.table.grid.name,
                row=self._row + 1,
                column=column_letter(column),
                header=self.table.labels.get(column, ""),
                value=text_of(self.table.carried(self._row, column)),
                message=message,
                kind=kind,
                field=name,
                place=self.table.grid.place(self._row, column),
                beside=one_line(text_of(self.table.carried(self._row, self.table.title))),
            )
        )

    def _cells(self, column: int, *, own_only: bool = False) -> list[Cell]:
        grid = self.table.grid
        first = grid.cell if own_only else self.table.carried
        cells = [first(self._row, column), *(grid.cell(row, column) for row in self._lines[1:])]
        return [cell for cell in cells if text_of(cell)]

    def _cell(self, name: str) -> Cell:
        """Return the value of a field; an error of calculation is reported, and counts as empty."""
        column = self.table.columns.get(name)
        if column is None:
            return None
        cells = self._cells(column, own_only=name in _OWN_ONLY)
        for broken in [cell for cell in cells if isinstance(cell, ErrorCell)][:1]:
            self.report(name, messages.broken_cell(broken.code))
            return None
        cell = cells[0] if len(cells) == 1 else "\n".join(map(text_of, cells)) or None
        return self._repeated(name, cell) if name in REPEATABLE else cell

    def _repeated(self, name: str, cell: Cell) -> Cell:
        """Return the value above where a cell says « idem », which is asked too."""
        if is_ditto(cell):
            cell = self._above.get(name)
            self.report(name, messages.ditto(text_of(cell)))
        self._above[name] = cell
        return cell

    def _text(self, name: str) -> str:
        return text_of(self._cell(name))

    def _number_and_title(self) -> tuple[str | None, str]:
        number = self._number()
        typed = self._text("title")
        in_title, title = split_number(typed)
        if "number" not in self.table.columns:
            number = in_title
        elif in_title != number:
            title = one_line(typed)
        if not title:
            self.report("title", messages.TITLE_MISSING, "refuse")
        elif len(title) > messages.TITLE_LIMIT:
            self.report("title", messages.TITLE_TOO_LONG, "refuse")
        return number, title

    def _number(self) -> str | None:
        cell = self._cell("number")
        text = text_of(cell)
        if isinstance(cell, float):
            text = text.replace(",", ".")
        number = read_number(text)
        if number and not isinstance(cell, str | int | float):
            self.report("number", messages.NUMBER_IS_A_DATE)
            return None
        return number

    def _holds_fractions(self, name: str) -> bool:
        """Tell whether a column writes 50 % as 0.5, which is how a sheet keeps it."""
        column = self.table.columns.get(name, -1)
        cells = [self.table.grid.cell(row, column) for row in self.table.rows if column >= 0]
        figures = [cell for cell in cells if isinstance(cell, float) and cell > 0]
        return bool(figures) and max(figures) <= 1

    def _percent_text(self, name: str) -> str:
        """Return the text of a cell, a number shown as the percentage it stands for."""
        cell = self._cell(name)
        if isinstance(cell, int | float) and not isinstance(cell, bool):
            percent = cell * 100 if name in self._fractions else cell
            return f"{percent:.4g} %".replace(".", ",")
        return text_of(cell)

    def _status(self, notes: dict[str, str]) -> tuple[str, ReadStatus]:
        """Return the state as typed, and as read with the column of percentages."""
        text = self._percent_text("status")
        status = read_status(text, self.vocabulary)
        if status.asked:
            self.report("status", messages.unknown_status(self.vocabulary))
        stated = self._progress(notes)
        if stated is None:
            return text, status
        family = status.family if text else percent_family(stated)
        return text, ReadStatus(family, stated, status.label, status.asked)

    def _progress(self, notes: dict[str, str]) -> int | None:
        text = self._percent_text("progress")
        if not text:
            return None
        percent = read_status(text if "%" in text else f"{text} %", _EVERYDAY_WORDS).progress
        if percent is None:
            self._keep_as_note("progress", text, notes)
            self.report("progress", messages.NOT_A_PERCENTAGE, "info")
        return percent

    def _keep_as_note(self, name: str, text: str, notes: dict[str, str]) -> None:
        notes[self.table.labels[self.table.columns[name]]] = text

    def _term(self, notes: dict[str, str]) -> Term:
        term = read_term(*(self._cell(name) for name in ("deadline", "starts", "ongoing")))
        for name, message, kind in term.problems:
            self.report(name, message, cast(ProblemKind, kind))
        if term.unused_start:
            self._keep_as_note("starts", term.unused_start, notes)
        return term

    def _budget(self, notes: dict[str, str]) -> Decimal | None:
        cell = self._cell("budget")
        text = amount_text(cell)
        if not text:
            return None
        amount = read_amount(f"{cell:.2f}" if isinstance(cell, float) else text)
        if amount is None:
            self.report("budget", messages.NOT_AN_AMOUNT, "info")
            self._keep_as_note("budget", text, notes)
        return amount

    def _read_communes(self) -> tuple[str, ...]:
        text = self._text("communes")
        communes = named(text, split_communes(text, self.vocabulary.communes))
        unknown = [name for name in communes if self._communes and not self._is_known(name)]
        if unknown:
            self.report("communes", messages.unknown_communes(unknown), "info")
        return communes

    def _is_known(self, name: str) -> bool:
        key = label_key(name)
        for prefix in _TOWN_HALL:
            key = key.removeprefix(prefix)
        return key in self._communes or key.startswith(_WHOLE_TERRITORY)

    def _texts(self) -> dict[str, str]:
        names = [name for name in self.table.columns if name not in _READ_APART]
        found = {name: self._text(name) for name in names}
        return {name: text for name, text in found.items() if text}

    def _notes(self) -> dict[str, str]:
        """Return what the columns without a field say, under their own labels."""
        rest = (column for column in self.table.labels if column not in self.table.fields)
        found = {
            self.table.labels[column]: "\n".join(map(text_of, self._cells(column)))
            for column in rest
        }
        return {label: text for label, text in found.items() if text}
