"""Who is told of what after a sitting, and of nothing else."""

import pytest

from gouvernail.rules.returns import Matter, Part, Stake, concerns, part_of

LEAD = Stake(led=frozenset({1}), people=frozenset({70}))
PARTNER = Stake(joined=frozenset({1}))
COMMISSION = Stake(followed=frozenset({1}), nodes=frozenset({30}), bodies=frozenset({9}))


def about(*actions, **details):
    return Matter(frozenset(actions), **details)


@pytest.mark.parametrize(
    ("stake", "matter", "told"),
    [
        pytest.param(LEAD, about(1), True, id="an action that it leads"),
        pytest.param(LEAD, about(2), False, id="an action of others"),
        pytest.param(LEAD, about(2, 1), True, id="several actions, one of which is its own"),
        pytest.param(LEAD, about(2, owner=70), True, id="one of its people answers for it"),
        pytest.param(LEAD, about(2, owner=71), False, id="somebody else answers for it"),
        pytest.param(LEAD, about(), False, id="what is about nothing is told to nobody"),
        pytest.param(PARTNER, about(1), True, id="an action that it takes part in"),
        pytest.param(COMMISSION, about(1), True, id="an action of its objectives"),
        pytest.param(COMMISSION, about(nodes=frozenset({30})), True, id="an objective it follows"),
        pytest.param(COMMISSION, about(nodes=frozenset({31})), False, id="another objective"),
        pytest.param(COMMISSION, about(raised_by=frozenset({9})), True, id="what it brought"),
        pytest.param(COMMISSION, about(raised_by=frozenset({8})), False, id="what another brought"),
        pytest.param(Stake(), about(1, owner=70), False, id="nothing at stake"),
    ],
)
def test_concerns(stake, matter, told):
    assert concerns(stake, matter) is told


@pytest.mark.parametrize(
    ("stake", "matters", "part"),
    [
        pytest.param(COMMISSION, [about(1)], Part.COMMISSION, id="a body"),
        pytest.param(LEAD, [about(1)], Part.LEAD, id="a lead"),
        pytest.param(
            Stake(led=frozenset({5}), joined=frozenset({1})),
            [about(1)],
            Part.PARTNER,
            id="leading another action does not make a lead of this one",
        ),
        pytest.param(LEAD, [about(2, owner=70)], Part.OWNER, id="who answers for a decision"),
    ],
)
def test_part_of(stake, matters, part):
    assert part_of(stake, matters) is part
