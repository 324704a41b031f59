"""The documents say what the code does: links, options, variables, tables of the rules."""

import re
from datetime import date, timedelta
from importlib import import_module
from pathlib import Path

import pytest

from gouvernail.common import archives
from gouvernail.imports.readers import child, limits, sandbox
from gouvernail.imports.sheets import PLAN_FIELDS
from gouvernail.imports.sheets.messages import TITLE_LIMIT
from gouvernail.rules.deadlines import last_day, read_deadline
from gouvernail.rules.roles import RIGHTS, Right, Role
from gouvernail.rules.sources import SOURCES

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])
CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)
LINK = re.compile(r"\]\((?!https?:|mailto:)([^)\s#]*)(#[^)\s]+)?\)")
ENGLISH = {"README.md", "CONTRIBUTING.md"}
COMMANDS = sorted((ROOT / "gouvernail").rglob("management/commands/[a-z]*.py"))


def read(name):
    return (DOCS / name).read_text()


def rows(text, columns):
    """Return the cells of every table row of a text that has this many columns."""
    lines = [line.strip() for line in text.splitlines() if line.startswith("|")]
    cells = [
        tuple(cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1])
        for line in lines
        if not set(line) <= set("|-: ")
    ]
    return [row for row in cells if len(row) == columns]


