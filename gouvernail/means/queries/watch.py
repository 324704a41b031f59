"""The means watch: what presses, then the money by funder and by year."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from urllib.parse import urlencode

from gouvernail.conventions.models import Convention
from gouvernail.means.queries.lines import LineRow, MeansFilters, line_rows, measures_of
from gouvernail.means.words import MEASURE_LABELS, tell
from gouvernail.rules.funding import Measure, total
from gouvernail.rules.funding_alerts import Alert
from gouvernail.rules.names import fold_name

OWN, OTHERS = "propre", "tiers"
SHOWN = 8


@dataclass(frozen=True, slots=True)
class AlertLine:
    """Something to do about a line, in a sentence and an advice."""

    line_id: int
    sentence: str
    advice: str
    about: str
    due: date
    is_late: bool
    weight: Decimal


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum, and the address query of the lines that make it. None: nobody said anything."""

    amount: Decimal | None
    count: int
    query: str


@dataclass(frozen=True, slots=True)
class SumRow:
    """A row of sums; `query` shows all its lines."""

    label: str
    sums: tuple[Sum, ...]
    is_own_share: bool = False


@dataclass(frozen=True, slots=True)
class WatchPage:
    """Everything the means watch shows. `matrix` is funder × year for one measure."""

    count: int
    alerts: tuple[AlertLine, ...]
    figures: tuple[tuple[Measure, str, Sum], ...]
    own_share: Sum
    years: tuple[int, ...]
    matrix: tuple[SumRow, ...]
    matrix_total: SumRow
    by_year: tuple[SumRow, ...]
    by_year_total: SumRow

    @property
    def first_alerts(self) -> tuple[AlertLine, ...]:
        """What is shown at once."""
        return self.alerts[:SHOWN]

    @property
    def more_alerts(self) -> tuple[AlertLine, ...]:
        """What unfolds."""
        return self.alerts[SHOWN:]

    @property
    def late(self) -> int:
        """Alerts whose day is past."""
        return sum(alert.is_late for alert in self.alerts)


def watch_page(convention: Convention, today: date, measure: Measure) -> WatchPage:
    """Return the means watch; funders and years cross on `measure`. One query."""
    rows = line_rows(convention, MeansFilters())
    years = tuple(sorted({row.year for row in rows}))
    own = [row for row in rows if row.money.is_own_share]
    others = [row for row in rows if not row.money.is_own_share]
    return WatchPage(
        count=len(rows),
        alerts=alert_lines(rows, today),
        figures=tuple(
            (item, MEASURE_LABELS[item], _sum(others, item, part=OTHERS)) for item in _FIGURES
        ),
        own_share=_sum(own, Measure.GRANTED, part=OWN),
        years=years,
        matrix=tuple(_funder_rows(rows, years, measure)),
        matrix_total=SumRow("Ensemble", _over_years(rows, years, measure)),
        by_year=tuple(_year_row(rows, year) for year in years),
        by_year_total=SumRow("Ensemble", tuple(_sum(rows, item) for item in Measure)),
    )


_FIGURES = (Measure.REQUESTED, Measure.GRANTED, Measure.PAID, Measure.TO_JUSTIFY)


def means_alerts(convention: Convention, today: date, most: int = 3) -> tuple[AlertLine, ...]:
    """Return the most urgent things to do about the means, for the home page. One query."""
    return alert_lines(line_rows(convention, MeansFilters()), today)[:most]


def alert_lines(rows: Iterable[LineRow], today: date) -> tuple[AlertLine, ...]:
    """Return what the lines wait for: late first, then the nearest day, then the largest."""
    found = [
        AlertLine(
            line_id=row.id,
            **_told(row, alert, paper),
            about=" · ".join(part for part in (row.scheme, row.action) if part),
            due=alert.due,
            is_late=alert.is_late,
            weight=alert.amount or Decimal(0),
        )
        for row in rows
        for alert, paper in row.alerts(today)
    ]
    return tuple(sorted(found, key=lambda line: (not line.is_late, line.due, -line.weight)))


def _told(row: LineRow, alert: Alert, paper: str) -> dict[str, str]:
    told = tell(alert, row.funder, row.year, paper)
    return {"sentence": told.sentence, "advice": told.advice}


def _sum(rows: Iterable[LineRow], measure: Measure, **where: object) -> Sum:
    amounts = measures_of(rows, measure)
    query = urlencode({"montant": measure.value, **where})
    return Sum(total(amounts), sum(bool(amount) for amount in amounts), query)


def _over_years(
    rows: list[LineRow], years: Iterable[int], measure: Measure, **where: object
) -> tuple[Sum, ...]:
    """Return one sum per year, then the sum of all years."""
    by_year = defaultdict(list)
    for row in rows:
        by_year[row.year].append(row)
    sums = [_sum(by_year[year], measure, annee=year, **where) for year in years]
    return (*sums, _sum(rows, measure, **where))


def _funder_rows(rows: list[LineRow], years: tuple[int, ...], measure: Measure) -> list[SumRow]:
    """Return the funders by name, then those who bring their own share."""
    funders = defaultdict(list)
    for row in rows:
        funders[row.money.is_own_share, fold_name(row.funder), row.funder_id].append(row)
    return [
        SumRow(
            same[0].funder,
            _over_years(same, years, measure, financeur=pk, part=OWN if is_own else OTHERS),
            is_own,
        )
        for (is_own, _, pk), same in sorted(funders.items(), key=lambda item: item[0])
    ]


def _year_row(rows: list[LineRow], year: int) -> SumRow:
    same = [row for row in rows if row.year == year]
    return SumRow(str(year), tuple(_sum(same, item, annee=year) for item in Measure))
