"""Last days, reminders, the obligation to declare, and what a post brings."""

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from gouvernail.common.errors import EditConflict, Refusal
from gouvernail.directory.operations import merge_organisations
from gouvernail.governance.queries.obligations import obligation_lines
from gouvernail.history.models import Entry
from gouvernail.rules.cadence import Standing
from gouvernail.rules.roles import Role
from gouvernail.staffing.models import AfasSheet, DeclarationDeadline, FundingRate
from gouvernail.staffing.operations.deadlines import (
    add_deadline,
    change_deadline,
    propose_deadlines,
    remove_deadline,
    set_rate,
)
from gouvernail.staffing.queries.deadlines import declarations_of, reminders
from gouvernail.staffing.queries.funding import funding_page
from tests.factories import (
    load_communes,
    make_action,
    make_convention,
    make_member,
    make_organisation,
    nobody,
    reload,
)
from tests.governance.factories import make_obligation
from tests.staffing.factories_afas import (
    declare,
    make_holding,
    make_line,
    make_post,
    new_sheet,
    share,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 26)
D = Decimal


@pytest.fixture
def convention(db):
    load_communes()
    return make_convention(slug="essai")


@pytest.fixture
def coordinator(convention):
    return make_member(convention, Role.COORDINATOR).user


@pytest.fixture
def employers(convention):
    """Two employers, whole teams."""
    line = make_line(convention)
    found = [make_organisation(convention, name) for name in ("Ville d'Istres", "Ville de Fos")]
    for employer in found:
        post = make_post(convention, f"CDC de {employer}", employer=employer)
        share(make_holding(post, f"Titulaire de {employer}"), {line: 100})
    return found


def deadline(convention, year=2025, kind="actual", closes=date(2026, 12, 10), notice=30):
    values = {"kind": kind, "closes_on": closes, "notice_days": notice}
    return add_deadline(convention, year, values, by=nobody())


def test_days_are_proposed_once_and_all_are_to_be_checked(convention):
    deadline(convention, 2026, "actual", date(2027, 4, 15))
    assert propose_deadlines(convention, 2026, by=nobody()) == 3
    assert propose_deadlines(convention, 2026, by=nobody()) == 0
    rows = DeclarationDeadline.objects.filter(year=2026)
    assert all(row.doubt for row in rows)
    assert rows.get(kind="actual").closes_on == date(2027, 4, 15)


def test_a_declaration_has_one_last_day_that_comes_after_it_opens(convention):
    row = deadline(convention)
    with pytest.raises(Refusal, match="déjà une échéance"):
        deadline(convention)
    values = {"opens_on": date(2027, 1, 1)}
    with pytest.raises(Refusal, match="après sa date limite"):
        change_deadline(row, values, 1, by=nobody())
    row.refresh_from_db()
    change_deadline(row, {"doubt": False}, row.version, by=nobody())
    with pytest.raises(EditConflict):
        change_deadline(row, {"doubt": True}, 1, by=nobody())
    remove_deadline(row, row.version, by=nobody())
    assert not DeclarationDeadline.objects.exists()


def test_what_is_near_or_late_is_recalled_until_it_is_declared(convention, employers):
    deadline(convention)
    deadline(convention, 2026, "forecast", date(2026, 2, 13))
    deadline(convention, 2026, "actual", date(2027, 3, 31))
    told = [
        (row.line.label, row.line.employer, row.standing) for row in reminders(convention, TODAY)
    ]
    assert told == [
        ("prévisionnel 2026", "Ville d'Istres", Standing.MISSED),
        ("prévisionnel 2026", "Ville de Fos", Standing.MISSED),
        ("réel 2025", "Ville d'Istres", Standing.AT_RISK),
        ("réel 2025", "Ville de Fos", Standing.AT_RISK),
    ]
    declare(new_sheet(convention, employers[0], 2025), at(2026, 11, 20))
    assert len(reminders(convention, TODAY)) == 3


def at(*day):
    return datetime(*day, 12, tzinfo=ZoneInfo("Europe/Paris"))


@pytest.mark.parametrize(
    ("declared", "standing", "said"),
    [
        pytest.param([], Standing.AT_RISK, "Reste à déclarer", id="nobody declared"),
        pytest.param([at(2026, 11, 1)], Standing.AT_RISK, "Ville de Fos", id="one of two"),
        pytest.param([at(2026, 11, 1)] * 2, Standing.HELD, "2 déclarations faites", id="both"),
    ],
)
def test_the_obligation_reads_the_sheets(convention, employers, declared, standing, said):
    make_obligation(convention, kind="declaration")
    deadline(convention)
    for employer, moment in zip(employers, declared, strict=False):
        declare(new_sheet(convention, employer, 2025), moment)
    [line] = obligation_lines(convention, None, TODAY)
    assert (line.standing, said in line.sentence) == (standing, True)


def test_a_post_that_changes_hands_is_not_owed_again_and_its_sheet_stays(
    client, coordinator, convention
):
    former, taker = (make_organisation(convention, name) for name in ("Ville A", "Ville B"))
    post, line = make_post(convention, employer=former), make_line(convention)
    share(make_holding(post), {line: 100})
    sheet = declare(new_sheet(convention, former, 2025), at(2026, 3, 1))
    post.employer = taker
    post.save()
    owed = [row for row in declarations_of(convention, 2025) if row.kind.value == sheet.kind]
    assert [row.employer for row in owed] == ["Ville A"]
    assert {row.employer for row in declarations_of(convention, 2026)} == {"Ville B"}
    client.force_login(coordinator)
    place = reverse("declarations:sheet", args=[convention.slug, 2025, former.pk, "reel"])
    assert client.get(place).status_code == 200


