import pytest

from gouvernail.accounts.models import User
from gouvernail.accounts.operations import create_user, draw_reset_link, rename_user, set_password
from gouvernail.common.errors import Refusal
from tests.accounts.factories import PASSWORD


def test_an_account_keeps_its_address_in_lower_case(db):
    user = create_user(" Luc.Roux@Exemple.FR ", "Luc  Roux", PASSWORD)
    assert (user.email, user.full_name) == ("luc.roux@exemple.fr", "Luc Roux")
    assert user.check_password(PASSWORD)
    assert not user.is_admin


def test_without_a_password_nobody_signs_in(db):
    assert not create_user("luc@exemple.fr", "Luc").has_usable_password()


@pytest.mark.parametrize(
    ("email", "name", "password"),
    [
        pytest.param("AWA.DIOP@exemple.fr", "Awa", PASSWORD, id="taken, in another case"),
        pytest.param("pas une adresse", "Luc", PASSWORD, id="not an address"),
        pytest.param("luc@exemple.fr", "  ", PASSWORD, id="no name"),
        pytest.param("luc@exemple.fr", "Luc", "trop court", id="weak"),
    ],
)
def test_what_cannot_be_opened_writes_nothing(awa, email, name, password):
    with pytest.raises(Refusal):
        create_user(email, name, password)
    assert User.objects.count() == 1


def test_a_weak_password_is_refused_in_french(awa):
    with pytest.raises(Refusal, match="12 caractères"):
        set_password(awa, "court")
    awa.refresh_from_db()
    assert awa.check_password(PASSWORD)


def test_an_account_is_renamed(awa):
    rename_user(awa, " Awa Martin ")
    awa.refresh_from_db()
    assert awa.full_name == "Awa Martin"


def test_the_link_dies_when_the_password_changes(awa, client):
    link = draw_reset_link(awa).removeprefix("http://localhost:8000")
    assert "Choisir un mot de passe" in client.get(link, follow=True).text
    set_password(awa, "le héron attend la marée basse")
    assert "Ce lien ne sert plus" in client.get(link, follow=True).text
