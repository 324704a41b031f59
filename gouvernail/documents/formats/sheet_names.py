"""Names that a spreadsheet accepts for its sheets."""

from collections.abc import Iterable

LENGTH = 31
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
# Excel keeps these to itself.
_KEPT = frozenset({"history", "historique"})


def sheet_names(titles: Iterable[str]) -> list[str]:
    """Return a name per title: allowed, at most LENGTH long, no two alike.

    Unit: names, in the order of the titles. Errors: none.
    """
    names: list[str] = []
    taken = set(_KEPT)
    for title in titles:
        name = _first_free(title.translate(_FORBIDDEN).strip() or "Feuille", taken)
        taken.add(name.lower())
        names.append(name)
    return names


def _first_free(name: str, taken: set[str]) -> str:
    found, rank = name[:LENGTH].rstrip(), 1
    while found.lower() in taken:
        rank += 1
        end = f" ({rank})"
        found = name[: LENGTH - len(end)].rstrip() + end
    return found
