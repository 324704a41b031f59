"""Two hours between two Copil: what docs/explanation/temps-d-une-campagne.md adds up to."""

import pytest

from tests.e2e.gestures import CHARACTER, CLICK
from tests.reviews.time_table import gestures_of, rows, seconds, steps

TWO_HOURS = 2 * 60 * 60
ROUNDED = 60  # the total is told to the minute
BY_HAND = [row for row in steps() if row[2] == "essai"]


def test_the_total_is_that_of_the_rows_and_under_two_hours():
    [total] = [row[3] for row in rows() if "Total" in row[0]]
    added = sum(seconds(row[3]) for row in steps())
    assert abs(added - seconds(total)) <= ROUNDED
    assert added <= TWO_HOURS


@pytest.mark.parametrize("row", BY_HAND, ids=lambda row: row[0])
def test_a_row_lasts_at_least_what_its_gestures_last(row):
    clicks, fields, characters = gestures_of(row[0])
    assert clicks
    once = (clicks + fields) * CLICK + characters * CHARACTER["desk"]
    assert seconds(row[3]) >= once


def test_every_step_was_counted_or_is_said_to_be_a_guess():
    assert {row[2] for row in steps()} == {"essai", "hypothèse"}
