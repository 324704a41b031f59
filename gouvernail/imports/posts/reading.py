"""From a workbook to posts: the heads, each row, then the rows of one post together."""

from datetime import date
from decimal import Decimal

from gouvernail.imports.posts.cells import CellReader
from gouvernail.imports.posts.fields import REQUIRED
from gouvernail.imports.posts.heads import Heads, find_heads
from gouvernail.imports.posts.results import CellProblem, PostChoices, PostLine, ReadPosts
from gouvernail.imports.posts.together import put_together
from gouvernail.imports.readers.types import Row, Workbook
from gouvernail.imports.sheets.text import column_letter, one_line, text_of
from gouvernail.rules.names import fold_name

MOST_ROWS = 2_000
TOTALS = ("total", "ensemble", "sous total")
NO_CHOICE = PostChoices()


def read_posts(workbook: Workbook, choices: PostChoices = NO_CHOICE) -> ReadPosts:
    """Return the posts of the sheet that names most columns.

    A row with a cell that cannot be read is left aside with its sentence, and its whole post with
    it: a post brought without one of its holders would be taken for known the next time.

    Errors: NoPostsFound, when no sheet looks like a table.
    """
    heads = find_heads(workbook, choices.columns)
    given = set(heads.fields.values()) | ({"starts_on"} if choices.since else set())
    lacking = tuple(sorted(REQUIRED - given))
    sheet, header_row = heads.sheet.name, heads.rank + 1
    if lacking:
        return ReadPosts(sheet, header_row, heads.columns(), (), (), lacking)
    reader = _Reader(heads, choices)
    lines = reader.lines()
    posts = put_together(lines, reader.refused, reader.problems)
    problems = tuple(sorted(reader.problems, key=lambda one: one.row))
    return ReadPosts(sheet, header_row, heads.columns(), posts, problems)


class _Reader:
    """Reads the rows under the heads; what cannot be read is kept as a problem."""

    def __init__(self, heads: Heads, choices: PostChoices) -> None:
        self.heads, self.choices = heads, choices
        self.index_of = {key: index for index, key in heads.fields.items()}
        self.problems: list[CellProblem] = []
        self.refused: dict[tuple[str, str, str], int] = {}

    def lines(self) -> list[PostLine]:
        """Return the rows that hold a post."""
        rows = self.heads.sheet.rows[self.heads.rank + 1 :]
        if len(rows) > MOST_ROWS:
            message = f"Le tableau dépasse {MOST_ROWS} lignes : coupez-le."
            self.problems.append(CellProblem(MOST_ROWS, "", "", "", message))
            return []
        read = [
            self._line(rank, row)
            for rank, row in enumerate(rows, self.heads.rank + 2)
            if self._is_post(row)
        ]
        return [line for line in read if line]

    def _is_post(self, row: Row) -> bool:
        cells = self._cells(row)
        texts = [fold_name(cells.text(key)) for key in self.index_of]
        first = next((text for text in texts if text), "")
        if not first.startswith(TOTALS):
            return bool(first)
        # « Ensemble pour l’enfance » may employ somebody: a sum has no day, or no employer.
        has_day = "starts_on" not in self.index_of or bool(cells.text("starts_on"))
        return has_day and all(cells.text(key) for key in ("employer", "title"))

    def _cells(self, row: Row) -> CellReader:
        return CellReader(row, self.index_of, self.choices.communes)

    def _line(self, rank: int, row: Row) -> PostLine | None:
        cells = self._cells(row)
        employer, title = cells.words("employer"), cells.words("title")
        key = fold_name(employer), fold_name(title), fold_name(cells.text("number"))
        facts, holder = cells.facts(), cells.holder()
        agreed = cells.fte("agreed", None, may_lack=bool(holder))
        # What the post says badly is told once, not of its holder too.
        has_agreed = bool(cells.text("agreed"))
        actual = cells.fte("actual", agreed, may_lack=has_agreed) if holder else Decimal(0)
        starts_on = cells.day("starts_on", self.choices.since)
        ends_on, mandate = cells.day("ends_on"), cells.day("mandate_ends_on")
        self._check_days(cells, starts_on, ends_on)
        if cells.problems or starts_on is None:
            self._refuse(rank, key, cells)
            return None
        return PostLine(
            row=rank,
            key=key,
            employer=employer,
            title=title,
            facts=facts,
            agreed=agreed,
            holder=holder,
            actual=actual or Decimal(0),
            starts_on=starts_on,
            ends_on=ends_on,
            mandate_ends_on=mandate if holder else None,
        )

    def _check_days(self, cells: CellReader, starts_on: date | None, ends_on: date | None) -> None:
        if starts_on is None and not cells.text("starts_on"):
            cells.tell("starts_on", "Cette date est vide : sans elle, le poste ne compte pas.")
        if starts_on and ends_on and ends_on < starts_on:
            cells.tell("ends_on", "Cette fin est avant le début : corrigez l’une des deux.")

    def _refuse(self, rank: int, key: tuple[str, str, str], cells: CellReader) -> None:
        self.refused.setdefault(key, rank)
        for field, message in cells.problems:
            index = self.index_of.get(field, 0)
            value = one_line(text_of(cells.row[index])) if index < len(cells.row) else ""
            head = self.heads.name(index)
            self.problems.append(CellProblem(rank, column_letter(index), head, value, message))
