"""Say what the ledger of the posts adds up to, on a day or over a year."""

import json
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from gouvernail.conventions.models import Convention
from gouvernail.rules.fte_text import written_fte
from gouvernail.rules.ledger_rows import TOTAL
from gouvernail.rules.staffing import rounding_gap, shown_fte
from gouvernail.staffing.check_words import when_words
from gouvernail.staffing.models import PostKind
from gouvernail.staffing.queries.checks import targets_of
from gouvernail.staffing.queries.ledger import Ledger, Sums, ledger_of
from gouvernail.staffing.queries.split import split_at
from gouvernail.staffing.queries.table import LedgerTable, sums_at, table_of

SUM_WORDS = {"agreed": "convenus", "actual": "réels", "vacant": "vacants"}
ROUNDING_SOURCE = "décision 0065"
FIRST_YEAR, LAST_YEAR = 2000, 2100


class Command(BaseCommand):
    """`staffing --convention SLUG [--on DATE | --year N] [--json]`."""

    help = "Dit ce que comptent les postes d’une convention, et si les sommes tiennent."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the arguments."""
        parser.add_argument("--convention", required=True, metavar="SLUG")
        when = parser.add_mutually_exclusive_group()
        when.add_argument("--on", type=_day, metavar="AAAA-MM-JJ")
        when.add_argument("--year", type=_year, metavar="AAAA")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the sums and the accounts, as sentences or as JSON."""
        convention = Convention.objects.filter(slug=options["convention"]).first()
        if convention is None:
            raise CommandError(f"Aucune convention n’a l’adresse « {options['convention']} ».")
        ledger, year = ledger_of(convention), options["year"]
        at = ledger.count(year) if year else options["on"] or timezone.localdate()
        table = table_of(ledger, targets_of(convention), at)
        if options["json"]:
            told = _as_json(convention, ledger, table)
            self.stdout.write(json.dumps(told, ensure_ascii=False))
            return
        self.stdout.write(f"{convention}, {when_words(at)}")
        self.stdout.write(f"Convenu {_words(table.total.agreed)}")
        self.stdout.write(f"Réel {_words(table.total.actual)}")
        self.stdout.write(f"Vacant {_words(table.total.vacant)}")
        for check in table.checks:
            mark = "tenu" if check.holds else "à vérifier"
            self.stdout.write(f"[{mark}] {check.sentence}. ({check.source})")
            if not check.holds:
                for words, _ in check.rows:
                    self.stdout.write(f"    {words}")


def _as_json(convention: Convention, ledger: Ledger, table: LedgerTable) -> dict[str, Any]:
    by_theme, by_afas = split_at(convention, ledger, table.at)
    targets = [row.amount for row in targets_of(convention) if row.kind == TOTAL]
    by_employer = {row.label: row.sums for row in table.by_employer}
    by_kind = {
        kind.value: sums_at(
            ledger, table.at, tuple(post for post in ledger.posts if post.kind == kind)
        )
        for kind in PostKind
    }
    rounded = [
        *_sums_rounded(by_employer, "par employeur"),
        *_sums_rounded(by_kind, "par nature"),
        *_rounded(by_theme.values(), "réels par thème"),
        *_rounded(by_afas.values(), "réels par ligne de la déclaration"),
    ]
    return {
        "target": _figure(targets[0]) if targets else None,
        **_sums(table.total),
        "by_employer": {name: _sums(sums) for name, sums in by_employer.items()},
        "by_kind": {name: _sums(sums) for name, sums in by_kind.items()},
        "by_theme": {name: _figure(part) for name, part in by_theme.items()},
        "by_afas": {name: _figure(part) for name, part in by_afas.items()},
        "checks": [
            *(
                _check(check.rule, check.source, f"{check.sentence}.", holds=check.holds)
                for check in table.checks
            ),
            *(_check("rounding", ROUNDING_SOURCE, told, holds=True) for told in rounded),
        ],
    }


def _check(rule: str, source: str, sentence: str, *, holds: bool) -> dict[str, Any]:
    return {"rule": rule, "source": source, "holds": holds, "sentence": sentence}


def _sums_rounded(groups: Mapping[str, Sums], which: str) -> Iterator[str]:
    for name, label in SUM_WORDS.items():
        parts = [getattr(sums, name) for sums in groups.values()]
        yield from _rounded(parts, f"{label} {which}")


def _rounded(parts: Iterable[Decimal], which: str) -> Iterator[str]:
    """Say why figures that are shown to the hundredth do not add up to their total."""
    gap = rounding_gap(list(parts))
    if gap:
        lines, total = (written_fte(amount) for amount in gap)
        yield (
            f"Arrondis un à un, les ETP {which} font {lines} ; leur total exact, arrondi, fait "
            f"{total}."
        )


def _sums(sums: Sums) -> dict[str, str]:
    return {name: _figure(getattr(sums, name)) for name in SUM_WORDS}


def _figure(fte: Decimal) -> str:
    return str(shown_fte(fte))


def _words(fte: Decimal) -> str:
    return f": {written_fte(fte)} ETP"


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(f"« {text} » n’est pas une date, telle 2026-12-31") from error


def _year(text: str) -> int:
    if not text.isdecimal() or not FIRST_YEAR <= int(text) <= LAST_YEAR:
        raise ArgumentTypeError(f"« {text} » n’est pas une année, telle 2026")
    return int(text)
