"""The reports of a convention say what was validated, and nothing else; alike in every file."""

from datetime import UTC, date, datetime
from io import BytesIO
from xml.etree import ElementTree

import docx
import pytest
import time_machine
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from docx.oxml.ns import qn
from pypdf import PdfReader

from gouvernail.action_plan.models import Action
from gouvernail.action_plan.operations import archive_action
from gouvernail.documents.catalogue import write_layout
from gouvernail.documents.content.report.compose import FORMATS, digest_of, parts_of, sections_of
from gouvernail.documents.content.report.outline import SECTIONS
from gouvernail.documents.content.report.subject import Wanted, report_subject
from gouvernail.documents.formats.charts import Bar, Dots, Way, stacked_bars, ways, year_dots
from gouvernail.documents.formats.report import Missing
from gouvernail.documents.models import ReportOutline, ReportText
from gouvernail.governance.models import Body
from gouvernail.governance.operations.decisions import DecisionDraft, record_decision
from gouvernail.reviews.models import Review
from gouvernail.reviews.operations.circuit import correct_review
from gouvernail.rules.decisions import DecisionState
from gouvernail.rules.reports import ReportKind
from tests.documents.reading import NOW, SITE, failures, open_part, words_in
from tests.documents.report_cast import (
    ANNUAL,
    LIFE,
    SHORT,
    TEXTS,
    TODAY,
    UNSAID,
    layout_of,
    make_territory,
    many_actions,
)
from tests.factories import make_action, make_convention, make_node, nobody

pytestmark = pytest.mark.django_db
ALL = [(wanted, end) for wanted in (ANNUAL, SHORT, LIFE) for end in FORMATS[wanted.kind]]


@pytest.fixture
def convention(istres_and_fos):
    return make_territory()


@pytest.fixture(autouse=True)
def the_day():
    with time_machine.travel(NOW, tick=False):
        yield


def said(convention, wanted):
    subject = report_subject(convention, wanted, TODAY)
    return {row["key"]: row["text"] for row in sections_of(parts_of(subject))}


@pytest.mark.parametrize(("wanted", "end"), ALL, ids=str)
def test_a_report_says_only_what_was_validated_in_every_file(convention, wanted, end, tmp_path):
    made = write_layout(layout_of(convention, wanted, SITE), end, NOW)
    told = words_in(made, end)
    assert UNSAID not in told
    assert "1.1" in told or "Axe 1" in told
    if end == "pdf":
        assert failures(made, tmp_path) == []


@pytest.mark.parametrize("end", FORMATS[ReportKind.ANNUAL])
def test_the_four_texts_of_the_year_are_in_the_files_word_for_word(convention, end):
    told = words_in(write_layout(layout_of(convention, ANNUAL), end, NOW), end)
    assert [text for text in TEXTS.values() if text not in told] == []
    assert "Financer le relais." in told


def test_a_text_being_corrected_stays_as_it_was_validated(convention):
    review = Review.objects.get(action__number="1.1")
    correct_review(review, "Le chiffre a changé", by=nobody())
    Review.objects.filter(pk=review.pk).update(results=UNSAID)
    assert TEXTS["results"] in said(convention, ANNUAL)["plan"]
    assert UNSAID not in "".join(said(convention, ANNUAL).values())


def test_a_part_without_data_says_what_to_fill_and_where(convention):
    subject = report_subject(convention, ANNUAL, TODAY, SITE)
    parts = {part.section.key: part for part in parts_of(subject)}
    [lack] = parts["introduction"].lacks
    address = f"{SITE}/ctg/rapport/evaluation/rapports/annuel/2025/ecrire/introduction/"
    assert lack == Missing(
        "Cette partie reste à écrire : ce qu’il faut retenir de l’année.", address
    )
    assert [row.words for row in parts["plan"].lacks] == [
        "Le bilan de cet axe n’est pas encore validé par le Cotech.",
        "Aucun bilan validé pour 2025.",
    ]
    assert parts["coordinators"].lacks
    assert parts["concertation"].lacks


def test_the_year_in_figures_leads_to_its_rows(convention):
    subject = report_subject(convention, ANNUAL, TODAY, "")
    [part] = [part for part in parts_of(subject) if part.section.key == "figures"]
    figures = {item.label: item for item in part.blocks[0].items}
    held = figures["séance tenue"]
    assert (held.value, held.address) == ("1", "/ctg/rapport/gouvernance/seances/?annee=2025")
    assert figures["décision prise, dont 0 exécutée"].address.endswith("decisions/?annee=2025")
    told = figures["actions au bilan validé par le Cotech"]
    cycle = Review.objects.get(action__number="1.1").cycle_id
    assert (told.value, told.address) == ("1 sur 2", f"/ctg/rapport/evaluation/cycles/{cycle}/")


def test_the_plan_of_a_past_year_is_that_of_its_last_day(convention):
    many_actions(convention, 1)
    assert "Action 0" not in said(convention, ANNUAL)["plan"]
    assert "Action 0" in said(convention, Wanted(ReportKind.ANNUAL, 2026))["plan"]


def test_what_was_validated_of_an_action_that_left_the_plan_is_still_told(convention):
    with time_machine.travel(datetime(2025, 12, 1, 9, tzinfo=UTC), tick=False):
        action = Action.objects.get(number="1.1")
        archive_action(action, version=action.version, by=nobody("Hors du plan"))
    told = said(convention, ANNUAL)["plan"]
    assert "Actions entrées dans le plan ou sorties depuis" in told
    assert TEXTS["results"] in told


