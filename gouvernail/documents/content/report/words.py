"""What the parts of a report share: the four texts, cells, what is missing."""

from collections.abc import Iterable

from gouvernail.common.templatetags.french import counted, day
from gouvernail.documents.content.report.subject import ReportSubject
from gouvernail.documents.formats.report import (
    Block,
    Bullets,
    Cell,
    Facts,
    Mark,
    Missing,
    Text,
)
from gouvernail.reviews.models.reviews import TEXT_LABELS
from gouvernail.reviews.queries.frozen import FrozenWords
from gouvernail.rules.reports import passages

NARROW = "\u202f"


def typed(text: str) -> list[Block]:
    """Return what people typed: paragraphs and simple lists."""
    return [
        Bullets(passage.lines) if passage.is_list else Text("\n".join(passage.lines))
        for passage in passages(text)
    ]


def four_texts(words: FrozenWords) -> list[tuple[str, Cell]]:
    """Return the four texts that the Cotech validated, under their names; none is empty."""
    return [(TEXT_LABELS[key].capitalize(), text) for key, text in words.texts.items() if text]


def validation(words: FrozenWords) -> str:
    """Write when and where a review was validated, and which version it is."""
    told = f"Validé le {day(words.validated_on)}"
    told += f", {words.sitting}" if words.sitting else ""
    if words.version > 1:
        told += f" (version {words.version}{NARROW}: {words.correction})"
    return told


def nothing_new(words: FrozenWords) -> list[tuple[str, Cell]]:
    """Return that a review says that nothing is new; nothing when it says something."""
    return [("Depuis le bilan précédent", "rien de nouveau")] if words.nothing_new else []


def done_words(number: int) -> str:
    """Write how many actions are done: « 1 réalisée »."""
    return counted(number, "réalisée")


def facts(pairs: Iterable[tuple[str, Cell]]) -> list[Block]:
    """Return short facts; those that say nothing are left out."""
    kept = tuple((label, cell) for label, cell in pairs if cell not in (None, ""))
    return [Facts(kept)] if kept else []


def status_cell(words: FrozenWords) -> Mark:
    """Return the state that the review says, in its word and its shape."""
    return Mark(words.status, words.status_family)


def lack(subject: ReportSubject, sentence: str, name: str, pk: int | None = None) -> Missing:
    """Return what a part would say, with the page where it is typed."""
    return Missing(sentence, subject.links.to(name, pk))


def shortened(text: str, most: int) -> str:
    """Return the beginning of a text, cut between two words when it is too long."""
    flat = " ".join(text.split())
    if len(flat) <= most:
        return flat
    return flat[: most - 1].rpartition(" ")[0].rstrip(",;:. ") + "…"
