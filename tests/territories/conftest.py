import pytest

from gouvernail.territories import operations
from gouvernail.territories.data_file import read_tables

# Istres and its EPCI; two villages called Fos; three L’Isle; Arbignieu, déléguée; Paris; Œting.
SOME_DEPARTEMENTS = frozenset({"01", "13", "2A", "31", "34", "57", "75", "84"})


@pytest.fixture(scope="session")
def tables():
    """The data file, read once."""
    return read_tables()


@pytest.fixture
def few_departements(db, tables, monkeypatch):
    """Some départements, loaded as the product loads them."""
    monkeypatch.setattr(operations, "read_tables", lambda: tables)
    return operations.load_territories(SOME_DEPARTEMENTS)
