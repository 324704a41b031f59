"""A sitting that goes on, in a browser: the keyboard alone, a lost connection, two writers."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import sign_in

SITTINGS = "/ctg/golfe-et-etangs/gouvernance/seances/"


@pytest.fixture
def writer(browser, demo):
    """Return a function that opens a page on a device of its own; a lost network is no error."""
    contexts, errors = [], []

    def opened(who="cdc"):
        context = browser.new_context(
            base_url=demo["url"],
            locale="fr-FR",
            timezone_id="Europe/Paris",
            viewport={"width": 1280, "height": 900},
        )
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("dialog", lambda dialog: dialog.accept())
        sign_in(page, who)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert errors == []


@pytest.fixture
def live(writer):
    """Date a sitting of today with two points, and return the address of its page."""
    page = writer()
    page.goto(f"{SITTINGS}ajouter/")
    page.select_option("[name=body]", label="Comité technique")
    page.fill("[name=day]", page.evaluate("new Date().toLocaleDateString('sv')"))
    page.fill("[name=hour]", "14:00")
    page.fill("[name=place]", "Mairie")
    page.click("main form .btn--primary")
    page.wait_for_url(f"**{SITTINGS}")
    numbers = page.eval_on_selector_all(
        "a[href*='/seances/']",
        "links => links.map(one => one.href.match(/seances\\/(\\d+)\\/$/)?.[1])",
    )
    latest = max(int(number) for number in numbers if number)
    page.goto(f"{SITTINGS}{latest}/ordre-du-jour/")
    page.fill("[name=more]", "Un point fictif\nUn autre point")
    page.click("main form .btn--primary")
    page.wait_for_url(f"**{SITTINGS}{latest}/")
    return f"{SITTINGS}{latest}/en-seance/"


def waits(page):
    """Tell whether a text is still kept on the device."""
    return page.evaluate("Object.keys(localStorage).some(key => key.startsWith('gouvernail:'))")


def arrived(page):
    """Wait until the server has everything."""
    for _ in range(100):
        page.wait_for_timeout(150)
        if not waits(page):
            return
    pytest.fail(page.locator("#saisie").inner_text())


def text_on_the_server(page, address, rank):
    facts = page.request.get(f"{address}etat.json").json()
    key = page.locator("[data-words]").nth(rank).get_attribute("data-words")
    return facts["words"][key]


def test_minutes_are_written_with_the_keyboard_alone(writer, live):
    page = writer()
    page.goto(live)
    page.locator(".live-agenda a").first.focus()
    page.keyboard.press("Enter")
    page.keyboard.type("La Caf présente.")
    page.keyboard.press("Control+s")
    arrived(page)
    page.keyboard.press("Alt+ArrowDown")
    page.keyboard.type("Point suivant.\nDeuxième ligne.")
    arrived(page)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".live-decision textarea").nth(1)).to_be_focused()
    page.keyboard.type("Suivre le délai.")
    while page.evaluate("document.activeElement.tagName") != "BUTTON":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".live-decisions .row-title")).to_have_text("Suivre le délai.")
    assert text_on_the_server(page, live, 0) == "La Caf présente."
    assert text_on_the_server(page, live, 1) == "Point suivant.\nDeuxième ligne."
    expect(page.locator("#saisie")).to_have_text(re.compile("Décision notée|Enregistré"))


def test_presences_are_kept_as_they_are_chosen(writer, live):
    page = writer()
    page.goto(live)
    first = page.locator(".live-seat").first.locator("input[type=radio]")
    first.nth(1).focus()
    page.keyboard.press("Space")
    expect(page.locator("[data-there]")).to_have_text("1")
    page.fill("#invite", "Max Exemple, association fictive")
    page.keyboard.press("Enter")
    expect(page.locator("[data-guests] li")).to_contain_text("Max Exemple")
    page.click("button[name=everyone]")
    arrived(page)
    page.reload()
    assert first.nth(1).is_checked()
    assert page.locator("[data-guests] li").count() == 1
    assert page.locator(".live-seat input:checked").count() > 1


def test_a_text_typed_without_a_connection_survives_a_reload_and_arrives(writer, live):
    page = writer()
    page.goto(live)
    field = page.locator("[data-words] textarea").first
    field.focus()
    page.keyboard.type("Avant la coupure.")
    arrived(page)
    page.context.set_offline(True)
    page.keyboard.type("\nPendant la coupure.")
    expect(page.locator("#saisie")).to_contain_text("Hors ligne")
    assert waits(page)
    page.keyboard.type("\nEncore pendant.")
    page.wait_for_timeout(1200)
    page.context.set_offline(False)
    page.reload()
    arrived(page)
    whole = "Avant la coupure.\nPendant la coupure.\nEncore pendant."
    assert text_on_the_server(page, live, 0) == whole
    assert field.input_value() == whole


def test_a_text_kept_for_a_point_that_is_gone_is_put_with_the_rest(writer, live):
    page = writer()
    page.goto(live)
    page.locator("[data-words] textarea").nth(3).focus()
    page.context.set_offline(True)
    page.keyboard.type("Dit avant que le point ne parte.")
    expect(page.locator("#saisie")).to_contain_text("Hors ligne")
    other = writer()
    other.goto(live.replace("en-seance", "ordre-du-jour"))
    other.locator("[name^=remove-]").nth(3).check()
    other.click("main form .btn--primary")
    other.wait_for_url(re.compile(r"/seances/\d+/$"))
    page.context.set_offline(False)
    expect(page.locator("[data-words-error]").nth(3)).to_contain_text("plus à l’ordre du jour")
    page.reload()
    arrived(page)
    assert text_on_the_server(page, live, 3) == "Dit avant que le point ne parte."


def test_two_devices_write_the_same_point_and_both_keep_their_lines(writer, live):
    one, two = writer("cdc"), writer("pilote")
    for page in (one, two):
        page.goto(live)
    fields = [page.locator("[data-words] textarea").first for page in (one, two)]
    two.context.set_offline(True)
    fields[0].focus()
    one.keyboard.type("Dit par la première.")
    fields[1].focus()
    two.keyboard.type("Dit par le second.")
    arrived(one)
    two.context.set_offline(False)
    arrived(two)
    one.keyboard.type("\nEt la suite.")
    arrived(one)
    for field in fields:
        expect(field).to_have_value(re.compile("Dit par le second"), timeout=15_000)
        expect(field).to_have_value(re.compile("Et la suite"), timeout=15_000)
    lines = text_on_the_server(one, live, 0).split("\n")
    assert sorted(lines) == ["Dit par la première.", "Dit par le second.", "Et la suite."]


def test_the_views_are_turned_with_the_keyboard(writer, live):
    page = writer()
    page.goto(live.replace("en-seance", "presentation"))
    page.keyboard.press("ArrowRight")
    expect(page.locator(".screen-foot p")).to_have_text(re.compile("Vue 2 sur"))
    expect(page.locator("h1")).to_have_text("Ordre du jour")
    page.keyboard.press("ArrowLeft")
    expect(page.locator(".screen-foot p")).to_have_text(re.compile("Vue 1 sur"))
