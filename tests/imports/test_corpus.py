"""A corpus of odd files, each made and read, and compared with what a person reads in it."""

import pytest

from gouvernail.imports.readers import read, read_safely
from gouvernail.imports.sheets import read_plan
from tests.imports.corpus import CORPUS
from tests.imports.corpus.odd import seen

READ = [odd for odd in CORPUS if not odd.refused]
REFUSED = [odd for odd in CORPUS if odd.refused]
IN_A_CHILD = [odd for odd in REFUSED if "bomb" in odd.name or "laughs" in odd.name]


def test_the_corpus_is_large_and_its_names_are_unique():
    assert len(CORPUS) >= 130
    assert len({odd.name for odd in CORPUS}) == len(CORPUS)


@pytest.mark.parametrize("odd", READ, ids=str)
def test_an_odd_file_is_read_as_a_person_reads_it(odd):
    plan = read_plan(read(odd.make(), odd.filename))
    for name, wanted in odd.wants.items():
        assert [seen(action, name) for action in plan.actions] == wanted, name
    asked = {(one.row, one.column) for one in plan.problems if one.kind == "ask"}
    if "fiche" not in odd.name and "per action" not in odd.name:
        assert asked == set(odd.asked)


@pytest.mark.parametrize("odd", REFUSED, ids=str)
def test_an_odd_file_is_refused_with_a_sentence(odd):
    with pytest.raises(odd.refused) as caught:
        read(odd.make(), odd.filename)
    assert type(caught.value) is odd.refused


@pytest.mark.parametrize("odd", IN_A_CHILD, ids=str)
def test_what_would_fill_the_memory_is_refused_by_the_child_too(odd):
    with pytest.raises(odd.refused):
        read_safely(odd.make(), odd.filename)
