"""Write the plan of a convention to a file."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.http import QueryDict

from gouvernail.conventions.models import Convention
from gouvernail.documents.catalogue import PLAN_REPORTS, PLAN_TABLES
from gouvernail.documents.content.plan_list import plan_list, write_plan, write_sheets
from gouvernail.documents.formats.refusals import DocumentRefused


class Command(BaseCommand):
    """`export_plan --convention SLUG --format xlsx|ods|csv|pdf|docx|odt [--sheets] --out FILE`."""

    help = "Écrit le plan d’actions d’une convention, ou ses fiches action, dans un fichier."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the arguments."""
        parser.add_argument("--convention", required=True, metavar="SLUG")
        parser.add_argument("--format", required=True, choices=(*PLAN_TABLES, *PLAN_REPORTS))
        parser.add_argument("--sheets", action="store_true", help="Les fiches action.")
        parser.add_argument("--out", required=True, type=Path, metavar="FICHIER")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the file, or say why not."""
        extension, out = options["format"], options["out"]
        if options["sheets"] and extension not in PLAN_REPORTS:
            raise CommandError(
                "Les fiches action s’écrivent en pdf, docx ou odt : ôtez --sheets, ou changez "
                "--format.",
                returncode=2,
            )
        convention = Convention.objects.filter(slug=options["convention"]).first()
        if convention is None:
            raise CommandError(f"Aucune convention n’a l’adresse « {options['convention']} ».")
        plan = plan_list(convention, QueryDict())
        write = write_sheets if options["sheets"] else write_plan
        try:
            content = write(plan, extension)
        except DocumentRefused as error:
            raise CommandError(str(error)) from error
        try:
            out.write_bytes(content)
        except OSError as error:
            raise CommandError(f"Écriture impossible : {error.strerror} ({out}).") from error
        self.stdout.write(f"{plan.count} actions écrites dans {out}.")
