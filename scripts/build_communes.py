"""Make the communes' data file from the open data of @etalab/decoupage-administratif.

A tool for maintainers, once a year; the application never runs it:

    npm pack @etalab/decoupage-administratif@6.0.0 && tar xzf etalab-decoupage-*.tgz
    PYTHONPATH=. python scripts/build_communes.py package --vintage 2026-01-01

The file holds JSON lines, each table as columns, which gzip packs best. Built twice from the same
package, it has the same bytes.
"""

import argparse
import gzip
import hashlib
import json
import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from gouvernail.rules.insee import FormerKind, current_code, search_form

TARGET = Path(__file__).parents[1] / "gouvernail/territories/data/communes.json.gz"
ATTRIBUTIONS = [
    "Insee, Code officiel géographique et populations de référence",
    "DGCL, liste et composition des EPCI à fiscalité propre",
    "La Poste, base officielle des codes postaux",
    "Etalab, paquet @etalab/decoupage-administratif",
]
KINDS = {
    "commune-deleguee": FormerKind.DELEGATED,
    "commune-associee": FormerKind.ASSOCIATED,
    "arrondissement-municipal": FormerKind.DISTRICT,
}

Row = dict[str, Any]
Line = tuple[object, ...]


def typographic(name: str) -> str:
    """Return a name with French apostrophes and quotes: « L’Isle-d’Abeau »."""
    return re.sub(r"''(.+?)''", "«\u00a0\\1\u00a0»", name).replace("'", "’")


def departement_lines(departements: list[Row], regions: list[Row]) -> list[Line]:
    """Return code, name, region code, region name."""
    names = {region["code"]: region["nom"] for region in regions}
    return [
        (row["code"], typographic(row["nom"]), row["region"], typographic(names[row["region"]]))
        for row in departements
    ]


def epci_lines(epcis: list[Row]) -> list[Line]:
    """Return SIREN number, name, kind."""
    return [(row["code"], typographic(row["nom"]), row["type"]) for row in epcis]


def commune_lines(communes: list[Row], epcis: list[Row]) -> list[Line]:
    """Return code, name, département, EPCI or None, postal codes, population or None."""
    epci_of = {member["code"]: epci["code"] for epci in epcis for member in epci["membres"]}
    return [
        (
            row["code"],
            typographic(row["nom"]),
            row["departement"],
            epci_of.get(row["code"]),
            " ".join(sorted(row.get("codesPostaux", []))),
            row.get("population"),
        )
        for row in communes
        if row["type"] == "commune-actuelle"
    ]


def former_lines(communes: list[Row]) -> list[Line]:
    """Return code, name or "", kind, code of today's commune.

    A commune déléguée with the name and code of its commune says nothing and is left out. Where
    the list of old codes and the row of a déléguée or associée disagree, the row wins: 55273
    Lamarche-en-Woëvre is in Nonsard-Lamarche, not in Heudicourt-sous-les-Côtes.
    """
    current = {row["code"]: row for row in communes if row["type"] == "commune-actuelle"}
    mergers = {old: row["code"] for row in current.values() for old in row.get("anciensCodes", [])}
    lines: dict[str, Line] = {
        old: (old, "", FormerKind.MERGED, current_code(old, mergers)) for old in mergers
    }
    for row in communes:
        if row["type"] not in KINDS:
            continue
        code = row["code"]
        parent = row.get("chefLieu") or row["commune"]
        parent = parent if parent in current else current_code(parent, mergers)
        if code != parent or row["nom"] != current[parent]["nom"]:
            lines[code] = (code, typographic(row["nom"]), KINDS[row["type"]], parent)
    return list(lines.values())


def digest(tables: dict[str, list[Line]]) -> str:
    """Return the print of the lines *and* of the search forms of their names.

    When the rule that makes search forms changes, the file must be built again, so that every
    instance loads it again.
    """
    content = hashlib.sha256()
    for name, lines in sorted(tables.items()):
        for line in lines:
            words = (name, *line, search_form(str(line[1])))
            content.update(json.dumps(words, ensure_ascii=False).encode())
    return content.hexdigest()


def packed(documents: Iterable[object]) -> bytes:
    """Return JSON lines under gzip, the same bytes for the same documents."""
    text = "".join(
        json.dumps(document, ensure_ascii=False, separators=(",", ":")) + "\n"
        for document in documents
    )
    return gzip.compress(text.encode(), 9, mtime=0)


def build(package: Path, vintage: date) -> bytes:
    """Return the data file's bytes."""
    raw = {
        name: json.loads((package / "data" / f"{name}.json").read_text(encoding="utf-8"))
        for name in ("communes", "departements", "epci", "regions")
    }
    tables = {
        "departements": departement_lines(raw["departements"], raw["regions"]),
        "epcis": epci_lines(raw["epci"]),
        "communes": commune_lines(raw["communes"], raw["epci"]),
        "formers": former_lines(raw["communes"]),
    }
    tables = {name: sorted(lines, key=lambda line: str(line[0])) for name, lines in tables.items()}
    about = json.loads((package / "package.json").read_text(encoding="utf-8"))
    header = {
        "vintage": vintage.isoformat(),
        "source": f"{about['name']} {about['version']}",
        "licence": "Licence Ouverte 2.0",
        "attributions": ATTRIBUTIONS,
        "digest": digest(tables),
    }
    columns = {name: list(zip(*lines, strict=True)) for name, lines in tables.items()}
    return packed([header, columns])


def main() -> None:
    """Read the arguments, write the file, say what it holds."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("package", type=Path, help="dossier du paquet npm déplié")
    parser.add_argument("--vintage", type=date.fromisoformat, required=True)
    parser.add_argument("--target", type=Path, default=TARGET)
    arguments = parser.parse_args()
    content = build(arguments.package, arguments.vintage)
    arguments.target.write_bytes(content)
    print(f"{arguments.target.name} : {len(content)} octets")


if __name__ == "__main__":
    main()
