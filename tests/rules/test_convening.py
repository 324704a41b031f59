"""Who is called, when a reminder leaves, what has changed."""

from datetime import UTC, date
from zoneinfo import ZoneInfo

import pytest

from gouvernail.rules.convening import (
    Called,
    Holder,
    called,
    changed_facts,
    link_ends_on,
    reminder_at,
)
from gouvernail.rules.mail import FINAL, TO_DELIVER, MailState, next_try_after

PARIS, REUNION = ZoneInfo("Europe/Paris"), ZoneInfo("Indian/Reunion")
LOU, SAM = 1, 2


@pytest.mark.parametrize(
    ("holders", "expected"),
    [
        pytest.param([], [], id="an empty body calls nobody"),
        pytest.param([Holder(LOU, 10)], [Called(LOU, 10)], id="a titular"),
        pytest.param(
            [Holder(LOU, 10), Holder(SAM, 10, True)],
            [Called(LOU, 10), Called(SAM, 10, True)],
            id="a deputy is told for information",
        ),
        pytest.param(
            [Holder(SAM, 10, True)], [Called(SAM, 10)], id="a deputy without titular is called"
        ),
        pytest.param(
            [Holder(LOU, 10), Holder(LOU, 11)], [Called(LOU, 10)], id="two seats, one call"
        ),
        pytest.param(
            [Holder(SAM, 10), Holder(LOU, 10, True), Holder(LOU, 11)],
            [Called(SAM, 10), Called(LOU, 11)],
            id="a seat of one's own comes before a courtesy",
        ),
        pytest.param(
            [Holder(LOU, 11), Holder(SAM, 10), Holder(LOU, 10, True)],
            [Called(LOU, 11), Called(SAM, 10)],
            id="whatever the order of the seats",
        ),
    ],
)
def test_who_is_called(holders, expected):
    assert called(holders) == expected


# The hours of the world when a reminder leaves at 9 h where people live.
@pytest.mark.parametrize(
    ("on", "days", "zone", "utc"),
    [
        (date(2026, 10, 26), 1, PARIS, "2026-10-25T08:00"),  # winter since that night
        (date(2026, 10, 26), 2, PARIS, "2026-10-24T07:00"),
        (date(2026, 10, 30), 5, PARIS, "2026-10-25T08:00"),
        (date(2026, 10, 29), 5, PARIS, "2026-10-24T07:00"),
        (date(2027, 3, 29), 1, PARIS, "2027-03-28T07:00"),  # summer since that night
        (date(2027, 3, 29), 2, PARIS, "2027-03-27T08:00"),
        (date(2028, 3, 1), 1, PARIS, "2028-02-29T08:00"),
        (date(2027, 1, 3), 7, PARIS, "2026-12-27T08:00"),
        (date(2026, 10, 26), 2, REUNION, "2026-10-24T05:00"),
    ],
)
def test_a_reminder_leaves_at_nine_where_people_live(on, days, zone, utc):
    assert f"{reminder_at(on, days, zone).astimezone(UTC):%Y-%m-%dT%H:%M}" == utc


def test_what_changed_is_told_in_order_and_what_was_never_told_is_not():
    told = {"place": "Mairie", "starts_at": "3 mars"}
    now = {"starts_at": "4 mars", "agenda": "1. Bilan", "place": "Mairie"}
    assert changed_facts(told, now) == ["starts_at"]
    assert changed_facts(told, told) == []


def test_a_link_answers_sixty_days_after_the_sitting():
    assert link_ends_on(date(2026, 12, 3)) == date(2027, 2, 1)


def test_a_mail_is_tried_seven_times_in_about_a_day():
    delays = [next_try_after(tries) for tries in range(1, 8)]
    assert delays[-1] is None
    assert [int(delay.total_seconds() // 60) for delay in delays[:-1]] == [1, 5, 15, 60, 240, 720]


def test_every_state_of_a_mail_is_final_or_to_deliver():
    assert set(MailState) == FINAL | TO_DELIVER
    assert not FINAL & TO_DELIVER
