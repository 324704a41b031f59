"""A Cotech, then a Copil, from the first word of the agenda to the approved minutes."""

import re
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.documents.reading import words_of

C = "/ctg/golfe-et-etangs/gouvernance/seances"
PHONE = {"viewport": {"width": 390, "height": 800}}


def prepare(page, body, title):
    """Date a sitting of today, write its agenda, and return its address."""
    page.goto(f"{C}/ajouter/")
    page.get_by_label("Instance").select_option(label=body)
    page.get_by_label("Date", exact=True).fill(timezone.localdate().isoformat())
    page.get_by_label("Heure").fill("23:00")
    page.get_by_label("Lieu").fill("Salle des fêtes fictive")
    page.get_by_label("Objet").fill(title)
    page.get_by_role("button", name="Dater la séance").click()
    page.locator(".row", has_text=title).get_by_role("link").click()
    page.get_by_role("link", name="Modifier l’ordre du jour").click()
    page.get_by_label("Autres points, un par ligne").fill("Ouvrir un lieu d’accueil fictif")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.locator(".agenda")).to_contain_text("Ouvrir un lieu d’accueil fictif")
    return page.url


def dossier_of(page, address):
    """Prepare the dossier behind the page, and return it once it is ready."""
    page.goto(address)
    page.get_by_role("link", name="Préparer le dossier").click()
    page.get_by_role("button", name="Préparer le dossier").click()
    ready = page.get_by_role("link", name=re.compile("Télécharger"))
    ready.first.wait_for(timeout=60_000)
    with page.expect_download() as found:
        ready.first.click()
    return ZipFile(BytesIO(found.value.path().read_bytes()))


def convene(page, address):
    """Call the members, and return the link of the first one."""
    page.goto(address)
    page.get_by_role("link", name="Convoquer").click()
    page.get_by_role("button", name="Écrire les courriels").click()
    return first_link(page)


def first_link(page):
    page.get_by_role("link", name="Voir les textes à copier").click()
    words = page.get_by_label("Texte").first.input_value()
    return re.findall(r"http://\S+/seance/\S+", words)[0]


def hold(page, address):
    """Take attendance, write what was said of the new point, note a decision, and close."""
    page.goto(f"{address}en-seance/")
    page.get_by_role("button", name=re.compile("Tous présents")).click()
    point = page.locator("article", has_text="Ouvrir un lieu d’accueil fictif")
    point.get_by_label("Compte rendu").fill("Le lieu ouvrira en mars (fictif).")
    point.get_by_text("Noter une décision ou une suite").click()
    point.locator("textarea").last.fill("Chercher un local avant mars.")
    point.get_by_role("button", name="Noter").click()
    expect(point.locator(".row-title")).to_have_text("Chercher un local avant mars.")
    expect(page.locator("#saisie")).to_contain_text("nregistré")
    page.goto(f"{address}etape/held/")
    page.get_by_role("button", name="Noter qu’elle s’est tenue").click()


def approve(page, open_page, address):
    """Send the minutes for remarks, take one by link, answer it, and approve."""
    page.get_by_role("link", name="Envoyer pour remarques").click()
    page.get_by_role("button", name="Ouvrir aux remarques").click()
    page.get_by_role("button", name="Écrire les courriels").click()
    private = open_page(who=None, **PHONE)
    private.goto(first_link(page))
    expect(private.locator("main")).to_contain_text("Le lieu ouvrira en mars (fictif).")
    private.get_by_label("Votre remarque").fill("Dire que c’est le 15 mars.")
    private.get_by_role("button", name="Envoyer ma remarque").click()
    page.goto(address)
    page.get_by_role("link", name=re.compile("Répondre|Suite|suite")).last.click()
    page.get_by_label("retenue", exact=True).check()
    page.get_by_label("Pourquoi").fill("Précisé.")
    page.get_by_role("button", name="Noter la suite").click()
    page.get_by_role("link", name="Approuver").click()
    page.get_by_role("button", name="Approuver le compte rendu").click()


@pytest.mark.parametrize("body", ["Comité technique", "Comité de pilotage"])
def test_a_sitting_from_its_agenda_to_its_approved_minutes(open_page, body):
    page = open_page()
    address = prepare(page, body, f"Essai du parcours : {body}")
    archive = dossier_of(page, address)
    told = words_of(archive.read("1-convocation.docx"))
    for words in (body, "Salle des fêtes fictive", "Ouvrir un lieu d’accueil fictif", "23 h 00"):
        assert words in told
    private = open_page(who=None, **PHONE)
    private.goto(convene(page, address))
    private.get_by_label("Je viens").check()
    private.get_by_role("button", name="Envoyer ma réponse").click()
    expect(private.locator("main")).to_contain_text("c’est noté")
    hold(page, address)
    approve(page, open_page, address)
    expect(page.locator(".kicker")).to_contain_text("compte rendu approuvé")
    expect(page.locator("main")).to_contain_text("Empreinte (SHA-256)")
    minutes = page.request.get(f"{address}compte-rendu.docx").body()
    for words in (
        "Le lieu ouvrira en mars (fictif).",
        "Chercher un local avant mars.",
        "Dire que c’est le 15 mars.",
    ):
        assert words in words_of(minutes)
