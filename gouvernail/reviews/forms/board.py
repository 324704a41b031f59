"""What the board of a cycle is asked for."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.http import QueryDict

from gouvernail.common.asked import number_of
from gouvernail.common.models import choices
from gouvernail.conventions.forms.house import HouseForm
from gouvernail.reviews.models.reviews import REVIEW_STATE_LABELS
from gouvernail.reviews.queries.board import (
    BY_AXIS,
    BY_LEAD,
    BY_STATE,
    Board,
    BoardFilters,
)
from gouvernail.reviews.words import GAP_SENTENCES
from gouvernail.rules.reviews import ReviewGap, ReviewState

MOST = 5_000
GROUPINGS = ((BY_AXIS, "par axe"), (BY_LEAD, "par pilote"), (BY_STATE, "par état"))


class BoardForm(HouseForm):
    """The filters of the board; what cannot be read filters nothing."""

    marks_optional = False

    mots = forms.CharField(label="Chercher", max_length=100, required=False)
    axe = forms.ChoiceField(label="Axe", required=False)
    pilote = forms.ChoiceField(label="Pilote", required=False)
    etat = forms.ChoiceField(
        label="État", required=False, choices=[("", "Tous"), *choices(REVIEW_STATE_LABELS)]
    )
    manque = forms.ChoiceField(
        label="Ce qui manque",
        required=False,
        choices=[("", "Peu importe"), *choices(GAP_SENTENCES)],
    )
    par = forms.ChoiceField(label="Ranger", required=False, choices=GROUPINGS)

    def __init__(self, asked: QueryDict, board: Board) -> None:
        """Offer the axes and the leads of the plan."""
        super().__init__(asked)
        for name, rows in (("axe", board.axes), ("pilote", board.leads)):
            field = cast("forms.ChoiceField", self.fields[name])
            field.choices = [("", "Tous"), *rows]


def asked_filters(asked: QueryDict) -> BoardFilters:
    """Return what an address asks of the board. No query."""
    by = asked.get("par", "")
    return BoardFilters(
        words=asked.get("mots", "")[:100],
        axis_id=_number(asked, "axe"),
        lead_id=_number(asked, "pilote"),
        state=_member(ReviewState, asked.get("etat", "")),
        gap=_member(ReviewGap, asked.get("manque", "")),
        by=by if by in {name for name, _ in GROUPINGS} else BY_AXIS,
    )


def asked_page(asked: QueryDict, pages: int) -> int:
    """Return the page that an address asks for, within those there are."""
    return min(max(1, _number(asked, "page") or 1), pages)


def seen_versions(sent: Sequence[str]) -> dict[int, int]:
    """Return the version of each review that was on a page, as the page names them. No query."""
    parts = (said.partition(":") for said in sent[:MOST])
    pairs = ((number_of(pk), number_of(version)) for pk, _, version in parts)
    return {pk: version for pk, version in pairs if pk is not None and version is not None}


def _number(asked: QueryDict, name: str) -> int | None:
    return number_of(asked.get(name, ""))


def _member(kind: type[Any], said: str) -> Any:
    return kind(said) if said in {one.value for one in kind} else None
