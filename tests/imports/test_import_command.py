"""`import_plan`, as scripts call it: its JSON, its choices, its exit codes."""

import json
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from gouvernail.action_plan.models import Action
from gouvernail.imports.models import RememberedColumn
from tests.factories import make_convention

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).resolve().parents[2]
PLAN = "N°;Axe;Action;Pilote;Échéance;Statut\r\n1;Axe 1;Ouvrir;CCAS;1er semestre 2027;en cours\r\n"


@pytest.fixture
def convention(db):
    return make_convention(slug="essai")


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "plan.csv"
    path.write_text(PLAN, encoding="utf-8")
    return path


def run(*args):
    out = StringIO()
    call_command("import_plan", *map(str, args), "--convention", "essai", stdout=out)
    return out.getvalue()


def told(*args):
    return json.loads(run(*args, "--json"))


def test_an_action_is_told_with_every_key(convention, file):
    [action] = told(file)["actions"]
    assert action == {
        "sheet": None,
        "row": 2,
        "path": ["Axe 1"],
        "number": "1",
        "title": "Ouvrir",
        "lead": "CCAS",
        "partners": [],
        "communes": [],
        "status": "en cours",
        "status_family": "running",
        "deadline": {
            "kind": "half",
            "start": "2027-01-01",
            "end": "2027-06-30",
            "text": "1er semestre 2027",
        },
        "verdict": "create",
        "messages": [],
    }


def test_the_sheet_its_head_and_its_columns_are_told(convention, file):
    answer = told(file)
    assert (answer["sheet"], answer["header_row"]) == (None, 1)
    assert answer["mapping"]["Pilote"] == "leads"
    assert answer["unmapped"] == []


def test_a_problem_names_its_cell(convention, file):
    file.write_text(PLAN + "2;Axe 1;Fermer;CCAS;2025/2026;n’importe\r\n", encoding="utf-8")
    problems = told(file)["problems"]
    assert [(one["row"], one["column"], one["value"]) for one in problems] == [
        (3, "E", "2025/2026"),
        (3, "F", "n’importe"),
    ]
    assert all(set(one) == {"sheet", "row", "column", "value", "message"} for one in problems)


def test_a_dry_run_writes_nothing_and_the_real_one_writes_once(convention, file):
    assert told(file, "--dry-run")["counts"]["create"] == 1
    assert not Action.objects.exists()
    assert told(file)["counts"]["create"] == 1
    assert told(file)["counts"] == {
        "create": 0, "change": 0, "same": 1, "refused": 0, "nodes_created": 0,
    }  # fmt: skip
    assert Action.objects.count() == 1


def test_a_mapping_says_what_columns_mean(convention, file, tmp_path):
    file.write_text(PLAN.replace("Pilote", "Chef d’orchestre"), encoding="utf-8")
    mapping = tmp_path / "colonnes.json"
    mapping.write_text('{"Chef d’orchestre": "leads"}', encoding="utf-8")
    answer = told(file, "--mapping", mapping)
    assert answer["mapping"]["Chef d’orchestre"] == "leads"
    assert not RememberedColumn.objects.exists()


def test_without_json_it_speaks_french(convention, file):
    assert "1 à créer" in run(file)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param(b"PK\x03\x04", "", id="a broken archive"),
        pytest.param(b"Bonjour;tout\nle;monde\n", "", id="no plan in it"),
    ],
)
def test_a_file_that_holds_no_plan_is_refused(convention, tmp_path, content, said):
    path = tmp_path / "plan.csv"
    path.write_bytes(content)
    with pytest.raises(CommandError):
        run(path)
    assert not Action.objects.exists()


@pytest.mark.parametrize("mapping", ["pas du json", "[1]"])
def test_a_mapping_that_is_none_is_refused(convention, file, tmp_path, mapping):
    path = tmp_path / "colonnes.json"
    path.write_text(mapping)
    with pytest.raises(CommandError):
        run(file, "--mapping", path)
    assert not Action.objects.exists()


def test_a_file_that_is_not_there_is_refused(convention):
    with pytest.raises(CommandError, match="Lecture impossible"):
        run("/nulle/part.csv")


@pytest.mark.parametrize(
    ("args", "code"),
    [
        pytest.param(["/nulle/part.csv", "--convention", "essai"], 1, id="refused"),
        pytest.param(["--json"], 2, id="badly called"),
        pytest.param(["--help"], 0, id="help"),
    ],
)
@pytest.mark.files
def test_the_exit_code_says_how_it_went(args, code, tmp_path):
    done = subprocess.run(
        [sys.executable, "manage.py", "import_plan", *args],
        cwd=ROOT,
        env={"PATH": "", "GOUVERNAIL_DATA": str(tmp_path)},
        capture_output=True,
        check=False,
    )
    assert done.returncode == code
    assert code == 0 or done.stderr
