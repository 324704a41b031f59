"""The board of a cycle of reviews as one table."""

from datetime import date

from django.utils import timezone

from gouvernail.common.templatetags.french import day
from gouvernail.documents.formats.table import Column, Table, Value
from gouvernail.reviews.models import ReviewCycle, Voice
from gouvernail.reviews.models.reviews import REVIEW_STATE_LABELS, TEXT_LABELS, VOICE_LABELS
from gouvernail.reviews.queries.board import BoardFilters, cycle_board
from gouvernail.reviews.queries.board_lines import BoardLine
from gouvernail.reviews.words import GAP_SENTENCES

_COLUMNS = (
    Column("N°", 8, names=True),
    Column("Action ou niveau du plan", 50, names=True),
    Column("Axe", 36),
    Column("Pilote", 30),
    Column("Bilan", 20),
    Column("Ce qui manque", 36),
    Column("Textes vides", 30),
    Column("Qui parle", 24),
    Column("Reçu", 22),
    Column("Changé le", 12),
)


def reviews_table(cycle: ReviewCycle, filters: BoardFilters, today: date) -> Table:
    """Return the lines that the board shows, in its order. Four queries."""
    board = cycle_board(cycle, filters)
    return Table(
        f"{cycle.title} – {cycle.convention.name}",
        _COLUMNS,
        tuple(_row(line) for line in board.lines),
        state=(
            f"Bilans du {day(cycle.starts_on)} au {day(cycle.ends_on)}",
            f"État au {day(today)}",
        ),
    )


def _row(line: BoardLine) -> tuple[Value, ...]:
    empty = line.empty_texts if line.gaps and not line.nothing_new else ()
    return (
        line.number,
        line.title,
        line.axis,
        line.leads,
        "facultatif" if line.is_optional else REVIEW_STATE_LABELS[line.state],
        " ; ".join(GAP_SENTENCES[gap] for gap in line.gaps),
        ", ".join(TEXT_LABELS[name] for name in empty),
        line.speaker,
        VOICE_LABELS[Voice(line.voice)] if line.voice else "",
        timezone.localdate(line.changed_at) if line.changed_at else None,
    )
