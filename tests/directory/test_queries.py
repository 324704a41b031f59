"""Reading the directory: whose an entry is."""

import pytest

from gouvernail.accounts.models import User
from gouvernail.directory.models import Person
from gouvernail.directory.queries import account_among, account_is
from gouvernail.governance.models import Decision
from tests.factories import make_convention, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def lou():
    return make_user(email="lou_x@exemple.fr")


@pytest.fixture
def sam():
    return make_user(email="sam@exemple.fr")


def made(name, email="", user=None):
    convention = make_convention()
    return Person.objects.create(convention=convention, full_name=name, email=email, user=user)


def whose(user):
    one = set(Person.objects.filter(account_is(user)).values_list("full_name", flat=True))
    among = account_among(User.objects.filter(pk=user.pk))
    assert one == set(Person.objects.filter(among).values_list("full_name", flat=True))
    return one


def test_an_entry_is_of_the_account_that_it_is_linked_to_or_of_its_address(lou, sam):
    made("Liée", "autre@exemple.fr", lou)
    made("Sans-adresse", "", lou)
    made("Adresse", "Lou_X@Exemple.fr")
    made("Autre", "sam@exemple.fr")
    made("Voisine", "louax@exemple.fr")
    made("Rien")
    assert whose(lou) == {"Liée", "Sans-adresse", "Adresse"}


def test_an_entry_of_another_account_is_not_of_whoever_has_its_address(lou, sam):
    made("Accueil", "lou_x@exemple.fr", sam)
    assert whose(lou) == set()
    assert whose(sam) == {"Accueil"}


def test_an_account_without_address_is_nobody_else(lou):
    lou.email = ""
    made("Rien")
    assert not Person.objects.filter(account_is(lou)).exists()


def test_the_way_to_the_entry_may_be_said(lou):
    made("Adresse", "lou_x@exemple.fr")
    assert not Decision.objects.filter(account_is(lou, "owner")).exists()
