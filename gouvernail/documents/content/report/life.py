"""The convention since it began: statuses year by year, indicators, the four texts of each year."""

from collections import Counter

from gouvernail.action_plan.models import Action
from gouvernail.conventions.models.vocabulary import FAMILY_LABELS
from gouvernail.documents.content.report.plan import indicator_rows, progress_blocks
from gouvernail.documents.content.report.subject import ReportSubject
from gouvernail.documents.content.report.words import facts, four_texts, lack, validation
from gouvernail.documents.formats.report import Block, Cell, Grid, Head, Heading
from gouvernail.documents.formats.table import Column, Table, Value
from gouvernail.reviews.queries.frozen import FrozenWords, by_action, by_node
from gouvernail.rules.progress import StatusFamily


def statuses(subject: ReportSubject) -> list[Block]:
    """Return the plan today, then how many actions the Cotech validated in each state, by year."""
    years = sorted(subject.reviews)
    counts = {
        year: Counter(row.status_family for row in subject.reviews[year] if row.action_id)
        for year in years
    }
    families = [one for one in StatusFamily if any(counts[year][one.value] for year in years)]
    blocks = progress_blocks(subject)
    if not families:
        said = "Aucun bilan d’action n’est encore validé par le Cotech."
        return [*blocks, lack(subject, said, "governance:sittings")]
    heads = (Head("État validé", 4), *(Head(str(year), 2) for year in years))
    rows = tuple(
        (FAMILY_LABELS[family].capitalize(), *(str(counts[year][family.value]) for year in years))
        for family in families
    )
    total: tuple[Cell, ...] = ("Ensemble", *(str(counts[year].total()) for year in years))
    caption = "Les actions par état, d’après les bilans validés de chaque année"
    return [*blocks, Grid(heads, rows, total, caption)]


def by_axis(subject: ReportSubject) -> list[Block]:
    """Return each axis: what was validated of it each year, then its indicators."""
    blocks: list[Block] = []
    for axis in subject.axes:
        blocks.append(Heading(axis.title, 2))
        blocks += _years(
            subject, {year: by_node(rows).get(axis.id) for year, rows in _rows(subject)}
        )
        grid = _indicators(subject, subject.actions_of(axis))
        if grid:
            blocks.append(grid)
    return blocks or [lack(subject, "Le plan n’a pas encore d’axe.", "action_plan:table")]


def by_actions(subject: ReportSubject) -> list[Block]:
    """Return each action with what was validated of it each year; those never told are left out."""
    blocks: list[Block] = []
    for action in subject.actions:
        told = {year: by_action(rows).get(action.pk) for year, rows in _rows(subject)}
        if any(told.values()):
            blocks += [Heading(str(action), 2), *_years(subject, told)]
    if blocks:
        return blocks
    said = "Aucun bilan d’action n’est encore validé par le Cotech."
    return [lack(subject, said, "governance:sittings")]


def indicators_table(subject: ReportSubject) -> Table:
    """Return every indicator with its values year by year, as a table to compute with."""
    years = sorted(subject.reviews)
    columns = (
        Column("Axe", 30),
        Column("N°", 8, names=True),
        Column("Action", 40, names=True),
        Column("Indicateur", 40),
        Column("Donnée d’origine", 16),
        Column("Cible", 16),
        *(Column(f"Valeur {year}", 16) for year in years),
    )
    rows: list[tuple[Value, ...]] = []
    for axis in (*subject.axes, None):
        for action in subject.actions_of(axis):
            title = axis.title if axis else ""
            rows += [
                (title, action.number, action.title, *line) for line in _values(subject, action)
            ]
    state = (f"{subject.convention.name}, état au {subject.until:%d/%m/%Y}",)
    return Table(f"Bilan {subject.year}", columns, tuple(rows), state=state)


def _rows(subject: ReportSubject) -> list[tuple[int, tuple[FrozenWords, ...]]]:
    return sorted(subject.reviews.items())


def _years(subject: ReportSubject, told: dict[int, FrozenWords | None]) -> list[Block]:
    blocks: list[Block] = []
    for year, words in told.items():
        if words is None:
            continue
        pairs: list[tuple[str, Cell]] = [("État", words.status)]
        if words.progress is not None:
            pairs.append(("Avancement", f"{words.progress} %"))
        pairs += [*four_texts(words), ("Bilan", validation(words))]
        blocks += [Heading(str(year), 3), *facts(pairs)]
    return blocks


def _indicators(subject: ReportSubject, actions: list[Action]) -> Grid | None:
    years = sorted(subject.reviews)
    rows: list[tuple[Cell, ...]] = [
        (action.number or "–", *line) for action in actions for line in _values(subject, action)
    ]
    if not rows:
        return None
    heads = (
        Head("N°", 2),
        Head("Indicateur", 6),
        Head("Départ", 2),
        Head("Cible", 2),
        *(Head(str(year), 2) for year in years),
    )
    return Grid(heads, tuple(rows), caption="Du départ à la cible, et la valeur de chaque année")


def _values(subject: ReportSubject, action: Action) -> list[tuple[str, ...]]:
    """Return name, baseline, target of each indicator, then its value of each year."""
    found: dict[str, list[str]] = {}
    years = _rows(subject)
    for rank, (_, rows) in enumerate(years):
        for name, baseline, target, value in indicator_rows(action, by_action(rows).get(action.pk)):
            line = found.setdefault(name, [baseline, target, *[""] * len(years)])
            line[2 + rank] = value
    return [(name, *line) for name, line in found.items()]
