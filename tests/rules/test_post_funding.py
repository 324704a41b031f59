"""What the Caf pays of a post, from the settings of a year."""

from decimal import Decimal
from fractions import Fraction

import pytest

from gouvernail.rules.post_funding import PostFunding, Terms, fund_posts, share_of_a_post

D = Decimal


@pytest.mark.parametrize(
    ("terms", "share"),
    [
        pytest.param(Terms(), None, id="nothing is filled: nothing is computed"),
        pytest.param(Terms(cost=D(45000)), None, id="a cost alone says nothing"),
        pytest.param(Terms(rate=D(60)), None, id="a rate without a cost neither"),
        pytest.param(Terms(rate=D(60), ceiling=D(40000)), None, id="a ceiling is not a cost"),
        pytest.param(Terms(amount=D(24000)), 24000, id="an amount alone"),
        pytest.param(Terms(rate=D(60), cost=D(45000)), 27000, id="a rate of the cost"),
        pytest.param(
            Terms(rate=D(60), cost=D(45000), ceiling=D(40000)), 24000, id="the ceiling holds"
        ),
        pytest.param(
            Terms(rate=D(60), cost=D(35000), ceiling=D(40000)), 21000, id="a cost below the ceiling"
        ),
        pytest.param(
            Terms(amount=D(22000), rate=D(60), cost=D(45000)), 22000, id="the amount is the least"
        ),
        pytest.param(Terms(amount=D(24000), cost=D(20000)), 20000, id="never more than the cost"),
        pytest.param(
            Terms(rate=D("62.43"), cost=D(50000), ceiling=D(48000)),
            Fraction(299664, 10),
            id="the former CEJ: 62.43 % of 48 000 €",
        ),
        pytest.param(Terms(amount=D(0)), 0, id="zero is said, not missing"),
    ],
)
def test_the_share_of_one_post(terms, share):
    assert share_of_a_post(terms) == share


@pytest.mark.parametrize(
    ("fte", "terms", "funding"),
    [
        pytest.param(
            Fraction(1, 2),
            Terms(amount=D(24000), cost=D(45000)),
            PostFunding(Fraction(22500), Fraction(12000), Fraction(10500)),
            id="half a post",
        ),
        pytest.param(
            Fraction(1), Terms(amount=D(24000)), PostFunding(None, Fraction(24000), None),
            id="without a cost, no remainder",
        ),
        pytest.param(
            Fraction(1), Terms(cost=D(45000)), PostFunding(Fraction(45000), None, None),
            id="without a share, no remainder",
        ),
    ],
)  # fmt: skip
def test_what_some_posts_cost(fte, terms, funding):
    assert fund_posts(fte, terms) == funding