def test_two_frozen_sheets_are_never_merged_into_one(convention):
    keep, other = (make_organisation(convention, name) for name in ("Ville A", "Ville A bis"))
    line = make_line(convention)
    for employer in (keep, other):
        share(make_holding(make_post(convention, employer=employer), f"De {employer}"), {line: 100})
        declare(new_sheet(convention, employer, 2025), at(2026, 3, 1))
    with pytest.raises(Refusal, match="vérifiée"):
        merge_organisations(keep, [other], by=nobody())
    assert AfasSheet.objects.count() == 2


def test_a_declaration_made_late_stays_missed(convention, employers):
    make_obligation(convention, kind="declaration")
    deadline(convention, closes=date(2026, 3, 31))
    for employer in employers:
        declare(new_sheet(convention, employer, 2025), at(2026, 4, 2))
    [line] = obligation_lines(convention, None, TODAY)
    assert line.standing is Standing.MISSED
    assert "après l’échéance" in line.sentence


def test_without_a_last_day_the_obligation_is_not_judged(convention, employers):
    make_obligation(convention, kind="declaration")
    [line] = obligation_lines(convention, None, TODAY)
    assert line.standing is Standing.NOT_APPLICABLE
    assert "Aucune échéance" in line.sentence


def test_the_home_page_recalls_to_the_team_and_not_to_partners(client, convention, employers):
    make_action(convention)
    deadline(convention)
    for role, is_told in ((Role.COORDINATOR, True), (Role.CAF, True), (Role.READER, False)):
        client.force_login(make_member(convention, role).user)
        page = client.get(reverse("steering:today", args=["essai"]))
        assert ("À déclarer à la Caf" in page.text) is is_told, role


def test_days_are_proposed_from_the_page(client, coordinator, convention):
    client.force_login(coordinator)
    place = reverse("declarations:propose_deadlines", args=["essai"])
    page = client.post(place, {"annee": "2027"}, follow=True)
    assert "4 échéances proposées" in page.text
    assert page.text.count("à vérifier auprès de votre Caf") == 4


def rate(convention, kind="existing", **values):
    row = FundingRate(convention=convention, year=2026, kind=kind)
    set_rate(row, {"source": "", **values}, 1, by=nobody())
    return row


def test_nothing_is_computed_until_somebody_fills_the_settings(convention, employers):
    page = funding_page(convention, 2026, TODAY)
    assert (page.is_filled, page.lines) == (False, ())


def test_cost_share_and_remainder_by_employer(convention, employers):
    rate(convention, amount=D(24000), cost=D(45000), source="Notification 2026")
    page = funding_page(convention, 2026, TODAY)
    assert [line.employer for line in page.lines] == ["Ville d'Istres", "Ville de Fos"]
    first = page.lines[0]
    assert (first.funding.cost, first.funding.share) == (45000, 24000)
    assert first.formula.startswith("1 ETP × min(24\u202f000\u202f€")
    assert page.total.remainder == Fraction(42000)


def test_the_share_of_a_part_of_the_year_can_be_made_again_from_its_formula(convention, employers):
    post = make_post(convention, "De passage", "0.8", employers[0], kind="development")
    make_holding(post, "Autre", fte="0.8", until=date(2026, 8, 2))
    rate(convention, "development", amount=D(24000))
    [line] = [row for row in funding_page(convention, 2026, TODAY).lines if row.kind[0] == "d"]
    assert line.formula == "171,2/365 ETP × 24\u202f000\u202f€"
    assert line.funding.share == Fraction(1712, 10) / 365 * 24000


def test_a_sum_that_lacks_a_term_is_not_known(convention, employers):
    make_holding(
        make_post(convention, "Nouveau", employer=employers[0], kind="development"), "Autre"
    )
    rate(convention, amount=D(24000))
    page = funding_page(convention, 2026, TODAY)
    assert [line.funding.share for line in page.lines] == [None, 24000, 24000]
    assert page.total.share is None


def test_nobody_there_costs_nothing_and_hides_no_total(convention, employers):
    make_post(convention, "Vacant", employer=employers[0], kind="development")
    rate(convention, amount=D(24000), cost=D(45000))
    assert funding_page(convention, 2026, TODAY).total.share == 48000


def test_amounts_stay_out_of_the_journal_and_a_first_save_is_not_written_over(convention):
    row = rate(convention, amount=D(24000))
    assert "24" not in str(Entry.objects.get(verb="rate.changed").changes)
    with pytest.raises(EditConflict):
        set_rate(reload(row), {"amount": D(1)}, 1, by=nobody())


def test_settings_are_refused_when_they_make_no_sense_and_go_when_emptied(convention):
    with pytest.raises(Refusal, match="tout est vide"):
        rate(convention)
    with pytest.raises(Refusal, match="100 %"):
        rate(convention, rate=D(120))
    row = rate(convention, amount=D(24000))
    with pytest.raises(Refusal, match="rechargez"):
        rate(convention, amount=D(1))
    set_rate(row, {"amount": None}, row.version, by=nobody())
    assert not FundingRate.objects.exists()


def test_the_page_of_the_rates_says_what_is_not_known(client, coordinator, convention, employers):
    client.force_login(coordinator)
    place = reverse("declarations:change_rate", args=["essai", 2026, "existing"])
    page = client.post(place, {"version": 1, "amount": "24 000 €"}, follow=True)
    assert "24\u202f000\u202f€" in page.text
    assert "non connu" in page.text
