"""What each row beneath the header is: an action, a heading, help, a total, a note."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise

from gouvernail.imports.sheets.headings import Heading, depths_of
from gouvernail.imports.sheets.levels import heading_word, is_bare_heading
from gouvernail.imports.sheets.results import RowKind
from gouvernail.imports.sheets.table import Table, number_depth
from gouvernail.imports.sheets.text import label_key, one_line
from gouvernail.rules.amounts import read_amount
from gouvernail.rules.deadline_spans import plain

_TOTALS = re.compile(r"(?:sous )?tota(?:l|ux)\b|montant total|somme\b")
_NOTES = re.compile(
    r"\*|\(|nb\b|n\.b|nota\b|notes?\b|source|legende|rappel|attention|remarque|maj\b|"
    r"mise a jour|document de travail|exemple|version|edite|imprime|page [0-9]|cf\.|voir\b|nombre d"
)
_LEGEND = re.compile(r"(?:legende|sigles?|abreviations?|glossaire|lexique)\b")
_HELP = re.compile(
    r"champs?\b|ex\b|ex[ .:]|exemple|texte|liste|menu deroulant|date (?:au|sous le) format|format|"
    r"jj/mm|obligatoire|facultatif|optionnel|a (?:completer|renseigner|remplir|choisir|preciser)|"
    r"indiquer|saisir|preciser|renseigner|choisir|decrire|lister|mentionner|nom de la structure|"
    r"oui ?/ ?non|si vos|nombre entier|chiffre|reponse|colonne|consigne|aide\b|plusieurs"
)
_ORDER = re.compile(r"\b(?!chez\b|assez\b|nez\b|rez\b|rendez\b)[a-z]{2,}ez\b")
_SHORT_ROW = 2


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A row, from 0, with what it is and all that it says.

    `heading` is the name alone, without the sums beside it. `depth` is that of a heading across
    the sheet; None in the column of its level.
    """

    index: int
    kind: RowKind
    text: str
    heading: str = ""
    depth: int | None = None


def read_rows(table: Table) -> list[PlanRow]:
    """Return what each row beneath the header is, in order."""
    if table.grid.is_list:
        return [PlanRow(index, RowKind.ACTION, "") for index in table.rows]
    rows: list[PlanRow] = []
    is_beginning, is_legend = True, False
    for index in table.rows:
        texts = table.grid.texts(index)
        kind = _kind(table, index, texts, is_beginning=is_beginning)
        is_legend = is_legend or (kind is RowKind.NOTE and _is_legend(texts))
        if is_legend and len(texts) <= max(_SHORT_ROW, table.usual_width / 2) and texts:
            kind = RowKind.NOTE
        is_beginning = is_beginning and kind in {RowKind.EMPTY, RowKind.HELP, RowKind.HEADER}
        text = " ".join(dict.fromkeys(texts.values()))
        rows.append(PlanRow(index, kind, text, _heading(texts)))
    return _with_footnotes(_with_depths(table, rows))


def _kind(table: Table, row: int, texts: dict[int, str], *, is_beginning: bool) -> RowKind:
    tests: tuple[tuple[RowKind, Callable[[Table, int, dict[int, str]], bool]], ...] = (
        (RowKind.BAND, lambda *_: row in table.grid.depths),
        (RowKind.EMPTY, lambda *_: not texts),
        (RowKind.HEADER, _repeats_header),
        (RowKind.HELP, lambda *_: is_beginning and _is_help(table, texts)),
        (RowKind.TOTAL, _is_total),
        (RowKind.NOTE, _is_note),
        (RowKind.CONTINUATION, _continues),
        (RowKind.BAND, _is_heading),
        (RowKind.NOTE, _is_stray),
    )
    return next((kind for kind, test in tests if test(table, row, texts)), RowKind.ACTION)


def _repeats_header(table: Table, _row: int, texts: dict[int, str]) -> bool:
    same = sum(
        one_line(text).casefold() == table.labels.get(column, "").casefold()
        for column, text in texts.items()
    )
    return same > 1 and same >= 0.6 * len(texts)


def _is_help(table: Table, texts: dict[int, str]) -> bool:
    """Tell whether a row says how to fill the columns: « Champ texte », « Indiquez… »."""
    bare = [plain(text) for text in texts.values()]
    helping = sum(bool(_HELP.match(text) or _ORDER.search(text)) for text in bare)
    first = bare[0].strip(" .:")
    is_marked = first in {"ex", "exemple", "aide", "consigne", "consignes"}
    is_alone = len(texts) == 1 and bool(_ORDER.search(first))
    return is_marked or is_alone or (helping > 1 and helping >= 0.5 * len(texts))


def _is_total(table: Table, _row: int, texts: dict[int, str]) -> bool:
    if table.tells_of_an_action(texts):
        return False
    if _TOTALS.match(label_key(next(iter(texts.values())))):
        return True
    figures = [read_amount(text) is not None for text in texts.values()]
    return all(figures) and table.title not in texts and table.number not in texts


def _is_note(table: Table, _row: int, texts: dict[int, str]) -> bool:
    first = plain(next(iter(texts.values())))
    is_short = len(texts) == 1 or (len(texts) == _SHORT_ROW and table.number not in texts)
    return is_short and bool(_NOTES.match(first))


def _is_legend(texts: dict[int, str]) -> bool:
    return bool(_LEGEND.match(plain(next(iter(texts.values()), ""))))


