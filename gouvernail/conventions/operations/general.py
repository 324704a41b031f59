"""Changing what the convention itself is: name, dates, colour, logo."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from gouvernail.common.errors import Refusal
from gouvernail.conventions.models import Convention
from gouvernail.conventions.uploads import Upload, checked_logo
from gouvernail.directory.row_changes import set_values
from gouvernail.history.operations import By, Change, note, sign
from gouvernail.rules.contrast import TEXT_CONTRAST, UnknownColour, contrast_ratio

CHANGEABLE = frozenset(
    {
        "name",
        "starts_on",
        "ends_on",
        "signed_on",
        "is_fictional",
        "colour",
        "plan_title",
        "stale_after_days",
    }
)


@transaction.atomic
def change_convention(
    convention: Convention, changes: Mapping[str, Any], version: int, *, by: By
) -> Convention:
    """Change the convention whose `version` the person saw.

    `changes` maps columns to values; `logo` may be a file, or False to take the logo away.

    Errors: EditConflict; Refusal when a value cannot be kept, and then nothing is written.
    """
    values = dict(changes)
    logo = values.pop("logo", None)
    unknown = set(values) - CHANGEABLE
    if unknown:
        raise TypeError(f"change_convention does not change {sorted(unknown)}")
    convention.claim(version)
    told = set_values(convention, values) + _set_logo(convention, logo)
    _check(convention)
    if told:
        sign(convention, by)
        convention.save()
        note("convention.changed", convention, convention_id=convention.pk, by=by, changes=told)
    return convention


def _set_logo(convention: Convention, logo: Upload | bool | None) -> list[Change]:
    if logo and not isinstance(logo, bool):
        had = "oui" if convention.logo else ""
        convention.logo = checked_logo(logo)
        return [Change("Logo", had, "nouveau logo")]
    if logo is False and convention.logo:
        convention.logo = ""
        return [Change("Logo", "oui", "")]
    return []


def _check(convention: Convention) -> None:
    if not convention.name:
        raise Refusal("Donnez un nom à la convention.")
    starts, ends = convention.starts_on, convention.ends_on
    if starts and ends and ends < starts:
        raise Refusal("La fin de la convention doit suivre son début.")
    if convention.colour:
        check_colour(convention.colour)


def check_colour(colour: str) -> None:
    """Refuse a colour that cannot be read on white.

    Errors: Refusal.
    """
    try:
        ratio = contrast_ratio(colour, "#ffffff")
    except UnknownColour as error:
        raise Refusal("Écrivez la couleur sous la forme #0f5d68.") from error
    if ratio < TEXT_CONTRAST:
        written = f"{ratio:.1f}".replace(".", ",")
        raise Refusal(
            f"Cette couleur est trop claire pour être lue sur du blanc : contraste de {written}, "
            "il en faut 4,5. Choisissez-en une plus foncée."
        )
