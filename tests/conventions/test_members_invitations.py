from datetime import timedelta

import pytest
from django.contrib.auth import SESSION_KEY
from django.test import Client
from django.utils import timezone

from gouvernail.accounts.models import User
from gouvernail.common.errors import Refusal
from gouvernail.conventions.models import Invitation, Membership
from gouvernail.conventions.operations.members import (
    Guest,
    accept_as_newcomer,
    accept_invitation,
    invite,
    revoke_invitation,
)
from gouvernail.history.models import Entry
from gouvernail.history.operations import By
from gouvernail.rules.roles import Role
from tests.accounts.factories import (
    PASSWORD,
    ConventionFactory,
    MembershipFactory,
    OrganisationFactory,
    UserFactory,
)

EMAIL = "luc.roux@exemple.fr"


@pytest.fixture(autouse=True)
def _memory_cache(settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}


@pytest.fixture
def pilote(db):
    return MembershipFactory(user__full_name="Awa Diop", convention__name="CTG des étangs")


@pytest.fixture
def invited(pilote):
    """An invitation sent to Luc, and its secret."""
    return invite_luc(pilote)


def invite_luc(pilote, role=Role.READER, organisation=None):
    guest = Guest(EMAIL, "Luc Roux", role, organisation)
    return invite(pilote.convention, guest, by=By(pilote.user))


def page(secret):
    return f"/invitation/{secret}/"


def test_only_the_hash_of_the_secret_is_kept(invited):
    invitation, secret = invited
    row = Invitation.objects.filter(pk=invitation.pk).values_list().get()
    assert len(secret) >= 43
    assert secret not in str(row)
    assert secret not in str(list(Entry.objects.values_list()))


