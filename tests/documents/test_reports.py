"""Documents to hand out: tagged, made to last, holding the words of every row."""

import re
import sys
import zipfile
from collections import defaultdict
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO

import docx
import page
import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from gouvernail.action_plan.drafts import draft_of
from gouvernail.action_plan.models import Action
from gouvernail.action_plan.operations import change_action
from gouvernail.documents.content.plan_list import plan_list, write_plan, write_sheets
from gouvernail.documents.formats import pdf
from gouvernail.documents.formats.glyphs import drawable, has_glyph
from gouvernail.documents.formats.report import Grid, Head, Heading, Report, Text
from gouvernail.rules.roles import Role
from tests.factories import make_action, make_convention, make_member, make_node, nobody

pytestmark = pytest.mark.django_db
PROFILES = [page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2A]
HOSTILE = "#let x = 1; $a^2$ *gras* _i_ @moi <y> \\ // fin /* \u202e\x07 e\u0301 عربي 😀"


@pytest.fixture
def convention(istres_and_fos):
    convention = make_convention(communes=["13047", "13039"])
    axis = make_node(convention, "Axe 1 – Enfance")
    goal = make_node(convention, "1.1 Accueillir", axis)
    make_action(
        convention,
        "Ouvrir une crèche",
        "en cours",
        "1er semestre 2027",
        number="1.1.1",
        node=goal,
        leads=("CCAS d’Istres",),
        communes=("Istres",),
        texts={
            "objective": "Accueillir\nles enfants",
            "indicators": "Places ouvertes\nFamilles",
            "baselines": "12\n",
        },
    )
    make_action(convention, f"Odd {HOSTILE}", number="2", texts={"remarks": HOSTILE})
    make_node(convention, "Axe 2 – Vide")
    return convention


def words_of(pdf):
    pages = PdfReader(BytesIO(pdf)).pages
    text = " ".join(page.extract_text() for page in pages)
    return re.sub(r"\s+", " ", text)


def failures(pdf, profile, tmp_path):
    path = tmp_path / "jugé.pdf"
    path.write_bytes(pdf)
    return re.findall(r"\[PDF[\w-]+\].*", str(page.validate_pdf(str(path), profile=profile)))


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("write", [write_plan, write_sheets])
def test_a_pdf_is_accessible_and_made_to_last(convention, write, profile, tmp_path):
    made = write(plan_list(convention, QueryDict()), "pdf")
    assert failures(made, profile, tmp_path) == []


def test_the_validator_refuses_a_pdf_whose_tags_are_gone(convention, tmp_path):
    made = write_plan(plan_list(convention, QueryDict()), "pdf")
    blunt = made.replace(b"/StructTreeRoot", b"/StructTreeFoot")
    assert blunt != made
    assert failures(blunt, PROFILES[0], tmp_path) != []


def test_the_plan_says_of_what_and_of_which_day_it_speaks(convention):
    query = QueryDict("q=creche")
    words = words_of(write_plan(plan_list(convention, query), "pdf"))
    assert re.search(r"1 action, état au \d+(er)? \w+ \d{4}", words)
    assert "Filtres : mots « creche »" in words
    assert "1.1 Accueillir" in words
    assert "Odd" not in words
    assert "Vide" not in words


def test_what_people_wrote_is_never_code(convention):
    words = words_of(write_sheets(plan_list(convention, QueryDict()), "pdf"))
    assert "#let x = 1; $a^2$ *gras* _i_ @moi <y> \\ // fin /* é □□□□ □" in words


def test_a_sheet_pairs_each_indicator_with_its_starting_point(convention):
    words = words_of(write_sheets(plan_list(convention, QueryDict("q=creche")), "pdf"))
    assert "Places ouvertes 12" in words
    assert "Ouvrir une crèche" in words
    assert "CCAS d’Istres" in words


@pytest.mark.parametrize("write", [write_plan, write_sheets])
def test_a_word_document_has_true_headings_heads_and_language(convention, write):
    made = docx.Document(BytesIO(write(plan_list(convention, QueryDict()), "docx")))
    assert made.core_properties.language == "fr-FR"
    assert made.core_properties.title
    styles = {paragraph.style.name for paragraph in made.paragraphs}
    assert {"Title", "Heading 1", "Heading 2"} <= styles
    assert made.tables
    assert all("w:tblHeader" in table.rows[0]._tr.xml for table in made.tables)


def test_a_sheet_of_a_free_spreadsheet_keeps_its_head_in_sight(convention):
    made = write_plan(plan_list(convention, QueryDict()), "ods")
    archive = zipfile.ZipFile(BytesIO(made))
    assert archive.infolist()[0].filename == "mimetype"
    assert archive.infolist()[0].compress_type == zipfile.ZIP_STORED
    assert "<table:table-header-rows>" in archive.read("content.xml").decode()
    assert "VerticalSplitPosition" in archive.read("settings.xml").decode()


