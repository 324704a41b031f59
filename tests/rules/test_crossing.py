"""How dark a cell is, and what is missing from a table."""

import pytest

from gouvernail.rules.crossing import Hole, holes, levels
from gouvernail.rules.places import at_commune

ROWS, COLUMNS = ("Fos", "Istres"), ("Jeunesse", "Logement", "Santé")


@pytest.mark.parametrize(
    ("counts", "shades"),
    [
        pytest.param([[0, 1], [2, 4]], [[0, 1], [2, 4]], id="by quarters"),
        pytest.param([[1, 1]], [[4, 4]], id="all alike"),
        pytest.param([[1, 100, 26]], [[1, 4, 2]], id="something is never nothing"),
        pytest.param([[0, 0]], [[0, 0]], id="nothing"),
        pytest.param([], [], id="no row"),
    ],
)
def test_a_cell_is_as_dark_as_its_count(counts, shades):
    assert levels(counts) == shades


@pytest.mark.parametrize(
    ("counts", "missing"),
    [
        pytest.param([[1, 1, 1], [1, 1, 1]], (), id="nothing is missing"),
        pytest.param([[1, 0, 1], [1, 1, 1]], (Hole("Fos", "Logement"),), id="a crossing"),
        pytest.param([[1, 0, 1], [1, 0, 1]], (Hole("", "Logement"),), id="a column, once"),
        pytest.param([[0, 0, 0], [1, 1, 1]], (Hole("Fos", ""),), id="a row, once"),
        pytest.param(
            [[0, 0, 1], [1, 0, 1]], (Hole("", "Logement"), Hole("Fos", "Jeunesse")), id="both"
        ),
        pytest.param([[0, 0, 0], [0, 0, 0]], (), id="an empty plan has no holes"),
    ],
)
def test_what_is_missing_is_told_once(counts, missing):
    assert holes(ROWS, COLUMNS, counts) == missing


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Istres", "à Istres"),
        ("Le Creusot", "au Creusot"),
        ("Les Pennes-Mirabeau", "aux Pennes-Mirabeau"),
        ("La Ciotat", "à La Ciotat"),
        ("Lesparre-Médoc", "à Lesparre-Médoc"),
    ],
)
def test_a_commune_keeps_its_article(name, words):
    assert at_commune(name) == words
