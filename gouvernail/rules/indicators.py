"""Indicators of an action with what is known of each: where it starts from, where it should go.

Three texts hold them, a line per indicator: the n-th line of each speaks of the same one. Texts
come and go in the cells of a spreadsheet as they are.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import zip_longest

# Stands for « nothing yet » between two lines that say something.
NOTHING = "–"
_NOTHING = frozenset({"", "-", "–", "—"})
_BULLET = re.compile(r"^[-–—•·*▪◦]\s+")


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator in the words of the sheet; what is not known yet is empty."""

    name: str
    baseline: str = ""
    target: str = ""

    @property
    def bare_name(self) -> str:
        """The name without the dash or the dot of a list."""
        return _BULLET.sub("", self.name)


def pair_lines(names: str, baselines: str, targets: str) -> tuple[Indicator, ...]:
    """Return the indicators that three texts say, line by line.

    A value beyond the last name keeps a line of its own, without a name: nothing is lost.

    Unit: an indicator per line; a dash alone says nothing.
    Errors: none.
    Source: CHOICE 0035; PILOTAGE, § 3.1.4: l’évaluation suit les actions en continu.
    """
    columns = [[_said(line) for line in text.splitlines()] for text in (names, baselines, targets)]
    rows = (Indicator(*row) for row in zip_longest(*columns, fillvalue=""))
    return tuple(row for row in rows if row.name or row.baseline or row.target)


def written_lines(indicators: Iterable[Indicator]) -> tuple[str, str, str]:
    """Return the three texts that `pair_lines` reads back to the same indicators.

    Unit: a line per indicator in each text; a dash where nothing is known before the last line
    that says something.
    Errors: none.
    Source: CHOICE 0035.
    """
    rows = [row for row in indicators if row.name or row.baseline or row.target]
    columns = (
        [row.name for row in rows],
        [row.baseline for row in rows],
        [row.target for row in rows],
    )
    names, baselines, targets = (_text(column) for column in columns)
    return names, baselines, targets


def without_baseline(indicators: Iterable[Indicator]) -> int:
    """Return how many indicators have no starting point.

    Unit: indicators.
    Errors: none.
    Source: CHOICE 0035.
    """
    return sum(not row.baseline for row in indicators if row.name)


def without_target(indicators: Iterable[Indicator]) -> int:
    """Return how many indicators have no target.

    Unit: indicators.
    Errors: none.
    Source: CHOICE 0035.
    """
    return sum(not row.target for row in indicators if row.name)


def _said(line: str) -> str:
    bare = line.strip()
    return "" if bare in _NOTHING else bare


def _text(lines: list[str]) -> str:
    last = max((rank for rank, line in enumerate(lines, start=1) if line), default=0)
    return "\n".join(line or NOTHING for line in lines[:last])
