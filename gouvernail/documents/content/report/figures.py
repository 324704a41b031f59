"""The figures of the year, each with the rows behind it."""

from collections import Counter

from gouvernail.common.templatetags.french import counted, euros
from gouvernail.documents.content.report.subject import ReportSubject
from gouvernail.documents.formats.report import Block, KeyFigure, KeyFigures, Text
from gouvernail.governance.queries.lines import ObligationLine
from gouvernail.rules.attendance import attendance_rate
from gouvernail.rules.cadence import Standing
from gouvernail.rules.decisions import NOT_TAKEN, DecisionState
from gouvernail.rules.funding import Measure, measured, total
from gouvernail.rules.sittings import COUNTS, SittingState


def figures(subject: ReportSubject) -> list[Block]:
    """Return the year in figures."""
    told = [
        *plan_figures(subject),
        sittings_figure(subject),
        attendance_figure(subject),
        decisions_figure(subject),
        obligations_figure(subject),
        *_others(subject),
    ]
    return [
        KeyFigures(tuple(figure for figure in told if figure)),
        Text(f"Plan lu au {subject.plan_day:%d/%m/%Y}, séances et décisions de {subject.year}."),
    ]


def plan_figures(subject: ReportSubject) -> list[KeyFigure]:
    """Return how many actions, how far they are."""
    tally, links = subject.kept.tally, subject.links
    running = dict(tally.families).get("running", 0)
    return [
        KeyFigure(
            f"{tally.done} sur {tally.total}",
            f"{_plural(tally.total, 'action réalisée', 'actions réalisées')}, {running} en cours",
            links.plan(),
        ),
        KeyFigure(
            f"{tally.progress.percent}\u202f%",
            f"d’avancement, en moyenne de {counted(tally.progress.counted, 'action')}",
            links.plan(),
        ),
    ]


def sittings_figure(subject: ReportSubject) -> KeyFigure:
    """Return how many sittings were held."""
    states = Counter(SittingState(row.state) for row in subject.sittings)
    held = sum(states[state] for state in COUNTS)
    lost = states[SittingState.CANCELLED] + states[SittingState.POSTPONED]
    more = f", {lost} annulées ou reportées" if lost > 1 else ", une annulée ou reportée"
    return KeyFigure(
        str(held),
        _plural(held, "séance tenue", "séances tenues") + (more if lost else ""),
        subject.links.to("governance:sittings", annee=subject.year),
    )


def attendance_figure(subject: ReportSubject) -> KeyFigure | None:
    """Return the share of those awaited who came; nothing when nobody was noted."""
    came = sum(row.came for row in subject.attended.values())
    awaited = sum(row.sittings for row in subject.attended.values())
    rate = attendance_rate(came, awaited)
    if rate is None:
        return None
    label = f"de présence aux séances ({came} sur {awaited})"
    address = subject.links.to("governance:sittings", annee=subject.year)
    return KeyFigure(f"{rate}\u202f%", label, address)


def decisions_figure(subject: ReportSubject) -> KeyFigure:
    """Return how many decisions were taken, and carried out."""
    states = Counter(DecisionState(line.decision.state) for line in subject.decisions)
    taken = sum(states[state] for state in DecisionState if state not in NOT_TAKEN)
    done = states[DecisionState.DONE]
    return KeyFigure(
        str(taken),
        f"{_plural(taken, 'décision prise', 'décisions prises')}, dont {done} "
        f"{_plural(done, 'exécutée', 'exécutées')}",
        subject.links.to("governance:decisions", annee=subject.year),
    )


def judged(subject: ReportSubject) -> tuple[list[ObligationLine], int]:
    """Return the obligations that the year could be judged on, and how many were held."""
    lines = [row for row in subject.obligations if row.standing is not Standing.NOT_APPLICABLE]
    return lines, sum(row.standing is Standing.HELD for row in lines)


def obligations_figure(subject: ReportSubject) -> KeyFigure | None:
    """Return how many of the commitments of the annex are held."""
    lines, held = judged(subject)
    if not lines:
        return None
    address = subject.links.to("governance:obligations", annee=subject.year)
    label = _plural(len(lines), "engagement de l’annexe tenu", "engagements de l’annexe tenus")
    return KeyFigure(f"{held} sur {len(lines)}", label, address)


def _others(subject: ReportSubject) -> list[KeyFigure]:
    links, found = subject.links, []
    actions = len(subject.actions)
    found.append(
        KeyFigure(
            f"{subject.told_actions} sur {actions}",
            _plural(actions, "action au bilan validé", "actions au bilan validé")
            + " par le Cotech",
            subject.board_of(subject.validated),
        )
    )
    granted = total(measured(row.money, Measure.GRANTED) for row in subject.money)
    if granted is not None:
        address = links.to("means:lines", annee=subject.year)
        found.append(KeyFigure(euros(granted), f"accordés pour {subject.year}", address))
    number = len(subject.adjustments)
    address = links.to(
        "governance:adjustments", du=f"{subject.year}-01-01", au=f"{subject.year}-12-31"
    )
    label = _plural(number, "ajustement du plan", "ajustements du plan")
    return [*found, KeyFigure(str(number), label, address)]


def _plural(number: int, one: str, many: str) -> str:
    return one if number < 2 else many
