"""From deadlines to places on the timeline."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouvernail.rules.deadlines import read_deadline
from gouvernail.rules.timeline import Frame, Mark, Shape, frame_of, mark_of, ticks_of

# A thousand days, or nearly: 2025 to 2027 without a leap year.
FRAME = Frame(2025, 2027, date(2025, 1, 1), date(2027, 12, 31))
TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("words", "mark"),
    [
        pytest.param("1er janvier 2026", Mark(Shape.POINT, 33.33, 33.33), id="a day"),
        pytest.param("fin 2026", Mark(Shape.POINT, 66.58, 66.58), id="the end of a year"),
        pytest.param("2026", Mark(Shape.BAR, 33.33, 66.67), id="a year, to its last day"),
        pytest.param("1er semestre 2025", Mark(Shape.BAR, 0, 16.53), id="a half"),
        pytest.param("T4 2027", Mark(Shape.BAR, 91.6, 100), id="the last quarter"),
        pytest.param("mars 2025", Mark(Shape.BAR, 5.39, 8.22), id="a month"),
        pytest.param("rentrée 2026", Mark(Shape.BAR, 55.53, 58.26), id="September"),
        pytest.param("2025-2026", None, id="years with two readings"),
        pytest.param("2026 à 2030", Mark(Shape.BAR, 33.33, 100), id="cut at the edge"),
        pytest.param("2035", None, id="outside"),
        pytest.param("31/12/2024", None, id="the day before"),
        pytest.param("en continu", Mark(Shape.OPEN, 0, 100), id="all along"),
        pytest.param("", None, id="none"),
        pytest.param("selon financement", None, id="unclear"),
    ],
)
def test_a_deadline_has_its_place(words, mark):
    assert mark_of(read_deadline(words), FRAME) == mark


def test_what_is_done_all_along_keeps_to_the_convention():
    frame = Frame(2024, 2027, date(2025, 1, 1), date(2026, 12, 31))
    mark = mark_of(read_deadline("en continu"), frame)
    assert mark == Mark(Shape.OPEN, frame.at(date(2025, 1, 1)), frame.at(date(2027, 1, 1)))
    assert 0 < mark.start < mark.end < 100


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "deadlines", "years"),
    [
        pytest.param(date(2025, 1, 1), date(2029, 12, 31), [], (2025, 2029), id="the convention"),
        pytest.param(
            date(2025, 7, 1), date(2026, 6, 30), [date(2024, 12, 1), date(2028, 1, 5)],
            (2024, 2028), id="widened to the deadlines",
        ),
        pytest.param(
            date(2025, 1, 1), date(2026, 12, 31), [date(1999, 1, 1), date(2099, 1, 1)],
            (2022, 2029), id="never far from the convention",
        ),
        pytest.param(None, None, [], (2026, 2026), id="without dates, this year"),
        pytest.param(None, None, [date(2027, 3, 1)], (2026, 2027), id="without dates, deadlines"),
        pytest.param(date(2025, 1, 1), None, [], (2025, 2025), id="a start alone"),
        pytest.param(None, date(2029, 1, 1), [], (2029, 2029), id="an end alone"),
    ],
)  # fmt: skip
def test_the_years_shown(starts_on, ends_on, deadlines, years):
    frame = frame_of(starts_on, ends_on, deadlines, TODAY)
    assert (frame.first_year, frame.last_year) == years


@pytest.mark.parametrize(
    ("last_year", "labels"),
    [
        pytest.param(2027, ["2025", "T1", "T2", "T3", "T4"], id="quarters"),
        pytest.param(2029, ["2025", "S1", "S2", "2026", "S1"], id="halves"),
        pytest.param(2034, ["2025", "2026", "2027", "2028", "2029"], id="years alone"),
    ],
)
def test_the_grid_is_as_fine_as_it_can_be(last_year, labels):
    frame = Frame(2025, last_year, date(2025, 1, 1), date(last_year, 12, 31))
    assert [tick.label for tick in ticks_of(frame)][:5] == labels


def test_the_grid_stands_where_the_days_do():
    ticks = ticks_of(FRAME)
    assert [tick.at for tick in ticks if tick.is_year] == [0, 33.33, 66.67]
    assert [tick.at for tick in ticks[1:5]] == [0, 8.22, 16.53, 24.93]


@given(st.dates(date(1990, 1, 1), date(2060, 1, 1)), st.dates(date(1990, 1, 1), date(2060, 1, 1)))
def test_no_mark_ever_leaves_the_frame(one, other):
    first, last = sorted((one, other))
    text = f"du {first:%d/%m/%Y} au {last:%d/%m/%Y}"
    mark = mark_of(read_deadline(text), FRAME)
    assert mark is None or 0 <= mark.start <= mark.end <= 100
