"""What a convention is, on one page."""

from dataclasses import dataclass
from datetime import date

from gouvernail.conventions.models import (
    Amendment,
    Annex,
    Convention,
    PerimeterCommune,
    Signatory,
)
from gouvernail.conventions.queries.vocabulary import VocabularyWords, vocabulary_of


@dataclass(frozen=True, slots=True)
class PerimeterLine:
    """A commune of the perimeter. `population` is None when the data do not give it."""

    insee_code: str
    name: str
    population: int | None


@dataclass(frozen=True, slots=True)
class SignatoryLine:
    """Who signed."""

    id: int
    name: str
    role: str
    signed_on: date | None


@dataclass(frozen=True, slots=True)
class AnnexLine:
    """An annex, with its file or without."""

    id: int
    label: str
    title: str
    has_file: bool


@dataclass(frozen=True, slots=True)
class AmendmentLine:
    """An amendment, with its file or without."""

    id: int
    number: int
    signed_on: date | None
    purpose: str
    has_file: bool


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything the page « La convention » shows beside the convention's own columns."""

    perimeter: list[PerimeterLine]
    signatories: list[SignatoryLine]
    annexes: list[AnnexLine]
    amendments: list[AmendmentLine]
    words: VocabularyWords

    @property
    def population(self) -> int | None:
        """Inhabitants of the whole perimeter; None when one commune has no figure."""
        populations = [line.population for line in self.perimeter]
        known = [population for population in populations if population is not None]
        return sum(known) if known and len(known) == len(populations) else None

    @property
    def shown_fields(self) -> list[str]:
        """The names of the fields that the sheet shows."""
        return [field.label for field in self.words.fields if field.is_shown]


def convention_overview(convention: Convention) -> Overview:
    """Return the papers, perimeter and words of `convention`. Eight queries."""
    return Overview(
        perimeter=perimeter_of(convention),
        signatories=signatories_of(convention),
        annexes=annexes_of(convention),
        amendments=amendments_of(convention),
        words=vocabulary_of(convention),
    )


def perimeter_of(convention: Convention) -> list[PerimeterLine]:
    """Return the communes of the perimeter, by name. One query."""
    rows = (
        PerimeterCommune.objects.filter(convention=convention)
        .select_related("commune")
        .order_by("commune__name", "commune_id")
    )
    return [
        PerimeterLine(row.commune.insee_code, row.commune.name, row.commune.population)
        for row in rows
    ]


def signatories_of(convention: Convention) -> list[SignatoryLine]:
    """Return the signatories, in the order they were entered. One query."""
    rows = (
        Signatory.objects.filter(convention=convention)
        .select_related("organisation")
        .order_by("pk")
    )
    return [SignatoryLine(row.pk, row.organisation.name, row.role, row.signed_on) for row in rows]


def annexes_of(convention: Convention) -> list[AnnexLine]:
    """Return the annexes, in the order they were entered. One query."""
    rows = Annex.objects.filter(convention=convention).order_by("pk")
    return [AnnexLine(row.pk, row.label, row.title, bool(row.file)) for row in rows]


def amendments_of(convention: Convention) -> list[AmendmentLine]:
    """Return the amendments, by number. One query."""
    rows = Amendment.objects.filter(convention=convention).order_by("number")
    return [
        AmendmentLine(row.pk, row.number, row.signed_on, row.purpose, bool(row.file))
        for row in rows
    ]
