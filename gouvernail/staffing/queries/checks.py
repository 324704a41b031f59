"""The accounts of the ledger: what the rules find in it, in the words people read."""

from dataclasses import dataclass
from datetime import date

from gouvernail.conventions.models import Convention
from gouvernail.rules.ledger_checks import ledger_checks
from gouvernail.rules.ledger_rows import CheckKey, CheckRow, Held, PostRates, Target
from gouvernail.rules.names import fold_name
from gouvernail.rules.year_parts import YearCount
from gouvernail.staffing.check_words import (
    check_sentence,
    check_text,
    joined_sources,
    row_words,
)
from gouvernail.staffing.models import StaffingTarget
from gouvernail.staffing.queries.ledger import HoldingLine, Ledger

# Those that say where the convention stands; the others look for what was typed wrong.
MAIN = frozenset(
    {
        CheckKey.TARGETS,
        CheckKey.TOTAL,
        CheckKey.EXISTING,
        CheckKey.DEVELOPMENT,
        CheckKey.FILLED,
    }
)
OWN_SOURCE = "décision 0066"


@dataclass(frozen=True, slots=True)
class CheckLine:
    """An account as people read it. `rows` are the rows that make it, each with its post.

    `cited` is the passage of the convention, empty when the account is of our own making.
    """

    rule: str
    cited: str
    holds: bool
    sentence: str
    text: str
    rows: tuple[tuple[str, int | None], ...]
    is_main: bool

    @property
    def source(self) -> str:
        """The passage of the convention, or the decision that makes the account."""
        return self.cited or OWN_SOURCE


def targets_of(convention: Convention) -> tuple[Target, ...]:
    """Return the figures of the convention, in their order. One query."""
    rows = StaffingTarget.objects.filter(convention=convention).order_by("position", "pk")
    return tuple(Target(row.kind, row.amount, row.year, row.place, row.source) for row in rows)


def check_lines(
    ledger: Ledger, targets: tuple[Target, ...], at: date | YearCount
) -> tuple[CheckLine, ...]:
    """Return every account of a day or of a year. No query."""
    found = ledger_checks(post_rates(ledger), targets, at)
    return tuple(
        CheckLine(
            rule=check.key.value,
            cited=joined_sources(check.sources),
            holds=check.holds,
            sentence=check_sentence(check, at),
            text=check_text(check),
            rows=tuple((row_words(check, row), _known(row)) for row in check.rows),
            is_main=check.key in MAIN,
        )
        for check in found
    )


def post_rates(ledger: Ledger) -> list[PostRates]:
    """Return what the accounts need of every post."""
    known = _persons(ledger)
    return [
        PostRates(
            key=post.pk,
            title=post.title,
            kind=post.kind,
            place=post.place,
            agreed=post.agreed,
            held=tuple(
                Held(_who(held, known), held.name, held.rate, held.mandate_ends_on)
                for held in post.holdings
            ),
            is_cofinanced=post.is_cofinanced,
        )
        for post in ledger.posts
    ]


def _persons(ledger: Ledger) -> dict[str, set[int]]:
    """Return the persons of the directory that each name of the ledger stands for."""
    found: dict[str, set[int]] = {}
    for post in ledger.posts:
        for held in post.holdings:
            if held.person_id:
                found.setdefault(fold_name(held.name), set()).add(held.person_id)
    return found


def _who(held: HoldingLine, known: dict[str, set[int]]) -> str:
    """Tell persons apart: a bare name is the person who bears it, if only one does."""
    name = fold_name(held.name)
    ids = {held.person_id} if held.person_id else known.get(name, set())
    if held.pk < 0 and not ids:
        return f"supposed {held.pk}"
    return f"person {next(iter(ids))}" if len(ids) == 1 else name


def _known(row: CheckRow) -> int | None:
    """Return the post that a row leads to; a supposed one has no page."""
    return row.post if row.post and row.post > 0 else None
