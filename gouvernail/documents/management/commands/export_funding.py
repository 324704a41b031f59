"""Write the funding plan of a convention to a workbook."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from gouvernail.conventions.models import Convention
from gouvernail.documents.content.funding_plan import funding_plan
from gouvernail.documents.formats.xlsx import write_xlsx_book


class Command(BaseCommand):
    """`export_funding --convention SLUG --out FILE`."""

    help = "Écrit le plan de financement d’une convention dans un classeur XLSX."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the arguments."""
        parser.add_argument("--convention", required=True, metavar="SLUG")
        parser.add_argument("--out", required=True, type=Path, metavar="FICHIER")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the file, or say why not."""
        out = options["out"]
        convention = Convention.objects.filter(slug=options["convention"]).first()
        if convention is None:
            raise CommandError(f"Aucune convention n’a l’adresse « {options['convention']} ».")
        tables = funding_plan(convention, timezone.localdate())
        try:
            out.write_bytes(write_xlsx_book(tables))
        except OSError as error:
            raise CommandError(f"Écriture impossible : {error.strerror} ({out}).") from error
        self.stdout.write(f"Financements écrits : {len(tables[0].rows)}, dans {out}.")
