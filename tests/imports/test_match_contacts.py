"""Contacts of a file beside those of the directory: the same, new, or asked."""

from gouvernail.imports.contacts import (
    KnownPerson,
    KnownStructure,
    ReadContact,
    Verdict,
    match_contacts,
)
from gouvernail.rules.structure_names import Land

LAND = Land((("13", "Bouches-du-Rhône"),), "13")


def rows(*given):
    """Make contacts of (structure, name, mail), numbered from 2."""
    return [
        ReadContact(row, structure, name=name, mails=tuple(mails))
        for row, (structure, name, *mails) in enumerate(given, start=2)
    ]


def match(contacts, structures=(), persons=(), answers=None):
    return match_contacts(contacts, structures, persons, LAND, answers or {})


def names(found):
    return sorted(one.name for one in found.structures)


def test_spellings_equal_but_for_accents_case_and_points_are_one():
    found = match(rows(("VILLE D’ISTRES", "A"), ("ville d'istres", "B"), ("Ville d'Istres", "C")))
    assert names(found) == ["Ville d'Istres"]
    assert found.groups == ()


def test_what_only_looks_alike_stays_apart_until_a_person_says_so():
    contacts = rows(("Caf 13", "A"), ("CAF des Bouches-du-Rhône", "B"))
    found = match(contacts)
    [group] = found.groups
    assert len(found.structures) == 2
    assert not group.chosen
    answers = {f"group:{group.key}": {"name": group.suggestion, "apart": []}}
    assert len(match(contacts, answers=answers).structures) == 1
    answers = {f"group:{group.key}": {"name": "apart"}}
    again = match(contacts, answers=answers)
    assert (len(again.structures), again.open_groups) == (2, 0)


def test_a_spelling_can_be_left_out_of_a_group():
    contacts = rows(("Caf 13", "A"), ("CAF13", "B"), ("Caf des Bouches-du-Rhône", "C"))
    [group] = match(contacts).groups
    answers = {f"group:{group.key}": {"name": "caf 13", "apart": ["caf13"]}}
    assert names(match(contacts, answers=answers)) == ["CAF13", "Caf 13"]


def test_an_answer_that_is_not_one_of_the_names_counts_for_nothing():
    contacts = rows(("Caf 13", "A"), ("CAF13", "B"))
    [group] = match(contacts).groups
    for answer in ({"name": "cpam"}, {"name": "12"}, "caf 13", None):
        found = match(contacts, answers={f"group:{group.key}": answer})
        assert (len(found.structures), found.open_groups) == (2, 1)


def test_a_structure_of_the_directory_is_found_again_even_by_a_former_name():
    known = [KnownStructure(7, "Caf 13", former=("Caisse du 13",))]
    found = match(rows(("caf 13", "A"), ("Caisse du 13", "B")), known)
    [structure] = found.structures
    assert (structure.id, structure.verdict) == (7, Verdict.SAME)


def test_a_structure_that_looks_like_one_of_the_directory_is_asked_and_keeps_its_name():
    known = [KnownStructure(7, "Caf 13")]
    contacts = rows(("Caf des Bouches-du-Rhône", "A"))
    found = match(contacts, known)
    [group] = found.groups
    assert [one.verdict for one in found.structures] == [Verdict.CREATE]
    answers = {f"group:{group.key}": {"name": "7", "apart": []}}
    [structure] = match(contacts, known, answers=answers).structures
    assert (structure.id, structure.name) == (7, "Caf 13")


def test_one_name_in_two_communes_is_two_structures():
    contacts = [
        ReadContact(2, "CCAS", name="A", commune="Istres"),
        ReadContact(3, "CCAS", name="B", commune="Fos-sur-Mer"),
    ]
    assert names(match(contacts)) == ["CCAS (Fos-sur-Mer)", "CCAS (Istres)"]


def test_a_known_structure_only_gets_what_it_lacks():
    known = [KnownStructure(7, "Caf 13", kind="Caf")]
    found = match([ReadContact(2, "Caf 13", kind="Institution", phones=("01 99 00 12 34",))], known)
    [change] = found.structures[0].changes
    assert (change.field, change.after) == ("phone", "01 99 00 12 34")


def test_one_person_twice_is_proposed_as_one_and_can_be_parted():
    contacts = rows(
        ("Pôle A", "Alix MAQUETTE", "alix@example.org"),
        ("Pôle B", "MAQUETTE Alix", "alix@example.org"),
    )
    found = match(contacts)
    [question] = found.questions
    assert (question.chosen, len(found.persons)) == ("same", 1)
    assert found.persons[0].rows == [2, 3]
    parted = match(contacts, answers={f"person:{question.key}": "apart"})
    assert len(parted.persons) == 2


def test_two_namesakes_of_two_structures_with_two_mails_are_two_and_nobody_is_asked():
    found = match(
        rows(("A", "Alix Maquette", "a@example.org"), ("B", "Alix Maquette", "b@example.org"))
    )
    assert (len(found.persons), found.questions) == (2, ())


def test_two_functions_without_a_name_are_two_contacts():
    contacts = [
        ReadContact(2, "Caf 13", function="Directeur·rice"),
        ReadContact(3, "CPAM 13", function="Directeur·rice"),
    ]
    found = match(contacts)
    assert len(found.persons) == 2
    assert found.questions == ()


def test_a_person_of_the_directory_is_completed_and_an_empty_cell_erases_nothing():
    known = [KnownStructure(7, "Caf 13")]
    person = KnownPerson(
        3, "Camille Exemple", 7, "Conseillère", "old@example.org", "01 99 00 00 01", bodies="Copil"
    )
    contact = ReadContact(
        2, "Caf 13", name="EXEMPLE Camille", mails=("new@example.org",), bodies=("copil", "Cotech")
    )
    [found] = match([contact], known, [person]).persons
    assert (found.id, found.verdict) == (3, Verdict.CHANGE)
    changes = {change.field: change.after for change in found.changes}
    assert changes == {"email": "new@example.org", "bodies_cited": "Copil, Cotech"}


def test_a_second_mail_goes_beside_the_one_already_kept():
    known = [KnownStructure(7, "Caf 13")]
    person = KnownPerson(3, "Camille Exemple", 7, email="a@example.org")
    contact = ReadContact(
        2, "Caf 13", name="Camille Exemple", mails=("b@example.org", "a@example.org")
    )
    [found] = match([contact], known, [person]).persons
    assert {one.field: one.after for one in found.changes} == {"other_details": "b@example.org"}


def test_a_namesake_elsewhere_in_the_directory_is_asked_and_is_new_by_default():
    person = KnownPerson(3, "Camille Exemple", 7, email="a@example.org")
    known = [KnownStructure(7, "Caf 13"), KnownStructure(8, "Ville")]
    contacts = rows(("Ville", "Camille Exemple", "b@example.org"))
    found = match(contacts, known, [person])
    [question] = found.questions
    assert found.persons[0].verdict is Verdict.CREATE
    same = match(contacts, known, [person], {f"person:{question.key}": "3"})
    assert same.persons[0].id == 3
    assert "Structure" in [change.label for change in same.persons[0].changes]


def test_a_shared_mailbox_does_not_make_two_persons_one():
    person = KnownPerson(3, "Camille Exemple", None, email="accueil@example.org")
    found = match(rows(("Ville", "Charlie Témoin", "accueil@example.org")), (), [person])
    assert found.persons[0].verdict is Verdict.CREATE
    assert found.questions[0].chosen == "apart"
