"""The list of funding lines, filtered, with its totals; and what its filters offer."""

from dataclasses import dataclass, replace
from decimal import Decimal

from gouvernail.action_plan.models import Action
from gouvernail.action_plan.queries import node_lines, plan_state
from gouvernail.action_plan.queries.nodes import NodeLine, descendants
from gouvernail.conventions.models import Convention
from gouvernail.means.models import ExpectedPaper, FundingLine
from gouvernail.means.queries.lines import LineRow, MeansFilters, line_rows, measures_of
from gouvernail.means.words import MEASURE_LABELS, STATE_LABELS
from gouvernail.rules.funding import total

PAGE_LENGTH = 100


@dataclass(frozen=True, slots=True)
class LinesPage:
    """One page of lines. `totals` are those of all the lines kept, measure by measure."""

    rows: tuple[LineRow, ...]
    count: int
    page: int
    pages: int
    totals: tuple[tuple[str, Decimal | None], ...]
    nodes: tuple[NodeLine, ...]
    years: tuple[int, ...]
    funders: tuple[tuple[int, str], ...]
    actions: tuple[tuple[int, str], ...]
    states: tuple[tuple[str, str], ...]


def lines_page(convention: Convention, filters: MeansFilters, page: int) -> LinesPage:
    """Return one page of the lines that the filters keep. Four queries."""
    nodes = node_lines(plan_state(convention))
    rows = line_rows(convention, with_nodes_below(filters, nodes))
    pages = max(1, -(-len(rows) // PAGE_LENGTH))
    page = min(page, pages)
    years, funders = _offered(convention)
    return LinesPage(
        rows=tuple(rows[(page - 1) * PAGE_LENGTH : page * PAGE_LENGTH]),
        count=len(rows),
        page=page,
        pages=pages,
        totals=tuple(
            (label, total(measures_of(rows, measure))) for measure, label in MEASURE_LABELS.items()
        ),
        nodes=tuple(nodes),
        years=years,
        funders=funders,
        actions=tuple(action_choices(convention, funded=True)),
        states=tuple((state.value, label) for state, label in STATE_LABELS.items()),
    )


def with_nodes_below(filters: MeansFilters, nodes: list[NodeLine]) -> MeansFilters:
    """Return the filters with every node under the one asked for."""
    if not filters.node_ids:
        return filters
    return replace(filters, node_ids=tuple(descendants(nodes, filters.node_ids[0])))


def _offered(convention: Convention) -> tuple[tuple[int, ...], tuple[tuple[int, str], ...]]:
    """Return the years and the funders that have lines. One query."""
    rows = set(FundingLine.objects.of(convention).values_list("year", "funder_id", "funder__name"))
    funders = {(pk, name) for _, pk, name in rows}
    years = sorted({year for year, *_ in rows}, reverse=True)
    return tuple(years), tuple(sorted(funders, key=lambda funder: funder[1]))


def action_choices(convention: Convention, *, funded: bool = False) -> list[tuple[int, str]]:
    """Return the current actions, or those that have lines, by place in the plan. One query."""
    actions = Action.objects.of(convention)
    if funded:
        lines = FundingLine.objects.of(convention).exclude(action=None)
        actions = actions.filter(pk__in=lines.values("action_id"))
    else:
        actions = actions.current()
    rows = actions.order_by("position", "pk").values_list("pk", "number", "title")
    return [(pk, f"{number} {title}".strip()) for pk, number, title in rows]


def line_row(line: FundingLine) -> LineRow:
    """Return one line as lists show it. One query."""
    wanted = MeansFilters(year=line.year, funder_id=line.funder_id)
    return next(row for row in line_rows(line.convention, wanted) if row.id == line.pk)


def papers_of(line: FundingLine) -> list[ExpectedPaper]:
    """Return the documents of a line: those that are waited for first. One query."""
    return sorted(
        ExpectedPaper.objects.filter(line=line),
        key=lambda paper: (paper.done_on is not None, paper.due_on, paper.pk),
    )
