import pytest

from gouvernail.territories.models import Commune
from gouvernail.territories.queries import (
    commune_by_code,
    communes_of_epci,
    search_communes,
    search_epcis,
)

METROPOLE = "200054807"

pytestmark = pytest.mark.usefixtures("few_departements")


def names(text, **kwargs):
    return [commune.name for commune in search_communes(text, **kwargs)]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        pytest.param("istres", "Istres", id="lower case"),
        pytest.param("ISTRES", "Istres", id="capitals"),
        pytest.param("fos sur", "Fos-sur-Mer", id="beginning without hyphens"),
        pytest.param("saint mitre", "Saint-Mitre-les-Remparts", id="Saint written out"),
        pytest.param("St-Mitre", "Saint-Mitre-les-Remparts", id="Saint shortened"),
        pytest.param("Stes Maries", "Saintes-Maries-de-la-Mer", id="Saintes shortened"),
        pytest.param("l'isle", "L’Isle-sur-la-Sorgue", id="straight apostrophe"),
        pytest.param("L’ISLE", "L’Isle-sur-la-Sorgue", id="curly apostrophe"),
        pytest.param("isle sorgue", "L’Isle-sur-la-Sorgue", id="words apart"),
        pytest.param("ciotat", "La Ciotat", id="without its article"),
        pytest.param("berre l etang", "Berre-l’Étang", id="accents left out"),
        pytest.param("chateauneuf les martigues", "Châteauneuf-les-Martigues", id="circumflex"),
        pytest.param("oeting", "Œting", id="ligature opened"),
        pytest.param("œting", "Œting", id="ligature kept"),
        pytest.param("13118", "Istres", id="postal code"),
        pytest.param("13 800", "Istres", id="postal code with a space"),
        pytest.param("13047", "Istres", id="INSEE code"),
        pytest.param("2a004", "Ajaccio", id="INSEE code of Corsica"),
    ],
)
def test_search_finds(text, first):
    assert names(text)[0] == first


def test_an_exact_name_comes_first_then_the_most_peopled():
    assert names("fos")[:3] == ["Fos", "Fos", "Fos-sur-Mer"]


def test_a_name_that_begins_so_comes_before_a_word_inside():
    found = names("mar", limit=50)
    assert found[0] == "Marseille"
    assert found.index("Marignane") < found.index("Saintes-Maries-de-la-Mer")


def test_a_postal_code_gives_all_its_communes_most_peopled_first():
    assert names("13250") == ["Saint-Chamas", "Cornillon-Confoux"]


def test_a_code_that_is_postal_here_and_insee_there_gives_both():
    assert names("13118") == ["Istres", "Coudoux"]


def test_the_beginning_of_a_postal_code_is_enough():
    assert "Istres" in names("1311", limit=50)


@pytest.mark.parametrize(
    ("text", "name", "former_of"),
    [
        pytest.param("Arbignieu", "Arboys en Bugey", "Arbignieu", id="commune déléguée"),
        pytest.param("Cordieux", "Montluel", "Cordieux", id="commune associée"),
        pytest.param("marseille 5e", "Marseille", "Marseille 5e Arrondissement", id="district"),
        pytest.param("75104", "Paris", "Paris 4e Arrondissement", id="code of a district"),
        pytest.param("01003", "Francheleins", "01003", id="code that ended"),
    ],
)
def test_an_old_name_or_code_leads_to_the_commune_of_today(text, name, former_of):
    found = search_communes(text)[0]
    assert (found.name, found.former_of) == (name, former_of)


def test_a_city_comes_once_whatever_its_arrondissements():
    assert names("paris", limit=50).count("Paris") == 1


def test_a_found_commune_is_ready_to_be_shown():
    istres = search_communes("istres")[0]
    assert (istres.departement_name, istres.departement_code) == ("Bouches-du-Rhône", "13")
    assert (istres.postal_codes, istres.population) == (("13118", "13800"), 44_292)


@pytest.mark.parametrize("text", ["entressen", "zzzz", "99999", "%", "_", "\x00", "' OR 1 --"])
def test_what_no_commune_is_called(text):
    assert names(text) == []


def test_signs_count_for_nothing():
    assert names("fos%_") == names("fos")


def test_the_limit_holds():
    assert len(search_communes("saint", limit=3)) == 3


@pytest.mark.parametrize("text", ["istres", "13800", "Arbignieu", "saint " * 50])
def test_a_search_reads_two_queries(text, django_assert_num_queries):
    with django_assert_num_queries(2):
        search_communes(text)


@pytest.mark.parametrize("text", ["", "  ", "-"])
def test_nothing_is_read_for_an_empty_text(text, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert search_communes(text) == []
        assert search_epcis(text) == []


def test_a_commune_that_is_no_longer_current_is_not_found():
    Commune.objects.filter(pk="13047").update(is_current=False)
    assert names("istres") == []
    assert commune_by_code("13047") is None


@pytest.mark.parametrize(
    ("code", "today"),
    [("13047", "13047"), ("01015", "01015"), ("13201", "13055"), ("75101", "75056")],
)
def test_commune_by_code(code, today):
    assert commune_by_code(code).insee_code == today


def test_commune_by_an_unknown_code(django_assert_num_queries):
    with django_assert_num_queries(2):
        assert commune_by_code("13999") is None


def test_communes_of_an_epci(django_assert_num_queries):
    with django_assert_num_queries(1):
        found = communes_of_epci(METROPOLE)
    assert len(found) == 91  # the 92nd is in the Var, which this test does not load
    assert [found[0].name, found[-1].name] == ["Aix-en-Provence", "Vitrolles"]


def test_communes_of_an_unknown_epci():
    assert communes_of_epci("000000000") == []


@pytest.mark.parametrize(
    "text", ["aix marseille", "Métropole d’Aix", "200054807", "2000548", "istres", "FOS-SUR-MER"]
)
def test_search_epcis(text, django_assert_num_queries):
    with django_assert_num_queries(1):
        found = search_epcis(text)
    assert found[0].name == "Métropole d’Aix-Marseille-Provence"
    assert (found[0].kind, found[0].communes) == ("métropole", 91)


def test_an_epci_without_commune_is_not_found():
    Commune.objects.filter(epci=METROPOLE).update(is_current=False)
    assert search_epcis("200054807") == []
