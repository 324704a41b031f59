"""A Cotech validates with the keyboard alone; slides and report carry exactly those words."""

import re
from io import BytesIO

from playwright.sync_api import expect
from pptx import Presentation

from tests.documents.reading import words_in

C = "/ctg/golfe-et-etangs"
SITTINGS = f"{C}/gouvernance/seances/"
CYCLE = "Bilan 2026"
COPIL = 6
PATIENCE = 60_000  # milliseconds: a report in three formats
ACTIVE = "document.activeElement.innerText.replace(/\\s+/g, ' ').trim()"


def press_to(page, words, most=150):
    """Press Tab until the focus stands on a link or a button with these words."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate(ACTIVE).startswith(words):
            return
    raise AssertionError(f"« {words} » is not reached by the keyboard")


def date_a_cotech_today(page):
    page.goto(f"{SITTINGS}ajouter/")
    page.select_option("[name=body]", label="Comité technique")
    page.fill("[name=day]", page.evaluate("new Date().toLocaleDateString('sv')"))
    page.fill("[name=hour]", "09:00")
    page.fill("[name=place]", "Mairie")
    page.click("main form .btn--primary")
    page.wait_for_url(f"**{SITTINGS}")


def read_by_keyboard(page):
    """Go from the cycles to what the Cotech reads of the first axis."""
    page.goto(f"{C}/evaluation/")
    page.get_by_role("link", name=CYCLE, exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text(CYCLE)
    assert page.locator("input[name=bilans]").count()
    press_to(page, "Lecture du Cotech")
    page.keyboard.press("Enter")
    expect(page.locator("article.read")).to_have_count(3)


def words_of_slides(page):
    answer = page.request.get(f"{SITTINGS}{COPIL}/diaporama.pptx")
    slides = Presentation(BytesIO(answer.body())).slides
    told = [
        shape.text_frame.text for slide in slides for shape in slide.shapes if shape.has_text_frame
    ]
    return " ".join(" ".join(told).split())


def words_of_report(page):
    """Compose the report of the year; return the words of its files, by format."""
    page.goto(f"{C}/evaluation/rapports/annuel/2026/")
    with page.expect_navigation():  # another test may have composed it before
        page.get_by_role("button", name=re.compile("^Composer")).click()
    expect(page.get_by_role("button", name="Composer de nouveau")).to_be_visible(timeout=PATIENCE)
    told = {}
    for end in ("docx", "odt", "pdf"):
        with page.expect_download(timeout=PATIENCE) as taken:
            link = page.get_by_role("link", name=re.compile(end.upper())).first
            link.click(timeout=PATIENCE)
        told[end] = words_in(taken.value.path().read_bytes(), end)
    return told


def waiting_texts(page):
    """Return what waits for the Cotech, from the axis that is read to the last one."""
    found = texts_of(page, "article section:first-child .read-text p")
    while page.get_by_role("link", name="Axe suivant").count():
        read = page.locator("h1").inner_text()
        page.get_by_role("link", name="Axe suivant").click()
        expect(page.locator("h1")).not_to_have_text(read)
        found += texts_of(page, "article section:first-child .read-text p")
    return found


def texts_of(page, place):
    """Return what is read there, without the words that stand for nothing."""
    read = [" ".join(text.split()) for text in page.locator(place).all_inner_texts()]
    return [text for text in read if text != "Rien d’écrit."]


def test_a_cotech_validates_by_keyboard_and_the_copil_reads_those_words(open_page):
    page = open_page()
    date_a_cotech_today(page)
    read_by_keyboard(page)
    # The other texts of the demo come back from year to year; results are those of this cycle.
    results = texts_of(page, "article section:first-child .read-text p")
    written = texts_of(page, "article .read-text p")
    before = words_of_slides(page)
    assert [text for text in results if text in before] == []
    press_to(page, "Valider : 1.1.1")
    page.keyboard.press("Enter")
    expect(page.locator("main [role=status]")).to_contain_text("1 bilan validé et figé")
    # The focus is where the reader was: the next button is that of the following action.
    press_to(page, "Valider : 1.1.3", most=6)
    press_to(page, "Valider tout l’axe (2)")
    page.keyboard.press("Enter")
    expect(page.locator("main [role=status]")).to_contain_text("2 bilans validés et figés")
    press_to(page, "Axe suivant")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("AXE 2")
    waiting = waiting_texts(page)
    assert waiting
    slides = words_of_slides(page)
    assert [text for text in written if text not in slides] == []
    assert [text for text in waiting if text in slides] == []
    page.goto(f"{C}/gouvernance/seances/{COPIL}/")
    expect(page.locator("main")).to_contain_text("3 bilans validés par le Cotech")
    for end, told in words_of_report(page).items():
        assert (end, [text for text in written if text not in told]) == (end, [])
        assert (end, [text for text in waiting if text in told]) == (end, [])
