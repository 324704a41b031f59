"""Several sheets of one plan, read together: one per axis, per commune or per year."""

import re
from collections.abc import Mapping

from gouvernail.imports.readers.types import Place, Sheet
from gouvernail.imports.sheets.fields import recognise
from gouvernail.imports.sheets.grid import Grid
from gouvernail.imports.sheets.layout import Layout
from gouvernail.imports.sheets.levels import heading_word
from gouvernail.imports.sheets.results import Choices, Question, Vocabulary
from gouvernail.imports.sheets.stack import Stack
from gouvernail.imports.sheets.text import column_index, label_key, one_line
from gouvernail.rules.names import fold_name

KEY = "sheet_name"
LEVEL, COMMUNE, NOTE, NOTHING = "level", "commune", "note", "nothing"
_OPTIONS = {
    LEVEL: "un axe, au-dessus de ses actions",
    COMMUNE: "une commune",
    NOTE: "une note sur chaque action",
    NOTHING: "rien",
}
_ALIKE = 0.6
_YEAR = re.compile(r"20[0-9]{2}")
_VERSIONS = re.compile(
    r"\b(?:20[0-9]{2}|v ?[0-9]+|copie|copy|ancien\w*|old|archive\w*|sauvegarde|modele|version|"
    r"exemple|brouillon|bilan|backup)\b"
)
_MOST_REPEATED = 0.3


def alike(layouts: tuple[Layout, ...]) -> tuple[Layout, ...]:
    """Return the sheets that have the columns of the likeliest one, in the order of the file."""
    if not layouts:
        return ()
    best = _keys(layouts[0])
    return tuple(one for one in layouts if _likeness(best, _keys(one)) >= _ALIKE)


def _keys(layout: Layout) -> frozenset[str]:
    return frozenset(label_key(header.label) for header in layout.headers)


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(len(one | other), 1)


def is_one_plan(layouts: tuple[Layout, ...]) -> bool:
    """Tell whether sheets seem to be parts of one plan, rather than versions of the same."""
    if any(_VERSIONS.search(fold_name(one.sheet.name)) for one in layouts):
        return False
    titles = [title for one in layouts for title in set(_titles(one))]
    return len(titles) - len(set(titles)) <= _MOST_REPEATED * len(titles)


def _titles(layout: Layout) -> list[str]:
    named = (
        header
        for header in layout.headers
        if recognise(header.label)[:1] and _is_title(header.label)
    )
    header = next(named, None)
    if header is None:
        return []
    column, grid = column_index(header.column), Grid(layout.sheet)
    rows = range(layout.header_row, grid.height)
    return [label_key(text) for row in rows if (text := grid.text(row, column))]


def _is_title(label: str) -> bool:
    return recognise(label)[0][0] == "title"


def name_question(
    layouts: tuple[Layout, ...], vocabulary: Vocabulary, choices: Choices
) -> Question:
    """Return what to ask about the names of sheets read together, the likeliest answer first."""
    names = [one.sheet.name for one in layouts]
    communes = set(map(label_key, vocabulary.communes))
    likeliest = LEVEL
    if all(label_key(name) in communes for name in names):
        likeliest = COMMUNE
    elif any(_VERSIONS.search(fold_name(name)) for name in names):
        likeliest = NOTE
    ordered = sorted(_OPTIONS.items(), key=lambda option: option[0] != likeliest)
    text = f"{listed(names)} : que dit le nom de ces feuilles ?"
    return Question.ask(KEY, text, tuple(ordered), choices)


def newest(layouts: tuple[Layout, ...]) -> Layout:
    """Return the sheet of the latest year when names tell years, else the likeliest."""
    years = {one.sheet.name: max(_YEAR.findall(one.sheet.name), default="") for one in layouts}
    return max(layouts, key=lambda one: years[one.sheet.name])


def listed(names: list[str]) -> str:
    """Return names as a sentence lists them."""
    quoted = [f"« {name} »" for name in names[:8]]
    more = ["…"] if len(names) > len(quoted) else []
    return ", ".join([*quoted, *more])


def together(name: str, layouts: tuple[Layout, ...], role: str) -> Sheet:
    """Return the rows of several sheets as one sheet; `role` is what their names become."""
    has_communes = any(_names_communes(one) for one in layouts)
    first = {COMMUNE: "" if has_communes else "Commune", NOTE: "Feuille"}.get(role, "")
    stack = Stack(name, first)
    for layout in layouts:
        sheet = layout.sheet.name
        if role == LEVEL:
            stack.add_heading(_heading(layout), 1, Place(sheet, 1))
        stack.add_table(layout, where=sheet, first=sheet if first else "")
    return stack.sheet()


def _names_communes(layout: Layout) -> bool:
    found: list[Mapping[str, float]] = [dict(recognise(one.label)) for one in layout.headers]
    return any("communes" in named for named in found)


def _heading(layout: Layout) -> str:
    """Return the name of a sheet, or the fuller title above its header that begins the same."""
    name, grid = layout.sheet.name, Grid(layout.sheet)
    for row in range(layout.header_row - 1):
        for text in grid.texts(row).values():
            title = one_line(text)
            is_fuller = label_key(title).startswith(label_key(name)) and len(title) <= 200
            if is_fuller and heading_word(title):
                return title
    return name
