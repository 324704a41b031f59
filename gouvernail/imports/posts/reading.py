"""From a workbook to posts: the heads, each row, then the rows of one post together."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from gouvernail.imports.posts.fields import POST_FIELDS
from gouvernail.imports.posts.results import (
    CellProblem,
    PostLine,
    ReadHolder,
    ReadPost,
    ReadPosts,
)
from gouvernail.imports.readers.types import Cell, Row, Sheet, Workbook
from gouvernail.imports.sheets.text import column_letter, label_key, one_line, text_of
from gouvernail.rules.fte_text import read_fte, written_to_thousandth
from gouvernail.rules.names import fold_name
from gouvernail.rules.staffing import FIRST_DAY, LAST_DAY

ROWS_LOOKED_AT = 30
MOST_ROWS = 2_000
LONGEST = {"employer": 300, "title": 200, "holder": 150}
VACANT = (
    "vacant", "vacante", "poste vacant", "a pourvoir", "poste a pourvoir", "non pourvu",
    "poste non pourvu", "a recruter", "recrutement", "en cours de recrutement", "en recrutement",
    "neant",
)  # fmt: skip
MOST_FTE = Decimal(2)
KINDS = {"exist": "existing", "dev": "development", "creat": "development", "nouv": "development"}
TOTALS = ("total", "ensemble", "sous total")
_BY_KEY = {field.key: field for field in POST_FIELDS}
_REQUIRED = {field.key for field in POST_FIELDS if field.is_required}


class NoPostsFound(Exception):
    """No sheet holds a table of posts; its text is a French sentence that says what is missing."""


def read_posts(workbook: Workbook) -> ReadPosts:
    """Return the posts of the sheet that names most columns.

    Errors: NoPostsFound, when no sheet names what a post cannot do without.
    """
    found = [_heads(sheet) for sheet in workbook.sheets if not sheet.is_hidden]
    best = max(found, key=lambda one: len(one[2]), default=None)
    if best is None or not best[2]:
        raise NoPostsFound(
            "Aucun tableau de postes n’est reconnu : il faut une ligne de titres, avec "
            f"{_named(_REQUIRED)}. Partez du modèle, ou renommez vos colonnes."
        )
    sheet, rank, fields = best
    lacking = _REQUIRED - set(fields.values())
    if lacking:
        raise NoPostsFound(
            f"Dans la feuille « {sheet.name or 'du fichier'} », ligne {rank + 1}, il manque : "
            f"{_named(lacking)}. Ajoutez ces colonnes, ou renommez celles qui le disent."
        )
    reader = _Reader(sheet, rank, fields)
    lines = reader.lines()
    posts = () if reader.problems else tuple(_together(lines, reader.problems))
    columns = tuple(
        (column_letter(index), _head(sheet, rank, index), _BY_KEY[key].label)
        for index, key in sorted(fields.items())
    )
    return ReadPosts(sheet.name, rank + 1, columns, posts, tuple(reader.problems))


def _named(keys: Iterable[str]) -> str:
    labels = [f"« {field.label} »" for field in POST_FIELDS if field.key in keys]
    return ", ".join(labels)


def _heads(sheet: Sheet) -> tuple[Sheet, int, dict[int, str]]:
    """Return the row of heads of a sheet, and the field of each of its columns."""
    best: tuple[int, dict[int, str]] = (0, {})
    for rank, row in enumerate(sheet.rows[:ROWS_LOOKED_AT]):
        fields: dict[int, str] = {}
        for index, cell in enumerate(row):
            key = _field_of(text_of(cell))
            if key and key not in fields.values():
                fields[index] = key
        if len(fields) > max(len(best[1]), 1):
            best = rank, fields
    return sheet, *best


def _field_of(label: str) -> str:
    key = label_key(label)
    return next((field.key for field in POST_FIELDS if key and key in field.names), "")


def _head(sheet: Sheet, rank: int, index: int) -> str:
    return one_line(text_of(sheet.rows[rank][index]))


class _Reader:
    """Reads the rows under the heads; what cannot be read is kept as a problem."""

    def __init__(self, sheet: Sheet, rank: int, fields: dict[int, str]) -> None:
        self.sheet, self.rank = sheet, rank
        self.index_of = {key: index for index, key in fields.items()}
        self.problems: list[CellProblem] = []

    def lines(self) -> list[PostLine]:
        """Return the rows that hold a post."""
        rows = self.sheet.rows[self.rank + 1 :]
        if len(rows) > MOST_ROWS:
            self._tell(MOST_ROWS, "title", f"Le tableau dépasse {MOST_ROWS} lignes : coupez-le.")
            return []
        found = []
        for rank, row in enumerate(rows, self.rank + 2):
            if self._is_post(row):
                line = self._line(rank, row)
                if line:
                    found.append(line)
        return found

    def _is_post(self, row: Row) -> bool:
        texts = [fold_name(self._text(row, key)) for key in self.index_of]
        first = next((text for text in texts if text), "")
        # « Ensemble pour l’enfance » may employ somebody: a sum has no first day.
        is_sum = first.startswith(TOTALS) and not self._text(row, "starts_on")
        return bool(first) and not is_sum

    def _line(self, rank: int, row: Row) -> PostLine | None:
        before = len(self.problems)
        employer = self._words(rank, row, "employer")
        title = self._words(rank, row, "title")
        kind = self._kind(rank, row)
        agreed = self._fte(rank, row, "agreed")
        holder = self._holder(rank, row)
        actual = self._fte(rank, row, "actual", agreed) if holder else Decimal(0)
        starts_on = self._day(rank, row, "starts_on")
        ends_on = self._day(rank, row, "ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self._tell(rank, "ends_on", "Cette fin est avant le début : corrigez l’une des deux.")
        if len(self.problems) > before or starts_on is None:
            return None
        return PostLine(rank, employer, title, kind, agreed, holder, actual, starts_on, ends_on)

    def _cell(self, row: Row, key: str) -> Cell:
        index = self.index_of.get(key)
        return row[index] if index is not None and index < len(row) else None

    def _text(self, row: Row, key: str) -> str:
        return one_line(text_of(self._cell(row, key)))

    def _words(self, rank: int, row: Row, key: str) -> str:
        text = self._text(row, key)
        if not text:
            self._tell(rank, key, "Cette case est vide : un poste a un employeur et un intitulé.")
        elif len(text) > LONGEST[key]:
            self._tell(rank, key, f"Ce texte dépasse {LONGEST[key]} caractères : raccourcissez-le.")
        return text

    def _kind(self, rank: int, row: Row) -> str:
        text = fold_name(self._text(row, "kind"))
        if not text:
            return "existing"
        kind = next((kind for start, kind in KINDS.items() if text.startswith(start)), "")
        if not kind:
            self._tell(rank, "kind", "Écrivez « existant » ou « développement ».")
        return kind

    def _holder(self, rank: int, row: Row) -> str:
        text = self._text(row, "holder")
        said = f"{fold_name(text)} "
        if not said.strip() or any(said.startswith(f"{word} ") for word in VACANT):
            return ""
        if len(text) > LONGEST["holder"]:
            self._tell(rank, "holder", "Ce nom est trop long : une personne par ligne.")
        return text

    def _fte(self, rank: int, row: Row, key: str, default: Decimal | None = None) -> Decimal:
        cell = self._cell(row, key)
        text = str(cell) if isinstance(cell, int | float) else self._text(row, key)
        if not text and default is not None:
            return default
        fte = read_fte(text)
        if not fte:
            self._tell(rank, key, "Écrivez une part de temps plein, telle 0,5 ou 80 %.")
        elif fte > MOST_FTE:
            message = (
                f"{written_to_thousandth(fte)} ETP dépasse deux temps pleins : écrivez 0,8 ou 80 %."
            )
            self._tell(rank, key, message)
        return fte or Decimal(0)

    def _day(self, rank: int, row: Row, key: str) -> date | None:
        cell, text = self._cell(row, key), self._text(row, key)
        day = _as_day(cell) or _read_day(text)
        # Payroll software writes 31/12/9999, or 2100, for a contract without an end.
        if day and key == "ends_on" and day.year >= LAST_DAY.year:
            return None
        if day and not FIRST_DAY <= day <= LAST_DAY:
            self._tell(rank, key, f"L’année {day.year} est hors du registre : corrigez-la.")
        if text and day is None:
            self._tell(rank, key, "Écrivez une date, telle 01/09/2026.")
        elif not text and key == "starts_on":
            self._tell(rank, key, "Cette date est vide : sans elle, le poste ne compte pas.")
        return day

    def _tell(self, rank: int, key: str, message: str) -> None:
        index = self.index_of.get(key, 0)
        row = self.sheet.rows[rank - 1]
        value = one_line(text_of(row[index])) if index < len(row) else ""
        head = _head(self.sheet, self.rank, index)
        self.problems.append(CellProblem(rank, column_letter(index), head, value, message))


def _as_day(cell: Cell) -> date | None:
    if isinstance(cell, datetime):
        return cell.date()
    return cell if isinstance(cell, date) else None


def _read_day(text: str) -> date | None:
    for pattern in ("%d/%m/%Y", "%Y-%m-%d", "%d.%m.%Y", "%d-%m-%Y", "%d/%m/%y"):
        try:
            return datetime.strptime(text, pattern).date()  # noqa: DTZ007 - a day has no time zone
        except ValueError:
            continue
    return None


def _together(lines: Sequence[PostLine], problems: list[CellProblem]) -> Iterable[ReadPost]:
    """Put the rows of one post together: same employer, same title."""
    groups: dict[tuple[str, str], list[PostLine]] = {}
    for line in lines:
        groups.setdefault((fold_name(line.employer), fold_name(line.title)), []).append(line)
    for own in groups.values():
        first = own[0]
        for line in own[1:]:
            if (line.agreed, line.kind) != (first.agreed, first.kind):
                message = (
                    f"Le même poste est à la ligne {first.row} avec une autre quotité ou une autre "
                    "nature : mettez la même partout, puis changez-la dans l’équipe."
                )
                problems.append(CellProblem(line.row, "", "", line.title, message))
        yield _post(own)


def _post(own: Sequence[PostLine]) -> ReadPost:
    first: Any = own[0]
    ends = [line.ends_on for line in own if not line.holder]
    is_over = len(ends) == len(own) and all(ends)
    return ReadPost(
        rows=tuple(line.row for line in own),
        employer=first.employer,
        title=first.title,
        kind=first.kind,
        agreed=first.agreed,
        starts_on=min(line.starts_on for line in own),
        ends_on=max(end for end in ends if end) if is_over else None,
        holders=tuple(
            ReadHolder(line.row, line.holder, line.actual, line.starts_on, line.ends_on)
            for line in own
            if line.holder
        ),
    )
