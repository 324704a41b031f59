"""Two versions of a field, as a page shows them."""

from django import template

from gouvernail.action_plan.queries.comparison import ChangeView
from gouvernail.rules.word_diff import Piece, PieceKind, word_diff

register = template.Library()
# Shorter texts are read whole: a deadline or a name makes no sense cut into words.
LONG = 60


@register.filter
def pieces(change: ChangeView) -> tuple[Piece, ...]:
    """Return what goes, what comes and what stays: word by word in long texts."""
    if min(len(change.before), len(change.after)) >= LONG:
        return word_diff(change.before, change.after)
    said = ((PieceKind.OUT, change.before), (PieceKind.SAME, " "), (PieceKind.IN, change.after))
    return tuple(Piece(kind, text) for kind, text in said if text)
