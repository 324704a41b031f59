"""What a cell of a table of posts says: a kind, a share, a day, a holder, a commune."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

from gouvernail.imports.posts.fields import FIELDS
from gouvernail.imports.posts.results import PostFacts
from gouvernail.imports.readers.types import Cell, Row
from gouvernail.imports.sheets.text import one_line, text_of
from gouvernail.rules.fte_text import read_fte, written_to_thousandth
from gouvernail.rules.names import fold_name
from gouvernail.rules.places import commune_code, is_whole_territory
from gouvernail.rules.staffing import FIRST_DAY, LAST_DAY

LONGEST = {"employer": 300, "title": 200, "holder": 150}
VACANT = (
    "vacant", "vacante", "poste vacant", "a pourvoir", "poste a pourvoir", "non pourvu",
    "poste non pourvu", "a recruter", "recrutement", "en cours de recrutement", "en recrutement",
    "neant",
)  # fmt: skip
MOST_FTE = Decimal(2)
KINDS = {"exist": "existing", "dev": "development", "creat": "development", "nouv": "development"}
_YES = ("oui", "o", "x", "1", "vrai", "cofinance", "caf", "yes")
_NO = ("non", "n", "0", "faux", "non cofinance", "hors caf", "hors ctg")
_EMPTY = "Cette case est vide : un poste a un employeur et un intitulé."


class CellReader:
    """Reads one row; `problems` are its fields that cannot be read, each with a sentence."""

    def __init__(self, row: Row, index_of: Mapping[str, int], communes: Mapping[str, str]) -> None:
        """Read a row, its fields being at these columns."""
        self.row, self.index_of, self.communes = row, index_of, communes
        self.problems: list[tuple[str, str]] = []

    def text(self, key: str) -> str:
        """Return what a cell shows, on one line."""
        return one_line(text_of(self._cell(key)))

    def words(self, key: str) -> str:
        """Return the words that a post cannot do without."""
        text = self.text(key)
        if not text:
            self._tell(key, _EMPTY)
        elif len(text) > LONGEST[key]:
            self._tell(key, f"Ce texte dépasse {LONGEST[key]} caractères : raccourcissez-le.")
        return text

    def facts(self) -> PostFacts:
        """Return what the row says of its post."""
        return PostFacts(self._kind(), self._place(), self._cofinanced())

    def holder(self) -> str:
        """Return who holds the post; nothing when it is vacant."""
        text = self.text("holder")
        said = f"{fold_name(text)} "
        if not said.strip() or any(said.startswith(f"{word} ") for word in VACANT):
            return ""
        if len(text) > LONGEST["holder"] or _names_several(text_of(self._cell("holder"))):
            self._tell("holder", "Une personne par ligne, chacune avec sa part et ses dates.")
        return text

    def fte(self, key: str, default: Decimal | None, *, may_lack: bool = False) -> Decimal | None:
        """Return a share of full time; `default` when the cell is blank."""
        cell = self._cell(key)
        text = str(cell) if isinstance(cell, int | float) else self.text(key)
        if not text and (default is not None or may_lack):
            return default
        fte = read_fte(text)
        if not fte:
            self._tell(key, "Écrivez une part de temps plein, telle 0,5 ou 80 %.")
        elif fte > MOST_FTE:
            self._tell(
                key,
                f"{written_to_thousandth(fte)} ETP dépasse deux temps pleins : "
                "écrivez 0,8 ou 80 %.",
            )
        return fte

    def day(self, key: str, default: date | None = None) -> date | None:
        """Return a day; `default` when the cell is blank."""
        cell, text = self._cell(key), self.text(key)
        day = _as_day(cell) or _read_day(text)
        # Payroll software writes 31/12/9999, or 2100, for a contract without an end.
        if day and key != "starts_on" and day.year >= LAST_DAY.year:
            return None
        if day and not FIRST_DAY <= day <= LAST_DAY:
            self._tell(key, f"L’année {day.year} est hors du registre : corrigez-la.")
        if text and day is None and not (key == "mandate_ends_on" and _is_endless(text)):
            self._tell(key, "Écrivez une date, telle 01/09/2026.")
        return day if text else default

    def tell(self, key: str, message: str) -> None:
        """Note that a field cannot be read."""
        self._tell(key, message)

    def _tell(self, key: str, message: str) -> None:
        self.problems.append((key, message))

    def _cell(self, key: str) -> Cell:
        index = self.index_of.get(key)
        return self.row[index] if index is not None and index < len(self.row) else None

    def _kind(self) -> str | None:
        text = fold_name(self.text("kind"))
        if not text:
            return None
        kind = next((kind for start, kind in KINDS.items() if text.startswith(start)), "")
        if not kind:
            self._tell("kind", "Écrivez « existant » ou « développement ».")
        return kind

    def _place(self) -> str | None:
        text = self.text("place")
        if not text:
            return None
        if is_whole_territory(text):
            return ""
        code = commune_code(text, self.communes)
        if code is None:
            self._tell(
                "place",
                "Cette commune n’est pas du périmètre : écrivez son nom comme dans la convention, "
                "ou laissez la case vide.",
            )
        return code

    def _cofinanced(self) -> bool | None:
        text = fold_name(self.text("cofinanced"))
        if text and text not in (*_YES, *_NO):
            self._tell("cofinanced", f"« {FIELDS['cofinanced'].label} » : écrivez oui ou non.")
        return None if not text else text in _YES


def _names_several(text: str) -> bool:
    """Tell whether a cell names two persons: « Noa Fictif, Lou Inventé », one per line."""
    cut = (text.replace("\n", mark).split(mark) for mark in ",;/")
    return any(len(parts) > 1 and all(len(part.split()) > 1 for part in parts) for parts in cut)


def _is_endless(text: str) -> bool:
    """Tell whether the words mean a contract without an end."""
    words = fold_name(text)
    return words.startswith(("cdi", "titulaire", "sans", "indetermine", "neant", "fonctionnaire"))


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
