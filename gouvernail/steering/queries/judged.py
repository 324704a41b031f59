"""What the home page judges of a convention: kept as long as its journal says nothing new.

Obligations, means and declarations follow from data that every operation tells in the journal,
and from the day. Judged again at each visit, they would weigh more than the rest of the page
(docs/decisions/0073).
"""

from dataclasses import dataclass
from datetime import date

from gouvernail.conventions.models import Convention
from gouvernail.governance.queries.lines import ObligationLine
from gouvernail.governance.queries.obligations import worrying
from gouvernail.history.queries import journal_extent
from gouvernail.means.queries import AlertLine, means_alerts
from gouvernail.staffing.queries.deadlines import JudgedDeclaration, reminders

MOST_CONVENTIONS = 200


@dataclass(frozen=True, slots=True)
class Judged:
    """What asks for somebody's attention: obligations, means, declarations to the Caf."""

    obligations: tuple[ObligationLine, ...]
    means: tuple[AlertLine, ...]
    declarations: tuple[JudgedDeclaration, ...]


_KNOWN: dict[int, tuple[tuple[int, int], date, Judged]] = {}


def judged(convention: Convention, today: date) -> Judged:
    """Return what is judged of a convention on a day.

    One query while its journal has no new line; eighteen at most otherwise.
    """
    mark = journal_extent(convention.pk)
    known = _KNOWN.get(convention.pk)
    if known and known[:2] == (mark, today):
        return known[2]
    found = Judged(
        tuple(worrying(convention, today)),
        means_alerts(convention, today),
        tuple(reminders(convention, today)),
    )
    if len(_KNOWN) >= MOST_CONVENTIONS:
        _KNOWN.clear()
    _KNOWN[convention.pk] = (mark, today, found)
    return found


def forget() -> None:
    """Forget all that was judged."""
    _KNOWN.clear()
