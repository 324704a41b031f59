"""A day with the demo's plan by the keyboard alone: filter, edit, take away, print, compare."""

from playwright.sync_api import expect

MOST_TABS = 120
HERE = """
(() => {
  const here = document.activeElement;
  return (here.getAttribute("aria-label") || here.innerText || here.name || "").trim();
})()
"""


def tab_to(page, words):
    """Press Tab until what has the focus says these words, as a person without a mouse does."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate(HERE).startswith(words):
            return
    raise AssertionError(f"« {words} » is not reached in {MOST_TABS} tabs of {page.url}")


def go(page, words, address=""):
    """Reach a link or a button, press it, and wait for where it leads."""
    tab_to(page, words)
    page.keyboard.press("Enter")
    if address:
        page.wait_for_url(address)
        page.wait_for_load_state()


def test_a_list_is_filtered_and_taken_away_without_a_mouse(open_page):
    page = open_page()
    page.goto("/ctg/golfe-et-etangs/aujourdhui/")
    go(page, "Plan d’actions", "**/plan/")
    go(page, "Tableau", "**/plan/tableau/")
    page.focus("#q")
    page.keyboard.type("parentalite")
    page.wait_for_url("**q=parentalite**")
    expect(page.locator("#resultats h2")).to_contain_text("action")
    go(page, "Exporter")
    with page.expect_download() as download:
        go(page, "Plan en PDF")
    assert download.value.suggested_filename.endswith(".pdf")


def test_an_action_is_edited_then_compared_without_a_mouse(open_page):
    page = open_page()
    page.goto("/ctg/golfe-et-etangs/plan/")
    go(page, "Éditer et tenir à jour un guide", "**/plan/actions/*/")
    go(page, "Modifier", "**/modifier/")
    page.focus("[name=title]")
    page.keyboard.press("End")
    page.keyboard.type(" (fictif)")
    page.keyboard.press("Enter")
    page.wait_for_url("**/plan/actions/*/")
    expect(page.locator("h1")).to_contain_text("(fictif)")
    go(page, "Plan d’actions", "**/plan/")
    go(page, "Comparer", "**/plan/comparer/**")
    expect(page.locator("main")).to_contain_text("(fictif)")


def test_the_timeline_is_printed_without_a_mouse(open_page):
    page = open_page()
    page.add_init_script("window.print = () => { window.printed = true; }")
    page.goto("/ctg/golfe-et-etangs/plan/")
    go(page, "Frise", "**/plan/frise/")
    go(page, "Imprimer en A3")
    assert page.evaluate("window.printed") is True
