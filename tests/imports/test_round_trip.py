"""Whatever a plan holds, its export comes back the same."""

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from gouvernail.documents.content.plan_list import plan_list, write_plan
from gouvernail.imports.comparison import Verdict, compare_plan
from gouvernail.imports.queries import import_synonyms, import_vocabulary
from gouvernail.imports.readers import read
from gouvernail.imports.sheets import Choices, read_plan
from gouvernail.imports.sheets.blanks import is_ditto, is_silent
from gouvernail.imports.sheets.text import one_line
from gouvernail.rules.names import fold_name
from tests.factories import make_action, make_convention, make_node

pytestmark = pytest.mark.django_db

LETTERS = "abcdeéèàçœÉÀ’'-–()«»=+@;,:./\"&%€ 0123456789"
WORDS = st.text(alphabet=LETTERS, min_size=1, max_size=40).map(one_line)
LINES = st.lists(WORDS.filter(bool), max_size=3).map("\n".join)
NAMES = st.sampled_from(
    ["CCAS d’Istres", "Caf 13", "PMI (Département)", "Ville de Fos-sur-Mer", "Reaap", "Écoles"]
)
DUE = st.sampled_from(
    ["", "30/06/2026", "juin 2026", "T3 2027", "S2 2026", "2026", "2026-2028", "rentrée 2026",
     "année scolaire 2026-2027", "en continu", "fin 2026", "2025/2026", "selon financement"]
)  # fmt: skip
STATES = st.sampled_from(["à engager", "en cours", "réalisée", "reportée", "abandonnée"])
PLACES = st.sampled_from(["Istres", "Fos-sur-Mer", "Istres (Entressen)", "Toutes"])


def is_title(text):
    has_letter = any(char.isalpha() for char in text)
    return has_letter and not is_silent(text) and not is_ditto(text)


TITLES = WORDS.filter(is_title)
ACTIONS = st.lists(
    st.fixed_dictionaries(
        {
            "title": TITLES,
            "state": STATES,
            "due": DUE,
            "leads": st.lists(NAMES, max_size=2, unique=True).map(tuple),
            "partners": st.lists(NAMES, max_size=3, unique=True).map(tuple),
            "communes": st.lists(PLACES, max_size=2, unique=True).map(tuple),
            "budget": st.none() | st.decimals(0, 10**6, places=2),
            "description": LINES,
            "note": WORDS,
            "numbered": st.booleans(),
            "depth": st.integers(0, 2),
        }
    ),
    min_size=1,
    max_size=6,
    unique_by=lambda action: fold_name(action["title"]),
)


def planned(slug, actions):
    """Create a plan of these actions, some right under the plan, some deeper."""
    convention = make_convention(slug=slug)
    nodes = [None]
    for title in ("Axe 1 – Grandir", "1.1 Accueillir"):
        nodes.append(make_node(convention, title, nodes[-1]))
    for rank, one in enumerate(actions, start=1):
        make_action(
            convention,
            one["title"],
            one["state"],
            one["due"],
            number=f"1.{rank}" if one["numbered"] else "",
            node=nodes[one["depth"]],
            leads=one["leads"],
            partners=one["partners"],
            communes=one["communes"],
            budget=one["budget"],
            texts={"description": one["description"]},
            notes={"Code interne": one["note"]} if one["note"] else {},
        )
    return convention


@pytest.mark.parametrize("extension", ["xlsx", "ods", "csv"])
@settings(
    max_examples=20,
    deadline=None,
    phases=[Phase.generate],
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(actions=ACTIONS)
def test_every_row_of_an_export_is_the_same(db, extension, actions):
    names = [fold_name(one["title"]) for one in actions]
    assume(all(names))
    planned.count = getattr(planned, "count", 0) + 1
    convention = planned(f"essai-{planned.count}", actions)
    book = read(write_plan(plan_list(convention, QueryDict()), extension), f"plan.{extension}")
    choices = Choices(synonyms=import_synonyms(convention))
    done = compare_plan(convention, read_plan(book, import_vocabulary(convention), choices))
    assert [
        (row.changes, row.messages) for row in done.rows if row.verdict is not Verdict.SAME
    ] == []
    assert len(done.rows) == len(actions)
