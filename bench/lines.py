"""The lines of the report, whatever was measured."""

from collections.abc import Callable
from dataclasses import dataclass, field

from bench.statistics import Bar, Kind, Series

NARROW_SPACE = "\u202f"


@dataclass(frozen=True, slots=True)
class Unit:
    """How a value is written: `write` gives the digits, `name` follows them."""

    name: str
    write: Callable[[float], str]


def french(value: float, digits: int) -> str:
    """Write a number as French does: « 1 234,5 »."""
    return f"{value:,.{digits}f}".replace(",", NARROW_SPACE).replace(".", ",")


MILLISECONDS = Unit("ms", lambda seconds: french(1000 * seconds, 1))
SECONDS = Unit("s", lambda seconds: french(seconds, 2))
MEGABYTES = Unit("Mo", lambda number: french(number, 0))
KILOBYTES = Unit("ko", lambda number: french(number, 1))
COUNT = Unit("", lambda number: french(number, 0))


@dataclass(frozen=True, slots=True)
class Line:
    """One thing measured, its floor and its bar. Without a bar, it is there to be known."""

    scene: str
    label: str
    value: Series
    unit: Unit
    floor: Series | None = None
    bar: Bar | None = None
    remark: str = ""

    @property
    def ratio(self) -> float | None:
        """How many times the floor, at the median."""
        return self.value.p50 / self.floor.p50 if self.floor and self.floor.p50 else None

    @property
    def holds(self) -> bool | None:
        """Tell whether the bar holds; None without a bar."""
        if self.bar is None:
            return None
        return self.bar.holds(self.value.p50, self.floor.p50 if self.floor else None)


@dataclass(slots=True)
class Report:
    """Lines as they come, and what could not be measured."""

    lines: list[Line] = field(default_factory=list)
    left: list[str] = field(default_factory=list)

    def add(self, *lines: Line) -> None:
        """Keep lines."""
        self.lines.extend(lines)

    def leave(self, what: str) -> None:
        """Keep the name of something that was not measured, and why."""
        self.left.append(what)

    @property
    def missed(self) -> list[Line]:
        """The lines whose bar does not hold."""
        return [line for line in self.lines if line.holds is False]


def bar_words(line: Line) -> str:
    """Write a bar: « ≤ 3 × », « ≤ +60 ms », « ≤ 4 s »."""
    if line.bar is None:
        return "–"
    if line.bar.kind is Kind.RATIO:
        digits = 0 if line.bar.limit == int(line.bar.limit) else 1
        return f"≤ {french(line.bar.limit, digits)} ×"
    sign = "+" if line.bar.kind is Kind.BEYOND else ""
    digits = line.unit.write(line.bar.limit).removesuffix(",0").removesuffix(",00")
    return f"≤ {sign}{digits} {line.unit.name}".rstrip()
