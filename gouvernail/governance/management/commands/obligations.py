"""Say where the obligations of a convention stand."""

import json
from argparse import ArgumentParser, ArgumentTypeError
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from gouvernail.conventions.models import Convention
from gouvernail.governance.queries.obligations import obligation_lines
from gouvernail.governance.queries.obligations_json import as_json
from gouvernail.governance.words import STANDING_LABELS

FIRST_YEAR, LAST_YEAR = 2000, 2100


class Command(BaseCommand):
    """`obligations --convention SLUG [--year N] [--as-of DATE] [--json]`."""

    help = "Dit où en sont les engagements d’une convention."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the arguments."""
        parser.add_argument("--convention", required=True, metavar="SLUG")
        parser.add_argument("--year", type=_year, metavar="AAAA")
        parser.add_argument("--as-of", type=_day, metavar="AAAA-MM-JJ")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print each obligation, as sentences or as JSON."""
        convention = Convention.objects.filter(slug=options["convention"]).first()
        if convention is None:
            raise CommandError(f"Aucune convention n’a l’adresse « {options['convention']} ».")
        today = options["as_of"] or timezone.localdate()
        lines = obligation_lines(convention, options["year"], today)
        if options["json"]:
            self.stdout.write(json.dumps([as_json(line) for line in lines], ensure_ascii=False))
            return
        for line in lines:
            self.stdout.write(
                f"[{STANDING_LABELS[line.standing]}] {line.sentence} ({line.obligation.source})"
            )


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(f"« {text} » n’est pas une date, telle 2026-12-31") from error


def _year(text: str) -> int:
    if not text.isdecimal() or not FIRST_YEAR <= int(text) <= LAST_YEAR:
        raise ArgumentTypeError(f"« {text} » n’est pas une année, telle 2026")
    return int(text)
