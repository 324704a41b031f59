"""Set the plan of a convention side by side on two dates."""

import json
from argparse import ArgumentParser, ArgumentTypeError
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from gouvernail.action_plan.queries.comparison import (
    Asked,
    PlanComparison,
    compare_dates,
    comparison_title,
)
from gouvernail.conventions.models import Convention
from gouvernail.documents.catalogue import TABLE_FORMATS
from gouvernail.documents.content.plan_comparison import comparison_table
from gouvernail.documents.formats.refusals import DocumentRefused
from gouvernail.rules.plan_changes import ChangeKind, changes_sentence


class Command(BaseCommand):
    """`compare_plan --convention SLUG --from DATE --to DATE [--json] [--out FILE]`."""

    help = "Compare le plan d’actions d’une convention à deux dates."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the arguments."""
        parser.add_argument("--convention", required=True, metavar="SLUG")
        parser.add_argument("--from", required=True, dest="since", type=_day, metavar="AAAA-MM-JJ")
        parser.add_argument("--to", dest="until", type=_day, metavar="AAAA-MM-JJ")
        parser.add_argument("--agreed", action="store_true")
        parser.add_argument("--json", action="store_true")
        parser.add_argument("--out", type=Path, metavar="FICHIER")

    def handle(self, *args: Any, **options: Any) -> None:
        """Say what changed, and write the file if one is asked for."""
        convention = Convention.objects.filter(slug=options["convention"]).first()
        if convention is None:
            raise CommandError(f"Aucune convention n’a l’adresse « {options['convention']} ».")
        found = compare_dates(convention, _asked(options))
        if options["out"]:
            _write(convention, found, options["out"])
        if options["json"]:
            self.stdout.write(json.dumps(_as_json(found), ensure_ascii=False))
        else:
            said = changes_sentence(found.counts)
            self.stdout.write(f"{comparison_title(found.asked)} : {said}.")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(f"« {text} » n’est pas une date, telle 2026-12-31") from error


def _asked(options: dict[str, Any]) -> Asked:
    since, until, today = options["since"], options["until"], timezone.localdate()
    if since >= (until or today):
        raise CommandError("La première date doit précéder la seconde.")
    is_past = until is not None and until < today
    return Asked(since, until if is_past else None, only_agreed=options["agreed"])


def _write(convention: Convention, found: PlanComparison, path: Path) -> None:
    wanted = TABLE_FORMATS.get(path.suffix.removeprefix("."))
    if wanted is None:
        known = ", ".join(f".{name}" for name in sorted(TABLE_FORMATS))
        raise CommandError(f"Le fichier doit finir par {known}.")
    try:
        path.write_bytes(wanted.write(comparison_table(convention, found)))
    except DocumentRefused as error:
        raise CommandError(str(error)) from error
    except OSError as error:
        raise CommandError(f"Écriture impossible : {error.strerror} ({path}).") from error


def _as_json(found: PlanComparison) -> dict[str, Any]:
    return {
        "from": found.asked.since.isoformat(),
        "to": (found.asked.until or timezone.localdate()).isoformat(),
        "known_since": found.known_since.isoformat() if found.known_since else None,
        "counts": {kind.value: found.counts.get(kind, 0) for kind in ChangeKind},
        "levels": [
            {"kind": level.kind.value, "before": level.before, "after": level.after}
            for level in found.levels
        ],
        "actions": [
            {
                "id": action.id,
                "kind": action.kind.value,
                "number": action.number,
                "title": action.title,
                "path": list(action.path),
                "reason": action.reason,
                "changes": [
                    {
                        "field": change.key,
                        "label": change.label,
                        "before": change.before,
                        "after": change.after,
                    }
                    for change in action.changes
                ],
            }
            for action in found.actions
        ],
    }
