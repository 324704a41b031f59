"""What the pages of a log show: lines typed, proposed and summed, months and years."""

from dataclasses import dataclass
from datetime import date, datetime

from gouvernail.coordination.models import Activity, ActivityMonth
from gouvernail.rules.months import next_month, previous_month

NO_THEME, NO_MISSION = "Sans thème", "Sans mission"


@dataclass(frozen=True, slots=True)
class Words:
    """The themes and the missions that a time may go to, in their order."""

    themes: tuple[tuple[int, str], ...]
    missions: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class ProposedLine:
    """A time that the traces propose for one mission and one theme; `why` says from what."""

    mission_id: int | None
    theme_id: int | None
    mission: str
    theme: str
    minutes: int
    why: str

    @property
    def key(self) -> str:
        """What the line is called in a form."""
        return f"{self.mission_id or 0}-{self.theme_id or 0}"


@dataclass(frozen=True, slots=True)
class SumLine:
    """The minutes of one theme or mission: typed, accepted, corrected, and only proposed."""

    label: str
    typed: int = 0
    inferred: int = 0
    corrected: int = 0
    proposed: int = 0
    percent: int = 0

    @property
    def noted(self) -> int:
        """What the person said or verified; what is only proposed is not in it."""
        return self.typed + self.inferred + self.corrected


@dataclass(frozen=True, slots=True)
class MonthPage:
    """One month of a log. `settled` is the verification, None while it is to be done."""

    month: date
    is_over: bool
    settled: ActivityMonth | None
    lines: tuple[Activity, ...]
    proposal: tuple[ProposedLine, ...]
    by_theme: tuple[SumLine, ...]
    by_mission: tuple[SumLine, ...]
    months_kept: int

    @property
    def noted(self) -> int:
        """The minutes typed or verified."""
        return sum(line.minutes for line in self.lines)

    @property
    def proposed(self) -> int:
        """The minutes that are only proposed."""
        return sum(line.minutes for line in self.proposal)

    @property
    def previous(self) -> date:
        """The first day of the month before."""
        return previous_month(self.month)

    @property
    def following(self) -> date:
        """The first day of the month after."""
        return next_month(self.month)


@dataclass(frozen=True, slots=True)
class YearMonth:
    """A month in the view of a year."""

    month: date
    noted: int
    proposed: int
    settled_at: datetime | None
    is_over: bool


@dataclass(frozen=True, slots=True)
class YearPage:
    """A year of a log.

    `minutes` are those of each theme and `themes` their names, for the comparison with the shares.
    """

    year: int
    months: tuple[YearMonth, ...]
    by_theme: tuple[SumLine, ...]
    by_mission: tuple[SumLine, ...]
    minutes: dict[int | None, int]
    themes: dict[int, str]

    @property
    def noted(self) -> int:
        """The minutes typed or verified."""
        return sum(month.noted for month in self.months)

    @property
    def proposed(self) -> int:
        """The minutes that are only proposed."""
        return sum(month.proposed for month in self.months)
