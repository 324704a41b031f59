"""The list of the plan by the keyboard alone: filter, edit in place, choose, change, go back."""

from playwright.sync_api import expect

TABLE = "/ctg/golfe-et-etangs/plan/tableau/"


def focused(page):
    return page.evaluate("document.activeElement.id")


def test_a_filter_is_announced_and_the_way_back_undoes_it(open_page):
    page = open_page()
    page.goto(TABLE)
    total = page.locator("#resultats h2").inner_text()
    page.focus("#etat")
    page.select_option("#etat", index=2)
    page.wait_for_url("**/?etat=*")
    expect(page.locator("#annonce")).to_contain_text("action")
    assert page.locator(".chip").count() == 1
    page.go_back()
    expect(page.locator(".chip")).to_have_count(0)
    assert page.locator("#resultats h2").inner_text() == total


def test_a_state_is_changed_in_place_and_the_focus_comes_back(open_page):
    page = open_page()
    page.goto(TABLE)
    link = page.locator("a.edit[id^=etat]").nth(5)
    name = link.get_attribute("id")
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("form.quick select:focus")
    page.keyboard.press("Escape")
    assert focused(page) == name
    page.keyboard.press("Enter")
    page.wait_for_selector("form.quick select:focus")
    page.keyboard.press("End")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#annonce")).to_contain_text("Enregistré")
    assert focused(page) == name


def test_chosen_actions_are_changed_after_a_preview(open_page):
    page = open_page()
    page.goto(TABLE)
    assert page.locator("#lot").is_hidden()
    for rank in (0, 1):
        page.locator("input[name=actions]").nth(rank).focus()
        page.keyboard.press("Space")
    assert "2 actions cochées" in page.locator("#lot").inner_text()
    page.locator("#lot .btn--primary").press("Enter")
    page.select_option("[name=priority]", index=1)
    page.fill("[name=reason]", "Copil fictif")
    page.locator("button[value=voir]").press("Enter")
    page.locator("button[value=appliquer]").press("Enter")
    page.wait_for_url(f"**{TABLE}")
    assert "2 actions modifiées" in page.locator("[role=status]").first.inner_text()


def test_on_a_phone_nothing_overflows_and_the_filters_unfold(open_page):
    page = open_page(viewport={"width": 390, "height": 844})
    page.goto(TABLE)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.click("#ouvrir-filtres")
    assert page.locator("#etat").is_visible()
