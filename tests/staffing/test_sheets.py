"""The AFAS sheets: figures made again by hand, gaps, the steps of their life, their files."""

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from gouvernail.common.errors import EditConflict, Refusal
from gouvernail.conventions.models import Term
from gouvernail.documents.content.afas_book import year_book
from gouvernail.documents.formats.report import Grid
from gouvernail.history.models import Entry
from gouvernail.rules.minutes import digest_of_content
from gouvernail.rules.roles import Role
from gouvernail.rules.staffing import Rate, exact_fte
from gouvernail.rules.year_parts import YearCount, YearRule
from gouvernail.staffing.models import AfasSheet, Holding, Post, StaffingSettings, ThemeShare
from gouvernail.staffing.operations.sheets import declare_sheet, reopen_sheet, verify_sheet
from gouvernail.staffing.queries.sheet_content import content_of
from gouvernail.staffing.queries.sheets import fresh_content, sheet_page, sheets_page
from tests.factories import load_communes, make_convention, make_member, make_organisation, nobody
from tests.staffing.factories_afas import (
    declare,
    make_holding,
    make_line,
    make_post,
    new_sheet,
    share,
    verify,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 26)
NOW = datetime(2026, 11, 26, 15, tzinfo=ZoneInfo("Europe/Paris"))
YEARS = {rule.value: YearCount(2026, rule) for rule in YearRule}
BEFORE = datetime(2026, 3, 20, 15, tzinfo=ZoneInfo("Europe/Paris"))


@pytest.fixture
def convention(db):
    load_communes()
    return make_convention(slug="essai")


@pytest.fixture
def coordinator(convention):
    return make_member(convention, Role.COORDINATOR).user


@pytest.fixture
def employer(convention):
    return make_organisation(convention, "Ville d'Istres")


@pytest.fixture
def lines(convention):
    return [make_line(convention, label) for label in ("Petite enfance", "Jeunesse", "Logement")]


@pytest.fixture
def team(convention, employer, lines):
    """Two people: one changes both rate and split in the year, the other leaves 0.15 unsaid."""
    post = make_post(convention, "CDC petite enfance", "1", employer)
    first = make_holding(post, "Camille Exemple", fte="1", until=date(2026, 5, 12))
    share(first, {lines[0]: 70, lines[1]: 30}, date(2025, 1, 1), date(2026, 2, 28))
    share(first, {lines[0]: 50, lines[1]: "33.33", lines[2]: "16.67"}, date(2026, 3, 1))
    later = make_holding(post, first.name, first.person, "0.8", date(2026, 6, 1))
    share(later, {lines[1]: 100})
    half = make_holding(make_post(convention, "CDC vie sociale", "0.5", employer), fte="0.5")
    share(half, {lines[2]: 70}, until=date(2026, 3, 31))
    share(half, {lines[2]: 100}, date(2026, 4, 1))
    return employer


def by_hand(convention, year):
    """Return the figures of a year from the raw rows: day after day, one 365th at a time."""
    sums = {}
    first, days = date(year, 1, 1).toordinal(), 366 if year % 4 == 0 else 365
    for number in range(first, first + days):
        day = date.fromordinal(number)
        for held in Holding.objects.filter(post__convention=convention):
            if not (held.starts_on <= day <= (held.ends_on or day)):
                continue
            for row in ThemeShare.objects.filter(holding=held):
                if row.starts_on <= day <= (row.ends_on or day):
                    part = Fraction(held.fte) * Fraction(row.percent) / 100 / days
                    sums[row.theme_id] = sums.get(row.theme_id, 0) + part
    return sums


def test_the_figures_are_those_made_by_hand_day_after_day(convention, team, lines):
    content = fresh_content(new_sheet(convention, team), TODAY)
    wanted = by_hand(convention, 2026)
    assert [line.amount for line in content.lines] == [wanted[line.pk] for line in lines]
    held = Fraction(132, 365) + Fraction(8, 10) * Fraction(214, 365) + Fraction(1, 2)
    assert content.actual == held
    assert content.loose_total == Fraction(5, 10) * Fraction(30, 100) * Fraction(90, 365)
    assert content.total + content.loose_total == content.actual


