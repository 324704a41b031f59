"""The page « Engagements », its readings and its proofs, the command and the report."""

import json
from datetime import date
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.urls import reverse

from gouvernail.common.errors import Refusal
from gouvernail.conventions.models import Signatory
from gouvernail.directory.operations import PersonData, create_person
from gouvernail.governance.models import CompositionRule, ObligationReading, Proof
from gouvernail.governance.operations.obligations import choose_reading, hand_in
from gouvernail.governance.queries.obligations import (
    obligation_lines,
    obligations_page,
    worrying,
)
from gouvernail.governance.queries.obligations_json import content_hash
from gouvernail.governance.queries.proposals import proposals_of
from gouvernail.history.models import Entry
from gouvernail.rules.cadence import Standing
from gouvernail.rules.roles import Role
from gouvernail.rules.sittings import SittingState
from tests.factories import (
    load_communes,
    make_convention,
    make_member,
    make_organisation,
    make_user,
    nobody,
)
from tests.governance.factories import (
    make_body,
    make_obligation,
    make_seat,
    make_sitting,
    record_attendance,
)
from tests.staffing.factories import make_annex, make_post

TODAY = date(2026, 11, 23)


@pytest.fixture
def convention(db):
    load_communes()
    return make_convention("CTG d’essai", "essai", communes=["13047"])


@pytest.fixture
def copil(convention):
    return make_body(convention, "Comité de pilotage", short_name="Copil")


@pytest.fixture
def cotech(convention):
    return make_body(convention, "Comité technique", short_name="Cotech")


@pytest.fixture
def coordinator(convention):
    user = make_user("Awa Coordonne")
    make_member(convention, Role.COORDINATOR, user=user)
    return user


def only(convention, year=None, today=TODAY):
    (line,) = obligation_lines(convention, year, today)
    return line


def test_a_year_without_its_copil_is_told_with_the_day_by_which_it_must_be_held(convention, copil):
    make_obligation(convention, copil)
    line = only(convention)
    assert line.standing is Standing.AT_RISK
    assert line.sentence == (
        "Copil : 0 séance tenue pour 2026, au moins 1 attendue ; elle doit se tenir avant le "
        "31 décembre 2026."
    )


def test_a_sitting_held_proves_the_rhythm_and_a_cancelled_one_does_not(convention, copil):
    make_obligation(convention, copil)
    make_sitting(copil, date(2026, 6, 4), SittingState.CANCELLED)
    assert only(convention).held == ()
    sitting = make_sitting(copil, date(2026, 6, 11), SittingState.APPROVED)
    line = only(convention)
    assert (line.standing, [proof.sitting_id for proof in line.held]) == (
        Standing.HELD,
        [sitting.pk],
    )


def test_read_as_of_a_past_day_a_sitting_held_since_is_still_to_come(convention, copil):
    make_obligation(convention, copil)
    make_sitting(copil, date(2026, 6, 11), SittingState.HELD)
    line = only(convention, today=date(2026, 5, 2))
    assert (line.standing, len(line.planned)) == (Standing.ON_COURSE, 1)


def test_a_copil_without_a_cotech_that_validated_is_missed(convention, copil, cotech):
    make_obligation(convention, copil, kind="precedence", before=cotech)
    make_sitting(cotech, date(2026, 5, 12), SittingState.HELD)
    make_sitting(copil, date(2026, 6, 11), SittingState.HELD)
    assert only(convention).standing is Standing.MISSED
    make_sitting(cotech, date(2026, 5, 28), SittingState.HELD, validates_elements=True)
    assert only(convention).standing is Standing.HELD


def test_the_composition_names_who_is_missing(convention, copil):
    make_obligation(convention, copil, kind="composition")
    CompositionRule.objects.create(
        body=copil, kind="each_signatory", text="chaque signataire est représenté"
    )
    caf = make_organisation(convention, "Caf 13")
    Signatory.objects.create(convention=convention, organisation=caf)
    seat = make_seat(copil, "Administratrice", "Caf 13", college="signatory")
    assert "chaque signataire" in only(convention).sentence
    person = create_person(convention.pk, PersonData("Inès Exemple", "", "", "", caf), by=nobody())
    seat.mandates.create(person=person)
    assert only(convention).standing is Standing.HELD


def test_a_document_handed_in_proves_its_obligation(convention, coordinator):
    row = make_obligation(convention, kind="document", text="Rapport d’activités annuel.")
    assert only(convention).standing is Standing.AT_RISK
    hand_in(row, "Rapport 2025", date(2026, 3, 2), by=nobody())
    assert only(convention).sentence == "Rapport 2025, remis le 2 mars 2026."


def test_a_document_cannot_be_handed_in_tomorrow(convention):
    row = make_obligation(convention, kind="document")
    with pytest.raises(Refusal):
        hand_in(row, "Rapport", date(2999, 1, 1), by=nobody())
    assert not Proof.objects.exists()


