"""Action sheets to hand out: one, or all those of a list, each on its own page."""

from collections.abc import Callable, Sequence

from gouvernail.action_plan.models import Action
from gouvernail.action_plan.queries.sheet import FACT_KEYS, field_values, measures_of
from gouvernail.common.templatetags.french import day
from gouvernail.conventions.models import Convention
from gouvernail.conventions.queries.vocabulary import VocabularyWords
from gouvernail.documents.content.state import base_of, logo_of
from gouvernail.documents.formats.report import (
    Block,
    Cell,
    Facts,
    Grid,
    Head,
    Heading,
    Mark,
    Report,
    Text,
)
from gouvernail.rules.indicators import Indicator


def sheets_report(
    convention: Convention,
    words: VocabularyWords,
    actions: Sequence[Action],
    *,
    state: tuple[str, ...],
) -> Report:
    """Return the sheets of these actions, opened whole. One query."""
    blocks: list[Block] = []
    for action in actions:
        blocks += _sheet(action, words, starts_page=bool(blocks))
    if not blocks:
        blocks.append(Text("Aucune action."))
    title = "Fiches action" if len(actions) != 1 else f"Fiche action {actions[0].number}".strip()
    return Report(
        title,
        state,
        tuple(blocks),
        colour=convention.colour,
        logo=logo_of(convention),
        base=base_of(convention, "docx"),
    )


def _sheet(action: Action, words: VocabularyWords, *, starts_page: bool) -> list[Block]:
    values = field_values(action)
    shown = [
        field
        for field in words.fields
        if field.is_shown and field.key not in {"title", "number", "status"}
    ]
    facts: list[tuple[str, Cell]] = [*_path(action, words), _status(action, words)]
    facts += [
        (field.label, values.get(field.key, ""))
        for field in shown
        if field.key in FACT_KEYS and values.get(field.key)
    ]
    facts.append(("Dernières nouvelles", day(action.updated_at)))
    blocks: list[Block] = [Heading(str(action), 1, starts_page), Facts(tuple(facts))]
    for field in shown:
        if field.key == "indicators":
            blocks += _measures(action, words)
        elif field.key not in FACT_KEYS | {"baselines", "targets"} and values.get(field.key):
            blocks += [Heading(field.label, 2), Text(values[field.key])]
    if action.notes:
        blocks += [Heading("Notes reprises du fichier", 2), Facts(tuple(action.notes.items()))]
    return blocks


def _path(action: Action, words: VocabularyWords) -> list[tuple[str, Cell]]:
    """Return what is above the action, highest first, each with the name of its level."""
    names = {level.rank: level.name for level in words.levels}
    found: list[tuple[str, Cell]] = []
    node = action.node
    while node is not None:
        found.insert(0, (names.get(node.rank, "Niveau"), node.title))
        node = node.parent
    return found


def _status(action: Action, words: VocabularyWords) -> tuple[str, Cell]:
    field = words.field("status")
    mark = Mark(action.status.label, action.status.family) if action.status else Mark("", "")
    return field.label if field else "État", mark


_SAID: dict[str, Callable[[Indicator], str]] = {
    "baselines": lambda row: row.baseline,
    "targets": lambda row: row.target,
}


def _measures(action: Action, words: VocabularyWords) -> list[Block]:
    measures = measures_of(action, words)
    if measures is None:
        return []
    columns = [column for column in measures.columns if any(map(_SAID[column.key], measures.rows))]
    heads = (Head("Indicateur", 3), *(Head(column.label, 2) for column in columns))
    rows = tuple(
        (row.bare_name, *(_SAID[column.key](row) for column in columns)) for row in measures.rows
    )
    return [Heading(measures.label, 2), Grid(heads, rows)]
