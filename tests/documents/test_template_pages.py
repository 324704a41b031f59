"""The page of the settings where a territory brings its own templates."""

from io import BytesIO

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pptx import Presentation

from gouvernail.documents.models import DocumentTemplate
from gouvernail.rules.roles import Role
from tests.documents.test_templates import a_deck, a_letter
from tests.factories import make_member, make_user


@pytest.fixture
def pilote(client, convention):
    user = make_user("Pilote fictive")
    make_member(convention, Role.PILOTE, user=user)
    client.force_login(user)
    return client


def test_a_pilote_brings_looks_at_takes_and_removes_a_template(pilote, sitting, media):
    page = reverse("document_templates:list", args=["essai"])
    sent = pilote.post(page, {"file": SimpleUploadedFile("lettre.docx", a_letter())}, follow=True)
    assert "« lettre.docx » sert désormais" in sent.content.decode()
    sample = pilote.get(reverse("document_templates:sample", args=["essai", "docx"]))
    header = docx.Document(BytesIO(sample.content)).sections[0].header
    assert "Communauté fictive" in header.paragraphs[0].text
    slides = pilote.get(reverse("document_templates:sample", args=["essai", "pptx"]))
    assert Presentation(BytesIO(slides.content)).slides
    taken = pilote.get(reverse("document_templates:file", args=["essai", "docx"]))
    assert b"".join(taken.streaming_content)[:2] == b"PK"
    remove = reverse("document_templates:remove", args=["essai", "docx"])
    gone = pilote.post(remove, {"confirme": "oui"}, follow=True)
    assert "Le modèle est retiré" in gone.content.decode()


def test_a_refusal_is_told_on_the_page(pilote, sitting, media):
    page = reverse("document_templates:list", args=["essai"])
    told = pilote.post(page, {"file": SimpleUploadedFile("lettre.docx", a_deck())})
    assert "n’est pas un vrai .docx" in told.content.decode()
    assert not DocumentTemplate.objects.exists()


def test_without_a_sitting_the_sample_says_what_to_do(pilote):
    page = reverse("document_templates:sample", args=["essai", "docx"])
    assert "datez-en une" in pilote.get(page, follow=True).content.decode()
    other = reverse("document_templates:sample", args=["essai", "xlsx"])
    assert pilote.get(other).status_code == 404
