"""Say whether approved minutes are still what was approved."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from gouvernail.conventions.models import Convention
from gouvernail.governance.minutes_words import ALTERATION_SENTENCES, PART_LABELS
from gouvernail.governance.queries.minutes_check import CheckedMinutes, checked_minutes


class Command(BaseCommand):
    """`verify_minutes [--convention SLUG] [--json]`."""

    help = "Vérifie que les comptes rendus approuvés n’ont pas été altérés."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the arguments."""
        parser.add_argument("--convention", metavar="SLUG")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print what was checked; leave with 1 when something was altered."""
        rows = list(checked_minutes(_convention(options["convention"])))
        altered = [row for row in rows if row.alterations]
        sealed = sum(bool(row.digest) for row in rows)
        if options["json"]:
            found = [_as_json(row) for row in rows]
            told = {"checked": sealed, "altered": len(altered), "minutes": found}
            self.stdout.write(json.dumps(told, ensure_ascii=False))
        else:
            for row in rows:
                if row.alterations or not row.digest:
                    self.stdout.write(_as_text(row))
            self.stdout.write(f"Comptes rendus vérifiés : {sealed} ; altérés : {len(altered)}.")
        if altered:
            names = " ; ".join(str(row.sitting) for row in altered)
            raise CommandError(f"Des comptes rendus approuvés ont été altérés : {names}.")


def _convention(slug: str | None) -> Convention | None:
    if slug is None:
        return None
    convention = Convention.objects.filter(slug=slug).first()
    if convention is None:
        raise CommandError(f"Aucune convention n’a l’adresse « {slug} ».")
    return convention


def _as_json(row: CheckedMinutes) -> dict[str, Any]:
    return {
        "convention": row.sitting.convention.slug,
        "sitting": row.sitting.pk,
        "label": str(row.sitting),
        "digest": row.digest,
        "alterations": [alteration.value for alteration in row.alterations],
        "parts": list(row.parts),
    }


def _as_text(row: CheckedMinutes) -> str:
    whose = f"{row.sitting.convention.slug}, séance {row.sitting.pk}, {row.sitting}"
    if not row.alterations:
        return f"{whose} : approuvé avant la tenue des empreintes, rien à comparer."
    told = " ".join(ALTERATION_SENTENCES[alteration] for alteration in row.alterations)
    parts = ", ".join(PART_LABELS.get(part, part) for part in row.parts)
    return f"{whose} : {told}" + (f" Diffère : {parts}." if parts else "")
