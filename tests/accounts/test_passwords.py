import re

import pytest
from django.test import Client

from tests.accounts.factories import PASSWORD, UserFactory
from tests.accounts.test_login import sign_in

FORGOTTEN = "/mot-de-passe/oublie/"
NEW = "le héron attend la marée basse"


def link_in(mail):
    return re.search(r"http://localhost:8000(/\S+)", mail.body)[1]


def choose(client, link, password=NEW, again=None):
    form = client.get(link, follow=True)
    return client.post(
        form.request["PATH_INFO"], {"password1": password, "password2": again or password}
    )


def test_the_mail_is_in_french_and_its_link_works_once(client, awa, mailoutbox):
    assert client.post(FORGOTTEN, {"email": "AWA.diop@exemple.fr"}).url == FORGOTTEN + "envoye/"
    [mail] = mailoutbox
    assert (mail.to, mail.subject) == (["awa.diop@exemple.fr"], "Choisir un nouveau mot de passe")
    assert "Bonjour Awa Diop," in mail.body
    assert choose(client, link_in(mail)).url == "/mot-de-passe/enregistre/"
    assert sign_in(Client(), awa.email, NEW).status_code == 302
    assert "Ce lien ne sert plus" in Client().get(link_in(mail), follow=True).text


def test_reading_the_link_changes_nothing(awa, client, mailoutbox):
    client.post(FORGOTTEN, {"email": awa.email})
    link = link_in(mailoutbox[0])
    for _ in range(3):  # mail scanners open links, sometimes several times
        Client().get(link, follow=True)
    assert choose(client, link).status_code == 302


def test_the_host_of_the_request_does_not_write_the_link(awa, client, mailoutbox):
    client.post(FORGOTTEN, {"email": awa.email}, HTTP_HOST="127.0.0.1:9999")
    assert "http://localhost:8000/" in mailoutbox[0].body
    assert ":9999" not in mailoutbox[0].body


def test_an_unknown_address_sees_the_same_page_and_is_told_by_mail(client, awa, mailoutbox):
    known = client.post(FORGOTTEN, {"email": awa.email}, follow=True)
    unknown = Client().post(FORGOTTEN, {"email": "personne@exemple.fr"}, follow=True)
    assert known.redirect_chain == unknown.redirect_chain
    assert known.text == unknown.text
    assert mailoutbox[1].subject == "Aucun compte à cette adresse"


def test_asking_again_and_again_is_refused(client, awa):
    answers = [client.post(FORGOTTEN, {"email": awa.email}).status_code for _ in range(6)]
    assert answers == [302] * 5 + [429]


def test_a_reset_lets_in_whoever_was_asked_to_wait(client, awa, mailoutbox):
    for _ in range(11):
        sign_in(client, awa.email, "devinette devinette")
    client.post(FORGOTTEN, {"email": awa.email})
    choose(client, link_in(mailoutbox[0]))
    assert sign_in(client, awa.email, NEW).status_code == 302


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("onze lettre", "au minimum 12 caractères"),
        ("awa.diop@exemple.fr", "trop semblable"),
        ("123456789123", "trop courant"),
    ],
)
def test_a_weak_password_is_refused(client, awa, mailoutbox, password, reason):
    client.post(FORGOTTEN, {"email": awa.email})
    assert reason in choose(client, link_in(mailoutbox[0]), password).text
    awa.refresh_from_db()
    assert awa.check_password(PASSWORD)


def test_changing_it_keeps_this_session_and_ends_the_others(awa, mailoutbox):
    here, elsewhere = Client(), Client()
    for client in (here, elsewhere):
        sign_in(client, awa.email)
    data = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    assert here.post("/compte/mot-de-passe/", data).url == "/compte/"
    assert here.get("/compte/").status_code == 200
    assert elsewhere.get("/compte/").status_code == 302
    assert mailoutbox[0].subject == "Votre mot de passe a changé"


def test_changing_it_asks_for_the_current_one(client, awa):
    client.force_login(awa)
    data = {"oldpassword": "x", "password1": NEW, "password2": NEW}
    response = client.post("/compte/mot-de-passe/", data)
    assert "Ce n’est pas votre mot de passe actuel" in response.text


def test_a_mail_server_that_does_not_answer_stops_nothing(client, awa, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    assert client.post(FORGOTTEN, {"email": awa.email}).status_code == 302


def test_an_account_without_a_password_is_led_to_choose_one(client, db):
    user = UserFactory(password="!")
    client.force_login(user)
    assert client.get("/compte/mot-de-passe/").url == "/compte/mot-de-passe/premier/"
    assert client.get("/compte/mot-de-passe/premier/").status_code == 200
