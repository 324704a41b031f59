"""Hidden rows: read unless a person leaves them, and always asked."""

from dataclasses import replace

from gouvernail.imports.sheets.results import Choices, Question, RowKind
from gouvernail.imports.sheets.rows import PlanRow
from gouvernail.imports.sheets.table import Table

KEY = "hidden_rows"
READ, LEAVE = "read", "leave"
_ACTIONS = frozenset({RowKind.ACTION, RowKind.CONTINUATION})
_NAMED = 12
_OPTIONS = ((READ, "Les lire"), (LEAVE, "Les laisser de côté"))


def hidden_rows(table: Table, rows: list[PlanRow], choices: Choices) -> Question | None:
    """Return the question about hidden rows that hold actions, if there are some.

    They are read by default, since a filter left on hides rows that belong to the plan.
    """
    found = [one for one in rows if one.kind in _ACTIONS and one.index in table.grid.hidden_rows]
    if not found:
        return None
    places = [table.grid.place(one.index, max(table.title, 0)) for one in found]
    titles = [table.grid.text(one.index, table.title) or one.text for one in found]
    cells = tuple(zip(places, titles, strict=True))
    text = _sentence([place.row for place in places])
    return Question.ask(KEY, text, _OPTIONS, choices, cells)


def _sentence(rows: list[int]) -> str:
    named = ", ".join(map(str, rows[:_NAMED])) + ("…" if len(rows) > _NAMED else "")
    if len(rows) == 1:
        return f"La ligne {named} est masquée dans le fichier. Faut-il la lire ?"
    return f"{len(rows)} lignes sont masquées dans le fichier ({named}). Faut-il les lire ?"


def without_hidden(table: Table, rows: list[PlanRow], question: Question | None) -> list[PlanRow]:
    """Return the rows, the hidden ones set aside when that was the answer."""
    if question is None or question.chosen != LEAVE:
        return rows
    hidden = table.grid.hidden_rows
    return [
        replace(one, kind=RowKind.HIDDEN) if one.kind in _ACTIONS and one.index in hidden else one
        for one in rows
    ]
