"""Every paper in every format: opened again by another reader, accessible, within its page."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
import time_machine
from docx import Document
from pptx import Presentation
from pptx.util import Emu

from gouvernail.documents.formats.deck import BarChart, Deck, Points, Series, Sheet
from gouvernail.documents.formats.deck_parts import ROWS_A_SLIDE, row_height
from gouvernail.documents.formats.docx import write_docx
from gouvernail.documents.formats.odp import write_odp
from gouvernail.documents.formats.odt import write_odt
from gouvernail.documents.formats.pdf import write_pdf
from gouvernail.documents.formats.pptx import write_pptx
from gouvernail.documents.formats.report import Grid, Head, Heading, Logo, Picture, Report, Text
from gouvernail.documents.papers import PACK, PAPERS
from tests.documents.reading import NOW, SITE, failures, open_part, paper, words_in
from tests.documents.test_looks import PNG
from tests.factories import make_convention
from tests.governance.factories import make_body, make_sitting

ALL = [(name, end) for name in PACK for end in PAPERS[name].formats]
SAID = {
    "convocation": ("10 décembre 2026 à 14 h 00", "Salle du conseil (fictive)", "Le maire"),
    "ordre-du-jour": ("Avancement du plan", "Awa Coordonne", "30"),
    "emargement": ("Maire, Ville d’Istres", "Inès Exemple", "Signature"),
    "diaporama": (
        "Comité de pilotage",
        "Former les équipes",
        "Axe 1 – Enfance",
        "Actions en retard",
    ),
    "plan": ("Ouvrir une crèche", "Former les équipes", "1.1"),
    "suivi": ("Publier l’état de l’offre d’accueil.", "en retard de 54 jours"),
    "compte-rendu": ("À écrire.", "Avancement du plan"),
    "agenda": ("Comité de pilotage", "Salle du conseil (fictive)", "10/12/2026 14:00"),
}
LACKS = {
    "convocation": ("Le lieu n’est pas fixé.", "L’ordre du jour n’est pas écrit.", "qui convoque"),
    "ordre-du-jour": ("L’ordre du jour n’est pas écrit.",),
    "emargement": ("n’a pas de siège",),
    "diaporama": (
        "L’ordre du jour n’est pas écrit.",
        "Le plan ne compte encore aucune action.",
        "Aucun engagement",
        "Aucune autre séance n’est encore datée.",
    ),
    "plan": ("Le plan ne compte encore aucune action.",),
    "compte-rendu": ("Les présences restent à noter.", "L’ordre du jour n’est pas écrit."),
}
READ = {"docx", "odt", "pdf", "pptx", "odp"}
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
XLINK = "{http://www.w3.org/1999/xlink}href"


@time_machine.travel(NOW, tick=False)
@pytest.mark.parametrize(("name", "end"), ALL)
def test_a_paper_says_the_same_whatever_the_file(sitting, name, end, tmp_path):
    made = paper(sitting, name, end, SITE)
    told = words_in(made, end)
    assert [word for word in SAID[name] if word not in told] == []
    if end == "pdf":
        assert failures(made, tmp_path) == []


@time_machine.travel(NOW, tick=False)
@pytest.mark.parametrize(
    ("name", "end"), [(name, end) for name, end in ALL if name in LACKS and end in READ]
)
def test_a_part_whose_data_is_missing_says_so_with_a_link(empty_sitting, name, end, tmp_path):
    made = paper(empty_sitting, name, end, SITE)
    told = words_in(made, end)
    assert [word for word in LACKS[name] if word not in told] == []
    assert f"{SITE}/ctg/vide/" in told.replace(" ", "")
    assert "À compléter" not in words_in(paper(empty_sitting, "suivi", "docx", SITE), "docx")
    if end == "pdf":
        assert failures(made, tmp_path) == []


@time_machine.travel(NOW, tick=False)
def test_without_an_address_of_the_server_nothing_leads_nowhere(empty_sitting):
    told = words_in(paper(empty_sitting, "convocation", "docx"), "docx")
    assert "Le lieu n’est pas fixé." in told
    assert "http" not in told


@pytest.fixture
def empty_sitting(db):
    body = make_body(make_convention("CTG vide", "vide"), "Groupe projet")
    return make_sitting(body, date(2026, 12, 1))


@time_machine.travel(NOW, tick=False)
def test_a_text_of_opendocument_is_accessible(sitting):
    made = paper(sitting, "convocation", "odt")
    body = open_part(made, "content.xml")
    assert [part.get(f"{TEXT}outline-level") for part in body.iter(f"{TEXT}h")] == ["1"]
    heads = [cell for group in body.iter(f"{TABLE}table-header-rows") for cell in group.itertext()]
    assert heads == ["N°", "Point", "Nature", "Présenté par", "Minutes"]
    meta = " ".join(open_part(made, "meta.xml").itertext())
    assert "Convocation – Copil du 10 décembre 2026" in meta
    assert "fr-FR" in meta


def a_report(rows=3, **details):
    grid = Grid((Head("A"), Head("B", 4)), tuple((str(n), "long " * 20) for n in range(rows)))
    return Report("Titre", ("État",), (Heading("Un"), grid, Text("Œuvre, à Noël")), **details)


@pytest.mark.parametrize(
    ("write", "end"), [(write_docx, "docx"), (write_odt, "odt"), (write_pdf, "pdf")]
)
def test_a_picture_and_a_logo_bear_their_words_in_every_format(write, end, tmp_path):
    blocks = (Text("avant"), Picture(PNG, "Code à lire par un téléphone"), Text("après"))
    made = write(replace(a_report(logo=Logo(PNG, "Logo fictif")), blocks=blocks), NOW)
    if end == "pdf":
        assert failures(made, tmp_path) == []
        return
    part = "word/document.xml" if end == "docx" else "content.xml"
    told = " ".join(
        value for element in open_part(made, part).iter() for value in element.values()
    ) + words_in(made, end)
    assert "Code à lire par un téléphone" in told
    assert "Logo fictif" in told


@pytest.mark.parametrize("write", [write_docx, write_odt, write_pdf])
def test_a_picture_that_is_none_keeps_nobody_from_the_document(write):
    report = replace(a_report(), blocks=(Text("avant"), Picture(PNG[:12], "rien"), Text("après")))
    end = write.__name__.removeprefix("write_")
    assert "avant" in words_in(write(report, NOW), end)


@pytest.mark.parametrize("rows", [3, 24])
def test_a_landscape_table_stays_within_its_page(rows):
    report = a_report(rows, is_landscape=True)
    document = Document(BytesIO(write_docx(report, NOW)))
    section = document.sections[0]
    room = section.page_width - section.left_margin - section.right_margin
    assert section.page_width > section.page_height
    assert sum(column.width for column in document.tables[0].columns) <= room
    assert len(document.tables[0].rows) == rows + 1


def test_a_long_table_goes_on_over_the_next_slides_and_loses_no_row():
    rows = tuple((number, f"Action {number}") for number in range(1, 2 * ROWS_A_SLIDE + 2))
    sheet = Sheet("Longue", (Head("N°"), Head("Action", 5)), rows)
    chart = BarChart("Vide", (), (), "rien")
    deck = Deck("Titre", (), (sheet, Points("Mots", ()), chart))
    show = Presentation(BytesIO(write_pptx(deck, NOW)))
    tables = [shape.table for slide in show.slides for shape in slide.shapes if shape.has_table]
    titles = [slide.shapes.title.text_frame.text for slide in show.slides]
    assert titles[1:4] == ["Longue", "Longue (suite)", "Longue (suite)"]
    kept = [row.cells[0].text for table in tables for row in list(table.rows)[1:]]
    assert kept == [str(number) for number, _ in rows]
    assert words_in(write_odp(deck, NOW), "odp").count("(suite)") >= 2


def test_long_words_are_given_the_height_they_take():
    heads = (Head("Action", 3), Head("Pilote"))
    long = "Anticonstitutionnellement" * 4
    assert row_height(("a", long), heads, 600) > 3 * row_height(("a", "b"), heads, 600) / 2
    rows = tuple((f"Action {n} {long}", long) for n in range(24))
    deck = Deck("Titre", (), (Sheet("Longs mots", heads, rows),))
    show = Presentation(BytesIO(write_pptx(deck, NOW)))
    for slide in list(show.slides)[1:]:
        (table,) = [shape.table for shape in slide.shapes if shape.has_table]
        used = sum(row_height([cell.text for cell in row.cells], heads, 860) for row in table.rows)
        assert used * Emu(12_700) < show.slide_height * 3 / 4


def test_the_chart_of_an_odp_is_a_chart_with_its_figures():
    chart = BarChart(
        "Par axe",
        ("Axe 1", "Axe 2"),
        (Series("terminées", "done", (3, 0)), Series("en cours", "running", (1, 2))),
        "Axe 1 : 4 actions",
    )
    made = write_odp(Deck("Titre", (), (chart,)), NOW)
    table = next(open_part(made, "Object 2/content.xml").iter(f"{TABLE}table"))
    rows = [" ".join(row.itertext()).split() for row in table.iter(f"{TABLE}table-row")]
    assert rows == [["terminées", "en", "cours"], ["Axe", "1", "3", "1"], ["Axe", "2", "2"]]
    assert "Axe 1 : 4 actions" in words_in(made, "odp")
    assert "./Object 2" in {part.get(XLINK) for part in open_part(made, "content.xml").iter()}
