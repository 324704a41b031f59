"""The way of the minutes on the pages, the book of a year, and who comes to the sittings."""

import csv
from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import docx
import pytest
import time_machine
from django.urls import reverse
from pypdf import PdfReader

from gouvernail.governance.models import Remark, Sitting
from gouvernail.governance.operations.minutes_circuit import (
    remark,
    send_for_remarks,
    settle_remark,
)
from gouvernail.governance.operations.sittings import move_sitting
from gouvernail.governance.queries.attendance import (
    attendance_table,
    months_before,
    noted_presences,
)
from gouvernail.rules.roles import Role
from gouvernail.rules.sittings import SittingState
from tests.factories import make_convention, make_member, make_user, nobody
from tests.governance.factories import make_body, make_seat, make_sitting, record_attendance

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
BY = nobody(at=NOW)


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def convention(db):
    return make_convention("CTG d’essai", "essai")


@pytest.fixture
def cotech(convention):
    return make_body(convention, "Comité technique", short_name="Cotech")


@pytest.fixture
def seats(cotech):
    return {name: make_seat(cotech, "Siège", f"{name} fictive") for name in ("Ville", "Caf")}


@pytest.fixture
def coordinator(convention):
    user = make_user("Awa Coordonne")
    make_member(convention, Role.COORDINATOR, user=user)
    return user


@pytest.fixture
def reader(convention):
    user = make_user("Luc Lit")
    make_member(convention, Role.READER, user=user)
    return user


def hold(body, seats, on, words="Le plan avance.", **presences):
    sitting = make_sitting(body, on, SittingState.HELD, minutes=words, place="Mairie (fictive)")
    noted = {seats[name].pk: presence for name, presence in presences.items()}
    record_attendance(sitting, noted, {}, by=BY)
    sitting.items.create(title="Bilan", minutes="Présenté.")
    return sitting


def page_of(client, sitting):
    return client.get(reverse("governance:sitting", args=["essai", sitting.pk])).content.decode()


def at(name, sitting, *more):
    return reverse(f"governance:{name}", args=["essai", sitting.pk, *more])


def paper(client, sitting, extension="docx"):
    arguments = ["essai", sitting.pk, "compte-rendu", extension]
    return client.get(reverse("governance_files:paper", args=arguments)).content


def words_of(content):
    found = docx.Document(BytesIO(content))
    told = [paragraph.text for paragraph in found.paragraphs]
    told += [cell.text for table in found.tables for row in table.rows for cell in row.cells]
    return "\n".join(told).replace("\u202f", " ")


def test_minutes_go_from_draft_to_approved_by_the_pages(client, cotech, seats, coordinator):
    sitting = hold(cotech, seats, date(2026, 11, 20), Ville="present", Caf="absent")
    coming = make_sitting(cotech, date(2026, 12, 3))
    client.force_login(coordinator)
    assert "brouillon" in page_of(client, sitting)
    past = client.post(at("send_minutes", sitting), {"until": "2026-11-22"})
    assert "date est passée" in past.content.decode()
    client.post(at("send_minutes", sitting), {"until": "2026-11-30"})
    page = page_of(client, sitting)
    assert "remarques attendues jusqu’au 30 novembre 2026" in page
    client.post(at("remark", sitting), {"name": "Max Exemple", "words": "Il manque un chiffre."})
    page = page_of(client, sitting)
    assert "1 remarque attend sa suite" in page
    assert at("step_sitting", sitting, "approved") not in page
    made = Remark.objects.get()
    settled = {"outcome": "kept", "words": "Chiffre ajouté."}
    client.post(at("settle_remark", sitting, made.pk), settled)
    approval = at("step_sitting", sitting, "approved")
    assert approval in page_of(client, sitting)
    assert "3 décembre 2026 (à venir)" in client.get(approval).content.decode()
    client.post(approval, {"approved_in": coming.pk})
    page = page_of(client, sitting)
    assert "en séance du" in page
    assert "Chiffre ajouté." in page
    digest = Sitting.objects.get(pk=sitting.pk).frozen.digest
    assert digest in page
    for gone in ("send_minutes", "remark", "minutes", "agenda"):
        assert at(gone, sitting) not in page


