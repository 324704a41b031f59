"""Kits: readable files (TOML) from which a convention is created.

A kit carries what differs between territories: levels, states, lists, fields of the sheet,
communes, signatories. Nothing here names one of them (docs/reference/kit.md).
"""

import tomllib
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from gouvernail.conventions.kit_governance import read_bodies, read_obligations
from gouvernail.conventions.kit_parts import (
    PLAN_TITLE,
    STALE_AFTER_DAYS,
    Kit,
    KitAnnex,
    KitConvention,
    KitField,
    KitLevel,
    KitSignatory,
    KitStatus,
    KitTerm,
)
from gouvernail.conventions.kit_staffing import read_staffing
from gouvernail.conventions.kit_tables import InvalidKit, KitTable, refuse_doubles
from gouvernail.conventions.models.vocabulary import FAMILY_LABELS, TermKind
from gouvernail.rules.insee import is_commune_code
from gouvernail.rules.names import fold_name
from gouvernail.rules.progress import StatusFamily
from gouvernail.rules.sheet_fields import REQUIRED_KEYS, SHEET_FIELDS

__all__ = [
    "InvalidKit",
    "Kit",
    "KitAnnex",
    "KitConvention",
    "KitField",
    "KitLevel",
    "KitSignatory",
    "KitStatus",
    "KitTerm",
    "parse_kit",
    "read_kit",
    "shipped_kits",
    "synonyms_of",
]

KITS_FOLDER = Path(__file__).resolve().parents[2] / "kits"
MOST_LEVELS = 3

_KNOWN_FIELDS = {known.key: known for known in SHEET_FIELDS}
_FAMILIES = {fold_name(label): family for family, label in FAMILY_LABELS.items()} | {
    fold_name(family.value): family for family in StatusFamily
}


