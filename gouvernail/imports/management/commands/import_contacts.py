"""Import contacts from a file, or only say what it would do."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from gouvernail.common.errors import Refusal
from gouvernail.conventions.models import Convention
from gouvernail.history.operations import By
from gouvernail.imports.contacts import (
    Group,
    MatchedContacts,
    MatchedPerson,
    MatchedStructure,
    NoContactsFound,
    ReadContacts,
    Verdict,
    read_contacts,
)
from gouvernail.imports.contacts_operations import apply_contacts
from gouvernail.imports.contacts_queries import matched, taught_columns
from gouvernail.imports.readers import UnreadableFile, read_safely
from gouvernail.imports.sheets import Choices, Problem


class Command(BaseCommand):
    """`import_contacts FILE --convention SLUG [--sheet] [--answers] [--dry-run] [--json]`."""

    help = "Importe des contacts dans l’annuaire depuis un fichier XLSX, ODS, CSV ou vCard."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the arguments."""
        parser.add_argument("file", type=Path, metavar="FICHIER")
        parser.add_argument("--convention", required=True, metavar="SLUG")
        parser.add_argument("--sheet", metavar="FEUILLE")
        parser.add_argument("--mapping", type=Path, metavar="FICHIER.json")
        parser.add_argument("--answers", type=Path, metavar="FICHIER.json")
        parser.add_argument("--dry-run", action="store_true", help="Ne rien écrire.")
        parser.add_argument("--json", action="store_true", help="Répondre en JSON.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read, compare, write unless it is a dry run, and tell."""
        convention = Convention.objects.filter(slug=options["convention"]).first()
        if convention is None:
            raise CommandError(f"Aucune convention n’a l’adresse « {options['convention']} ».")
        answers = _json_of(options["answers"])
        read = _read(convention, options)
        try:
            found = self._do(convention, read, answers, options)
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        if options["json"]:
            self.stdout.write(json.dumps(_told(read, found), ensure_ascii=False))
        else:
            self._tell(read, found, is_dry=options["dry_run"])

    def _do(
        self, convention: Convention, read: ReadContacts, answers: dict[str, Any], options: Any
    ) -> MatchedContacts:
        if options["dry_run"]:
            return matched(convention, read, answers)
        by = By(None, "Import en ligne de commande")
        return apply_contacts(convention, read, answers, filename=options["file"].name, by=by)

    def _tell(self, read: ReadContacts, found: MatchedContacts, *, is_dry: bool) -> None:
        counts = _counts(read, found)
        self.stdout.write(
            f"{counts['structures']['create']} structure(s) et {counts['persons']['create']} "
            f"personne(s) à créer, {counts['groups']} groupe(s) de structures à vérifier."
        )
        for problem in read.problems:
            self.stdout.write(f"{problem.place} : {problem.message}")
        self.stdout.write("Rien n’est écrit." if is_dry else "Contacts importés.")


def _json_of(path: Path | None) -> dict[str, Any]:
    if path is None:
        return {}
    try:
        content = json.loads(path.read_text())
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise CommandError(f"Lecture impossible : {error}.") from error
    if not isinstance(content, dict):
        raise CommandError("Ce fichier doit être un objet JSON : {…}.")
    return content


def _read(convention: Convention, options: dict[str, Any]) -> ReadContacts:
    path: Path = options["file"]
    try:
        data = path.read_bytes()
    except OSError as error:
        raise CommandError(f"Lecture impossible : {error}.") from error
    choices = Choices(
        sheet=options["sheet"],
        mapping=_json_of(options["mapping"]),
        synonyms=taught_columns(convention),
    )
    try:
        return read_contacts(read_safely(data, path.name), choices)
    except (UnreadableFile, NoContactsFound) as error:
        raise CommandError(str(error)) from error


def _counts(read: ReadContacts, found: MatchedContacts) -> dict[str, Any]:
    refused = sum(bool(contact.refused) for contact in read.contacts)
    return {
        "structures": {verdict.value: len(found.structures_of(verdict)) for verdict in Verdict},
        "persons": {verdict.value: len(found.persons_of(verdict)) for verdict in Verdict},
        "refused_rows": refused,
        "groups": len(found.groups),
        "unanswered": found.open_groups,
    }


def _told(read: ReadContacts, found: MatchedContacts) -> dict[str, Any]:
    """Return the answer that scripts read (docs/reference/contacts.md)."""
    return {
        "sheet": read.sheet or None,
        "header_row": read.header_row,
        "mapping": read.mapping,
        "private": list(read.private),
        "unmapped": list(read.left),
        "counts": _counts(read, found),
        "structures": [_structure(one) for one in found.structures],
        "groups": [_group(one) for one in found.groups],
        "questions": [
            {
                "key": f"person:{one.key}",
                "name": one.name,
                "rows": list(one.rows),
                "text": one.text,
                "options": dict(one.options),
                "chosen": one.chosen,
            }
            for one in found.questions
        ],
        "persons": [_person(one) for one in found.persons],
        "problems": [_problem(one) for one in read.problems],
    }


def _structure(one: MatchedStructure) -> dict[str, Any]:
    return {
        "name": one.name,
        "spellings": one.texts,
        "rows": sorted(one.rows),
        "kind": one.kind,
        "verdict": one.verdict.value,
    }


def _group(group: Group) -> dict[str, Any]:
    return {
        "key": f"group:{group.key}",
        "spellings": [
            {"key": one.key, "name": one.name, "texts": list(one.texts), "rows": list(one.rows)}
            for one in group.spellings
        ],
        "known": [{"key": str(one.id), "name": one.name} for one in group.known],
        "suggestion": group.suggestion,
        "chosen": group.chosen or None,
    }


def _person(one: MatchedPerson) -> dict[str, Any]:
    return {
        "rows": one.rows,
        "structure": one.structure.name if one.structure else None,
        "name": one.name if one.is_named else None,
        "function": one.function if one.is_named else one.name,
        "mails": one.mails,
        "phones": one.phones,
        "instances": one.bodies,
        "verdict": one.verdict.value,
        "messages": one.messages,
    }


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "sheet": problem.sheet,
        "row": problem.row,
        "column": problem.column,
        "value": problem.value,
        "message": problem.message,
        "kind": problem.kind,
    }
