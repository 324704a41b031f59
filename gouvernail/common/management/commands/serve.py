"""Serve the application."""

from argparse import ArgumentParser
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from gouvernail.common.server import WORKERS, serve


class Command(BaseCommand):
    """`serve [--host] [--port] [--workers]`: prepare the data folder, then serve."""

    help = "Lance le serveur de production."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the arguments."""
        parser.add_argument("--host", default="127.0.0.1", metavar="ADRESSE")
        parser.add_argument("--port", type=int, default=8000, metavar="N")
        parser.add_argument("--workers", type=int, default=WORKERS, metavar="N")
        parser.add_argument("--prepared", action="store_true", help="Ne rien vérifier d’abord.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Prepare, then serve until a signal says to stop."""
        if not options["prepared"]:
            call_command("prepare", stdout=self.stdout)
        serve(options["host"], options["port"], options["workers"])
