"""Reading the directory, and its pages."""

import pytest
from django.urls import reverse

from gouvernail.action_plan.operations import archive_action
from gouvernail.common.errors import EditConflict
from gouvernail.conventions.views import directory_duplicates
from gouvernail.directory.models import Organisation, Person
from gouvernail.directory.operations import (
    OrganisationData,
    PersonData,
    change_organisation,
    create_person,
    merge_organisations,
)
from gouvernail.directory.queries import (
    duplicate_count,
    duplicate_groups,
    organisation_choices,
    organisation_lines,
    organisation_page,
)
from gouvernail.rules.roles import Role
from gouvernail.rules.structure_names import Land
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
    return make_convention(slug="etangs")


@pytest.fixture
def coordinator(client, convention):
    member = make_member(convention, Role.COORDINATOR)
    client.force_login(member.user)
    return member.user


def at(name, *args):
    return reverse(f"directory:{name}", args=["etangs", *args])


def fill(convention, number):
    """Make organisations that each lead one action and take part in another."""
    for rank in range(number):
        make_action(convention, leads=[f"Ville {rank}"], partners=[f"Association {rank}"])
        row = make_organisation(convention, f"Ville {rank}")
        create_person(convention.pk, PersonData(f"P {rank}", organisation=row), by=nobody())


@pytest.mark.parametrize("number", [3, 30])
def test_reading_takes_the_same_queries_for_three_or_thirty(
    convention, number, django_assert_num_queries
):
    fill(convention, number)
    with django_assert_num_queries(3):
        lines = organisation_lines(convention.pk)
    assert len(lines) == 2 * number
    assert duplicate_groups(lines, Land()) == []
    with django_assert_num_queries(1):
        assert duplicate_count(convention.pk, Land()) == 0
    first = make_organisation(convention, "Ville 0")
    with django_assert_num_queries(3):
        page = organisation_page(first)
    assert (len(page.leads), len(page.takes_part_in), len(page.persons)) == (1, 0, 1)


def test_each_line_counts_what_it_leads_and_takes_part_in(convention):
    make_action(convention, leads=["Caf"], partners=["Ville"])
    make_action(convention, leads=["Caf"], partners=["Caf"])
    lines = {line.name: line for line in organisation_lines(convention.pk)}
    assert (lines["Caf"].led_count, lines["Caf"].partner_count) == (2, 1)
    assert (lines["Ville"].led_count, lines["Ville"].is_idle) == (0, False)
    make_organisation(convention, "Oubliée")
    archive_action(make_action(convention, leads=["Ville"]), version=1, by=nobody("x"))
    lines = {line.name: line for line in organisation_lines(convention.pk)}
    assert (lines["Ville"].led_count, lines["Ville"].partner_count) == (0, 1)
    assert next(row for row in organisation_lines(convention.pk) if row.name == "Oubliée").is_idle


def test_a_search_reads_names_without_accents_and_short_names(convention):
    row = make_organisation(convention, "Médiathèque d’Istres")
    change_organisation(row, OrganisationData(row.name, "MDI"), 1, by=nobody())
    make_organisation(convention, "Caf 13")
    for words in ("mediatheque", "ISTRES", "mdi"):
        assert [line.name for line in organisation_lines(convention.pk, words)] == [row.name]


def test_near_duplicates_are_proposed_the_most_used_first(convention):
    make_organisation(convention, "CCAS Istres")
    make_action(convention, leads=["CCAS d’Istres"])
    make_organisation(convention, "CCAS de Fos")
    groups = duplicate_groups(organisation_lines(convention.pk), Land())
    assert [[line.name for line in group] for group in groups] == [["CCAS d’Istres", "CCAS Istres"]]
    assert len(organisation_choices(convention.pk)) == 3


def test_the_list_shows_its_count_its_duplicates_and_its_empty_states(
    client, coordinator, convention
):
    assert "L’annuaire est vide" in client.get(at("organisations")).text
    for name in ("CCAS Istres", "CCAS d’Istres"):
        make_organisation(convention, name)
    text = client.get(at("organisations")).text
    assert "(2)" in text
    assert "Vérifier les doublons" in text
    assert "Aucune structure ne contient" in client.get(at("organisations") + "?q=zzz").text


def test_the_list_page_takes_a_constant_number_of_queries(
    client, coordinator, convention, django_assert_num_queries
):
    fill(convention, 30)
    # Session, user, membership, lines, two counts, duplicates, the land in two, loose persons.
    with django_assert_num_queries(10):
        client.get(at("organisations"))


def test_an_organisation_shows_its_actions_contacts_and_history(client, coordinator, convention):
    action = make_action(convention, "Ouvrir une crèche", leads=["Ville"])
    row = make_organisation(convention, "Ville")
    create_person(
        convention.pk, PersonData("Awa Diop", "Directrice", organisation=row), by=nobody()
    )
    text = client.get(at("organisation", row.pk)).text
    assert reverse("action_plan:action", args=["etangs", action.pk]) in text
    assert "Awa Diop" in text
    assert "Structure ajoutée" in text


def test_a_merged_entry_points_to_the_one_that_stays(client, coordinator, convention):
    keep, other = (make_organisation(convention, name) for name in ("A", "B"))
    merge_organisations(keep, [other], by=nobody())
    assert at("organisation", keep.pk) in client.get(at("organisation", other.pk)).text
    assert "Aussi écrite" in client.get(at("organisation", keep.pk)).text


