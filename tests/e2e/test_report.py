"""The annual report: written, composed behind the page, taken as a file; the words are there."""

import re

from playwright.sync_api import expect

from tests.documents.reading import words_in

C = "/ctg/golfe-et-etangs/evaluation/rapports"
INTRODUCTION = "L’année 2026 fut celle des premières ouvertures (exemple fictif)."
PATIENCE = 60_000  # milliseconds: a report in three formats


def test_the_report_of_the_year_is_written_composed_and_taken(open_page):
    page = open_page()
    page.goto(f"{C}/")
    page.get_by_role("link", name="Rapport d’activités annuel 2026").click()
    page.get_by_role("link", name="Écrire : Introduction").click()
    page.get_by_label("Texte").fill(INTRODUCTION)
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.locator("main")).to_contain_text("est enregistré")
    page.get_by_role("button", name="Composer le rapport").click()
    with page.expect_download(timeout=PATIENCE) as taken:
        page.get_by_role("link", name=re.compile("DOCX")).click(timeout=PATIENCE)
    told = words_in(taken.value.path().read_bytes(), "docx")
    assert INTRODUCTION in told
    assert "Rapport d’activités 2026" in told


def test_a_member_reads_last_years_report_and_no_other(open_page):
    page = open_page(who="lecteur")
    page.goto(f"{C}/")
    expect(page.locator("main .row")).to_have_count(1)
    page.get_by_role("link", name="Rapport d’activités annuel 2025").click()
    with page.expect_download() as taken:
        page.get_by_role("link", name=re.compile("PDF")).click()
    assert taken.value.path().read_bytes().startswith(b"%PDF")
    expect(page.get_by_role("button", name="Composer")).to_have_count(0)
