"""Two engines, one code; migrations that any copy of the repository applies in one order."""

import re
from pathlib import Path

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader

PRODUCT = Path(__file__).resolve().parents[2] / "gouvernail"
OURS = {
    "accounts", "action_plan", "conventions", "directory", "documents", "history", "imports",
    "steering", "territories",
}  # fmt: skip
# Where SQL is written by hand, and why: one prepared statement for 35 000 communes; is it alive?
WITH_CURSOR = {"common/one_state.py", "common/views.py", "territories/operations.py"}


def code():
    return {
        path.relative_to(PRODUCT).as_posix(): path.read_text() for path in PRODUCT.rglob("*.py")
    }


def test_sql_is_written_by_hand_only_in_named_files():
    found = {
        place
        for place, text in code().items()
        if re.search(r"\.cursor\(|RawSQL|\.raw\(|\.extra\(", text)
    }
    assert found - {place for place in found if "/migrations/" in place} == WITH_CURSOR


@pytest.mark.parametrize("word", ["contrib.postgres", "JSONB", "ArrayField", "ILIKE", "PRAGMA"])
def test_no_word_of_one_engine(word):
    found = {place for place, text in code().items() if word in text}
    assert found <= {"config/sqlite.py"}


@pytest.mark.django_db
def test_each_area_has_one_last_migration():
    loader = MigrationLoader(connection)
    assert loader.detect_conflicts() == {}
    with_tables = {app for app, _ in loader.disk_migrations if app in OURS}
    assert all(len(loader.graph.leaf_nodes(app)) == 1 for app in with_tables)


def test_a_migration_is_named_by_intent():
    for path in PRODUCT.rglob("migrations/0*.py"):
        assert not re.search(r"_auto_|_initial$|_alter_|_remove_", path.stem), path.stem
