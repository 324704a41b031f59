"""What people do in a day: change an action, meet a conflict, order, filter, read a past day."""

EDITED = "/ctg/golfe-et-etangs/plan/actions/3/modifier/"


def test_two_people_at_once_lose_no_text(open_page):
    first, second = open_page(), open_page("pilote")
    for page in (first, second):
        page.goto(EDITED)
    first.fill("#id_objective", "Le texte du premier")
    first.click("text=Enregistrer >> nth=0")
    first.wait_for_url("**/actions/3/")
    second.fill("#id_objective", "Le texte du second")
    second.click("text=Enregistrer >> nth=0")
    assert second.locator("h1").inner_text() == "Deux versions de la même fiche"
    assert second.locator("text=Le texte du premier").count() == 1
    assert second.input_value("#id_objective") == "Le texte du second"
    second.click("text=Enregistrer ma version")
    second.wait_for_url("**/actions/3/")
    assert second.locator("text=Le texte du second").count() >= 1


def test_the_keyboard_alone_changes_a_state(open_page):
    page = open_page()
    page.goto("/ctg/golfe-et-etangs/plan/actions/5/modifier/")
    page.focus("#id_status")
    page.keyboard.press("ArrowDown")
    page.focus("#id_reason")
    page.keyboard.type("Au clavier")
    page.keyboard.press("Enter")
    page.wait_for_url("**/actions/5/")
    assert page.locator("text=Au clavier").count() == 1


def test_a_line_is_dragged_and_stays(open_page):
    page = open_page(viewport={"width": 1280, "height": 2600})  # a drag that need not scroll
    page.goto("/ctg/golfe-et-etangs/plan/structure/")
    lines = page.locator("[data-sortable=ordre-0] > li")
    before = [line.get_attribute("data-id") for line in lines.all()]
    with page.expect_navigation():
        lines.nth(1).locator("> .sortable-head").drag_to(
            lines.nth(0).locator("> .sortable-head"), target_position={"x": 5, "y": 2}
        )
    after = [line.get_attribute("data-id") for line in lines.all()]
    assert after[:2] == [before[1], before[0]]
    with page.expect_navigation():
        lines.nth(1).get_by_role("button", name="Monter AXE").click()
    assert [line.get_attribute("data-id") for line in lines.all()] == before


def test_filters_stay_in_the_address(open_page):
    page = open_page()
    page.goto("/ctg/golfe-et-etangs/plan/tableau/")
    page.fill("#q", "crèche")
    page.wait_for_url("**q=cr*")
    page.wait_for_function("document.querySelectorAll('#resultats tbody tr').length < 28")
    page.reload()
    assert page.input_value("#q") == "crèche"


def test_without_javascript_the_filters_still_work(open_page):
    page = open_page(java_script_enabled=False)
    page.goto("/ctg/golfe-et-etangs/plan/tableau/")
    page.fill("#q", "bus")
    page.click("text=Filtrer")
    assert page.locator("#resultats tbody tr").count() == 1


def test_the_theme_is_kept_by_the_server(open_page):
    page = open_page()
    page.click("[data-theme-switch]")
    page.reload()
    assert page.locator("html").get_attribute("data-theme") == "dark"


def test_a_reader_reads_and_changes_nothing(open_page):
    page = open_page("lecteur")
    page.goto("/ctg/golfe-et-etangs/plan/actions/3/")
    assert page.get_by_role("link", name="Modifier").count() == 0
    assert page.goto(EDITED).status == 403
    assert page.locator("h1").inner_text() == "Accès réservé"
