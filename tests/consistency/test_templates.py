"""Templates: each is used, none trusts a text, none hides a style or a script."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PRODUCT = ROOT / "gouvernail"
TEMPLATES = sorted(PRODUCT.rglob("templates/**/*.*"))
# allauth and Django look these up themselves.
LOOKED_UP = re.compile(r"^(account|mfa|allauth|\d{3}(_csrf)?\.html$)|_(message|subject)\.txt$")
TRUSTING = re.compile(r"\|\s*safe\b|\{%\s*autoescape\s+off|mark_safe\(|SafeString\(|\|\s*safeseq")
# The words of a mail are text, and nothing there is HTML.
IN_MAILS = re.compile(r"\{%\s*autoescape\s+off")
# What is trusted, and why: help texts are ours, with lists of rules about passwords; two constants.
TRUSTED = {
    "gouvernail/common/templates/components/field.html": 1,
    "gouvernail/common/templatetags/components.py": 1,
}
STYLE = re.compile(r"\sstyle=|<style|\son[a-z]+=[\"']|javascript:")


def name_of(path):
    return path.as_posix().partition("/templates/")[2]


def sources():
    paths = [*TEMPLATES, *PRODUCT.rglob("*.py")]
    return {path: path.read_text() for path in paths}


def test_every_template_is_used():
    texts = sources()
    unused = [
        name_of(path)
        for path in TEMPLATES
        if not LOOKED_UP.search(name_of(path))
        and not any(name_of(path) in text for place, text in texts.items() if place != path)
    ]
    assert unused == []


def test_no_text_of_people_is_trusted():
    found = {
        path.relative_to(ROOT).as_posix(): len(TRUSTING.findall(text))
        for path, text in sources().items()
        if TRUSTING.search(text) and not (path.suffix == ".txt" and IN_MAILS.search(text))
    }
    assert found == TRUSTED


@pytest.mark.parametrize("text", ["{{ x|safe }}", "{% autoescape off %}", "mark_safe(x)"])
def test_the_search_for_trusted_texts_sees_one(text):
    """Control."""
    assert TRUSTING.search(text)


@pytest.mark.parametrize("text", ['<p style="x">', "<style>", '<a onclick="x">', "javascript:x"])
def test_the_search_for_styles_and_scripts_sees_one(text):
    """Control."""
    assert STYLE.search(text)


def test_styles_and_scripts_stay_in_their_files():
    found = [name_of(path) for path in TEMPLATES if STYLE.search(path.read_text())]
    assert found == []


def test_pages_ask_nothing_of_another_host():
    outside = re.compile(r"(?:src|href|action|srcset)=[\"'](?:https?:)?//")
    found = [name_of(path) for path in TEMPLATES if outside.search(path.read_text())]
    assert found == []


@pytest.mark.parametrize(
    "path",
    [path for path in TEMPLATES if "/components/" in path.as_posix()],
    ids=lambda path: path.name,
)
def test_a_component_states_its_contract(path):
    first = path.read_text().splitlines()[0]
    assert re.match(rf"\{{# components/{re.escape(path.name)}:? .+ #\}}", first), first
