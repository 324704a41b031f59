"""What an address asks for: a number, a day, a month, a year."""

from datetime import date

import pytest

from gouvernail.common.asked import asked_day, asked_month, asked_year, number_of


@pytest.mark.parametrize(
    ("said", "number"),
    [
        pytest.param("12", 12, id="a number"),
        pytest.param("0", 0, id="zero"),
        pytest.param("123456789", 123456789, id="as long as it may be"),
        pytest.param("1234567890", None, id="too long"),
        pytest.param("9" * 5000, None, id="so long that int refuses it"),
        pytest.param("", None, id="nothing"),
        pytest.param("-3", None, id="with a sign"),
        pytest.param("1 2", None, id="with a space"),
        pytest.param("²", None, id="a digit that is no number"),
        pytest.param("٣", None, id="a digit of another script"),
    ],
)
def test_a_number_is_read(said, number):
    assert number_of(said) == number


def test_fewer_digits_may_be_asked():
    assert (number_of("99", 2), number_of("100", 2)) == (99, None)


@pytest.mark.parametrize(
    ("said", "year"),
    [
        ("2026", 2026), ("2000", 2000), ("2100", 2100),
        ("1999", None), ("2101", None), ("02026", None), ("²026", None), ("", None),
    ],
)  # fmt: skip
def test_a_year_is_read(said, year):
    assert asked_year({"annee": said}) == year


@pytest.mark.parametrize(
    ("said", "month"),
    [
        ("2026-05", date(2026, 5, 1)), ("2100-12", date(2100, 12, 1)),
        ("2026-13", None), ("1999-12", None), ("2026", None), ("mai", None), ("", None),
    ],
)  # fmt: skip
def test_a_month_is_read(said, month):
    assert asked_month({"mois": said}) == month


@pytest.mark.parametrize(
    ("said", "day"), [("2026-05-04", date(2026, 5, 4)), ("2026-02-30", None), ("", None)]
)
def test_a_day_is_read(said, day):
    assert asked_day({"jour": said}, "jour") == day


def test_nothing_is_asked():
    assert (asked_year({}), asked_month({}), asked_day({}, "jour")) == (None, None, None)
