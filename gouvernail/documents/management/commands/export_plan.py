"""Write the plan of a convention to a file."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from gouvernail.action_plan.queries import Clock, PlanFilters
from gouvernail.conventions.models import Convention
from gouvernail.documents.catalogue import TABLE_FORMATS
from gouvernail.documents.content.plan_table import plan_table


class Command(BaseCommand):
    """`export_plan --convention SLUG --format xlsx|csv --out FILE`."""

    help = "Écrit le plan d’actions d’une convention dans un fichier."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the arguments."""
        parser.add_argument("--convention", required=True, metavar="SLUG")
        parser.add_argument("--format", required=True, choices=sorted(TABLE_FORMATS))
        parser.add_argument("--out", required=True, type=Path, metavar="FICHIER")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the file, or say why not."""
        convention = Convention.objects.filter(slug=options["convention"]).first()
        if convention is None:
            raise CommandError(f"Aucune convention n’a l’adresse « {options['convention']} ».")
        clock = Clock(timezone.localdate(), convention.stale_after_days)
        table = plan_table(convention, PlanFilters(), clock, sort="")
        content = TABLE_FORMATS[options["format"]].write(table)
        try:
            options["out"].write_bytes(content)
        except OSError as error:
            raise CommandError(
                f"Écriture impossible : {error.strerror} ({options['out']})."
            ) from error
        self.stdout.write(f"{len(table.rows)} actions écrites dans {options['out']}.")
