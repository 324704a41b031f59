"""The protections that every answer carries, whatever it is: page, error, file, style sheet."""

from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from gouvernail.rules.roles import Role
from tests.factories import make_convention, make_member, make_user

pytestmark = pytest.mark.django_db

FORBIDDEN_SOURCES = ("'unsafe-inline'", "'unsafe-eval'", "*", "http:", "https:")


@pytest.fixture
def signed_in(client):
    convention = make_convention(slug="essai")
    client.force_login(make_member(convention, Role.PILOTE).user)
    return client


@pytest.fixture
def with_static():
    """A browser on an instance whose static files are collected."""
    (Path(settings.STATIC_ROOT) / "essai.css").write_text("body{}")
    return Client()


def protections(response):
    return {
        "nosniff": response["X-Content-Type-Options"],
        "frames": response["X-Frame-Options"],
        "referrer": response["Referrer-Policy"],
        "opener": response["Cross-Origin-Opener-Policy"],
    }


ALL = {"nosniff": "nosniff", "frames": "DENY", "referrer": "same-origin", "opener": "same-origin"}


@pytest.mark.parametrize(
    ("path", "status"),
    [
        pytest.param("/connexion/", 200, id="page of the library"),
        pytest.param("/sante", 200, id="JSON"),
        pytest.param("/nulle/part/", 404, id="unknown address"),
        pytest.param("/ctg/essai/plan/", 200, id="page"),
        pytest.param("/ctg/essai/plan/export.csv", 200, id="file"),
        pytest.param("/ctg/essai/couleurs.css", 200, id="style sheet"),
        pytest.param("/ctg/ailleurs/plan/", 404, id="convention of others"),
        pytest.param("/conventions/nouvelle/", 403, id="refusal"),
        pytest.param("/ctg/essai/annuaire/doublons/fusionner/", 405, id="wrong method"),
        pytest.param("/ctg/essai/", 302, id="way on"),
    ],
)
def test_every_answer_is_protected(signed_in, path, status):
    response = (Client() if path == "/connexion/" else signed_in).get(path)
    assert response.status_code == status
    assert protections(response) == ALL
    assert "default-src 'none'" in response["Content-Security-Policy"]


def test_a_static_file_is_not_sniffed(with_static):
    response = with_static.get("/static/essai.css")
    assert b"".join(response.streaming_content) == b"body{}"
    response.close()
    assert response["X-Content-Type-Options"] == "nosniff"


def test_a_form_without_its_token_is_refused_with_all_protections(db):
    response = Client(enforce_csrf_checks=True).post("/connexion/", {"login": "a@b.fr"})
    assert response.status_code == 403
    assert protections(response) == ALL
    assert "Content-Security-Policy" in response


def test_a_failure_of_ours_is_protected_too(signed_in, monkeypatch):
    monkeypatch.setattr("gouvernail.steering.views.today_page", lambda *_: 1 / 0)
    signed_in.raise_request_exception = False
    response = signed_in.get("/ctg/essai/aujourdhui/")
    assert response.status_code == 500
    assert protections(response) == ALL
    assert "division" not in response.content.decode()


def test_nothing_from_elsewhere_and_nothing_inline_may_run(client):
    policy = client.get("/connexion/")["Content-Security-Policy"]
    directives = dict(part.strip().partition(" ")[::2] for part in policy.split(";"))
    for name, sources in directives.items():
        assert not set(sources.split()) & set(FORBIDDEN_SOURCES), name
    for name in ("object-src", "base-uri", "frame-ancestors"):
        assert directives[name] == "'none'"


def test_pages_of_people_are_not_kept_by_shared_caches(signed_in):
    response = signed_in.get("/ctg/essai/plan/")
    assert "Cookie" in response["Vary"]
    assert "public" not in response.get("Cache-Control", "")


@pytest.mark.parametrize("header", ["X-Powered-By", "Server"])
def test_an_answer_does_not_say_what_runs_it(client, header):
    assert header not in client.get(reverse("account_login"))


def test_cookies_stay_out_of_reach_of_scripts(client, db):
    user = make_user(password="la sarcelle remonte le chenal")
    data = {"login": user.email, "password": "la sarcelle remonte le chenal"}
    cookies = client.post("/connexion/", data).cookies
    assert cookies[settings.SESSION_COOKIE_NAME]["httponly"]
    assert cookies[settings.SESSION_COOKIE_NAME]["samesite"] == "Lax"
