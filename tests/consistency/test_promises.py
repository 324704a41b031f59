"""Promises about the whole that no linter holds."""

import ast
import re
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command

from gouvernail.rules.sources import SOURCES

ROOT = Path(__file__).resolve().parents[2]
PRODUCT = ROOT / "gouvernail"
RULES = sorted((PRODUCT / "rules").glob("*.py"))
TEMPLATES = sorted(PRODUCT.rglob("templates/**/*.html"))
# Forms of allauth save through its own calls; an image of a QR code is no row.
WRITERS = re.compile(
    r"accounts/(?:forms|adapter)|"
    r"operations|demo/|migrations/|/management/|history/|action_plan/operations"
)
WRITES = {"save", "create", "delete", "bulk_create", "bulk_update", "update_or_create"}


def trees(paths):
    return [(path, ast.parse(path.read_text())) for path in paths]


def test_rules_know_only_the_standard_library():
    for path, tree in trees(RULES):
        for node in ast.walk(tree):
            names = [node.module] if isinstance(node, ast.ImportFrom) else []
            names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            for name in names:
                top = (name or "").split(".")[0]
                assert top in sys.stdlib_module_names or (name or "").startswith(
                    "gouvernail.rules"
                ), f"{path.name}: {name}"


def public_rules():
    for path, tree in trees(RULES):
        for node in tree.body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                yield pytest.param(ast.get_docstring(node) or "", id=f"{path.stem}.{node.name}")


@pytest.mark.parametrize("docstring", list(public_rules()))
def test_a_rule_states_unit_errors_and_source(docstring):
    for word in ("Unit:", "Errors:", "Source:"):
        assert word in docstring
    code = re.search(r"Source:\s+([A-Z-]+)", docstring)[1]
    assert code in SOURCES
    assert (ROOT / "docs/sources" / f"{code.lower()}.md").exists()
    for number in re.findall(r"CHOICE (\d{4})", docstring):
        assert list((ROOT / "docs/decisions").glob(f"{number}-*.md")), number


def test_only_operations_write():
    found = []
    for path, tree in trees(PRODUCT.rglob("*.py")):
        place = path.relative_to(ROOT).as_posix()
        if WRITERS.search(place) or "/formats/" in place:
            continue
        found += [
            f"{place}:{node.lineno}"
            for node in ast.walk(tree)
            if isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in WRITES
        ]
    assert found == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_template_holds_no_style_and_no_script(path):
    text = path.read_text()
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=\"|javascript:", text)
    assert not re.search(r"<script(?![^>]*\ssrc=)", text)
    if "/components/" in path.as_posix():
        assert text.startswith("{# components/"), "a component states its contract first"


@pytest.mark.django_db
def test_migrations_are_complete_and_named_by_intent():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
    names = [path.stem for path in PRODUCT.rglob("migrations/0*.py")]
    assert not [name for name in names if "_auto_" in name or name.endswith("_initial")]


def test_nothing_ties_the_code_to_one_engine():
    for path in PRODUCT.rglob("*.py"):
        text = path.read_text()
        assert "contrib.postgres" not in text, path
        assert not re.search(r"\.raw\(|\.extra\(", text), path


def test_every_model_has_its_french_term():
    glossary = (ROOT / "docs/reference/glossary.md").read_text()
    ours = [table for table in apps.get_models() if table.__module__.startswith("gouvernail")]
    for table in ours:
        if not table.__name__.startswith("Historical"):
            assert f"| {table._meta.verbose_name} | `{table.__name__}` |" in glossary


def test_every_command_and_variable_is_documented():
    commands = (ROOT / "docs/reference/commands.md").read_text()
    for path in PRODUCT.rglob("management/commands/[a-z]*.py"):
        assert path.stem in commands
    settings = (ROOT / "docs/reference/settings.md").read_text()
    read = re.findall(r'(?:text|flag|number|names)\("([A-Z_]+)"', _settings_text())
    for name in read:
        assert f"GOUVERNAIL_{name}" in settings


def _settings_text():
    return "".join(
        (PRODUCT / "config" / name).read_text() for name in ("settings.py", "environment.py")
    )
