"""The means of actions: what each costs, what pays for it, who works on it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from gouvernail.action_plan.models import Action
from gouvernail.action_plan.queries import node_lines, plan_state
from gouvernail.conventions.models import Convention
from gouvernail.means.models import HumanMeans, TechnicalMeans
from gouvernail.means.queries.lines import LineRow, MeansFilters, line_rows
from gouvernail.means.queries.watch import AlertLine, alert_lines
from gouvernail.rules.funding import Financing, financing, total


@dataclass(frozen=True, slots=True)
class HumanLine:
    """The ETP that one organisation gives to an action in one year."""

    id: int
    organisation: str
    year: int
    label: str
    planned: Decimal | None
    actual: Decimal | None
    note: str


@dataclass(frozen=True, slots=True)
class TechnicalLine:
    """A technical means of an action."""

    id: int
    label: str
    provider: str
    note: str


@dataclass(frozen=True, slots=True)
class ActionMeans:
    """All the means of one action."""

    lines: tuple[LineRow, ...]
    financing: Financing
    alerts: tuple[AlertLine, ...]
    humans: tuple[HumanLine, ...]
    technical: tuple[TechnicalLine, ...]

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing is said yet."""
        return not (self.lines or self.humans or self.technical)


@dataclass(frozen=True, slots=True)
class CostRow:
    """An action with its cost, what pays for it and the ETP of its latest year."""

    id: int
    number: str
    title: str
    financing: Financing
    etp: Decimal | None
    line_count: int

    @property
    def query(self) -> str:
        """The address query of its lines."""
        return f"action={self.id}"

    @property
    def is_said(self) -> bool:
        """Tell whether anything is known of its means."""
        return bool(self.line_count) or self.etp is not None or self.financing.cost is not None


@dataclass(frozen=True, slots=True)
class CostsPage:
    """The costs of the plan; `silent` are the actions whose means nobody said.

    `whole` is the money of the convention itself, tied to no action.
    """

    rows: tuple[CostRow, ...]
    silent: tuple[CostRow, ...]
    whole: Financing
    has_whole: bool
    total: Financing
    etp: Decimal | None


def action_means(action: Action, today: date) -> ActionMeans:
    """Return the means of an action. Three queries."""
    lines = line_rows(action.convention, MeansFilters(action_id=action.pk))
    humans = HumanMeans.objects.filter(action=action).select_related("organisation")
    technical = TechnicalMeans.objects.filter(action=action).select_related("provider")
    return ActionMeans(
        lines=tuple(lines),
        financing=financing(action.budget, (row.money for row in lines)),
        alerts=alert_lines(lines, today),
        humans=tuple(
            HumanLine(
                row.pk,
                row.organisation.name,
                row.year,
                row.label,
                row.planned,
                row.actual,
                row.note,
            )
            for row in humans.order_by("-year", "organisation__folded_name", "pk")
        ),
        technical=tuple(
            TechnicalLine(row.pk, row.label, row.provider.name if row.provider else "", row.note)
            for row in technical.order_by("label", "pk")
        ),
    )


def costs_page(convention: Convention) -> CostsPage:
    """Return what each action costs and what pays for it, in the order of the plan. Four queries.

    Archived actions count only when money is tied to them.
    """
    by_action = defaultdict(list)
    for line in line_rows(convention, MeansFilters()):
        by_action[line.action_id].append(line)
    etp = _etp_by_action(convention)
    rows = [
        CostRow(
            id=action["id"],
            number=action["number"],
            title=action["title"],
            financing=financing(action["budget"], (row.money for row in by_action[action["id"]])),
            etp=etp.get(action["id"]),
            line_count=len(by_action[action["id"]]),
        )
        for action in _actions(convention)
        if action["archived_at"] is None or by_action[action["id"]]
    ]
    said = tuple(row for row in rows if row.is_said)
    whole = financing(None, (row.money for row in by_action[None]))
    return CostsPage(
        rows=said,
        silent=tuple(row for row in rows if not row.is_said),
        whole=whole,
        has_whole=bool(by_action[None]),
        total=_added([*(row.financing for row in said), whole]),
        etp=total(row.etp for row in said),
    )


def _actions(convention: Convention) -> list[dict[str, Any]]:
    """Return the actions in the order of the plan. Two queries."""
    place = {node.id: rank for rank, node in enumerate(node_lines(plan_state(convention)))}
    columns = ("id", "number", "title", "budget", "archived_at", "node_id", "position")
    rows = Action.objects.of(convention).values(*columns)
    return sorted(
        rows,
        key=lambda row: (place.get(row["node_id"] or 0, len(place)), row["position"], row["id"]),
    )


def _etp_by_action(convention: Convention) -> dict[int, Decimal | None]:
    """Return the ETP of the latest year that each action says: years do not add up."""
    by_year: defaultdict[int, defaultdict[int, list[Decimal | None]]]
    by_year = defaultdict(lambda: defaultdict(list))
    rows = HumanMeans.objects.filter(action__convention=convention)
    for action_id, year, planned, actual in rows.values_list(
        "action_id", "year", "planned", "actual"
    ):
        by_year[action_id][year].append(planned if planned is not None else actual)
    return {action_id: total(years[max(years)]) for action_id, years in by_year.items()}


def _added(parts: Iterable[Financing]) -> Financing:
    """Add up what several actions cost and what pays for them."""
    every = list(parts)
    zero = Decimal(0)
    return Financing(
        cost=total(part.cost for part in every),
        acquired=sum((part.acquired for part in every), zero),
        own_share=sum((part.own_share for part in every), zero),
        pending=sum((part.pending for part in every), zero),
        missing=total(part.missing for part in every),
    )
