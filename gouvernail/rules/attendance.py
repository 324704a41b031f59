"""Attendance of organisations at the sittings of a body: how often, and who no longer comes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

# From the fullest presence to none: an organisation with several seats is there by its best one.
PRESENCES = ("present", "remote", "represented", "excused", "absent")
THERE = frozenset({"present", "remote", "represented"})
A_RUN = 2


@dataclass(frozen=True, slots=True)
class Tally:
    """How an organisation attended the sittings where its presence was noted."""

    sittings: int = 0
    came: int = 0
    excused: int = 0
    absent: int = 0

    @property
    def rate(self) -> int | None:
        """The share of the sittings to which it came, in percent."""
        return attendance_rate(self.came, self.sittings)


def best_presence(presences: Iterable[str]) -> str:
    """Return how an organisation was there, by the best held of its seats.

    Unit: a presence; empty when nothing was noted.
    Errors: none.
    Source: CHOICE 0050, the attendance of an organisation.
    """
    noted = set(presences)
    return next((presence for presence in PRESENCES if presence in noted), "")


def attendance_rate(came: int, awaited: int) -> int | None:
    """Return the share of those awaited who came; None when nobody was.

    Unit: whole percent, the half rounded up.
    Errors: none.
    Source: CHOICE 0050, the attendance of an organisation.
    """
    return (200 * came + awaited) // (2 * awaited) if awaited else None


def tally(presences: Iterable[str]) -> Tally:
    """Count how an organisation attended, a presence a sitting; what was not noted is left out.

    Unit: sittings.
    Errors: none.
    Source: CHOICE 0050, the attendance of an organisation.
    """
    noted = [presence for presence in presences if presence]
    return Tally(
        sittings=len(noted),
        came=sum(presence in THERE for presence in noted),
        excused=noted.count("excused"),
        absent=noted.count("absent"),
    )


def missed_in_a_row(presences: Sequence[str]) -> tuple[int, bool]:
    """Return how many of the last sittings an organisation missed, and whether always excused.

    `presences` go from the oldest sitting to the latest. One missed sitting is no run.

    Unit: sittings, 0 below two; yes or no.
    Errors: none.
    Source: CHOICE 0050, the attendance of an organisation.
    """
    missed: list[str] = []
    for presence in reversed(presences):
        if presence in THERE or not presence:
            break
        missed.append(presence)
    if len(missed) < A_RUN:
        return 0, False
    return len(missed), set(missed) == {"excused"}
