"""Funding lines, as every page of the means reads them: one query, then pure rules."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db.models import F, FilteredRelation, Q, QuerySet

from gouvernail.conventions.models import Convention
from gouvernail.means.models import NATURE_LABELS, FundingLine, Nature
from gouvernail.means.words import OWN_SHARE_LABELS, STATE_FAMILIES, STATE_LABELS
from gouvernail.rules.funding import (
    Funding,
    FundingState,
    Measure,
    acquired_amount,
    funding_state,
    gap,
    measured,
)
from gouvernail.rules.funding_alerts import Alert, funding_alerts, paper_alert


@dataclass(frozen=True, slots=True)
class MeansFilters:
    """What a person asked to see. Empty values keep everything.

    `is_own_share` keeps own share or the money of others; `is_acquired`, what is sure or what is
    only hoped for; `is_whole`, what is tied to no action.
    """

    year: int | None = None
    funder_id: int | None = None
    action_id: int | None = None
    node_ids: tuple[int, ...] = ()
    state: FundingState | None = None
    measure: Measure | None = None
    is_own_share: bool | None = None
    is_acquired: bool | None = None
    is_whole: bool = False


@dataclass(frozen=True, slots=True)
class PaperDue:
    """A document that is still to come or to send."""

    label: str
    due_on: date


@dataclass(frozen=True, slots=True)
class LineRow:
    """One funding line in a list."""

    id: int
    funder_id: int
    funder: str
    nature: str
    scheme: str
    action_id: int | None
    action: str
    is_archived: bool
    money: Funding
    papers: tuple[PaperDue, ...]

    @property
    def year(self) -> int:
        """Its year."""
        return self.money.year

    @property
    def state(self) -> FundingState:
        """How far it is."""
        return funding_state(self.money)

    @property
    def state_label(self) -> str:
        """The same, in words."""
        labels = OWN_SHARE_LABELS if self.money.is_own_share else STATE_LABELS
        return labels[self.state]

    @property
    def family(self) -> str:
        """The family whose shape and colour the state borrows."""
        return STATE_FAMILIES[self.state].value

    @property
    def to_justify(self) -> Decimal | None:
        """What was paid and is not proved."""
        return measured(self.money, Measure.TO_JUSTIFY)

    @property
    def is_acquired(self) -> bool:
        """Tell whether it brings something for sure."""
        return acquired_amount(self.money) is not None

    @property
    def grant_gap(self) -> Decimal | None:
        """What was asked and not granted."""
        return gap(self.money.requested, self.money.granted)

    @property
    def payment_gap(self) -> Decimal | None:
        """What was granted and not paid."""
        return gap(self.money.granted, self.money.paid)

    def alerts(self, today: date) -> Iterator[tuple[Alert, str]]:
        """Yield what the line waits for, each with the document it is about, if any.

        What was only hoped for an action that left the plan waits for nothing.
        """
        if not (self.is_archived and self.state in _HOPES):
            yield from ((alert, "") for alert in funding_alerts(self.money, today))
        for paper in self.papers:
            alert = paper_alert(paper.due_on, today)
            if alert:
                yield alert, paper.label


_HOPES = frozenset({FundingState.UNSAID, FundingState.PLANNED, FundingState.REQUESTED})
_MONEY = (
    "year",
    "planned",
    "requested",
    "granted",
    "paid",
    "justified",
    "requested_on",
    "signed_on",
    "pay_by",
    "justify_by",
    "is_own_share",
    "needs_justification",
)
_COLUMNS = (
    "id",
    "funder_id",
    "funder__name",
    "nature",
    "scheme",
    "action_id",
    "action__number",
    "action__title",
    "action__archived_at",
)
_PAPER = ("open_paper__label", "open_paper__due_on")


def line_rows(convention: Convention, filters: MeansFilters) -> list[LineRow]:
    """Return the lines that the filters keep, latest year first, then by funder. One query."""
    rows = (
        _narrowed(FundingLine.objects.of(convention), filters)
        .annotate(open_paper=FilteredRelation("papers", condition=Q(papers__done_on=None)))
        .order_by("-year", "funder__folded_name", F("action__position").asc(nulls_first=True), "id")
        .values(*_COLUMNS, *_MONEY, *_PAPER)
    )
    found = (_row(list(same)) for _, same in groupby(rows, key=itemgetter("id")))
    return [row for row in found if _is_kept(row, filters)]


def _narrowed(lines: QuerySet[FundingLine], filters: MeansFilters) -> QuerySet[FundingLine]:
    wanted = {
        "year": filters.year,
        "funder_id": filters.funder_id,
        "action_id": filters.action_id,
        "is_own_share": filters.is_own_share,
    }
    lines = lines.filter(**{name: value for name, value in wanted.items() if value is not None})
    if filters.is_whole:
        lines = lines.filter(action=None)
    return lines.filter(action__node_id__in=filters.node_ids) if filters.node_ids else lines


def _is_kept(row: LineRow, filters: MeansFilters) -> bool:
    if filters.state and row.state is not filters.state:
        return False
    if filters.is_acquired is not None and filters.is_acquired is not row.is_acquired:
        return False
    return filters.measure is None or bool(measured(row.money, filters.measure))


def _row(same: list[dict[str, Any]]) -> LineRow:
    """Build a line from its rows: one per document that it still waits for."""
    first = same[0]
    papers = (PaperDue(*(row[name] for name in _PAPER)) for row in same if row[_PAPER[0]])
    title = f"{first['action__number'] or ''} {first['action__title'] or ''}".strip()
    return LineRow(
        id=first["id"],
        funder_id=first["funder_id"],
        funder=first["funder__name"],
        nature=NATURE_LABELS[Nature(first["nature"])] if first["nature"] else "",
        scheme=first["scheme"],
        action_id=first["action_id"],
        action=title,
        is_archived=first["action__archived_at"] is not None,
        money=Funding(**{name: first[name] for name in _MONEY}),
        papers=tuple(sorted(papers, key=lambda paper: paper.due_on)),
    )


def measures_of(rows: Iterable[LineRow], measure: Measure) -> list[Decimal | None]:
    """Return one amount of every line."""
    return [measured(row.money, measure) for row in rows]
