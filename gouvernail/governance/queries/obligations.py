"""Where the obligations of a convention stand: this year, in past years, with their proofs."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from gouvernail.conventions.models import Convention
from gouvernail.governance.models import Obligation, ObligationKind
from gouvernail.governance.queries.declared import judge_declarations
from gouvernail.governance.queries.facts import BodySittings, GovernanceFacts, facts_of
from gouvernail.governance.queries.lines import Evidence, ObligationLine
from gouvernail.governance.queries.staff import judge_staffing
from gouvernail.governance.words import line_sentence
from gouvernail.history.memory import JournalMemory
from gouvernail.rules.cadence import Rhythm, Sittings, Standing, assess
from gouvernail.rules.periods import Period, PeriodKind, part_in, period_at, periods_of
from gouvernail.rules.precedence import assess_precedence

WORRYING = frozenset({Standing.AT_RISK, Standing.MISSED})
_NOTHING = BodySittings()
_FACTS: JournalMemory[GovernanceFacts] = JournalMemory()


@dataclass(frozen=True, slots=True)
class YearMark:
    """How one past period ended."""

    period: Period
    standing: Standing


@dataclass(frozen=True, slots=True)
class ObligationGroup:
    """The obligations of one body, or of the convention as a whole (`name` empty)."""

    name: str
    body_id: int | None
    lines: tuple[tuple[ObligationLine, tuple[YearMark, ...]], ...]


@dataclass(frozen=True, slots=True)
class ObligationsPage:
    """The page « Engagements » of one year."""

    year: int
    years: tuple[int, ...]
    groups: tuple[ObligationGroup, ...]
    counts: tuple[tuple[Standing, int], ...]
    total: int


def obligations_page(convention: Convention, year: int | None, today: date) -> ObligationsPage:
    """Return the obligations of a year, each with its past.

    One query while the journal has no new line; eleven at most otherwise.
    """
    facts = _known_facts(convention, today)
    shown = year or today.year
    lines = judged(facts, asked_day(shown, today), today)
    counts = Counter(line.standing for line in lines)
    return ObligationsPage(
        year=shown,
        years=tuple(known_years(facts, today)),
        groups=tuple(_groups(facts, lines, today)),
        counts=tuple((standing, counts[standing]) for standing in Standing if counts[standing]),
        total=len(lines),
    )


def obligation_lines(convention: Convention, year: int | None, today: date) -> list[ObligationLine]:
    """Return where each obligation stands, in the convention’s order.

    One query while the journal has no new line; eleven at most otherwise.
    """
    return judged(_known_facts(convention, today), asked_day(year or today.year, today), today)


def worrying(convention: Convention, today: date) -> list[ObligationLine]:
    """Return the obligations at risk or missed today, the most pressing first.

    One query while the journal has no new line; eleven at most otherwise.
    """
    lines = obligation_lines(convention, None, today)
    found = [line for line in lines if line.standing in WORRYING]
    return sorted(found, key=lambda line: line.latest_date or date.max)


def _known_facts(convention: Convention, today: date) -> GovernanceFacts:
    return _FACTS.of(convention.pk, today, lambda: facts_of(convention, today, has_past=True))


def asked_day(year: int, today: date) -> date:
    """Return the day that names a year: today for this year, its last day for another."""
    return today if year == today.year else date(year, 12, 31)


def known_years(facts: GovernanceFacts, today: date) -> list[int]:
    """Return the years that can be shown, latest first."""
    found = [row.on.year for body in facts.sittings.values() for row in (*body.held, *body.planned)]
    first = facts.life.starts_on.year if facts.life.starts_on else today.year
    last = facts.life.ends_on.year if facts.life.ends_on else today.year
    years = range(
        min([first, *found, today.year]), max([min(last, today.year + 1), today.year]) + 1
    )
    return sorted(years, reverse=True)


def judged(facts: GovernanceFacts, on: date, today: date) -> list[ObligationLine]:
    """Return every obligation over the period that holds a day. No query."""
    return [_judge(facts, row, _period(facts, row, on), today) for row in facts.obligations]


def _period(facts: GovernanceFacts, row: Obligation, on: date) -> Period:
    return period_at(PeriodKind(row.period), facts.life, on)


def _judge(facts: GovernanceFacts, row: Obligation, period: Period, today: date) -> ObligationLine:
    line = _judged(facts, row, period, today)
    return replace(line, sentence=line_sentence(line))


def _judged(facts: GovernanceFacts, row: Obligation, period: Period, today: date) -> ObligationLine:
    return _JUDGES[ObligationKind(row.kind)](facts, row, period, today)


def _rhythm(facts: GovernanceFacts, row: Obligation, period: Period, today: date) -> ObligationLine:
    body = facts.sittings.get(row.body_id or 0, _NOTHING)
    return _counted(facts, row, period, body, today)


def _document(
    facts: GovernanceFacts, row: Obligation, period: Period, today: date
) -> ObligationLine:
    return _counted(facts, row, period, BodySittings(facts.proofs.get(row.pk, ())), today)


def _counted(
    facts: GovernanceFacts,
    row: Obligation,
    period: Period,
    found: BodySittings,
    today: date,
) -> ObligationLine:
    rhythm = Rhythm(
        row.at_least, row.at_most, row.per_months, row.is_average, notice_days=row.notice_days
    )
    judged = assess(rhythm, period, part_in(period, facts.life), _days(found), today)
    return ObligationLine(
        row,
        period,
        judged.standing,
        judged.expected,
        _within(found.held, judged.held),
        _within(found.planned, judged.planned),
        judged.missing,
        judged.latest_date,
        judged.is_over,
    )


def _days(found: BodySittings) -> Sittings:
    return Sittings(tuple(row.on for row in found.held), tuple(row.on for row in found.planned))


def _within(rows: Iterable[Evidence], days: Iterable[date]) -> tuple[Evidence, ...]:
    kept = frozenset(days)
    return tuple(row for row in rows if row.on in kept)


def _precedence(
    facts: GovernanceFacts, row: Obligation, period: Period, today: date
) -> ObligationLine:
    body = facts.sittings.get(row.body_id or 0, _NOTHING)
    before = facts.sittings.get(row.before_id or 0, _NOTHING)
    useful = BodySittings(
        tuple(held for held in before.held if held.sitting_id in before.validated),
        before.planned,
    )
    standing, pairs = assess_precedence(_days(body), _days(useful), period, today)
    late = [pair.on for pair in pairs if pair.by is None]
    return ObligationLine(
        row,
        period,
        standing,
        held=tuple(held for held in before.held if held.on in {pair.by for pair in pairs}),
        planned=tuple(held for held in before.planned if held.on in {pair.by for pair in pairs}),
        missing=len(late),
        latest_date=min((on for on in late if on >= today), default=None),
        lacks=tuple(f"{on:%d/%m/%Y}" for on in late),
    )


def _composition(
    facts: GovernanceFacts, row: Obligation, period: Period, today: date
) -> ObligationLine:
    """Judge the seats of today, or those who came to the last sitting of a period that is over."""
    body = facts.composed.get(row.body_id or 0)
    if body is None or not body.has_rules:
        return ObligationLine(row, period, Standing.NOT_APPLICABLE)
    if today in period:
        standing = Standing.AT_RISK if body.unmet else Standing.HELD
        return ObligationLine(row, period, standing, missing=len(body.unmet), lacks=body.unmet)
    last = body.last_in(period)
    if last is None:
        return ObligationLine(row, period, Standing.NOT_APPLICABLE)
    return ObligationLine(
        row,
        period,
        Standing.MISSED if last.unmet else Standing.HELD,
        held=(last.proof,),
        missing=len(last.unmet),
        lacks=last.unmet,
    )


_Judge = Callable[[GovernanceFacts, Obligation, Period, date], ObligationLine]
_JUDGES: dict[ObligationKind, _Judge] = {
    ObligationKind.RHYTHM: _rhythm,
    ObligationKind.DOCUMENT: _document,
    ObligationKind.PRECEDENCE: _precedence,
    ObligationKind.COMPOSITION: _composition,
    ObligationKind.STAFFING: judge_staffing,
    ObligationKind.DECLARATION: judge_declarations,
}


def _groups(
    facts: GovernanceFacts, lines: list[ObligationLine], today: date
) -> Iterable[ObligationGroup]:
    bodies: dict[int | None, list[ObligationLine]] = {}
    for line in lines:
        bodies.setdefault(line.obligation.body_id, []).append(line)
    for body_id, rows in bodies.items():
        name = rows[0].obligation.body.name if rows[0].obligation.body else ""
        yield ObligationGroup(
            name, body_id, tuple((line, _past(facts, line.obligation, today)) for line in rows)
        )


def _past(facts: GovernanceFacts, row: Obligation, today: date) -> tuple[YearMark, ...]:
    kind = PeriodKind(row.period)
    if kind is PeriodKind.SLIDING or facts.life.starts_on is None:
        return ()
    over = [period for period in periods_of(kind, facts.life, today) if period.end < today]
    return tuple(
        YearMark(period, _judged(facts, row, period, today).standing) for period in over[-4:]
    )
