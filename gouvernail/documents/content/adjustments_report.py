"""The adjustments of a period, before and after, ready to be annexed to an avenant."""

from datetime import date

from gouvernail.common.templatetags.french import day
from gouvernail.conventions.models import Convention
from gouvernail.documents.content.state import base_of
from gouvernail.documents.formats.report import Block, Facts, Grid, Head, Heading, Report, Text
from gouvernail.governance.queries.adjustments import AdjustmentLine, adjustment_lines

_HEADS = (Head("Rubrique", 2), Head("Avant", 5), Head("Après", 5))


def adjustments_report(
    convention: Convention, since: date | None, until: date | None, today: date
) -> Report:
    """Return the adjustments of a period as a document, in the order of their numbers."""
    lines = sorted(
        adjustment_lines(convention, since, until), key=lambda line: line.adjustment.number
    )
    blocks = [block for line in lines for block in _blocks(line)]
    return Report(
        title=f"Ajustements – {convention.name}",
        state=(_period(since, until), f"État au {day(today)}"),
        blocks=tuple(blocks) or (Text("Aucun ajustement dans cette période."),),
        colour=convention.colour,
        base=base_of(convention, "docx"),
    )


def _blocks(line: AdjustmentLine) -> list[Block]:
    row = line.adjustment
    facts = [
        ("Nature", row.get_kind_display()),
        ("Proposé par", f"{row.body}, le {day(row.proposed_on)}"),
        ("État", row.get_state_display()),
    ]
    if row.decision:
        facts.append(("Décision", f"{row.decision}, {row.decision.sitting or row.decision.body}"))
    grid = tuple((change.label, change.before, change.after) for change in line.changes)
    return [
        Heading(f"Ajustement n° {row.number} : {row.title}"),
        Facts(tuple(facts)),
        Text(f"Motif : {row.reason}"),
        Grid(_HEADS, grid),
    ]


def _period(since: date | None, until: date | None) -> str:
    if since and until:
        return f"Ajustements du {day(since)} au {day(until)}"
    if since:
        return f"Ajustements depuis le {day(since)}"
    if until:
        return f"Ajustements jusqu’au {day(until)}"
    return "Tous les ajustements depuis la signature"
