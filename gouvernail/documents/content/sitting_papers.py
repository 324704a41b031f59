"""The papers of a sitting: convocation, agenda, attendance sheet, follow-up, minutes to write."""

from gouvernail.common.templatetags.french import day, duration
from gouvernail.documents.content.dossier import Dossier, day_of
from gouvernail.documents.content.gaps import (
    Gap,
    missing,
    no_agenda,
    no_convener,
    no_place,
    no_seat,
)
from gouvernail.documents.content.minutes_report import (
    MinutesDraft,
    draft_report,
    minutes_report,
    sealed_minutes,
)
from gouvernail.documents.formats.report import (
    Block,
    Cell,
    Facts,
    Grid,
    Head,
    Heading,
    Mark,
    Report,
    Text,
)
from gouvernail.governance.mail_words import opening_of
from gouvernail.governance.models import Answer, Invitee
from gouvernail.governance.queries.decisions import DecisionLine
from gouvernail.governance.queries.minutes_content import minutes_content

NARROW = "\u202f"
GUEST_ROWS = 6
_TO_SIGN = "\u00a0\n\u00a0"  # as high as a signature
_AGENDA = (
    Head("N°"),
    Head("Point", 8),
    Head("Nature", 3),
    Head("Présenté par", 4),
    Head("Minutes", 2),
)
_SHEET = (Head("Structure et fonction", 6), Head("Nom", 4), Head("Signature", 4))
_FOLLOWED = (
    Head("N°"),
    Head("Décision", 8),
    Head("Responsable", 4),
    Head("À faire avant le", 3),
    Head("Où en est-on", 4),
)


def convocation(dossier: Dossier) -> Report:
    """Return the letter that calls the members together, with the agenda."""
    row = dossier.sitting
    called_by = row.body.convener or row.body.chair
    blocks: list[Block] = [Text(opening_of(dossier.sitting)), Facts(dossier.facts)]
    blocks += [*_missing(dossier, no_place(dossier)), Heading("Ordre du jour")]
    blocks += _agenda_blocks(dossier)
    blocks.append(Text("En cas d’empêchement, merci de prévenir et de dire qui vous représentera."))
    blocks += [Text(called_by)] if called_by else _missing(dossier, no_convener(dossier))
    return _report(dossier, "Convocation", blocks)


def agenda(dossier: Dossier) -> Report:
    """Return the agenda on one page, with what each point holds."""
    blocks: list[Block] = [Facts(dossier.facts), *_missing(dossier, no_place(dossier))]
    blocks.append(Heading("Points"))
    blocks += _agenda_blocks(dossier)
    for rank, line in enumerate(dossier.agenda, 1):
        if line.details:
            blocks.append(Heading(f"Point {rank}{NARROW}: {line.title}", 2))
            blocks += [Text(f"– {detail}") for detail in line.details]
    return _report(dossier, "Ordre du jour", blocks)


def attendance_sheet(dossier: Dossier) -> Report:
    """Return the sheet that those who come sign: a row per seat, then those called besides.

    Who said that somebody comes in their place, or has their proxy, is told beside their name.
    """
    told = {row.seat_id: answer_beside(row) for row in dossier.invitees}
    rows: list[tuple[Cell, ...]] = [
        (str(line.seat), line.holder + told.get(line.seat.pk, ""), _TO_SIGN)
        for line in dossier.page.seats
    ]
    besides = [row for row in dossier.invitees if row.seat_id is None]
    rows += [(row.function, row.name + answer_beside(row), _TO_SIGN) for row in besides]
    rows += [("", name, _TO_SIGN) for name in dossier.page.guests]
    rows += [("", "", _TO_SIGN)] * GUEST_ROWS
    blocks: list[Block] = [Facts(dossier.facts), *_missing(dossier, no_place(dossier))]
    blocks += _missing(dossier, no_seat(dossier))
    code = dossier.sign_in_code
    if code:
        blocks += [Text("Vous pouvez aussi émarger de votre téléphone, en visant ce code."), code]
    return _report(dossier, "Feuille d’émargement", [*blocks, Grid(_SHEET, tuple(rows))])


def answer_beside(invitee: Invitee) -> str:
    """Return what is told beside a name: nothing for whoever comes, or has not answered."""
    if not invitee.answer_name:
        return ""
    has_proxy = invitee.answer == Answer.PROXY.value
    return f" ({'pouvoir à' if has_proxy else 'suppléant'} : {invitee.answer_name})"


def follow_up(dossier: Dossier) -> Report:
    """Return the decisions that this sitting follows, late ones first."""
    blocks: list[Block] = [Text("Aucune décision n’est à suivre à cette séance.")]
    if dossier.followed:
        rows = tuple(_followed(line) for line in dossier.followed)
        blocks = [Grid(_FOLLOWED, rows)]
    return _report(dossier, "Suivi des décisions", blocks, is_landscape=True)


def minutes(dossier: Dossier) -> Report:
    """Return the minutes, with all that is known already: who came, each point, what was decided.

    What is still to write says so. Approved, they are written from what was frozen, with its
    digest. Nine queries at most.
    """
    row = dossier.sitting
    sealed = sealed_minutes(row)
    if sealed:
        return minutes_report(sealed, row.convention)
    waiting = tuple(f"N° {one.number}, {one.title}" for one in dossier.adjustments)
    gaps = (no_agenda(dossier), _no_presence(dossier))
    lacks = tuple(lack for gap in gaps for lack in _missing(dossier, gap))
    draft = MinutesDraft(dossier.state, row.body.minutes_outline.strip(), waiting, lacks)
    return draft_report(minutes_content(row), draft, row.convention)


def followed_mark(line: DecisionLine) -> Cell:
    """Return where a decision stands: its state, and how late it is."""
    late = f", en retard de {duration(line.late)}" if line.late else ""
    return Mark(f"{line.decision.get_state_display()}{late}", line.family)


def _report(
    dossier: Dossier, name: str, blocks: list[Block], *, is_landscape: bool = False
) -> Report:
    row, convention = dossier.sitting, dossier.sitting.convention
    return Report(
        title=f"{name} – {row.body} du {day(day_of(row))}",
        state=dossier.state,
        blocks=tuple(blocks),
        is_landscape=is_landscape,
        colour=convention.colour,
        logo=dossier.logo,
        base=dossier.base,
    )


def _missing(dossier: Dossier, gap: Gap | None) -> list[Block]:
    return [*missing(gap, dossier.sitting.convention, dossier.site)]


def _agenda_blocks(dossier: Dossier) -> list[Block]:
    lack = _missing(dossier, no_agenda(dossier))
    if not dossier.agenda:
        return lack
    rows = tuple(
        (rank, line.title, line.kind, line.presenter, line.duration)
        for rank, line in enumerate(dossier.agenda, 1)
    )
    return [Grid(_AGENDA, rows), *lack]


def _no_presence(dossier: Dossier) -> Gap | None:
    if any(line.presence for line in dossier.page.seats) or dossier.page.guests:
        return None
    return Gap("Les présences restent à noter.", "governance:attendance", dossier.sitting.pk)


def _followed(line: DecisionLine) -> tuple[Cell, ...]:
    row = line.decision
    owner = str(row.owner or "sans responsable")
    return row.number, row.text, owner, row.due_on, followed_mark(line)
