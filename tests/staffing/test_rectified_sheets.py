"""Rectifying a declared sheet: what was declared is kept, the next version has its own life."""

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from gouvernail.common.errors import EditConflict, Refusal
from gouvernail.history.models import Entry
from gouvernail.rules.cadence import Standing
from gouvernail.rules.minutes import digest_of_content
from gouvernail.rules.roles import Role
from gouvernail.staffing.models import (
    AfasSheet,
    DeclarationDeadline,
    DeclarationKind,
    ThemeShare,
)
from gouvernail.staffing.operations.sheets import declare_sheet, rectify_sheet, reopen_sheet
from gouvernail.staffing.queries.sheet_content import content_of
from gouvernail.staffing.queries.sheets import sheet_page, sheets_of_year, sheets_page
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
BEFORE = datetime(2026, 3, 20, 15, tzinfo=ZoneInfo("Europe/Paris"))


@pytest.fixture
def convention(db):
    load_communes()
    return make_convention(slug="essai")


@pytest.fixture
def employer(convention):
    return make_organisation(convention, "Ville d'Istres")


@pytest.fixture
def declared(convention, employer):
    """A sheet of 2025 that said 1.00, of which the ledger now says 0.40."""
    line = make_line(convention, "Jeunesse")
    share(make_holding(make_post(convention, employer=employer)), {line: 100})
    sheet = declare(new_sheet(convention, employer, 2025), BEFORE)
    ThemeShare.objects.update(percent=40)
    return AfasSheet.objects.get(pk=sheet.pk)


def rectified(sheet):
    rectify_sheet(sheet, sheet.version, by=nobody("Une quotité était fausse", at=NOW))
    return sheet


def test_what_was_declared_is_kept_and_the_next_version_follows_the_ledger(declared):
    digest = declared.digest
    page = sheet_page(rectified(declared), TODAY)
    assert (declared.state, declared.declared_on) == ("preparing", None)
    [kept] = page.versions
    assert (kept.row.number, kept.row.declared_on) == (1, BEFORE.date())
    assert kept.row.digest == digest == digest_of_content(kept.row.content)
    assert kept.row.reason == "Une quotité était fausse"
    assert kept.content.shown_total == Decimal("1.00")
    assert page.content.shown_total == Decimal("0.40")
    told = Entry.objects.get(verb="sheet.rectified")
    assert told.reason == "Une quotité était fausse"
    assert [change["before"] for change in told.changes] == ["1", "20/03/2026", digest]


def test_each_version_is_verified_declared_and_numbered(declared):
    verify(rectified(declared), NOW, "Vu")
    declare_sheet(declared, TODAY, declared.version, by=nobody(at=NOW))
    assert (declared.state, declared.declared_on) == ("declared", TODAY)
    ThemeShare.objects.update(percent=60)
    versions = sheet_page(rectified(declared), TODAY).versions
    assert [(one.row.number, one.row.declared_on) for one in versions] == [
        (1, BEFORE.date()),
        (2, TODAY),
    ]
    assert [one.content.shown_total for one in versions] == [Decimal("1.00"), Decimal("0.40")]
    assert versions[1].row.note == "Vu"


def test_only_a_declared_sheet_is_rectified_with_a_reason_and_the_version_read(declared):
    with pytest.raises(Refusal, match="Dites pourquoi"):
        rectify_sheet(declared, declared.version, by=nobody(at=NOW))
    with pytest.raises(EditConflict):
        rectify_sheet(declared, declared.version - 1, by=nobody("Vu", at=NOW))
    rectified(declared)
    with pytest.raises(Refusal, match="Seule une fiche déclarée"):
        rectified(declared)
    assert declared.declared_before.count() == 1


def test_taken_up_again_while_rectified_it_still_says_what_was_declared(declared):
    verify(rectified(declared), NOW, "Vu")
    reopen_sheet(declared, declared.version, by=nobody("Encore faux"))
    assert content_of(declared.content).shown_total == Decimal("1.00")
    assert declared.is_frozen
    assert sheet_page(declared, TODAY).content.shown_total == Decimal("0.40")


def test_declared_in_time_it_stays_so_whatever_is_rectified_later(declared, convention):
    DeclarationDeadline.objects.create(
        convention=convention, year=2025, kind="actual", closes_on=date(2026, 3, 31)
    )
    rectified(declared)
    [row] = [row for row in sheets_page(convention, 2025, TODAY).rows if row.line.slug == "reel"]
    assert (row.standing, row.line.state.value) == (Standing.HELD, "preparing")
    declare(declared, NOW, "Vu")
    [row] = [row for row in sheets_page(convention, 2025, TODAY).rows if row.line.slug == "reel"]
    assert (row.standing, row.line.declared_on) == (Standing.HELD, TODAY)


def test_the_next_year_compares_with_what_was_declared_until_it_is_declared_again(
    declared, convention, employer
):
    rectified(declared)
    page = sheet_page(new_sheet(convention, employer), TODAY)
    assert (page.before_name, page.before.shown_total) == ("réel 2025, à rectifier", Decimal(1))
    [sheet] = sheets_of_year(convention, 2025, DeclarationKind.ACTUAL, TODAY)
    assert sheet.content.shown_total == Decimal("0.40")


def test_the_list_of_a_year_says_what_the_ledger_would_give(
    client, declared, convention, django_assert_max_num_queries
):
    client.force_login(make_member(convention, Role.COORDINATOR).user)
    place = reverse("declarations:sheets", args=["essai"])
    with django_assert_max_num_queries(13):
        page = client.get(place, {"annee": 2025})
    assert "le registre donnerait aujourd’hui 0,40" in page.text
    rectified(declared)
    text = client.get(place, {"annee": 2025}).text
    assert "le registre donnerait" not in text
    assert "à rectifier, déclarée d’abord le 20 mars 2026" in text


def test_a_coordinator_rectifies_from_the_page_and_the_caf_cannot(
    client, declared, convention, employer
):
    words = ["essai", 2025, employer.pk, "reel"]
    sheet, gesture = (
        reverse(f"declarations:{name}", args=words) for name in ("sheet", "rectify_sheet")
    )
    client.force_login(make_member(convention, Role.CAF).user)
    assert "Rectifier" not in client.get(sheet).text
    assert client.post(gesture, {}).status_code == 403
    client.force_login(make_member(convention, Role.COORDINATOR).user)
    assert "rectifiez-la" in client.get(sheet).text
    sent = {"version": declared.version, "reason": "Une quotité était fausse"}
    text = client.post(gesture, sent, follow=True).text
    assert "à préparer de nouveau" in text
    assert "Version 1, déclarée le 20 mars 2026\u202f: 1,00 ETP" in text
    assert "Vérifier la fiche" in text
