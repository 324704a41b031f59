"""A report put together: its parts in the order of its outline, then the whole as a document."""

from dataclasses import dataclass

from gouvernail.common.templatetags.french import day
from gouvernail.documents.catalogue import Book, Layout
from gouvernail.documents.content.dossier import day_of
from gouvernail.documents.content.report.life import indicators_table
from gouvernail.documents.content.report.neutral import neutral_text
from gouvernail.documents.content.report.outline import SECTIONS, Section, places_of
from gouvernail.documents.content.report.short import TYPED
from gouvernail.documents.content.report.subject import ReportSubject
from gouvernail.documents.content.report.words import shortened, typed
from gouvernail.documents.formats.report import Block, Contents, Heading, Missing, Report
from gouvernail.rules.minutes import digest_of_content
from gouvernail.rules.reports import LifeStage, Place, ReportKind, stage_of_life

FORMATS: dict[ReportKind, tuple[str, ...]] = {
    ReportKind.ANNUAL: ("pdf", "docx", "odt"),
    ReportKind.SHORT: ("pdf", "docx", "odt"),
    ReportKind.LIFE: ("pdf", "docx", "odt", "xlsx", "ods"),
}
_TITLES = {
    ReportKind.ANNUAL: "Rapport d’activités {year}",
    ReportKind.SHORT: "La convention en deux pages, {year}",
    ReportKind.LIFE: "{stage} de la convention, {first}–{year}",
}
_STAGES = {LifeStage.MID_TERM: "Bilan à mi-parcours", LifeStage.FINAL: "Bilan final"}


@dataclass(frozen=True, slots=True)
class Part:
    """A part as it is told: what was typed in it comes first, then what the data say."""

    section: Section
    title: str
    text: str
    blocks: tuple[Block, ...]

    @property
    def lacks(self) -> tuple[Missing, ...]:
        """What it would say if somebody had typed it."""
        return tuple(block for block in self.blocks if isinstance(block, Missing))

    @property
    def is_left_out(self) -> bool:
        """Is it left out of the files? It tells of what the territory may not have."""
        return self.section.is_optional and len(self.lacks) == len(self.blocks)


def parts_of(subject: ReportSubject) -> list[Part]:
    """Return the parts of a report that its outline shows, in its order. No query."""
    places = places_of(subject.wanted.kind, subject.outline)
    found = [part_of(subject, place) for place in places if place.is_shown]
    if subject.wanted.kind is ReportKind.SHORT:
        return [part for part in found if part.blocks]
    return found


def composed_parts(subject: ReportSubject) -> list[Part]:
    """Return the parts that the files carry: the preview alone keeps those left out. No query."""
    return [part for part in parts_of(subject) if not part.is_left_out]


def part_of(subject: ReportSubject, place: Place) -> Part:
    """Return one part. No query."""
    section = SECTIONS[subject.wanted.kind][place.key]
    text = subject.texts.get(place.key, "")
    if subject.wanted.kind is ReportKind.SHORT:
        text = shortened(text, TYPED)
    blocks = [*typed(text), *section.write(subject)]
    if section.is_typed and not text:
        address = subject.links.write(subject.wanted.kind.value, subject.year, place.key)
        blocks.append(Missing(f"Cette partie reste à écrire : {section.holds}.", address))
    return Part(section, place.title, text, tuple(blocks))


def title_of(subject: ReportSubject) -> str:
    """Return the title of a report; that of the life of a convention says which bilan it is."""
    first, year = subject.period.start.year, subject.year
    stage = _STAGES[stage_of_life(year, subject.convention.ends_on)]
    return _TITLES[subject.wanted.kind].format(year=year, first=first, stage=stage)


def report_of(subject: ReportSubject, parts: list[Part]) -> Layout:
    """Return the document; with its table of indicators for the life of a convention. No query."""
    row = subject.convention
    fiction = " (exemple fictif)" if row.is_fictional else ""
    is_short = subject.wanted.kind is ReportKind.SHORT
    blocks: list[Block] = [] if is_short else [Contents()]
    for rank, part in enumerate(parts):
        # Two pages whatever the order of the parts: half of them on each.
        half = (len(parts) + 1) // 2
        breaks = rank == half if is_short else part.section.starts_page or not rank
        blocks += [Heading(part.title, 1, breaks), *part.blocks]
    report = Report(
        title=title_of(subject),
        state=(f"{row.name}{fiction}, {subject.read_on}", *_made(subject)),
        blocks=tuple(blocks),
        colour=row.colour,
        logo=subject.logo,
        base=subject.base,
        cover=None if is_short else (f"{row.name}{fiction}", _for_whom(subject)),
    )
    if subject.wanted.kind is ReportKind.LIFE:
        return Book(indicators_table(subject), report)
    return report


def _made(subject: ReportSubject) -> list[str]:
    if subject.wanted.kind is ReportKind.SHORT:
        return []
    return [f"Composé le {day(subject.today)} (annexe 4, § 2.3.6)"]


def _for_whom(subject: ReportSubject) -> str:
    sitting = subject.asked.sitting
    if sitting is None:
        return "Présenté au comité de pilotage"
    return f"Présenté au {_common(sitting.body.name)} du {day(day_of(sitting))}"


def _common(name: str) -> str:
    """Write the name of a body inside a sentence: the names of places keep their capitals."""
    is_common = name.startswith(("Comité", "Conseil"))
    return f"{name[0].lower()}{name[1:]}" if is_common else name


def sections_of(parts: list[Part]) -> list[dict[str, str]]:
    """Return what each part says, without any look: what two versions are compared by."""
    return [
        {"key": part.section.key, "title": part.title, "text": neutral_text(part.blocks)}
        for part in parts
    ]


def digest_of(sections: list[dict[str, str]]) -> str:
    """Return the SHA-256 of what a report says, whatever its files."""
    return digest_of_content({"sections": sections})
