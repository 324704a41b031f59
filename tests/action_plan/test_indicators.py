"""Indicators on the sheet and in its form."""

import pytest

from gouvernail.rules.roles import Role
from tests.factories import make_action, make_convention, make_member, reload

pytestmark = pytest.mark.django_db
TEXTS = {"indicators": "Familles\nPlaces", "baselines": "120", "targets": "150\n60"}


@pytest.fixture
def here(client):
    convention = make_convention()
    client.force_login(make_member(convention, Role.COORDINATOR).user)
    return convention


def pages(action):
    page = f"/ctg/{action.convention.slug}/plan/actions/{action.pk}/"
    return page, f"{page}modifier/"


def fields_of(page):
    """Return what a browser would send back from the form, unchanged."""
    data = {}
    for field in page.context["form"]:
        value = field.value()
        if field.name != "indicators":
            data[field.html_name] = "" if value is None else value
    rows = page.context["form"]["indicators"].value()
    data["indicators_name"] = [row.name for row in rows] + [""]
    data["indicators_baseline"] = [row.baseline for row in rows] + [""]
    data["indicators_target"] = [row.target for row in rows] + [""]
    return data


def test_the_sheet_shows_each_indicator_with_its_start_and_its_target(here, client):
    page = client.get(pages(make_action(here, texts=TEXTS))[0]).content.decode()
    assert "Données d’origine" in page
    assert 'data-label="Valeurs cibles">60</td>' in page


def test_the_form_has_a_line_per_indicator_and_blank_ones(here, client):
    page = client.get(pages(make_action(here, texts=TEXTS))[1]).content.decode()
    assert page.count('name="indicators_name"') == 4
    assert 'value="Places"' in page


def test_a_line_is_filled_and_another_added(here, client):
    action = make_action(here, texts=TEXTS)
    data = fields_of(client.get(pages(action)[1]))
    data["indicators_name"] = ["Familles", "Places", "", "Ateliers"]
    data["indicators_baseline"] = ["120", "", "", "2"]
    data["indicators_target"] = ["150", "60", "", ""]
    assert client.post(pages(action)[1], data).status_code == 302
    action = reload(action)
    assert action.indicators == "Familles\nPlaces\nAteliers"
    assert (action.baselines, action.targets) == ("120\n–\n2", "150\n60")


def test_saving_without_a_change_keeps_the_texts_as_they_were_written(here, client):
    texts = {"indicators": "- Familles\n\n- Places", "baselines": "", "targets": ""}
    action = make_action(here, texts=texts)
    data = fields_of(client.get(pages(action)[1]))
    client.post(pages(action)[1], data)
    assert reload(action).indicators == texts["indicators"]
    assert reload(action).version == action.version


def test_a_hidden_column_travels_with_its_line(here, client):
    here.fields.filter(key="baselines").update(is_shown=False)
    action = make_action(here, texts=TEXTS)
    page = client.get(pages(action)[1])
    assert '<input type="hidden" name="indicators_baseline" value="120">' in page.content.decode()


def test_indicators_that_are_too_long_are_refused_in_words(here, client):
    action = make_action(here, texts=TEXTS)
    data = fields_of(client.get(pages(action)[1]))
    data["indicators_name"] = ["x" * 5001]
    assert "5000 caractères au plus" in client.post(pages(action)[1], data).content.decode()


def test_the_sheet_says_what_lacks_and_leads_to_the_field(here, client):
    page = client.get(pages(make_action(here, texts=TEXTS))[0]).content.decode()
    assert "Il manque la donnée d’origine d’un indicateur" in page
    assert "modifier/?champ=baselines#id_indicators_baseline_1" in page


def test_the_form_unfolds_when_a_link_asks_for_a_folded_field(here, client):
    here.fields.filter(key="objective").update(is_short=False)
    change = pages(make_action(here))[1]
    assert '<details class="more">' in client.get(change).content.decode()
    assert '<details class="more" open>' in client.get(f"{change}?champ=objective").content.decode()


def test_a_reader_reads_what_lacks_without_a_link(here, client):
    client.force_login(make_member(here, Role.READER).user)
    page = client.get(pages(make_action(here))[0]).content.decode()
    assert "Il manque le pilote" in page
    assert "modifier/" not in page
