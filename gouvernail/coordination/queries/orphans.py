"""What nobody carries: what was given to nobody, and what is left by those who went."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from gouvernail.common.templatetags.french import counted, day
from gouvernail.coordination.carried import Carried, Kind
from gouvernail.coordination.queries.carried import UNLED

_WORDS = {
    Kind.ACTION: "action sans pilote ni référent,actions sans pilote ni référent",
    Kind.NODE: "axe sans personne référente,axes sans personne référente",
    Kind.DECISION: "décision ouverte sans responsable,décisions ouvertes sans responsable",
    Kind.SENTENCE: "mission que personne ne porte,missions que personne ne porte",
    Kind.ASK: "bilan demandé à une personne partie,bilans demandés à une personne partie",
}
_WORDS_LEFT = {
    Kind.ACTION: "action suivie par une personne partie,actions suivies par une personne partie",
    Kind.NODE: "axe ou objectif suivi par une personne partie,"
    "axes ou objectifs suivis par une personne partie",
    Kind.DECISION: "décision confiée à une personne partie,"
    "décisions confiées à une personne partie",
}
_GIVEN = {
    Kind.ACTION: "portée par",
    Kind.NODE: "porté par",
    Kind.DECISION: "portée par",
    Kind.SENTENCE: "portée par",
    Kind.ASK: "demandé à",
}


@dataclass(frozen=True, slots=True)
class Orphans:
    """Things of one kind that nobody carries; `what` says it in words.

    A row that has a person still bears the name of somebody who left: `detail` says since when.
    """

    kind: Kind
    what: str
    rows: tuple[Carried, ...]
    key: str

    @property
    def first(self) -> tuple[Carried, ...]:
        """Those that are shown at once."""
        return self.rows[:5]

    @property
    def rest(self) -> tuple[Carried, ...]:
        """Those that unfold."""
        return self.rows[5:]


def orphans(rows: Sequence[Carried], left: Mapping[int, date]) -> tuple[Orphans, ...]:
    """Return what nobody carries, kind by kind; kinds without any are left out. No query.

    `left` holds the last day of those who left the team: what they carry waits for somebody. A
    mission or a review asked for is told with those of nobody, the others on their own.
    """
    alone: defaultdict[Kind, list[Carried]] = defaultdict(list)
    behind: defaultdict[Kind, dict[int, Carried]] = defaultdict(dict)
    held = {(row.kind, row.pk) for row in rows if row.person_id and row.person_id not in left}
    for row in rows:
        if row.person_id is None:
            if _wants_somebody(row):
                alone[row.kind].append(row)
        elif row.person_id in left and (row.kind, row.pk) not in held:
            told = _told(row, left[row.person_id], behind[row.kind].get(row.pk))
            behind[row.kind][row.pk] = told
    return tuple(_groups(alone, behind))


def _groups(
    alone: Mapping[Kind, list[Carried]], behind: Mapping[Kind, Mapping[int, Carried]]
) -> Iterable[Orphans]:
    for kind in _WORDS:
        own, left = alone.get(kind, []), tuple(behind.get(kind, {}).values())
        if kind not in _WORDS_LEFT:
            own, left = [*own, *left], ()
        if own:
            yield Orphans(kind, counted(len(own), _WORDS[kind]), tuple(own), kind.value)
        if left:
            yield Orphans(kind, counted(len(left), _WORDS_LEFT[kind]), left, f"{kind}-parti")


def _told(row: Carried, last: date, other: Carried | None) -> Carried:
    """Say who left it; a mission may have been left by two."""
    gone = f"{row.person}, qui a quitté l’équipe le {day(last)}"
    if other:
        return replace(other, detail=f"{other.detail}, et par {gone}")
    return replace(row, detail=f"{_GIVEN[row.kind]} {gone}")


def _wants_somebody(row: Carried) -> bool:
    # An action needs a lead, whoever it is; of the nodes, those of the first level need somebody.
    if row.kind is Kind.ACTION:
        return row.detail == UNLED
    return row.kind is not Kind.NODE or not row.detail