def test_the_fonts_draw_what_french_needs():
    assert [char for char in "éÀœŒ€«»’–—\u202f\u00a0\u2011→✓²°" if not has_glyph(char)] == []
    assert drawable("e\u0301") == "é"
    assert drawable("a\x00\u202eb") == "ab"


@pytest.mark.parametrize("name", ["export", "sheets"])
@pytest.mark.parametrize("extension", ["pdf", "docx"])
def test_a_reader_takes_the_documents_away(client, convention, name, extension):
    client.force_login(make_member(convention, Role.READER).user)
    answer = client.get(reverse(f"documents:{name}", args=[convention.slug, extension]))
    assert answer.status_code == 200
    assert f".{extension}" in answer["Content-Disposition"]


def test_an_unknown_format_is_not_found(client, convention):
    client.force_login(make_member(convention, Role.READER).user)
    for name, extension in (("export", "exe"), ("sheets", "xlsx")):
        address = reverse(f"documents:{name}", args=[convention.slug, extension])
        assert client.get(address).status_code == 404


@pytest.mark.parametrize("extension", ["xlsx", "ods", "csv", "pdf", "docx"])
def test_the_command_writes_every_format(convention, extension, tmp_path, capsys):
    out = tmp_path / f"plan.{extension}"
    call_command("export_plan", convention=convention.slug, format=extension, out=out, sheets=False)
    assert out.stat().st_size > 500
    assert "2 actions" in capsys.readouterr().out


def test_the_command_writes_sheets_as_documents_only(convention, tmp_path):
    arguments = {"convention": convention.slug, "sheets": True, "out": tmp_path / "f"}
    call_command("export_plan", format="pdf", **arguments)
    with pytest.raises(CommandError, match="pdf, docx ou odt") as refused:
        call_command("export_plan", format="csv", **arguments)
    assert refused.value.returncode == 2


def test_a_plan_without_action_is_still_a_document(istres_and_fos):
    empty = make_convention(slug="vide")
    made = write_plan(plan_list(empty, QueryDict()), "pdf")
    assert "Aucune action" in words_of(made)


@pytest.mark.parametrize("extension", ["csv", "pdf"])
def test_a_document_of_a_past_day_says_what_the_plan_said_then(convention, extension):
    action = Action.objects.get(number="1.1.1")
    with time_machine.travel(datetime(2031, 3, 15, 12, tzinfo=UTC)):
        draft = replace(draft_of(action), title="Ouvrir deux crèches")
        change_action(action, draft, version=1, by=nobody())
        query = QueryDict(f"date={timezone.localdate() - timedelta(days=1)}")
        made = write_plan(plan_list(convention, query), extension)
    words = words_of(made) if extension == "pdf" else made.decode("utf-8-sig")
    assert "Ouvrir une crèche" in words
    assert "deux crèches" not in words
    if extension == "pdf":
        assert "état au 14 mars 2031" in words


def test_a_document_beyond_its_time_is_refused_with_what_to_do(client, convention, monkeypatch):
    monkeypatch.setattr(pdf, "WALL_SECONDS", 0.001)
    client.force_login(make_member(convention, Role.READER).user)
    for name in ("export", "sheets"):
        address = reverse(f"documents:{name}", args=[convention.slug, "pdf"])
        answer = client.get(f"{address}?q=creche", follow=True)
        assert "filtrez la liste" in answer.content.decode()
        assert answer.redirect_chain[0][0].endswith("?q=creche")


def test_the_memory_of_a_pdf_goes_with_its_process(convention):
    write_plan(plan_list(convention, QueryDict()), "pdf")
    assert "typst" not in sys.modules


LONG = "anticonstitutionnellement" * 4
ADDRESS = f"https://exemple.example.org/{'dossier/' * 12}"


def test_a_word_longer_than_its_column_breaks_and_is_copied_whole(tmp_path):
    grid = Grid((Head("Intitulé", 9), Head("Mot"), Head("Lien")), (("Ouvrir", LONG, ADDRESS),))
    report = Report("Plan", ("état",), (Heading("Axe"), grid), is_landscape=True)
    made = pdf.write_pdf(report, timezone.now())
    lines = defaultdict(set)

    def note(text, matrix, *rest):
        if text.strip() and (text.strip() in LONG or text.strip() in ADDRESS):
            lines[text.strip() in LONG].add(matrix[5])

    text = PdfReader(BytesIO(made)).pages[0].extract_text(visitor_text=note)
    assert LONG in re.sub(r"\s", "", text)
    assert ADDRESS in re.sub(r"\s", "", text)
    assert min(len(lines[True]), len(lines[False])) > 4
    assert [failures(made, profile, tmp_path) for profile in PROFILES] == [[], []]


@pytest.mark.parametrize("text", ["", " ", "\u200f", "\x00"])
def test_a_title_that_cannot_be_drawn_is_still_a_title(text):
    report = Report(text, (text,), (Heading(text), Text(text)))
    assert "□" in words_of(pdf.write_pdf(report, timezone.now()))
