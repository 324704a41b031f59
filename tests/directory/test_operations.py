import pytest

from gouvernail.action_plan.models import ActionPart, PartRole
from gouvernail.common.errors import EditConflict, Refusal
from gouvernail.conventions.operations import SignatoryData, add_signatory
from gouvernail.directory.models import Organisation, Person
from gouvernail.directory.operations import (
    OrganisationData,
    PersonData,
    change_organisation,
    change_person,
    create_organisation,
    create_person,
    find_or_create_organisations,
    merge_organisations,
    remove_person,
)
from gouvernail.history.models import Entry
from gouvernail.rules.roles import Role
from tests.factories import (
    make_action,
    make_convention,
    make_member,
    make_organisation,
    make_user,
    nobody,
    reload,
)


@pytest.fixture
def convention(db):
    return make_convention()


def add(convention, name, **details):
    return create_organisation(convention.pk, OrganisationData(name, **details), by=nobody())


def parts_of(action):
    rows = ActionPart.objects.filter(action=action).order_by("role", "pk")
    return [(row.role, row.organisation.name) for row in rows]


def test_an_organisation_is_added_changed_and_told(convention):
    row = add(convention, "Ville d’Istres", kind="Commune")
    assert row.folded_name == "ville d istres"
    change_organisation(row, OrganisationData("Ville d’Istres", phone="01"), 1, by=nobody())
    told = Entry.objects.about(row).latest("pk").changes
    assert [change["label"] for change in told] == ["Type", "Téléphone"]
    assert (row.history.count(), reload(row).version) == (2, 2)
    change_organisation(row, OrganisationData("Ville d’Istres", phone="01"), 2, by=nobody())
    assert row.history.count() == 2


def test_a_name_is_given_and_given_once(convention):
    add(convention, "Caf des Bouches-du-Rhône")
    other = add(convention, "Caf 13")
    with pytest.raises(Refusal, match="déjà dans l’annuaire"):
        add(convention, "CAF des Bouches du Rhône")
    with pytest.raises(Refusal, match="déjà dans l’annuaire"):
        change_organisation(other, OrganisationData("caf des bouches du rhone"), 1, by=nobody())
    with pytest.raises(Refusal, match="Donnez un nom"):
        add(convention, "")
    assert add(make_convention(), "Caf 13").name == "Caf 13"


def test_a_version_that_moved_on_is_a_conflict(convention):
    row = add(convention, "A")
    with pytest.raises(EditConflict):
        change_organisation(row, OrganisationData("B"), 5, by=nobody())


def test_a_person_is_added_changed_and_removed_and_the_actions_stay(convention):
    row = add(convention, "A")
    person = create_person(convention.pk, PersonData("Awa Diop", organisation=row), by=nobody())
    change_person(person, PersonData("Awa Diop", "Directrice"), 1, by=nobody())
    told = Entry.objects.about(person).latest("pk").changes
    assert [change["label"] for change in told] == ["Fonction", "Structure"]
    change_person(person, PersonData("Awa Diop", "Directrice"), 2, by=nobody())
    assert Entry.objects.about(person).count() == 2
    action = make_action(convention)
    action.lead_person = person
    action.save()
    pk = person.pk
    by = nobody()
    remove_person(person, by=by)
    assert reload(action).lead_person is None
    assert not Person.objects.exists()
    assert Person.history.filter(id=pk, history_type="-").get().history_date == by.at


def test_a_person_without_a_name_or_in_another_directory_is_refused(convention):
    elsewhere = add(make_convention(), "A")
    with pytest.raises(Refusal, match="Donnez le nom"):
        create_person(convention.pk, PersonData(""), by=nobody())
    with pytest.raises(Refusal, match="n’est pas dans l’annuaire"):
        create_person(convention.pk, PersonData("Awa", organisation=elsewhere), by=nobody())


def test_names_are_found_under_any_spelling_and_the_others_added_once(convention):
    known = add(convention, "Caf des Bouches-du-Rhône")
    names = ["CAF des Bouches du Rhône", "Mission  locale", "mission locale", " ", "…"]
    found = find_or_create_organisations(convention.pk, names, by=nobody("import"))
    assert found["CAF des Bouches du Rhône"] == known
    assert found["Mission  locale"] == found["mission locale"]
    assert found["mission locale"].name == "Mission locale"
    assert set(found) == set(names[:3])
    added = Organisation.objects.of(convention.pk).exclude(pk=known.pk).get()
    assert added.history.count() == 1
    assert Entry.objects.about(added).get().reason == "import"