def read_kit(path: Path) -> Kit:
    """Return the kit kept in a file.

    Errors: InvalidKit, when the file cannot be read, is not TOML or does not hold a kit.
    """
    try:
        return parse_kit(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InvalidKit(f"Le fichier « {path} » ne peut pas être lu.") from error
    except UnicodeDecodeError as error:
        raise InvalidKit(f"Le fichier « {path} » doit être enregistré en UTF-8.") from error


@lru_cache(maxsize=1)
def shipped_kits() -> Mapping[str, Kit]:
    """Return the kits that come with the application, by the name of their file, read once."""
    found = {path.stem: read_kit(path) for path in sorted(KITS_FOLDER.glob("*.toml"))}
    return MappingProxyType(found)


def synonyms_of(kit_name: str) -> Mapping[str, tuple[str, ...]]:
    """Return the column headers that a shipped kit knows for each field; none for another kit."""
    found = [kit.synonyms for kit in shipped_kits().values() if kit.name == kit_name]
    return found[0] if found else {}


def parse_kit(text: str) -> Kit:
    """Return the kit that `text` holds.

    Errors: InvalidKit, whose French sentence names the place in the file.
    """
    try:
        root = KitTable("", tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise InvalidKit(f"Le kit n’est pas du TOML lisible : {error}.") from error
    head = root.table("kit", is_required=True)
    bodies = read_bodies(root)
    terms = tuple(term for kind in TermKind for term in _terms(root, kind))
    themes = [term.label for term in terms if term.kind is TermKind.THEME]
    kit = Kit(
        name=head.text("name", most=100),
        territory=head.text("territory", ""),
        source=head.text("source", "", most=500),
        is_fictional=head.flag("fictional", default=False),
        convention=_convention(root.table("convention")),
        levels=_levels(root),
        statuses=_statuses(root),
        terms=terms,
        fields=_fields(root),
        communes=_communes(root.table("perimeter")),
        signatories=_each(root, "signatory", _signatory, "name"),
        annexes=_each(root, "annex", _annex, "label"),
        bodies=bodies,
        obligations=read_obligations(root, bodies),
        staffing=read_staffing(root, themes),
        synonyms=_synonyms(root.table("synonyms")),
    )
    head.end()
    root.end()
    return kit


Read = TypeVar("Read")


def _each(
    root: KitTable, key: str, read: Callable[[KitTable], Read], unique: str
) -> tuple[Read, ...]:
    tables = root.tables(key)
    rows = []
    for table in tables:
        rows.append(read(table))
        table.end()
    refuse_doubles(f"[[{key}]]", [getattr(row, unique) for row in rows])
    return tuple(rows)


def _convention(table: KitTable) -> KitConvention:
    read = KitConvention(
        name=table.text("name", ""),
        starts_on=table.day("starts_on"),
        ends_on=table.day("ends_on"),
        plan_title=table.text("plan_title", PLAN_TITLE),
        stale_after_days=table.whole("stale_after_days", STALE_AFTER_DAYS),
        source=table.text("source", "", most=500),
    )
    table.end()
    if read.starts_on and read.ends_on and read.ends_on < read.starts_on:
        raise table.error("la fin (ends_on) doit suivre le début (starts_on)")
    return read


def _levels(root: KitTable) -> tuple[KitLevel, ...]:
    levels = _each(
        root,
        "level",
        lambda table: KitLevel(
            table.text("name", most=60), table.text("plural", most=60), _source(table)
        ),
        "name",
    )
    if not 1 <= len(levels) <= MOST_LEVELS:
        raise InvalidKit(
            f"[[level]] : un plan a de 1 à {MOST_LEVELS} niveaux, le kit en donne {len(levels)}."
        )
    return levels


def _statuses(root: KitTable) -> tuple[KitStatus, ...]:
    statuses = _each(
        root,
        "status",
        lambda table: KitStatus(table.text("label", most=60), _family(table), _source(table)),
        "label",
    )
    if not statuses:
        raise InvalidKit("[[status]] : donnez au moins un état d’avancement.")
    return statuses


def _family(table: KitTable) -> StatusFamily:
    written = table.text("family")
    family = _FAMILIES.get(fold_name(written))
    if family is None:
        words = ", ".join(f"« {label} »" for label in FAMILY_LABELS.values())
        raise table.error(f"la famille « {written} » est inconnue ; choisissez parmi {words}")
    return family


def _terms(root: KitTable, kind: TermKind) -> Iterable[KitTerm]:
    def read(table: KitTable) -> KitTerm:
        label = table.text("label", most=100)
        if "," in label:
            raise table.error(
                f"« {label} » contient une virgule ; les listes s’écrivent avec des virgules, "
                "choisissez un libellé qui n’en a pas"
            )
        return KitTerm(kind, label, _source(table))

    return _each(root, kind.value, read, "label")


def _fields(root: KitTable) -> tuple[KitField, ...]:
    """Return the fields in the kit's order, then those it does not list, hidden if they may be."""
    listed = _each(root, "field", _field, "label")
    refuse_doubles("[[field]]", [row.key for row in listed if row.key])
    if not listed:
        return tuple(KitField(row.key, row.label, True, row.is_short) for row in SHEET_FIELDS)
    named = {row.key for row in listed}
    others = [
        KitField(row.key, row.label, row.key in REQUIRED_KEYS, row.is_short)
        for row in SHEET_FIELDS
        if row.key not in named
    ]
    refuse_doubles("[[field]]", [row.label for row in (*listed, *others)])
    return (*listed, *others)


def _field(table: KitTable) -> KitField:
    is_free = table.flag("free", default=False)
    key = "" if is_free else table.text("key")
    known = _KNOWN_FIELDS.get(key)
    if not is_free and known is None:
        raise table.error(
            f"la rubrique « {key} » est inconnue ; pour une rubrique à vous, écrivez free = true"
        )
    read = KitField(
        key=key,
        label=table.text("label", known.label if known else None, most=100),
        is_shown=table.flag("shown", default=True),
        is_short=table.flag("short", default=bool(known and known.is_short)),
        source=_source(table),
    )
    if key in REQUIRED_KEYS and not read.is_shown:
        raise table.error(f"la rubrique « {key} » ne peut pas être masquée")
    return read


def _communes(table: KitTable) -> tuple[str, ...]:
    codes = table.words("communes")
    _source(table)
    table.end()
    for code in codes:
        if not is_commune_code(code):
            raise table.error(f"« {code} » n’est pas un code Insee de commune (exemple : 13047)")
    refuse_doubles("[perimeter]", codes)
    return codes


def _signatory(table: KitTable) -> KitSignatory:
    return KitSignatory(
        table.text("name", most=300), table.text("role", "", most=150), _source(table)
    )


def _annex(table: KitTable) -> KitAnnex:
    return KitAnnex(table.text("label", most=60), table.text("title"), _source(table))


def _synonyms(table: KitTable) -> Mapping[str, tuple[str, ...]]:
    read = {key: table.words(key) for key in table.keys_left() if key in _KNOWN_FIELDS}
    table.end()
    return read


def _source(table: KitTable) -> str:
    return table.text("source", "", most=500)
