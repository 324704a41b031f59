"""`manage.py load_territories`: communes, EPCI and départements of France."""

import json
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from gouvernail.common.templatetags.french import counted
from gouvernail.territories.operations import LoadReport, load_territories


class Command(BaseCommand):
    """Loads the data file that comes with the application; does nothing when it is loaded."""

    help = "Charge les communes, EPCI et départements de France (sans effet s’ils sont à jour)."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add --json."""
        parser.add_argument("--json", action="store_true", help="écrit le compte rendu en JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, then say what was written."""
        report = load_territories()
        self.stdout.write(as_json(report) if options["json"] else sentence(report))


def as_json(report: LoadReport) -> str:
    """Return the report for another program."""
    return json.dumps({**asdict(report), "is_new": report.is_new}, default=str)


def sentence(report: LoadReport) -> str:
    """Return the report for a person."""
    if not report.is_new:
        return f"Communes déjà à jour (millésime {report.vintage:%Y})."
    return (
        f"Millésime {report.vintage:%Y} chargé : {counted(report.communes, 'commune')}, "
        f"{counted(report.former_communes, 'ancienne commune')}, "
        f"{counted(report.epcis, 'EPCI,EPCI')}, "
        f"{counted(report.departements, 'département')}."
    )
