"""The accounts of the ledger: does what was agreed add up, is it filled, by whom.

Each account is a rule with what was expected, what was found, and the rows that make it: a wrong
one is told and never mended. Words are made elsewhere.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from gouvernail.rules.ledger_rows import (
    DEVELOPMENT,
    EXISTING,
    TOTAL,
    Check,
    CheckKey,
    CheckRow,
    Held,
    PostRates,
    Target,
)
from gouvernail.rules.names import fold_name
from gouvernail.rules.periods import Period
from gouvernail.rules.staffing import (
    ZERO,
    Rate,
    beyond_contract,
    first_day_beyond,
    fte_at,
    fte_on,
    overlapping,
    same_fte,
    turning_days,
    vacant_over,
)
from gouvernail.rules.year_parts import YearCount

FULL_TIME = Decimal(1)
MANDATE_NOTICE = timedelta(days=90)
_KEYS = {
    TOTAL: CheckKey.TOTAL,
    EXISTING: CheckKey.EXISTING,
    DEVELOPMENT: CheckKey.DEVELOPMENT,
}


@dataclass(frozen=True, slots=True)
class Asked:
    """The day or the year that the accounts look at."""

    at: date | YearCount

    @property
    def window(self) -> Period:
        """The days looked at."""
        return self.at.period if isinstance(self.at, YearCount) else Period(self.at, self.at)

    @property
    def year(self) -> int:
        """The calendar year."""
        return self.at.year


def ledger_checks(
    posts: Sequence[PostRates], targets: Sequence[Target], at: date | YearCount
) -> list[Check]:
    """Return every account of a day or of a year: the convention's figures, then the posts.

    The figures of the convention are those of the posts that the Caf cofinances. A year is counted
    by the rule of the territory, what holds on single days is looked for on all of its days.

    Unit: accounts, in the order they are read.
    Errors: none.
    Source: PILOTAGE, § 4.1, § 4.3 and § 4.4; CHOICE 0066.
    """
    asked = Asked(at)
    shared = [post for post in posts if post.is_cofinanced]
    return [
        *_targets_add_up(targets),
        *_against_targets(shared, targets, asked),
        *_elsewhere(shared, targets, asked),
        _filled(shared, targets, asked),
        _unrated(posts),
        _overlapping_rates(posts),
        _held_twice(posts),
        _beyond_post(posts, asked),
        _beyond_full_time(posts, asked),
        _mandates(posts, asked),
        _mandates_over(posts, asked),
    ]


def is_at(where: str, place: str) -> bool:
    """Tell whether `where` a post is means a `place` that the convention names.

    « Ville d'Istres » means « Istres », whatever the case, accents and punctuation.

    Unit: yes or no.
    Errors: none.
    Source: PILOTAGE, § 4.4: "+ 0,2 ETP à Fos-sur-Mer ; + 0,5 ETP à Istres"; CHOICE 0066.
    """
    return f" {fold_name(place)} " in f" {fold_name(where)} "


def _targets_add_up(targets: Sequence[Target]) -> Iterator[Check]:
    totals = [target for target in targets if target.kind == TOTAL]
    parts = [target for target in targets if target.kind != TOTAL]
    if not totals or not parts:
        return
    expected = sum((target.amount for target in totals), ZERO)
    found = sum((target.amount for target in parts), ZERO)
    rows = tuple(
        CheckRow(target.place, target.amount, target=target) for target in (*parts, *totals)
    )
    sources = _sources((*totals, *parts))
    yield Check(CheckKey.TARGETS, same_fte(expected, found), rows, expected, found, "", sources)


def _against_targets(
    posts: Sequence[PostRates], targets: Sequence[Target], asked: Asked
) -> Iterator[Check]:
    for target in targets:
        if target.year and asked.year < target.year:
            continue
        kept = [
            post
            for post in posts
            if target.kind in (TOTAL, post.kind)
            and (not target.place or is_at(post.place, target.place))
        ]
        rows = tuple(_row(post, fte_at(post.agreed, asked.at)) for post in kept)
        rows = tuple(row for row in rows if row.amount)
        found = fte_at((rate for post in kept for rate in post.agreed), asked.at)
        yield Check(
            _KEYS[target.kind],
            same_fte(found, target.amount),
            rows,
            target.amount,
            found,
            target.place,
            _sources([target]),
        )


def _elsewhere(
    posts: Sequence[PostRates], targets: Sequence[Target], asked: Asked
) -> Iterator[Check]:
    """Look for development where the convention foresees none; silent when it names no place."""
    foreseen = [target for target in targets if target.kind == DEVELOPMENT]
    if not foreseen or not all(target.place for target in foreseen):
        return
    lost = [
        _row(post, fte_at(post.agreed, asked.at))
        for post in posts
        if post.kind == DEVELOPMENT
        and not any(is_at(post.place, target.place) for target in foreseen)
    ]
    rows = tuple(row for row in lost if row.amount)
    yield Check(CheckKey.ELSEWHERE, not rows, rows, sources=_sources(foreseen))


def _filled(posts: Sequence[PostRates], targets: Sequence[Target], asked: Asked) -> Check:
    gaps = [
        _row(post, vacant) for post in posts if not same_fte(vacant := _vacant(post, asked), ZERO)
    ]
    return Check(
        CheckKey.FILLED,
        not gaps,
        tuple(gaps),
        fte_at((rate for post in posts for rate in post.agreed), asked.at),
        fte_at((rate for post in posts for rate in post.actual), asked.at),
        sources=_sources(target for target in targets if target.kind == TOTAL),
    )


def _vacant(post: PostRates, asked: Asked) -> Decimal:
    if isinstance(asked.at, YearCount):
        return vacant_over(post.agreed, post.actual, asked.at)
    return max(fte_on(post.agreed, asked.at) - fte_on(post.actual, asked.at), ZERO)


def _unrated(posts: Sequence[PostRates]) -> Check:
    rows = tuple(_row(post) for post in posts if not post.agreed)
    return Check(CheckKey.UNRATED, not rows, rows)


def _overlapping_rates(posts: Sequence[PostRates]) -> Check:
    rows = tuple(
        CheckRow(post.title, second.fte, post.key, second.starts_on, _first_end(first, second))
        for post in posts
        for first, second in overlapping(post.agreed)
    )
    return Check(CheckKey.OVERLAP, not rows, rows)


def _held_twice(posts: Sequence[PostRates]) -> Check:
    rows = []
    for post in posts:
        by_person: dict[str, list[Held]] = defaultdict(list)
        for held in post.held:
            by_person[held.who].append(held)
        for own in by_person.values():
            label = f"{own[0].name}, {post.title}"
            rows += [
                CheckRow(label, second.fte, post.key, second.starts_on, _first_end(first, second))
                for first, second in overlapping(held.rate for held in own)
            ]
    return Check(CheckKey.TWICE, not rows, tuple(rows))


def _first_end(one: Rate, other: Rate) -> date | None:
    return min((rate.ends_on for rate in (one, other) if rate.ends_on), default=None)


def _beyond_post(posts: Sequence[PostRates], asked: Asked) -> Check:
    """Look for the first day on which the holders do more than the post is."""
    rows = []
    for post in posts:
        day = first_day_beyond(post.agreed, post.actual, asked.window)
        if day:
            beyond = fte_on(post.actual, day) - fte_on(post.agreed, day)
            rows.append(CheckRow(post.title, beyond, post.key, day))
    return Check(CheckKey.BEYOND_POST, not rows, tuple(rows))


def _beyond_full_time(posts: Sequence[PostRates], asked: Asked) -> Check:
    """Look for the first day on which somebody does more than one full time, on all the posts."""
    by_person: dict[str, list[Held]] = defaultdict(list)
    for post in posts:
        for held in post.held:
            by_person[held.who].append(held)
    rows = []
    for own in by_person.values():
        rates = [held.rate for held in own]
        for day in turning_days(rates, asked.window):
            done = fte_on(rates, day)
            if done > FULL_TIME and not same_fte(done, FULL_TIME):
                rows.append(CheckRow(own[0].name, done, None, day))
                break
    return Check(CheckKey.BEYOND_FULL_TIME, not rows, tuple(rows), FULL_TIME)


def _mandates(posts: Sequence[PostRates], asked: Asked) -> Check:
    """Look for contracts that run out in the year, or within three months of the day."""
    window = asked.window
    if not isinstance(asked.at, YearCount):
        # On the last days of the calendar, what is left of it.
        notice = min(MANDATE_NOTICE, date.max - window.end)
        window = Period(window.start, window.end + notice)
    rows = tuple(
        CheckRow(f"{held.name}, {post.title}", held.rate.fte, post.key, held.mandate_ends_on)
        for post in posts
        for held in post.held
        if held.mandate_ends_on
        and held.mandate_ends_on in window
        and held.rate.holds_on(held.mandate_ends_on)
    )
    return Check(CheckKey.MANDATE, not rows, rows)


def _mandates_over(posts: Sequence[PostRates], asked: Asked) -> Check:
    """Look for holders whose contract was over before the day, or before the year began."""
    rows = tuple(
        CheckRow(f"{held.name}, {post.title}", held.rate.fte, post.key, held.mandate_ends_on)
        for post in posts
        for held in post.held
        if held.mandate_ends_on
        and held.mandate_ends_on < asked.window.start
        and (beyond := beyond_contract(held.rate, held.mandate_ends_on))
        and beyond.within(asked.window)
    )
    return Check(CheckKey.MANDATE_OVER, not rows, rows)


def _row(post: PostRates, amount: Decimal | None = None) -> CheckRow:
    return CheckRow(post.title, amount, post.key)


def _sources(targets: Iterable[Target]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(target.source for target in targets if target.source))
