"""The life of minutes, and the digest of what was approved."""

from datetime import date

import pytest

from gouvernail.rules.minutes import (
    MinutesFacts,
    MinutesObstacle,
    MinutesState,
    MinutesStep,
    digest_of_content,
    minutes_obstacles,
    minutes_state,
    takes_remarks,
)
from gouvernail.rules.sittings import SittingState

TODAY = date(2026, 11, 23)
YESTERDAY, TOMORROW = date(2026, 11, 22), date(2026, 11, 24)
READY = {"attendances": 3, "has_words": True}


@pytest.mark.parametrize(
    ("sitting", "facts", "expected"),
    [
        ("preparing", {}, "to_write"),
        ("held", {}, "to_write"),
        ("held", {"has_words": True}, "draft"),
        ("convened", {"has_words": True}, "draft"),
        ("convened", {"has_words": True, "is_sent": True}, "draft"),
        ("held", {"has_words": True, "is_sent": True}, "sent"),
        ("approved", {}, "approved"),
        ("approved", {"is_sent": True}, "approved"),
    ],
)
def test_where_minutes_stand(sitting, facts, expected):
    known = MinutesFacts(SittingState(sitting), **facts)
    assert minutes_state(known) is MinutesState(expected)


@pytest.mark.parametrize(
    ("step", "sitting", "facts", "expected"),
    [
        ("send", "convened", READY, (MinutesObstacle.NOT_HELD,)),
        ("send", "held", {}, (MinutesObstacle.NO_ATTENDANCE, MinutesObstacle.NO_WORDS)),
        ("send", "held", {**READY, "until": YESTERDAY}, (MinutesObstacle.PAST_DAY,)),
        ("send", "held", {**READY, "until": TODAY}, ()),
        ("send", "held", {**READY, "until": TOMORROW, "is_sent": True}, ()),
        ("send", "approved", READY, (MinutesObstacle.IS_APPROVED,)),
        ("remark", "held", {}, (MinutesObstacle.NOT_SENT,)),
        ("remark", "held", {"is_sent": True, "until": TODAY}, ()),
        ("remark", "held", {"is_sent": True, "until": YESTERDAY}, (MinutesObstacle.TOO_LATE,)),
        ("remark", "approved", {"is_sent": True}, (MinutesObstacle.IS_APPROVED,)),
        ("settle", "held", {"is_sent": True, "until": YESTERDAY}, ()),
        ("settle", "approved", {}, (MinutesObstacle.IS_APPROVED,)),
    ],
)
def test_what_stands_in_the_way_of_a_step(step, sitting, facts, expected):
    known = MinutesFacts(SittingState(sitting), **facts)
    assert minutes_obstacles(known, MinutesStep(step), TODAY) == expected


def test_remarks_are_taken_until_the_end_of_the_day_that_was_told():
    facts = MinutesFacts(SittingState.HELD, is_sent=True, until=TODAY)
    assert takes_remarks(facts, TODAY)
    assert not takes_remarks(facts, TOMORROW)


def test_a_digest_depends_on_the_words_and_not_on_the_order_of_the_keys():
    one = digest_of_content({"b": ["é", 1], "a": None})
    assert one == digest_of_content({"a": None, "b": ["é", 1]})
    assert one != digest_of_content({"a": None, "b": ["e", 1]})
    assert one != digest_of_content({"a": None, "b": [1, "é"]})
    assert digest_of_content({"a": "é"}) == (
        "b3a092a6af48807fa9482b2ee140105575daa26d5b24b3c0e60a7e2dee6683b1"
    )


@pytest.mark.parametrize("content", [{"a": float("nan")}, {"a": object()}])
def test_what_json_does_not_hold_is_refused(content):
    with pytest.raises((TypeError, ValueError)):
        digest_of_content(content)
