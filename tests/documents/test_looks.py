"""What documents look like: the territory's logo, the colours of states, what is left out."""

import base64
import re
from io import BytesIO

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from pypdf import PdfReader

from gouvernail.action_plan.models import Action
from gouvernail.conventions.models import Convention
from gouvernail.conventions.operations.general import change_convention
from gouvernail.documents.content.plan_list import plan_list, write_plan, write_sheets
from gouvernail.documents.formats.palette import FAMILIES
from gouvernail.rules.contrast import contrast_ratio
from gouvernail.rules.progress import StatusFamily
from tests.documents.test_reports import PROFILES, failures, words_of
from tests.factories import make_action, make_convention, make_node, nobody

pytestmark = pytest.mark.django_db
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAIAAAB7QOjdAAAAD0lEQVR4nGPgj824s6UCAAhGAt0ikmtlAAAAAElF"
    "TkSuQmCC"
)
BROKEN = PNG[:12]


@pytest.fixture
def convention(istres_and_fos, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    convention = make_convention("CTG d’essai", communes=["13047"])
    goal = make_node(convention, "Axe 1")
    make_action(
        convention,
        "Ouvrir une crèche",
        "en cours",
        number="1.1",
        node=goal,
        texts={"indicators": "Places\nFamilles", "targets": "20\n"},
    )
    return convention


def with_logo(convention, content):
    upload = SimpleUploadedFile("logo.png", content)
    change_convention(convention, {"logo": upload}, convention.version, by=nobody())
    return Convention.objects.get(pk=convention.pk)


@pytest.mark.parametrize("write", [write_plan, write_sheets])
def test_the_logo_of_the_territory_is_on_its_documents_with_its_words(convention, write, tmp_path):
    plan = plan_list(with_logo(convention, PNG), QueryDict())
    made = write(plan, "pdf")
    assert len(PdfReader(BytesIO(made)).pages[0].images) == 1
    assert [failures(made, profile, tmp_path) for profile in PROFILES] == [[], []]
    written = docx.Document(BytesIO(write(plan, "docx")))
    assert 'descr="Logo de CTG d’essai"' in written.paragraphs[0]._p.xml


@pytest.mark.parametrize("extension", ["pdf", "docx"])
def test_a_logo_that_is_no_image_keeps_nobody_from_the_document(convention, extension):
    plan = plan_list(with_logo(convention, BROKEN), QueryDict())
    made = write_plan(plan, extension)
    if extension == "pdf":
        assert "Ouvrir une crèche" in words_of(made)
    else:
        assert docx.Document(BytesIO(made)).paragraphs[0].text == convention.plan_title


def test_a_logo_that_went_missing_keeps_nobody_from_the_document(convention):
    held = with_logo(convention, PNG)
    held.logo.storage.delete(held.logo.name)
    assert "Ouvrir une crèche" in words_of(write_plan(plan_list(held, QueryDict()), "pdf"))


def test_a_state_can_be_read_on_its_colour():
    assert set(FAMILIES) == {family.value for family in StatusFamily}
    assert [name for name, pair in FAMILIES.items() if contrast_ratio(*pair) < 4.5] == []


def test_a_word_document_says_states_in_words_and_colour(convention):
    made = docx.Document(BytesIO(write_plan(plan_list(convention, QueryDict()), "docx")))
    cell = made.tables[0].rows[1].cells[-1]
    assert cell.text == "en cours"
    assert 'w:fill="DCEAF6"' in cell._tc.xml


def test_a_column_of_indicators_that_nobody_filled_is_left_out(convention):
    words = words_of(write_sheets(plan_list(convention, QueryDict()), "pdf"))
    assert re.search("Indicateur Valeurs? cibles?", words)
    assert "origine" not in words


def test_one_sheet_bears_its_number_and_many_do_not(convention):
    plan = plan_list(convention, QueryDict())
    assert PdfReader(BytesIO(write_sheets(plan, "pdf"))).metadata.title == "Fiche action 1.1"
    make_action(convention, "Autre", number="2", node=Action.objects.get().node)
    both = write_sheets(plan_list(convention, QueryDict()), "pdf")
    assert PdfReader(BytesIO(both)).metadata.title == "Fiches action"
