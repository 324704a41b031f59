"""How often an organisation comes, and who no longer does."""

import pytest

from gouvernail.rules.attendance import (
    Tally,
    attendance_rate,
    best_presence,
    missed_in_a_row,
    tally,
)


@pytest.mark.parametrize(
    ("came", "awaited", "expected"),
    [
        (0, 0, None),
        (0, 3, 0),
        (3, 3, 100),
        (1, 3, 33),
        (2, 3, 67),
        (1, 8, 13),  # 12.5
        (1, 200, 1),  # 0.5
        (1, 201, 0),
        (199, 200, 100),  # 99.5
    ],
)
def test_a_rate_is_a_whole_percent_or_nothing(came, awaited, expected):
    assert attendance_rate(came, awaited) == expected


@pytest.mark.parametrize(
    ("presences", "expected"),
    [
        ([], ""),
        (["absent"], "absent"),
        (["absent", "excused"], "excused"),
        (["excused", "represented"], "represented"),
        (["remote", "absent", "present"], "present"),
        (["", "absent"], "absent"),
    ],
)
def test_an_organisation_is_there_by_the_best_held_of_its_seats(presences, expected):
    assert best_presence(presences) == expected


@pytest.mark.parametrize(
    ("presences", "expected", "rate"),
    [
        ([], Tally(), None),
        ([""], Tally(), None),
        (["present", "remote", "represented"], Tally(3, 3, 0, 0), 100),
        (["present", "", "excused", "absent"], Tally(3, 1, 1, 1), 33),
    ],
)
def test_sittings_are_counted_by_how_they_were_attended(presences, expected, rate):
    assert tally(presences) == expected
    assert tally(presences).rate == rate


@pytest.mark.parametrize(
    ("presences", "expected"),
    [
        ([], (0, False)),
        (["absent"], (0, False)),
        (["absent", "present"], (0, False)),
        (["absent", "absent", "remote"], (0, False)),
        (["present", "absent", "absent"], (2, False)),
        (["excused", "absent", "excused"], (3, False)),
        (["present", "excused", "excused"], (2, True)),
        (["absent", "", "absent"], (0, False)),
    ],
)
def test_who_missed_the_last_sittings_is_told_from_two_on(presences, expected):
    assert missed_in_a_row(presences) == expected
