"""What a report speaks of, read once: every part is written from it, without a query."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from gouvernail.action_plan.models import Action
from gouvernail.action_plan.queries import Clock
from gouvernail.action_plan.queries.filters import PlanFilters
from gouvernail.action_plan.queries.kept import KeptActions, kept_actions
from gouvernail.action_plan.queries.nodes import NodeLine, descendants
from gouvernail.action_plan.queries.past import actions_at
from gouvernail.action_plan.queries.tallies import Tally, tally
from gouvernail.common.one_state import one_state
from gouvernail.common.templatetags.french import day
from gouvernail.conventions.models import Convention
from gouvernail.conventions.queries.overview import Overview, convention_overview
from gouvernail.documents.content.report.asked import Asked, asked_of_copil
from gouvernail.documents.content.report.links import Links
from gouvernail.documents.content.state import base_of, logo_of
from gouvernail.documents.content.team_blocks import Team, team_of
from gouvernail.documents.formats.report import Logo
from gouvernail.documents.models import ReportOutline, ReportText
from gouvernail.governance.models import Sitting
from gouvernail.governance.queries.adjustments import AdjustmentLine, adjustment_lines
from gouvernail.governance.queries.attendance import tallies_between
from gouvernail.governance.queries.calendar import sittings_in
from gouvernail.governance.queries.decisions import DecisionFilters, DecisionLine, decision_lines
from gouvernail.governance.queries.lines import ObligationLine
from gouvernail.governance.queries.obligations import obligation_lines
from gouvernail.means.queries import MeansFilters, line_rows
from gouvernail.means.queries.lines import LineRow
from gouvernail.reviews.queries.frozen import FrozenWords, validated_reviews
from gouvernail.rules.attendance import Tally as Attended
from gouvernail.rules.periods import Period
from gouvernail.rules.reports import Place, ReportKind

FIRST_YEAR, LAST_YEAR = 2000, 2100


@dataclass(frozen=True, slots=True)
class Wanted:
    """The report that is asked for."""

    kind: ReportKind
    year: int

    @property
    def stem(self) -> str:
        """The name of its files."""
        return f"rapport-{self.kind.value}-{self.year}"


@dataclass(frozen=True)
class ReportSubject:
    """All that a report says, as of one state.

    `reviews` are the words that the Cotech validated, by year; no other words of a review are
    here. `on` is the past day that the plan is read on, None for today.
    """

    convention: Convention
    wanted: Wanted
    today: date
    period: Period
    on: date | None
    links: Links
    overview: Overview
    kept: KeptActions
    actions: tuple[Action, ...]
    reviews: Mapping[int, tuple[FrozenWords, ...]]
    obligations: tuple[ObligationLine, ...]
    sittings: tuple[Sitting, ...]
    attended: Mapping[int, Attended]
    decisions: tuple[DecisionLine, ...]
    adjustments: tuple[AdjustmentLine, ...]
    money: tuple[LineRow, ...]
    asked: Asked
    team: Team
    texts: Mapping[str, str]
    outline: tuple[Place, ...]
    logo: Logo | None
    base: bytes | None

    @property
    def year(self) -> int:
        """The year that the report speaks of, or the last one."""
        return self.wanted.year

    @property
    def until(self) -> date:
        """The last day that it speaks of."""
        return min(self.period.end, self.today)

    @property
    def validated(self) -> tuple[FrozenWords, ...]:
        """What was validated of the year."""
        return self.reviews.get(self.year, ())

    @property
    def axes(self) -> tuple[NodeLine, ...]:
        """The nodes of the first level."""
        return tuple(node for node in self.kept.nodes if node.rank == 1)

    @property
    def told_apart(self) -> tuple[FrozenWords, ...]:
        """What was validated of actions that the plan did not hold on that day."""
        known = {row.pk for row in self.actions}
        return tuple(row for row in self.validated if row.action_id and row.action_id not in known)

    @property
    def told_actions(self) -> int:
        """How many actions of the plan have a validated review of the year."""
        known = {row.pk for row in self.actions}
        return sum(row.action_id in known for row in self.validated)

    def levels_apart(self, rows: Iterable[FrozenWords]) -> list[FrozenWords]:
        """Return what was validated of axes that the plan does not hold, and under them."""
        known = {axis.id for axis in self.axes}
        return [row for row in rows if row.node_id and row.axis_id not in known]

    def board_of(self, rows: Iterable[FrozenWords]) -> str:
        """Return the address of the board of the cycle of reviews, or of all cycles."""
        cycles = {row.cycle_id for row in rows}
        if len(cycles) == 1:
            return self.links.to("reviews:board", *cycles)
        return self.links.to("reviews:home")

    @property
    def read_on(self) -> str:
        """Of which day it speaks: a plan that came later is read as it is today."""
        if self.plan_day == self.until:
            return f"état au {day(self.until)}"
        return f"plan lu au {day(self.plan_day)}"

    @property
    def plan_day(self) -> date:
        """The day that the plan is read on."""
        return self.on or self.today

    def tally_of(self, axis: NodeLine) -> Tally:
        """Return what the actions under a node amount to."""
        inside = descendants(self.kept.nodes, axis.id)
        return tally([share for share in self.kept.shares if share.node_id in inside])

    def actions_of(self, axis: NodeLine | None) -> list[Action]:
        """Return the actions under a node, in the order of the plan; None: those under none."""
        if axis is None:
            known = {node.id for node in self.kept.nodes}
            return [row for row in self.actions if row.node_id not in known]
        inside = descendants(self.kept.nodes, axis.id)
        return [row for row in self.actions if row.node_id in inside]


def report_subject(
    convention: Convention, wanted: Wanted, today: date, site: str | None = None
) -> ReportSubject:
    """Return all that a report says, as of one state. Sixty queries at most, and one a year."""
    period, year = _period(convention, wanted), year_of(wanted.year)
    on = period.end if period.end < today else None
    with one_state():
        clock = Clock(today, convention.stale_after_days)
        kept = kept_actions(convention, PlanFilters(on=on), clock)
        if on and not kept.tally.total:
            # The territory brought its plan later: its last known state is better than nothing.
            on, kept = None, kept_actions(convention, PlanFilters(), clock)
        found = actions_at(convention, on, kept.ids)
        return ReportSubject(
            convention=convention,
            wanted=wanted,
            today=today,
            period=period,
            on=on,
            links=Links(convention.slug, site, on),
            overview=convention_overview(convention),
            kept=kept,
            actions=tuple(found[pk] for pk in kept.ids),
            reviews=_reviews(convention, period),
            obligations=tuple(obligation_lines(convention, wanted.year, today)),
            attended=tallies_between(convention, period.start, period.end),
            asked=asked_of_copil(convention),
            team=team_of(convention, wanted.year, min(year.end, today)),
            texts=texts_of(convention, wanted),
            outline=outline_of(convention, wanted.kind),
            logo=logo_of(convention),
            base=base_of(convention, "docx"),
            sittings=tuple(sittings_in(convention, year.start, None)),
            decisions=tuple(decision_lines(convention, DecisionFilters(year=wanted.year), today)),
            adjustments=tuple(adjustment_lines(convention, year.start, year.end)),
            money=tuple(line_rows(convention, MeansFilters(year=wanted.year))),
        )


def texts_of(convention: Convention, wanted: Wanted) -> dict[str, str]:
    """Return what was typed in a report, by section. One query."""
    rows = ReportText.objects.filter(
        convention=convention, kind=wanted.kind.value, year=wanted.year
    )
    return dict(rows.values_list("section", "text"))


def outline_of(convention: Convention, kind: ReportKind) -> tuple[Place, ...]:
    """Return the outline that a territory set for a kind of report. One query."""
    row = ReportOutline.objects.filter(convention=convention, kind=kind.value).first()
    return row.places if row else ()


def _period(convention: Convention, wanted: Wanted) -> Period:
    """Return the year, or the life of the convention up to its end."""
    year = year_of(wanted.year)
    starts_on = convention.starts_on
    if wanted.kind is ReportKind.LIFE and starts_on and starts_on <= year.end:
        return Period(starts_on, year.end)
    return year


def _reviews(convention: Convention, period: Period) -> dict[int, tuple[FrozenWords, ...]]:
    """Return what the Cotech validated, year by year. One query a year."""
    years = range(period.start.year, period.end.year + 1)
    return {year: tuple(validated_reviews(convention, year_of(year))) for year in years}


def year_of(year: int) -> Period:
    """Return a calendar year."""
    return Period(date(year, 1, 1), date(year, 12, 31))
