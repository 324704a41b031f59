"""Of what a document speaks, and of which day."""

from collections.abc import Iterable
from datetime import date

from gouvernail.action_plan.forms.chips import Chip
from gouvernail.common.templatetags.french import counted, day
from gouvernail.conventions.models import Convention
from gouvernail.documents.formats.report import Logo
from gouvernail.documents.models import DocumentTemplate

NARROW = "\u202f"


def logo_of(convention: Convention) -> Logo | None:
    """Return the logo of the territory, if it set one and the file is there."""
    if not convention.logo:
        return None
    try:
        with convention.logo.open("rb") as file:
            return Logo(file.read(), f"Logo de {convention.name}")
    except OSError:
        return None


def base_of(convention: Convention, kind: str) -> bytes | None:
    """Return the territory's own template of a kind, if it brought one and the file is there."""
    row = DocumentTemplate.objects.filter(convention=convention, kind=kind).first()
    if row is None:
        return None
    try:
        with row.file.open("rb") as file:
            return bytes(file.read())
    except OSError:
        return None


def state_lines(
    convention: Convention, number: int, on: date, chips: Iterable[Chip] = ()
) -> tuple[str, ...]:
    """Return the lines that say which actions a document holds, as of which day.

    `chips` are the filters at work; without any, the whole plan is there.
    """
    fiction = " (exemple fictif)" if convention.is_fictional else ""
    lines = [f"{convention.name}{fiction}, {counted(number, 'action')}, état au {day(on)}"]
    kept = [f"{chip.label.lower()} «{NARROW}{chip.value}{NARROW}»" for chip in chips]
    if kept:
        lines.append(f"Filtres{NARROW}: {', '.join(kept)}")
    return tuple(lines)
