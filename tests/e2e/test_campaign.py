"""A campaign on twelve actions: read over, opened, answered on a phone, kept. Gestures counted."""

import re

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.e2e.gestures import Gestures

C = "/ctg/golfe-et-etangs"
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
TWO_MINUTES = 120
CYCLE = "Bilan à demander"
LEAD = "Maxence Témoin"
WORDS = re.compile("Qu’avez-vous fait|Les résultats, en quelques phrases")
ANSWER = "Le poste est financé. Le recrutement ouvre en janvier."


def open_a_cycle(page):
    """Open a cycle of which nothing was said yet."""
    page.goto(f"{C}/evaluation/cycles/ajouter/")
    page.get_by_label("Titre").fill(CYCLE)
    page.get_by_label("Du", exact=True).fill("2026-01-01")
    page.get_by_label("Au", exact=True).fill("2026-12-31")
    page.get_by_label("Séance qui valide").select_option(index=1)
    page.locator("main form button").last.click()
    expect(page.locator("main")).to_contain_text(CYCLE)


def prepare_and_open(page):
    """Prepare a campaign, read it over, open it: the gestures of whoever keeps the reviews."""
    open_a_cycle(page)
    hand = Gestures(page)
    page.goto(f"{C}/evaluation/campagnes/")
    hand.click(page.get_by_role("link", name="Préparer une campagne"))
    page.get_by_label("Cycle de bilans").select_option(label=CYCLE)
    hand.click(page.get_by_role("button", name="Préparer la campagne"))
    hand.click(page.get_by_role("link", name="Relire et ouvrir"))
    expect(page.locator(".asked-mail")).to_have_count(15)  # eleven leads, four referents
    expect(page.locator("main")).to_contain_text("{lien personnel}")
    assert actions_asked_about(page) >= 12
    hand.click(page.get_by_role("button", name="Ouvrir la campagne"))
    expect(page.locator("main")).to_contain_text("à remettre")
    return hand


def actions_asked_about(page):
    """Count the actions that the mails ask about, each once."""
    told = page.locator(".asked-mail .prose").all_text_contents()
    return len(set(re.findall(r"– (\d+\.\d+\.\d+)\s", "\n".join(told))))


def link_of(page, name):
    page.get_by_role("link", name="Voir les textes à copier").click()
    section = page.locator("section", has=page.get_by_role("heading", name=name))
    words = section.get_by_label("Texte").input_value()
    [link] = re.findall(r"http://\S+/bilan/\S+", words)
    return link


def test_a_lead_answers_two_actions_on_a_phone_within_two_minutes(open_page):
    page = open_page()
    own = prepare_and_open(page)
    assert own.clicks <= 4
    campaign = page.url
    phone = open_page(who=None, **PHONE)
    hand = Gestures(phone, "phone")
    phone.goto(link_of(page, LEAD))
    expect(phone.get_by_role("heading", level=2).first).to_contain_text("2.2.1")
    assert troubles(phone) == []
    answer_first(hand)
    hand.click(phone.get_by_role("button", name=re.compile("^Rien de nouveau")))
    expect(phone.locator("h1")).to_have_text("Merci, c’est envoyé")
    expect(phone.locator("main")).to_contain_text("Vous avez tout dit")
    assert (hand.clicks, hand.fields) == (4, 1)
    assert hand.seconds < TWO_MINUTES
    page.goto(f"{campaign}?etat=repondu")
    expect(page.locator("#personnes")).to_contain_text(LEAD)
    keep_them(page)


def answer_first(hand):
    phone = hand.page
    answer = phone.get_by_role("link", name=re.compile("^(Répondre|Corriger|Compléter)")).first
    hand.click(answer)
    assert troubles(phone) == []
    hand.check(phone.get_by_role("radio", name="En cours"))
    hand.fill(phone.get_by_label(WORDS), ANSWER)
    hand.click(phone.get_by_role("button", name="Envoyer ma réponse"))
    expect(phone.locator("h1")).to_have_text("Merci, c’est envoyé")


def troubles(page):
    """Return what axe finds on a page, and whether it is wider than the phone."""
    found = [rule["id"] for rule in Axe().run(page).response["violations"]]
    is_wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    return [*found, "overflows"] if is_wide else found


def keep_them(page):
    """Keep all that was sent, from the board of the cycle, in two gestures."""
    hand = Gestures(page)
    page.goto(f"{C}/evaluation/")
    hand.click(page.get_by_role("link", name=CYCLE).first)
    hand.click(page.get_by_role("button", name=re.compile("Retenir les 2")))
    expect(page.locator("main")).to_contain_text("retenus")
    assert hand.clicks == 2


def test_the_silent_are_reminded_in_two_gestures(open_page):
    page = open_page()
    page.goto(f"{C}/evaluation/campagnes/")
    page.get_by_role("link", name="Remontée d’automne 2026").last.click()
    hand = Gestures(page)
    hand.click(page.get_by_role("link", name=re.compile("^Relancer")))
    hand.click(page.get_by_role("button", name="Relancer"))
    expect(page.locator("main")).to_contain_text("à copier et remettre")
    assert hand.clicks == 2


def test_what_was_begun_stays_on_the_device_when_the_line_drops(open_page):
    page = open_page()
    page.goto(f"{C}/evaluation/campagnes/")
    page.get_by_role("link", name="Remontée d’automne 2026").last.click()
    phone = open_page(who=None, **PHONE)
    phone.goto(link_of(page, "Mo Échantillon"))
    phone.get_by_role("link", name=re.compile("^Répondre")).first.click()
    address = phone.url
    phone.get_by_label(WORDS).fill("Commencé dans le train.")
    phone.context.set_offline(True)
    phone.get_by_role("button", name="Envoyer ma réponse").click()
    expect(phone.get_by_role("status").filter(has_text="Hors ligne")).to_be_visible()
    phone.context.set_offline(False)
    phone.goto(address)
    expect(phone.get_by_label(WORDS)).to_have_value("Commencé dans le train.")
    phone.get_by_role("button", name="Envoyer ma réponse").click()
    expect(phone.locator("h1")).to_have_text("Merci, c’est envoyé")
    phone.goto(address)
    assert "Commencé" not in phone.evaluate("JSON.stringify(localStorage)")


def test_the_personal_page_works_without_javascript(open_page):
    page = open_page()
    page.goto(f"{C}/evaluation/campagnes/")
    page.get_by_role("link", name="Remontée d’automne 2026").last.click()
    plain = open_page(who=None, java_script_enabled=False, **PHONE)
    plain.goto(link_of(page, "Jo Spécimen"))
    plain.get_by_role("link", name=re.compile("^Répondre")).first.click()
    plain.get_by_label(WORDS).fill("L’axe avance (exemple fictif).")
    plain.get_by_role("button", name="Envoyer ma réponse").click()
    expect(plain.locator("h1")).to_have_text("Merci, c’est envoyé")
