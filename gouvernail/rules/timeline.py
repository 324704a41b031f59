"""Where the actions of a plan stand on its timeline: from days to percents of its width.

Nothing here draws: a page, a document or a test reads the same figures.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from gouvernail.rules.deadlines import Deadline, DeadlineKind, last_day

# A deadline far from the convention, often a slip of the pen, must not squeeze all the others.
WIDEST = 3
HALVES_UP_TO = 8
QUARTERS_UP_TO = 3
DAY = timedelta(days=1)


class Shape(StrEnum):
    """How a deadline is drawn: a day, a period, or a length without a stated end."""

    POINT = "point"
    BAR = "bar"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Mark:
    """What is drawn for an action, from `start` to `end`, in percents of the width."""

    shape: Shape
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Frame:
    """The whole years that a timeline shows, and the days of the convention in them."""

    first_year: int
    last_year: int
    starts_on: date
    ends_on: date

    @property
    def years(self) -> int:
        """How many years are shown."""
        return self.last_year - self.first_year + 1

    def at(self, day: date) -> float:
        """Return where a day begins: 0 on the first day shown, 100 after the last."""
        first, after = date(self.first_year, 1, 1), date(self.last_year + 1, 1, 1)
        return round(100 * (day - first).days / (after - first).days, 2)


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the grid with the words beside it; a part is a half or a quarter of a year."""

    at: float
    label: str
    is_year: bool


def frame_of(
    starts_on: date | None, ends_on: date | None, deadlines: Iterable[date], today: date
) -> Frame:
    """Return the years to show: those of the convention, widened to the deadlines.

    Without dates, a convention is taken to cover the deadlines, else the present year.

    Unit: whole civil years, at most 3 before the convention and 3 after it.
    Errors: none.
    Source: CHOICE 0030.
    """
    years = [day.year for day in deadlines]
    first = (starts_on or ends_on or today).year
    last = (ends_on or starts_on or today).year
    earliest = max(min([first, *years]), first - WIDEST)
    latest = min(max([last, *years]), last + WIDEST)
    return Frame(
        earliest, latest, starts_on or date(earliest, 1, 1), ends_on or date(latest, 12, 31)
    )


def mark_of(deadline: Deadline, frame: Frame) -> Mark | None:
    """Return what is drawn for a deadline, or None when words alone can say it.

    A day is a point; a period runs from its first to its last day; what is done all along runs
    through the convention. A « rentrée » is the month of September. What overlaps the edge is
    cut there.

    Unit: percents of the width.
    Errors: none; without a deadline, with an unclear one or one outside the years shown, None.
    Source: CHOICE 0030; CHOICE 0005.
    """
    if deadline.kind is DeadlineKind.ONGOING:
        return _within(Shape.OPEN, frame.at(frame.starts_on), frame.at(frame.ends_on + DAY))
    last = last_day(deadline)
    if last is None:
        return None
    if deadline.kind is DeadlineKind.DATE:
        day = frame.at(last)
        return Mark(Shape.POINT, day, day) if 0 <= day < 100 else None
    return _within(Shape.BAR, frame.at(deadline.start or last), frame.at(last + DAY))


def _within(shape: Shape, start: float, end: float) -> Mark | None:
    if end <= 0 or start >= 100:
        return None
    return Mark(shape, max(start, 0.0), min(end, 100.0))


def ticks_of(frame: Frame) -> tuple[Tick, ...]:
    """Return the lines of the grid: the years, and their halves or quarters when they fit.

    Unit: percents of the width.
    Errors: none.
    Source: CHOICE 0030.
    """
    parts = 4 if frame.years <= QUARTERS_UP_TO else 2 if frame.years <= HALVES_UP_TO else 0
    letter = "T" if parts == 4 else "S"
    found = []
    for year in range(frame.first_year, frame.last_year + 1):
        found.append(Tick(frame.at(date(year, 1, 1)), str(year), is_year=True))
        for part in range(parts):
            month = part * 12 // parts + 1
            found.append(Tick(frame.at(date(year, month, 1)), f"{letter}{part + 1}", is_year=False))
    return tuple(found)
