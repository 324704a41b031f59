"""Two engines, one code; migrations that any copy of the repository applies in one order."""

import os
import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader

PRODUCT = Path(__file__).resolve().parents[2] / "gouvernail"
OURS = {
    "accounts", "action_plan", "conventions", "coordination", "directory", "documents",
    "governance", "history", "imports", "mailing", "means", "reviews", "staffing", "steering",
    "territories",
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
def test_each_area_has_one_last_migration(settings):
    settings.MIGRATION_MODULES = {}  # the suite itself makes its tables without them
    loader = MigrationLoader(connection)
    assert loader.detect_conflicts() == {}
    with_tables = {app for app, _ in loader.disk_migrations if app in OURS}
    assert with_tables == OURS
    assert all(len(loader.graph.leaf_nodes(app)) == 1 for app in with_tables)


def test_a_migration_is_named_by_intent():
    for path in PRODUCT.rglob("migrations/0*.py"):
        assert not re.search(r"_auto_|_initial$|_alter_|_remove_", path.stem), path.stem


def tables_of(folder):
    """Return the tables of a SQLite database: columns, indexes, keys, named checks."""
    found = {}
    with sqlite3.connect(folder / "gouvernail.sqlite3") as base:
        rows = base.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'").fetchall()
        for name, sql in rows:
            columns = {row[1:6] for row in base.execute(f"PRAGMA table_info({name})")}
            keys = {row[2:7] for row in base.execute(f"PRAGMA foreign_key_list({name})")}
            indexes = {
                (
                    row[2],
                    row[4],
                    *(part[2] for part in base.execute(f"PRAGMA index_info({row[1]})")),
                )
                for row in base.execute(f"PRAGMA index_list({name})")
            }
            checks = set(re.findall(r'CONSTRAINT "(\w+)" CHECK', sql))
            found[name] = (columns, keys, indexes, checks)
    return found


@pytest.mark.files
def test_the_tables_of_a_new_database_are_those_that_the_migrations_make(tmp_path):
    """A new database is made in one go; one that grew up says the same (docs/decisions/0074)."""
    for name, commands in {"grown": ["migrate"], "new": ["prepare"]}.items():
        folder = tmp_path / name
        folder.mkdir()
        environment = {
            key: value for key, value in os.environ.items() if key != "GOUVERNAIL_DATABASE_URL"
        }
        for command in commands:
            subprocess.run(
                [sys.executable, "manage.py", command, "--verbosity", "0"],
                cwd=PRODUCT.parent,
                env={**environment, "GOUVERNAIL_DATA": str(folder)},
                check=True,
                timeout=600,
            )
    grown, new = tables_of(tmp_path / "grown"), tables_of(tmp_path / "new")
    new = {name: told for name, told in new.items() if name in grown or not is_cache(name)}
    assert sorted(new) == sorted(grown)
    assert {name: new[name] for name in new if new[name] != grown[name]} == {}


def is_cache(name):
    """Tell whether a table is that of the cache, which `createcachetable` makes."""
    return "cache" in name
