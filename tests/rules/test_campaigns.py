"""Dates backwards from a Cotech, whom to ask, whom to leave in peace."""

from datetime import UTC, date, datetime, timedelta

import pytest

from gouvernail.rules.campaign_days import (
    Doubt,
    StageDays,
    date_doubts,
    proposed_stages,
    working_day_before,
    working_day_from,
)
from gouvernail.rules.campaigns import (
    AskFacts,
    Chosen,
    Contact,
    Hold,
    Standing,
    choose_person,
    link_ends_on,
    renewed_link_ends_on,
    standing_of,
    wants_deputy,
    why_not_remind,
)
from gouvernail.rules.reviews import ReviewState

COTECH = date(2026, 12, 3)  # a Thursday
ALL_SAINTS = {date(2026, 10, 17) + timedelta(days=rank) for rank in range(16)}
ARMISTICE = date(2026, 11, 11)
NOW = datetime(2026, 11, 26, 9, tzinfo=UTC)


def never(_):
    return False


def is_off(day):
    return day in ALL_SAINTS or day == ARMISTICE


@pytest.mark.parametrize(
    ("day", "number", "expected"),
    [
        pytest.param(date(2026, 12, 3), 1, date(2026, 12, 2), id="the day before"),
        pytest.param(date(2026, 12, 7), 1, date(2026, 12, 4), id="over a week-end"),
        pytest.param(date(2026, 11, 12), 1, date(2026, 11, 10), id="over a public holiday"),
        pytest.param(date(2026, 11, 2), 1, date(2026, 10, 16), id="over school holidays"),
        pytest.param(date(2026, 12, 3), 0, date(2026, 12, 3), id="the day itself"),
    ],
)
def test_working_days_are_counted_backwards(day, number, expected):
    assert working_day_before(day, number, is_off) == expected


def test_a_year_without_a_working_day_still_ends():
    assert working_day_before(COTECH, 3, lambda _: True) < COTECH
    assert working_day_from(COTECH, lambda _: True) == COTECH


def test_leads_come_first_and_nobody_is_asked_during_holidays():
    leads, axes = proposed_stages(COTECH, date(2026, 9, 1), 2, is_off)
    assert axes.due_on == date(2026, 11, 26)  # five working days before
    assert axes.opens_on == date(2026, 11, 17)
    assert leads.due_on == date(2026, 11, 16)
    assert leads.opens_on == date(2026, 10, 9)  # fifteen working days, holidays skipped
    assert leads.reminders == (date(2026, 11, 6), date(2026, 11, 13))


def test_what_would_be_past_is_asked_now():
    today = date(2026, 11, 21)  # a Saturday
    leads, axes = proposed_stages(COTECH, today, 2, is_off)
    assert leads == StageDays(date(2026, 11, 23), date(2026, 11, 23))
    assert (axes.opens_on, axes.due_on) == (date(2026, 11, 23), date(2026, 11, 26))


@pytest.mark.parametrize(
    ("stages", "expected"),
    [
        pytest.param([StageDays(date(2026, 11, 3), date(2026, 11, 20))], [], id="all fits"),
        pytest.param(
            [StageDays(date(2026, 11, 24), date(2026, 11, 20))],
            [(0, Doubt.ASKED_AFTER_DUE)],
            id="asked after it is due",
        ),
        pytest.param(
            [StageDays(date(2026, 11, 3), date(2026, 12, 3))],
            [(0, Doubt.DUE_AFTER_SITTING)],
            id="due on the day of the sitting",
        ),
        pytest.param(
            [
                StageDays(date(2026, 11, 3), date(2026, 11, 20)),
                StageDays(date(2026, 11, 19), date(2026, 11, 25)),
            ],
            [(1, Doubt.BEFORE_LEVEL_BELOW)],
            id="the summary is asked before what it sums up",
        ),
        pytest.param(
            [StageDays(date(2026, 11, 3), date(2026, 11, 20), (date(2026, 11, 23),))],
            [(0, Doubt.REMINDED_OUTSIDE)],
            id="a reminder after it is due",
        ),
        pytest.param(
            [StageDays(date(2026, 11, 3), date(2026, 11, 20), (date(2026, 11, 6),))],
            [(0, Doubt.REMINDED_TOO_SOON)],
            id="a reminder within the quiet days of the request",
        ),
        pytest.param(
            [
                StageDays(
                    date(2026, 11, 3), date(2026, 11, 20), (date(2026, 11, 16), date(2026, 11, 17))
                )
            ],
            [(0, Doubt.REMINDED_TOO_SOON)],
            id="a reminder within the quiet days of another",
        ),
        pytest.param(
            [StageDays(date(2026, 10, 20), date(2026, 11, 21), (ARMISTICE,))],
            [(0, Doubt.DAY_OFF)] * 3,
            id="in school holidays, on a Saturday, on a public holiday",
        ),
    ],
)
def test_dates_that_no_longer_fit_are_told(stages, expected):
    found = date_doubts(stages, COTECH, is_off)
    assert [(rank, doubt) for rank, doubt, _ in found] == expected


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (ReviewState.TODO, Standing.AWAITED),
        (ReviewState.DRAFT, Standing.AWAITED),
        (ReviewState.SENT_BACK, Standing.SENT_BACK),
        (ReviewState.SUBMITTED, Standing.ANSWERED),
        (ReviewState.KEPT, Standing.KEPT),
        (ReviewState.VALIDATED, Standing.KEPT),
        (ReviewState.PRESENTED, Standing.KEPT),
    ],
)
def test_a_question_stands_where_its_review_does(state, expected):
    assert standing_of(state) is expected


