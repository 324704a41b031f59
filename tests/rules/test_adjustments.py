"""The circuit of adjustments, by an annex reader's eye."""

from datetime import date

import pytest

from gouvernail.rules.adjustments import (
    AdjustmentState,
    BodyPart,
    Circuit,
    CircuitObstacle,
    CircuitStep,
    Opinion,
    circuit_obstacles,
    is_contractual,
)

S, Why = AdjustmentState, CircuitObstacle
SINCE, COTECH, COPIL = date(2026, 10, 1), date(2026, 12, 3), date(2026, 12, 17)


def step(to, part=None, *, is_held=True, on=COTECH, **more):
    return CircuitStep(to, part, is_held, on, **more)


def favourable(**more):
    return step(S.EXAMINED, BodyPart.EXAMINES, opinion=Opinion.FAVOURABLE, **more)


def adopted(**more):
    return step(S.ADOPTED, BodyPart.DECIDES, **{"on": COPIL, **more})


@pytest.mark.parametrize(
    ("state", "taken", "expected"),
    [
        (S.PROPOSED, favourable(), ()),
        (S.PROPOSED, favourable(is_held=False), (Why.NOT_HELD,)),
        (S.PROPOSED, favourable(on=date(2026, 9, 30)), (Why.TOO_EARLY,)),
        (S.PROPOSED, favourable(on=SINCE), ()),
        (
            S.PROPOSED,
            step(S.EXAMINED, BodyPart.DECIDES, opinion=Opinion.FAVOURABLE),
            (Why.WRONG_BODY,),
        ),
        (S.PROPOSED, step(S.EXAMINED, None, opinion=Opinion.FAVOURABLE), (Why.WRONG_BODY,)),
        (
            S.PROPOSED,
            step(S.EXAMINED, BodyPart.EXAMINES, opinion=Opinion.UNFAVOURABLE),
            (Why.NO_REASON,),
        ),
        (
            S.PROPOSED,
            step(S.EXAMINED, BodyPart.EXAMINES, opinion=Opinion.WITH_CHANGES, reason="plus tard"),
            (),
        ),
        (S.PROPOSED, adopted(), (Why.NOT_EXAMINED,)),
        (S.EXAMINED, adopted(), ()),
        (S.EXAMINED, favourable(), ()),
        (S.EXAMINED, step(S.ADOPTED, BodyPart.EXAMINES), (Why.WRONG_BODY,)),
        (S.EXAMINED, step(S.REJECTED, BodyPart.DECIDES), (Why.NO_REASON,)),
        (S.EXAMINED, step(S.REJECTED, BodyPart.DECIDES, reason="trop cher"), ()),
        (S.ADOPTED, CircuitStep(S.APPLIED), ()),
        (S.EXAMINED, CircuitStep(S.APPLIED), (Why.NOT_A_STEP,)),
        (S.PROPOSED, CircuitStep(S.WITHDRAWN), (Why.NO_REASON,)),
        (S.EXAMINED, CircuitStep(S.WITHDRAWN, reason="réglé autrement"), ()),
        (S.ADOPTED, CircuitStep(S.WITHDRAWN, reason="trop tard"), (Why.NOT_A_STEP,)),
        (S.APPLIED, adopted(), (Why.NOT_A_STEP,)),
    ],
)
def test_the_circuit_goes_from_commission_to_cotech_to_copil(state, taken, expected):
    assert circuit_obstacles(Circuit(state, SINCE), taken) == expected


def test_a_territory_without_an_examining_body_decides_at_once():
    circuit = Circuit(S.PROPOSED, SINCE, has_examiner=False)
    assert circuit_obstacles(circuit, adopted()) == ()


@pytest.mark.parametrize(
    ("verb", "changed", "expected"),
    [
        ("action.changed", ["deadline"], True),
        ("action.changed", ["status", "leads"], True),
        ("action.changed", ["status", "progress", "remarks"], False),
        ("action.changed", [], False),
        ("action.archived", [], True),
        ("action.created", [], True),
        ("action.confirmed", [], False),
    ],
)
def test_only_what_was_promised_asks_for_the_circuit(verb, changed, expected):
    assert is_contractual(verb, changed) is expected
