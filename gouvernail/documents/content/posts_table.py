"""The ledger of the posts on a day or over a year: a table to compute with, a document to read."""

from datetime import date
from decimal import Decimal

from gouvernail.common.templatetags.french import counted
from gouvernail.conventions.models import Convention
from gouvernail.documents.catalogue import Book
from gouvernail.documents.content.state import base_of
from gouvernail.documents.content.team_blocks import account_grid, post_grid, sums_grid
from gouvernail.documents.formats.report import Block, Heading, Report, Text
from gouvernail.documents.formats.table import Column, Table, Value
from gouvernail.rules.staffing import shown_fte
from gouvernail.staffing.check_words import when_words
from gouvernail.staffing.models import POST_LABELS, PostKind
from gouvernail.staffing.queries.checks import targets_of
from gouvernail.staffing.queries.ledger import Ledger, PostLine, Sums, ledger_of
from gouvernail.staffing.queries.table import LedgerTable, PostRow, table_of

_COLUMNS = (
    Column("Poste", 34, names=True),
    Column("Employeur", 26),
    Column("Commune", 18),
    Column("Nature", 16),
    Column("Cofinancé", 10),
    Column("Titulaires", 34),
    Column("ETP convenu", 12),
    Column("ETP réel", 12),
    Column("ETP vacant", 12),
)


# The heads that the import of posts reads: tests hold the two together.
_MODEL = (
    Column("Employeur", 30),
    Column("Intitulé du poste", 34),
    Column("Commune", 18),
    Column("Nature", 16),
    Column("Cofinancé", 10),
    Column("ETP convenu", 12),
    Column("Titulaire", 28),
    Column("ETP réel", 12),
    Column("Du", 12),
    Column("Au", 12),
    Column("Fin de contrat", 12),
)
_REGISTER = (Column("N° du poste", 10), *_MODEL)


def model_table() -> Table:
    """Return the table to fill and bring back: a post that is held, another that is not."""
    since = date(2025, 1, 1)
    held = ("existant", "oui", Decimal("0.8"), "Nom Prénom", Decimal("0.8"), since, None, None)
    vacant = ("développement", "oui", Decimal("0.5"), "vacant", None, since, None, None)
    return Table(
        "Postes à remplacer par les vôtres",
        _MODEL,
        (
            ("Ville d’exemple", "CDC petite enfance", None, *held),
            ("Ville d’exemple", "CDC jeunesse", None, *vacant),
        ),
    )


def register_table(ledger: Ledger) -> Table:
    """Return the whole ledger, whatever the day: the import of posts reads the same one back.

    The rates of a post come first, one a row, then those who hold it or held it.
    """
    rows = [row for rank, post in enumerate(ledger.posts, 1) for row in _register(rank, post)]
    return Table("Registre à réimporter", _REGISTER, tuple(rows))


def _register(rank: int, post: PostLine) -> list[tuple[Value, ...]]:
    kind, shared = POST_LABELS[PostKind(post.kind)], "oui" if post.is_cofinanced else "non"
    words = (rank, post.employer, post.title, post.commune, kind, shared)
    rates: list[tuple[Value, ...]] = [
        (*words, rate.fte, "", None, rate.starts_on, rate.ends_on, None) for rate in post.agreed
    ]
    held: list[tuple[Value, ...]] = [
        (
            *words,
            None,
            one.name,
            one.rate.fte,
            one.rate.starts_on,
            one.rate.ends_on,
            one.mandate_ends_on,
        )
        for one in post.holdings
    ]
    return [*rates, *held] or [(*words, None, "", None, None, None, None)]


def posts_book(convention: Convention, on: date, year: int | None) -> Book:
    """Return the ledger that the page shows, and the whole of it as data. Six queries at most."""
    ledger = ledger_of(convention, has_shares=False)
    table = table_of(ledger, targets_of(convention), ledger.count(year) if year else on)
    data = (register_table(ledger),) if ledger.posts else ()
    return Book(_table(convention, table), _report(convention, table), data)


def _state(table: LedgerTable) -> str:
    return f"{counted(len(table.rows), 'poste')}, {when_words(table.at)}"


def _table(convention: Convention, table: LedgerTable) -> Table:
    return Table(
        f"Postes – {convention.name}",
        _COLUMNS,
        tuple(_row(row) for row in table.rows),
        ("Ensemble", "", "", "", "", "", *_figures(table.total)),
        (_state(table), *(f"{check.sentence}." for check in table.main_checks)),
    )


def _row(row: PostRow) -> tuple[Value, ...]:
    shared = "oui" if row.is_cofinanced else "non"
    words = (row.title, row.employer, row.place, row.kind, shared, ", ".join(row.holders))
    return *words, *_figures(row.sums)


def _figures(sums: Sums) -> tuple[Value, ...]:
    return shown_fte(sums.agreed), shown_fte(sums.actual), shown_fte(sums.vacant)


def _report(convention: Convention, table: LedgerTable) -> Report:
    blocks: list[Block] = [Heading("Comptes"), account_grid(table)]
    if table.rows:
        blocks += [
            Heading("Postes"),
            post_grid(table, with_names=True),
            Heading("Par employeur"),
            sums_grid("Employeur", table.by_employer),
            Heading("Par nature"),
            sums_grid("Nature", table.by_kind),
        ]
    else:
        blocks.append(Text(f"Aucun poste ne compte {when_words(table.at)}."))
    return Report(
        title=f"Équipe et ETP – {convention.name}",
        state=(_state(table),),
        blocks=tuple(blocks),
        is_landscape=True,
        colour=convention.colour,
        base=base_of(convention, "docx"),
    )