def test_an_organisation_is_added_changed_and_its_conflict_shown(client, coordinator, convention):
    page = client.post(at("create_organisation"), {"version": 1, "name": "Ville"}, follow=True)
    assert "« Ville » est dans l’annuaire" in page.text
    again = client.post(at("create_organisation"), {"version": 1, "name": "VILLE"})
    assert "déjà dans l’annuaire" in again.text
    row = Organisation.objects.get()
    sent = {"version": 1, "name": "Ville d’Istres", "kind": "Commune"}
    assert client.post(at("change_organisation", row.pk), sent).url == at("organisation", row.pk)
    page = client.post(at("change_organisation", row.pk), {"version": 1, "name": "Autre"})
    assert page.status_code == 409
    assert "<del>Ville d’Istres</del>" in page.text
    assert reload(row).name == "Ville d’Istres"


def test_a_person_from_the_first_page_to_the_last(client, coordinator, convention):
    row = make_organisation(convention, "Ville")
    assert "selected" in client.get(at("create_person") + f"?structure={row.pk}").text
    sent = {"version": 1, "full_name": "Awa Diop", "organisation": row.pk, "email": "awa@ville.fr"}
    client.post(at("create_person") + f"?structure={row.pk}", sent)
    person = Person.objects.get()
    assert person.organisation == row
    edit = at("change_person", person.pk)
    assert "awa@ville.fr" in client.get(edit).text
    assert client.post(edit, {**sent, "function": "Directrice"}).status_code == 302
    page = client.post(edit, {**sent, "function": "Adjointe", "organisation": ""})
    assert page.status_code == 409
    assert "<del>Ville</del>" in page.text
    assert client.get(at("remove_person", person.pk)).status_code == 200
    client.post(at("remove_person", person.pk), {"confirme": "oui"})
    assert not Person.objects.exists()


def test_a_person_may_have_no_organisation(client, coordinator):
    client.post(at("create_person"), {"version": 1, "full_name": "Awa Diop"})
    person = Person.objects.get()
    assert client.get(at("change_person", person.pk)).status_code == 200


def test_a_person_is_not_put_in_the_directory_of_another_convention(client, coordinator):
    elsewhere = make_organisation(make_convention(), "Ville")
    sent = {"version": 1, "full_name": "Awa", "organisation": elsewhere.pk}
    assert "Choisissez une structure de la liste" in client.post(at("create_person"), sent).text


def test_duplicates_are_merged_into_the_one_that_is_chosen(client, coordinator, convention):
    rows = [make_organisation(convention, name) for name in ("CCAS Istres", "CCAS d’Istres")]
    page = client.get(at("duplicates"))
    assert all(row.name in page.text for row in rows)
    sent = {"keep": rows[1].pk, "others": [row.pk for row in rows]}
    assert "il reste « CCAS d’Istres »" in client.post(at("merge"), sent, follow=True).text
    assert reload(rows[0]).merged_into == rows[1]
    assert "Aucun doublon apparent" in client.get(at("duplicates")).text


def test_a_merge_badly_asked_says_what_to_choose(client, coordinator, convention):
    row = make_organisation(convention, "A")
    elsewhere = make_organisation(make_convention(), "B")
    for sent in (
        {},
        {"keep": row.pk},
        {"keep": elsewhere.pk, "others": [row.pk]},
        {"keep": row.pk, "others": [elsewhere.pk]},
    ):
        assert (
            "Choisissez la structure à garder" in client.post(at("merge"), sent, follow=True).text
        )
    alone = client.post(at("merge"), {"keep": row.pk, "others": [row.pk]}, follow=True)
    assert "au moins une structure" in alone.text


@pytest.mark.parametrize(
    ("role", "read", "edit"),
    [
        (Role.PILOTE, 200, 200),
        (Role.COORDINATOR, 200, 200),
        (Role.CAF, 200, 403),
        (Role.CONTRIBUTOR, 200, 403),
        (Role.READER, 403, 403),
        (None, 404, 404),
    ],
)
def test_each_role_reads_and_edits_what_it_may(client, convention, role, read, edit):
    row = make_organisation(convention, "A")
    person = create_person(convention.pk, PersonData("Awa"), by=nobody())
    client.force_login(make_member(convention, role).user if role else make_user())
    for name, args in (("organisations", []), ("organisation", [row.pk])):
        assert client.get(at(name, *args)).status_code == read
    for name, args in (
        ("create_organisation", []),
        ("change_organisation", [row.pk]),
        ("duplicates", []),
        ("create_person", []),
        ("change_person", [person.pk]),
        ("remove_person", [person.pk]),
    ):
        assert client.get(at(name, *args)).status_code == edit


def test_entries_of_another_convention_are_not_found(client, coordinator):
    other = make_convention()
    row = make_organisation(other, "A")
    person = create_person(other.pk, PersonData("Awa"), by=nobody())
    assert client.get(at("organisation", row.pk)).status_code == 404
    assert client.get(at("change_person", person.pk)).status_code == 404


def test_a_merge_that_comes_after_a_change_asks_to_look_again(
    client, coordinator, convention, monkeypatch
):
    rows = [make_organisation(convention, name) for name in ("A", "B")]

    def conflict(*args, **kwargs):
        raise EditConflict

    monkeypatch.setattr(directory_duplicates, "merge_organisations", conflict)
    sent = {"keep": rows[0].pk, "others": [rows[1].pk]}
    assert "vient d’être modifiée" in client.post(at("merge"), sent, follow=True).text
