import pytest

from gouvernail.common.errors import Refusal
from gouvernail.conventions.models import Membership
from gouvernail.conventions.operations.members import change_role, remove_member
from gouvernail.history.models import Entry
from gouvernail.history.operations import By
from gouvernail.rules.roles import Role
from tests.accounts.factories import MembershipFactory, OrganisationFactory


@pytest.fixture
def pilote(db):
    return MembershipFactory(user__full_name="Awa Diop")


@pytest.fixture
def reader(pilote):
    return MembershipFactory(
        convention=pilote.convention, user__full_name="Luc Roux", role=Role.READER.value
    )


def test_a_changed_role_is_in_the_journal_with_both_words(pilote, reader):
    change_role(reader, Role.COORDINATOR, None, by=By(pilote.user))
    line = Entry.objects.about(reader).get()
    assert (line.verb, line.actor) == ("member.role_changed", pilote.user)
    [change] = line.changes
    assert change == {
        "label": "Rôle",
        "before": "Lecteur (élu, partenaire)",
        "after": "Chargé·e de coopération",
    }


def test_changing_nothing_writes_nothing(pilote, reader):
    change_role(reader, Role.READER, None, by=By(pilote.user))
    assert not Entry.objects.exists()


def test_a_structure_is_changed_too(pilote, reader):
    centre = OrganisationFactory(convention=pilote.convention, name="Centre social")
    change_role(reader, Role.CONTRIBUTOR, centre, by=By(pilote.user))
    reader.refresh_from_db()
    assert (reader.role, reader.organisation) == (Role.CONTRIBUTOR, centre)
    assert [change["label"] for change in Entry.objects.get().changes] == ["Rôle", "Structure"]


def test_the_structure_of_another_convention_is_refused(pilote, reader):
    with pytest.raises(Refusal, match="n’est pas dans l’annuaire"):
        change_role(reader, Role.CONTRIBUTOR, OrganisationFactory(), by=By(pilote.user))


def test_the_last_pilote_keeps_the_role(pilote, reader):
    with pytest.raises(Refusal, match="dernier pilote"):
        change_role(pilote, Role.READER, None, by=By(pilote.user))
    with pytest.raises(Refusal, match="dernier pilote"):
        remove_member(pilote, by=By(pilote.user))
    assert Membership.objects.get(pk=pilote.pk).role == Role.PILOTE
    assert not Entry.objects.exists()


def test_a_pilote_whose_account_is_closed_does_not_count(pilote):
    MembershipFactory(convention=pilote.convention, user__is_active=False)
    with pytest.raises(Refusal, match="dernier pilote"):
        remove_member(pilote, by=By(pilote.user))


def test_a_pilote_of_another_convention_does_not_count(pilote):
    MembershipFactory()
    with pytest.raises(Refusal, match="dernier pilote"):
        remove_member(pilote, by=By(pilote.user))


def test_a_pilote_leaves_once_another_is_there(pilote):
    other = MembershipFactory(convention=pilote.convention)
    change_role(pilote, Role.READER, None, by=By(pilote.user))
    remove_member(pilote, by=By(other.user))
    assert list(Membership.objects.all()) == [other]


def test_a_removed_member_stays_in_the_journal(pilote, reader):
    number = reader.pk
    remove_member(reader, by=By(pilote.user))
    line = Entry.objects.get(verb="member.removed")
    assert line.subject_id == number
    assert "Luc Roux" in line.subject_label


def test_removing_twice_is_refused(pilote, reader):
    again = Membership.objects.get(pk=reader.pk)
    remove_member(reader, by=By(pilote.user))
    with pytest.raises(Refusal, match="ne fait plus partie"):
        remove_member(again, by=By(pilote.user))
