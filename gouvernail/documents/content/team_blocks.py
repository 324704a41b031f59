"""The coordinators in a document: their posts over a year, the accounts, and what is missing.

Nobody is named unless it is asked for: a report goes further than the page of the team.
"""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.urls import reverse
from django.utils import timezone

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
from gouvernail.staffing.queries.checks import targets_of
from gouvernail.staffing.queries.ledger import ledger_of
from gouvernail.staffing.queries.missions import MissionLines, missions_page
from gouvernail.staffing.queries.split import NO_THEME, split_at
from gouvernail.staffing.queries.table import LedgerTable, PostRow, SumRow, table_of

TITLE = "Les chargés de coopération"
NO_POST = "Aucun poste de chargé de coopération n’est noté."
ACCOUNTS = (Head("Compte", 7), Head("État", 2), Head("Source", 3))
_FIGURES = (Head("Convenu", 2), Head("Réel", 2), Head("Vacant", 2))


@dataclass(frozen=True, slots=True)
class Team:
    """The coordinators of a year: the ledger, where the time went, who carries what.

    `by_line` are the ETP of each line of the Caf's declaration; « sans thème », those of none.
    """

    table: LedgerTable
    by_line: tuple[tuple[str, Decimal], ...]
    missions: tuple[MissionLines, ...]


def team_of(convention: Convention, year: int, today: date) -> Team:
    """Read the coordinators of a year. Twelve queries at most."""
    ledger = ledger_of(convention)
    table = table_of(ledger, targets_of(convention), ledger.count(year))
    _, by_line = split_at(convention, ledger, table.at)
    page = missions_page(convention, today)
    return Team(table, tuple(by_line.items()), tuple(page.missions))


def team_blocks(convention: Convention, year: int, *, rank: int = 1, site: str = "") -> list[Block]:
    """Return the chapter of a year under its own heading, of that rank.

    `site` is the address of the server, for the link to what is missing.
    """
    team = team_of(convention, year, timezone.localdate())
    if not team.table.has_posts:
        path = reverse("team:home", args=[convention.slug])
        return [Heading(TITLE, rank), Missing(NO_POST, f"{site}{path}" if site else "")]
    return [Heading(TITLE, rank), *team_chapter(team, rank + 1)]


def team_chapter(team: Team, rank: int) -> list[Block]:
    """Return what a document says of the coordinators, its headings of that rank."""
    table = team.table
    if not table.rows:
        return [Text(f"Aucun poste ne compte {when_words(table.at)}.")]
    return [
        Facts(
            (
                ("Postes", counted(len(table.rows), "poste")),
                ("Convenu", f"{written_fte(table.total.agreed)} ETP"),
                ("Réel", f"{written_fte(table.total.actual)} ETP"),
                ("Vacant", f"{written_fte(table.total.vacant)} ETP"),
                ("Année comptée", table.rule),
            )
        ),
        replace(post_grid(table), caption=f"Les postes {when_words(table.at)}"),
        *_lines(team, rank),
        Heading("Les comptes de l’effectif", rank),
        replace(account_grid(table), caption="Ce que dit la convention, et ce qui est"),
        *_missions(team, rank),
    ]


def _lines(team: Team, rank: int) -> list[Block]:
    """Return where the time went, in the Caf's own lines; nothing while nobody said it."""
    if all(name == NO_THEME for name, _ in team.by_line):
        return []
    rows = tuple((name, shown_fte(fte)) for name, fte in team.by_line)
    caption = "ETP réels par ligne de la déclaration AFAS"
    heads = (Head("Ligne", 8), Head("ETP", 2))
    return [Heading("La répartition thématique", rank), Grid(heads, rows, caption=caption)]


def _missions(team: Team, rank: int) -> list[Block]:
    """Return the missions, and how many carry each of their sentences."""
    rows = tuple(
        (line.text, mission.title, line.held_by or "personne")
        for mission in team.missions
        for line in mission.sentences
    )
    if not rows:
        return []
    heads = (Head("Phrase", 7), Head("Mission", 5), Head("Portée par", 2))
    caption = "Les missions des chargés de coopération et le nombre de ceux qui les portent"
    return [Heading("Les missions", rank), Grid(heads, rows, caption=caption)]


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
