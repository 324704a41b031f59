"""The state of the obligations on a day, to hand to the Caf: one grid per body, and a hash."""

from datetime import date

from gouvernail.common.templatetags.french import day
from gouvernail.conventions.models import Convention
from gouvernail.documents.content.state import base_of
from gouvernail.documents.formats.report import Block, Cell, Grid, Head, Heading, Mark, Report, Text
from gouvernail.governance.queries.lines import ObligationLine
from gouvernail.governance.queries.obligations import obligation_lines
from gouvernail.governance.queries.obligations_json import content_hash
from gouvernail.governance.words import STANDING_LABELS
from gouvernail.rules.cadence import Standing

# The families of state whose shape and colour the house's documents already have.
_FAMILIES = {
    Standing.HELD: "done",
    Standing.ON_COURSE: "running",
    Standing.AT_RISK: "suspended",
    Standing.MISSED: "dropped",
    Standing.NOT_APPLICABLE: "not_started",
}
_HEADS = (Head("Engagement", 5), Head("Source", 2), Head("État", 2), Head("Où en est-on", 5))


def obligations_report(convention: Convention, year: int | None, today: date) -> Report:
    """Return the state of a year as a document. Seven queries at most."""
    lines = obligation_lines(convention, year, today)
    return Report(
        title=f"Engagements – {convention.name}",
        state=(
            f"Année {year or today.year}, état au {day(today)}",
            f"Empreinte du contenu (SHA-256) : {content_hash(lines)}",
        ),
        blocks=tuple(_blocks(lines)),
        is_landscape=True,
        colour=convention.colour,
        base=base_of(convention, "docx"),
    )


def _blocks(lines: list[ObligationLine]) -> list[Block]:
    groups: dict[str, list[ObligationLine]] = {}
    for line in lines:
        groups.setdefault(_group(line), []).append(line)
    blocks: list[Block] = []
    for name, rows in groups.items():
        blocks += [Heading(name), Grid(_HEADS, tuple(_row(line) for line in rows))]
    return blocks or [Text("Aucun engagement n’est tenu pour cette convention.")]


def _group(line: ObligationLine) -> str:
    return line.obligation.body.name if line.obligation.body else "La convention"


def _row(line: ObligationLine) -> tuple[Cell, ...]:
    row = line.obligation
    doubt = " (lecture à confirmer)" if row.doubt else ""
    reading = f"\nLecture : {row.reading}{doubt}" if row.reading else ""
    proofs = ", ".join(proof.label for proof in line.held)
    told = f"{line.sentence}\nPreuves : {proofs}" if proofs else line.sentence
    return row.text + reading, row.source, obligation_mark(line), told


def obligation_mark(line: ObligationLine) -> Mark:
    """Return where an obligation stands, in a word and the shape of a family."""
    return Mark(STANDING_LABELS[line.standing], _FAMILIES[line.standing])