def test_staff_is_not_judged_before_posts_exist(convention):
    make_obligation(convention, kind="staffing", amount="3.80")
    line = only(convention)
    assert line.standing is Standing.NOT_APPLICABLE
    assert line.sentence.startswith("3,8 ETP")


def test_staff_is_judged_on_the_posts_that_the_caf_cofinances(convention):
    make_obligation(convention, kind="staffing", amount="3.80")
    make_annex(convention)
    make_post(convention, "Hors Caf", fte="1", holder="Camille", is_cofinanced=False)
    line = obligation_lines(convention, None, date(2026, 11, 26))[0]
    assert line.standing is Standing.AT_RISK
    assert line.sentence == (
        "3,3 ETP pourvus aujourd’hui sur 3,8, il manque 0,5 ETP ; "
        "vacant : CDC inclusion numérique 0,5 ETP."
    )
    assert line.held[0].label == "CDC petite enfance 1 ETP"


def test_staff_that_reaches_the_target_holds_and_last_year_is_read_on_its_last_day(convention):
    make_obligation(convention, kind="staffing", amount="0.80")
    make_post(convention, fte="0.8", holder="Noa Fictif")
    assert obligation_lines(convention, None, date(2026, 11, 26))[0].standing is Standing.HELD
    last_year = obligation_lines(convention, 2025, date(2026, 11, 26))[0]
    assert last_year.sentence == "0,8 ETP pourvu à la fin de la période sur 0,8."


@pytest.mark.parametrize(
    ("year", "told"),
    [
        pytest.param(
            2026,
            [
                (Standing.HELD, "3,1 ETP de postes existants pourvus aujourd’hui sur 3,1."),
                (
                    Standing.HELD,
                    "0,2 ETP de développement (Fos-sur-Mer) pourvu aujourd’hui sur 0,2.",
                ),
                (
                    Standing.AT_RISK,
                    "0 ETP de développement (Istres) pourvu aujourd’hui sur 0,5, il manque 0,5 "
                    "ETP ; vacant : CDC inclusion numérique 0,5 ETP.",
                ),
            ],
            id="today",
        ),
        pytest.param(
            2024,
            [
                (
                    Standing.NOT_APPLICABLE,
                    "3,1 ETP de postes existants : le texte ne parle que de 2025 et de la suite.",
                ),
                (
                    Standing.AT_RISK,
                    "0 ETP de développement (Fos-sur-Mer) pourvu à la fin de la période sur 0,2, "
                    "il manque 0,2 ETP.",
                ),
                (
                    Standing.AT_RISK,
                    "0 ETP de développement (Istres) pourvu à la fin de la période sur 0,5, "
                    "il manque 0,5 ETP.",
                ),
            ],
            id="before the convention",
        ),
    ],
)
def test_staff_is_judged_by_kind_and_by_place(convention, year, told):
    more = {"kind": "staffing", "post_kind": "development"}
    make_obligation(
        convention, kind="staffing", amount="3.10", post_kind="existing", since_year=2025
    )
    make_obligation(convention, amount="0.20", place="Fos-sur-Mer", **more)
    make_obligation(convention, amount="0.50", place="Istres", **more)
    make_annex(convention)
    make_post(convention, "Hors Caf", kind="development", holder="Camille", is_cofinanced=False)
    lines = obligation_lines(convention, year, date(2026, 11, 26))
    assert [(line.standing, line.sentence) for line in lines] == told


def test_staff_beyond_the_target_holds_and_says_how_much_more(convention):
    make_obligation(convention, kind="staffing", amount="1.80")
    make_post(convention, fte="1.9", holder="Noa Fictif")
    line = obligation_lines(convention, None, date(2026, 11, 26))[0]
    assert line.standing is Standing.HELD
    assert line.sentence == "1,9 ETP pourvu aujourd’hui sur 1,8, 0,1 ETP de plus."


def test_bimensuelle_counts_what_its_reading_says(convention, coordinator):
    body = make_body(convention, "Rencontre CDC")
    row = make_obligation(convention, body, at_least=2, per_months=1, doubt=True)
    other = ObligationReading.objects.create(
        obligation=row, label="une fois tous les deux mois", at_least=1, per_months=2
    )
    assert only(convention).expected.least == 24
    choose_reading(row, other, row.version, by=nobody("accord du groupe projet"))
    line = only(convention)
    assert (line.expected.least, line.obligation.doubt) == (6, False)
    entry = Entry.objects.get(verb="obligation.read")
    assert entry.reason == "accord du groupe projet"


def test_past_years_keep_their_standing(convention, copil):
    convention.starts_on = date(2024, 1, 1)
    convention.save()
    make_obligation(convention, copil)
    make_sitting(copil, date(2024, 6, 11), SittingState.APPROVED)
    page = obligations_page(convention, None, TODAY)
    ((_, past),) = page.groups[0].lines
    assert [mark.standing for mark in past] == [Standing.HELD, Standing.MISSED]
    assert page.years[-1] == 2024


