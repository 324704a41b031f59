"""Deadlines as people write them: a day, a quarter, « rentrée 2026 », « en continu ».

A text that has two readings is UNCLEAR, with the reason: the person is asked, nothing is guessed.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from gouvernail.rules.deadline_spans import DeadlineKind as DeadlineKind
from gouvernail.rules.deadline_spans import Span, day_span, plain, read_span, year_span
from gouvernail.rules.deadline_spans import UnclearReason as UnclearReason
from gouvernail.rules.deadline_words import (
    ANY_YEAR,
    CALENDAR_WORD,
    END_OF,
    LEAD_IN,
    NOTHING,
    ONGOING,
    RANGE,
    START_ONLY,
    TAIL,
    VAGUE,
)

MAX_LENGTH = 200
# A « rentrée » lasts through September: from its first day to the 30th.
RENTREE = timedelta(days=29)


@dataclass(frozen=True, slots=True)
class Deadline:
    """What a deadline covers, and the text it was read from. `reason` is set when UNCLEAR."""

    kind: DeadlineKind
    start: date | None
    end: date | None
    text: str
    reason: UnclearReason | None = None


Writable = str | int | float | bool | date | datetime | None


def read_deadline(value: Writable) -> Deadline:
    """Return the deadline that a cell or a field says, with the text as typed.

    A year, a quarter, a half or a month covers its first to its last day; « fin 2026 » is its
    last day; a « rentrée » starts on 1 September and has no stated end. Two consecutive years
    alone (« 2025/2026 ») may be civil or scholar: UNCLEAR.

    Unit: days, both ends included.
    Errors: none; what cannot be read is UNCLEAR, with its reason.
    Source: CHOICE 0005; CTG, plans d'actions: échéances « 1er semestre », « en continu ».
    """
    text = written(value)
    if isinstance(value, bool):
        return _unclear(text, UnclearReason.NOT_A_DATE)
    if isinstance(value, date):
        return _deadline(day_span(value.year, value.month, value.day), text)
    if isinstance(value, int | float):
        return _read_number(value, text)
    return _read_text(text)


def written(value: Writable) -> str:
    """Return how a person would type the value of a cell.

    Unit: text; days as dd/mm/yyyy.
    Errors: none.
    Source: CHOICE 0005.
    """
    if value is None:
        return ""
    if isinstance(value, date):
        return f"{value.day:02}/{value.month:02}/{value.year:04}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def canonical_text(deadline: Deadline) -> str:
    """Return one text per meaning, which `read_deadline` reads back to the same days.

    Unit: text.
    Errors: none; an UNCLEAR deadline keeps the text as typed.
    Source: CHOICE 0005.
    """
    start, end = deadline.start, deadline.end
    if start and not end:
        return f"rentrée scolaire {start.year}"
    if end and not start:
        return written(end)
    if start and end:
        return _covering_text(deadline.kind, start, end)
    fixed = {DeadlineKind.ONGOING: "en continu", DeadlineKind.NONE: ""}
    return fixed.get(deadline.kind, deadline.text)


def last_day(deadline: Deadline) -> date | None:
    """Return the last day on which an action is still in time, or None when nothing binds it.

    Unit: a day; for a « rentrée », 30 September.
    Errors: none.
    Source: CHOICE 0005.
    """
    if deadline.end is None and deadline.kind is DeadlineKind.SCHOOL_YEAR and deadline.start:
        return deadline.start + RENTREE
    return deadline.end


def days_late(deadline: Deadline, *, is_open: bool, today: date) -> int:
    """Return by how many days an open action has passed its deadline.

    A period is late from the day after its last day. A « rentrée » is late from 1 October:
    what is due for it may still come in September.

    Unit: whole days, 0 when not late.
    Errors: none; an action that is closed, ongoing, without a deadline or with an unclear one is
    never late.
    Source: CHOICE 0005.
    """
    due = last_day(deadline)
    if due is None or not is_open:
        return 0
    return max((today - due).days, 0)


def is_late(deadline: Deadline, *, is_open: bool, today: date) -> bool:
    """Tell whether an open action has passed its deadline.

    Unit: yes or no.
    Errors: none.
    Source: CHOICE 0005.
    """
    return days_late(deadline, is_open=is_open, today=today) > 0


def _covering_text(kind: DeadlineKind, start: date, end: date) -> str:
    named = {
        DeadlineKind.YEAR: str(start.year),
        DeadlineKind.HALF: f"S{start.month // 6 + 1} {start.year}",
        DeadlineKind.QUARTER: f"T{start.month // 3 + 1} {start.year}",
        DeadlineKind.MONTH: f"{start.month:02}/{start.year}",
        DeadlineKind.SCHOOL_YEAR: f"année scolaire {start.year}-{end.year}",
    }
    return named.get(kind, f"du {written(start)} au {written(end)}")


def _unclear(text: str, reason: UnclearReason) -> Deadline:
    return Deadline(DeadlineKind.UNCLEAR, None, None, text, reason)


def _deadline(found: Span | UnclearReason, text: str) -> Deadline:
    if isinstance(found, UnclearReason):
        return _unclear(text, found)
    return Deadline(found.kind, found.start, found.end, text)


def _read_number(value: float, text: str) -> Deadline:
    if value == value // 1 and 1990 <= value <= 2100:
        return _deadline(year_span(int(value)), text)
    return _unclear(text, UnclearReason.NOT_A_DATE)


def _read_text(text: str) -> Deadline:
    bare = plain(text[: MAX_LENGTH + 1])
    if len(bare) > MAX_LENGTH:
        return _unclear(text, UnclearReason.NOT_A_DATE)
    bare = bare.rstrip(" .,;:") if bare.strip(" .,;:") else ""
    if NOTHING.fullmatch(bare):
        return Deadline(DeadlineKind.NONE, None, None, text)
    if ONGOING.fullmatch(bare):
        return Deadline(DeadlineKind.ONGOING, None, None, text)
    return _deadline(_read_days(bare) or _why_unclear(bare), text)


def _read_days(bare: str) -> Span | UnclearReason | None:
    """Read a piece or a range, with or without the words people put around it."""
    for shortened in (bare, TAIL.sub("", bare)):
        found = _read_piece(shortened) or _read_range(shortened)
        if found:
            return found
    return None


def _read_piece(bare: str) -> Span | UnclearReason | None:
    rest, found, is_before = bare, read_span(bare), False
    while not found:
        ending = END_OF.fullmatch(rest)
        if ending:
            return _last_day(read_span(ending["rest"]))
        lead_in = LEAD_IN.match(rest)
        if not lead_in:
            return None
        is_before = is_before or lead_in[0].startswith("avant")
        rest = rest[lead_in.end() :]
        found = read_span(rest)
    if is_before and isinstance(found, Span) and found.kind is not DeadlineKind.DATE:
        return UnclearReason.VAGUE
    return found


def _last_day(found: Span | UnclearReason | None) -> Span | UnclearReason | None:
    if not isinstance(found, Span):
        return found
    if found.kind in {DeadlineKind.DATE, DeadlineKind.SCHOOL_YEAR}:
        return UnclearReason.VAGUE
    return Span(DeadlineKind.DATE, None, found.end)


def _read_range(bare: str) -> Span | UnclearReason | None:
    between = re.fullmatch(r"entre (.+) et (.+)", bare)
    if between:
        return _join(between[1], between[2])
    for gap in RANGE.finditer(bare):
        found = _join(bare[: gap.start()], bare[gap.end() :])
        if found:
            return found
    for gap in re.finditer(r" et | ?[&+,;/] ?", bare):
        found = _join(bare[: gap.start()], bare[gap.end() :])
        if isinstance(found, Span) and _touch(bare[: gap.start()], bare[gap.end() :]):
            return found
    return None


def _join(left: str, right: str) -> Span | UnclearReason | None:
    """Return the days from one piece to the other, the first borrowing what it leaves unsaid."""
    last = _read_piece(right)
    if not isinstance(last, Span):
        return last
    first = _borrowing(re.sub(r"^(?:du|de|des|d'|entre|periode) ?", "", left), last)
    if not isinstance(first, Span):
        return first
    if first.first is None or last.last is None or first.first > last.last:
        return UnclearReason.CONTRADICTORY_DATES
    return Span(DeadlineKind.RANGE, first.first, last.last)


def _borrowing(left: str, last: Span) -> Span | UnclearReason | None:
    day = last.last
    found = _read_piece(left)
    if found or day is None:
        return found
    if re.fullmatch(r"[0-9]{1,2}(?: ?er)?", left):
        is_day = last.kind is DeadlineKind.DATE
        return day_span(day.year, day.month, int(left.rstrip(" er"))) if is_day else None
    return read_span(f"{left} {day.year}") or read_span(f"{left}/{day.year}")


def _touch(left: str, right: str) -> bool:
    """Tell whether two periods follow each other without a gap: « T1 et T2 2026 »."""
    last = _read_piece(right)
    first = _borrowing(left, last) if isinstance(last, Span) else None
    if not isinstance(first, Span) or not isinstance(last, Span) or not first.end or not last.start:
        return False
    return first.end + timedelta(days=1) == last.start


def _why_unclear(bare: str) -> UnclearReason:
    years = len(ANY_YEAR.findall(bare))
    if years and START_ONLY.fullmatch(bare):
        return UnclearReason.START_ONLY
    if years > 1:
        return UnclearReason.SEVERAL_DATES
    if years and VAGUE.search(bare):
        return UnclearReason.VAGUE
    is_cut_short = not years and CALENDAR_WORD.search(bare)
    return UnclearReason.NO_YEAR if is_cut_short else UnclearReason.NOT_A_DATE
