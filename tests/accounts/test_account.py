import pytest


def test_a_stranger_is_asked_to_sign_in(client, db):
    assert client.get("/compte/").url.startswith("/connexion/?next=")


def test_the_name_that_others_see_is_changed(client, awa):
    client.force_login(awa)
    response = client.post("/compte/", {"full_name": "  Awa   Diop-Martin "})
    assert response.url == "/compte/"
    awa.refresh_from_db()
    assert awa.full_name == "Awa Diop-Martin"


@pytest.mark.parametrize("name", ["", "   ", "x" * 151])
def test_a_name_is_asked_for(client, awa, name):
    client.force_login(awa)
    assert client.post("/compte/", {"full_name": name}).status_code == 200
    awa.refresh_from_db()
    assert awa.full_name == "Awa Diop"


def test_the_page_leads_to_the_password_and_the_second_step(client, awa):
    client.force_login(awa)
    text = client.get("/compte/").text
    assert "/compte/mot-de-passe/" in text
    assert "/compte/double-authentification/" in text
    assert "Inactive" in text
