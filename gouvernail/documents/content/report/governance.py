"""The governance of the year: sittings against commitments, attendance, decisions."""

from collections import Counter, defaultdict

from gouvernail.common.templatetags.french import day
from gouvernail.documents.content.dossier import day_of
from gouvernail.documents.content.obligations_report import obligation_mark
from gouvernail.documents.content.report.subject import ReportSubject
from gouvernail.documents.content.report.words import facts, lack
from gouvernail.documents.content.sitting_papers import followed_mark
from gouvernail.documents.formats.charts import Dots, year_dots
from gouvernail.documents.formats.report import (
    Block,
    Cell,
    Grid,
    Head,
    Heading,
    Linked,
    Mark,
    Picture,
)
from gouvernail.governance.models import Body, ObligationKind, Sitting
from gouvernail.governance.queries.decisions import LATE, DecisionLine
from gouvernail.rules.attendance import attendance_rate
from gouvernail.rules.decisions import NOT_TAKEN, DecisionState
from gouvernail.rules.sittings import COUNTS, PLANNED, SittingState

CHART_WIDTH = 168  # mm
_DUTIES = (Head("Engagement", 5), Head("Source", 2), Head("État", 2), Head("Où en est-on", 4))
_ATTENDED = (Head("Instance", 5), Head("Séances tenues", 2), Head("Présence", 3))
_SITTINGS = (Head("Date", 2), Head("Instance", 5), Head("État", 3), Head("Présents", 2))
_DECIDED = (
    Head("N°"),
    Head("Décision", 8),
    Head("Prise par", 3),
    Head("Responsable", 3),
    Head("Où en est-on", 3),
)
_STATE_FAMILIES = {SittingState.CANCELLED: "dropped", SittingState.POSTPONED: "suspended"}


def governance(subject: ReportSubject) -> list[Block]:
    """Return how the bodies met, who came, what they decided."""
    return [*_commitments(subject), *_attendance(subject), *_decisions(subject)]


def by_body(subject: ReportSubject) -> dict[Body, list[Sitting]]:
    """Return the sittings of the year under their body, in the order of the bodies."""
    found: dict[Body, list[Sitting]] = defaultdict(list)
    for row in sorted(subject.sittings, key=lambda row: (row.body.position, row.body_id)):
        found[row.body].append(row)
    return found


def _commitments(subject: ReportSubject) -> list[Block]:
    shown = {ObligationKind.RHYTHM.value, ObligationKind.PRECEDENCE.value}
    lines = [line for line in subject.obligations if line.obligation.kind in shown]
    blocks: list[Block] = [Heading("Séances et engagements", 2)]
    if subject.sittings:
        blocks.append(_chart(subject))
    else:
        said = f"Aucune séance n’est notée en {subject.year}."
        blocks.append(lack(subject, said, "governance:sittings"))
    if lines:
        rows = tuple(
            (line.obligation.text, line.obligation.source, obligation_mark(line), line.sentence)
            for line in lines
        )
        blocks.append(Grid(_DUTIES, rows, caption="Les rythmes de l’annexe et leur tenue"))
    return blocks


def _chart(subject: ReportSubject) -> Picture:
    bodies = by_body(subject)
    rows = tuple(
        Dots(body.name, tuple((day_of(row).month, _sign(row)) for row in sittings))
        for body, sittings in bodies.items()
    )
    told = "; ".join(f"{body.name} : {_dates(sittings)}" for body, sittings in bodies.items())
    words = f"Séances de {subject.year}, par instance. {told}."
    return Picture(
        b"", words, CHART_WIDTH, year_dots(rows), f"Les séances de {subject.year}, mois par mois"
    )


def _sign(row: Sitting) -> str:
    state = SittingState(row.state)
    return "held" if state in COUNTS else "planned" if state in PLANNED else "cancelled"


def _dates(sittings: list[Sitting]) -> str:
    return ", ".join(f"{day_of(row):%d/%m} ({_word(row)})" for row in sittings)


def _word(row: Sitting) -> str:
    return {"held": "tenue", "planned": "prévue"}.get(_sign(row), row.get_state_display())


