"""Signatories, annexes, amendments, and the files people attach."""

import io
import zipfile
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gouvernail.common.errors import EditConflict, Refusal
from gouvernail.conventions.models import Amendment, Annex, Signatory
from gouvernail.conventions.operations import (
    PaperChange,
    SignatoryData,
    add_amendment,
    add_annex,
    add_signatory,
    change_convention,
    change_paper,
    change_signatory,
    remove_paper,
    remove_signatory,
)
from gouvernail.conventions.uploads import MOST_BYTES, checked_paper
from gouvernail.directory.models import Organisation
from gouvernail.history.models import Entry
from tests.factories import make_convention, make_organisation, nobody, reload

PDF = b"%PDF-1.7\n"
PNG = b"\x89PNG\r\n\x1a\n"


def upload(name, content):
    return SimpleUploadedFile(name, content)


def archive(part, content=b"x"):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as written:
        written.writestr(part, content)
    return file.getvalue()


@pytest.fixture
def convention(db):
    return make_convention()


def verbs(convention):
    return list(Entry.objects.of(convention.pk).order_by("pk").values_list("verb", flat=True))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", PDF),
        ("a.PDF", PDF),
        ("a.png", PNG),
        ("a.jpeg", b"\xff\xd8\xff\xe0"),
        ("a.odt", archive("mimetype", b"application/vnd.oasis.opendocument.text")),
        ("a.ods", archive("mimetype", b"application/vnd.oasis.opendocument.spreadsheet")),
        ("a.docx", archive("word/document.xml")),
        ("a.xlsx", archive("xl/workbook.xml")),
    ],
)
def test_what_office_people_attach_is_accepted_under_a_name_of_ours(name, content):
    accepted = checked_paper(upload(name, content))
    assert accepted.name != name
    assert accepted.read() == content


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        pytest.param("virus.exe", b"MZ", "ne peut pas être joint", id="not in the list"),
        pytest.param("sans", PDF, "ne peut pas être joint", id="no extension"),
        pytest.param("page.svg", b"<svg/>", "ne peut pas être joint", id="a drawing that runs"),
        pytest.param("rapport.pdf", b"MZ\x90", "n’est pas un vrai fichier pdf", id="exe as pdf"),
        pytest.param("a.docx", b"MZ\x90", "n’est pas un vrai fichier docx", id="exe as docx"),
        pytest.param("a.docx", archive("xl/workbook.xml"), "vrai fichier docx", id="xlsx as docx"),
        pytest.param("a.odt", archive("mimetype", b"text/html"), "vrai fichier odt", id="odt"),
        pytest.param("a.png", PDF, "n’est pas un vrai fichier png", id="pdf as png"),
        pytest.param("a.pdf", b"", "est vide", id="empty"),
        pytest.param("a.pdf", PDF + b"0" * MOST_BYTES, "trop lourd", id="above ten megabytes"),
    ],
)
def test_what_is_not_what_it_says_is_refused(name, content, said):
    with pytest.raises(Refusal, match=said):
        checked_paper(upload(name, content))


def test_an_annex_lives_with_its_file(convention, media, django_capture_on_commit_callbacks):
    values = {"label": "Annexe 4", "title": "Pilotage"}
    annex = add_annex(convention, values, upload("a.pdf", PDF), by=nobody())
    first = media / annex.file.name
    assert first.read_bytes() == PDF
    with django_capture_on_commit_callbacks(execute=True):
        change = PaperChange({**values, "title": "Suivi"}, 1, upload("b.pdf", PDF + b"2"))
        change_paper(annex, change, by=nobody())
    second = media / reload(annex).file.name
    assert not first.exists()
    assert second.read_bytes() == PDF + b"2"
    with django_capture_on_commit_callbacks(execute=True):
        remove_paper(annex, by=nobody())
    assert not second.exists()
    assert verbs(convention)[-3:] == [
        "convention.annex_added",
        "convention.annex_changed",
        "convention.annex_removed",
    ]


def test_an_annex_may_be_changed_without_a_file_or_not_at_all(convention):
    annex = add_annex(convention, {"label": "A", "title": "B"}, by=nobody())
    change_paper(annex, PaperChange({"label": "A", "title": "C"}, 1), by=nobody())
    lines = len(verbs(convention))
    change_paper(annex, PaperChange({"label": "A", "title": "C"}, 2), by=nobody())
    assert len(verbs(convention)) == lines
    remove_paper(annex, by=nobody())
    assert not Annex.objects.exists()


def test_a_file_that_is_refused_leaves_no_annex(convention):
    with pytest.raises(Refusal):
        add_annex(convention, {"label": "A", "title": "B"}, upload("a.pdf", b"MZ"), by=nobody())
    assert not Annex.objects.exists()


def test_two_amendments_never_bear_one_number(convention):
    values = {"number": 1, "purpose": "Ajout d’une commune", "signed_on": date(2026, 1, 1)}
    amendment = add_amendment(convention, values, by=nobody())
    with pytest.raises(Refusal, match="L’avenant n° 1 existe déjà"):
        add_amendment(convention, values, by=nobody())
    change_paper(amendment, PaperChange({**values, "number": 2}, 1), by=nobody())
    with pytest.raises(EditConflict):
        change_paper(amendment, PaperChange(values, 1), by=nobody())
    remove_paper(amendment, by=nobody())
    assert not Amendment.objects.exists()


def test_a_signatory_is_found_in_the_directory_whatever_its_spelling(convention):
    known = make_organisation(convention, "Caf des Bouches-du-Rhône")
    data = SignatoryData("CAF des Bouches du Rhône", "Caf", date(2026, 1, 1))
    signatory = add_signatory(convention, data, by=nobody())
    assert signatory.organisation == known
    with pytest.raises(Refusal, match="déjà parmi les signataires"):
        add_signatory(convention, data, by=nobody())
    with pytest.raises(Refusal, match="Donnez le nom"):
        add_signatory(convention, SignatoryData(" "), by=nobody())


def test_a_signatory_changes_and_goes_and_its_organisation_stays(convention):
    signatory = add_signatory(convention, SignatoryData("Ville d’Istres"), by=nobody())
    change_signatory(signatory, SignatoryData("Ville de Fos", "Commune"), 1, by=nobody())
    assert Entry.objects.latest("pk").changes[0]["after"] == "Ville de Fos"
    lines = len(verbs(convention))
    change_signatory(signatory, SignatoryData("Ville de Fos", "Commune"), 2, by=nobody())
    assert len(verbs(convention)) == lines
    remove_signatory(signatory, by=nobody())
    assert not Signatory.objects.exists()
    assert Organisation.objects.of(convention.pk).count() == 2


def test_a_logo_is_set_replaced_and_taken_away(convention, media):
    change_convention(convention, {"logo": upload("l.png", PNG)}, 1, by=nobody())
    assert (media / reload(convention).logo.name).read_bytes() == PNG
    heavy = upload("l.png", PNG + b"0" * 1024 * 1024)
    with pytest.raises(Refusal, match="1 Mo au plus"):
        change_convention(convention, {"logo": heavy}, 2, by=nobody())
    convention.refresh_from_db()
    change_convention(convention, {"logo": False}, 2, by=nobody())
    assert not reload(convention).logo
