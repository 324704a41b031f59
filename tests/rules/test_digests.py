"""When a digest may leave: on Mondays, once an hour at most, never while its reader works."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from gouvernail.rules.digests import Frequency, default_frequency, next_digest_at
from gouvernail.rules.roles import Role

PARIS = ZoneInfo("Europe/Paris")
THURSDAY = datetime(2026, 11, 26, 9, tzinfo=UTC)


def at(*parts):
    return datetime(*parts, tzinfo=PARIS)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        pytest.param(at(2026, 11, 26, 10), at(2026, 11, 30, 8), id="the next Monday"),
        pytest.param(at(2026, 11, 30, 7, 59), at(2026, 11, 30, 8), id="this very Monday, before 8"),
        pytest.param(at(2026, 11, 30, 8), at(2026, 12, 7, 8), id="at 8, the Monday after"),
        pytest.param(at(2026, 3, 26, 10), at(2026, 3, 30, 8), id="the hour of people, in summer"),
    ],
)
def test_weekly(now, expected):
    assert next_digest_at(Frequency.WEEKLY, now.astimezone(UTC), PARIS) == expected


@pytest.mark.parametrize(
    ("sent_at", "minutes"),
    [
        pytest.param(None, 0, id="nothing yet: at once"),
        pytest.param(THURSDAY - timedelta(minutes=20), 40, id="an hour after the last"),
        pytest.param(THURSDAY - timedelta(hours=5), 0, id="the last is old"),
    ],
)
def test_immediate(sent_at, minutes):
    found = next_digest_at(Frequency.IMMEDIATE, THURSDAY, PARIS, sent_at)
    assert found == THURSDAY + timedelta(minutes=minutes)


def test_none_never_leaves():
    assert next_digest_at(Frequency.NONE, THURSDAY, PARIS) is None


def test_a_reader_who_chose_nothing_is_told_nothing_by_mail():
    told = {role for role in Role if default_frequency(role) is Frequency.WEEKLY}
    assert told == set(Role) - {Role.READER}
