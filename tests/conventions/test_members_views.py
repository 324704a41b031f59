import re

import pytest
from django.utils import timezone

from gouvernail.conventions.models import Invitation, Membership
from gouvernail.conventions.operations.members import Guest, invite
from gouvernail.conventions.queries.members import members_page, roles_in_words
from gouvernail.history.operations import By
from gouvernail.rules.roles import Role
from tests.accounts.factories import MembershipFactory, OrganisationFactory, UserFactory

GUEST = {"email": "luc.roux@exemple.fr", "full_name": "Luc Roux", "role": "reader"}


@pytest.fixture
def pilote(client, db):
    membership = MembershipFactory(user__full_name="Awa Diop", convention__slug="etangs")
    client.force_login(membership.user)
    return membership


@pytest.fixture
def reader(pilote):
    return MembershipFactory(
        convention=pilote.convention, user__full_name="Luc Roux", role=Role.READER.value
    )


@pytest.fixture
def waiting(pilote):
    guest = Guest("lea@exemple.fr", "Léa Petit", Role.CAF)
    return invite(pilote.convention, guest, by=By(pilote.user))[0]


def at(path=""):
    return f"/ctg/etangs/reglages/membres/{path}"


def test_the_page_shows_members_invitations_and_what_each_role_may_do(
    client, pilote, reader, waiting
):
    text = client.get(at()).text
    for word in ("Awa Diop", "Luc Roux", "Léa Petit", "Chargé·e de mission Caf", "tout le plan"):
        assert word in text
    assert "style=" not in text
    assert "<script>" not in text


def test_the_page_reads_as_much_for_one_member_as_for_thirty(
    client, pilote, django_assert_num_queries
):
    MembershipFactory.create_batch(30, convention=pilote.convention, role=Role.READER.value)
    with django_assert_num_queries(2):
        page = members_page(pilote.convention, timezone.now())
    assert (len(page.members), page.members[0].name) == (31, "Awa Diop")
    with django_assert_num_queries(5):  # session, user, membership, members, invitations
        client.get(at())


def test_every_role_is_said_from_the_table_of_rights():
    may = {role.value: role.may for role in roles_in_words()}
    assert list(may) == [role.value for role in Role]
    assert may["reader"] == "lire le plan, ses exports et son histoire"
    assert "inviter" in may["pilote"]
    assert "modifier" not in may["caf"]
    assert "sa structure" not in may["coordinator"]


def test_the_address_of_a_new_invitation_is_shown_once(client, pilote):
    response = client.post(at("inviter/"), GUEST)
    assert response.url == at()
    shown = client.get(at()).text
    secret = re.search(r"http://localhost:8000/invitation/([\w-]+)/", shown)[1]
    assert client.get(f"/invitation/{secret}/").status_code == 200
    assert "/invitation/" not in client.get(at()).text


def test_without_a_mail_server_the_page_says_to_pass_the_link_on(client, pilote, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    client.post(at("inviter/"), GUEST)
    assert "n’a pas de serveur de courriel" in client.get(at()).text


def test_the_invitation_form_lists_the_structures_of_this_convention_only(client, pilote):
    own = OrganisationFactory(convention=pilote.convention, name="Centre social")
    other = OrganisationFactory(name="Autre territoire")
    text = client.get(at("inviter/")).text
    assert own.name in text
    assert other.name not in text
    answer = client.post(at("inviter/"), {**GUEST, "organisation": other.pk})
    assert answer.status_code == 200
    assert not Invitation.objects.exists()


@pytest.mark.parametrize(
    "wrong", [{"email": "x"}, {"email": ""}, {"role": "roi"}, {"role": "contributor"}]
)
def test_a_wrong_invitation_is_said_and_not_made(client, pilote, wrong):
    response = client.post(at("inviter/"), {**GUEST, **wrong})
    assert response.status_code == 200
    assert "error-summary" in response.text
    assert not Invitation.objects.exists()


def test_an_invitation_is_withdrawn_by_post_only(client, pilote, waiting):
    address = at(f"invitations/{waiting.pk}/retirer/")
    assert client.get(address).status_code == 405
    assert client.post(address).url == at()
    assert "Léa Petit" not in client.get(at()).text


def test_withdrawing_twice_says_so(client, pilote, waiting):
    address = at(f"invitations/{waiting.pk}/retirer/")
    client.post(address)
    assert "a déjà été acceptée ou retirée" in client.post(address, follow=True).text


def test_a_role_is_changed_after_its_page(client, reader):
    address = at(f"{reader.pk}/role/")
    assert "Rôle de Luc Roux" in client.get(address).text
    reader.refresh_from_db()
    assert reader.role == Role.READER
    assert client.post(address, {"role": "caf"}).url == at()
    reader.refresh_from_db()
    assert reader.role == Role.CAF


def test_the_last_pilote_is_told_why_not(client, pilote):
    assert "dernier pilote" in client.post(at(f"{pilote.pk}/role/"), {"role": "reader"}).text
    assert "dernier pilote" in client.post(at(f"{pilote.pk}/retirer/"), follow=True).text
    assert Membership.objects.get().role == Role.PILOTE


def test_a_member_is_removed_after_a_confirmation(client, reader):
    address = at(f"{reader.pk}/retirer/")
    assert "Retirer Luc Roux" in client.get(address).text
    assert Membership.objects.count() == 2
    assert client.post(address).url == at()
    assert Membership.objects.count() == 1


def test_whoever_gives_up_their_own_rights_is_led_home(client, pilote):
    MembershipFactory(convention=pilote.convention)
    assert client.post(at(f"{pilote.pk}/role/"), {"role": "reader"}).url == "/"
    assert client.get(at()).status_code == 403


def test_members_and_invitations_of_another_convention_are_not_found(client, pilote):
    other = MembershipFactory()
    guest = Guest("x@exemple.fr", "X", Role.READER)
    invitation, _ = invite(other.convention, guest, by=By(other.user))
    for path in (
        f"{other.pk}/role/",
        f"{other.pk}/retirer/",
        f"invitations/{invitation.pk}/retirer/",
    ):
        assert client.post(at(path), {"role": "reader"}).status_code == 404


PATHS = ["", "inviter/", "1/role/", "1/retirer/", "invitations/1/retirer/"]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("role", [role for role in Role if role is not Role.PILOTE])
def test_other_roles_are_refused(client, pilote, path, role):
    member = MembershipFactory(convention=pilote.convention, role=role.value)
    client.force_login(member.user)
    send = client.post if "invitations" in path else client.get
    assert send(at(path)).status_code == 403


@pytest.mark.parametrize("path", PATHS)
def test_strangers_do_not_learn_that_the_convention_exists(client, pilote, path):
    client.force_login(UserFactory())
    send = client.post if "invitations" in path else client.get
    assert send(at(path)).status_code == 404


def test_the_administrator_of_the_instance_invites_the_first_pilote(client, pilote):
    client.force_login(UserFactory(is_admin=True))
    assert client.post(at("inviter/"), {**GUEST, "role": "pilote"}).url == at()
    assert Invitation.objects.get().role == Role.PILOTE