def _attendance(subject: ReportSubject) -> list[Block]:
    rows: list[tuple[Cell, ...]] = []
    links = subject.links
    for body, sittings in by_body(subject).items():
        held = [row for row in sittings if SittingState(row.state) in COUNTS]
        noted = [subject.attended[row.pk] for row in held if row.pk in subject.attended]
        came, awaited = sum(one.came for one in noted), sum(one.sittings for one in noted)
        rate = attendance_rate(came, awaited)
        told = f"{rate}\u202f% ({came} sur {awaited})" if rate is not None else "non notée"
        address = links.to("governance:health", body.pk)
        met = links.to("governance:sittings", None, instance=body.pk, annee=subject.year)
        rows.append((body.name, Linked(str(len(held)), met), Linked(told, address)))
    if not rows:
        return []
    return [Heading("Présence", 2), Grid(_ATTENDED, tuple(rows), caption="Présence par instance")]


def _decisions(subject: ReportSubject) -> list[Block]:
    blocks: list[Block] = [Heading("Décisions prises et suivies", 2)]
    if not subject.decisions:
        said = f"Aucune décision n’est notée en {subject.year}."
        return [*blocks, lack(subject, said, "governance:decisions")]
    states: Counter[DecisionState] = Counter()
    labels: dict[DecisionState, str] = {}
    for line in subject.decisions:
        state = DecisionState(line.decision.state)
        states[state] += 1
        labels[state] = line.decision.get_state_display()
    heads = (Head("État", 3), Head("Décisions", 2))
    rows = tuple(
        (labels[state], _decided(subject, number, state.value)) for state, number in states.items()
    )
    # As the figures of the year: what is only proposed, or was rejected, is not taken.
    taken = sum(number for state, number in states.items() if state not in NOT_TAKEN)
    whole: tuple[Cell, ...] = ("Prises", _decided(subject, taken, ""))
    grid = Grid(heads, rows, whole, "Les décisions de l’année, par état")
    late = sum(bool(line.late) for line in subject.decisions)
    told = (f"En retard au {day(subject.today)}", _decided(subject, late, LATE))
    return [*blocks, grid, *(facts([told]) if late else [])]


def _decided(subject: ReportSubject, number: int, state: str) -> Linked:
    address = subject.links.to("governance:decisions", None, etat=state, annee=subject.year)
    return Linked(str(number), address)


def sittings_list(subject: ReportSubject) -> list[Block]:
    """Return the list of the sittings of the year, for the annexes."""
    rows: list[tuple[Cell, ...]] = []
    for row in subject.sittings:
        noted = subject.attended.get(row.pk)
        there = f"{noted.came} sur {noted.sittings}" if noted else ""
        state = SittingState(row.state)
        family = "done" if state in COUNTS else _STATE_FAMILIES.get(state, "not_started")
        label = Mark(row.get_state_display(), family)
        when = Linked(f"{day_of(row):%d/%m/%Y}", subject.links.to("governance:sitting", row.pk))
        rows.append((when, row.body.name, label, there))
    if not rows:
        return []
    caption = f"Les séances de {subject.year}"
    return [Heading("Liste des séances", 2), Grid(_SITTINGS, tuple(rows), caption=caption)]


def decisions_register(subject: ReportSubject) -> list[Block]:
    """Return the register of the decisions of the year, for the annexes."""
    rows = tuple(
        _decision(subject, line)
        for line in sorted(subject.decisions, key=lambda line: line.decision.number)
    )
    if not rows:
        return []
    caption = f"Les décisions de {subject.year}"
    return [Heading("Registre des décisions", 2), Grid(_DECIDED, rows, caption=caption)]


def _decision(subject: ReportSubject, line: DecisionLine) -> tuple[Cell, ...]:
    row = line.decision
    number = Linked(str(row.number), subject.links.to("governance:decision", row.pk))
    taken = f"{row.body}, {row.decided_on:%d/%m/%Y}"
    return number, row.text, taken, str(row.owner or "sans responsable"), followed_mark(line)