def _continues(table: Table, row: int, texts: dict[int, str]) -> bool:
    """Tell whether a row goes on with the action above, whose title is merged downwards."""
    merge = table.grid.merge(row, table.title)
    return bool(merge and table.first_row <= merge.top < row and table.number not in texts)


def _is_heading(table: Table, row: int, texts: dict[int, str]) -> bool:
    if _is_repeated(texts):
        return True
    if table.tells_of_an_action(texts):
        return False
    return table.spans_title(row) or _is_heading_by_words(table, texts)


def _is_heading_by_words(table: Table, texts: dict[int, str]) -> bool:
    if len(texts) > 1:
        return _is_heading_in_two(table, texts) or texts.keys() <= set(table.levels)
    column, text = next(iter(texts.items()))
    return any(char.isalpha() for char in text) and _is_lone_heading(table, column, text)


def _heading(texts: dict[int, str]) -> str:
    """Return the name of a heading: its first cell, and the next when the first is a number."""
    first, second = [*texts.values(), "", ""][:2]
    is_number = is_bare_heading(first) or not any(char.isalpha() for char in first)
    return f"{first} {second}" if is_number and second not in {"", first} else first


def _is_repeated(texts: dict[int, str]) -> bool:
    """Tell whether one text fills the row, as merged cells do once they are undone."""
    return len(texts) > _SHORT_ROW and len(set(texts.values())) == 1


def _is_lone_heading(table: Table, column: int, text: str) -> bool:
    if column != table.title:
        return table.fields.get(column) not in {
            "remarks",
            "description",
            "indicators",
            "baselines",
            "targets",
            "means",
        }
    if heading_word(text):
        return True
    depth, usual = number_depth(text), table.usual_depth(table.number)
    return 0 < depth < usual or (bool(usual) and text.isupper())


def _is_heading_in_two(table: Table, texts: dict[int, str]) -> bool:
    """Tell whether a row is « Axe 1 | Petite enfance », or « 1 | Petite enfance » above 1.1."""
    if len(texts) != _SHORT_ROW:
        return False
    first, column = next(iter(texts.values())), next(iter(texts))
    if is_bare_heading(first) and column not in table.levels:
        return True
    is_numbered_title = texts.keys() == {table.number, table.title}
    return is_numbered_title and 0 < number_depth(first) < table.usual_depth(table.number)


def _is_stray(table: Table, row: int, texts: dict[int, str]) -> bool:
    has_title = bool(table.carried(row, table.title)) if table.title >= 0 else False
    return len(texts) == 1 and not has_title and table.number not in texts


def _with_depths(table: Table, rows: list[PlanRow]) -> list[PlanRow]:
    """Give each heading its depth, and make notes of those that are none.

    Those whose depth is known stand above the others.
    """
    known = table.grid.depths
    filled = [row for row in rows if row.kind is not RowKind.EMPTY]
    last = max((row.index for row in rows if row.kind is RowKind.ACTION), default=-1)
    crossing = {
        row.index
        for row, below in pairwise([*filled, None])
        if row and row.index not in known and _crosses(table, row, below)
    }
    headings = [
        Heading(
            row=row.index,
            text=row.heading,
            shape=_shape(table, row.index),
            follows=bool(above and above.index in crossing),
            is_followed=bool(below and below.index in crossing),
            is_last=row.index > last,
        )
        for above, row, below in zip([None, *filled], filled, [*filled[1:], None], strict=False)
        if row.index in crossing
    ]
    above = max(known.values(), default=0)
    depths = {row: above + depth for row, depth in depths_of(headings).items()} | dict(known)
    return [
        replace(row, depth=depths.get(row.index), kind=_kept(row, depths))
        if row.index in crossing or row.index in known
        else row
        for row in rows
    ]


def _kept(row: PlanRow, depths: dict[int, int]) -> RowKind:
    return RowKind.BAND if row.index in depths else RowKind.NOTE


def _crosses(table: Table, row: PlanRow, below: PlanRow | None) -> bool:
    """Tell whether a heading stands across the sheet, rather than in the column of its level."""
    if row.kind is not RowKind.BAND:
        return False
    texts = table.grid.texts(row.index)
    column, text = next(iter(texts.items()))
    left, right = _shape(table, row.index)
    if left < right or not texts.keys() <= set(table.levels):
        return True
    return _outranks_column(table, column, text) or _is_above_another(table, column, below)


def _outranks_column(table: Table, column: int, text: str) -> bool:
    """Tell whether « Axe 1 » stands in the column of objectives, or « 1. » in that of 1.1."""
    word = heading_word(text)
    if word:
        return word not in label_key(table.labels[column])
    return 0 < number_depth(text) < table.usual_depth(column)


def _is_above_another(table: Table, column: int, below: PlanRow | None) -> bool:
    """Tell whether the action right below says its own level in the same column."""
    if below is None or below.kind is not RowKind.ACTION:
        return False
    return column in table.grid.texts(below.index)


def _shape(table: Table, row: int) -> tuple[int, int]:
    column = next(iter(table.grid.texts(row)))
    merge = table.grid.merge(row, column)
    return (merge.left, merge.right) if merge else (column, column)


def _with_footnotes(rows: list[PlanRow]) -> list[PlanRow]:
    last = max((row.index for row in rows if row.kind is RowKind.ACTION), default=-1)
    return [
        replace(row, kind=RowKind.FOOTNOTE)
        if row.kind is RowKind.NOTE and row.index > last
        else row
        for row in rows
    ]
