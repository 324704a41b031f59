"""What is measured: the indicators of the actions, then those of the démarche itself."""

from collections.abc import Iterator

from gouvernail.documents.content.report.figures import (
    attendance_figure,
    decisions_figure,
    obligations_figure,
    sittings_figure,
)
from gouvernail.documents.content.report.governance import CHART_WIDTH
from gouvernail.documents.content.report.indicators import Measured, measured
from gouvernail.documents.content.report.subject import ReportSubject
from gouvernail.documents.content.report.words import lack
from gouvernail.documents.formats.charts import Way, ways
from gouvernail.documents.formats.report import Block, Cell, Grid, Head, Heading, Linked, Picture
from gouvernail.reviews.queries.frozen import by_action
from gouvernail.rules.reports import as_number

SHOWN_WAYS = 12
_MEASURES = (
    Head("Action", 2),
    Head("Indicateur", 6),
    Head("Départ", 2),
    Head("Cible", 2),
    Head("Valeur", 3),
)


def evaluation(subject: ReportSubject) -> list[Block]:
    """Return the indicators of the actions, then those of the démarche."""
    return [*_of_actions(subject), *_of_the_way(subject)]


def _of_actions(subject: ReportSubject) -> list[Block]:
    said = by_action(subject.validated)
    rows: list[tuple[Cell, ...]] = []
    drawn: list[Way] = []
    for action in subject.actions:
        number = Linked(action.number or "–", subject.links.action(action.pk))
        for row in measured(action, said.get(action.pk)):
            rows.append((number, *row.cells))
            drawn += _way(action.number, row)
    blocks: list[Block] = [Heading("Indicateurs des actions", 2)]
    if not rows:
        told = "Aucune action n’a encore d’indicateur."
        return [*blocks, lack(subject, told, "action_plan:table")]
    if drawn:
        blocks.append(_chart(drawn[:SHOWN_WAYS]))
    caption = f"Les indicateurs : donnée d’origine, cible, valeur de {subject.year}"
    return [*blocks, Grid(_MEASURES, tuple(rows), caption=caption)]


def _way(number: str, row: Measured) -> Iterator[Way]:
    """Yield the way of an indicator whose three values are numbers."""
    told = (row.baseline, row.target, row.value)
    start, goal, now = (as_number(words) for words in told)
    if start is None or goal is None or now is None:
        return
    yield Way(f"{number} {row.name}".strip(), start, goal, now, told)


def _chart(drawn: list[Way]) -> Picture:
    told = "; ".join(
        f"{way.label} : départ {way.told[0]}, cible {way.told[1]}, valeur {way.told[2]}"
        for way in drawn
    )
    return Picture(
        b"",
        f"Du départ vers la cible, pour chaque indicateur chiffré. {told}.",
        CHART_WIDTH,
        ways(drawn),
        "Du départ vers la cible",
    )


def _of_the_way(subject: ReportSubject) -> list[Block]:
    figures = [
        obligations_figure(subject),
        sittings_figure(subject),
        attendance_figure(subject),
        decisions_figure(subject),
    ]
    rows: list[tuple[Cell, ...]] = [
        (figure.label.capitalize(), Linked(figure.value, figure.address))
        for figure in figures
        if figure
    ]
    tally = subject.kept.tally
    late = subject.links.plan(veille="late")
    rows.append(
        (f"Actions en retard au {subject.plan_day:%d/%m/%Y}", Linked(str(tally.late), late))
    )
    heads = (Head("Ce qui est mesuré", 7), Head("Valeur", 3))
    return [
        Heading("Indicateurs de la démarche", 2),
        Grid(heads, tuple(rows), caption="La démarche en indicateurs"),
    ]
