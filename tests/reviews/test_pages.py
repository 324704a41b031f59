"""The page of a review: who reads what, who writes, by which way, and its next step."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from gouvernail.action_plan.operations import name_referent
from gouvernail.directory.models import Person
from gouvernail.directory.operations import PersonData, create_person
from gouvernail.reviews.models import Review
from gouvernail.reviews.operations.circuit import (
    correct_review,
    keep_reviews,
    validate_reviews,
)
from gouvernail.rules.reviews import ReviewState
from gouvernail.rules.roles import Role
from tests.factories import (
    make_action,
    make_convention,
    make_member,
    make_node,
    make_organisation,
    nobody,
    reload,
    status_of,
)
from tests.reviews.factories import make_cotech, make_cycle, make_review, make_validated

pytestmark = pytest.mark.django_db
SECRET = "Un résultat que personne n’a validé"


@pytest.fixture
def convention():
    return make_convention()


@pytest.fixture
def cycle(convention):
    return make_cycle(convention, "Bilan 2026", 2026)


@pytest.fixture
def action(convention):
    texts = {"indicators": "Familles reçues\nDélai", "targets": "40"}
    return make_action(
        convention, "Ouvrir un relais", "en cours", number="1.1", leads=("Relais",), texts=texts
    )


def as_role(client, convention, role, organisation="Relais"):
    user = make_member(convention, role, make_organisation(convention, organisation)).user
    client.force_login(user)
    return user


def address(name, cycle, action):
    return reverse(f"reviews:{name}", args=[cycle.convention.slug, cycle.pk, "actions", action.pk])


def sent(**values):
    return {"version": 0, "results": "Ouvert en mai.", **values}


@pytest.mark.parametrize(
    ("role", "organisation", "reads"),
    [
        (Role.COORDINATOR, "Ville", True),
        (Role.CAF, "Caf", True),
        (Role.CONTRIBUTOR, "Relais", True),
        (Role.CONTRIBUTOR, "Autre", False),
        (Role.READER, "Relais", False),
    ],
)
def test_words_that_are_not_validated_are_read_by_those_concerned_alone(
    client, convention, cycle, action, role, organisation, reads
):
    make_review(cycle, action, results=SECRET)
    as_role(client, convention, role, organisation)
    page = client.get(address("review", cycle, action)).content.decode()
    assert (SECRET in page) is reads
    assert "transmis" in page


def test_others_go_on_reading_the_validated_version_while_it_is_corrected(
    client, convention, cycle, action
):
    review = make_validated(cycle, action, make_cotech(convention), results="12 familles")
    correct_review(review, "Le chiffre était celui de 2024", by=nobody())
    make_review(cycle, action, seen=reload(review).version, results=SECRET)
    as_role(client, convention, Role.READER)
    page = client.get(address("review", cycle, action)).content.decode()
    assert "12 familles" in page
    assert SECRET not in page


def test_a_lead_with_an_account_writes_and_submits(client, convention, cycle, action):
    user = as_role(client, convention, Role.CONTRIBUTOR)
    running = status_of(convention, "en cours")
    form = client.get(address("write", cycle, action)).context["form"]
    names = [value.html_name for _, value, _ in form.figure_rows]
    data = sent(status=running.pk, progress=40, difficulties="Le local", vers="submitted")
    client.post(address("write", cycle, action), {**data, names[0]: "31"})
    review = Review.objects.get()
    assert (review.state, review.progress, review.difficulties) == ("submitted", 40, "Le local")
    assert (review.speaker, review.voice) == (user.full_name, "account")
    figures = list(review.figures.values_list("indicator", "value"))
    assert figures == [("Familles reçues", "31")]


def test_a_lead_no_longer_writes_what_the_team_has_kept(client, convention, cycle, action):
    review = make_review(cycle, action)
    keep_reviews([review], by=nobody())
    as_role(client, convention, Role.CONTRIBUTOR)
    data = sent(version=reload(review).version, results="Après coup", vers="kept")
    answer = client.post(address("write", cycle, action), data, follow=True)
    assert "ne s’écrit plus" in answer.content.decode()
    assert reload(review).results == f"Résultat de {action}"


def test_the_team_writes_what_it_was_told_and_it_is_said_so(client, convention, cycle, action):
    person = create_person(convention.pk, PersonData("Ida Spécimen"), by=nobody())
    as_role(client, convention, Role.COORDINATOR)
    client.post(address("write", cycle, action), sent(speaker="Ida Spécimen", vers="submitted"))
    review = Review.objects.get()
    assert (review.speaker, review.voice, review.speaker_person) == (
        "Ida Spécimen",
        "phone",
        person,
    )
    page = client.get(address("review", cycle, action)).content.decode()
    assert "Ida Spécimen, au téléphone, noté par l’équipe" in page


def test_the_team_that_mends_a_comma_leaves_the_words_to_whoever_said_them(
    client, convention, cycle, action
):
    person = create_person(convention.pk, PersonData("Ida Spécimen"), by=nobody())
    review = make_review(cycle, action)
    Review.objects.update(speaker="Ida Spécimen, Relais", speaker_person=person, voice="link")
    as_role(client, convention, Role.COORDINATOR)
    path = address("write", cycle, action)
    shown = client.get(path).context["form"]["speaker"].value()
    assert shown == "Ida Spécimen, Relais"
    for speaker in (shown, ""):
        version = reload(review).version
        client.post(path, sent(version=version, speaker=speaker, vers="submitted"))
        kept = reload(review)
        assert (kept.speaker, kept.speaker_person, kept.voice) == (shown, person, "link")
    assert kept.results == "Ouvert en mai."


def test_two_people_who_write_at_once_see_both_texts(client, convention, cycle, action):
    as_role(client, convention, Role.CONTRIBUTOR)
    make_review(cycle, action, results="Écrit entre-temps")
    answer = client.post(address("write", cycle, action), sent(vers="submitted"))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Écrit entre-temps" in page
    assert "Ouvert en mai." in page
    again = dict(answer.context["sent"])
    client.post(address("write", cycle, action), again)
    assert Review.objects.get().results == "Ouvert en mai."


def test_nothing_new_is_one_gesture(client, convention, cycle, action):
    as_role(client, convention, Role.CONTRIBUTOR)
    client.post(address("nothing_new", cycle, action), {"version": "0"})
    review = Review.objects.get()
    assert (review.nothing_new, review.state, str(review.status)) == (True, "submitted", "en cours")


def test_the_referent_of_a_node_writes_its_review(client, convention, cycle):
    axis, other = make_node(convention, "1 Accueillir"), make_node(convention, "2 Soutenir")
    user = as_role(client, convention, Role.READER)
    person = create_person(convention.pk, PersonData("Noa Inventée"), by=nobody())
    Person.objects.filter(pk=person.pk).update(user=user)
    name_referent(axis, person, version=axis.version, by=nobody())

    def path(node):
        kind = [convention.slug, cycle.pk, "niveaux", node.pk]
        return reverse("reviews:write", args=kind)

    assert client.get(path(other)).status_code == 403
    client.post(path(axis), sent(vers="draft"))
    review = Review.objects.get(node=axis)
    assert (review.state, review.speaker_person) == ("draft", person)


def test_a_file_is_joined_replaced_and_erased(
    client, convention, cycle, action, media, django_capture_on_commit_callbacks
):
    as_role(client, convention, Role.CONTRIBUTOR)
    path = address("write", cycle, action)
    client.post(path, sent(vers="draft", file=SimpleUploadedFile("bilan.pdf", b"%PDF-1.7 un")))
    review = Review.objects.get()
    first, storage = review.file.name, review.file.storage
    assert review.file_name == "bilan.pdf"
    handed = client.get(reverse("reviews:paper", args=[convention.slug, review.pk]))
    assert b"".join(handed.streaming_content) == b"%PDF-1.7 un"
    with django_capture_on_commit_callbacks(execute=True):
        upload = SimpleUploadedFile("suite.pdf", b"%PDF-1.7 deux")
        client.post(path, sent(version=review.version, vers="draft", file=upload))
    assert not storage.exists(first)
    refused = client.post(
        path,
        sent(version=reload(review).version, file=SimpleUploadedFile("x.pdf", b"rien")),
    )
    assert "n’est pas un vrai fichier pdf" in refused.content.decode()
    assert reload(review).file_name == "suite.pdf"


@pytest.mark.parametrize("role", [Role.READER, Role.CONTRIBUTOR])
def test_the_file_of_a_review_that_is_not_validated_is_not_handed_to_others(
    client, convention, cycle, action, role
):
    review = make_review(cycle, action)
    as_role(client, convention, role, "Autre")
    path = reverse("reviews:paper", args=[convention.slug, review.pk])
    assert client.get(path).status_code == 403


def test_the_file_that_was_validated_stays_while_another_is_prepared(
    client, convention, cycle, action, media, django_capture_on_commit_callbacks
):
    as_role(client, convention, Role.CONTRIBUTOR)
    path = address("write", cycle, action)
    client.post(path, sent(vers="submitted", file=SimpleUploadedFile("a.pdf", b"%PDF-1.7 un")))
    review = Review.objects.get()
    keep_reviews([review], by=nobody())
    validate_reviews([review], make_cotech(convention), by=nobody())
    correct_review(review, "Motif encore secret", by=nobody())
    with django_capture_on_commit_callbacks(execute=True):
        upload = SimpleUploadedFile("b.pdf", b"%PDF-1.7 deux")
        client.post(path, sent(version=reload(review).version, vers="draft", file=upload))
    assert "Motif encore secret" in client.get(address("review", cycle, action)).content.decode()
    as_role(client, convention, Role.READER, "Autre")
    paper = client.get(reverse("reviews:paper", args=[convention.slug, review.pk]))
    assert b"".join(paper.streaming_content) == b"%PDF-1.7 un"
    page = client.get(address("review", cycle, action)).content.decode()
    assert ("Motif encore secret" in page, "a.pdf" in page) == (False, True)


def test_what_was_typed_while_the_team_kept_is_shown_again(client, convention, cycle, action):
    review = make_review(cycle, action)
    as_role(client, convention, Role.CONTRIBUTOR)
    keep_reviews([review], by=nobody())
    data = sent(version=1, results="Trois heures d’écriture", vers="submitted")
    page = client.post(address("write", cycle, action), data).content.decode()
    assert ("Trois heures d’écriture" in page, "ne s’écrit plus" in page) == (True, True)


def test_a_review_sent_back_says_its_word_to_whoever_answers(client, convention, cycle, action):
    review = make_review(cycle, action)
    as_role(client, convention, Role.COORDINATOR)
    path = reverse("reviews:send_back", args=[convention.slug, review.pk])
    client.post(path, {"words": "Combien de familles ?"})
    as_role(client, convention, Role.CONTRIBUTOR)
    page = client.get(address("review", cycle, action)).content.decode()
    assert "Combien de familles ?" in page
    assert "Répondre" in page


def test_what_was_read_is_kept_and_not_what_was_written_since(client, convention, cycle, action):
    review = make_review(cycle, action)
    seen = review.version
    make_review(cycle, action, seen=seen, results="Récrit")
    as_role(client, convention, Role.COORDINATOR)
    path = reverse("reviews:keep", args=[convention.slug, review.pk])
    client.post(path, {"version": seen})
    assert reload(review).state == ReviewState.SUBMITTED.value
    client.post(path, {"version": reload(review).version})
    assert reload(review).state == ReviewState.KEPT.value


def test_the_cycle_before_is_read_beside(client, convention, cycle, action):
    before = make_cycle(convention, "Bilan 2025", 2025)
    make_validated(before, action, make_cotech(convention), results="Trois visites en 2025")
    make_review(cycle, action)
    as_role(client, convention, Role.CONTRIBUTOR)
    page = client.get(address("review", cycle, action)).content.decode()
    assert "Trois visites en 2025" in page
    assert "Bilan 2025 (validé)" in page


def test_the_page_of_a_review_costs_few_queries(
    client, convention, cycle, action, django_assert_max_num_queries
):
    before = make_cycle(convention, "Bilan 2025", 2025)
    make_validated(before, action, make_cotech(convention))
    make_review(cycle, action)
    as_role(client, convention, Role.COORDINATOR)
    client.get(address("review", cycle, action))
    with django_assert_max_num_queries(12):
        client.get(address("review", cycle, action))


def test_the_sheet_of_the_action_leads_to_its_reviews(client, convention, cycle, action):
    make_review(cycle, action, results=SECRET)
    as_role(client, convention, Role.READER)
    sheet = client.get(reverse("action_plan:action", args=[convention.slug, action.pk]))
    path = reverse("reviews:of_action", args=[convention.slug, action.pk])
    assert path in sheet.content.decode()
    page = client.get(path).content.decode()
    assert "Bilan 2026" in page
    assert SECRET not in page
