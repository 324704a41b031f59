"""Minutes that two people write at once: a table of cases, and what holds for any texts."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouvernail.rules.merging import merge

BASE = "Point ouvert.\nLa Caf présente.\nFin."


@pytest.mark.parametrize(
    ("theirs", "mine", "merged"),
    [
        pytest.param(BASE, BASE, BASE, id="nobody wrote"),
        pytest.param("", "", "", id="both cleared it"),
        pytest.param(
            "Début.\n" + BASE, BASE + "\nSuite.", f"Début.\n{BASE}\nSuite.", id="two places"
        ),
        pytest.param(BASE + "\nEux.", BASE + "\nMoi.", BASE + "\nEux.\nMoi.", id="the same place"),
        pytest.param(BASE + "\nOui.", BASE + "\nOui.", BASE + "\nOui.", id="the same words, once"),
        pytest.param(
            BASE + "\nOui.\nEux.",
            BASE + "\nOui.\nMoi.",
            BASE + "\nOui.\nEux.\nMoi.",
            id="the same words, then others",
        ),
        pytest.param(
            "Point ouvert.\nLa Caf explique.\nFin.",
            "Point ouvert.\nLa Caf présente tout.\nFin.",
            "Point ouvert.\nLa Caf explique.\nLa Caf présente tout.\nFin.",
            id="one line changed by both: both are kept",
        ),
        pytest.param(
            "Point ouvert.\nFin.", BASE + "\nMoi.", "Point ouvert.\nFin.\nMoi.", id="they removed"
        ),
        pytest.param(
            "Point ouvert.\nFin.",
            "Point ouvert.\nLa Caf présente, puis répond.\nFin.",
            "Point ouvert.\nLa Caf présente, puis répond.\nFin.",
            id="they removed what I changed: my words stay",
        ),
        pytest.param("", "Moi.", "Moi.", id="they cleared all, I wrote all anew"),
        pytest.param(BASE, "", "", id="I cleared what nobody touched"),
    ],
)
def test_two_texts_become_one(theirs, mine, merged):
    assert merge(BASE, theirs, mine) == merged


def test_two_who_start_from_nothing_are_both_kept():
    assert merge("", "Eux.", "Moi.") == "Eux.\nMoi."


def test_what_is_sent_again_because_no_answer_came_is_not_doubled():
    once = merge("", "Eux.", "Moi.\nEt encore.")
    assert merge("", once, "Moi.\nEt encore.") == once


# A few words, so that lines repeat, and empty lines, as people type.
lines = st.lists(st.sampled_from(["", "a", "b", "c", "ab"]), max_size=8)
texts = lines.map("\n".join)


def added(base, text):
    """The lines of a text that are more numerous there than in the base."""
    before, after = base.split("\n"), text.split("\n")
    return {line for line in after if line and after.count(line) > before.count(line)}


@given(texts, texts, texts)
def test_every_line_that_somebody_added_is_there(base, theirs, mine):
    merged = merge(base, theirs, mine).split("\n")
    assert added(base, theirs) | added(base, mine) <= set(merged)


@given(texts, texts)
def test_who_writes_alone_gets_their_own_text(base, text):
    assert merge(base, base, text) == text
    assert merge(base, text, base) == text
    assert merge(base, text, text) == text


@st.composite
def edits(draw):
    """A base of different lines, and two texts that leave some of them out and add their own."""
    base = [f"base {rank}" for rank in range(draw(st.integers(0, 6)))]

    def edited(name):
        found = []
        for rank in range(len(base) + 1):
            new = [f"{name} {rank}.{n}" for n in range(draw(st.integers(0, 2)))]
            found += new + (base[rank : rank + 1] if draw(st.booleans()) else [])
        return "\n".join(found)

    return "\n".join(base), edited("eux"), edited("moi")


@given(edits())
def test_every_new_line_is_there_once_in_its_order_and_sending_again_changes_nothing(case):
    base, theirs, mine = case
    merged = merge(base, theirs, mine)
    found = merged.split("\n")
    for name, text in (("eux", theirs), ("moi", mine)):
        own = [line for line in text.split("\n") if line.startswith(name)]
        assert [line for line in found if line.startswith(name)] == own
    kept = [line for line in base.split("\n") if line in theirs and line in mine]
    assert [line for line in found if line.startswith("base")] == [line for line in kept if line]
    assert merge(base, merged, mine) == merged


def test_long_texts_are_merged_in_no_time_even_when_their_lines_are_all_alike():
    base = "\n" * 50_000
    started = time.perf_counter()
    merged = merge(base, "x\n" + base + "y", "z\n" + base)
    assert time.perf_counter() - started < 2
    assert {"x", "y", "z"} <= set(merged.split("\n"))


def test_texts_too_alike_to_compare_lose_no_line():
    base = "\n".join(["", "bla"] * 400)
    theirs, mine = f"{base}\nLa fin de l’une.", f"Le début de l’autre.\n{base}"
    found = merge(base, theirs, mine).split("\n")
    assert "La fin de l’une." in found
    assert "Le début de l’autre." in found
