"""Import a plan from a file, or only say what it would do."""

import json
from argparse import ArgumentParser
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from gouvernail.common.errors import Refusal
from gouvernail.conventions.models import Convention
from gouvernail.history.operations import By
from gouvernail.imports.comparison import ComparedRow, Comparison, Verdict, compare_plan
from gouvernail.imports.operations import apply_plan
from gouvernail.imports.queries import import_synonyms, import_vocabulary
from gouvernail.imports.readers import Place, UnreadableFile, read_safely
from gouvernail.imports.sheets import Choices, NoPlanFound, Problem, Question, ReadPlan, read_plan


class Command(BaseCommand):
    """`import_plan FILE --convention SLUG`; the options are in docs/reference/commands.md."""

    help = "Importe un plan d’actions depuis un fichier XLSX, ODS, DOCX ou CSV."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the arguments."""
        parser.add_argument("file", type=Path, metavar="FICHIER")
        parser.add_argument("--convention", required=True, metavar="SLUG")
        parser.add_argument("--sheet", action="append", default=[], metavar="FEUILLE")
        parser.add_argument("--all-sheets", action="store_true")
        parser.add_argument("--answer", action="append", default=[], metavar="CLÉ=RÉPONSE")
        parser.add_argument("--mapping", type=Path, metavar="FICHIER.json")
        parser.add_argument("--dry-run", action="store_true", help="Ne rien écrire.")
        parser.add_argument("--json", action="store_true", help="Répondre en JSON.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read, compare, write unless it is a dry run, and tell."""
        convention = Convention.objects.filter(slug=options["convention"]).first()
        if convention is None:
            raise CommandError(f"Aucune convention n’a l’adresse « {options['convention']} ».")
        plan = _read(convention, options)
        try:
            if options["dry_run"]:
                comparison = compare_plan(convention, plan)
            else:
                comparison = apply_plan(
                    convention,
                    plan,
                    filename=options["file"].name,
                    by=By(None, "Import en ligne de commande"),
                )
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        if options["json"]:
            self.stdout.write(json.dumps(_told(plan, comparison), ensure_ascii=False))
        else:
            self._tell(plan, comparison, dry_run=options["dry_run"])

    def _tell(self, plan: ReadPlan, comparison: Comparison, *, dry_run: bool) -> None:
        counts = _counts(comparison)
        self.stdout.write(
            f"{counts['create']} à créer, {counts['change']} à changer, {counts['same']} sans "
            f"changement, {counts['refused']} refusées, {counts['nodes_created']} niveaux à créer."
        )
        for problem in plan.problems:
            self.stdout.write(f"  {problem.place} « {problem.value} » : {problem.message}")
        for question in plan.questions:
            self.stdout.write(f"  {question.text} {_options(question)}")
        self.stdout.write("Rien n’a été écrit (essai)." if dry_run else "Le plan est à jour.")


def _read(convention: Convention, options: dict[str, Any]) -> ReadPlan:
    path: Path = options["file"]
    try:
        data = path.read_bytes()
        mapping = json.loads(options["mapping"].read_text()) if options["mapping"] else {}
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise CommandError(f"Lecture impossible : {error}.") from error
    if not isinstance(mapping, dict):
        raise CommandError('Le fichier de colonnes doit être un objet JSON : {"Titre": "title"}.')
    named: list[str] = options["sheet"]
    choices = Choices(
        sheet=named[0] if len(named) == 1 else None,
        mapping=mapping,
        synonyms=import_synonyms(convention),
        answers=dict(answer.split("=", 1) for answer in options["answer"] if "=" in answer),
    )
    try:
        workbook = read_safely(data, path.name)
        if options["all_sheets"]:
            named = [sheet.name for sheet in workbook.sheets if not sheet.is_hidden]
        choices = replace(choices, sheets=tuple(named) if len(named) > 1 else ())
        return read_plan(workbook, import_vocabulary(convention), choices)
    except (UnreadableFile, NoPlanFound) as error:
        raise CommandError(str(error)) from error


def _counts(comparison: Comparison) -> dict[str, int]:
    counts = {verdict.value: comparison.count(verdict) for verdict in Verdict}
    return {**counts, "nodes_created": len(comparison.new_paths)}


def _told(plan: ReadPlan, comparison: Comparison) -> dict[str, Any]:
    """Return the answer that scripts read (docs/reference/commands.md)."""
    return {
        "sheet": plan.sheet or None,
        "header_row": plan.header_row,
        "mapping": plan.mapping,
        "unmapped": list(plan.unmapped),
        "counts": _counts(comparison),
        "actions": [_action(row, plan) for row in comparison.rows],
        "problems": _problems(plan),
        "questions": [_question(question) for question in plan.questions],
    }


def _action(row: ComparedRow, plan: ReadPlan) -> dict[str, Any]:
    read = row.read
    return {
        "sheet": read.place.sheet or plan.sheet or None,
        "row": read.place.row,
        "path": list(read.path),
        "number": read.number,
        "title": read.title,
        "lead": read.lead_text,
        "partners": list(read.partners),
        "communes": list(read.communes),
        "status": read.status_text,
        "status_family": read.status_family.value if read.status_family else None,
        "deadline": {
            "kind": read.deadline.kind.value,
            "start": read.deadline.start.isoformat() if read.deadline.start else None,
            "end": read.deadline.end.isoformat() if read.deadline.end else None,
            "text": read.deadline.text,
        },
        "verdict": row.verdict.value,
        "messages": list(row.messages),
    }


def _problems(plan: ReadPlan) -> list[dict[str, Any]]:
    """Return each cell to see to, those that a question about the whole file names among them."""
    asked = [
        {
            "sheet": place.sheet or plan.sheet,
            "row": place.row,
            "column": place.column,
            "value": text,
            "message": question.text,
        }
        for question in plan.questions
        for place, text in question.cells or ((Place("", plan.header_row), ""),)
    ]
    return [*asked, *map(_problem, plan.problems)]


def _question(question: Question) -> dict[str, Any]:
    return {
        "key": question.key,
        "text": question.text,
        "options": dict(question.options),
        "chosen": question.chosen,
    }


def _options(question: Question) -> str:
    """Return how to answer on the command line, the answer in force first."""
    given = f"--answer {question.key}="
    others = [key for key, _ in question.options if key != question.chosen]
    return f"(retenu : {question.chosen} ; sinon {given}{' ou '.join(others)})"


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "sheet": problem.place.sheet or problem.sheet,
        "row": problem.place.row,
        "column": problem.place.column or problem.column,
        "value": problem.value,
        "message": problem.message,
    }
