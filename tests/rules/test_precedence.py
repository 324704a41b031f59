"""No Copil without the Cotech that prepares it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouvernail.rules.cadence import Sittings, Standing
from gouvernail.rules.periods import Period
from gouvernail.rules.precedence import Precedence, assess_precedence, preceded

YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))
DAYS = st.lists(st.dates(date(2025, 10, 1), date(2027, 3, 1)), max_size=8).map(tuple)


def day(month, number=15):
    return date(2026, month, number)


@pytest.mark.parametrize(
    ("copils", "cotechs", "found"),
    [
        pytest.param([day(6)], [day(5)], [day(5)], id="a Cotech before"),
        pytest.param([day(6)], [day(6)], [day(6)], id="a Cotech on the same day"),
        pytest.param([day(6)], [day(6, 16)], [None], id="a Cotech the day after"),
        pytest.param([day(6)], [], [None], id="none"),
        pytest.param([day(6)], [day(5), day(2)], [day(5)], id="the latest of two"),
        pytest.param([day(6), day(11)], [day(5)], [day(5), None], id="one cannot serve twice"),
        pytest.param([day(6), day(11)], [day(6)], [day(6), None], id="nor when on the same day"),
        pytest.param([day(11), day(6)], [day(9), day(5)], [day(5), day(9)], id="one for each"),
        pytest.param([day(6), day(6)], [day(5)], [day(5), day(5)], id="two Copil on one day"),
        pytest.param([day(1)], [date(2025, 12, 15)], [None], id="the year before does not count"),
        pytest.param([date(2025, 12, 20)], [day(1)], [], id="a Copil of another year"),
    ],
)
def test_each_copil_has_its_cotech(copils, cotechs, found):
    assert [line.by for line in preceded(copils, cotechs, YEAR)] == found


@pytest.mark.parametrize(
    ("copils", "cotechs", "standing"),
    [
        pytest.param(Sittings(), Sittings((day(2),)), Standing.NOT_APPLICABLE, id="no Copil"),
        pytest.param(Sittings((day(3),)), Sittings((day(2),)), Standing.HELD, id="held with"),
        pytest.param(Sittings((day(3),)), Sittings(), Standing.MISSED, id="held without"),
        pytest.param(
            Sittings((day(3),), (day(9),)), Sittings((), (day(8),)), Standing.MISSED,
            id="held without, though the next has one",
        ),
        pytest.param(Sittings((), (day(9),)), Sittings(), Standing.AT_RISK, id="planned without"),
        pytest.param(
            Sittings((), (day(9),)), Sittings((), (day(10),)), Standing.AT_RISK,
            id="planned in the wrong order",
        ),
        pytest.param(
            Sittings((day(3),), (day(9),)), Sittings((day(2),)), Standing.AT_RISK,
            id="the one held has served already",
        ),
        pytest.param(
            Sittings((), (day(9),)), Sittings((), (day(8),)), Standing.ON_COURSE, id="both planned"
        ),
        pytest.param(
            Sittings((), (day(9),)), Sittings((day(5),)), Standing.ON_COURSE, id="already prepared"
        ),
        pytest.param(
            Sittings((), (day(9),)), Sittings((), (day(5),)), Standing.AT_RISK,
            id="planned before today and never held",
        ),
        pytest.param(
            Sittings((day(6),)), Sittings((), (day(6),)), Standing.MISSED,
            id="held today, prepared by one only planned",
        ),
    ],
)  # fmt: skip
def test_the_preparation_has_its_standing(copils, cotechs, standing):
    assert assess_precedence(copils, cotechs, YEAR, day(6))[0] is standing


def test_each_sitting_is_told():
    copils = Sittings((day(3),), (day(9),))
    assert assess_precedence(copils, Sittings((day(2),)), YEAR, day(6))[1] == (
        Precedence(day(3), day(2)),
        Precedence(day(9), None),
    )


@given(DAYS, DAYS)
def test_what_prepares_is_never_later_nor_of_another_year(copils, cotechs):
    for line in preceded(copils, cotechs, YEAR):
        assert line.by is None or YEAR.start <= line.by <= line.on