def test_who_reads_remarks_in_their_own_name_alone(client, cotech, seats, reader):
    sitting = hold(cotech, seats, date(2026, 11, 20), Ville="present")
    client.force_login(reader)
    early = client.post(at("remark", sitting), {"words": "Trop tôt."})
    assert "pas encore envoyé" in early.content.decode()
    send_for_remarks(sitting, TODAY, by=BY)
    client.post(at("remark", sitting), {"name": "Quelqu’un d’autre", "words": "Un oubli."})
    assert Remark.objects.get().name == "Luc Lit"
    assert "Un oubli." in page_of(client, sitting)
    settled = client.post(at("settle_remark", sitting, Remark.objects.get().pk), {})
    assert settled.status_code == 403


def test_a_remark_of_another_sitting_is_not_reached(client, cotech, seats, coordinator):
    one = hold(cotech, seats, date(2026, 11, 20), Ville="present")
    other = hold(cotech, seats, date(2026, 11, 19), Ville="present")
    send_for_remarks(one, TODAY, by=BY)
    made = remark(one, "Max Exemple", "Un mot.", by=BY)
    client.force_login(coordinator)
    assert client.get(at("settle_remark", other, made.pk)).status_code == 404


def test_an_approval_in_the_wrong_sitting_is_refused_on_the_page(
    client, cotech, seats, coordinator
):
    sitting = hold(cotech, seats, date(2026, 11, 20), Ville="present")
    make_sitting(cotech, date(2026, 12, 3))
    before = make_sitting(cotech, date(2026, 6, 3), SittingState.HELD)
    client.force_login(coordinator)
    answer = client.post(at("step_sitting", sitting, "approved"), {"approved_in": before.pk})
    assert answer.status_code == 200
    assert Sitting.objects.get(pk=sitting.pk).state == "held"


def test_an_approved_document_is_written_from_what_was_frozen(client, cotech, seats, coordinator):
    sitting = hold(cotech, seats, date(2026, 11, 20), Ville="present", Caf="excused")
    client.force_login(coordinator)
    draft = words_of(paper(client, sitting))
    assert "50 % (1 sur 2 sièges notés)" in draft
    assert "Empreinte" not in draft
    send_for_remarks(sitting, TODAY, by=BY)
    settle_remark(remark(sitting, "Max Exemple", "Un oubli.", by=BY), "kept", "Ajouté.", by=BY)
    move_sitting(sitting, SittingState.APPROVED, by=BY)
    cotech.name = "Nom nouveau"
    cotech.save()
    told = words_of(paper(client, sitting))
    for word in ("Comité technique", "Présenté.", "Le plan avance.", "Siège, Caf fictive"):
        assert word in told
    assert "Max Exemple : Un oubli.\nSuite : Ajouté." in told
    assert "Nom nouveau" not in told
    assert f"Empreinte du contenu (SHA-256) : {sitting.frozen.digest}" in told
    assert paper(client, sitting, "pdf").startswith(b"%PDF")


def test_a_sitting_approved_before_the_seals_still_shows_and_prints(client, cotech, coordinator):
    old = make_sitting(
        cotech,
        date(2025, 3, 4),
        SittingState.APPROVED,
        minutes="Ancien texte.",
        approved_on=date(2025, 6, 3),
    )
    client.force_login(coordinator)
    assert "avant que Gouvernail ne tienne des empreintes" in page_of(client, old)
    assert "Ancien texte." in words_of(paper(client, old))
    book = ["essai", cotech.pk, 2025, "docx"]
    told = words_of(client.get(reverse("governance_files:minutes_book", args=book)).content)
    assert "Ancien texte." in told


def test_the_book_holds_the_approved_minutes_of_one_body_and_one_year(
    client, convention, cotech, seats, coordinator
):
    days = [date(2026, 3, 10), date(2026, 6, 9), date(2025, 6, 10)]
    approved = [hold(cotech, seats, on, f"Mots du {on}.", Ville="present") for on in days]
    for sitting in approved:
        move_sitting(sitting, SittingState.APPROVED, by=BY)
    hold(cotech, seats, date(2026, 9, 8), "Pas encore.", Ville="present")
    client.force_login(coordinator)
    place = reverse("governance_files:minutes_book", args=["essai", cotech.pk, 2026, "docx"])
    told = words_of(client.get(place).content)
    assert "2 comptes rendus approuvés" in told
    assert told.index("Mots du 2026-03-10.") < told.index("Mots du 2026-06-09.")
    for sitting in approved[:2]:
        assert sitting.frozen.digest in told
    for word in ("Mots du 2025-06-10.", "Pas encore."):
        assert word not in told
    pages = PdfReader(BytesIO(client.get(place.replace("docx", "pdf")).content)).pages
    assert len(pages) >= 2
    body = client.get(reverse("governance:body", args=["essai", cotech.pk])).content.decode()
    assert place in body
    for wrong in (place.replace("docx", "xlsx"), place.replace("2026", "9999")):
        assert client.get(wrong).status_code == 404


