"""The coordinators in a document: their posts over a year, the accounts, and what is missing.

Nobody is named unless it is asked for: a report goes further than the page of the team.
"""

from decimal import Decimal

from django.urls import reverse

from gouvernail.common.templatetags.french import counted
from gouvernail.conventions.models import Convention
from gouvernail.documents.formats.report import (
    Block,
    Cell,
    Facts,
    Grid,
    Head,
    Heading,
    Mark,
    Missing,
    Text,
)
from gouvernail.rules.fte_text import written_fte
from gouvernail.rules.staffing import shown_fte
from gouvernail.staffing.check_words import when_words
from gouvernail.staffing.models import RULE_LABELS
from gouvernail.staffing.queries.checks import targets_of
from gouvernail.staffing.queries.ledger import ledger_of
from gouvernail.staffing.queries.table import LedgerTable, PostRow, SumRow, table_of

TITLE = "Les chargés de coopération"
ACCOUNTS = (Head("Compte", 7), Head("État", 2), Head("Source", 3))
_FIGURES = (Head("Convenu", 2), Head("Réel", 2), Head("Vacant", 2))


def team_blocks(convention: Convention, year: int, *, rank: int = 1, site: str = "") -> list[Block]:
    """Return the chapter of a year: counts, posts, accounts. Five queries at most.

    `rank` is that of its heading; `site` the address of the server, for the link to what is
    missing.
    """
    ledger = ledger_of(convention, has_shares=False)
    blocks: list[Block] = [Heading(TITLE, rank)]
    if not ledger.posts:
        path = reverse("team:home", args=[convention.slug])
        said = "Aucun poste de chargé de coopération n’est noté."
        return [*blocks, Missing(said, f"{site}{path}" if site else "")]
    table = table_of(ledger, targets_of(convention), ledger.count(year))
    if not table.rows:
        return [*blocks, Text(f"Aucun poste ne compte {when_words(table.at)}.")]
    rule = RULE_LABELS[ledger.rule]
    return [
        *blocks,
        Facts(
            (
                ("Postes", counted(len(table.rows), "poste")),
                ("Convenu", f"{written_fte(table.total.agreed)} ETP"),
                ("Réel", f"{written_fte(table.total.actual)} ETP"),
                ("Vacant", f"{written_fte(table.total.vacant)} ETP"),
                ("Année comptée", rule),
            )
        ),
        post_grid(table),
        Heading("Les comptes de l’effectif", rank + 1),
        account_grid(table),
    ]


def post_grid(table: LedgerTable, *, with_names: bool = False) -> Grid:
    """Return the posts with their sums; with those who hold them if asked."""
    heads = [Head("Poste", 6), Head("Employeur", 4), Head("Nature", 3)]
    if with_names:
        heads.append(Head("Titulaires", 5))
    rows = tuple(_post(row, with_names=with_names) for row in table.rows)
    blanks = ("",) * (len(heads) - 1)
    total = table.total
    figures = _figures(total.agreed, total.actual, total.vacant)
    return Grid((*heads, *_FIGURES), rows, ("Ensemble", *blanks, *figures))


def _post(row: PostRow, *, with_names: bool) -> tuple[Cell, ...]:
    names = (", ".join(row.holders),) if with_names else ()
    sums = row.sums
    words = (row.title, row.employer, row.kind, *names)
    return *words, *_figures(sums.agreed, sums.actual, sums.vacant)


def _figures(*amounts: Decimal) -> tuple[Cell, ...]:
    return tuple(shown_fte(amount) for amount in amounts)


def sums_grid(label: str, rows: tuple[SumRow, ...]) -> Grid:
    """Return sums by employer or by kind."""
    return Grid(
        (Head(label, 6), Head("Postes", 2), *_FIGURES),
        tuple(
            (row.label, row.count, *_figures(row.sums.agreed, row.sums.actual, row.sums.vacant))
            for row in rows
        ),
    )


def account_grid(table: LedgerTable) -> Grid:
    """Return the accounts that say where the convention stands, each with its passage."""
    return Grid(
        ACCOUNTS,
        tuple(
            (check.sentence, account_mark(holds=check.holds), check.cited)
            for check in table.checks
            if check.is_main
        ),
    )


def account_mark(*, holds: bool) -> Mark:
    """Return whether an account holds, in a word and the shape of a family."""
    return Mark("tenu", "done") if holds else Mark("à vérifier", "suspended")
