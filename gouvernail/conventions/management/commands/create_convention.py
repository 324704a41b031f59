"""`create_convention`: a convention from a kit, at the command line."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from gouvernail.accounts.models import User
from gouvernail.common.errors import Refusal
from gouvernail.conventions.kits import Kit, read_kit, shipped_kits
from gouvernail.conventions.models import Convention
from gouvernail.conventions.operations import create_convention
from gouvernail.history.operations import By

BAD_USAGE = 2


class Command(BaseCommand):
    """Create a convention from a kit's file, or from a kit that comes with the application."""

    help = "Crée une convention à partir d’un kit."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the options."""
        parser.add_argument(
            "--kit",
            required=True,
            metavar="FICHIER",
            help=f"fichier du kit, ou l’un de ceux livrés : {', '.join(sorted(shipped_kits()))}",
        )
        parser.add_argument("--name", default="", help="nom ; sinon celui que donne le kit")
        parser.add_argument("--slug", required=True, help="adresse : lettres, chiffres et tirets")
        parser.add_argument(
            "--pilote", metavar="COURRIEL", help="compte existant qui pilotera la convention"
        )
        parser.add_argument("--json", action="store_true", help="répondre en JSON")

    def handle(self, **options: Any) -> None:
        """Create the convention. Exits with 1 when refused, 2 when called wrongly."""
        kit = _kit(options["kit"])
        pilote = _account(options["pilote"]) if options["pilote"] else None
        by = By(None, reason="commande create_convention")
        try:
            convention = create_convention(
                kit, options["name"], options["slug"], by=by, pilote=pilote
            )
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(_as_json(convention) if options["json"] else _as_text(convention))


def _kit(given: str) -> Kit:
    try:
        if Path(given).is_file():
            return read_kit(Path(given))
        shipped = shipped_kits()
    except Refusal as refusal:
        raise CommandError(str(refusal)) from refusal
    if given not in shipped:
        names = ", ".join(sorted(shipped))
        raise CommandError(
            f"Le kit « {given} » n’existe pas : donnez un fichier, ou l’un de : {names}.",
            returncode=BAD_USAGE,
        )
    return shipped[given]


def _account(email: str) -> User:
    account: User | None = User.objects.active().with_email(email).first()
    if account is None:
        raise CommandError(
            f"Aucun compte ouvert n’a l’adresse « {email} » : créez-le d’abord, ou créez la "
            "convention sans --pilote puis invitez cette personne depuis ses réglages."
        )
    return account


def _address(convention: Convention) -> str:
    return f"{settings.PUBLIC_URL}{reverse('conventions:home', args=[convention.slug])}"


def _as_text(convention: Convention) -> str:
    return f"Convention « {convention.name} » créée : {_address(convention)}"


def _as_json(convention: Convention) -> str:
    told = {
        "id": convention.pk,
        "slug": convention.slug,
        "name": convention.name,
        "kit": convention.kit,
        "url": _address(convention),
    }
    return json.dumps(told, ensure_ascii=False)
