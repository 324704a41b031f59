"""Loading the communes of France. The command and the demo call it; it is safe to call again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection, models, transaction
from django.utils import timezone

from gouvernail.rules.insee import search_form
from gouvernail.territories.data_file import Edition, Tables, read_edition, read_tables
from gouvernail.territories.models import Commune, DataVintage, Departement, Epci, FormerCommune

DATA_NAME = "communes"
COMMUNE_FIELDS = ("insee_code", "name", "departement", "epci", "postal_codes", "population")


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What a load wrote: no line at all when the tables already held this edition."""

    vintage: date
    source: str
    departements: int = 0
    epcis: int = 0
    communes: int = 0
    former_communes: int = 0

    @property
    def is_new(self) -> bool:
        """Tell whether something was written."""
        return self.communes > 0


def load_territories(departements: frozenset[str] | None = None) -> LoadReport:
    """Bring the tables to the edition of the data file, and say what was written.

    One query when they hold it already. A commune that the file no longer has is kept, as not
    current. With `departements`, loads these alone and remembers no edition, so that the whole
    file can still be loaded afterwards.

    Errors: none of ours; on an error of the database nothing is written.
    """
    edition = read_edition()
    if DataVintage.objects.filter(name=DATA_NAME, digest=edition.digest).exists():
        return LoadReport(edition.vintage, edition.source)
    tables = read_tables()
    if departements is not None:
        tables = tables.within(departements)
    with transaction.atomic():
        _write(tables, departements)
        if departements is None:
            _remember(edition)
    return LoadReport(
        edition.vintage,
        edition.source,
        departements=len(tables.departements),
        epcis=len(tables.epcis),
        communes=len(tables.communes),
        former_communes=len(tables.formers),
    )


def _write(tables: Tables, departements: frozenset[str] | None) -> None:
    _upsert(Departement, ["code", "name", "region_code", "region_name"], tables.departements)
    _upsert(
        Epci,
        ["code", "name", "kind", "search_name"],
        [(*line, search_form(line[1])) for line in tables.epcis],
    )
    Commune.objects.current().within(departements).update(is_current=False)
    _upsert(
        Commune,
        [*COMMUNE_FIELDS, "search_name", "is_current"],
        [(*line, search_form(line[1]), True) for line in tables.communes],
    )
    FormerCommune.objects.within(departements).delete()
    _upsert(
        FormerCommune,
        ["insee_code", "name", "kind", "current", "search_name"],
        [(*line, search_form(line[1])) for line in tables.formers],
    )


def _remember(edition: Edition) -> None:
    DataVintage.objects.update_or_create(
        name=DATA_NAME,
        defaults={
            "vintage": edition.vintage,
            "digest": edition.digest,
            "loaded_at": timezone.now(),
        },
    )


def _upsert(model: type[models.Model], fields: Sequence[str], lines: list[tuple[Any, ...]]) -> None:
    """Insert or update rows whose first field is the key.

    One prepared statement for all rows: five times quicker than `bulk_create` for the 35 000
    communes, which counts when a fresh machine shows the demo. Every name comes from the models.
    """
    quote = connection.ops.quote_name
    column_of = {field.name: field.column for field in model._meta.concrete_fields}
    key, *others = (quote(str(column_of[field])) for field in fields)
    columns = ", ".join([key, *others])
    marks = ", ".join(["%s"] * len(fields))
    changes = ", ".join(f"{column} = excluded.{column}" for column in others)
    statement = (
        f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({marks})"  # noqa: S608
        f" ON CONFLICT ({key}) DO UPDATE SET {changes}"
    )
    with connection.cursor() as cursor:
        cursor.executemany(statement, lines)
