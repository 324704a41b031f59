"""The papers of a sitting: convocation, agenda, attendance sheet, follow-up, minutes to write."""

from gouvernail.common.templatetags.french import day, duration, moment
from gouvernail.documents.content.dossier import Dossier, day_of
from gouvernail.documents.content.gaps import (
    Gap,
    missing,
    no_agenda,
    no_convener,
    no_place,
    no_seat,
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
from gouvernail.governance.queries.decisions import DecisionLine
from gouvernail.governance.queries.sittings import SeatLine

NARROW = "\u202f"
GUEST_ROWS = 6
USUAL_CONVOCATION = (
    "Madame, Monsieur,\n\nVous êtes convié à la prochaine séance de l’instance "
    f"«{NARROW}{{instance}}{NARROW}» de la convention territoriale globale, le {{date}}."
)
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
_DECIDED = (Head("N°"), Head("Décision", 8), Head("Responsable", 4), Head("À faire avant le", 3))
_ABSENCES = {"excused": "Excusés", "absent": "Absents"}
_THERE = {"present": "Présents", "remote": "À distance", "represented": "Représentés"}


def convocation(dossier: Dossier) -> Report:
    """Return the letter that calls the members together, with the agenda."""
    row = dossier.sitting
    called_by = row.body.convener or row.body.chair
    blocks: list[Block] = [Text(_opening(dossier)), Facts(dossier.facts)]
    blocks += [*_missing(dossier, no_place(dossier)), Heading("Ordre du jour")]
    blocks += _agenda_blocks(dossier)
    blocks.append(Text("En cas d’empêchement, merci de prévenir et de dire qui vous représentera."))
    blocks += [Text(called_by)] if called_by else _missing(dossier, no_convener(dossier))
    return _report(dossier, "Convocation", blocks)


def _opening(dossier: Dossier) -> str:
    """Return the words of the body's own template, or the usual ones."""
    row = dossier.sitting
    words = row.body.convocation.strip() or USUAL_CONVOCATION
    values = {
        "{instance}": row.body.name,
        "{date}": moment(row.starts_at),
        "{lieu}": row.place or "à préciser",
        "{territoire}": row.convention.name,
    }
    for mark, value in values.items():
        words = words.replace(mark, value)
    return words


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
    """Return the sheet that those who come sign: a row per seat, and rows for guests."""
    rows: list[tuple[Cell, ...]] = [
        (str(line.seat), line.holder, _TO_SIGN) for line in dossier.page.seats
    ]
    rows += [("", name, _TO_SIGN) for name in dossier.page.guests]
    rows += [("", "", _TO_SIGN)] * GUEST_ROWS
    blocks: list[Block] = [Facts(dossier.facts), *_missing(dossier, no_place(dossier))]
    blocks += _missing(dossier, no_seat(dossier))
    return _report(dossier, "Feuille d’émargement", [*blocks, Grid(_SHEET, tuple(rows))])


def follow_up(dossier: Dossier) -> Report:
    """Return the decisions that this sitting follows, late ones first."""
    blocks: list[Block] = [Text("Aucune décision n’est à suivre à cette séance.")]
    if dossier.followed:
        rows = tuple(_followed(line) for line in dossier.followed)
        blocks = [Grid(_FOLLOWED, rows)]
    return _report(dossier, "Suivi des décisions", blocks, is_landscape=True)


def minutes(dossier: Dossier) -> Report:
    """Return the minutes, with all that is known already: who came, each point, what was decided.

    What is still to write says so.
    """
    blocks: list[Block] = [Facts(dossier.facts)]
    if dossier.sitting.body.minutes_outline.strip():
        blocks.append(Text(dossier.sitting.body.minutes_outline))
    blocks += [Heading("Présences"), *_presences(dossier)]
    blocks += [Heading("Points"), *_missing(dossier, no_agenda(dossier))]
    for rank, line in enumerate(dossier.agenda, 1):
        blocks.append(Heading(f"{rank}. {line.title}", 2))
        blocks += [Text(f"– {detail}") for detail in line.details]
        blocks.append(Text(line.minutes or "À écrire."))
    if dossier.sitting.minutes.strip():
        blocks += [Heading("Ce qui s’est dit"), Text(dossier.sitting.minutes)]
    blocks.append(Heading("Décisions"))
    if dossier.decided:
        blocks.append(Grid(_DECIDED, tuple(_decided(line) for line in dossier.decided)))
    else:
        blocks.append(Text("Aucune décision n’est encore notée."))
    return _report(dossier, "Compte rendu", blocks)


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


def _presences(dossier: Dossier) -> list[Block]:
    told = []
    for presence, label in {**_THERE, **_ABSENCES}.items():
        names = [_named(line) for line in dossier.page.seats if line.presence == presence]
        if names:
            told.append((label, " ; ".join(names)))
    if dossier.page.guests:
        told.append(("Invités", " ; ".join(dossier.page.guests)))
    if told:
        return [Facts(tuple(told))]
    gap = Gap("Les présences restent à noter.", "governance:attendance", dossier.sitting.pk)
    return _missing(dossier, gap)


def _named(line: SeatLine) -> str:
    return f"{line.holder} ({line.seat})" if line.holder else str(line.seat)


def _followed(line: DecisionLine) -> tuple[Cell, ...]:
    row = line.decision
    owner = str(row.owner or "sans responsable")
    return row.number, row.text, owner, row.due_on, followed_mark(line)


def _decided(line: DecisionLine) -> tuple[Cell, ...]:
    row = line.decision
    return row.number, row.text, str(row.owner or "sans responsable"), row.due_on
