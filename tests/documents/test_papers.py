"""The papers of a sitting: what each says, in each format, one by one and in one ZIP."""

import json
import re
from datetime import UTC, date, datetime
from io import BytesIO, StringIO
from zipfile import ZipFile

import docx
import page
import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.urls import reverse
from icalendar import Calendar
from pptx import Presentation
from pypdf import PdfReader

from gouvernail.directory.operations import PersonData, create_person
from gouvernail.documents.content.dossier import dossier_of
from gouvernail.documents.content.gaps import gaps_of
from gouvernail.documents.formats.deck import BarChart, Deck, Points, Sheet
from gouvernail.documents.formats.deck_parts import ROWS_A_SLIDE
from gouvernail.documents.formats.pptx import write_pptx
from gouvernail.documents.formats.report import Head
from gouvernail.documents.pack import pack_bytes
from gouvernail.documents.papers import PACK, PAPERS
from gouvernail.documents.subject import Subject, sitting_subject
from gouvernail.governance.models import AgendaItem
from gouvernail.governance.operations.decisions import DecisionDraft, record_decision
from gouvernail.governance.operations.sittings import record_attendance
from gouvernail.rules.decisions import DecisionState
from gouvernail.rules.roles import Role
from gouvernail.rules.sittings import SittingState
from tests.factories import (
    make_action,
    make_convention,
    make_member,
    make_node,
    make_user,
    nobody,
)
from tests.governance.factories import make_body, make_obligation, make_seat, make_sitting

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.fixture
def convention(istres_and_fos):
    convention = make_convention("CTG d’essai", "essai", communes=["13047", "13039"])
    first, second = make_node(convention, "Axe 1 – Enfance"), make_node(convention, "Axe 2 – Âge")
    make_action(convention, "Ouvrir une crèche", "réalisée", node=first, number="1.1")
    make_action(
        convention, "Former les équipes", "en cours", "31/12/2025", node=first, number="1.2"
    )
    make_action(convention, "Recenser les besoins", "en cours", node=second, number="2.1")
    return convention


@pytest.fixture
def copil(convention):
    return make_body(convention, "Comité de pilotage", short_name="Copil", convener="Le maire")


@pytest.fixture
def sitting(copil):
    person = create_person(
        copil.convention_id,
        PersonData("Inès Exemple", "Maire", email="ines@example.org"),
        by=nobody(),
    )
    make_seat(copil, "Maire", "Ville d’Istres", holder=person)
    make_seat(copil, "Responsable à la Caf", "Caf fictive")
    earlier = make_sitting(copil, date(2026, 6, 4), SittingState.HELD)
    values = {
        "body": copil,
        "sitting": earlier,
        "text": "Publier l’état de l’offre d’accueil.",
        "decided_on": date(2026, 6, 4),
        "due_on": date(2026, 9, 30),
    }
    record_decision(
        copil.convention, DecisionDraft(values), by=nobody(), state=DecisionState.ADOPTED
    )
    row = make_sitting(copil, date(2026, 12, 10), place="Salle du conseil (fictive)")
    AgendaItem.objects.create(
        sitting=row,
        title="Avancement du plan",
        kind="information",
        presenter="Awa Coordonne",
        duration=30,
    )
    return row


def paper(sitting, name, extension):
    return PAPERS[name].write(sitting_subject(sitting, TODAY), extension, NOW)


def words_of(content):
    found = docx.Document(BytesIO(content))
    told = [paragraph.text for paragraph in found.paragraphs]
    told += [cell.text for table in found.tables for row in table.rows for cell in row.cells]
    return "\n".join(told)


@time_machine.travel(NOW, tick=False)
def test_the_convocation_says_when_where_and_what_for(sitting):
    told = words_of(paper(sitting, "convocation", "docx"))
    for word in (
        "10 décembre 2026 à 14 h 00",
        "Salle du conseil (fictive)",
        "Avancement du plan",
        "Awa Coordonne",
        "30",
        "Le maire",
        "Suivi des décisions (1 décision)",
    ):
        assert word in told
    assert "ines@example.org" not in told


@time_machine.travel(NOW, tick=False)
def test_a_body_has_its_own_words_for_its_convocation_and_minutes(sitting, copil):
    copil.convocation = "Chers membres de {instance}, venez le {date} à {lieu}. {inconnu} 100 %"
    copil.minutes_outline = "Présidence, secrétariat"
    copil.save()
    sitting.refresh_from_db()
    told = words_of(paper(sitting, "convocation", "docx"))
    assert (
        "Chers membres de Comité de pilotage, venez le 10 décembre 2026 à 14 h 00 à Salle du "
        "conseil (fictive). {inconnu} 100 %"
    ) in told
    assert "Madame, Monsieur" not in told
    assert "Présidence, secrétariat" in words_of(paper(sitting, "compte-rendu", "docx"))