def test_each_figure_has_its_rule_and_its_rows(convention, team, lines):
    content = fresh_content(new_sheet(convention, team), TODAY)
    [first, second] = content.lines[0].rows
    assert (first.name, first.post) == ("Camille Exemple", "CDC petite enfance")
    assert first.formula == "1 × 70\u202f% × 59/365"
    assert (second.formula, second.days) == (
        "1 × 50\u202f% × 73/365",
        "du 1er mars au 12 mai 2026",
    )


def test_themes_of_the_plan_that_one_line_counts_are_one_row(convention, employer, lines):
    held = make_holding(make_post(convention, employer=employer))
    terms = Term.objects.filter(convention=convention, kind="theme")[:2]
    for term, percent in zip(terms, (45, 25), strict=True):
        ThemeShare.objects.create(
            holding=held, theme=lines[0], term=term, percent=percent, starts_on=held.starts_on
        )
    content = fresh_content(new_sheet(convention, employer), TODAY)
    assert [row.formula for row in content.lines[0].rows] == ["1 × 70\u202f%"]
    assert content.lines[0].amount == Fraction(7, 10)


def test_the_rule_of_the_territory_counts(convention, team):
    StaffingSettings.objects.create(convention=convention, year_rule="on_a_day")
    content = fresh_content(new_sheet(convention, team), TODAY)
    assert [line.shown for line in content.lines] == [Decimal(0), Decimal("0.80"), Decimal("0.50")]
    assert content.rule == "effectif en place un jour donné (31 décembre 2026)"
    StaffingSettings.objects.update(year_rule="months")
    content = fresh_content(new_sheet(convention, team), TODAY)
    assert content.lines[0].rows[0].formula == "1 × 70\u202f% × 2/12"
    assert content.lines[0].rows[1].formula == "1 × 50\u202f% × (2 + 12/31)/12"


def sentences(convention, employer, year=2026):
    return [
        alert.sentence
        for alert in fresh_content(new_sheet(convention, employer, year), TODAY).alerts
    ]


def test_gaps_and_contradictions_come_first_in_words(convention, team):
    told = sentences(convention, team)
    assert told[0].startswith(
        "Camille Exemple, CDC vie sociale : 0,15 ETP sans thème du 1er janvier au 31 mars 2026"
    )
    assert "(sur l’année\u202f: 0,04)" in told[0]
    assert any("n’ont pas été occupés" in sentence for sentence in told)
    assert any("n’est pas finie" in sentence for sentence in told)


def test_somebody_written_twice_and_a_post_held_beyond_what_was_agreed_are_said(
    convention, employer, lines
):
    post = make_post(convention, "CDC jeunesse", "1", employer)
    share(make_holding(post, "Camille Exemple"), {lines[0]: 100})
    share(make_holding(post, "Camille Exemple", since=date(2026, 5, 1)), {lines[0]: 100})
    told = sentences(convention, employer)
    assert any("noté deux fois" in sentence and "1er mai 2026" in sentence for sentence in told)
    assert any("2,00 ETP occupés le 1er mai 2026 pour 1,00" in sentence for sentence in told)


@pytest.mark.parametrize(
    ("contract", "until", "rule", "told"),
    [
        pytest.param(
            date(2026, 1, 31), None, "days", "la fiche compte l’année entière, dont 0,92", id="open"
        ),
        pytest.param(
            date(2026, 1, 31),
            date(2026, 3, 31),
            "days",
            "la fiche compte jusqu’au 31 mars 2026, dont 0,16",
            id="left in March",
        ),
        pytest.param(date(2025, 6, 30), None, "days", "l’année entière, dont 1,00", id="long over"),
        pytest.param(date(2026, 1, 31), date(2026, 1, 31), "days", "", id="left with it"),
        pytest.param(date(2026, 12, 31), None, "days", "", id="the whole year"),
        pytest.param(
            date(2026, 1, 31), date(2026, 3, 31), "on_a_day", "", id="not counted on the day"
        ),
    ],
)
def test_what_is_counted_after_the_end_of_a_contract_is_a_gap(
    convention, employer, lines, contract, until, rule, told
):
    StaffingSettings.objects.create(convention=convention, year_rule=rule)
    held = make_holding(make_post(convention, employer=employer), until=until)
    Holding.objects.update(mandate_ends_on=contract)
    share(held, {lines[0]: 100})
    content = fresh_content(new_sheet(convention, employer), TODAY)
    found = [alert for alert in content.alerts if alert.sentence.startswith("Contrat de Camille")]
    assert [alert.is_gap for alert in found] == ([True] if told else [])
    assert not told or told in found[0].sentence
    assert content.lines[0].amount == exact_fte(
        [Rate(held.fte, held.starts_on, until)], YEARS[rule]
    )


