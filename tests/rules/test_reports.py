"""The outline of a report, the texts typed in it, its figures and its versions."""

from datetime import date

import pytest

from gouvernail.rules.reports import (
    LifeStage,
    Passage,
    Place,
    as_number,
    changed_sections,
    ordered_outline,
    passages,
    stage_of_life,
)

KNOWN = ("identity", "figures", "plan", "annexes")


@pytest.mark.parametrize(
    ("chosen", "order"),
    [
        pytest.param((), KNOWN, id="nobody chose: the order of the application"),
        pytest.param(
            ("plan", "identity", "figures", "annexes"),
            ("plan", "identity", "figures", "annexes"),
            id="the order chosen",
        ),
        pytest.param(
            ("plan", "figures", "annexes"),
            ("identity", "plan", "figures", "annexes"),
            id="a section learnt since comes first when nothing precedes it",
        ),
        pytest.param(
            ("annexes", "figures", "identity"),
            ("annexes", "figures", "plan", "identity"),
            id="or follows the one that precedes it",
        ),
        pytest.param(("gone", "plan"), ("identity", "figures", "plan", "annexes"), id="forgotten"),
    ],
)
def test_ordered_outline(chosen, order):
    found = ordered_outline(KNOWN, [Place(key) for key in chosen])
    assert tuple(place.key for place in found) == order


def test_titles_and_hidden_sections_are_kept():
    chosen = [Place("plan", "Nos actions"), Place("figures", is_shown=False)]
    found = {place.key: place for place in ordered_outline(KNOWN, chosen)}
    assert (found["plan"].title, found["figures"].is_shown) == ("Nos actions", False)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", ()),
        (" \n\n ", ()),
        ("Un.\r\nDeux.", (Passage(("Un.", "Deux.")),)),
        ("Un.\n\nDeux.", (Passage(("Un.",)), Passage(("Deux.",)))),
        (
            "Voici :\n- un\n– deux\nVoilà.",
            (Passage(("Voici :",)), Passage(("un", "deux"), is_list=True), Passage(("Voilà.",))),
        ),
        ("- un\n\n- deux", (Passage(("un",), is_list=True), Passage(("deux",), is_list=True))),
        ("-5 degrés", (Passage(("-5 degrés",)),)),
    ],
)
def test_passages(text, found):
    assert passages(text) == found


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("32 %", 32.0),
        ("1\u202f250,5 h", 1250.5),
        ("−3", -3.0),
        ("environ 12", 12.0),
        ("", None),
        ("oui", None),
        ("12 en 2025, 15 en 2026", None),
        ("3/4", None),
        ("12 345 678", 12345678.0),
        ("S1 2026", None),
        ("45 3 nouvelles familles", None),
    ],
)
def test_as_number(words, number):
    assert as_number(words) == number


def test_sections_that_changed_came_or_went():
    before = {"a": "un", "b": "deux", "c": "trois"}
    assert changed_sections(before, {"a": "un", "c": "3", "d": "quatre"}) == ("c", "d", "b")
    assert changed_sections(before, before) == ()


@pytest.mark.parametrize(
    ("year", "ends_on", "stage"),
    [
        pytest.param(2026, date(2029, 12, 31), LifeStage.MID_TERM, id="on its way"),
        pytest.param(2028, date(2029, 1, 1), LifeStage.MID_TERM, id="the year before the last"),
        pytest.param(2029, date(2029, 1, 1), LifeStage.FINAL, id="the last year, however short"),
        pytest.param(2030, date(2029, 12, 31), LifeStage.FINAL, id="told later"),
        pytest.param(2026, None, LifeStage.MID_TERM, id="no end is written"),
    ],
)
def test_stage_of_life(year, ends_on, stage):
    assert stage_of_life(year, ends_on) is stage
