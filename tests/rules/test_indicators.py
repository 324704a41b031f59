"""Indicators, line by line, with where they start from and where they should go."""

from hypothesis import given
from hypothesis import strategies as st

from gouvernail.rules.indicators import (
    Indicator,
    pair_lines,
    without_baseline,
    without_target,
    written_lines,
)


def test_the_nth_line_of_each_text_speaks_of_the_same_indicator():
    rows = pair_lines("Familles\nPlaces", "120\n–", "150\n60")
    assert rows == (Indicator("Familles", "120", "150"), Indicator("Places", "", "60"))


def test_a_value_beyond_the_last_name_is_not_lost():
    assert pair_lines("Familles", "120\n80", "")[1] == Indicator("", "80", "")


def test_blank_lines_are_left_aside_and_bullets_are_not_part_of_the_name():
    rows = pair_lines("- Familles\n\n• Places", "", "")
    assert [row.bare_name for row in rows] == ["Familles", "Places"]


def test_what_lacks_is_counted_for_named_indicators_only():
    rows = pair_lines("Familles\nPlaces", "120", "–\n60\n9")
    assert (without_baseline(rows), without_target(rows)) == (1, 1)


def test_a_missing_value_before_a_known_one_is_written_as_a_dash():
    rows = [Indicator("Familles"), Indicator("Places", "3")]
    assert written_lines(rows) == ("Familles\nPlaces", "–\n3", "")


WORDS = st.text(st.characters(categories=("L", "N")), max_size=8)
LINES = st.lists(st.builds(Indicator, WORDS, WORDS, WORDS), max_size=6)


@given(LINES)
def test_what_is_written_is_read_back(rows):
    said = tuple(row for row in rows if row != Indicator(""))
    assert pair_lines(*written_lines(rows)) == said
