"""The lines of the portal and the missions: what is written, told, refused."""

from datetime import date

import pytest
from django.urls import reverse

from gouvernail.common.errors import EditConflict, Refusal
from gouvernail.conventions.models import Term
from gouvernail.directory.models import Person
from gouvernail.documents.content.missions_table import missions_book
from gouvernail.history.models import Entry
from gouvernail.rules.roles import Role
from gouvernail.staffing.models import AfasTheme, CoordinatorMission, MissionSentence
from gouvernail.staffing.operations.mapping import (
    LineDraft,
    add_theme_line,
    change_theme_line,
    confirm_theme_line,
    order_theme_lines,
    remove_theme_line,
)
from gouvernail.staffing.operations.missions import (
    Carried,
    MissionDraft,
    carry_missions,
    write_mission,
)
from gouvernail.staffing.queries.mapping import mapping_page
from gouvernail.staffing.queries.missions import missions_page
from tests.factories import load_communes, make_convention, make_member, nobody, reload
from tests.staffing.factories_afas import make_holding, make_line, make_post, share

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 26)


@pytest.fixture
def convention(db):
    load_communes()
    return make_convention(slug="essai", kit="golfe-et-etangs")


@pytest.fixture
def coordinator(convention):
    return make_member(convention, Role.COORDINATOR).user


@pytest.fixture
def first(convention):
    return AfasTheme.objects.filter(convention=convention).order_by("position").first()


def labels(convention):
    return [row.line.label for row in mapping_page(convention).lines]


def test_themes_in_no_line_and_in_several_are_said(convention, first):
    assert mapping_page(convention).loose[:2] == ("Parentalité", "Accès aux droits")
    youth = Term.objects.get(convention=convention, kind="theme", label="Jeunesse")
    first.terms.add(youth)
    assert mapping_page(convention).double == ("Jeunesse",)


def test_a_line_is_added_last_and_changed(convention):
    line = add_theme_line(convention, LineDraft("Handicap", "notice 2027"), by=nobody())
    assert labels(convention)[-1] == "Handicap"
    change_theme_line(line, LineDraft("Handicap et répit"), 1, by=nobody())
    assert labels(convention)[-1] == "Handicap et répit"
    with pytest.raises(EditConflict):
        change_theme_line(line, LineDraft("Autre"), 1, by=nobody())


def test_two_lines_never_have_the_same_words(convention, first):
    with pytest.raises(Refusal, match="s’appelle déjà"):
        add_theme_line(convention, LineDraft(first.label), by=nobody())
    change_theme_line(first, LineDraft(first.label), 1, by=nobody())


def test_a_reading_is_confirmed_by_a_named_gesture(convention, first):
    confirm_theme_line(first, 1, by=nobody())
    assert not reload(first).doubt
    assert mapping_page(convention).doubts == 3
    assert Entry.objects.get(verb="themes.mapped").subject_label == first.label


def test_that_a_reading_is_to_be_confirmed_is_said_until_it_is(
    client, coordinator, convention, first
):
    client.force_login(coordinator)
    place = reverse("declarations:mapping", args=["essai"])
    reading = "lecture de l’annexe 4, § 4.2, à confirmer"
    assert client.get(place).text.count(reading) == 4
    confirm_theme_line(first, 1, by=nobody())
    assert client.get(place).text.count(reading) == 3
    AfasTheme.objects.filter(pk=first.pk).update(source="portail, 3 mars 2026")
    assert "portail, 3 mars 2026" in client.get(place).text


def test_lines_are_put_in_the_order_of_the_portal(convention):
    before = [row.line.pk for row in mapping_page(convention).lines]
    order_theme_lines(convention, before[::-1], by=nobody())
    assert [row.line.pk for row in mapping_page(convention).lines] == before[::-1]
    with pytest.raises(Refusal, match="a changé entre-temps"):
        order_theme_lines(convention, before[:2], by=nobody())


