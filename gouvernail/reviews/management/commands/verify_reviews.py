"""Say whether validated reviews are still what the Cotech validated."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from gouvernail.conventions.models import Convention
from gouvernail.reviews.queries.check import CheckedReview, checked_reviews
from gouvernail.reviews.words import ALTERATION_SENTENCES


class Command(BaseCommand):
    """`verify_reviews [--convention SLUG] [--json]`."""

    help = "Vérifie que les bilans validés n’ont pas été altérés."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the arguments."""
        parser.add_argument("--convention", metavar="SLUG")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print what was checked; leave with 1 when something was altered."""
        rows = list(checked_reviews(_convention(options["convention"])))
        altered = [row for row in rows if row.alterations]
        if options["json"]:
            told = {
                "checked": len(rows),
                "altered": len(altered),
                "reviews": [_as_json(row) for row in rows],
            }
            self.stdout.write(json.dumps(told, ensure_ascii=False))
        else:
            for row in altered:
                self.stdout.write(_as_text(row))
            self.stdout.write(f"Bilans vérifiés : {len(rows)} ; altérés : {len(altered)}.")
        if altered:
            names = " ; ".join(str(row.frozen) for row in altered)
            raise CommandError(f"Des bilans validés ont été altérés : {names}.")


def _convention(slug: str | None) -> Convention | None:
    if slug is None:
        return None
    convention = Convention.objects.filter(slug=slug).first()
    if convention is None:
        raise CommandError(f"Aucune convention n’a l’adresse « {slug} ».")
    return convention


def _as_json(row: CheckedReview) -> dict[str, Any]:
    return {
        "convention": row.frozen.review.convention.slug,
        "review": row.frozen.review_id,
        "version": row.frozen.number,
        "label": str(row.frozen),
        "digest": row.frozen.digest,
        "alterations": [alteration.value for alteration in row.alterations],
    }


def _as_text(row: CheckedReview) -> str:
    told = " ".join(ALTERATION_SENTENCES[alteration] for alteration in row.alterations)
    return f"{row.frozen.review.convention.slug}, {row.frozen} : {told}"