def test_the_mail_leaves_once_everything_is_saved(
    pilote, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        _, secret = invite_luc(pilote)
        assert not mailoutbox
    [mail] = mailoutbox
    assert (mail.to, mail.subject) == ([EMAIL], "Invitation : CTG des étangs")
    assert f"http://localhost:8000{page(secret)}" in mail.body
    assert "Awa Diop vous invite" in mail.body


def test_inviting_is_written_in_the_journal(invited, pilote):
    line = Entry.objects.of(pilote.convention_id).get()
    assert (line.verb, line.actor, line.subject_label) == ("member.invited", pilote.user, EMAIL)
    assert line.changes == [{"label": "Rôle", "before": "", "after": "Lecteur (élu, partenaire)"}]


def test_inviting_again_replaces_the_former_invitation(client, invited, pilote):
    _, former = invited
    _, secret = invite_luc(pilote)
    assert client.get(page(former)).status_code == 410
    assert client.get(page(secret)).status_code == 200


def test_a_member_is_not_invited_again(pilote):
    guest = Guest(pilote.user.email.upper(), "Awa", Role.READER)
    with pytest.raises(Refusal, match="fait déjà partie"):
        invite(pilote.convention, guest, by=By(pilote.user))


def test_a_contributor_is_invited_for_a_structure_of_this_convention(pilote):
    with pytest.raises(Refusal, match="Choisissez la structure"):
        invite_luc(pilote, Role.CONTRIBUTOR)
    with pytest.raises(Refusal, match="n’est pas dans l’annuaire"):
        invite_luc(pilote, Role.CONTRIBUTOR, OrganisationFactory())
    own = OrganisationFactory(convention=pilote.convention)
    assert invite_luc(pilote, Role.CONTRIBUTOR, own)[0].organisation == own


def test_a_newcomer_reads_who_invites_then_enters_with_a_password(client, invited):
    invitation, secret = invited
    text = client.get(page(secret)).text
    assert "Awa Diop vous invite" in text
    assert EMAIL in text
    response = client.post(page(secret), {"full_name": "Luc Roux", "password": PASSWORD})
    assert response.status_code == 302
    membership = Membership.objects.get(user__email=EMAIL)
    assert (membership.role, membership.convention) == (Role.READER, invitation.convention)
    assert client.session[SESSION_KEY] == str(membership.user_id)
    assert Entry.objects.filter(verb="member.joined", actor=membership.user).exists()


@pytest.mark.parametrize(
    ("name", "password"),
    [("Luc Roux", "court"), ("", PASSWORD), ("Luc Roux", "")],
)
def test_a_newcomer_without_name_or_good_password_is_not_let_in(client, invited, name, password):
    _, secret = invited
    response = client.post(page(secret), {"full_name": name, "password": password})
    assert response.status_code == 200
    assert not User.objects.filter(email=EMAIL).exists()
    assert client.get(page(secret)).context["form"]


def test_a_person_with_an_account_accepts_in_one_click(client, invited):
    _, secret = invited
    luc = UserFactory(email=EMAIL)
    client.force_login(luc)
    assert "Accepter l’invitation" in client.get(page(secret)).text
    assert client.post(page(secret)).status_code == 302
    assert Membership.objects.filter(user=luc).exists()


def test_a_person_with_an_account_signs_in_first(client, invited):
    _, secret = invited
    UserFactory(email=EMAIL)
    text = client.get(page(secret)).text
    assert f"/connexion/?next={page(secret)}" in text
    client.post(page(secret), {"full_name": "Autre", "password": PASSWORD})
    assert not Membership.objects.filter(user__email=EMAIL).exists()
    data = {"login": EMAIL, "password": PASSWORD, "next": page(secret)}
    assert client.post("/connexion/", data).url == page(secret)


def test_somebody_else_who_is_signed_in_is_not_let_in(client, invited):
    _, secret = invited
    client.force_login(UserFactory())
    assert "Cette invitation est adressée à" in client.get(page(secret)).text
    client.post(page(secret))
    assert Membership.objects.count() == 1


def test_a_mail_scanner_changes_nothing(invited, settings):
    _, secret = invited
    before = Invitation.objects.values().get()
    for method in ("get", "head", "get"):
        response = getattr(Client(), method)(page(secret))
        assert response.status_code == 200
        assert settings.SESSION_COOKIE_NAME not in response.cookies
    assert Invitation.objects.values().get() == before
    assert Membership.objects.count() == 1


def test_a_link_serves_once(client, invited):
    _, secret = invited
    client.post(page(secret), {"full_name": "Luc Roux", "password": PASSWORD})
    response = Client().get(page(secret))
    assert response.status_code == 410
    assert "a déjà servi" in response.text


def test_a_link_opened_in_two_windows_lets_in_once(invited):
    invitation, _ = invited
    stale = Invitation.objects.get(pk=invitation.pk)
    accept_as_newcomer(invitation, "Luc Roux", PASSWORD, by=By(None))
    with pytest.raises(Refusal):
        accept_invitation(stale, by=By(User.objects.get(email=EMAIL)))
    assert Membership.objects.filter(user__email=EMAIL).count() == 1


def test_an_expired_link_says_so(client, invited, time_machine):
    invitation, secret = invited
    time_machine.move_to(timezone.now() + timedelta(days=14, seconds=1))
    response = client.get(page(secret))
    assert response.status_code == 410
    assert "a expiré" in response.text
    assert client.post(page(secret), {"full_name": "L", "password": PASSWORD}).status_code == 410
    with pytest.raises(Refusal):
        accept_as_newcomer(invitation, "Luc Roux", PASSWORD, by=By(None))
    assert not User.objects.filter(email=EMAIL).exists()


def test_a_withdrawn_link_says_so(client, invited, pilote):
    invitation, secret = invited
    revoke_invitation(invitation, by=By(pilote.user))
    response = client.get(page(secret))
    assert response.status_code == 410
    assert "a été retirée" in response.text
    assert Entry.objects.filter(verb="member.removed", subject_label=EMAIL).exists()


def test_an_accepted_invitation_is_not_withdrawn(client, invited, pilote):
    invitation, secret = invited
    client.post(page(secret), {"full_name": "Luc Roux", "password": PASSWORD})
    with pytest.raises(Refusal, match="déjà été acceptée"):
        revoke_invitation(invitation, by=By(pilote.user))


def test_an_unknown_link_opens_nothing(client, db):
    response = client.get(page("n-importe-quoi"))
    assert response.status_code == 404
    assert "Ce lien n’ouvre rien" in response.text


def test_an_invitation_lets_into_its_own_convention_only(client, invited):
    _, secret = invited
    other = ConventionFactory()
    client.post(page(secret), {"full_name": "Luc Roux", "password": PASSWORD})
    assert not Membership.objects.filter(convention=other).exists()
    assert client.get(f"/ctg/{other.slug}/reglages/membres/").status_code == 404


def test_whoever_became_a_member_meanwhile_keeps_the_role(invited, pilote):
    invitation, _ = invited
    luc = UserFactory(email=EMAIL)
    MembershipFactory(convention=pilote.convention, user=luc, role=Role.CAF)
    with pytest.raises(Refusal, match="déjà partie"):
        accept_invitation(invitation, by=By(luc))
    assert Membership.objects.get(user=luc).role == Role.CAF
    invitation.refresh_from_db()
    assert invitation.accepted_at is None
