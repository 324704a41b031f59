"""Forget the files brought in and never applied."""

import json
from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from gouvernail.imports.operations import DAYS_KEPT, purge_imports


class Command(BaseCommand):
    """`purge_imports [--days N] [--json]`."""

    help = "Efface les fichiers apportés et jamais appliqués."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the arguments."""
        parser.add_argument("--days", type=int, default=DAYS_KEPT, metavar="N")
        parser.add_argument("--json", action="store_true", help="Répondre en JSON.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Forget, and tell how many."""
        gone = purge_imports(timezone.now() - timedelta(days=options["days"]))
        if options["json"]:
            self.stdout.write(json.dumps({"files": gone}))
        else:
            self.stdout.write(f"Fichiers effacés : {gone}.")
