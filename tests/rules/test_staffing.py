"""The posts promised and filled."""

from decimal import Decimal

import pytest

from gouvernail.rules.cadence import Standing
from gouvernail.rules.staffing import assess_staffing, staffing_gap


@pytest.mark.parametrize(
    ("parts", "gap"),
    [
        pytest.param(["3.1"], "0.7", id="the posts of 2025"),
        pytest.param(["3.1", "0.2", "0.5"], "0", id="with those of Fos-sur-Mer and Istres"),
        pytest.param([], "3.8", id="nobody"),
        pytest.param(["4"], "-0.2", id="more than promised"),
    ],
)
def test_what_is_missing_is_exact(parts, gap):
    assert staffing_gap(Decimal("3.8"), [Decimal(part) for part in parts]) == Decimal(gap)


@pytest.mark.parametrize(
    ("actual", "standing"),
    [
        pytest.param(None, Standing.NOT_APPLICABLE, id="nobody told"),
        pytest.param(Decimal("3.79"), Standing.AT_RISK, id="a hundredth below"),
        pytest.param(Decimal("3.80"), Standing.HELD, id="written with another zero"),
        pytest.param(Decimal("4"), Standing.HELD, id="above"),
        pytest.param(Decimal(0), Standing.AT_RISK, id="none is a figure"),
    ],
)
def test_the_posts_have_their_standing(actual, standing):
    assert assess_staffing(Decimal("3.8"), actual) is standing
