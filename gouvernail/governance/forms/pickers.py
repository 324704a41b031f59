"""Fields that several forms of the governance share."""

import re
from typing import Any

from django import forms

from gouvernail.action_plan.models import Action
from gouvernail.conventions.models import Convention
from gouvernail.conventions.uploads import PAPER_EXTENSIONS


def numbered_actions(convention: Convention, words: str) -> list[Action]:
    """Read numbers of actions, separated by commas or spaces. One query.

    Errors: ValidationError, which says the numbers that no action bears.
    """
    wanted = [word for word in re.split(r"[,;\s]+", words) if word]
    rows = Action.objects.of(convention).current().filter(number__in=wanted)
    found = list(rows.order_by("position", "pk"))
    unknown = [word for word in wanted if word not in {action.number for action in found}]
    if unknown:
        raise forms.ValidationError(f"Aucune action ne porte le n° {', '.join(unknown)}.")
    return found


def file_field() -> forms.FileField:
    """Return a file to attach, of a kind that the house accepts."""
    accepted: dict[str, Any] = {"accept": ",".join(f".{name}" for name in PAPER_EXTENSIONS)}
    return forms.FileField(
        label="Fichier",
        help_text=f"{', '.join(PAPER_EXTENSIONS)} ; 10 Mo au plus.",
        widget=forms.FileInput(attrs=accepted),
    )
