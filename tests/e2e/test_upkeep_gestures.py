"""What the keeper of a campaign does between two Copil, counted as the table of the docs says.

After the tests that read the demo as it is told: these gestures change it.
"""

import re

from playwright.sync_api import expect

from tests.e2e.gestures import Gestures
from tests.e2e.test_campaign import WORDS
from tests.e2e.test_reviews import date_a_cotech_today
from tests.reviews.time_table import gestures_of

C = "/ctg/golfe-et-etangs"
CAMPAIGN = "Remontée d’automne 2026"
CYCLE = "Bilan 2026"
ON_PHONE = "Trois associations se sont réunies. La quinzaine aura lieu en mars, à Istres et à Fos."
WORD_BACK = "Combien de familles, et depuis quand ?"
CORRECTION = "Douze animateurs formés, dont quatre à Fos (exemple fictif)."


def counted(hand):
    return hand.clicks, hand.fields, hand.characters


def holds(hand, step):
    """Tell whether the table counts what was done; of characters, it states the most."""
    clicks, fields, characters = gestures_of(step)
    assert (hand.clicks, hand.fields) == (clicks, fields), (step, counted(hand))
    assert hand.characters <= characters, (step, counted(hand))


def open_campaign(page):
    page.goto(f"{C}/evaluation/campagnes/")
    page.get_by_role("link", name=CAMPAIGN).last.click()
    expect(page.locator("h1")).to_have_text(CAMPAIGN)


def open_board(page):
    page.goto(f"{C}/evaluation/")
    page.get_by_role("link", name=CYCLE, exact=True).click()
    expect(page.locator("h1")).to_contain_text(CYCLE)


def row_of(page, number):
    return (
        page.locator("li.row").filter(has=page.get_by_text(number, exact=True)).get_by_role("link")
    )


def test_a_referent_who_was_missing_is_named(open_page):
    page = open_page()
    page.goto(f"{C}/plan/")
    hand = Gestures(page)
    hand.click(page.get_by_role("link", name="Structure", exact=True))
    axis = page.locator("li.row").filter(has_text="AXE 3").first
    hand.click(axis.get_by_text("Modifier ce niveau").first)
    who = axis.get_by_label("Personne référente").first
    hand.choose(who, label=last_option(who))
    hand.click(axis.get_by_role("button", name="Enregistrer").first)
    expect(page.locator("main [role=status]")).to_be_visible()
    holds(hand, "nommer cinq personnes")


def last_option(select):
    return select.locator("option").last.inner_text()


def test_a_relay_is_accepted(open_page):
    page = open_page()
    open_campaign(page)
    hand = Gestures(page)
    hand.click(page.get_by_role("link", name=re.compile("^Accepter ou refuser")))
    hand.click(page.get_by_role("button", name="Accepter ce relais"))
    expect(page.locator("#personnes")).to_contain_text("Léo Inventé")
    holds(hand, "accepter un relais")


def test_an_answer_is_noted_on_the_phone(open_page):
    page = open_page()
    open_campaign(page)
    hand = Gestures(page)
    hand.click(page.get_by_role("link", name="Ari Inventé"))
    hand.click(page.get_by_role("link", name=re.compile("^Noter au téléphone.*quinzaine")))
    hand.check(page.get_by_role("radio", name="En cours"))
    hand.fill(page.get_by_label(WORDS), ON_PHONE)
    hand.click(page.locator("main form.form .btn--primary"))
    expect(page.locator("main")).to_contain_text("au téléphone")
    hand.click(page.get_by_role("link", name=CAMPAIGN))
    holds(hand, "noter deux réponses au téléphone")


def test_an_answer_is_sent_back_with_a_word(open_page):
    page = open_page()
    open_board(page)
    row_of(page, "4.2.1").click()  # opening it is reading it, which has its own row
    hand = Gestures(page)
    hand.click(page.get_by_role("link", name="Renvoyer avec un mot"))
    hand.fill(page.locator("main form textarea"), WORD_BACK)
    hand.click(page.locator("main form .btn--primary"))
    expect(page.locator("main")).to_contain_text(WORD_BACK)
    holds(hand, "renvoyer deux réponses")


def test_what_was_kept_is_corrected(open_page):
    page = open_page()
    open_board(page)
    hand = Gestures(page)
    hand.click(row_of(page, "2.1.2"))
    hand.click(page.get_by_role("link", name="Corriger"))
    hand.fill(page.get_by_label("Résultats"), CORRECTION)
    hand.click(page.get_by_role("button", name="Enregistrer la correction"))
    expect(page.locator("main")).to_contain_text(CORRECTION)
    holds(hand, "corriger deux réponses")


def test_an_axis_is_validated(open_page):
    page = open_page()
    date_a_cotech_today(page)
    open_board(page)
    page.get_by_role("link", name="Lecture du Cotech").click()
    page.get_by_role("navigation", name="Axes").get_by_role("link", name="AXE 4").click()
    hand = Gestures(page)
    hand.click(page.get_by_role("button", name=re.compile("^Valider tout l’axe")))
    expect(page.locator("main [role=status]")).to_contain_text("validé")
    hand.click(page.get_by_role("link", name="Axe suivant"))
    expect(page.locator("h1")).to_contain_text("AXE 5")
    holds(hand, "valider en séance")
