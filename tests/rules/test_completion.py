"""What a sheet lacks, in words."""

from dataclasses import replace

import pytest

from gouvernail.rules.completion import COUNTED_KEYS, SheetFacts, completion
from gouvernail.rules.deadlines import read_deadline
from gouvernail.rules.indicators import pair_lines

WHOLE = SheetFacts(
    leads=("Ville",),
    status="en cours",
    deadline=read_deadline("2027"),
    objective="Accueillir",
    communes=("Istres",),
    indicators=pair_lines("Familles\nPlaces", "120\n3", "150\n6"),
)


def said(facts, shown=COUNTED_KEYS, stale_after=90):
    return [gap.sentence for gap in completion(facts, shown=shown, stale_after=stale_after).gaps]


def test_a_whole_sheet_lacks_nothing():
    found = completion(WHOLE, shown=COUNTED_KEYS, stale_after=90)
    assert (found.is_complete, found.is_quiet, found.filled, found.counted) == (True, True, 8, 8)


@pytest.mark.parametrize(
    ("details", "sentence"),
    [
        ({"leads": ()}, "il manque le pilote"),
        ({"status": ""}, "il manque l’état"),
        ({"deadline": read_deadline("")}, "il manque l’échéance"),
        (
            {"deadline": read_deadline("selon financement")},
            "l’échéance «\u202fselon financement\u202f» reste à préciser",
        ),
        ({"objective": " "}, "il manque l’objectif"),
        ({"communes": ()}, "aucune commune"),
        ({"indicators": ()}, "il manque un indicateur"),
        (
            {"indicators": pair_lines("a\nb\nc", "–\n–\n3", "1\n2\n3")},
            "il manque la donnée d’origine de 2 indicateurs",
        ),
        (
            {"indicators": pair_lines("a\nb", "1\n2", "1")},
            "il manque la cible d’un indicateur",
        ),
        (
            {"indicators": pair_lines("a", "", "1")},
            "il manque la donnée d’origine de l’indicateur",
        ),
        ({"quiet_days": 120}, "sans nouvelles depuis 120 jours"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_lacks_is_said_in_words(details, sentence):
    assert said(replace(WHOLE, **details)) == [sentence]


def test_the_most_pressing_comes_first():
    bare = SheetFacts((), "", read_deadline(""), "", (), ())
    assert said(bare)[:3] == ["il manque le pilote", "il manque l’échéance", "il manque l’état"]


def test_a_hidden_field_never_counts():
    facts = replace(WHOLE, communes=(), objective="")
    found = completion(facts, shown={"leads", "deadline", "status"}, stale_after=90)
    assert (found.is_complete, found.counted) == (True, 3)


def test_starting_points_count_once_there_is_an_indicator():
    found = completion(replace(WHOLE, indicators=()), shown=COUNTED_KEYS, stale_after=90)
    assert (found.filled, found.counted) == (5, 6)


def test_the_gap_names_the_line_that_lacks():
    facts = replace(WHOLE, indicators=pair_lines("a\nb", "1", "1\n2"))
    gap = completion(facts, shown=COUNTED_KEYS, stale_after=90).gaps[0]
    assert (gap.key, gap.line) == ("baselines", 1)


def test_a_small_gap_is_quiet_and_a_missing_lead_never_is():
    small = completion(replace(WHOLE, objective=""), shown=COUNTED_KEYS, stale_after=90)
    large = completion(replace(WHOLE, leads=()), shown=COUNTED_KEYS, stale_after=90)
    assert (small.is_quiet, large.is_quiet) == (True, False)


def test_news_as_old_as_the_delay_are_still_news():
    assert said(replace(WHOLE, quiet_days=90)) == []
