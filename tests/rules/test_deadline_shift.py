"""Putting deadlines off."""

import pytest

from gouvernail.rules.deadline_shift import put_off
from gouvernail.rules.deadlines import read_deadline

pytestmark = pytest.mark.files


@pytest.mark.parametrize(
    ("before", "months", "after"),
    [
        pytest.param("31/12/2026", 1, "31/01/2027", id="a day"),
        pytest.param("28/02/2027", 1, "31/03/2027", id="a last day stays a last day"),
        pytest.param("30/01/2027", 1, "28/02/2027", id="a shorter month"),
        pytest.param("1er semestre 2027", 6, "S2 2027", id="a half"),
        pytest.param("T4 2026", 3, "T1 2027", id="a quarter"),
        pytest.param("2027", 12, "2028", id="a year"),
        pytest.param("2027", -12, "2026", id="a year earlier"),
        pytest.param("année scolaire 2026-2027", 12, "année scolaire 2027-2028", id="school year"),
        pytest.param("rentrée 2026", 12, "rentrée scolaire 2027", id="a rentrée"),
    ],
)
def test_a_deadline_is_put_off_in_its_own_grain(before, months, after):
    moved = put_off(read_deadline(before), months)
    assert moved.text == after
    again = read_deadline(after)
    assert (moved.kind, moved.start, moved.end) == (again.kind, again.start, again.end)


@pytest.mark.parametrize(
    ("text", "months"),
    [("2027", 6), ("S1 2027", 3), ("en continu", 12), ("", 12), ("2025/2026", 12)],
)
def test_a_deadline_that_cannot_keep_its_grain_is_left(text, months):
    assert put_off(read_deadline(text), months) is None
