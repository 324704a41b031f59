"""Plans kept in Word: tables between headings, fiches under headings."""

import io
import zipfile

import docx
import pytest

from gouvernail.imports.readers import limits as refusals
from gouvernail.imports.readers import read, read_safely
from gouvernail.imports.sheets import read_plan
from tests.imports.texts import book, docx_bytes, text

HEADER = ["N°", "Action", "Pilote", "Échéance"]
ONE, TWO = ["1", "Ouvrir un café", "Ville", "2026"], ["2", "Tenir un forum", "CCAS", "juin 2026"]
FICHE = [["Pilote", "CCAS"], ["Partenaires", "Caf, PMI"], ["Calendrier", "2026"]]


def read_in(*blocks):
    return [(one.path, one.number, one.title) for one in read_plan(book(*blocks)).actions]


def test_one_table_is_read_as_a_sheet():
    plan = read_plan(book("Notre plan", [HEADER, ["AXE 1 : Grandir", None, None, None], ONE, TWO]))
    assert [(one.place.row, one.path, one.title) for one in plan.actions] == [
        (3, ("AXE 1 : Grandir",), "Ouvrir un café"),
        (4, ("AXE 1 : Grandir",), "Tenir un forum"),
    ]


def test_headings_between_tables_are_levels():
    found = read_in(
        "# Plan d’actions de la CTG",
        "## Grandir",
        "### Accueillir",
        [HEADER, ONE],
        "## Se loger",
        [HEADER, TWO],
    )
    assert found == [
        (("Grandir", "Accueillir"), "1", "Ouvrir un café"),
        (("Se loger",), "2", "Tenir un forum"),
    ]


def test_a_table_that_goes_on_without_its_header_is_read():
    assert len(read_in("# Grandir", [HEADER, ONE], [TWO])) == 2


def test_the_heading_above_a_fiche_is_its_title():
    found = read_in(
        "# Axe 1 : Grandir", "## Action 1.1 – Ouvrir un café", "Pour les parents.", FICHE,
        "## Action 1.2 – Tenir un forum", FICHE,
    )  # fmt: skip
    assert found == [
        (("Axe 1 : Grandir",), "1.1", "Ouvrir un café"),
        (("Axe 1 : Grandir",), "1.2", "Tenir un forum"),
    ]


def test_the_text_under_a_heading_is_kept_with_its_fiche():
    plan = read_plan(book("# Axe 1", "## Action 1.1 – Ouvrir", "Pour les parents.", FICHE))
    assert plan.actions[0].texts["description"] == "Pour les parents."
    assert str(plan.actions[0].place) == "Tableau 1, ligne 1"


def test_a_fiche_may_give_its_own_title():
    fiche = [["Fiche action n° 3 : Ouvrir un café", None], *FICHE]
    assert read_in("# Axe 1 : Grandir", fiche) == [(("Axe 1 : Grandir",), "3", "Ouvrir un café")]


def test_fiches_without_tables_are_read():
    found = read_in(
        "# Axe 1", "## Ouvrir un café", "Pilote : CCAS", "Échéance : fin 2026",
        "## Tenir un forum", "Pilote : Ville", "Échéance : 2027",
    )  # fmt: skip
    assert found == [(("Axe 1",), None, "Ouvrir un café"), (("Axe 1",), None, "Tenir un forum")]


def test_headings_without_a_style_are_known_by_their_words():
    found = read_in("Axe 1 : Grandir", "Fiche action 1 : Ouvrir un café", FICHE)
    assert found == [(("Axe 1 : Grandir",), "1", "Ouvrir un café")]


def test_headings_that_repeat_are_labels():
    found = read_plan(
        book(
            "# Action 1 : Ouvrir",
            "## Contexte",
            "Un besoin.",
            "## Pilote",
            "CCAS",
            "# Action 2 : Tenir",
            "## Contexte",
            "Un autre.",
            "## Pilote",
            "Ville",
        )
    ).actions
    assert [(one.title, one.lead_text, one.texts["context"]) for one in found] == [
        ("Ouvrir", "CCAS", "Un besoin."),
        ("Tenir", "Ville", "Un autre."),
    ]


def with_xml(old, new):
    """Return a text whose XML was changed by hand."""
    source, buffer = zipfile.ZipFile(io.BytesIO(text([HEADER, ONE, TWO]))), io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in source.namelist():
            part = source.read(name)
            if name == "word/document.xml":
                assert old.encode() in part
                part = part.replace(old.encode(), new.encode())
            packed.writestr(name, part)
    return buffer.getvalue()


def test_changes_are_read_as_accepted():
    run = "<w:r><w:t>Ouvrir un café</w:t></w:r>"
    gone = '<w:del w:id="1"><w:r><w:delText>Fermer</w:delText></w:r></w:del>'
    come = '<w:ins w:id="2"><w:r><w:t> associatif</w:t></w:r></w:ins>'
    plan = read_plan(read(with_xml(run, gone + run + come), "plan.docx"))
    assert plan.actions[0].title == "Ouvrir un café associatif"


def test_text_boxes_and_fields_do_no_harm():
    box = (
        "<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>encadré</w:t></w:r></w:p></w:txbxContent>"
        "</w:pict><w:instrText>PAGE</w:instrText></w:r>"
    )
    run = "<w:r><w:t>Ouvrir un café</w:t></w:r>"
    plan = read_plan(read(with_xml(run, run + box), "plan.docx"))
    assert plan.actions[0].title == "Ouvrir un café"


def test_a_table_inside_a_cell_is_read_with_it():
    document = docx.Document()
    table = document.add_table(2, 2)
    for column, label in enumerate(["Action", "Pilote"]):
        table.cell(0, column).text = label
    table.cell(1, 0).text = "Ouvrir"
    inner = table.cell(1, 1).add_table(1, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "Ville", "CCAS"
    sheet = read(docx_bytes(document), "plan.docx").sheets[0]
    assert sheet.rows[1] == ("Ouvrir", "Ville : CCAS")


def test_the_child_gives_back_what_this_process_reads():
    data = text("# Axe 1", "Un texte", [HEADER, ONE, ["^", None, "x", "y"]])
    assert read_safely(data, "plan.docx") == read(data, "plan.docx")


ENTITY = '<!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    ("data", "name", "refusal"),
    [
        pytest.param(text("x"), "plan.docm", refusals.MacroWorkbook, id="macros by name"),
        pytest.param(text("x"), "plan.xlsx", refusals.NotWhatItSays, id="called a workbook"),
        pytest.param(
            with_xml("<w:document", ENTITY + "<w:document"),
            "plan.docx",
            refusals.SuspiciousArchive,
            id="an entity",
        ),
        pytest.param(with_xml("</w:body>", ""), "plan.docx", refusals.BrokenFile, id="broken XML"),
    ],
)
def test_a_file_is_refused_with_a_sentence(data, name, refusal):
    with pytest.raises(refusal):
        read(data, name)