@time_machine.travel(NOW, tick=False)
def test_each_seat_has_a_line_to_sign_and_a_vacant_one_stays_blank(sitting):
    found = docx.Document(BytesIO(paper(sitting, "emargement", "docx")))
    rows = [[cell.text for cell in row.cells] for row in found.tables[0].rows]
    assert rows[0] == ["Structure et fonction", "Nom", "Signature"]
    assert rows[1][:2] == ["Maire, Ville d’Istres", "Inès Exemple"]
    assert rows[2][1] == ""
    assert len(rows) > 4


@time_machine.travel(NOW, tick=False)
def test_the_follow_up_says_how_late_a_decision_is(sitting):
    told = words_of(paper(sitting, "suivi", "docx"))
    assert "Publier l’état de l’offre d’accueil." in told
    assert "adoptée, en retard de 54 jours" in told
    assert "sans responsable" in told


@time_machine.travel(NOW, tick=False)
def test_the_minutes_know_who_came_and_what_is_still_to_write(sitting, copil):
    assert "Les présences restent à noter." in words_of(paper(sitting, "compte-rendu", "docx"))
    first, second = copil.seats.order_by("pk")
    record_attendance(
        sitting,
        {first.pk: "present", second.pk: "excused"},
        {first.pk: "Inès Exemple"},
        by=nobody(),
        guests=["Lou Fictive, association"],
    )
    told = words_of(paper(sitting, "compte-rendu", "docx"))
    assert "Présents\u202f: Inès Exemple (Maire, Ville d’Istres)" in told
    assert "Excusés\u202f: Responsable à la Caf, Caf fictive" in told
    assert "Lou Fictive, association" in told
    assert "À écrire." in told


@time_machine.travel(NOW, tick=False)
@pytest.mark.parametrize("name", [key for key in PACK if "pdf" in PAPERS[key].formats])
def test_every_paper_in_pdf_is_tagged(sitting, tmp_path, name):
    path = tmp_path / "pièce.pdf"
    path.write_bytes(paper(sitting, name, "pdf"))
    for profile in (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2A):
        assert (
            re.findall(r"\[PDF[\w-]+\].*", str(page.validate_pdf(str(path), profile=profile))) == []
        )
    assert "Salle du conseil" in PdfReader(path).pages[0].extract_text() or name in {
        "plan",
        "suivi",
    }


@time_machine.travel(NOW, tick=False)
def test_the_slides_show_the_plan_with_a_chart_that_can_be_edited(sitting, copil):
    make_obligation(copil.convention, copil)
    show = Presentation(BytesIO(paper(sitting, "diaporama", "pptx")))
    titles = [slide.shapes.title.text_frame.text for slide in show.slides]
    assert titles == [
        "Comité de pilotage",
        "Ordre du jour",
        "Où en est le plan",
        "Les actions par axe",
        "Actions en retard",
        "Les engagements de 2026",
        "Suivi des décisions",
        "Prochaines séances",
    ]
    (frame,) = [shape for shape in show.slides[3].shapes if shape.has_chart]
    plot = frame.chart.plots[0]
    assert list(plot.categories) == ["Axe 1 – Enfance", "Axe 2 – Âge"]
    assert {series.name: list(series.values) for series in plot.series} == {
        "terminées": [1, 0],
        "en cours": [1, 1],
    }
    described = frame._element.nvGraphicFramePr.cNvPr.get("descr")
    assert "Axe 1 – Enfance : 2 actions, dont 1 terminées" in described
    assert all(slide.shapes.title.text_frame.text for slide in show.slides)


def test_a_long_table_goes_on_over_the_next_slides_and_loses_no_row():
    rows = tuple((number, f"Action {number}") for number in range(1, 2 * ROWS_A_SLIDE + 2))
    sheet = Sheet("Longue", (Head("N°"), Head("Action", 5)), rows)
    chart = BarChart("Vide", (), (), "rien")
    show = Presentation(
        BytesIO(write_pptx(Deck("Titre", (), (sheet, Points("Mots", ()), chart)), NOW))
    )
    tables = [shape.table for slide in show.slides for shape in slide.shapes if shape.has_table]
    titles = [slide.shapes.title.text_frame.text for slide in show.slides]
    assert titles[1:4] == ["Longue", "Longue (suite)", "Longue (suite)"]
    kept = [row.cells[0].text for table in tables for row in list(table.rows)[1:]]
    assert kept == [str(number) for number, _ in rows]


