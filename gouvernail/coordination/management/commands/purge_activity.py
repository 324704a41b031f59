"""Forget the activity logs and the absences older than each convention keeps."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from gouvernail.conventions.models import Convention
from gouvernail.coordination.operations.purging import purge_activity
from gouvernail.history.operations import By


class Command(BaseCommand):
    """`purge_activity [--convention SLUG] [--dry-run] [--json]`."""

    help = "Efface les journaux d’activité et les absences au-delà de la durée choisie."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the arguments."""
        parser.add_argument("--convention", metavar="SLUG")
        parser.add_argument("--dry-run", action="store_true", help="Compter sans rien effacer.")
        parser.add_argument("--json", action="store_true", help="Répondre en JSON.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Forget, and tell how much by convention."""
        conventions = Convention.objects.order_by("slug")
        if options["convention"]:
            conventions = conventions.filter(slug=options["convention"])
            if not conventions:
                raise CommandError(f"Aucune convention ne s’appelle « {options['convention']} ».")
        by = By(None, "Durée de conservation atteinte")
        reports = purge_activity(
            conventions, timezone.localdate(), by=by, dry_run=options["dry_run"]
        )
        if options["json"]:
            self.stdout.write(json.dumps([report.as_json() for report in reports]))
            return
        done = "À effacer" if options["dry_run"] else "Effacés"
        for report in reports:
            self.stdout.write(
                f"{report.convention} : avant le {report.before:%d/%m/%Y}. {done} : "
                f"{report.activities} activités, {report.months} mois vérifiés, "
                f"{report.readings} lectures, {report.absences} absences."
            )
