"""Bringing a table of posts in: what is read, what is refused, what is written."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from gouvernail.conventions.models import Convention
from gouvernail.directory.models import Person
from gouvernail.imports.posts import NoPostsFound, read_posts
from gouvernail.imports.readers import Sheet, Workbook, read
from gouvernail.rules.roles import Role
from gouvernail.staffing.models import Holding, Post
from tests.factories import make_convention, make_member

HEADS = ("Collectivité", "Poste", "Type", "Quotité", "Agent", "ETP réels", "Depuis le", "Jusqu'au")
ROWS = """Registre des postes;;;;;;;
Collectivité;Poste;Type;Quotité;Agent;ETP réels;Depuis le;Jusqu'au
Ville d’Istres;CDC petite enfance;existant;1;Dominique Fictif;1;01/01/2025;
Ville d’Istres;CDC jeunesse;existant;80 %;Lou Inventé;0,8;01/01/2025;13/06/2025
VILLE D’ISTRES;CDC Jeunesse;;0,8;Charlie Imaginaire;;01/07/2025;
Ville d’Istres;CDC inclusion numérique;Développement;0,5;vacant;;01/09/2026;
Total;;;2,3;;;;
"""


def book(*rows):
    sheet = Sheet("Postes", tuple(tuple(row) for row in (HEADS, *rows)))
    return read_posts(Workbook("xlsx", (sheet,)))


def test_rows_of_a_same_post_are_its_holders_one_after_the_other():
    found = read_posts(read(ROWS.encode(), "postes.csv"))
    assert found.problems == ()
    youth = found.posts[1]
    assert (youth.rows, youth.agreed, youth.starts_on) == ((4, 5), Decimal("0.8"), date(2025, 1, 1))
    assert [(held.name, held.fte, held.ends_on) for held in youth.holders] == [
        ("Lou Inventé", Decimal("0.8"), date(2025, 6, 13)),
        ("Charlie Imaginaire", Decimal("0.8"), None),
    ]
    digital = found.posts[2]
    assert (digital.kind, digital.holders) == ("development", ())


def test_the_values_of_a_workbook_are_read_as_they_are_typed():
    found = book(("Ville", "CDC", None, 0.8, "Noa", 0.5, date(2025, 1, 1), None))
    [post] = found.posts
    assert (post.kind, post.agreed, post.holders[0].fte) == (
        "existing",
        Decimal("0.8"),
        Decimal("0.5"),
    )


@pytest.mark.parametrize(
    ("place", "value", "column", "said"),
    [
        pytest.param(0, "", "A", "employeur", id="no employer"),
        pytest.param(1, "x" * 201, "B", "200 caractères", id="a title too long"),
        pytest.param(2, "peut-être", "C", "existant", id="a kind that is none"),
        pytest.param(3, "beaucoup", "D", "0,5 ou 80 %", id="no share"),
        pytest.param(3, 0, "D", "0,5 ou 80 %", id="a share of nothing"),
        pytest.param(3, 80, "D", "écrivez 0,8 ou 80 %", id="percents without their sign"),
        pytest.param(5, "80", "F", "écrivez 0,8 ou 80 %", id="percents of somebody"),
        pytest.param(6, "01/01/1925", "G", "hors du registre", id="another century"),
        pytest.param(5, "1/2", "F", "0,5 ou 80 %", id="no share of somebody"),
        pytest.param(6, "bientôt", "G", "01/09/2026", id="no date"),
        pytest.param(6, None, "G", "ne compte pas", id="no first day"),
        pytest.param(7, "31/12/2024", "H", "avant le début", id="backwards"),
    ],
)
def test_what_cannot_be_read_is_said_with_its_row_and_its_column(place, value, column, said):
    row = ["Ville", "CDC", "existant", "1", "Noa", "1", "01/01/2025", None]
    row[place] = value
    found = book(row, ["Ville", "Autre", "existant", "1", "", "", "01/01/2025", None])
    [problem] = found.problems
    assert (problem.row, problem.column) == (2, column)
    assert said in problem.message
    assert found.posts == ()


@pytest.mark.parametrize("told", ["Poste à pourvoir", "Vacant – recrutement", "-", "À pourvoir"])
def test_nobody_is_not_a_holder(told):
    [post] = book(("Ville", "CDC", None, 1, told, 1, date(2025, 1, 1), None)).posts
    assert post.holders == ()


def test_an_employer_called_like_a_sum_is_not_one_and_what_never_ends_has_no_end():
    row = ("Ensemble pour l’enfance", "CDC", None, 1, "Noa", 1, date(2025, 1, 1), "31/12/9999")
    found = book(row, ("Ensemble des postes", "", None, 1, "", "", None, None))
    [post] = found.posts
    assert (post.employer, post.holders[0].ends_on) == ("Ensemble pour l’enfance", None)


def test_a_post_written_twice_differently_is_asked():
    row = ["Ville", "CDC", "existant", "1", "Noa", "0,5", "01/01/2025", None]
    found = book(row, [*row[:3], "0,8", "Lou", "0,3", "01/01/2025", None])
    assert "ligne 2 avec une autre quotité" in found.problems[0].message


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        pytest.param([("Nom", "Courriel")], "Aucun tableau de postes", id="another table"),
        pytest.param([("Poste", "Nature"), ("CDC", "")], "« Employeur »", id="columns lack"),
        pytest.param([], "Aucun tableau de postes", id="nothing"),
    ],
)
def test_a_file_without_posts_says_what_it_lacks(rows, said):
    with pytest.raises(NoPostsFound, match=said):
        read_posts(Workbook("xlsx", (Sheet("Feuille", tuple(rows)),)))


@pytest.fixture
def cdc(db, client):
    convention = make_convention(slug="essai")
    client.force_login(make_member(convention, Role.COORDINATOR).user)
    return client


def upload(client, content=ROWS, name="postes.csv"):
    data = content.encode() if isinstance(content, str) else content
    path = reverse("posts_import:upload", args=["essai"])
    return client.post(path, {"file": SimpleUploadedFile(name, data)})


def words(response):
    return response.content.decode().replace("\u202f", " ")


def test_nothing_is_written_before_it_is_accepted_and_then_all_of_it(cdc):
    preview = upload(cdc)
    assert "Importer 3 postes" in words(preview)
    assert not Post.objects.exists()
    path = reverse("posts_import:upload", args=["essai"])
    answer = cdc.post(path, {"read": preview.context["signed"]})
    assert answer.status_code == 302
    assert (Post.objects.count(), Holding.objects.count()) == (3, 3)
    assert Post.objects.get(title="CDC jeunesse").employer.name == "Ville d’Istres"


def test_holders_whom_the_directory_does_not_have_enter_it_and_the_preview_says_so(cdc):
    convention = Convention.objects.get()
    known = Person.objects.create(convention=convention, full_name="Lou INVENTÉ")
    preview = upload(cdc)
    assert preview.context["entering"] == ["Dominique Fictif", "Charlie Imaginaire"]
    assert "Personnes qui entrent dans l’annuaire" in words(preview)
    path = reverse("posts_import:upload", args=["essai"])
    told = words(cdc.post(path, {"read": preview.context["signed"]}, follow=True))
    assert "3 postes ajoutés, 2 personnes entrent dans l’annuaire" in told
    assert not Holding.objects.filter(person=None).exists()
    assert Holding.objects.get(person=known).name == "Lou INVENTÉ"
    added = Person.objects.exclude(pk=known.pk)
    assert {person.organisation.name for person in added} == {"Ville d’Istres"}
    assert upload(cdc).context["entering"] == []


def test_a_file_brought_again_adds_nothing(cdc):
    signed = upload(cdc).context["signed"]
    path = reverse("posts_import:upload", args=["essai"])
    for _ in range(2):
        cdc.post(path, {"read": signed})
    assert Post.objects.count() == 3
    page = words(upload(cdc))
    assert "il n’y a rien à importer" in page
    assert page.count("déjà là") == 3


def test_one_wrong_cell_forbids_the_whole(cdc):
    preview = upload(cdc, ROWS.replace("01/09/2026", "bientôt"))
    assert "ligne 6, G" in words(preview)
    assert preview.context["signed"] == ""
    assert "Importer 3 postes" not in words(preview)


def test_a_preview_is_that_of_one_person_and_one_convention(cdc, client):
    signed = upload(cdc).context["signed"]
    other = make_convention(slug="autre")
    client.force_login(make_member(other, Role.COORDINATOR).user)
    for told in (signed, "forgé"):
        client.post(reverse("posts_import:upload", args=["autre"]), {"read": told})
    assert not Post.objects.exists()


def test_an_unreadable_file_is_refused(cdc):
    response = upload(cdc, b"\x00\x01", "postes.xls")
    assert response.status_code == 422


def test_the_model_is_read_back(cdc):
    content = cdc.get(reverse("team_files:model", args=["essai"])).content
    found = read_posts(read(BytesIO(content).getvalue(), "modele.xlsx"))
    assert [(post.title, post.kind, len(post.holders)) for post in found.posts] == [
        ("CDC petite enfance", "existing", 1),
        ("CDC jeunesse", "development", 0),
    ]