@time_machine.travel(NOW, tick=False)
def test_the_pack_holds_every_paper_once_and_opens(sitting):
    archive = ZipFile(BytesIO(pack_bytes(sitting, "https://ctg.example.org")))
    wanted = [f"{PAPERS[name].stem}.{end}" for name in PACK for end in PAPERS[name].formats]
    assert archive.namelist() == wanted
    assert archive.testzip() is None
    (event,) = Calendar.from_ical(archive.read("8-agenda.ics")).walk("VEVENT")
    assert event["URL"].startswith("https://ctg.example.org/ctg/essai/")
    assert event.decoded("DTSTART").isoformat() == "2026-12-10T14:00:00+01:00"


@time_machine.travel(NOW, tick=False)
def test_a_reader_sees_the_papers_and_an_editor_what_is_to_fill(client, sitting, copil):
    sitting.place = ""
    sitting.save()
    address = reverse("governance_files:dossier", args=["essai", sitting.pk])
    sentences = [gap.sentence for gap in gaps_of(dossier_of(sitting, TODAY))]
    assert sentences == ["Le lieu n’est pas fixé.", "1 siège vacant : personne à convoquer."]
    for role, sees in ((Role.READER, False), (Role.COORDINATOR, True)):
        user = make_user(f"Personne {role}")
        make_member(copil.convention, role, user=user)
        client.force_login(user)
        told = client.get(address).content.decode()
        assert "Feuille d’émargement" in told
        assert ("Le lieu n’est pas fixé" in told) is sees
    pack = client.get(reverse("governance_files:pack", args=["essai", sitting.pk]))
    assert pack["Content-Type"] == "application/zip"
    assert "dossier-essai-seance-du-2026-12-10" in pack["Content-Disposition"]
    for name, end, status in (
        ("convocation", "docx", 200),
        ("convocation", "xlsx", 404),
        ("decisions", "xlsx", 404),
        ("inconnu", "pdf", 404),
    ):
        found = client.get(reverse("governance_files:paper", args=["essai", sitting.pk, name, end]))
        assert found.status_code == status, (name, end)


@time_machine.travel(NOW, tick=False)
def test_the_command_renders_the_next_sitting_and_lists_the_documents(sitting, tmp_path):
    earlier = sitting.body.sittings.get(state=SittingState.HELD.value)
    seats = dict.fromkeys(sitting.body.seats.values_list("pk", flat=True), "present")
    record_attendance(earlier, seats, {}, by=nobody())
    out = StringIO()
    call_command("render", "--list", "--json", stdout=out)
    told = json.loads(out.getvalue())
    assert {
        "name": "diaporama",
        "title": "Diaporama",
        "needs": "sitting",
        "formats": ["pptx", "odp"],
    } in told
    for row in told:
        for end in row["formats"]:
            file = tmp_path / f"{row['name']}.{end}"
            options = ["--convention", "essai", "--format", end, "--out", str(file)]
            call_command("render", row["name"], *options, stdout=StringIO())
            assert file.stat().st_size > 200, file.name
    assert "10 décembre 2026" in words_of((tmp_path / "convocation.docx").read_bytes())


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["rien"], "Il faut un document"),
        (["rien", "--convention", "essai", "--format", "pdf", "--out", "x"], "Aucun document"),
        (["diaporama", "--convention", "essai", "--format", "pdf", "--out", "x"], "pptx"),
        (
            ["convocation", "--convention", "essai", "--format", "pdf", "--out", "x"],
            "Aucune séance n’est à venir",
        ),
        (
            [
                "convocation",
                "--convention",
                "essai",
                "--sitting",
                "99999",
                "--format",
                "pdf",
                "--out",
                "x",
            ],
            "pas de séance 99999",
        ),
        (
            ["plan", "--convention", "ailleurs", "--format", "pdf", "--out", "x"],
            "Aucune convention",
        ),
    ],
)
def test_the_command_says_what_is_missing_and_writes_nothing(
    convention, words, said, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(CommandError, match=said):
        call_command("render", *words, stdout=StringIO())
    assert list(tmp_path.iterdir()) == []


def test_a_document_of_a_sitting_is_never_made_without_one(convention):
    with pytest.raises(ValueError, match="needs a sitting"):
        PAPERS["convocation"].write(Subject(convention, TODAY), "pdf", NOW)
