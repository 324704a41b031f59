"""Retours as a document: a page for each of those who are told, with what concerns them alone."""

from collections.abc import Iterable, Iterator

from gouvernail.common.templatetags.french import day
from gouvernail.conventions.models import Convention
from gouvernail.documents.content.dossier import day_of
from gouvernail.documents.content.state import base_of, logo_of
from gouvernail.documents.formats.report import Block, Facts, Heading, Report, Text
from gouvernail.governance.models import Sitting
from gouvernail.reviews.models.reviews import TEXT_LABELS
from gouvernail.reviews.queries.frozen import FrozenWords
from gouvernail.steering.models import PART_LABELS
from gouvernail.steering.queries.returns import Recipient
from gouvernail.steering.return_words import told_to


def returns_letters(sitting: Sitting, recipients: Iterable[Recipient]) -> Report:
    """Return the pages of some recipients. Two queries: the logo and the template."""
    blocks: list[Block] = []
    for recipient in recipients:
        blocks += _page(recipient, starts_page=bool(blocks))
    convention: Convention = sitting.convention
    fiction = " (exemple fictif)" if convention.is_fictional else ""
    return Report(
        title=f"Ce qui vous concerne – {sitting.body} du {day(sitting.starts_at)}",
        state=(f"{convention.name}{fiction}, séance du {day(day_of(sitting))}",),
        blocks=tuple(blocks) or (Text("Cette séance n’a encore rien décidé."),),
        colour=convention.colour,
        logo=logo_of(convention),
        base=base_of(convention, "docx"),
    )


def _page(recipient: Recipient, *, starts_page: bool) -> Iterator[Block]:
    yield Heading(recipient.name, starts_page=starts_page)
    yield Facts((("À quel titre", PART_LABELS[recipient.part]),))
    for part in told_to(recipient):
        yield Heading(part.name, 2)
        yield from (Text(f"– {line}") for line in part.lines)
    for settled in recipient.settled:
        if settled.review:
            yield from _review(settled.review)


def _review(review: FrozenWords) -> Iterator[Block]:
    """Say the validated words themselves: a lead has them as the Copil read them."""
    pairs = tuple(
        (TEXT_LABELS[name].capitalize(), words) for name, words in review.texts.items() if words
    )
    if pairs:
        yield Heading(f"Bilan : {review.full_title}", 2)
        yield Facts(pairs)