def test_what_is_not_cofinanced_stays_out_and_is_said(convention, team, employer, lines):
    alone = make_post(convention, "Hors convention", "1", employer, is_cofinanced=False)
    share(make_holding(alone, "Sacha Factice"), {lines[0]: 100})
    content = fresh_content(new_sheet(convention, employer), TODAY)
    assert [person.name for person in content.people] == ["Camille Exemple", "Camille Exemple"]
    assert any("non cofinancé" in alert.sentence for alert in content.alerts)


def test_a_rounding_gap_is_named(convention, employer, lines):
    held = make_holding(make_post(convention, fte="0.25", employer=employer), fte="0.25")
    share(held, {lines[0]: 50, lines[1]: 50})
    content = fresh_content(new_sheet(convention, employer), TODAY)
    assert (content.shown_total, content.rounding) == (Decimal("0.26"), Decimal("0.01"))
    assert any(
        "font 0,26\u202f; le total exact, arrondi, fait 0,25" in s
        for s in sentences(convention, employer)
    )


def test_an_even_team_has_no_gap(convention, employer, lines):
    share(make_holding(make_post(convention, employer=employer)), {lines[0]: 100})
    assert fresh_content(new_sheet(convention, employer, 2025), TODAY).alerts == ()


def test_a_verified_sheet_is_frozen_with_the_digest_of_what_was_read(convention, team, lines):
    sheet = verify(new_sheet(convention, team), NOW, "Dit à la Caf")
    assert sheet.digest == digest_of_content(sheet.content)
    assert Entry.objects.get(verb="sheet.verified").changes[0]["after"] == sheet.digest
    before = content_of(sheet.content).shown_total
    ThemeShare.objects.filter(theme=lines[2]).delete()
    page = sheet_page(AfasSheet.objects.get(), TODAY)
    assert page.content.shown_total == before != page.now.shown_total
    assert page.has_moved


def test_gaps_ask_for_a_reason(convention, team):
    with pytest.raises(Refusal, match="dites pourquoi"):
        verify(new_sheet(convention, team), NOW)
    assert not AfasSheet.objects.exists()
    assert verify(new_sheet(convention, team), NOW, "Vu").note == "Vu"
    assert Entry.objects.get(verb="sheet.verified").reason == ""


def test_what_was_not_read_is_not_frozen(convention, team, lines):
    sheet = new_sheet(convention, team)
    seen = digest_of_content(fresh_content(sheet, TODAY).as_json())
    ThemeShare.objects.filter(theme=lines[2]).delete()
    with pytest.raises(Refusal, match="a changé pendant"):
        verify_sheet(sheet, seen, 1, by=nobody("Vu", at=NOW))


def test_the_same_sheet_verified_twice_at_once_conflicts(convention, team):
    other = new_sheet(convention, team)
    verify(new_sheet(convention, team), NOW, "Vu")
    with pytest.raises(EditConflict):
        verify(other, NOW, "Vu")


def test_a_verified_sheet_is_taken_up_again_with_a_reason(convention, team):
    sheet = verify(new_sheet(convention, team), NOW, "Vu")
    with pytest.raises(Refusal, match="Dites pourquoi"):
        reopen_sheet(sheet, sheet.version, by=nobody())
    digest = sheet.digest
    reopen_sheet(sheet, sheet.version, by=nobody("Une erreur de quotité"))
    assert (sheet.state, sheet.content, sheet.digest) == ("preparing", None, "")
    assert Entry.objects.get(verb="sheet.reopened").changes[0]["before"] == digest


def test_a_declared_sheet_changes_no_more(convention, team):
    sheet = declare(new_sheet(convention, team), NOW, "Vu")
    assert (sheet.state, sheet.declared_on) == ("declared", TODAY)
    for act in (
        lambda: reopen_sheet(sheet, sheet.version, by=nobody("Oubli")),
        lambda: declare_sheet(sheet, TODAY, sheet.version, by=nobody(at=NOW)),
        lambda: verify(sheet, NOW, "Vu"),
    ):
        with pytest.raises(Refusal):
            act()


