"""Do what waits behind the pages: mails, reminders, dossiers."""

import os
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from gouvernail.common.work import work, work_until_idle


class Command(BaseCommand):
    """`work [--once]`: `serve` and `demo` run it by themselves."""

    help = "Fait ce qui attend : courriels, rappels, dossiers."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the arguments."""
        parser.add_argument("--once", action="store_true", help="Faire ce qui est dû, puis finir.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Work until a signal says to stop, or until nothing is due."""
        if options["once"]:
            self.stdout.write(f"{work_until_idle()} fait")
            return
        parent = os.getppid()
        work(lambda: os.getppid() == parent)
