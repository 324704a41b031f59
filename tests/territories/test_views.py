import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

SEARCH = "/communes/chercher/"


@pytest.fixture
def signed_in(client, few_departements):
    user = get_user_model()(email="awa@ville.example", full_name="Awa Diallo")
    user.save()
    client.force_login(user)
    return client


def text_of(response):
    return " ".join(response.content.decode().split())


def test_the_address_is_kept():
    assert reverse("territories:search") == SEARCH


@pytest.mark.django_db
def test_a_stranger_must_sign_in(client):
    assert client.get(SEARCH, {"q": "istres"}).status_code == 302


def test_communes_are_boxes_to_tick(signed_in, django_assert_num_queries):
    with django_assert_num_queries(4):  # session, user, communes, old names
        response = signed_in.get(SEARCH, {"q": "istres"})
    page = text_of(response)
    assert '<input type="checkbox" name="communes" value="13047">' in page
    assert "Bouches-du-Rhône (13) · 44 292&nbsp;hab." in page
    assert "<html" not in page


def test_an_old_name_is_told(signed_in):
    page = text_of(signed_in.get(SEARCH, {"q": "Arbignieu"}))
    assert "Arboys en Bugey" in page
    assert "Arbignieu" in page


def test_when_nothing_is_found(signed_in):
    page = text_of(signed_in.get(SEARCH, {"q": "Entressen"}))
    assert "Aucune commune ne porte ce nom" in page
    assert "checkbox" not in page


@pytest.mark.parametrize("query", [{}, {"q": ""}, {"q": "   "}])
def test_before_anything_is_typed(signed_in, query):
    assert "Tapez un nom de commune" in text_of(signed_in.get(SEARCH, query))


def test_what_was_typed_is_never_markup(signed_in):
    assert b"<script" not in signed_in.get(SEARCH, {"q": "<script>"}).content


def test_it_only_reads(signed_in):
    assert signed_in.post(SEARCH, {"q": "istres"}).status_code == 405
