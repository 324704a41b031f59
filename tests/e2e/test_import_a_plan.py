"""A person who has never seen Gouvernail brings a plan in, in a few gestures."""

from pathlib import Path

from gouvernail.imports.readers import read
from gouvernail.imports.sheets import Vocabulary, read_plan
from gouvernail.rules.progress import StatusFamily
from tests.imports.truth import differences, load

SAMPLES = Path(__file__).parents[1] / "imports" / "samples"
STATUSES = tuple(
    zip(
        ("à engager", "en cours", "réalisée", "reportée", "abandonnée"),
        (
            StatusFamily.NOT_STARTED,
            StatusFamily.RUNNING,
            StatusFamily.DONE,
            StatusFamily.SUSPENDED,
            StatusFamily.DROPPED,
        ),
        strict=True,
    )
)


def bring(page, path):
    page.goto("/ctg/essai/aujourdhui/")
    if page.get_by_role("link", name="Importer mon plan").count():
        page.click("text=Importer mon plan")
    else:
        page.goto("/ctg/essai/plan/importer/")
    page.set_input_files("input[type=file]", path)
    page.click("text=Lire ce fichier")
    page.click("text=Voir l’aperçu")
    return 4


def test_a_newcomer_finds_every_action_again(open_page):
    page = open_page()
    gestures = bring(page, SAMPLES / "plan_golfe_etangs.xlsx")
    assert page.locator("text=À vous de dire").count() == 1
    page.click("button[name=apply]")
    page.wait_for_url("**/plan/")
    assert gestures + 1 <= 8
    with page.expect_download() as download:
        page.click("summary:has-text('Exporter')")
        page.click("text=Tableur Excel (XLSX)")
    exported = Path(download.value.path()).read_bytes()
    assert titles_of(exported) == expected_titles()
    bring(page, SAMPLES / "plan_golfe_etangs.xlsx")
    assert page.locator("text=rien à importer").count() == 1


def titles_of(exported):
    return said_by(read_plan(read(exported, "plan.xlsx"), Vocabulary(statuses=STATUSES)))


def expected_titles():
    name = "plan_golfe_etangs.xlsx"
    plan = read_plan(read((SAMPLES / name).read_bytes(), name), Vocabulary(statuses=STATUSES))
    assert differences(plan, load(SAMPLES / "plan_golfe_etangs.expected.json")) == []
    return said_by(plan)


def said_by(plan):
    return [
        (action.title, action.path, action.leads, action.partners, action.deadline.text,
         action.status_family)
        for action in plan.actions
    ]  # fmt: skip


def test_a_small_csv_shows_its_columns(open_page, tmp_path):
    page = open_page()
    small = tmp_path / "plan.csv"
    small.write_text("N°;Action;Pilote\n1;Essai;CCAS\n", encoding="utf-8")
    page.goto("/ctg/essai/plan/importer/")
    page.set_input_files("input[type=file]", small)
    page.click("text=Lire ce fichier")
    assert "Que dit chaque colonne" in page.locator("h1").inner_text()