def anchors(path):
    titles = re.findall(r"^#+ (.+)$", CODE.sub("", path.read_text()), flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_leads_somewhere(page):
    for target, anchor in LINK.findall(CODE.sub("", page.read_text())):
        found = (page.parent / target).resolve() if target else page
        assert found.exists(), target
        assert not anchor or anchor[1:] in anchors(found), f"{target}{anchor}"


def test_the_index_names_every_page_for_readers():
    index = read("README.md")
    kinds = ("tutorials", "how-to", "reference", "explanation")
    missing = [
        page.name
        for kind in kinds
        for page in sorted((DOCS / kind).glob("*.md"))
        if f"{kind}/{page.name}" not in index
    ]
    assert missing == []


def french_pages():
    return [page for page in PAGES if page.name not in ENGLISH or page.parent == DOCS]


@pytest.mark.parametrize("page", french_pages(), ids=lambda page: page.stem)
def test_french_pages_use_the_apostrophe_of_printers(page):
    prose = re.sub(r"\]\([^)]*\)", "]", CODE.sub("", page.read_text()))
    assert re.findall(r"\w+'\w+", prose) == []


@pytest.mark.parametrize("code", SOURCES)
def test_a_source_has_a_page_under_its_code(code):
    assert f"# {code}" in read(f"sources/{code.lower()}.md")


def test_a_decision_says_what_was_chosen_refused_and_what_going_back_costs():
    pages = sorted((DOCS / "decisions").glob("*.md"))
    numbers = [page.name[:4] for page in pages]
    assert len(numbers) == len(set(numbers))
    for page in pages:
        text = page.read_text()
        assert text.startswith(f"# {page.name[:4]} – ")
        for part in ("**Contexte.**", "**Choix.**", "**Refusé.**", "**Revenir en arrière.**"):
            assert part in text, f"{page.name}: {part}"


@pytest.mark.parametrize("path", COMMANDS, ids=lambda path: path.stem)
def test_every_option_of_a_command_is_documented(path):
    module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
    parser = import_module(module).Command().create_parser("manage.py", path.stem)
    section = read("reference/commands.md").partition(f"\n## `{path.stem}")[2].partition("\n## ")[0]
    assert section, "no section"
    common = {"--help", "--version", "--verbosity", "--settings", "--pythonpath"}
    common |= {"--traceback", "--no-color", "--force-color", "--skip-checks"}
    for action in parser._actions:
        long = {option for option in action.option_strings if option.startswith("--")}
        for option in long - common:
            assert option in section, option


def test_every_command_of_run_is_documented():
    run = (ROOT / "run").read_text()
    names = re.findall(r"^    ([a-z]+)(?: \||\))", run.partition("case $command in")[2], re.M)
    assert names
    for name in names:
        assert f"./run {name}" in read("reference/commands.md")


def test_every_variable_is_documented_and_none_is_invented():
    settings = read("reference/settings.md")
    config = ROOT / "gouvernail" / "config"
    texts = "".join((config / name).read_text() for name in ("settings.py", "environment.py"))
    wanted = set(re.findall(r'(?:text|flag|number|names)\("([A-Z_]+)"', texts))
    wanted |= set(re.findall(r"\$\{GOUVERNAIL_([A-Z_]+)", (ROOT / "run").read_text()))
    told = set(re.findall(r"^\| `GOUVERNAIL_([A-Z_]+)`", settings, flags=re.MULTILINE))
    assert wanted == told


def french(day):
    return f"{day:%d/%m/%Y}" if day else "–"


def written_deadlines():
    return [row for row in rows(read("reference/import.md"), 5) if row[1].startswith("`")]


@pytest.mark.parametrize("row", written_deadlines(), ids=lambda row: row[0])
def test_a_documented_deadline_is_read_so(row):
    deadline = read_deadline(row[0])
    due = last_day(deadline)
    late = french(due + timedelta(days=1)) if due else "jamais"
    told = (f"`{deadline.kind}`", french(deadline.start), french(deadline.end), late)
    assert row[1:] == told


def test_each_unclear_deadline_gives_the_reason_told():
    text = read("reference/import.md").partition("## Les échéances")[2].partition("\n## ")[0]
    told = {row[0]: row[1] for row in rows(text, 3) if row[1].startswith("`")}
    assert len(told) == 8
    assert told == {words: f"`{read_deadline(words).reason}`" for words in told}


def test_the_limits_told_are_those_of_the_readers():
    told = dict(rows(read("reference/import.md"), 2))
    mega = archives.MEGABYTE
    assert told["taille du fichier"] == f"{limits.MAX_PACKED // mega} Mo"
    assert told["taille une fois ouvert"] == f"{archives.MAX_UNPACKED // mega} Mo"
    assert told["lignes par feuille"] == f"{limits.MAX_ROWS:,}".replace(",", " ")
    assert told["colonnes par feuille"] == str(limits.MAX_COLUMNS)
    assert told["éléments dans le classeur"] == f"{archives.MAX_ENTRIES:,}".replace(",", " ")
    wall, work = sandbox.WALL_SECONDS, child.CPU_SECONDS
    assert told["temps de lecture"] == f"{wall} s, dont {work} s de calcul"
    assert told["mémoire de lecture"] == f"{child.MEMORY_BYTES / 1024**3:.1f} Go".replace(".", ",")
    assert told["intitulé d’une action"] == f"{TITLE_LIMIT} caractères"


def test_every_field_that_a_column_can_feed_is_told():
    text = read("reference/import.md")
    assert [field.key for field in PLAN_FIELDS if f"`{field.key}`" not in text] == []


def test_the_table_of_roles_is_the_one_that_decides():
    told = {row[1].strip("`"): row[2:] for row in rows(read("reference/roles.md"), 7)[1:]}
    roles = (Role.PILOTE, Role.COORDINATOR, Role.CAF, Role.CONTRIBUTOR, Role.READER)
    assert told == {
        right.value: tuple("oui" if right in RIGHTS[role] else "–" for role in roles)
        for right in Right
    }


def test_the_licence_is_whole():
    licence = (ROOT / "LICENSE").read_text()
    assert "EUROPEAN UNION PUBLIC LICENCE v. 1.2" in licence
    for article in range(1, 16):
        assert re.search(rf"^{article}\.\s*[A-Z]", licence, flags=re.MULTILINE), article
    assert "Appendix" in licence


def test_the_day_of_the_example_of_lateness_holds():
    deadline = read_deadline("rentrée 2026")
    assert last_day(deadline) == date(2026, 9, 30)
