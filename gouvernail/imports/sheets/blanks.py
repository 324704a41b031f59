"""Words that say nothing, and words that point to the row above."""

import re

from gouvernail.imports.readers.types import Cell
from gouvernail.imports.sheets.text import label_key, text_of

# Fields whose cell may point to the one above: « idem ».
REPEATABLE = frozenset({"leads", "partners", "communes", "deadline", "status", "lead_person"})
_DITTO = re.compile(
    r"(?:idem|id|ibid)\.?(?: (?:ci-dessus|au-dessus|que .{1,40}))?|[\"″”“〃]|''|’’|//",
    re.IGNORECASE,
)
_SILENT = frozenset(
    map(
        label_key,
        (
            "n/a", "na", "nc", "n.c.", "nr", "nsp", "néant", "aucun", "aucune", "sans objet", "so",
            "s/o", "non concerné", "non renseigné", "non défini", "non déterminé", "non désigné",
            "à définir", "à préciser", "à déterminer", "à compléter", "à désigner", "à renseigner",
            "à identifier", "à venir", "en attente", "vide", "xxx", "x", "inconnu", "?", "??",
        ),
    )
)  # fmt: skip


def is_ditto(cell: Cell) -> bool:
    """Tell whether a cell points to the one above: « idem », « ″ »."""
    return isinstance(cell, str) and bool(_DITTO.fullmatch(cell.strip()))


def is_silent(text: str) -> bool:
    """Tell whether a text names nobody and nothing: « N/A », « néant », « à définir », « - »."""
    return not text.strip(" -–—_/.…?") or label_key(text) in _SILENT


def named(text: str, items: tuple[str, ...]) -> tuple[str, ...]:
    """Return the items of a text that name something, none when the whole says nothing."""
    return () if is_silent(text) else tuple(item for item in items if not is_silent(item))


def amount_text(cell: Cell) -> str:
    """Return what a cell says of an amount, "" when it says that there is none."""
    text = text_of(cell)
    return "" if is_silent(text) else text