def test_a_sheet_is_declared_once_verified_and_never_in_the_future(convention, team):
    sheet = new_sheet(convention, team)
    with pytest.raises(Refusal, match="Vérifiez d’abord"):
        declare_sheet(sheet, TODAY, 1, by=nobody(at=NOW))
    verify(sheet, NOW, "Vu")
    with pytest.raises(Refusal, match="date passée"):
        declare_sheet(sheet, date(2026, 11, 27), sheet.version, by=nobody(at=NOW))


def test_last_year_is_beside_this_one(convention, team):
    declare(new_sheet(convention, team, 2025), BEFORE, "Vu")
    page = sheet_page(new_sheet(convention, team, kind="forecast"), TODAY)
    assert page.before_name == "réel 2025"
    assert page.lines[0].before == Fraction(7, 10)
    assert sheet_page(new_sheet(convention, team, 2027), TODAY).before is None


def test_last_year_is_found_again_under_another_name_and_what_is_gone_is_shown(
    client, coordinator, convention, team, lines
):
    sheet = declare(new_sheet(convention, team, 2025), BEFORE, "Vu")
    lines[0].label = "Petite enfance et parentalité"
    lines[0].save()
    ThemeShare.objects.filter(theme=lines[2]).delete()
    lines[2].delete()
    page = sheet_page(new_sheet(convention, team), TODAY)
    assert page.lines[0].before == Fraction(7, 10)
    assert [line.label for line in page.gone] == ["Logement"]
    client.force_login(coordinator)
    place = reverse("declarations:sheet", args=[convention.slug, 2026, team.pk, "reel"])
    assert "ligne retirée depuis" in client.get(place).content.decode()
    # Frozen before the lines were numbered: the words pair them, and nothing seems to move.
    for line in sheet.content["lines"]:
        del line["theme"]
    sheet.save()
    old = content_of(sheet.content)
    assert old.as_json() == sheet.content
    page = sheet_page(new_sheet(convention, team), TODAY)
    assert [line.before for line in page.lines] == [None, Fraction(3, 10)]


def test_the_list_leads_to_the_first_sheet_to_make(convention, team):
    page = sheets_page(convention, 2026, TODAY)
    assert (len(page.rows), page.others, page.next.label) == (4, (), "prévisionnel 2026")
    declare(new_sheet(convention, team, kind="forecast"), BEFORE, "Vu")
    page = sheets_page(convention, 2026, TODAY)
    assert (page.declared, page.next.label) == (1, "actualisé 2026")


def address(name, employer, kind="reel"):
    return reverse(f"declarations:{name}", args=["essai", 2026, employer.pk, kind])


def test_the_whole_life_of_a_sheet_in_its_pages(client, coordinator, team):
    client.force_login(coordinator)
    page = client.get(address("verify_sheet", team))
    form = page.context["form"]
    sent = {"version": 1, "seen": form["seen"].value(), "reason": ""}
    assert "Pourquoi la fiche part" in client.post(address("verify_sheet", team), sent).text
    sent["reason"] = "Dit à la Caf"
    page = client.post(address("verify_sheet", team), sent, follow=True)
    assert "vérifiée et figée" in page.text
    assert "Dit à la Caf" in page.text
    sent = {"version": 2, "declared_on": "2026-11-26"}
    page = client.post(address("declare_sheet", team), sent, follow=True)
    assert "notée déclarée" in page.text
    assert "Vérifier la fiche" not in page.text


def test_the_page_to_copy_has_the_figures_in_order_and_claims_nothing(client, coordinator, team):
    client.force_login(coordinator)
    page = client.get(address("copy_sheet", team))
    copied = page.context["page"].copied.splitlines()
    assert copied == [
        "Ville d'Istres, réel 2026",
        "Petite enfance\t0,21",
        "Jeunesse\t0,58",
        "Logement\t0,50",
        "Total\t1,29",
    ]
    people = page.context["page"].copied_people.split("\n\n")
    assert people[1].splitlines() == [
        "Camille Exemple, CDC vie sociale",
        "Logement\t0,46",
        "Sans thème, non déclaré\t0,04",
        "Total\t0,50",
    ]
    assert "Texte à copier, personne par personne" in page.text
    assert "ne transmet rien à la Caf" in page.text


def test_the_caf_reads_the_sheet_and_has_no_gesture(client, convention, team):
    client.force_login(make_member(convention, Role.CAF).user)
    page = client.get(address("sheet", team))
    assert page.status_code == 200
    assert "Vérifier la fiche" not in page.text


