"""Shares of full time as people type and read them."""

from decimal import Decimal
from fractions import Fraction

import pytest

from gouvernail.rules.fte_text import (
    read_fte,
    told_apart,
    written_exactly,
    written_fte,
    written_to_thousandth,
)


@pytest.mark.parametrize(
    ("text", "fte"),
    [
        pytest.param("0,5", "0.5", id="a comma"),
        pytest.param("0.5", "0.5", id="a point"),
        pytest.param("0,333", "0.333", id="a third"),
        pytest.param("1", "1", id="a whole"),
        pytest.param("80 %", "0.8", id="a percentage"),
        pytest.param("33,3%", "0.333", id="a percentage, glued"),
        pytest.param(" 0,20 ETP ", "0.20", id="with its unit"),
        pytest.param("0,3333", None, id="more than three places"),
        pytest.param("33,33 %", None, id="more than three places once read"),
        pytest.param("1/2", None, id="a fraction"),
        pytest.param("-0,5", None, id="negative"),
        pytest.param("mi-temps", "0.5", id="half a time"),
        pytest.param("Mi temps", "0.5", id="half a time, otherwise"),
        pytest.param("temps plein", "1", id="a whole time"),
        pytest.param("Temps complet", "1", id="a whole time, otherwise"),
        pytest.param("17,5/35", "0.5", id="hours of a week"),
        pytest.param("28 h / 35 h", "0.8", id="hours with their unit"),
        pytest.param("17h30/35", None, id="hours and minutes"),
        pytest.param("70/151,67", "0.462", id="hours of a month, to the thousandth"),
        pytest.param("40/35", None, id="more hours than there are"),
        pytest.param("quelques heures", None, id="words"),
        pytest.param("150", None, id="more than a hundred posts"),
        pytest.param("0,5 " * 20, None, id="far too long"),
    ],
)
def test_a_share_is_read_as_it_is_written(text, fte):
    assert read_fte(text) == (None if fte is None else Decimal(fte))


@pytest.mark.parametrize(
    ("fte", "shown", "exact"),
    [
        ("3.80", "3,8", "3,8"),
        ("0.999", "1", "0,999"),
        ("0.005", "0,01", "0,005"),
        ("0", "0", "0"),
        ("10", "10", "10"),
    ],
)
def test_figures_in_words(fte, shown, exact):
    assert (written_fte(Decimal(fte)), written_to_thousandth(Decimal(fte))) == (shown, exact)


def test_two_figures_that_differ_never_read_the_same():
    assert told_apart(Decimal("0.999"), Decimal(1)) == ("0,999", "1")
    assert told_apart(Decimal("3.1"), Decimal("3.8")) == ("3,1", "3,8")


@pytest.mark.parametrize(
    ("fte", "days", "told"),
    [
        pytest.param(Fraction(185, 100), 365, "1,85", id="a plain figure"),
        pytest.param(Fraction(0), 365, "0", id="nothing"),
        pytest.param(Fraction(8, 10) * Fraction(214, 365), 365, "171,2/365", id="some days"),
        pytest.param(Fraction(333, 1000) * Fraction(59, 366), 366, "19,647/366", id="leap year"),
        pytest.param(Fraction(8, 10) * Fraction(7, 12), 365, "5,6/12", id="whole months"),
        pytest.param(Fraction(1, 12) * Fraction(12, 31), 365, "1/31", id="days of a month"),
    ],
)
def test_a_figure_written_exactly_gives_the_same_sum_again(fte, days, told):
    assert written_exactly(fte, days) == told
