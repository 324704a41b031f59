"""Who must sit in a body (annexe 4, § 2.1.6, 2.2.6, 2.3.9, 2.4.4)."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from gouvernail.rules.composition import (
    College,
    CompositionRule,
    RuleKind,
    SeatFacts,
    SeatLevel,
    check,
)

EACH = CompositionRule(RuleKind.EACH_SIGNATORY)
INHABITANT = CompositionRule(RuleKind.COLLEGE, college=College.INHABITANT)
CAF = CompositionRule(RuleKind.ORGANISATION, organisation_id=7)
TWO_POLITICAL = CompositionRule(RuleKind.LEVEL, minimum=2, level=SeatLevel.POLITICAL)


def seat(organisation_id=0, level=None, college=None, **more):
    return SeatFacts(organisation_id, level, college, "", **{"is_filled": True, **more})


def test_each_signatory_is_represented():
    assert check(EACH, [seat(1), seat(2)], {1, 2}).is_met
    assert check(EACH, [seat(1)], {1, 2, 3}).missing_ids == (2, 3)


def test_a_vacant_seat_represents_nobody():
    assert not check(CAF, [seat(7, is_filled=False)], ()).is_met


def test_at_a_sitting_only_those_who_came_count():
    absent = [seat(7, is_present=False)]
    assert check(CAF, absent, ()).is_met
    assert not check(CAF, absent, (), for_sitting=True).is_met


def test_at_least_one_inhabitant_and_two_elected():
    assert check(INHABITANT, [seat(college=College.INHABITANT)], ()).is_met
    found = check(TWO_POLITICAL, [seat(level=SeatLevel.POLITICAL)], ())
    assert (found.expected, found.covered, found.is_met) == (2, 1, False)


seats = st.builds(
    SeatFacts,
    organisation_id=st.integers(0, 9),
    level=st.sampled_from([None, *SeatLevel]),
    college=st.sampled_from([None, *College]),
    function=st.just(""),
    is_filled=st.booleans(),
    is_present=st.booleans(),
)


@given(
    rule=st.sampled_from([EACH, INHABITANT, CAF, TWO_POLITICAL]),
    present=st.lists(seats, max_size=8),
    more=seats,
)
def test_somebody_more_never_unmakes_a_rule(rule, present, more):
    before = check(rule, present, {1, 2}, for_sitting=True)
    added = replace(more, is_filled=True, is_present=True)
    after = check(rule, [*present, added], {1, 2}, for_sitting=True)
    assert after.covered >= before.covered
