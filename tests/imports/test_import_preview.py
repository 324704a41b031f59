"""The steps of an import, as a person walks them: columns, questions, refusals, what is learnt."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from gouvernail.action_plan.models import Action
from gouvernail.history.models import Entry
from gouvernail.imports.models import PlanImport, RememberedColumn
from gouvernail.rules.roles import Role
from tests.factories import make_action, make_convention, make_member, make_node

pytestmark = pytest.mark.django_db

PLAN = "N°;Axe;Action;Chef d’orchestre;Statut\r\n1;Axe 1;Ouvrir;CCAS;en cours\r\n"


@pytest.fixture
def convention(db):
    return make_convention(slug="essai")


@pytest.fixture
def coordinator(client, convention, media):
    client.force_login(make_member(convention, Role.COORDINATOR).user)
    return client


def bring(client, text=PLAN, name="plan.csv"):
    """Upload a file; return the address of its columns."""
    file = SimpleUploadedFile(name, text.encode())
    return client.post(reverse("imports:upload", args=["essai"]), {"file": file}).url


def chosen(page, **other):
    return {**{field.name: field.value() or "" for field in page.context["form"]}, **other}


def preview(client, text=PLAN, **columns):
    """Upload a file and accept its columns; return the address of the preview."""
    address = bring(client, text)
    return client.post(address, chosen(client.get(address), **columns)).url


def words(page):
    return page.content.decode()


def test_an_unknown_column_is_a_note_until_somebody_says_more(coordinator):
    address = bring(coordinator)
    page = coordinator.get(address)
    assert "Chef d’orchestre" in words(page)
    assert chosen(page)["D"] == ""
    coordinator.post(preview(coordinator), {"apply": "1"})
    assert Action.objects.get().notes == {"Chef d’orchestre": "CCAS"}


def test_what_a_column_means_is_learnt_once(coordinator):
    coordinator.post(preview(coordinator, D="leads"), {"apply": "1"})
    assert RememberedColumn.objects.get(field="leads").label
    assert chosen(coordinator.get(bring(coordinator)))["D"] == "leads"
    assert str(Action.objects.get().parts.get().organisation) == "CCAS"


def test_what_is_learnt_stays_in_its_convention(coordinator):
    coordinator.post(preview(coordinator, D="leads"), {"apply": "1"})
    other = make_convention(slug="autre")
    assert not RememberedColumn.objects.filter(convention=other).exists()


def test_an_import_is_in_the_journal_with_its_file(coordinator, convention):
    coordinator.post(preview(coordinator), {"apply": "1"})
    entry = Entry.objects.get(verb="plan.imported")
    told = {change["label"]: change["after"] for change in entry.changes}
    assert told["Fichier"] == "plan.csv"
    assert told["Actions créées"] == "1"
    assert entry.actor is not None


def test_the_preview_writes_nothing(coordinator):
    address = preview(coordinator)
    coordinator.get(address)
    coordinator.post(address, {"was-2:E": "en cours", "cell-2:E": "réalisée"})
    assert not Action.objects.exists()
    assert not Entry.objects.filter(verb__startswith="action").exists()


def test_a_corrected_cell_is_read_and_may_be_corrected_again(coordinator):
    address = preview(coordinator)
    for text in ("réalisée", "reportée"):
        page = coordinator.post(address, {"was-2:E": "en cours", "cell-2:E": text})
        assert str(page.context["rows"]["create"][0].draft.status) == text
    assert PlanImport.objects.get().corrections == {"2:E": "reportée"}


@pytest.mark.parametrize("name", ["cell-0:E", "cell-2:", "cell-x:E", "cell-2:é", "cell-2:E:3"])
def test_a_correction_of_no_cell_is_left_aside(coordinator, name):
    page = coordinator.post(preview(coordinator), {name: "réalisée"})
    assert page.status_code == 200
    assert str(page.context["rows"]["create"][0].draft.status) == "en cours"


def test_every_refused_row_says_why(coordinator, convention):
    make_action(convention, "Gardée", number="1", node=make_node(convention, "Axe 1"))
    rows = f"1;Axe 1;Ouvrir;;en cours\r\n2;Axe 1;{'x' * 501};;\r\n3;Axe 1;Bâtir;;\r\n"
    text = PLAN.splitlines()[0] + "\r\n" + rows.replace("1;Axe 1;Ouvrir", "1;Axe 1;Gardée")
    page = coordinator.get(preview(coordinator, text + "1;Axe 1;Autre;;\r\n"))
    assert page.context["counts"]["refused"] == 2
    assert "dépasse 500 caractères" in words(page)
    assert "Ce numéro est déjà à la ligne 2" in words(page)


def test_a_number_that_another_action_holds_is_told_in_the_preview(coordinator, convention):
    node = make_node(convention, "Axe 1")
    make_action(convention, "Gardée", number="1", node=node)
    make_action(convention, "Ouvrir", number="2", node=node)
    page = coordinator.get(preview(coordinator))
    assert "déjà pris par « Gardée »".replace(" ", "") in words(page).translate(NO_SPACES)
    assert page.context["counts"]["refused"] == 1


NO_SPACES = {ord(" "): None, 0x202F: None, 0xA0: None}


def test_another_sheet_or_header_forgets_the_former_answers(coordinator):
    address = preview(coordinator)
    coordinator.post(address, {"was-2:E": "en cours", "cell-2:E": "réalisée"})
    columns = address.replace("apercu", "colonnes")
    coordinator.post(columns, {"reread": "1", "sheet": "", "header_row": "2"})
    assert PlanImport.objects.get().corrections == {}


def test_a_sheet_without_a_plan_asks_for_its_header(coordinator):
    page = coordinator.get(bring(coordinator, "Bonjour;tout\r\nle;monde\r\n"))
    assert page.status_code == 200
    assert page.context["sheet_form"]
    assert not Action.objects.exists()


def test_a_plan_without_titles_goes_no_further(coordinator):
    address = bring(coordinator)
    page = coordinator.post(address, chosen(coordinator.get(address), C=""))
    assert "porte l’intitulé" in words(page)


def test_the_import_of_somebody_else_in_the_convention_is_shared(coordinator, convention, client):
    address = preview(coordinator)
    client.force_login(make_member(convention, Role.PILOTE).user)
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("text", ["", "\r\n\r\n"])
def test_an_empty_file_is_refused(coordinator, text):
    file = SimpleUploadedFile("plan.csv", text.encode())
    page = coordinator.post(reverse("imports:upload", args=["essai"]), {"file": file})
    assert page.status_code == 422
    assert not PlanImport.objects.exists()


def test_no_file_at_all_is_refused(coordinator):
    page = coordinator.post(reverse("imports:upload", args=["essai"]), {})
    assert page.status_code == 422
    assert "Choisissez le fichier" in words(page)


def test_a_refused_file_leaves_nothing_on_the_disk(coordinator, media):
    file = SimpleUploadedFile("plan.xlsx", b"PK\x03\x04 pas un classeur")
    coordinator.post(reverse("imports:upload", args=["essai"]), {"file": file})
    assert [path for path in media.rglob("*") if path.is_file()] == []
