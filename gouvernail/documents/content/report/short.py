"""The two pages for elected members: where we are, what is decided, what is asked."""

from dataclasses import replace

from gouvernail.common.templatetags.french import counted
from gouvernail.documents.content.dossier import day_of
from gouvernail.documents.content.report.figures import (
    attendance_figure,
    decisions_figure,
    obligations_figure,
    plan_figures,
    sittings_figure,
)
from gouvernail.documents.content.report.others import asked_lines
from gouvernail.documents.content.report.plan import progress_blocks
from gouvernail.documents.content.report.subject import ReportSubject
from gouvernail.documents.content.report.words import lack, shortened
from gouvernail.documents.formats.report import (
    Block,
    Bullets,
    Cell,
    Grid,
    Head,
    Heading,
    KeyFigures,
    Picture,
    Text,
)
from gouvernail.reviews.queries.frozen import FrozenWords, by_node
from gouvernail.rules.decisions import NOT_TAKEN, DecisionState

# What two pages hold, whatever the territory: beyond, it is said how many are left out.
FIGURES, AXES, LINES = 5, 6, 5
TYPED, AXIS_TITLE, AXIS_WORDS, LINE = 300, 90, 220, 160
_AXES = (Head("Axe", 4), Head("Avancement", 2), Head("Ce qu’il faut retenir", 7))


def where_we_are(subject: ReportSubject) -> list[Block]:
    """Return five figures."""
    found = [
        *plan_figures(subject),
        obligations_figure(subject),
        sittings_figure(subject),
        decisions_figure(subject),
        attendance_figure(subject),
    ]
    return [KeyFigures(tuple(figure for figure in found if figure)[:FIGURES])]


def axis_lines(subject: ReportSubject) -> list[Block]:
    """Return a line per axis: how far it is, its results in a sentence."""
    if not subject.axes:
        return [lack(subject, "Le plan n’a pas encore d’axe.", "action_plan:table")]
    nodes = by_node(subject.validated)
    rows: list[tuple[Cell, ...]] = []
    for axis in subject.axes[:AXES]:
        tally, words = subject.tally_of(axis), nodes.get(axis.id)
        told = f"{tally.progress.percent} %, {tally.done} sur {tally.total} {_done(tally.total)}"
        rows.append((shortened(axis.title, AXIS_TITLE), told, _said(words)))
    more = [Text(_others(len(subject.axes) - AXES, "axe"))] if len(subject.axes) > AXES else []
    return [Grid(_AXES, tuple(rows)), *more]


def _said(words: FrozenWords | None) -> str:
    """Return the one text of an axis that two pages hold: its results first, or what is there."""
    if words is None:
        return "Bilan non validé à ce jour."
    texts = [words.texts["results"], words.texts["perspectives"], *words.texts.values()]
    said = next((text for text in texts if text), "")
    return shortened(said, AXIS_WORDS) or "Rien de nouveau depuis le bilan précédent."


def _done(total: int) -> str:
    return "réalisée" if total < 2 else "réalisées"


def drawing(subject: ReportSubject) -> list[Block]:
    """Return the progress of the axes, drawn, when there are few enough to read."""
    if not 0 < len(subject.axes) <= AXES:
        return []
    drawn = [block for block in progress_blocks(subject) if isinstance(block, Picture)]
    return [replace(block, caption="") for block in drawn]


def decided_and_asked(subject: ReportSubject) -> list[Block]:
    """Return what was decided in the year, then what the next sitting is asked."""
    taken = [
        line.decision
        for line in sorted(subject.decisions, key=lambda line: line.decision.number)
        if DecisionState(line.decision.state) not in NOT_TAKEN
    ]
    decided = [
        shortened(f"{row.text.rstrip('.')} ({row.get_state_display()})", LINE) for row in taken
    ]
    blocks: list[Block] = [Heading(f"Ce qui a été décidé en {subject.year}", 2)]
    blocks += _listed(decided, "décision") or [Text("Aucune décision n’est notée.")]
    sitting = subject.asked.sitting
    if sitting is None:
        blocks.append(Heading("Ce qui vous est demandé", 2))
        said = "La prochaine séance du comité de pilotage n’est pas datée."
        return [*blocks, lack(subject, said, "governance:create_sitting")]
    when = f"{day_of(sitting):%d/%m/%Y}"
    blocks.append(Heading(f"Ce qui vous est demandé le {when}", 2))
    asked = [shortened(line, LINE) for line in asked_lines(subject)]
    said = "Aucun point de l’ordre du jour n’appelle encore de décision."
    return [
        *blocks,
        *(_listed(asked, "point") or [lack(subject, said, "governance:agenda", sitting.pk)]),
    ]


def _listed(lines: list[str], noun: str) -> list[Block]:
    if not lines:
        return []
    more = [Text(_others(len(lines) - LINES, noun))] if len(lines) > LINES else []
    return [Bullets(tuple(lines[:LINES])), *more]


def _others(number: int, noun: str) -> str:
    return f"… et {counted(number, f'autre {noun}')}, dans le rapport complet."
