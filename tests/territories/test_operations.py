import json
from dataclasses import replace
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import DatabaseError

from gouvernail.territories import operations
from gouvernail.territories.data_file import read_edition
from gouvernail.territories.models import Commune, DataVintage, Departement, Epci, FormerCommune
from gouvernail.territories.operations import load_territories
from gouvernail.territories.queries import commune_by_code, search_communes

BOUCHES_DU_RHONE = frozenset({"13"})


def counts():
    return [model.objects.count() for model in (Departement, Epci, Commune, FormerCommune)]


@pytest.fixture
def next_edition(tables, monkeypatch):
    """Make the file hold a later edition, in which Istres has joined Miramas."""
    merged = replace(
        tables,
        communes=[line for line in tables.communes if line[0] != "13047"],
        formers=[*tables.formers, ("13047", "Istres", "delegated", "13063")],
    )
    edition = replace(read_edition(), digest="next")

    def publish():
        monkeypatch.setattr(operations, "read_tables", lambda: merged)
        monkeypatch.setattr(operations, "read_edition", lambda: edition)

    return publish


@pytest.mark.django_db
def test_the_whole_country_is_loaded_once(django_assert_num_queries, django_assert_max_num_queries):
    with django_assert_max_num_queries(16):
        report = load_territories()
    assert report.is_new
    assert counts() == [109, 1_255, 34_969, 4_795]
    assert DataVintage.objects.get().digest == read_edition().digest
    with django_assert_num_queries(1):
        again = load_territories()
    assert not again.is_new
    assert counts() == [109, 1_255, 34_969, 4_795]


def test_a_part_is_loaded_twice_without_a_trace(few_departements):
    before = counts()
    assert load_territories(BOUCHES_DU_RHONE).communes == 119
    assert counts() == before
    assert Commune.objects.current().count() == few_departements.communes


def test_a_part_does_not_stand_for_the_whole(few_departements):
    assert not DataVintage.objects.exists()


def test_a_row_that_was_altered_comes_back(few_departements):
    Commune.objects.filter(pk="13047").update(name="Autre", population=0, epci=None)
    load_territories(BOUCHES_DU_RHONE)
    istres = Commune.objects.get(pk="13047")
    assert (istres.name, istres.population, istres.epci_id) == ("Istres", 44_292, "200054807")


def test_a_commune_that_merges_is_kept_and_leads_to_the_new_one(few_departements, next_edition):
    next_edition()
    load_territories(BOUCHES_DU_RHONE)
    assert not Commune.objects.get(pk="13047").is_current
    assert commune_by_code("13047").name == "Miramas"
    assert [commune.name for commune in search_communes("istres")] == ["Miramas"]
    assert Commune.objects.current().filter(departement="01").exists()


def test_a_load_that_fails_leaves_everything_as_it_was(few_departements, tables, monkeypatch):
    broken = replace(tables, formers=[("13047", "Istres", "unknown", "13063")])
    monkeypatch.setattr(operations, "read_tables", lambda: broken)
    before = counts()
    with pytest.raises(DatabaseError):
        load_territories(BOUCHES_DU_RHONE)
    assert counts() == before


@pytest.mark.django_db
def test_the_command_says_what_it_did_in_french(tables, monkeypatch):
    part = tables.within(BOUCHES_DU_RHONE)
    monkeypatch.setattr(operations, "read_tables", lambda: part)
    assert "Millésime 2026 chargé : 119 communes," in command()
    assert command() == "Communes déjà à jour (millésime 2026).\n"


@pytest.mark.django_db
def test_the_command_speaks_json(tables, monkeypatch):
    part = tables.within(BOUCHES_DU_RHONE)
    monkeypatch.setattr(operations, "read_tables", lambda: part)
    first, second = (json.loads(command("--json")) for _ in range(2))
    assert (first["is_new"], first["communes"], first["vintage"]) == (True, 119, "2026-01-01")
    assert (second["is_new"], second["communes"]) == (False, 0)


def command(*arguments):
    out = StringIO()
    call_command("load_territories", *arguments, stdout=out)
    return out.getvalue()
