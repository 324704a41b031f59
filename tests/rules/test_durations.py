"""Lengths of time typed and read."""

import pytest

from gouvernail.rules.durations import read_minutes, told_minutes


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("1 h 30", 90), ("1h30", 90), ("1:30", 90), ("2 h", 120), ("1\u202fh\u202f05", 65),
        ("45 min", 45), ("45mn", 45), ("90 minutes", 90), ("1,5", 90), ("1.5 h", 90), ("2", 120),
        ("0", 0), ("8", 480), ("9", 9), ("15", 15), ("90", 90), ("15 h", 900), ("12h", 720),
        ("8 min", 8), ("0,5", 30), ("7.5", 450), ("1 H 15 min", 75), ("0,25 heure", 15),
        ("", None), ("une heure", None), ("1 h 75", None), ("-1", None), ("1 h 30 s", None),
    ],
)  # fmt: skip
def test_people_type_time_in_many_ways(typed, minutes):
    assert read_minutes(typed) == minutes


@pytest.mark.parametrize(
    ("minutes", "told"),
    [(0, "0 min"), (45, "45 min"), (60, "1 h"), (90, "1 h 30"), (125, "2 h 05"), (6000, "100 h")],
)
def test_time_reads_as_it_is_said(minutes, told):
    assert told_minutes(minutes) == told.replace(" ", "\u202f")
    assert read_minutes(told_minutes(minutes)) == minutes
