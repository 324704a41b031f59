"""What a person chooses about the whole file: the sheet, what its name says, hidden rows."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from gouvernail.action_plan.models import Action
from gouvernail.imports.models import PlanImport
from gouvernail.rules.roles import Role
from tests.factories import make_convention, make_member
from tests.imports.books import HEADER, line, xlsx
from tests.imports.texts import text

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator(client, db, media):
    convention = make_convention(slug="essai")
    client.force_login(make_member(convention, Role.COORDINATOR).user)
    return client


def bring(client, data, name="plan.xlsx"):
    file = SimpleUploadedFile(name, data)
    return client.post(reverse("imports:upload", args=["essai"]), {"file": file}).url


def axes():
    one, two = [HEADER, line("1", "Ouvrir un café")], [HEADER, line("1", "Tenir un forum")]
    return xlsx(("Axe 1", one), ("Axe 2", [["Titre"], *two]))


def chosen(page):
    return {field.name: field.value() or "" for field in page.context["form"]}


def test_sheets_read_together_are_said_and_go_into_the_plan(coordinator):
    columns = bring(coordinator, axes())
    page = coordinator.get(columns)
    assert "ces feuilles sont lues ensemble" in page.content.decode()
    preview = coordinator.post(columns, chosen(page)).url
    assert "Axe 2, ligne 3" in coordinator.get(preview).content.decode()
    coordinator.post(preview, {"apply": "1"})
    assert {one.node.title for one in Action.objects.all()} == {"Axe 1", "Axe 2"}


def test_another_sheet_is_looked_through_for_its_own_header(coordinator):
    columns = bring(coordinator, axes())
    shown = {"shown_sheet": "Ensemble : 2 feuilles", "shown_row": "1", "reread": "1"}
    coordinator.post(columns, {"sheet": "Axe 2", "header_row": "1", **shown})
    plan = coordinator.get(columns).context["plan"]
    assert (plan.sheet, plan.header_row, len(plan.actions)) == ("Axe 2", 2, 1)


def test_what_the_name_of_a_sheet_says_is_chosen(coordinator):
    columns = bring(coordinator, axes())
    sheet = "Ensemble : 2 feuilles"
    shown = {"sheet": sheet, "header_row": "1", "shown_sheet": sheet, "shown_row": "1"}
    coordinator.post(columns, {**shown, "reread": "1", "answer-sheet_name": "note"})
    assert coordinator.get(columns).context["plan"].actions[0].notes == {"Feuille": "Axe 1"}


def test_hidden_rows_are_asked_on_the_preview_and_the_answer_is_kept(coordinator):
    rows = [HEADER, line("1", "Ouvrir un café"), line("2", "Tenir un forum")]
    columns = bring(coordinator, xlsx(("Plan", rows, {"hidden_rows": (2,)})))
    preview = coordinator.post(columns, chosen(coordinator.get(columns))).url
    page = coordinator.get(preview)
    assert "La ligne 3 est masquée dans le fichier" in page.content.decode()
    assert page.context["counts"]["create"] == 2
    coordinator.post(preview, {"answer-hidden_rows": "leave"})
    assert PlanImport.objects.get().answers == {"hidden_rows": "leave"}
    assert coordinator.get(preview).context["counts"]["create"] == 1


def test_a_text_of_word_goes_into_the_plan(coordinator):
    fiche = [["Pilote", "CCAS"], ["Partenaires", "Caf"], ["Échéance", "2025/2026"]]
    data = text("# Axe 1", "## Action 1 : Ouvrir", fiche, "## Action 2 : Tenir", fiche)
    columns = bring(coordinator, data, "plan.docx")
    preview = coordinator.post(columns, chosen(coordinator.get(columns))).url
    assert "Tableau 1, ligne 3, B" in coordinator.get(preview).content.decode()
    coordinator.post(preview, {"apply": "1"})
    assert {one.number for one in Action.objects.all()} == {"1", "2"}
