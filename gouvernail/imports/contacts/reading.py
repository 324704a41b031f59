"""Rows of a directory, read one by one into contacts, with what has to be asked."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from gouvernail.imports.contacts import messages
from gouvernail.imports.contacts.layout import Layout, NoContactsFound, choose_layout
from gouvernail.imports.contacts.results import ReadContact, ReadContacts
from gouvernail.imports.readers.types import ErrorCell, Place, Workbook
from gouvernail.imports.sheets.grid import Grid
from gouvernail.imports.sheets.results import Choices, Problem, ProblemKind
from gouvernail.imports.sheets.text import column_index, one_line
from gouvernail.imports.sheets.values import read_yes, split_list
from gouvernail.rules.contact_details import (
    likely_mail,
    read_mails,
    read_person_name,
    read_phones,
)
from gouvernail.rules.names import fold_name

__all__ = ["LIMITS", "NoContactsFound", "read_contacts"]

LIMITS = {
    "structure": 300,
    "kind": 80,
    "full_name": 150,
    "first_name": 70,
    "last_name": 79,
    "function": 200,
    "unit": 100,
    "commune": 60,
    "note": 2000,
}
_BODIES_LENGTH = 500
_FOOT = re.compile(r"^(?:total|mis a jour|maj|source|legende|nb|nota|document)\b")
_SEVERAL = re.compile(r"\s(?:et|/|&)\s|[\n;/]")
_BAND_WIDTH = 3


def read_contacts(workbook: Workbook, choices: Choices) -> ReadContacts:
    """Return the contacts of the sheet that holds them.

    Errors: NoContactsFound.
    """
    layout = choose_layout(workbook, choices)
    grid = Grid(layout.sheet, choices.corrections)
    contacts, problems, skipped = [], [], []
    for index in range(layout.header_row, grid.height):
        if not grid.texts(index):
            continue
        if _is_beside(grid, index, layout):
            skipped.append((index + 1, next(iter(grid.texts(index).values()))))
            continue
        row = _Row(grid, index, layout, is_book=workbook.kind == "vcf")
        contacts.append(row.read())
        problems.extend(row.problems)
    return ReadContacts(
        sheet=layout.sheet.name,
        source=layout.sheet,
        readable=workbook.sheets,
        header_row=layout.header_row,
        headers=layout.headers,
        by_column=layout.fields,
        contacts=tuple(contacts),
        problems=tuple(problems),
        skipped=tuple(skipped),
        is_book=workbook.kind == "vcf",
    )


def _is_beside(grid: Grid, index: int, layout: Layout) -> bool:
    """Tell whether a row is no contact: a band over the columns, a footnote, the titles again."""
    texts = grid.texts(index)
    if len(texts) > 1:
        heads = {fold_name(head.label) for head in layout.headers if head.label}
        return {fold_name(text) for text in texts.values()} <= heads
    [(column, text)] = texts.items()
    merge = grid.merge(index, column)
    is_wide = bool(merge and merge.right - merge.left >= _BAND_WIDTH - 1)
    columns = {column_index(letter): key for letter, key in layout.fields.items()}
    is_said = columns.get(column) in {"structure", "full_name", "last_name", "email"}
    return is_wide or not is_said or bool(_FOOT.match(fold_name(text)))


@dataclass
class _Row:
    """One row on its way to be a contact."""

    grid: Grid
    index: int
    layout: Layout
    is_book: bool
    problems: list[Problem] = field(default_factory=list)

    def read(self) -> ReadContact:
        """Return the contact that the row tells of."""
        structure = self._one("structure")
        name, function = self._name(), self._function()
        mails, phones = self._mails(), self._phones()
        refused = "" if structure or name or function else messages.NO_ONE
        if refused:
            self._tell("structure", refused, "refuse")
        elif not structure and (name or function):
            self._tell("structure", messages.NO_STRUCTURE, "info")
        if function and not name:
            self._tell("full_name", messages.NO_NAME, "info")
        if structure and not name and not function and (mails or phones):
            self._tell("email", messages.UNUSED, "info")
        return ReadContact(
            row=self.index + 1,
            structure=structure,
            kind=self._one("kind"),
            name=name,
            function=function,
            mails=mails,
            phones=phones,
            bodies=self._bodies(),
            commune=self._one("commune"),
            note="\n".join(text for _, text in self._fitting("note")),
            refused=refused,
        )

    def _cells(self, key: str) -> Iterable[tuple[str, str]]:
        """Return the column and text of each cell that feeds a field."""
        for letter, own in self.layout.fields.items():
            column = column_index(letter)
            text = self.grid.shown(self.index, column) if key == "structure" else ""
            text = text or self.grid.text(self.index, column)
            if own == key and text:
                if isinstance(self.grid.cell(self.index, column), ErrorCell):
                    continue
                yield letter, text

    def _fitting(self, key: str) -> Iterable[tuple[str, str]]:
        """Return the cells whose text is not too long; tell of the others."""
        for letter, text in self._cells(key):
            if len(text) <= LIMITS[key]:
                yield letter, text
            else:
                said = messages.TOO_LONG.format(limit=LIMITS[key])
                self._problem(letter, text, said, key, "ask")

    def _one(self, key: str) -> str:
        return next((one_line(text) for _, text in self._fitting(key)), "")

    def _name(self) -> str:
        last, first = self._one("last_name"), self._one("first_name")
        if last or first:
            return one_line(f"{first} {last}")
        for letter, text in self._fitting("full_name"):
            if _SEVERAL.search(text.strip()):
                self._problem(letter, text, messages.SEVERAL_PERSONS, "full_name", "ask")
            return read_person_name(text)
        return ""

    def _function(self) -> str:
        function, unit = self._one("function"), self._one("unit")
        both = f"{function} ({unit})" if function and unit else function or unit
        return both if len(both) <= LIMITS["function"] else function

    def _mails(self) -> tuple[str, ...]:
        found: list[str] = []
        for letter, text in self._cells("email"):
            mails = read_mails(text)
            found.extend(mails.usable)
            if mails.unusable:
                likely = likely_mail(mails.unusable)
                said = messages.LIKELY_MAIL.format(mail=likely) if likely else messages.NO_MAIL
                self._problem(letter, text, said, "email", "ask")
        return self._several("email", found, messages.SEVERAL_MAILS)

    def _phones(self) -> tuple[str, ...]:
        found: list[str] = []
        for letter, text in self._cells("phone"):
            phones = read_phones(text)
            found.extend(phones.numbers)
            if phones.restored:
                self._problem(letter, text, messages.RESTORED, "phone", "info")
            if phones.unusable:
                self._problem(letter, text, messages.NO_PHONE, "phone", "ask")
        return self._several("phone", found, messages.SEVERAL_PHONES)

    def _several(self, key: str, found: list[str], said: str) -> tuple[str, ...]:
        once = tuple(dict.fromkeys(found))
        if len(once) > 1:
            self._tell(key, said, "info")
        return once

    def _bodies(self) -> tuple[str, ...]:
        found = [one for _, text in self._cells("bodies") for one in split_list(text)]
        heads = {head.column: head.label for head in self.layout.headers}
        found += [heads[letter] for letter, text in self._cells("ticked") if read_yes(text)]
        kept = list(dict.fromkeys(found))
        if len(", ".join(kept)) > _BODIES_LENGTH:
            self._tell("bodies", messages.TOO_LONG.format(limit=_BODIES_LENGTH), "ask")
            return ()
        return tuple(kept)

    def _tell(self, key: str, message: str, kind: ProblemKind) -> None:
        """Tell of a field: of its first column, or of the first column of the sheet."""
        fields = self.layout.fields
        near = {"full_name": "last_name"}.get(key, key)
        letters = [letter for letter, own in fields.items() if own in (key, near)]
        letter = letters[0] if letters else next(iter(fields))
        text = self.grid.text(self.index, column_index(letter)) if letters else ""
        self._problem(letter, text, message, key, kind)

    def _problem(self, letter: str, text: str, message: str, key: str, kind: ProblemKind) -> None:
        heads = {head.column: head.label for head in self.layout.headers}
        place = Place("Carnet", self.index) if self.is_book else Place("", self.index + 1, letter)
        self.problems.append(
            Problem(
                sheet=self.layout.sheet.name,
                row=self.index + 1,
                column=letter,
                header=heads.get(letter, ""),
                value=text,
                message=message,
                kind=kind,
                field=key,
                place=place,
                beside=self._beside(),
            )
        )

    def _beside(self) -> str:
        """Return what tells the row from others."""
        for key in ("full_name", "last_name", "structure", "function"):
            for _, text in self._cells(key):
                return one_line(text)
        return ""
