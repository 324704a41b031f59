"""Promises of the data file itself; no database."""

from collections import Counter
from datetime import date

import pytest

from gouvernail.rules.insee import EpciKind, FormerKind, departement_of, search_form
from gouvernail.territories.data_file import DATA_FILE, read_edition
from gouvernail.territories.models import Commune, Epci, FormerCommune
from scripts.build_communes import digest

METROPOLE = "200054807"


@pytest.fixture(scope="session")
def communes(tables):
    return {line[0]: line for line in tables.communes}


@pytest.fixture(scope="session")
def formers(tables):
    return {line[0]: line for line in tables.formers}


def test_the_edition_says_where_the_data_come_from():
    edition = read_edition()
    assert edition.vintage == date(2026, 1, 1)
    assert edition.licence == "Licence Ouverte 2.0"
    assert {"Insee", "DGCL", "La Poste"} <= {name.split(",")[0] for name in edition.attributions}
    assert (DATA_FILE.parent / "LICENCE.md").is_file()


def test_the_file_stays_small():
    assert DATA_FILE.stat().st_size < 1_000_000


def test_the_digest_is_that_of_the_lines_and_of_the_search_rule(tables):
    lines = {name: getattr(tables, name) for name in tables.__slots__}
    assert digest(lines) == read_edition().digest, "relancer scripts/build_communes.py"


def test_counts(tables):
    assert len(tables.communes) == 34_969
    assert len(tables.epcis) == 1_255
    assert len(tables.departements) == 109
    assert Counter(line[2] for line in tables.formers) == {
        FormerKind.MERGED: 2_248,
        FormerKind.DELEGATED: 2_031,
        FormerKind.ASSOCIATED: 471,
        FormerKind.DISTRICT: 45,
    }


@pytest.mark.parametrize("table", ["departements", "epcis", "communes", "formers"])
def test_codes_are_unique(tables, table):
    codes = [line[0] for line in getattr(tables, table)]
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize(
    ("code", "name", "population"),
    [
        ("13047", "Istres", 44_292),
        ("13039", "Fos-sur-Mer", 15_862),
        ("13098", "Saint-Mitre-les-Remparts", 6_175),
        ("13014", "Berre-l’Étang", 13_832),
        ("13078", "Port-Saint-Louis-du-Rhône", 8_573),
        ("75056", "Paris", 2_103_778),
    ],
)
def test_communes_that_are_known(communes, code, name, population):
    assert (communes[code][1], communes[code][5]) == (name, population)


def test_istres_has_its_epci_and_its_two_postal_codes(communes):
    assert communes["13047"][3:5] == (METROPOLE, "13118 13800")


def test_every_departement_of_the_country_has_communes(communes):
    held = {line[2] for line in communes.values()}
    mainland = {f"{n:02}" for n in range(1, 96) if n != 20} | {"2A", "2B"}
    overseas = {"971", "972", "973", "974", "975", "976", "977", "978", "986", "987", "988"}
    assert mainland | overseas <= held
    assert len(held) == 109


def test_a_code_tells_its_departement(communes):
    assert [code for code, line in communes.items() if departement_of(code) != line[2]] == []


def test_every_commune_has_a_known_epci_or_none(tables, communes):
    known = {line[0] for line in tables.epcis}
    held = {line[3] for line in communes.values()}
    assert held - {None} == known


def test_on_the_mainland_four_islands_alone_have_no_epci(communes):
    alone = {line[1] for line in communes.values() if line[3] is None and line[2] < "97"}
    assert alone == {"Île-de-Bréhat", "Île-de-Sein", "Ouessant", "L’Île-d’Yeu"}


def test_every_old_code_leads_to_a_commune_of_today(communes, formers):
    assert {line[3] for line in formers.values()} <= set(communes)


def test_arrondissements_lead_to_their_city(formers):
    parents = Counter(line[3] for line in formers.values() if line[2] == FormerKind.DISTRICT)
    assert parents == {"75056": 20, "13055": 16, "69123": 9}


def test_a_commune_deleguee_leads_to_its_commune(communes, formers):
    assert formers["01015"][1:] == ("Arbignieu", "delegated", "01015")
    assert communes["01015"][1] == "Arboys en Bugey"


def test_only_codes_that_ended_have_no_name(formers):
    assert all(line[1] or line[2] == FormerKind.MERGED for line in formers.values())


def test_names_are_typographic_and_can_be_looked_for(tables):
    names = [line[1] for line in tables.departements + tables.epcis + tables.communes]
    assert [name for name in names if "'" in name or not search_form(name)] == []


def test_only_lands_without_inhabitants_have_no_population(communes):
    unknown = {line[2] for line in communes.values() if line[5] is None}
    assert unknown == {"984", "989"}


def test_everything_fits_its_column(tables):
    """SQLite would not say it; PostgreSQL would refuse the load."""
    for model, field, lines, place in [
        (Commune, "name", tables.communes, 1),
        (Commune, "postal_codes", tables.communes, 4),
        (Epci, "name", tables.epcis, 1),
        (FormerCommune, "name", tables.formers, 1),
    ]:
        longest = max(len(line[place]) for line in lines)
        assert longest <= model._meta.get_field(field).max_length


def test_epci_kinds_are_known(tables):
    assert {line[2] for line in tables.epcis} == set(EpciKind)


def test_a_part_of_the_tables_stands_alone(tables):
    part = tables.within(frozenset({"13"}))
    codes = {line[0] for line in part.communes}
    assert len(codes) == 119
    assert {line[3] for line in part.formers} <= codes
    assert {line[3] for line in part.communes} == {line[0] for line in part.epcis}
