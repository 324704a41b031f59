"""Bringing a plan in through the pages, and by the command."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from gouvernail.action_plan.models import Action
from gouvernail.imports.models import PlanImport, RememberedColumn
from gouvernail.rules.roles import Role
from tests.factories import make_convention, make_member

pytestmark = pytest.mark.django_db
SAMPLE = Path(__file__).parent / "samples" / "plan_golfe_etangs.xlsx"


@pytest.fixture
def convention(istres_and_fos):
    return make_convention(slug="essai", communes=["13047", "13039"])


@pytest.fixture
def coordinator(client, convention, media):
    client.force_login(make_member(convention, Role.COORDINATOR).user)
    return client


def upload(client, name, content):
    path = reverse("imports:upload", args=["essai"])
    return client.post(path, {"file": SimpleUploadedFile(name, content)})


def chosen(page):
    return {field.name: field.value() or "" for field in page.context["form"]}


def test_a_file_goes_from_upload_to_plan_in_four_steps(coordinator):
    columns = upload(coordinator, "plan.xlsx", SAMPLE.read_bytes()).url
    preview = coordinator.post(columns, chosen(coordinator.get(columns))).url
    page = coordinator.get(preview)
    assert page.context["counts"] == {"create": 28, "change": 0, "same": 0, "refused": 0}
    assert not Action.objects.exists()
    coordinator.post(preview, {"apply": "1", "was-36:K": "?", "cell-36:K": "en cours"})
    assert Action.objects.count() == 28
    assert Action.objects.get(number="5.1.2").status.label == "en cours"
    assert RememberedColumn.objects.filter(field="leads").exists()


def test_an_import_is_applied_once(coordinator):
    columns = upload(coordinator, "plan.xlsx", SAMPLE.read_bytes()).url
    preview = coordinator.post(columns, chosen(coordinator.get(columns))).url
    coordinator.post(preview, {"apply": "1"})
    assert coordinator.post(preview, {"apply": "1"}).status_code == 404
    assert Action.objects.count() == 28


@pytest.mark.parametrize(
    ("name", "content"),
    [
        pytest.param("plan.xlsx", b"pas un classeur", id="not what it says"),
        pytest.param("plan.exe", b"MZ", id="unknown kind"),
        pytest.param("plan.csv", b"\x00\x01\x02\x00", id="no text"),
    ],
)
def test_a_bad_file_is_refused_and_nothing_is_kept(coordinator, name, content):
    page = upload(coordinator, name, content)
    assert page.status_code == 422
    assert page.context["form"].errors["file"]
    assert not PlanImport.objects.exists()


def test_two_columns_for_one_field_are_refused(coordinator):
    columns = upload(coordinator, "plan.xlsx", SAMPLE.read_bytes()).url
    twice = {**chosen(coordinator.get(columns)), "D": "title"}
    page = coordinator.post(columns, twice)
    assert "Deux colonnes donnent" in page.content.decode()


def run(*args):
    out = StringIO()
    call_command("import_plan", *args, stdout=out)
    return out.getvalue()


def test_the_command_answers_in_json_and_a_dry_run_writes_nothing(convention):
    told = json.loads(run(str(SAMPLE), "--convention", "essai", "--dry-run", "--json"))
    assert set(told) == {
        "sheet", "header_row", "mapping", "unmapped", "counts", "actions", "problems", "questions",
    }  # fmt: skip
    assert told["counts"] == {
        "create": 28, "change": 0, "same": 0, "refused": 0, "nodes_created": 17,
    }  # fmt: skip
    first = told["actions"][0]
    assert first["deadline"] == {
        "kind": "date", "start": None, "end": "2026-12-31", "text": "31/12/2026",
    }  # fmt: skip
    assert {(p["row"], p["column"]) for p in told["problems"]} == {
        (21, "H"),
        (32, "H"),
        (36, "K"),
    }
    assert not Action.objects.exists()


def test_the_command_refuses_an_unknown_convention(convention):
    with pytest.raises(CommandError, match="Aucune convention"):
        run(str(SAMPLE), "--convention", "nulle-part")