def test_attendance_is_counted_by_organisation_and_by_year(cotech, seats):
    hold(cotech, seats, date(2024, 10, 1), Ville="absent", Caf="present")
    hold(cotech, seats, date(2025, 6, 10), Ville="remote", Caf="present")
    hold(cotech, seats, date(2026, 3, 10), Ville="represented", Caf="absent")
    hold(cotech, seats, date(2026, 6, 9), Ville="present", Caf="excused")
    table = attendance_table(noted_presences(cotech), TODAY)
    assert table.since == date(2024, 11, 1)
    found = {line.name: line for line in table.lines}
    ville, caf = found["Ville fictive"], found["Caf fictive"]
    assert (ville.recent.sittings, ville.recent.came, ville.recent.rate) == (3, 3, 100)
    assert (caf.recent.came, caf.recent.excused, caf.recent.absent) == (1, 1, 1)
    assert caf.rates == ((2026, 0), (2025, 100), (2024, 100))
    assert [line.name for line in table.lines] == ["Caf fictive", "Ville fictive"]
    assert table.sentences == ("Caf fictive : absent des deux dernières séances.",)


def test_an_organisation_with_two_seats_counts_once_a_sitting(cotech, seats):
    seats["Caf bis"] = make_seat(cotech, "Autre siège", "Caf fictive")
    hold(cotech, seats, date(2026, 6, 9), **{"Caf": "absent", "Caf bis": "present"})
    (line,) = attendance_table(noted_presences(cotech), TODAY).lines
    assert (line.recent.sittings, line.recent.came, line.recent.absent) == (1, 1, 0)


def test_without_any_presence_there_is_no_rate(cotech, seats):
    hold(cotech, seats, date(2026, 6, 9))
    assert attendance_table(noted_presences(cotech), TODAY).lines == ()


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 11, 23), 24, date(2024, 11, 1)),
        (date(2026, 1, 31), 1, date(2025, 12, 1)),
        (date(2024, 2, 29), 12, date(2023, 2, 1)),
    ],
)
def test_months_are_counted_back_from_their_first_day(day, months, expected):
    assert months_before(day, months) == expected


def test_health_tells_who_no_longer_comes_and_hands_the_attendance_out(
    client, cotech, seats, coordinator, django_assert_max_num_queries
):
    for rank in range(10):
        hold(cotech, seats, TODAY - timedelta(days=30 * rank + 1), Ville="present", Caf="excused")
    client.force_login(coordinator)
    with django_assert_max_num_queries(13):
        page = client.get(reverse("governance:health", args=["essai", cotech.pk])).content.decode()
    assert "Caf fictive : excusé des dix dernières séances." in page.replace("\u202f", " ")
    assert "100 %" in page.replace("\u202f", " ")
    place = reverse("governance_files:attendance", args=["essai", cotech.pk, "csv"])
    told = client.get(place).content.decode("utf-8-sig")
    rows = list(csv.reader(told.splitlines(), delimiter=";"))
    assert len(rows) == 21
    assert rows[1][2:] == [
        "Ville fictive",
        "Siège, Ville fictive",
        "",
        "présent",
        "oui",
        "tenue",
    ]
    assert client.get(place.replace("csv", "docx")).status_code == 404


def test_the_page_of_a_sitting_under_remarks_asks_a_bounded_number_of_queries(
    client, cotech, seats, coordinator, django_assert_max_num_queries
):
    sitting = hold(cotech, seats, date(2026, 11, 20), Ville="present")
    send_for_remarks(sitting, TODAY, by=BY)
    for rank in range(12):
        remark(sitting, f"Personne {rank}", "Un mot.", by=BY)
    client.force_login(coordinator)
    with django_assert_max_num_queries(12):
        client.get(reverse("governance:sitting", args=["essai", sitting.pk]))
    for one in sitting.remarks.all():
        settle_remark(one, "not_kept", "Déjà dit.", by=BY)
    move_sitting(sitting, SittingState.APPROVED, by=BY)
    with django_assert_max_num_queries(12):
        client.get(reverse("governance:sitting", args=["essai", sitting.pk]))
