"""The funding plan: lines, funders by year, costs by action, ETP; one table each."""

from datetime import date
from decimal import Decimal

from gouvernail.conventions.models import Convention
from gouvernail.documents.formats.table import Column, Table, Value
from gouvernail.means.models import HumanMeans
from gouvernail.means.queries import MeansFilters, costs_page, line_rows, watch_page
from gouvernail.means.queries.actions import CostRow
from gouvernail.means.queries.watch import SumRow
from gouvernail.means.words import MEASURE_LABELS
from gouvernail.rules.funding import Financing, Measure, measured, total

_MONEY = 14
_COSTS = ("Coût", "Acquis", "Part propre", "En attente", "Reste à financer", "ETP")
_LINE_HEADS = (
    Column("Année", 8),
    Column("Financeur", 30),
    Column("Part propre", 8),
    Column("Dispositif ou objet", 30),
    Column("Nature", 16),
    Column("Action", 40),
    Column("État", 18),
    *(Column(f"{label} (€)", _MONEY) for label in MEASURE_LABELS.values()),
    *(
        Column(label, 12)
        for label in ("Demandé le", "Signé le", "Versement attendu le", "À justifier avant le")
    ),
)


def funding_plan(convention: Convention, today: date) -> list[Table]:
    """Return the funding plan of a convention, as it stands on a day. Seven queries."""
    return [
        _lines(convention),
        _by_funder(convention, today),
        _by_action(convention),
        _people(convention),
    ]


def _lines(convention: Convention) -> Table:
    rows = line_rows(convention, MeansFilters())
    amounts = [tuple(measured(row.money, measure) for measure in Measure) for row in rows]
    words: list[tuple[Value, ...]] = [
        (
            row.year,
            row.funder,
            "oui" if row.money.is_own_share else "",
            row.scheme,
            row.nature,
            row.action or "Toute la convention",
            row.state_label,
        )
        for row in rows
    ]
    dates = [
        (
            row.money.requested_on,
            row.money.signed_on,
            row.money.pay_by,
            row.money.justify_by,
        )
        for row in rows
    ]
    sums = tuple(total(column) for column in zip(*amounts, strict=True))
    whole = ("Ensemble", *[None] * 6, *(sums or [None] * len(Measure)), *[None] * 4)
    return Table(
        "Financements",
        _LINE_HEADS,
        tuple((*a, *b, *c) for a, b, c in zip(words, amounts, dates, strict=True)),
        whole,
    )


def _by_funder(convention: Convention, today: date) -> Table:
    page = watch_page(convention, today, Measure.GRANTED)

    def values(row: SumRow) -> tuple[Value, ...]:
        own = "oui" if row.is_own_share else ""
        return (row.label, own, *(item.amount for item in row.sums))

    heads = [Column("Accordé, en euros", 34), Column("Part propre", 8)]
    heads += [Column(str(year), _MONEY) for year in page.years]
    return Table(
        "Par financeur et par année",
        (*heads, Column("Ensemble", _MONEY)),
        tuple(values(row) for row in page.matrix),
        values(page.matrix_total),
    )


def _by_action(convention: Convention) -> Table:
    page = costs_page(convention)
    rows = [_cost(f"{row.number} {row.title}".strip(), row) for row in page.rows]
    if page.has_whole:
        rows.append(("Toute la convention", *_amounts(page.whole), None))
    return Table(
        "Par action",
        (Column("Action", 60), *(Column(label, _MONEY) for label in _COSTS)),
        tuple(rows),
        ("Ensemble", *_amounts(page.total), page.etp),
    )


def _cost(label: str, row: CostRow) -> tuple[Value, ...]:
    return (label, *_amounts(row.financing), row.etp)


def _amounts(part: Financing) -> tuple[Decimal | None, ...]:
    return part.cost, part.acquired, part.own_share, part.pending, part.missing


def _people(convention: Convention) -> Table:
    rows = (
        HumanMeans.objects.filter(action__convention=convention)
        .select_related("action", "organisation")
        .order_by("-year", "action__position", "organisation__folded_name", "pk")
    )
    return Table(
        "Temps de travail (ETP)",
        (
            Column("Année", 8),
            Column("Action", 60),
            Column("Structure", 30),
            Column("Fonction", 30),
            Column("ETP prévus", 12),
            Column("ETP réels", 12),
        ),
        tuple(
            (row.year, str(row.action), row.organisation.name, row.label, row.planned, row.actual)
            for row in rows
        ),
    )
