"""The circuit of the annex in a browser: commission, Cotech, Copil, then the plan."""

import re

from django.utils import timezone
from playwright.sync_api import expect

C = "/ctg/golfe-et-etangs"
ACTION = f"{C}/plan/actions/5/"


def hold(page, body):
    """Date a sitting of a body today, and note that it was held."""
    page.goto(f"{C}/gouvernance/seances/ajouter/")
    page.get_by_label("Instance").select_option(label=body)
    page.get_by_label("Date", exact=True).fill(timezone.localdate().isoformat())
    page.get_by_label("Heure").fill("09:00")
    page.get_by_role("button", name="Dater la séance").click()
    page.locator(".row-title a", has_text=body).first.click()
    page.get_by_role("link", name="Noter qu’elle s’est tenue").click()
    page.get_by_role("button", name="Noter qu’elle s’est tenue").click()


def propose(page):
    """Propose another deadline from the sheet of an action; return where the proposal is."""
    page.goto(ACTION)
    page.get_by_role("link", name="Proposer un ajustement").click()
    page.get_by_role("link", name="Changer l’échéance").click()
    commission = page.get_by_label("Proposé par")
    commission.select_option(label="Commission petite enfance et inclusion")
    page.get_by_label("Échéance").fill("31/12/2029")
    page.get_by_label("Motif").fill("Le chantier a glissé (fictif).")
    page.get_by_role("button", name="Proposer").click()
    page.get_by_role("link", name=re.compile("changer l’échéance")).first.click()
    return page.url


def answer(page, link, words):
    """Note what a body answered, on the page of the adjustment."""
    page.get_by_role("link", name=link).click()
    page.get_by_label(words, exact=True).check()
    page.get_by_role("button", name="Enregistrer").click()


def test_a_cotech_examines_a_copil_adopts_and_the_plan_changes(open_page):
    page = open_page()
    adjustment = propose(page)
    hold(page, "Comité technique")
    page.goto(adjustment)
    answer(page, "Noter l’avis", "favorable")
    expect(page.locator(".kicker")).to_contain_text("examiné")
    hold(page, "Comité de pilotage")
    page.goto(adjustment)
    answer(page, "Noter la décision", "Adopté")
    page.get_by_role("link", name="Appliquer au plan").click()
    expect(page.locator(".lead")).to_contain_text("31/12/2029")
    page.get_by_role("button", name="Appliquer au plan").click()
    expect(page.locator(".kicker")).to_contain_text("appliqué au plan")
    page.goto(ACTION)
    expect(page.locator("main")).to_contain_text("31/12/2029")
    page.goto(f"{ACTION}histoire/")
    cited = re.compile(r"Ajustement n° \d+, Décision n° \d+ \(Copil du")
    expect(page.locator("main")).to_contain_text(cited)
