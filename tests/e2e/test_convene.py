"""A Cotech is convened; a partner answers from a private window, without an account."""

import re
from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import expect

C = "/ctg/golfe-et-etangs"
PHONE = {"viewport": {"width": 390, "height": 800}}


def date_a_sitting(page, title, on):
    page.goto(f"{C}/gouvernance/seances/ajouter/")
    page.get_by_label("Instance").select_option(label="Comité technique")
    page.get_by_label("Date", exact=True).fill(on.isoformat())
    page.get_by_label("Heure").fill("14:30")
    page.get_by_label("Lieu").fill("Salle fictive")
    page.get_by_label("Objet").fill(title)
    page.get_by_role("button", name="Dater la séance").click()
    page.goto(f"{C}/gouvernance/seances/?annee={on.year}")
    line = page.locator(".row", has_text=title)
    line.get_by_role("link").click()


def test_a_partner_answers_a_convocation_from_a_private_window(open_page):
    page = open_page()
    date_a_sitting(page, "Séance à convoquer", timezone.localdate() + timedelta(days=200))
    page.get_by_role("link", name="Convoquer").click()
    expect(page.get_by_label("Texte")).to_have_value(re.compile("Salle fictive"))
    page.get_by_role("button", name="Écrire les courriels").click()
    expect(page.locator("main")).to_contain_text("à remettre")
    page.get_by_role("link", name="Voir les textes à copier").click()
    words = page.get_by_label("Texte").first.input_value()
    [link] = re.findall(r"http://\S+/seance/\S+", words)
    private = open_page(who=None, **PHONE)
    private.goto(link)
    private.get_by_label("Je serai à distance").check()
    private.get_by_role("button", name="Envoyer ma réponse").click()
    expect(private.locator("main")).to_contain_text("c’est noté")
    page.get_by_role("button", name=re.compile("C’est remis")).first.click()
    page.locator(".crumbs a").click()
    expect(page.locator("main")).to_contain_text("sera à distance")


def test_a_date_is_found_by_personal_links(open_page):
    page = open_page()
    date_a_sitting(page, "Séance à dater", timezone.localdate() + timedelta(days=190))
    page.get_by_role("link", name="Chercher une date").click()
    for rank in (1, 2):
        day = timezone.localdate() + timedelta(days=190 + rank)
        page.get_by_label(f"Date {rank}").fill(day.isoformat())
        page.get_by_label(f"Heure {rank}").fill("09:30")
    until = timezone.localdate() + timedelta(days=30)
    page.get_by_label("Réponses attendues avant le").fill(until.isoformat())
    page.get_by_role("button", name="Proposer ces dates").click()
    page.get_by_role("link", name="Demander les disponibilités").click()
    page.get_by_role("button", name="Écrire les courriels").click()
    page.get_by_role("link", name="Voir les textes à copier").click()
    [link] = re.findall(r"http://\S+/seance/\S+", page.get_by_label("Texte").first.input_value())
    private = open_page(who=None, **PHONE)
    private.goto(link)
    private.get_by_role("radio", name="Oui").last.check()
    private.get_by_role("button", name="Envoyer ma réponse").click()
    expect(private.locator("main")).to_contain_text("c’est noté")
    page.go_back()
    page.locator(".crumbs a").click()
    page.get_by_role("link", name="Chercher une date").click()
    best = page.locator(".row", has_text="convient au plus grand nombre")
    best.get_by_role("link", name=re.compile("Retenir")).click()
    page.get_by_role("button", name="Retenir cette date").click()
    expect(page.locator("h1")).to_contain_text("9 h 30")
