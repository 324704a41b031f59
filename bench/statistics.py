"""What repeated measures amount to: percentiles, rates, ratios, and whether a bar holds."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


def percentile(samples: Sequence[float], share: float) -> float:
    """Return the value under which `share` of the samples lie, between two neighbours if need be.

    Unit: that of the samples. Errors: ValueError without samples.
    """
    if not samples:
        raise ValueError("no sample")
    ordered = sorted(samples)
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])


@dataclass(frozen=True, slots=True)
class Series:
    """Times of one thing done again and again, in seconds; `per_second` when it was counted."""

    seconds: tuple[float, ...]
    per_second: float | None = None

    @property
    def p50(self) -> float:
        """The median, in seconds."""
        return percentile(self.seconds, 0.50)

    @property
    def p95(self) -> float:
        """What 95 % of the times stay under, in seconds."""
        return percentile(self.seconds, 0.95)


class Kind(StrEnum):
    """What a bar compares."""

    RATIO = "ratio"  # times the floor
    BEYOND = "beyond"  # seconds more than the floor
    MOST = "most"  # in the unit of the value, whatever the floor


@dataclass(frozen=True, slots=True)
class Bar:
    """A limit of PERFORMANCE.md."""

    kind: Kind
    limit: float

    def holds(self, value: float, floor: float | None) -> bool:
        """Tell whether a value is within the limit.

        Errors: ValueError when the bar compares with a floor that was not measured.
        """
        if self.kind is Kind.MOST:
            return value <= self.limit
        if floor is None:
            raise ValueError("this bar needs a floor")
        if self.kind is Kind.RATIO:
            return value <= self.limit * floor
        return value - floor <= self.limit