def facts(still=True, asked=20, written=20, is_open=True):
    days = [None if ago is None else NOW - timedelta(days=ago) for ago in (asked, written)]
    return AskFacts(still, *days, is_open)


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        pytest.param(facts(), None, id="silent for long"),
        pytest.param(facts(written=7), None, id="the quiet days are over"),
        pytest.param(facts(written=6), Hold.QUIET, id="written to last week"),
        pytest.param(facts(still=False), Hold.ANSWERED, id="answered"),
        pytest.param(facts(asked=None), Hold.NOT_ASKED, id="never asked"),
        pytest.param(facts(is_open=False), Hold.LINK_CLOSED, id="their link is closed"),
    ],
)
def test_only_the_silent_are_reminded_and_not_too_often(known, expected):
    assert why_not_remind(known, 7, NOW) is expected


@pytest.mark.parametrize(
    ("today", "still", "expected"),
    [
        pytest.param(date(2026, 11, 20), True, False, id="the last day is still theirs"),
        pytest.param(date(2026, 11, 21), True, True, id="the day after"),
        pytest.param(date(2026, 11, 21), False, False, id="they answered"),
    ],
)
def test_a_deputy_is_asked_once_it_is_late(today, still, expected):
    assert wants_deputy(date(2026, 11, 20), today, still_to_answer=still) is expected


LEAD = Contact(1, 10, has_address=False)
COLLEAGUE = Contact(2, 10, has_address=True)
OTHER = Contact(3, 20, has_address=True)
MUTE = Contact(4, 20, has_address=False)


@pytest.mark.parametrize(
    ("lead", "organisations", "expected"),
    [
        pytest.param(LEAD, [20], Chosen(1, 2), id="the person in charge, even without an address"),
        pytest.param(None, [10, 20], Chosen(2, None), id="whoever leads first"),
        pytest.param(None, [30, 20], Chosen(3, None), id="the next one that can be reached"),
        pytest.param(None, [30], Chosen(), id="nobody"),
        pytest.param(Contact(5, None, True), [], Chosen(5), id="without a structure, no deputy"),
    ],
)
def test_whom_to_ask(lead, organisations, expected):
    contacts = [LEAD, COLLEAGUE, MUTE, OTHER]
    assert choose_person(lead, organisations, contacts) == expected


@pytest.mark.parametrize(
    ("usual", "expected"),
    [
        pytest.param(date(2027, 1, 2), date(2027, 1, 2), id="it answers as the others"),
        pytest.param(COTECH, date(2027, 1, 2), id="it would end today"),
        pytest.param(date(2026, 11, 1), date(2027, 1, 2), id="it had ended"),
    ],
)
def test_a_renewed_link_answers_for_a_while(usual, expected):
    assert renewed_link_ends_on(usual, COTECH) == expected


@pytest.mark.parametrize(
    ("sitting_on", "expected"),
    [
        pytest.param(COTECH, date(2027, 1, 2), id="a month after the sitting"),
        pytest.param(None, date(2026, 12, 20), id="without a sitting, after the last day due"),
        pytest.param(date(2026, 11, 1), date(2026, 12, 20), id="a sitting that was before"),
    ],
)
def test_links_end_a_month_later(sitting_on, expected):
    assert link_ends_on(sitting_on, [date(2026, 11, 10), date(2026, 11, 20)]) == expected
