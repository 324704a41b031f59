"""The missions of the coordinators, sentence by sentence, and who carries each."""

from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import date

from gouvernail.conventions.models import Convention
from gouvernail.directory.models import Person
from gouvernail.staffing.models import CoordinatorMission, MissionSentence
from gouvernail.staffing.queries.presence import presence_of


@dataclass(frozen=True, slots=True)
class Column:
    """Somebody who carries missions, or may; `has_left` tells that they hold no post today."""

    pk: int
    name: str
    has_left: bool
    count: int


@dataclass(frozen=True, slots=True)
class SentenceLine:
    """A sentence of a mission and those who carry it.

    `held_by` leaves out those who left the team: what they carried waits for somebody.
    """

    pk: int
    version: int
    text: str
    source: str
    carriers: frozenset[int]
    held_by: int

    @property
    def is_loose(self) -> bool:
        """Tell whether nobody carries it today."""
        return not self.held_by


@dataclass(frozen=True, slots=True)
class MissionLines:
    """A mission with its sentences."""

    pk: int
    title: str
    source: str
    sentences: tuple[SentenceLine, ...]


@dataclass(frozen=True, slots=True)
class MissionsPage:
    """The matrix; `others` are the persons of the directory who can be added to it."""

    missions: tuple[MissionLines, ...]
    columns: tuple[Column, ...]
    others: tuple[tuple[int, str], ...]

    @property
    def sentences(self) -> list[SentenceLine]:
        """Every sentence, in order."""
        return [sentence for mission in self.missions for sentence in mission.sentences]

    @property
    def carried_by_nobody(self) -> list[SentenceLine]:
        """The sentences that nobody carries today."""
        return [sentence for sentence in self.sentences if sentence.is_loose]


def missions_page(convention: Convention, today: date, added: Iterable[int] = ()) -> MissionsPage:
    """Return the matrix of the missions. Five queries.

    Its columns are those who hold a post today, those who carry a sentence, and those added.
    """
    presence = presence_of(convention, today)
    missions = _missions(convention, presence.left)
    carriers = {pk for mission in missions for row in mission.sentences for pk in row.carriers}
    holders = presence.holders
    persons = dict(
        Person.objects.of(convention.pk).order_by("full_name", "pk").values_list("pk", "full_name")
    )
    shown = (holders | carriers | set(added)) & set(persons)
    every = [row.carriers for mission in missions for row in mission.sentences]
    columns = tuple(
        Column(pk, name, pk not in holders, sum(pk in row for row in every))
        for pk, name in persons.items()
        if pk in shown
    )
    others = tuple((pk, name) for pk, name in persons.items() if pk not in shown)
    return MissionsPage(tuple(missions), columns, others)


def _missions(convention: Convention, left: Container[int]) -> list[MissionLines]:
    """Read the missions, their sentences and those who carry them. Three queries."""
    rows = CoordinatorMission.objects.filter(convention=convention).order_by("position", "pk")
    found: dict[int, list[SentenceLine]] = {}
    sentences = MissionSentence.objects.filter(mission__convention=convention)
    for row in sentences.prefetch_related("carriers").order_by("position", "pk"):
        carriers = frozenset(person.pk for person in row.carriers.all())
        held_by = sum(pk not in left for pk in carriers)
        line = SentenceLine(row.pk, row.version, row.text, row.source, carriers, held_by)
        found.setdefault(row.mission_id, []).append(line)
    return [
        MissionLines(row.pk, row.title, row.source, tuple(found.get(row.pk, ()))) for row in rows
    ]