def test_a_plan_that_came_later_is_read_as_it_is_today(istres_and_fos):
    convention = make_convention("CTG venue tard", "tard")
    make_action(convention, "Action récente", "en cours", number="1")
    assert "Action récente" in said(convention, ANNUAL)["plan"]


def test_what_people_typed_and_ordered_is_kept(convention):
    ReportText.objects.create(
        convention=convention,
        kind="annuel",
        year=2025,
        section="introduction",
        text="Bonne année.\n\n- un\n- deux",
    )
    places = [{"key": "plan", "title": "Nos actions", "is_shown": True},
              {"key": "figures", "title": "", "is_shown": False}]  # fmt: skip
    ReportOutline.objects.create(convention=convention, kind="annuel", sections=places)
    told = words_in(write_layout(layout_of(convention, ANNUAL), "docx", NOW), "docx")
    assert "Bonne année. un deux" in told
    assert "L’année en chiffres" not in told
    assert "Nos actions" in told


def test_the_short_report_never_passes_two_pages(convention):
    for rank in range(12):
        make_node(convention, f"Axe {rank} – " + "un titre bien trop long " * 8)
    for section in SECTIONS[ReportKind.SHORT]:
        ReportText.objects.create(
            convention=convention, kind="court", year=2026, section=section, text="mot " * 600
        )
    body = Body.objects.of(convention).first()
    for rank in range(9):
        text = f"Décision {rank} " + "longue à lire " * 30
        values = {"body": body, "text": text, "decided_on": date(2026, 3, 3)}
        record_decision(convention, DecisionDraft(values), by=nobody(), state=DecisionState.ADOPTED)
    made = write_layout(layout_of(convention, Wanted(ReportKind.SHORT, 2026)), "pdf", NOW)
    pages = PdfReader(BytesIO(made)).pages
    assert len(pages) == 2
    assert "autres axes, dans le rapport complet" in words_in(made, "pdf")


def test_the_life_of_a_convention_goes_from_the_baseline_to_each_year(convention):
    told = words_in(write_layout(layout_of(convention, LIFE), "xlsx", NOW), "xlsx")
    assert "Valeur 2024" in told
    assert "Valeur 2025" in told


def test_the_same_content_has_the_same_digest_whatever_the_moment(convention):
    first = sections_of(parts_of(report_subject(convention, ANNUAL, TODAY)))
    again = sections_of(parts_of(report_subject(convention, ANNUAL, TODAY, SITE)))
    assert digest_of(first) == digest_of(again)
    assert digest_of(first) != digest_of(first[1:])


def test_reading_a_report_asks_as_many_queries_whatever_the_plan(convention):
    wanted = Wanted(ReportKind.ANNUAL, 2026)
    with CaptureQueriesContext(connection) as few:
        report_subject(convention, wanted, TODAY)
    many_actions(convention)
    with CaptureQueriesContext(connection) as many:
        report_subject(convention, wanted, TODAY)
    assert len(few) == len(many) <= 50


def test_word_numbers_its_tables_and_lists_its_headings_by_fields(convention):
    made = write_layout(layout_of(convention, ANNUAL), "docx", NOW)
    document = docx.Document(BytesIO(made))
    fields = [one.get(qn("w:instr")) for one in document.element.iter(qn("w:fldSimple"))]
    assert any("SEQ Tableau" in told for told in fields)
    told = [one.text for one in document.element.iter(qn("w:instrText"))]
    assert any("TOC" in text for text in told)
    ranks = [p.style.name for p in document.paragraphs if p.style.name.startswith("Heading")]
    assert ranks[0] == "Heading 1"
    assert all(not style.startswith("Heading 3") or "Heading 2" in ranks for style in ranks)


def test_charts_are_vector_in_word_and_bear_their_words(convention):
    made = write_layout(layout_of(convention, ANNUAL), "docx", NOW)
    parts = {
        str(part.partname): part for part in docx.Document(BytesIO(made)).part.package.iter_parts()
    }
    assert [name for name in parts if name.endswith(".svg")]
    assert [name for name in parts if name.endswith(".png")]
    told = open_part(made, "word/document.xml")
    drawn = [
        one.get("descr")
        for one in told.iter(
            "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
        )
    ]
    assert drawn
    assert all(drawn)


def test_the_command_writes_the_reports(convention, tmp_path):
    for name, end in (("rapport-annuel", "odt"), ("rapport-court", "docx"), ("bilan", "ods")):
        out = tmp_path / f"{name}.{end}"
        call_command(
            "render", name, convention="rapport", year=2025, format=end, out=out, stdout=BytesTo()
        )
        assert out.stat().st_size > 1000


class BytesTo:
    """Somewhere for the command to speak."""

    def write(self, text):
        """Hear it."""


@pytest.mark.parametrize(
    "svg",
    [
        stacked_bars(
            [Bar("Axe <1> & co", (("done", 2), ("running", 1)), "3")], [("done", "faites")]
        ),
        stacked_bars([], []),
        year_dots([Dots("Copil", ((1, "held"), (1, "cancelled"), (12, "planned")))]),
        ways([Way("Familles", 0.0, 0.0, 0.0, ("0", "0", "0"))]),
    ],
)
def test_a_chart_is_a_drawing_whatever_it_is_given(svg):
    root = ElementTree.fromstring(svg)  # noqa: S314 - our own drawing
    assert root.tag.endswith("svg")
    assert not [one for one in root.iter() if "style" in one.attrib]
