"""Of what a document speaks, and of which day."""

from collections.abc import Iterable
from datetime import date

from gouvernail.action_plan.forms.chips import Chip
from gouvernail.common.templatetags.french import counted, day
from gouvernail.conventions.models import Convention

NARROW = "\u202f"


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
