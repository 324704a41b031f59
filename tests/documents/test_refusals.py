"""What is asked for and cannot be made is refused with what to do; a past day is kept to."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from gouvernail.action_plan.drafts import draft_of
from gouvernail.action_plan.models import Action
from gouvernail.action_plan.operations import change_action
from gouvernail.documents.content import plan_list as lists
from gouvernail.documents.formats import pdf
from gouvernail.rules.roles import Role
from tests.documents.test_reports import words_of
from tests.factories import make_action, make_convention, make_member, nobody

pytestmark = pytest.mark.django_db


@pytest.fixture
def convention():
    convention = make_convention()
    make_action(convention, "Ouvrir une crèche", number="1")
    make_action(convention, "Ouvrir un lieu d’accueil", number="2")
    return convention


@pytest.fixture
def reader(client, convention):
    client.force_login(make_member(convention, Role.READER).user)
    return client


@pytest.mark.parametrize("extension", ["pdf", "docx"])
def test_a_book_of_too_many_sheets_is_refused_with_what_to_do(
    reader, convention, extension, monkeypatch, tmp_path
):
    monkeypatch.setattr(lists, "MOST_SHEETS", 1)
    address = reverse("documents:sheets", args=[convention.slug, extension])
    assert "2\u202f000 fiches au plus" in reader.get(address, follow=True).content.decode()
    assert reader.get(f"{address}?q=creche").status_code == 200
    with pytest.raises(CommandError, match="filtrez la liste"):
        call_command(
            "export_plan",
            convention=convention.slug,
            format=extension,
            sheets=True,
            out=tmp_path / "fiches",
        )
    assert not (tmp_path / "fiches").exists()


@pytest.mark.parametrize(
    ("name", "page"),
    [("export", "table"), ("sheets", "table"), ("sheet", "action"), ("comparison", "compare")],
)
def test_a_pdf_waits_for_its_place_then_says_to_come_back(
    reader, convention, name, page, monkeypatch
):
    monkeypatch.setattr(pdf, "QUEUE_SECONDS", 0.01)
    more = [Action.objects.first().pk] if name == "sheet" else []
    address = reverse(f"documents:{name}", args=[convention.slug, *more, "pdf"])
    with pdf._PLACE:
        answer = reader.get(f"{address}?q=creche", follow=True)
    page_address = reverse(f"action_plan:{page}", args=[convention.slug, *more])
    assert answer.redirect_chain[0][0] == f"{page_address}?q=creche"
    assert "dans une minute" in answer.content.decode()
    assert reader.get(address).headers["Content-Type"] == "application/pdf"


def test_a_pdf_that_fails_leaves_its_place(reader, convention, monkeypatch):
    address = reverse("documents:export", args=[convention.slug, "pdf"])
    with monkeypatch.context() as patch:
        patch.setattr(pdf, "WALL_SECONDS", 0.001)
        assert reader.get(address).status_code == 302
    assert reader.get(address).status_code == 200


def test_the_sheet_of_a_past_day_says_what_it_said_then(reader, convention):
    action = Action.objects.get(number="1")
    address = reverse("documents:sheet", args=[convention.slug, action.pk, "pdf"])
    with time_machine.travel(datetime(2031, 3, 15, 12, tzinfo=UTC)):
        draft = replace(draft_of(action), title="Ouvrir deux crèches")
        change_action(action, draft, version=1, by=nobody())
        reader.force_login(make_member(convention, Role.READER).user)
        past = timezone.localdate() - timedelta(days=1)
        then, now = (words_of(reader.get(f"{address}{q}").content) for q in (f"?date={past}", ""))
        page = reader.get(
            reverse("action_plan:action", args=[convention.slug, action.pk]), {"date": past}
        )
        before = reader.get(f"{address}?date=2020-01-01")
    assert "Ouvrir une crèche" in then
    assert "état au 14 mars 2031" in then
    assert "Ouvrir deux crèches" in now
    assert f"{address}?date={past}" in page.content.decode()
    assert before.status_code == 404
