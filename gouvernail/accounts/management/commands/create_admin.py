"""`create_admin`: open the account of whoever administers the instance."""

import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from gouvernail.accounts.operations import create_user, draw_reset_link
from gouvernail.common.errors import Refusal


class Command(BaseCommand):
    """Opens an administrator's account, with a password read or a link to choose one."""

    help = "Ouvre le compte d’une personne qui administre l’instance."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the options."""
        parser.add_argument("--email", required=True, help="adresse électronique")
        parser.add_argument("--name", required=True, help="nom affiché")
        parser.add_argument(
            "--password-stdin",
            action="store_true",
            help="lit le mot de passe sur l’entrée standard, au lieu de donner un lien",
        )
        parser.add_argument("--json", action="store_true", help="répond en JSON")

    def handle(self, **options: Any) -> None:
        """Open the account.

        Errors: CommandError (exit 1) with the reason.
        """
        password = sys.stdin.readline().rstrip("\r\n") if options["password_stdin"] else None
        try:
            user = create_user(options["email"], options["name"], password, is_admin=True)
        except Refusal as refusal:
            raise CommandError(str(refusal), returncode=1) from refusal
        link = draw_reset_link(user) if password is None else None
        if options["json"]:
            answer = {"email": user.email, "name": user.full_name, "link": link}
            self.stdout.write(json.dumps(answer, ensure_ascii=False))
            return
        self.stdout.write(f"Compte ouvert pour {user.full_name} ({user.email}).")
        if link:
            self.stdout.write(
                f"Choisir le mot de passe à cette adresse, valable trois jours :\n{link}"
            )
