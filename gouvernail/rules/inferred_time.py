"""The time of a coordinator, guessed from what they did: never counted twice, never imposed.

Sittings and changes made on actions give a proposed split of a month. What somebody typed of a
sitting, or of an action on a day, takes the place of what would be guessed of it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from gouvernail.rules.months import first_of, next_month

PERCENT = Decimal(100)
MONTHS = 12


class Trace(StrEnum):
    """What a proposed time is guessed from."""

    SITTING = "sitting"
    CHANGE = "change"


@dataclass(frozen=True, slots=True)
class SatSitting:
    """A sitting that was held and that somebody attended or organised.

    `themes` are lines of the Caf's declaration, by their numbers.
    """

    key: int
    day: date
    minutes: int
    themes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class MadeChange:
    """A change that somebody made on an action; those of one gesture have the same instant."""

    action: int
    at: datetime
    day: date
    themes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class TypedTime:
    """What somebody typed: a day, and the sitting or the action that it was about, if any."""

    day: date
    sitting: int | None = None
    action: int | None = None


@dataclass(frozen=True, slots=True)
class Yardstick:
    """What the team counts: preparation as a multiple of a sitting, minutes for one change."""

    preparation: Decimal = Decimal(1)
    minutes_per_change: int = 10


@dataclass(frozen=True, slots=True)
class GuessedTime:
    """Minutes that go to one theme, or to none; `key` is the sitting or the action behind."""

    trace: Trace
    key: int
    day: date
    minutes: int
    theme: int | None


@dataclass(frozen=True, slots=True)
class ShareGap:
    """What is declared of a theme and what the log shows, in percents."""

    theme: int
    declared: Decimal
    noted: Decimal

    @property
    def gap(self) -> Decimal:
        """How much more the log shows; below 0 when it shows less."""
        return self.noted - self.declared


def sitting_minutes(duration: int, preparation: Decimal) -> int:
    """Return what a sitting takes: its length, and its preparation as a multiple of it.

    Unit: whole minutes, halves upwards.
    Errors: none.
    Source: CHOICE 0070; PILOTAGE, § 2.3.4: "en préparant les supports".
    """
    whole = Decimal(duration) * (1 + preparation)
    return int(whole.quantize(Decimal(1), ROUND_HALF_UP))


def split_minutes(minutes: int, themes: Sequence[int]) -> list[tuple[int | None, int]]:
    """Return the part of each theme, equal to the minute; without a theme, all of it for none.

    The parts add up to the whole: the first themes take the minutes that are left over.

    Unit: whole minutes.
    Errors: none.
    Source: CHOICE 0070.
    """
    if not themes:
        return [(None, minutes)]
    each, left = divmod(minutes, len(themes))
    return [(theme, each + (place < left)) for place, theme in enumerate(themes)]


def guessed_time(
    sittings: Iterable[SatSitting],
    changes: Iterable[MadeChange],
    typed: Iterable[TypedTime],
    yardstick: Yardstick,
) -> list[GuessedTime]:
    """Return what may be guessed of somebody's time, less what they typed themselves.

    A sitting counts once. An action counts once a day, however often it was saved; a gesture on
    many actions at once counts as one change, shared by the themes of them all.

    Unit: minutes, in the order of the days.
    Errors: none.
    Source: CHOICE 0070.
    """
    known = list(typed)
    seats = {row.sitting for row in known if row.sitting is not None}
    actions = {(row.action, row.day) for row in known}
    found = []
    for sitting in {row.key: row for row in sittings}.values():
        if sitting.key not in seats:
            minutes = sitting_minutes(sitting.minutes, yardstick.preparation)
            found += _guess(Trace.SITTING, sitting.key, sitting.day, minutes, sitting.themes)
    for change in _once(changes, actions):
        minutes = yardstick.minutes_per_change
        found += _guess(Trace.CHANGE, change.action, change.day, minutes, change.themes)
    return sorted(found, key=lambda row: (row.day, row.trace, row.key))


def percents_of(minutes: Mapping[int | None, int]) -> dict[int | None, Decimal]:
    """Return the share of each theme in a time, to the hundredth; nothing for no time.

    Unit: percents.
    Errors: none.
    Source: PILOTAGE, § 4.2: "L'affectation thématique de chaque CDC sera à préciser."
    """
    total = sum(minutes.values())
    if not total:
        return {}
    hundredth = Decimal("0.01")
    return {
        theme: (Decimal(spent) * PERCENT / total).quantize(hundredth, ROUND_HALF_UP)
        for theme, spent in minutes.items()
        if spent
    }


def share_gaps(
    declared: Mapping[int, Decimal], minutes: Mapping[int | None, int], tolerance: Decimal
) -> list[ShareGap]:
    """Return the themes whose noted share is far from the declared one, furthest first.

    Only the time that has a theme is compared: what has none says nothing of the split.

    Unit: percents; a gap of `tolerance` or less is left out.
    Errors: none; without a declared share or without a time, nothing is compared.
    Source: PILOTAGE, § 4.2; CHOICE 0070.
    """
    said = percents_of({theme: spent for theme, spent in minutes.items() if theme is not None})
    noted = {theme: percent for theme, percent in said.items() if theme is not None}
    if not declared or not noted:
        return []
    zero = Decimal(0)
    gaps = [
        ShareGap(theme, declared.get(theme, zero), noted.get(theme, zero))
        for theme in dict.fromkeys([*declared, *noted])
    ]
    far = [gap for gap in gaps if abs(gap.gap) > tolerance]
    return sorted(far, key=lambda gap: -abs(gap.gap))


def kept_since(today: date, months: int) -> date:
    """Return the first day that is still kept when `months` whole months are kept.

    Unit: the first day of a month; the month of `today` is kept besides.
    Errors: none; less than one month counts as one.
    Source: CHOICE 0071.
    """
    rank = today.year * MONTHS + today.month - 1 - max(months, 1)
    return date(rank // MONTHS, rank % MONTHS + 1, 1)


def erased_next(today: date, due: date) -> date:
    """Return the day on which something more is erased, when it is next done on `due`.

    What is kept changes on the first of a month; it is done every day from `due` on.

    Unit: a day after today.
    Errors: none.
    Source: CHOICE 0071.
    """
    return max(next_month(first_of(today)), due)


def _once(changes: Iterable[MadeChange], typed: set[tuple[int | None, date]]) -> list[MadeChange]:
    """Keep one change by gesture, and one a day by action; leave out what was typed."""
    gestures: defaultdict[datetime, list[MadeChange]] = defaultdict(list)
    for change in changes:
        if (change.action, change.day) not in typed:
            gestures[change.at].append(change)
    found: dict[tuple[int, date] | datetime, MadeChange] = {}
    for at, made in sorted(gestures.items()):
        first = made[0]
        actions = {change.action for change in made}
        key = (first.action, first.day) if len(actions) == 1 else at
        themes = dict.fromkeys(theme for change in made for theme in change.themes)
        found.setdefault(key, MadeChange(first.action, at, first.day, tuple(themes)))
    return list(found.values())


def _guess(
    trace: Trace, key: int, day: date, minutes: int, themes: Sequence[int]
) -> list[GuessedTime]:
    parts = split_minutes(minutes, themes)
    return [GuessedTime(trace, key, day, spent, theme) for theme, spent in parts if spent]