@pytest.mark.parametrize("number", [3, 30])
def test_many_names_take_few_queries(convention, number, django_assert_max_num_queries):
    names = [f"Structure {rank}" for rank in range(number)]
    with django_assert_max_num_queries(8):  # four, and the savepoints of the transaction
        found = find_or_create_organisations(convention.pk, names, by=nobody())
    assert len({row.pk for row in found.values()}) == number
    with django_assert_max_num_queries(3):
        again = find_or_create_organisations(convention.pk, names, by=nobody())
    assert again == found


def test_a_merge_moves_whatever_named_the_others(convention):
    keep, other = add(convention, "CCAS d’Istres"), add(convention, "CCAS Istres", phone="01")
    person = create_person(convention.pk, PersonData("Awa", organisation=other), by=nobody())
    member = make_member(convention, Role.CONTRIBUTOR, organisation=other, user=make_user())
    signatory = add_signatory(convention, SignatoryData("CCAS Istres"), by=nobody())
    action = make_action(convention, leads=["CCAS Istres"])
    merge_organisations(keep, [other], by=nobody("doublon"))
    assert parts_of(action) == [(PartRole.LEAD, "CCAS d’Istres")]
    for row in (person, member, signatory):
        assert reload(row).organisation == keep
    assert reload(other).merged_into == keep
    assert reload(keep).phone == "01"
    told = Entry.objects.about(keep).latest("pk")
    assert (told.verb, told.reason) == ("organisation.merged", "doublon")
    assert told.changes[0] == {
        "label": "Fusionnée",
        "before": "CCAS Istres",
        "after": "CCAS d’Istres",
    }


def test_a_merge_never_leaves_an_action_with_the_same_part_twice(convention):
    both = make_action(convention, leads=["Ville A", "Ville-A bis"], partners=["Caf"])
    also_partner = make_action(convention, leads=["Ville A"], partners=["Ville-A bis"])
    keep, other = (make_organisation(convention, name) for name in ("Ville A", "Ville-A bis"))
    add_signatory(convention, SignatoryData("Ville A"), by=nobody())
    add_signatory(convention, SignatoryData("Ville-A bis"), by=nobody())
    merge_organisations(keep, [other], by=nobody())
    assert parts_of(both) == [(PartRole.LEAD, "Ville A"), (PartRole.PARTNER, "Caf")]
    assert parts_of(also_partner) == [(PartRole.LEAD, "Ville A"), (PartRole.PARTNER, "Ville A")]
    assert convention.signatories.count() == 1


def test_past_states_keep_the_entry_that_was_named_then(convention):
    action = make_action(convention, leads=["Ancienne"])
    old = make_organisation(convention, "Ancienne")
    merge_organisations(add(convention, "Nouvelle"), [old], by=nobody())
    states = ActionPart.history.filter(action_id=action.pk).order_by("history_date", "history_id")
    assert [state.organisation.name for state in states] == ["Ancienne", "Nouvelle"]


def test_merging_twice_leads_to_the_last_and_an_import_does_not_bring_back_the_first(convention):
    first, second, third = (add(convention, name) for name in ("Un", "Deux", "Trois"))
    merge_organisations(second, [first], by=nobody())
    merge_organisations(third, [second], by=nobody())
    assert reload(first).merged_into == third
    assert find_or_create_organisations(convention.pk, ["Un"], by=nobody()) == {"Un": third}


def test_a_merge_that_cannot_be_is_refused(convention):
    keep, other = add(convention, "A"), add(convention, "B")
    elsewhere = add(make_convention(), "C")
    for said, others in {
        "au moins une": [],
        "elle-même": [keep],
        "même annuaire": [elsewhere],
    }.items():
        with pytest.raises(Refusal, match=said):
            merge_organisations(keep, others, by=nobody())
    merge_organisations(keep, [other], by=nobody())
    with pytest.raises(Refusal, match="déjà été fusionnée"):
        merge_organisations(keep, [other], by=nobody())
    with pytest.raises(Refusal, match="modifiez celle qui reste"):
        change_organisation(reload(other), OrganisationData("D"), 2, by=nobody())


def test_a_merge_conflicts_with_a_change_that_came_meanwhile(convention):
    keep, other = add(convention, "A"), add(convention, "B")
    change_organisation(reload(other), OrganisationData("B", phone="01"), 1, by=nobody())
    with pytest.raises(EditConflict):
        merge_organisations(keep, [other], by=nobody())
    assert reload(other).merged_into is None
