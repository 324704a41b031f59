"""What calamine leaves out of an XLSX sheet: errors, formulas without a result, hidden rows."""

import re
from dataclasses import dataclass, field
from xml.parsers import expat

from gouvernail.imports.readers.limits import BrokenFile, SuspiciousArchive
from gouvernail.imports.readers.types import NO_RESULT, ErrorCell

_NOTEWORTHY = (b't="e"', b"t='e'", b"<f", b":f>", b":f ", b"hidden=")
_TRUE = frozenset({"1", "true", "on"})
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


@dataclass
class Marks:
    """The cells to put back by row and column, and the hidden rows; all count from 0."""

    cells: dict[tuple[int, int], ErrorCell] = field(default_factory=dict)
    hidden_rows: list[int] = field(default_factory=list)


def read_marks(xml: bytes) -> Marks:
    """Return the marks of the XML of one sheet.

    Errors: BrokenFile, SuspiciousArchive.
    """
    marks = Marks()
    if not any(sign in xml for sign in _NOTEWORTHY):
        return marks
    parser = expat.ParserCreate()
    reader = _Reader(marks)
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.buffer_text = True
    try:
        parser.Parse(xml, True)
    except expat.ExpatError as error:
        raise BrokenFile from error
    return marks


def _refuse_doctype(*_declaration: object) -> None:
    raise SuspiciousArchive


class _Reader:
    """Follows the rows and cells of a sheet."""

    def __init__(self, marks: Marks) -> None:
        self._marks = marks
        self._row = self._column = -1
        self._kind = ""
        self._value: str | None = None
        self._has_formula = self._is_in_value = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Enter an element."""
        match name.rpartition(":")[2]:
            case "row":
                self._row = int(attributes.get("r", self._row + 2)) - 1
                self._column = -1
                if attributes.get("hidden") in _TRUE:
                    self._marks.hidden_rows.append(self._row)
            case "c":
                self._begin_cell(attributes)
            case "f":
                self._has_formula = True
            case "v":
                self._value, self._is_in_value = "", True

    def end(self, name: str) -> None:
        """Leave an element."""
        local = name.rpartition(":")[2]
        if local == "v":
            self._is_in_value = False
        elif local == "c":
            self._end_cell()

    def text(self, text: str) -> None:
        """Take the text of a value."""
        if self._is_in_value:
            self._value = (self._value or "") + text

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        self._column += 1
        reference = _REFERENCE.fullmatch(attributes.get("r", ""))
        if reference:
            self._column, self._row = _column_index(reference[1]), int(reference[2]) - 1
        self._kind = attributes.get("t", "n")
        self._value, self._has_formula = None, False

    def _end_cell(self) -> None:
        place = (self._row, self._column)
        if self._kind == "e":
            self._marks.cells[place] = ErrorCell(self._value or "#N/A")
        elif self._has_formula and not self._value and self._kind != "str":
            self._marks.cells[place] = ErrorCell(NO_RESULT)


def _column_index(letters: str) -> int:
    index = 0
    for letter in letters:
        index = 26 * index + ord(letter) - ord("A") + 1
    return index - 1
