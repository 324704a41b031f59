"""The book of the minutes of a body over a year: all that were approved, one after the other."""

from datetime import date, datetime

from gouvernail.common.templatetags.french import counted, day, moment
from gouvernail.conventions.models import Convention
from gouvernail.documents.content.minutes_report import (
    SealedMinutes,
    approval_words,
    digest_line,
    facts_of,
    minutes_blocks,
)
from gouvernail.documents.content.state import base_of, logo_of
from gouvernail.documents.formats.report import Block, Facts, Heading, Report, Text
from gouvernail.governance.models import Body, FrozenMinutes, Sitting
from gouvernail.governance.queries.minutes_content import minutes_content
from gouvernail.rules.sittings import SittingState


def minutes_book(convention: Convention, body: Body | None, year: int, today: date) -> Report:
    """Return the approved minutes of a year, of one body or of all, in the order of the sittings.

    Each is written from what was frozen, with its digest. Two queries, and nine for each approved
    before minutes were frozen.
    """
    found = _approved(convention, body, year)
    fiction = " (exemple fictif)" if convention.is_fictional else ""
    told = counted(len(found), "compte rendu approuvé,comptes rendus approuvés")
    blocks = [block for rank, one in enumerate(found) for block in _one(one, is_first=not rank)]
    whose = body.name if body else "toutes les instances"
    return Report(
        title=f"Livre des comptes rendus {year} – {whose}",
        state=(f"{convention.name}{fiction}, {told}, état au {day(today)}",),
        blocks=tuple(blocks) or (Text("Aucun compte rendu n’a été approuvé cette année-là."),),
        colour=convention.colour,
        logo=logo_of(convention),
        base=base_of(convention, "docx"),
    )


def _approved(convention: Convention, body: Body | None, year: int) -> list[SealedMinutes]:
    rows = Sitting.objects.of(convention).filter(
        state=SittingState.APPROVED.value, starts_at__year=year
    )
    if body:
        rows = rows.filter(body=body)
    sittings = list(rows.select_related("body", "convention").order_by("starts_at", "pk"))
    frozen = {row.sitting_id: row for row in FrozenMinutes.objects.filter(sitting__in=sittings)}
    return [_sealed(sitting, frozen.get(sitting.pk)) for sitting in sittings]


def _sealed(sitting: Sitting, frozen: FrozenMinutes | None) -> SealedMinutes:
    content = frozen.content if frozen else minutes_content(sitting)
    return SealedMinutes(content, frozen.digest if frozen else "", approval_words(content))


def _one(sealed: SealedMinutes, *, is_first: bool) -> list[Block]:
    content = sealed.content
    at = moment(datetime.fromisoformat(content["sitting"]["starts_at"]))
    blocks: list[Block] = [
        Heading(f"{content['body']['label']}, {at}", 1, starts_page=not is_first),
        Facts(facts_of(content)),
    ]
    blocks += [Text(line) for line in (sealed.approval, digest_line(sealed.digest)) if line]
    return [*blocks, *minutes_blocks(content, rank=2)]
