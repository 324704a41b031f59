"""The data file of communes: read whole, or its first line alone to know its edition."""

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

DATA_FILE = Path(__file__).parent / "data" / "communes.json.gz"


@dataclass(frozen=True, slots=True)
class Edition:
    """What the file says of itself."""

    vintage: date
    digest: str
    source: str
    licence: str
    attributions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tables:
    """The lines of the file, in the order of `scripts/build_communes.py`."""

    departements: list[tuple[str, str, str, str]]
    epcis: list[tuple[str, str, str]]
    communes: list[tuple[str, str, str, str | None, str, int | None]]
    formers: list[tuple[str, str, str, str]]

    def within(self, departements: frozenset[str]) -> "Tables":
        """Return the part of some départements, with the EPCI and old codes of their communes."""
        communes = [line for line in self.communes if line[2] in departements]
        kept = {line[0] for line in communes}
        epcis = {line[3] for line in communes}
        return Tables(
            departements=self.departements,
            epcis=[line for line in self.epcis if line[0] in epcis],
            communes=communes,
            formers=[line for line in self.formers if line[3] in kept],
        )


def read_edition(path: Path = DATA_FILE) -> Edition:
    """Return the edition of the file, from its first line: a millisecond."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return _edition(json.loads(file.readline()))


def read_tables(path: Path = DATA_FILE) -> Tables:
    """Return every line of the file."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        file.readline()
        columns = json.loads(file.readline())
    return Tables(**{name: list(_rows(columns[name])) for name in Tables.__slots__})


def _edition(header: dict[str, Any]) -> Edition:
    return Edition(
        vintage=date.fromisoformat(header["vintage"]),
        digest=header["digest"],
        source=header["source"],
        licence=header["licence"],
        attributions=tuple(header["attributions"]),
    )


def _rows(columns: list[list[Any]]) -> Iterator[tuple[Any, ...]]:
    return zip(*columns, strict=True)
