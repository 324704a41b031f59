"""The sheet of the year, from the home page to « déclarée », in less than ten gestures."""

import pytest
from playwright.sync_api import expect

C = "/ctg/golfe-et-etangs"


class Gestures:
    """A page whose clicks and fields are counted."""

    def __init__(self, page):
        self.page, self.count = page, 0

    def follow(self, name, **options):
        self._click("link", name, **options)

    def press(self, name):
        self._click("button", name)

    def _click(self, role, name, **options):
        self.count += 1
        self.page.get_by_role(role, name=name, **options).first.click()

    def fill_if_asked(self, label, text):
        field = self.page.get_by_label(label)
        if field.count():
            self.count += 1
            field.fill(text)


@pytest.mark.parametrize("scripts", [True, False], ids=["with-scripts", "without"])
def test_a_coordinator_makes_the_sheet_of_the_year(open_page, scripts):
    page = open_page(java_script_enabled=scripts)
    page.goto(f"{C}/aujourdhui/")
    hand = Gestures(page)
    hand.follow("Gouvernance", exact=True)
    hand.follow("Engagements", exact=True)
    hand.follow("Les fiches AFAS")
    before = page.get_by_text("déclarée le").count()
    hand.follow("Ouvrir")
    expect(page.locator("h1")).to_contain_text("Réel 2026")
    hand.follow("Vérifier la fiche")
    hand.fill_if_asked("Pourquoi la fiche part", "Dit à la Caf (exemple fictif)")
    hand.press("Vérifier et figer")
    expect(page.get_by_text("vérifiée et figée")).to_be_visible()
    hand.follow("Noter déclarée")
    hand.press("Noter déclarée")
    expect(page.get_by_text("notée déclarée")).to_be_visible()
    assert hand.count < 10
    page.get_by_role("link", name="Fiches AFAS 2026").click()
    assert page.get_by_text("déclarée le").count() == before + 1


def test_each_figure_is_copied_in_one_gesture(open_page):
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto(f"{C}/equipe/afas/?annee=2025")
    page.locator("tbody th a").first.click()
    page.get_by_role("link", name="Chiffres").click()
    figure = page.locator("#chiffre-1").inner_text()
    page.get_by_role("button", name="Copier").first.click()
    expect(page.locator("[data-copy-said]")).to_have_text(f"Copié\u202f: {figure}")
    assert page.evaluate("navigator.clipboard.readText()") == figure


def test_no_button_copies_where_no_script_runs(open_page):
    page = open_page(java_script_enabled=False)
    page.goto(f"{C}/equipe/afas/?annee=2025")
    page.locator("tbody th a").first.click()
    page.get_by_role("link", name="Chiffres").click()
    expect(page.locator("#chiffre-1")).to_be_visible()
    expect(page.locator("[data-copy]").first).to_be_hidden()


def test_a_gap_is_seen_from_the_sheet_and_closed_by_keyboard(open_page):
    page = open_page()
    page.goto(f"{C}/equipe/themes/?jour=2026-02-01")
    row = page.locator("tbody tr", has_text="sans thème").first
    row.get_by_role("link").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".notice")).to_contain_text("sans thème")
    page.get_by_role("link", name="Modifier : du 1er janvier au 31 mars 2026").press("Enter")
    fields = page.locator("input[name^=part_]")
    for rank in range(fields.count()):
        fields.nth(rank).fill("")
    fields.first.fill("100")
    fields.first.press("Enter")
    expect(page.get_by_text("La répartition est enregistrée.")).to_be_visible()
    expect(page.get_by_text("100 % chaque jour")).to_be_visible()
