"""The convention since it began: statuses year by year, indicators, the four texts of each year."""

from collections import Counter
from collections.abc import Iterable

from gouvernail.action_plan.models import Action
from gouvernail.conventions.models.vocabulary import FAMILY_LABELS
from gouvernail.documents.content.report.indicators import measured, measures
from gouvernail.documents.content.report.plan import progress_blocks
from gouvernail.documents.content.report.subject import ReportSubject
from gouvernail.documents.content.report.words import (
    facts,
    four_texts,
    lack,
    nothing_new,
    validation,
)
from gouvernail.documents.formats.report import Block, Cell, Grid, Head, Heading, Linked
from gouvernail.documents.formats.table import Column, Table, Value
from gouvernail.reviews.queries.frozen import FrozenWords, by_action, by_node, levels_under
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
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (FAMILY_LABELS[family].capitalize(), *(str(counts[year][family.value]) for year in years))
        for family in families
    )
    if any(counts[year][""] for year in years):
        rows = (*rows, ("Sans état", *(str(counts[year][""]) for year in years)))
    whole = (
        Linked(str(counts[year].total()), subject.board_of(subject.reviews[year])) for year in years
    )
    total: tuple[Cell, ...] = ("Ensemble", *whole)
    caption = "Les actions par état, d’après les bilans validés de chaque année"
    return [*blocks, Grid(heads, rows, total, caption)]


def by_axis(subject: ReportSubject) -> list[Block]:
    """Return each axis: what was validated of it each year, then its indicators."""
    blocks: list[Block] = []
    for axis in subject.axes:
        blocks.append(Heading(axis.title, 2))
        blocks += _years({year: by_node(rows).get(axis.id) for year, rows in _rows(subject)})
        for year, rows in _rows(subject):
            for words in levels_under(rows, axis.id):
                blocks += _level(year, words)
        blocks += _indicators(subject, subject.actions_of(axis))
    apart = [
        block
        for year, rows in _rows(subject)
        for words in subject.levels_apart(rows)
        for block in _level(year, words)
    ]
    blocks += [Heading("Niveaux hors du plan", 2), *apart] if apart else []
    loose = _indicators(subject, subject.actions_of(None))
    blocks += [Heading("Sans rattachement", 2), *loose] if loose else []
    return blocks or [lack(subject, "Le plan n’a pas encore d’axe.", "action_plan:table")]


def by_actions(subject: ReportSubject) -> list[Block]:
    """Return each action with what was validated of it each year; those never told are left out."""
    blocks: list[Block] = []
    for action in subject.actions:
        told = {year: by_action(rows).get(action.pk) for year, rows in _rows(subject)}
        if any(told.values()):
            blocks += [Heading(str(action), 2), *_years(told)]
    for pk, title in _left(subject).items():
        told = {year: by_action(rows).get(pk) for year, rows in _rows(subject)}
        blocks += [Heading(f"{title} (hors du plan)", 2), *_years(told, with_figures=True)]
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
                (title, action.number, action.title, *line)
                for line in _values(subject, action.pk, action)
            ]
    for pk, name in _left(subject).items():
        rows += [("Hors du plan", "", name, *line) for line in _values(subject, pk, None)]
    state = (f"{subject.convention.name}, {subject.read_on}",)
    return Table(f"Bilan {subject.year}", columns, tuple(rows), state=state)


def _rows(subject: ReportSubject) -> list[tuple[int, tuple[FrozenWords, ...]]]:
    return sorted(subject.reviews.items())


def _left(subject: ReportSubject) -> dict[int, str]:
    """Return the actions that were told of and that the plan does not hold, by their last title."""
    known = {row.pk for row in subject.actions}
    return {
        words.action_id: words.full_title
        for _, rows in _rows(subject)
        for words in rows
        if words.action_id and words.action_id not in known
    }


def _level(year: int, words: FrozenWords) -> list[Block]:
    told = [*nothing_new(words), *four_texts(words), ("Bilan", validation(words))]
    return [Heading(f"{words.full_title}, {year}", 3), *facts(told)]


def _years(told: dict[int, FrozenWords | None], *, with_figures: bool = False) -> list[Block]:
    blocks: list[Block] = []
    for year, words in told.items():
        if words is None:
            continue
        pairs: list[tuple[str, Cell]] = [("État", words.status)]
        if words.progress is not None:
            pairs.append(("Avancement", f"{words.progress} %"))
        pairs += [*nothing_new(words), *four_texts(words)]
        if with_figures:
            pairs.append(("Indicateurs", measures(None, words)))
        pairs.append(("Bilan", validation(words)))
        blocks += [Heading(str(year), 3), *facts(pairs)]
    return blocks


def _indicators(subject: ReportSubject, actions: Iterable[Action]) -> list[Block]:
    years = sorted(subject.reviews)
    rows: list[tuple[Cell, ...]] = [
        (action.number or "–", *line)
        for action in actions
        for line in _values(subject, action.pk, action)
    ]
    if not rows:
        return []
    heads = (
        Head("N°", 2),
        Head("Indicateur", 6),
        Head("Départ", 2),
        Head("Cible", 2),
        *(Head(str(year), 2) for year in years),
    )
    caption = "Du départ à la cible, et la valeur de chaque année"
    return [Grid(heads, tuple(rows), caption=caption)]


def _values(subject: ReportSubject, pk: int, action: Action | None) -> list[tuple[str, ...]]:
    """Return name, baseline, target of each indicator, then its value of each year."""
    found: dict[str, list[str]] = {}
    years = _rows(subject)
    for rank, (_, rows) in enumerate(years):
        for row in measured(action, by_action(rows).get(pk)):
            line = found.setdefault(row.name, [row.baseline, row.target, *[""] * len(years)])
            line[2 + rank] = row.said
    return [(name, *line) for name, line in found.items()]