def test_a_line_that_takes_time_is_not_taken_out(convention, first):
    share(make_holding(make_post(convention)), {first: 100})
    with pytest.raises(Refusal, match="Du temps est réparti"):
        remove_theme_line(first, 1, by=nobody())
    other = make_line(convention, "Vide")
    remove_theme_line(other, 1, by=nobody())
    assert "Vide" not in labels(convention)


def test_a_line_moves_with_two_buttons(client, coordinator, convention):
    client.force_login(coordinator)
    lines = labels(convention)
    second = AfasTheme.objects.get(label=lines[1])
    place = reverse("declarations:order_lines", args=["essai"])
    client.post(place, {"line": second.pk, "way": "up"})
    assert labels(convention)[:2] == [lines[1], lines[0]]
    assert "plus dans la liste" in client.post(place, {"line": "0"}, follow=True).text


@pytest.fixture
def people(convention):
    make_holding(make_post(convention), "Camille Exemple")
    make_holding(make_post(convention, "Ancien"), "Sacha Factice", until=date(2026, 1, 31))
    return {row.full_name: row.pk for row in Person.objects.of(convention.pk)}


@pytest.fixture
def sentence(convention):
    rows = MissionSentence.objects.filter(mission__convention=convention)
    return rows.order_by("mission__position", "position").first()


def test_the_matrix_shows_who_holds_a_post_who_carries_and_who_is_added(
    convention, people, sentence
):
    assert [column.name for column in missions_page(convention, TODAY).columns] == [
        "Camille Exemple"
    ]
    gone = people["Sacha Factice"]
    added = missions_page(convention, TODAY, [gone])
    assert [(column.name, column.has_left) for column in added.columns] == [
        ("Camille Exemple", False),
        ("Sacha Factice", True),
    ]
    sentence.carriers.add(gone)
    assert len(missions_page(convention, TODAY).columns) == 2


def test_what_nobody_carries_is_said(convention, people, sentence):
    wanted = {sentence.pk: Carried(frozenset({people["Camille Exemple"]}), 1)}
    assert carry_missions(convention, wanted, by=nobody()) == 1
    page = missions_page(convention, TODAY)
    assert len(page.carried_by_nobody) == len(page.sentences) - 1 == 12
    assert page.columns[0].count == 1


def test_who_left_the_team_carries_nothing_in_the_matrix_and_its_files(
    convention, people, sentence
):
    camille, gone = people["Camille Exemple"], people["Sacha Factice"]
    sentence.carriers.add(gone)
    assert sentence.pk in [line.pk for line in missions_page(convention, TODAY).carried_by_nobody]
    table = missions_book(convention, TODAY).table
    assert "Sacha Factice (sans poste ce jour)" in [column.head for column in table.columns]
    assert {row[-1] for row in table.rows} == {"personne"}
    sentence.carriers.add(camille)
    assert len(missions_page(convention, TODAY).carried_by_nobody) == 12
    assert missions_book(convention, TODAY).table.rows[0][-1] == 1


def test_missions_are_versioned_sentence_by_sentence(convention, people, sentence):
    camille = frozenset({people["Camille Exemple"]})
    carry_missions(convention, {sentence.pk: Carried(camille, 1)}, by=nobody())
    assert carry_missions(convention, {sentence.pk: Carried(camille, 1)}, by=nobody()) == 0
    with pytest.raises(EditConflict):
        carry_missions(convention, {sentence.pk: Carried(frozenset(), 1)}, by=nobody())


def test_nobody_from_outside_the_directory_carries_a_mission(convention, sentence):
    with pytest.raises(Refusal, match="plus dans l’annuaire"):
        carry_missions(convention, {sentence.pk: Carried(frozenset({99999}), 1)}, by=nobody())


def test_the_journal_of_the_missions_names_nobody(convention, people, sentence):
    wanted = {sentence.pk: Carried(frozenset(people.values()), 1)}
    carry_missions(convention, wanted, by=nobody())
    entry = Entry.objects.get(verb="mission.carried")
    assert entry.changes == [
        {"label": "Portée par", "before": "0 personne", "after": "2 personnes"}
    ]


