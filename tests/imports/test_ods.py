"""Workbooks of LibreOffice: what they hold, and which are refused."""

from datetime import date

import pytest

from gouvernail.imports.readers import ErrorCell, Merge, read
from gouvernail.imports.readers import limits as refusals
from gouvernail.imports.sheets import read_plan
from tests.imports.books import HEADER, line
from tests.imports.opendocument import cell, content, ods, row, table

MILLION = 'table:number-rows-repeated="1048000"'
MANY = 'table:number-columns-repeated="16384"'


def sheet(*rows, **options):
    return read(ods(table("Plan", *rows, **options)), "plan.ods").sheets[0]


def test_values_keep_their_kinds():
    found = sheet(["Ouvrir", 12.5, date(2026, 6, 30), True, "deux\nlignes"])
    assert found.rows == (("Ouvrir", 12.5, date(2026, 6, 30), True, "deux\nlignes"),)


def test_a_cell_says_its_text_and_not_its_comment():
    comment = (
        "<office:annotation><dc:creator>A</dc:creator><text:p>à voir</text:p></office:annotation>"
    )
    text = "<text:p>Ouvrir<text:s text:c='2'/>un<text:tab/><text:span>café</text:span></text:p>"
    rich = f"<table:table-cell office:value-type='string'>{comment}{text}</table:table-cell>"
    assert sheet([rich]).rows == (("Ouvrir  un\tcafé",),)


def test_a_million_repeated_empty_rows_weigh_nothing():
    empty = f"<table:table-row {MILLION}>{cell('', MANY)}</table:table-row>"
    assert sheet(["a", "b"], empty).rows == (("a", "b"),)


def test_repeated_rows_and_cells_are_all_there():
    twice = row(
        ["x", cell("y", 'table:number-columns-repeated="2"')], 'table:number-rows-repeated="2"'
    )
    assert sheet(twice, [], ["z"]).rows == (
        ("x", "y", "y"),
        ("x", "y", "y"),
        (None, None, None),
        ("z", None, None),
    )


@pytest.mark.parametrize(
    ("rows", "refusal"),
    [
        pytest.param([row(["a"], MILLION)], refusals.TooManyRows, id="a million rows"),
        pytest.param(
            [f"<table:table-row {MILLION}/>", ["a"]], refusals.TooManyRows, id="a row far below"
        ),
        pytest.param([[cell("a", MANY)]], refusals.TooManyColumns, id="many columns"),
    ],
)
def test_what_would_fill_the_memory_is_refused(rows, refusal):
    with pytest.raises(refusal):
        sheet(*rows)


def test_merges_and_hidden_rows_are_known():
    merged = cell("Axe 1", 'table:number-columns-spanned="3" table:number-rows-spanned="1"')
    covered = '<table:covered-table-cell table:number-columns-repeated="2"/>'
    found = sheet(
        [],
        [merged, covered],
        row(["masquée"], 'table:visibility="collapse"'),
        row(["filtrée"], 'table:visibility="filter"'),
    )
    assert found.merges == (Merge(1, 0, 1, 2),)
    assert found.hidden_rows == (2, 3)


def test_a_hidden_sheet_says_so():
    assert sheet(["a"], style="hidden").is_hidden
    assert not sheet(["a"]).is_hidden


def test_errors_and_formulas_without_a_result_keep_their_place():
    broken = cell("#REF!", 'table:formula="of:=[.#REF!]"')
    blank = '<table:table-cell table:formula="of:=1+1"/>'
    empty = '<table:table-cell table:formula="of:=T(1)" office:value-type="string"/>'
    assert sheet([broken, blank, empty, "x"]).rows[0] == (
        ErrorCell("#REF!"),
        ErrorCell("(formule sans résultat)"),
        None,
        "x",
    )


def test_a_plan_reads_as_it_does_from_excel():
    plan = read_plan(read(ods(table("Plan", HEADER, line("1", "Ouvrir un café"))), "plan.ods"))
    assert [(one.number, one.title) for one in plan.actions] == [("1", "Ouvrir un café")]


ENTITY = '<!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]>'
LOCKED = "<manifest><encryption-data/></manifest>"
REFUSED = {
    "a password": (ods(**{"META-INF/manifest.xml": LOCKED}), refusals.ProtectedFile),
    "an entity": (ods(**{"content.xml": content(prolog=ENTITY)}), refusals.SuspiciousArchive),
    "an entity in UTF-16": (
        ods(**{"content.xml": content(prolog=ENTITY).replace("UTF-8", "UTF-16").encode("utf-16")}),
        refusals.SuspiciousArchive,
    ),
    "a text": (
        ods(mimetype="application/vnd.oasis.opendocument.text"),
        refusals.NotWhatItSays,
    ),
    "a text without a type": (
        ods(**{"mimetype": None, "content.xml": content(kind="text")}),
        refusals.NotWhatItSays,
    ),
    "cut XML": (ods(**{"content.xml": content()[:-30]}), refusals.BrokenFile),
}


@pytest.mark.parametrize(("data", "refusal"), REFUSED.values(), ids=REFUSED)
def test_a_file_is_refused_with_a_sentence(data, refusal):
    with pytest.raises(refusal):
        read(data, "plan.ods")