def test_the_days_proposed_avoid_holidays_and_other_sittings(convention, copil, cotech):
    row = make_obligation(convention, copil)
    make_obligation(convention, cotech)
    make_sitting(cotech, date(2026, 12, 15))
    page = obligations_page(convention, None, TODAY)
    days = proposals_of(convention, page, TODAY)[row.pk]
    assert days
    for day in days:
        assert TODAY < day < date(2026, 12, 19)
        assert day.weekday() < 5
        assert day != date(2026, 12, 15)


def test_the_home_page_is_told_only_what_worries(convention, copil, cotech):
    make_obligation(convention, copil)
    make_obligation(convention, cotech)
    make_sitting(cotech, date(2026, 5, 12), SittingState.HELD)
    assert [line.obligation.body for line in worrying(convention, TODAY)] == [copil]


@time_machine.travel(TODAY, tick=False)
def test_the_page_asks_no_more_queries_when_sittings_grow(
    client, convention, copil, coordinator, django_assert_max_num_queries
):
    for _ in range(8):
        make_obligation(convention, copil)
    for day in range(1, 25):
        make_sitting(copil, date(2026, 3, day), SittingState.HELD)
    client.force_login(coordinator)
    with django_assert_max_num_queries(12):
        answer = client.get(reverse("governance:obligations", args=["essai"]))
    assert answer.status_code == 200
    assert "8 tenus" in answer.content.decode()


@time_machine.travel(TODAY, tick=False)
def test_a_reading_is_settled_from_the_page(client, convention, copil, coordinator):
    row = make_obligation(convention, copil, doubt=True)
    reading = ObligationReading.objects.create(obligation=row, label="une fois l’an", at_least=1)
    client.force_login(coordinator)
    address = reverse("governance:read_obligation", args=["essai", row.pk])
    answer = client.post(address, {"version": 1, "reading": reading.pk, "reason": "Caf"})
    assert answer.status_code == 302
    row.refresh_from_db()
    assert (row.reading, row.read_by, row.read_on) == ("une fois l’an", coordinator, TODAY)


def test_the_command_prints_what_others_script_against(convention, copil):
    make_obligation(convention, copil, key="copil-annuel")
    make_sitting(copil, date(2026, 6, 11), SittingState.HELD)
    out = StringIO()
    call_command("obligations", convention="essai", year=2026, as_of=TODAY, json=True, stdout=out)
    (line,) = json.loads(out.getvalue())
    assert line == {
        "key": "copil-annuel",
        "source": "annexe 4, § 2.1.5",
        "text": "Se réunit a minima 1 fois par an.",
        "reading": "",
        "doubt": False,
        "period": {"start": "2026-01-01", "end": "2026-12-31"},
        "expected": {"min": 1, "max": None},
        "held": ["2026-06-11"],
        "planned": [],
        "status": "held",
        "latest_date": None,
        "sentence": "Copil : 1 séance tenue pour 2026, au moins 1 attendue.",
    }


def test_the_command_refuses_an_unknown_convention(db):
    with pytest.raises(CommandError):
        call_command("obligations", convention="nulle-part")


def test_the_hash_changes_with_what_is_said_and_only_then(convention, copil):
    make_obligation(convention, copil)
    before = content_hash(obligation_lines(convention, 2026, TODAY))
    assert before == content_hash(obligation_lines(convention, 2026, TODAY))
    make_sitting(copil, date(2026, 6, 11), SittingState.HELD)
    assert before != content_hash(obligation_lines(convention, 2026, TODAY))


@time_machine.travel(TODAY, tick=False)
@pytest.mark.parametrize("extension", ["pdf", "docx"])
def test_the_report_leaves_as_a_file(client, convention, copil, coordinator, extension):
    make_obligation(convention, copil)
    client.force_login(coordinator)
    address = reverse("governance_files:obligations", args=["essai", extension])
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.content[:4] in (b"%PDF", b"PK\x03\x04")


def test_a_past_year_is_judged_by_those_who_came_to_its_last_sitting(convention, copil):
    convention.starts_on = date(2024, 1, 1)
    convention.save()
    make_obligation(convention, copil, kind="composition", at_least=0)
    CompositionRule.objects.create(
        body=copil, kind="college", college="caf", text="la Caf est présente", minimum=1
    )
    seat = make_seat(copil, "Représentante de la Caf", college="caf")
    for year, presence in ((2024, "excused"), (2025, "present")):
        sitting = make_sitting(copil, date(year, 6, 4), SittingState.HELD)
        names = {seat.pk: "Alix Spécimen"}
        record_attendance(sitting, {seat.pk: presence}, names, by=nobody())
    missed, held = only(convention, 2024), only(convention, 2025)
    assert (missed.standing, missed.lacks) == (Standing.MISSED, ("la Caf est présente",))
    assert "du 4 juin 2024" in missed.sentence
    assert held.standing is Standing.HELD
    assert [proof.on for proof in held.held] == [date(2025, 6, 4)]
    ((_, past),) = obligations_page(convention, None, TODAY).groups[0].lines
    assert [mark.standing for mark in past] == [Standing.MISSED, Standing.HELD]
