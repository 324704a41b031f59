import io
import json

import pytest
from django.core.management import CommandError, call_command

from gouvernail.accounts.models import User
from tests.accounts.factories import PASSWORD


def run(*arguments):
    output = io.StringIO()
    call_command(*arguments, stdout=output)
    return output.getvalue()


def test_an_administrator_without_password_gets_a_link_that_works(db, client):
    told = json.loads(run("create_admin", "--email", "Admin@exemple.fr", "--name", "Ada", "--json"))
    user = User.objects.get()
    assert (user.is_admin, user.email, told["email"]) == (True, "admin@exemple.fr", user.email)
    page = client.get(told["link"].removeprefix("http://localhost:8000"), follow=True)
    assert "Choisir un mot de passe" in page.text


def test_the_password_may_come_from_standard_input(db, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{PASSWORD}\n"))
    text = run("create_admin", "--email", "a@exemple.fr", "--name", "Ada", "--password-stdin")
    assert "Compte ouvert pour Ada" in text
    assert "http" not in text
    assert User.objects.get().check_password(PASSWORD)


def test_an_account_that_exists_is_refused_with_1(awa):
    with pytest.raises(CommandError, match="existe déjà") as refusal:
        run("create_admin", "--email", awa.email.upper(), "--name", "Awa")
    assert refusal.value.returncode == 1


def test_a_link_is_printed_for_an_instance_without_mail(awa, client):
    link = json.loads(run("reset_link", awa.email.upper(), "--json"))["link"]
    page = client.get(link.removeprefix("http://localhost:8000"), follow=True)
    assert "Choisir un mot de passe" in page.text
    assert awa.full_name in run("reset_link", awa.email)


def test_no_link_for_an_unknown_account(db):
    with pytest.raises(CommandError, match="Aucun compte ouvert") as refusal:
        run("reset_link", "personne@exemple.fr")
    assert refusal.value.returncode == 1
