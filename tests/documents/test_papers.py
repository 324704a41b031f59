"""The papers of a sitting: what each says."""

from io import BytesIO

import docx
import time_machine
from pptx import Presentation

from gouvernail.directory.operations import PersonData, create_person
from gouvernail.documents.papers import PAPERS
from gouvernail.documents.subject import sitting_subject
from gouvernail.governance.models import Answer
from gouvernail.governance.operations.invitees import answer_convocation, invite_besides
from tests.documents.reading import NOW, TODAY, paper, words_of
from tests.factories import nobody
from tests.governance.factories import make_obligation, record_attendance


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


@time_machine.travel(NOW, tick=False)
def test_the_sheet_names_those_called_besides_and_who_comes_in_whose_place(sitting):
    guest = create_person(
        sitting.convention_id, PersonData("Ida Invitée", "Directrice de crèche"), by=nobody()
    )
    invitee = invite_besides(sitting, guest, by=nobody())
    answer_convocation(invitee, Answer.DEPUTY, "Max Exemple", by=nobody())
    sheet = PAPERS["emargement"].write(sitting_subject(sitting, TODAY), "docx", NOW)
    assert "Directrice de crèche" in words_of(sheet)
    assert "Ida Invitée (suppléant : Max Exemple)" in words_of(sheet).replace("\u202f", " ")
