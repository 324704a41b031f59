"""Bringing a table of posts in: what is read, what is refused, what is written."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from gouvernail.conventions.models import Convention
from gouvernail.conventions.operations import set_perimeter
from gouvernail.directory.models import Person
from gouvernail.imports.posts import NoPostsFound, PostChoices, read_posts
from gouvernail.imports.readers import Sheet, Workbook, read
from gouvernail.rules.roles import Role
from gouvernail.staffing.models import Holding, Post
from gouvernail.staffing.operations.posts import RateDraft, add_rate
from gouvernail.staffing.queries.ledger import post_lines
from tests.factories import make_convention, make_member, nobody
from tests.staffing.factories import hold, make_annex, make_post

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
    assert [post.title for post in found.posts] == ["Autre"]


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


def test_one_wrong_cell_leaves_its_post_aside_and_the_others_come(cdc):
    preview = upload(cdc, ROWS.replace("01/09/2026", "bientôt"))
    assert "ligne 6, G" in words(preview)
    assert "Importer 2 postes" in words(preview)
    cdc.post(reverse("posts_import:upload", args=["essai"]), {"read": preview.context["signed"]})
    titles = set(Post.objects.values_list("title", flat=True))
    assert titles == {"CDC petite enfance", "CDC jeunesse"}


def test_a_post_does_not_come_without_one_of_its_holders(cdc):
    preview = upload(cdc, ROWS.replace("13/06/2025", "en juin"))
    assert [post.title for post in preview.context["read"].posts] == [
        "CDC petite enfance",
        "CDC inclusion numérique",
    ]
    assert "La ligne 4, du même poste, ne se lit pas" in words(preview)


def test_more_headings_are_understood():
    heads = [
        "Commune employeur",
        "Fonction",
        "Lieu d’exercice",
        "Cofinancement Caf",
        "Temps",
        "Chargé de coopération",
        "Date d’embauche",
        "Fin de contrat",
        "Date de départ",
    ]
    row = [
        "Ville",
        "CDC",
        "Istres",
        "non",
        "mi-temps",
        "Noa Fictif",
        "01/01/2025",
        "31/12/2026",
        "",
    ]
    sheet = Sheet("Postes", (tuple(heads), tuple(row)))
    choices = PostChoices(communes={"Istres": "13047"})
    [post] = read_posts(Workbook("xlsx", (sheet,)), choices).posts
    assert (post.employer, post.place, post.is_cofinanced) == ("Ville", "13047", False)
    assert post.agreed == Decimal("0.5")
    [held] = post.holders
    assert (held.ends_on, held.mandate_ends_on) == (None, date(2026, 12, 31))


def test_a_commune_alone_employs_and_beside_an_employer_says_where():
    rows = (("Commune", "Poste", "ETP", "Du"), ("Istres", "CDC", "1", "01/01/2025"))
    [post] = read_posts(Workbook("csv", (Sheet("", rows),))).posts
    assert post.employer == "Istres"
    rows = (("Commune", "Employeur", "Poste", "ETP", "Du"),
            ("Lyon", "Ville", "CDC", "1", "01/01/2025"))  # fmt: skip
    [problem] = read_posts(Workbook("csv", (Sheet("", rows),))).problems
    assert "n’est pas du périmètre" in problem.message


@pytest.mark.parametrize(
    ("place", "value", "said"),
    [
        (4, "Noa Fictif, Lou Inventé", "Une personne par ligne"),
        (8, "bientôt", "Écrivez une date"),
        (9, "un peu", "oui ou non"),
    ],
)
def test_the_further_columns_say_what_they_cannot_read(place, value, said):
    row = ["Ville", "CDC", "existant", "1", "Noa", "1", "01/01/2025", None, None, None]
    row[place] = value
    sheet = Sheet("", ((*HEADS, "Fin de contrat", "Cofinancé"), tuple(row)))
    found = read_posts(Workbook("xlsx", (sheet,)))
    assert said in found.problems[0].message
    assert found.posts == ()


UNKNOWN = """Qui paie;Quoi;Combien;Qui
Ville d’Istres;CDC petite enfance;17,5/35;Dominique Fictif
"""


def test_columns_that_are_not_understood_are_said_on_the_page(cdc):
    first = upload(cdc, UNKNOWN)
    assert "Dites quelle colonne donne « Employeur »" in words(first)
    path = reverse("posts_import:upload", args=["essai"])
    told = {"col-A": "employer", "col-B": "title", "col-C": "agreed", "col-D": "holder"}
    told |= {"source": first.context["source"]}
    lacking = cdc.post(path, told)
    assert "« Du »" in words(lacking)
    twice = cdc.post(path, {**told, "col-D": "title"})
    assert twice.status_code == 422
    assert twice.context["signed"] == ""
    preview = cdc.post(path, {**told, "since": "2025-01-01"})
    assert "Importer 1 poste" in words(preview)
    cdc.post(path, {"read": preview.context["signed"]})
    [held] = Holding.objects.all()
    assert (held.name, held.fte, held.starts_on) == (
        "Dominique Fictif",
        Decimal("0.5"),
        date(2025, 1, 1),
    )


def test_a_table_carried_by_the_page_is_not_taken_for_posts(cdc):
    path = reverse("posts_import:upload", args=["essai"])
    source = upload(cdc, UNKNOWN).context["source"]
    assert cdc.post(path, {"read": source}).status_code == 302
    assert cdc.post(path, {"source": "forgé"}).status_code == 302
    assert not Post.objects.exists()


@pytest.mark.usefixtures("istres_and_fos")
def test_the_export_of_the_ledger_reads_back_the_same_ledger(cdc):
    convention = Convention.objects.get()
    set_perimeter(convention, ["13047"], by=nobody())
    place = convention.perimeter.get().commune
    posts = make_annex(convention)
    held = posts["CDC jeunesse"]
    hold(held, "Lou Inventé", "0.333", date(2025, 3, 1), date(2025, 6, 13), date(2025, 12, 31))
    draft = RateDraft(Decimal("0.9"), date(2026, 1, 1), date(2027, 12, 31))
    add_rate(held, draft, Post.objects.get(pk=held.pk).version, by=nobody())
    make_post(convention, "CDC jeunesse", commune=place, is_cofinanced=False, kind="development")
    before = bare(convention)
    content = cdc.get(reverse("team_files:posts", args=["essai", "xlsx"])).content
    Post.objects.all().delete()
    preview = upload(cdc, content, "postes.xlsx")
    assert preview.context["read"].problems == ()
    cdc.post(reverse("posts_import:upload", args=["essai"]), {"read": preview.context["signed"]})
    assert bare(convention) == before


def bare(convention):
    """Return the posts of the ledger without what a row of the database is known by."""
    return [
        replace(
            post, pk=0, employer_id=0, holdings=tuple(replace(one, pk=0) for one in post.holdings)
        )
        for post in post_lines(convention)
    ]


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
