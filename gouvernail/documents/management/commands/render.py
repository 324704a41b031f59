"""Write one document, whatever it is about."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from gouvernail.conventions.models import Convention
from gouvernail.documents.formats.refusals import DocumentRefused
from gouvernail.documents.pack import pack_bytes
from gouvernail.documents.papers import PAPERS, Paper
from gouvernail.documents.subject import Need, Subject, sitting_subject
from gouvernail.governance.models import Body, Sitting

PACK_NAME = "dossier"


class Command(BaseCommand):
    """`render NAME --convention SLUG [--sitting N] [--body N] [--year N] --format F --out FILE`."""

    help = "Écrit un document dans un fichier ; --list dit lesquels."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the arguments."""
        parser.add_argument("name", nargs="?", metavar="DOCUMENT")
        parser.add_argument("--list", action="store_true", help="Les documents et leurs formats.")
        parser.add_argument("--json", action="store_true")
        parser.add_argument("--convention", metavar="SLUG")
        parser.add_argument("--sitting", type=int, metavar="SÉANCE")
        parser.add_argument("--body", type=int, metavar="INSTANCE")
        parser.add_argument("--year", type=int, metavar="ANNÉE")
        parser.add_argument("--format", metavar="FORMAT")
        parser.add_argument("--out", type=Path, metavar="FICHIER")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the file, or say why not."""
        if options["list"]:
            self.stdout.write(_list_as_json() if options["json"] else _list_as_text())
            return
        name, extension, out = options["name"], options["format"], options["out"]
        if not (name and options["convention"] and extension and out):
            raise CommandError(
                "Il faut un document, --convention, --format et --out ; `render --list` dit les "
                "documents.",
                returncode=2,
            )
        _check(name, extension)
        convention = Convention.objects.filter(slug=options["convention"]).first()
        if convention is None:
            raise CommandError(f"Aucune convention n’a l’adresse « {options['convention']} ».")
        try:
            content = _written(convention, name, extension, options)
        except DocumentRefused as error:
            raise CommandError(str(error)) from error
        try:
            out.write_bytes(content)
        except OSError as error:
            raise CommandError(f"Écriture impossible : {error.strerror} ({out}).") from error
        self.stdout.write(f"{out} : {len(content)} octets.")


def _check(name: str, extension: str) -> None:
    known = {key: paper.formats for key, paper in PAPERS.items()} | {PACK_NAME: ("zip",)}
    if name not in known:
        raise CommandError(f"Aucun document « {name} » : {', '.join(known)}.", returncode=2)
    if extension not in known[name]:
        told = ", ".join(known[name])
        raise CommandError(f"« {name} » s’écrit en : {told}.", returncode=2)


def _written(convention: Convention, name: str, extension: str, options: dict[str, Any]) -> bytes:
    today = timezone.localdate()
    if name == PACK_NAME:
        return pack_bytes(_sitting(convention, options["sitting"]), settings.PUBLIC_URL)
    paper = PAPERS[name]
    if paper.needs is Need.SITTING:
        sitting = _sitting(convention, options["sitting"])
        subject = sitting_subject(sitting, today, settings.PUBLIC_URL)
    else:
        body = _body(convention, options["body"])
        year, site = options["year"], settings.PUBLIC_URL
        subject = Subject(convention, today, year, site=site, body=body)
    return paper.write(subject, extension, timezone.now())


def _body(convention: Convention, pk: int | None) -> Body | None:
    """Return the body asked for; None for all of them."""
    if pk is None:
        return None
    found = Body.objects.of(convention).filter(pk=pk).first()
    if found is None:
        raise CommandError(f"Cette convention n’a pas d’instance {pk}.")
    return found


def _sitting(convention: Convention, pk: int | None) -> Sitting:
    """Return the sitting asked for, or the next one to come."""
    rows = Sitting.objects.of(convention).select_related("body", "convention", "replaces__body")
    if pk is not None:
        found = rows.filter(pk=pk).first()
        if found is None:
            raise CommandError(f"Cette convention n’a pas de séance {pk}.")
        return found
    coming = rows.planned().filter(starts_at__gte=timezone.now()).order_by("starts_at").first()
    if coming is None:
        raise CommandError("Aucune séance n’est à venir : nommez-en une avec --sitting.")
    return coming


def _told(name: str, paper: Paper) -> dict[str, Any]:
    return {
        "name": name,
        "title": paper.title,
        "needs": paper.needs.value,
        "formats": list(paper.formats),
    }


def _all() -> list[dict[str, Any]]:
    pack = {"name": PACK_NAME, "title": "Dossier de séance", "needs": "sitting", "formats": ["zip"]}
    return [*(_told(name, paper) for name, paper in PAPERS.items()), pack]


def _list_as_json() -> str:
    return json.dumps(_all(), ensure_ascii=False)


def _list_as_text() -> str:
    return "\n".join(
        f"{row['name']} ({', '.join(row['formats'])}) : {row['title']}" for row in _all()
    )
