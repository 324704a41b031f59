"""What is no longer kept of the logs goes by itself, once a day, told a month before."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from gouvernail.coordination.models import Activity, LogRetention
from gouvernail.coordination.operations.retention import NOTICE, erase_what_is_due
from gouvernail.coordination.operations.settings import change_time_settings
from gouvernail.history.models import Entry
from gouvernail.history.operations import By
from gouvernail.imports.readers import read
from gouvernail.rules.inferred_time import erased_next
from gouvernail.rules.roles import Role
from tests.factories import make_convention, make_member

NOW = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
OLD, KEPT = date(2024, 10, 31), date(2024, 11, 1)


@pytest.fixture
def convention(db):
    return make_convention(slug="essai")


@pytest.fixture
def awa(convention):
    return make_member(convention, Role.COORDINATOR).user


@pytest.fixture
def notes(convention, awa):
    return [
        Activity.objects.create(convention=convention, user=awa, day=day, minutes=60, words=words)
        for day, words in ((OLD, "ancienne"), (KEPT, "gardée"))
    ]


@pytest.fixture
def today(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda value=None: NOW.date())


def days():
    return set(Activity.objects.values_list("day", flat=True))


@pytest.mark.usefixtures("notes")
def test_the_worker_erases_after_the_notice_once_a_day_and_tells_the_journal(convention):
    assert not erase_what_is_due(NOW - NOTICE)
    assert days() == {OLD, KEPT}
    assert erase_what_is_due(NOW)
    assert days() == {KEPT}
    told = Entry.objects.get(verb="time.purged")
    assert (told.convention_id, told.reason) == (convention.pk, "Durée de conservation atteinte")
    assert not erase_what_is_due(NOW + timedelta(hours=1))
    assert erase_what_is_due(NOW + timedelta(days=1))
    assert Entry.objects.filter(verb="time.purged").count() == 1


@pytest.mark.usefixtures("notes")
def test_two_workers_do_not_take_the_same_convention(convention):
    LogRetention.objects.create(
        convention=convention, due_at=NOW, leased_until=NOW + timedelta(minutes=1)
    )
    assert not erase_what_is_due(NOW)
    assert days() == {OLD, KEPT}


@pytest.mark.usefixtures("notes")
def test_keeping_fewer_months_leaves_a_month_to_export(convention, awa):
    LogRetention.objects.create(convention=convention, due_at=NOW)
    change_time_settings(convention, {"months_kept": 1}, 1, by=By(awa, at=NOW))
    assert not erase_what_is_due(NOW + timedelta(days=30))
    assert days() == {OLD, KEPT}
    assert erase_what_is_due(NOW + NOTICE)
    assert days() == set()


@pytest.mark.parametrize(
    ("due", "on"),
    [
        pytest.param(date(2026, 11, 27), date(2026, 12, 1), id="done every day"),
        pytest.param(date(2026, 12, 27), date(2026, 12, 27), id="put off"),
    ],
)
def test_something_goes_on_the_first_of_a_month_or_when_it_is_due(due, on):
    assert erased_next(date(2026, 11, 26), due) == on


@pytest.mark.usefixtures("notes", "today")
def test_the_page_tells_its_owner_a_month_before(convention, awa, client):
    LogRetention.objects.create(convention=convention, due_at=NOW + timedelta(hours=18))
    page = reverse("coordination:month", args=["essai"])
    client.force_login(awa)
    said = client.get(page).content.decode().replace("\u202f", " ")
    assert "Le 1er décembre 2026, 2 notes de votre journal seront effacées" in said
    assert "avant le 1er décembre 2024" in said
    client.force_login(make_member(convention, Role.COORDINATOR).user)
    assert "effacées" not in client.get(page).content.decode()


@pytest.mark.usefixtures("notes")
def test_one_exports_one_s_own_log_and_nobody_else_s(convention, awa, client):
    other = make_member(convention, Role.COORDINATOR).user
    Activity.objects.create(convention=convention, user=other, day=KEPT, minutes=15, words="autre")
    client.force_login(awa)
    path = reverse("coordination_files:log", args=["essai", "xlsx"])
    rows = read(client.get(path).content, "mon-temps.xlsx").sheets[0].rows[1:]
    assert [row[7] for row in rows[:2]] == ["gardée", "ancienne"]
    assert (rows[0][1], rows[0][2]) == (60, 1)
    assert "autre" not in str(rows)
    assert client.get(path.replace("xlsx", "docx")).status_code == 404
