"""`reset_link`: for instances without a mail server."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from gouvernail.accounts.models import User
from gouvernail.accounts.operations import draw_reset_link


class Command(BaseCommand):
    """Prints a one-time address where a person chooses another password."""

    help = "Donne l’adresse à usage unique où une personne choisit un nouveau mot de passe."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the options."""
        parser.add_argument("email", help="adresse électronique du compte")
        parser.add_argument("--json", action="store_true", help="répond en JSON")

    def handle(self, **options: Any) -> None:
        """Print the address.

        Errors: CommandError (exit 1) when no open account has this address.
        """
        user = User.objects.active().with_email(options["email"]).first()
        if user is None:
            raise CommandError(
                f"Aucun compte ouvert n’a l’adresse {options['email']}.", returncode=1
            )
        link = draw_reset_link(user)
        if options["json"]:
            self.stdout.write(json.dumps({"email": user.email, "link": link}))
            return
        self.stdout.write(
            f"À transmettre à {user.full_name} par un moyen sûr ; valable trois jours, une fois :"
        )
        self.stdout.write(link)