@pytest.mark.parametrize("kind", ["autre", "forecast"])
def test_an_unknown_declaration_is_nowhere(client, coordinator, team, kind):
    client.force_login(coordinator)
    assert client.get(address("sheet", team, kind)).status_code == 404


def test_the_pages_ask_no_more_queries_when_the_team_grows(
    client, coordinator, convention, team, lines, django_assert_max_num_queries
):
    client.force_login(coordinator)
    for number in range(6):
        held = make_holding(make_post(convention, f"Poste {number}", employer=team), f"P{number}")
        share(held, {lines[0]: 60, lines[1]: 40})
    with django_assert_max_num_queries(13):
        client.get(address("sheet", team))
    with django_assert_max_num_queries(6):
        client.get(reverse("declarations:sheets", args=["essai"]))


def test_the_spreadsheet_has_each_figure_and_the_rows_behind(client, coordinator, team):
    client.force_login(coordinator)
    place = reverse("declaration_files:sheet", args=["essai", 2026, team.pk, "reel.xlsx"])
    book = CalamineWorkbook.from_filelike(BytesIO(client.get(place).content))
    cells = book.get_sheet_by_index(0).to_python()
    figures = {row[1]: row[3] for row in cells if row[3] != "" and str(row[1])[:1].isdigit()}
    assert figures == {"1. Petite enfance": 0.21, "2. Jeunesse": 0.58, "3. Logement": 0.5}
    assert any(row[8] == "1 × 70\u202f% × 59/365" for row in cells)
    heads, *people = book.get_sheet_by_name("Par personne").to_python()
    assert heads[3:6] == ["Petite enfance", "Jeunesse", "Logement"]
    assert [row[1:3] for row in people] == [
        ["Camille Exemple", "CDC petite enfance"],
        ["Camille Exemple", "CDC vie sociale"],
    ]
    assert people[1][5:] == [0.463, 0.037, 0.5]


def test_the_files_have_the_persons_last_year_and_the_readings_to_confirm(convention, team, lines):
    declare(new_sheet(convention, team, 2025), BEFORE, "Vu")
    lines[1].doubt = True
    lines[1].save()
    book = year_book(convention, 2026, TODAY)
    assert book.table.columns[4].head == "Réel 2025"
    [doubtful] = [row for row in book.table.rows if row[2] == "à confirmer"]
    assert doubtful[1:5] == ("2. Jeunesse", "à confirmer", Decimal("0.58"), Decimal("0.30"))
    by_line, by_person = (block for block in book.report.blocks if isinstance(block, Grid))
    assert [head.label for head in by_line.heads][1:3] == ["ETP", "Réel 2025"]
    assert [row[:3] for row in by_line.rows[:2]] == [
        ("1. Petite enfance", "0,21", "0,70"),
        ("2. Jeunesse\nà confirmer", "0,58", "0,30"),
    ]
    assert by_person.rows[1] == (
        "Camille Exemple\nCDC vie sociale",
        "–",
        "–",
        "0,46",
        "0,04",
        "0,50",
    )
    year_before = year_book(convention, 2025, TODAY)
    assert [head.label for head in year_before.report.blocks[-4].heads][1:] == [
        "ETP",
        "D’où vient le chiffre",
    ]


def test_persons_come_in_the_order_of_the_posts_frozen_or_not(convention, employer, lines):
    for place, title in enumerate(("Second", "Premier")):
        post = make_post(convention, title, employer=employer, position=1 - place)
        share(make_holding(post, f"Titulaire {title}"), {lines[place]: 100})
    Post.objects.filter(title="Second").update(title="A, le second")
    content = fresh_content(new_sheet(convention, employer), TODAY)
    assert [person.post for person in content.people] == ["Premier", "A, le second"]
    frozen = content.as_json()
    assert content_of(frozen).people == content.people
    del frozen["posts"]
    old = content_of(frozen)
    assert old.as_json() == frozen
    assert old.figures == content.figures


def test_both_files_are_written_and_no_other(client, coordinator, team):
    client.force_login(coordinator)
    names = [("sheet", [2026, team.pk, "reel.pdf"]), ("missions", ["pdf"]), ("missions", ["xlsx"])]
    for name, words in names:
        answer = client.get(reverse(f"declaration_files:{name}", args=["essai", *words]))
        assert answer.status_code == 200
        assert len(answer.content) > 1000
    place = reverse("declaration_files:sheet", args=["essai", 2026, team.pk, "reel.docx"])
    assert client.get(place).status_code == 404