def test_boxes_are_ticked_without_javascript(client, coordinator, convention, people, sentence):
    client.force_login(coordinator)
    place = reverse("declarations:change_missions", args=["essai"])
    versions = {f"version_{row.pk}": 1 for row in MissionSentence.objects.all()}
    camille = people["Camille Exemple"]
    page = client.post(place, {**versions, f"carriers_{sentence.pk}": [camille]}, follow=True)
    assert "1 phrase a changé" in page.text
    assert list(sentence.carriers.values_list("pk", flat=True)) == [camille]
    assert "Quelqu’un vient de modifier" in client.post(place, versions).text
    assert list(sentence.carriers.values_list("pk", flat=True)) == [camille]


def test_the_matrix_asks_no_more_queries_when_persons_grow(
    client, coordinator, convention, sentence, django_assert_max_num_queries
):
    client.force_login(coordinator)
    for number in range(8):
        holding = make_holding(make_post(convention, f"Poste {number}"), f"Personne {number}")
        sentence.carriers.add(holding.person)
    with django_assert_max_num_queries(9):
        client.get(reverse("declarations:missions", args=["essai"]))
    with django_assert_max_num_queries(9):
        client.get(reverse("declarations:change_missions", args=["essai"]))
    with django_assert_max_num_queries(7):
        client.get(reverse("declarations:mapping", args=["essai"]))


def test_a_convention_without_missions_writes_its_own(client):
    load_communes()
    plain = make_convention(slug="neuve", kit="vide")
    assert not CoordinatorMission.objects.filter(convention=plain).exists()
    client.force_login(make_member(plain, Role.COORDINATOR).user)
    page = client.get(reverse("declarations:missions", args=["neuve"])).text
    assert "(0 phrase)" in page
    assert "Ajouter une mission" in page
    sent = {
        "version": 1,
        "title": "Animer la convention",
        "source": "annexe 4, § 3.1",
        "sentences": "Suivre les décisions.\n\n  Préparer les séances. ",
    }
    place = reverse("declarations:create_mission", args=["neuve"])
    page = client.post(place, sent, follow=True).text
    assert "dites qui porte chaque phrase" in page
    [mission] = missions_page(plain, TODAY).missions
    assert [line.text for line in mission.sentences] == [
        "Suivre les décisions.",
        "Préparer les séances.",
    ]
    assert Entry.objects.get(verb="mission.written").subject_label == "Animer la convention"
    assert "deux fois" in client.post(place, {**sent, "sentences": "Un.\nUn."}).text
    assert "coupez-la" in client.post(place, {**sent, "sentences": "a" * 501}).text


def test_a_sentence_kept_or_reworded_keeps_its_carriers(client, coordinator, convention, people):
    mission = CoordinatorMission.objects.filter(convention=convention).first()
    first, second, *_ = mission.sentences.order_by("position")
    second.carriers.add(people["Camille Exemple"])
    draft = MissionDraft("Autre titre", "", (second.text, "Une phrase reformulée."))
    write_mission(mission, draft, 1, by=nobody())
    kept = list(mission.sentences.order_by("position"))
    assert [(row.pk, row.text) for row in kept] == [
        (second.pk, second.text),
        (first.pk, "Une phrase reformulée."),
    ]
    assert kept[0].carriers.count() == 1
    with pytest.raises(EditConflict):
        write_mission(mission, draft, 1, by=nobody())
    with pytest.raises(Refusal, match="au moins une phrase"):
        write_mission(mission, MissionDraft("Vide", "", ()), 2, by=nobody())
    client.force_login(coordinator)
    place = reverse("declarations:change_mission", args=["essai", mission.pk])
    assert "Une phrase reformulée." in client.get(place).text


def test_the_matrix_names_the_carriers_under_each_sentence_and_dates_its_print(
    client, coordinator, convention, people, sentence
):
    sentence.carriers.add(people["Camille Exemple"])
    client.force_login(coordinator)
    page = client.get(reverse("declarations:missions", args=["essai"])).text
    assert '<ul class="matrix-who"><li>Camille Exemple</li></ul>' in page
    assert f'<span class="matrix-print"> · {convention.name}, état au ' in page
