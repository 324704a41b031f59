import pytest
from django.conf import settings as django_settings
from django.contrib.auth import SESSION_KEY
from django.template.loader import render_to_string
from django.test import Client
from django.urls import NoReverseMatch, reverse

from gouvernail.accounts.adapter import WRONG_PAIR
from tests.accounts.factories import PASSWORD, UserFactory

LOGIN = "/connexion/"


def sign_in(client, email, password=PASSWORD, **headers):
    return client.post(LOGIN, {"login": email, "password": password}, **headers)


def is_signed_in(client):
    return SESSION_KEY in client.session


@pytest.mark.parametrize(
    "email", ["awa.diop@exemple.fr", "Awa.Diop@Exemple.FR", " awa.diop@exemple.fr "]
)
def test_the_address_opens_the_account_whatever_its_case(client, awa, email):
    response = sign_in(client, email)
    assert (response.status_code, response.url) == (302, "/")
    assert client.session[SESSION_KEY] == str(awa.pk)


def test_a_wrong_password_opens_nothing(client, awa):
    response = sign_in(client, awa.email, "une autre phrase entière")
    assert WRONG_PAIR in response.text
    assert not is_signed_in(client)


def test_an_unknown_address_gets_the_same_answer_as_a_wrong_password(client, awa):
    known = sign_in(client, awa.email, "une autre phrase entière")
    unknown = sign_in(Client(), "personne@exemple.fr", "une autre phrase entière")
    assert known.status_code == unknown.status_code
    assert known.context["form"].errors == unknown.context["form"].errors


def test_a_closed_account_is_told_so_and_stays_closed(client, db):
    closed = UserFactory(is_active=False)
    response = sign_in(client, closed.email)
    assert response.url == reverse("account_inactive")
    assert "Ce compte est fermé" in client.get(response.url).text
    assert not is_signed_in(client)


def test_signing_in_changes_the_session(client, awa):
    client.get(LOGIN)
    session = client.session
    session["planted"] = "yes"
    session.save()
    client.cookies[django_settings.SESSION_COOKIE_NAME] = session.session_key
    sign_in(client, awa.email)
    assert client.session.session_key != session.session_key


def test_signing_in_goes_on_to_the_page_that_was_asked(client, awa):
    response = client.post(LOGIN, {"login": awa.email, "password": PASSWORD, "next": "/compte/"})
    assert response.url == "/compte/"


def test_signing_in_never_leads_to_another_site(client, awa):
    data = {"login": awa.email, "password": PASSWORD, "next": "https://ailleurs.exemple/"}
    assert client.post(LOGIN, data).url == "/"


def test_leaving_takes_a_click_on_a_form(client, awa):
    client.force_login(awa)
    assert client.get("/deconnexion/").status_code == 200
    assert is_signed_in(client)
    assert client.post("/deconnexion/").url == LOGIN
    assert not is_signed_in(client)


def test_there_is_no_address_to_sign_up():
    with pytest.raises(NoReverseMatch):
        reverse("account_signup")


def test_the_page_holds_no_inline_script_or_style(client, db):
    text = client.get(LOGIN).text
    assert "style=" not in text
    assert "<style" not in text
    assert "onclick" not in text


def test_a_page_of_the_library_without_a_template_of_ours_takes_our_look(rf):
    request = rf.get("/")
    text = render_to_string("account/verification_sent.html", request=request)
    assert 'class="page-head"' in text
    assert '<body class="narrow">' in text
