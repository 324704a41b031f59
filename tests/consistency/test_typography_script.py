"""The script that checks French typography: what it mends, and what it must never touch."""

import pytest

from scripts.typography import ROOT, files, fixed_python, fixed_template, main

N = "\u202f"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("<p>Que faire ?</p>", f"<p>Que faire{N}?</p>", id="space"),
        pytest.param("<p>Que faire\u00a0?</p>", f"<p>Que faire{N}?</p>", id="wide no-break space"),
        pytest.param("<p>Attention: rien</p>", f"<p>Attention{N}: rien</p>", id="no space"),
        pytest.param("<p>« Mot »</p>", f"<p>«{N}Mot{N}»</p>", id="quotes"),
        pytest.param("«{{ word }}» : oui", f"«{N}{{{{ word }}}}{N}»{N}: oui", id="quoted value"),
        pytest.param("{{ name }} : oui", f"{{{{ name }}}}{N}: oui", id="after a value"),
        pytest.param("<b>L'axe</b>", "<b>L’axe</b>", id="apostrophe"),
    ],
)
def test_text_of_a_template_is_mended(before, after):
    assert fixed_template(before) == after
    assert fixed_template(after) == after


@pytest.mark.parametrize(
    "text",
    [
        "{% if a == 'l'or' ? %}",
        "{{ value|default:'n'a pas : rien' }}",
        '<a title="L\'axe : rien" href="/a?b=1;c">x</a>',
        '<a class="{% if a > b %}x : y{% endif %}">x</a>',
        "<style>a : hover { color : red ; }</style>",
        "<script>x ? y : z</script>",
        "<!-- l'axe : rien -->",
        "{# Wants: it's a note ; yes #}",
        "{% comment %}l'axe : rien{% endcomment %}",
        "<code>a : b</code>",
        "https://exemple.fr/a:b?c=d;e",
        "&nbsp;&amp; 10:30",
    ],
)
def test_code_of_a_template_is_left_alone(text):
    assert fixed_template(text) == text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param('x = "Refusé : non"\n', f'x = "Refusé{N}: non"\n', id="string"),
        pytest.param('x = f"« {a} » : é"\n', f'x = f"«{N}{{a}}{N}»{N}: é"\n', id="f-string"),
        pytest.param(
            'x = (\n    "Nom : "\n    "é"\n)\n', f'x = (\n    "Nom{N}: "\n    "é"\n)\n', id="joined"
        ),
    ],
)
def test_french_of_a_module_is_mended(before, after):
    assert fixed_python(before) == after
    assert fixed_python(after) == after


@pytest.mark.parametrize(
    "source",
    [
        '"""Docstring: « quoted » : no."""\n',
        'def f():\n    """« As is » ; yes."""\n',
        "x = r'é : [a-z] ?'\n",
        'x = "(?:é) : b"\n',
        'x = {"key : value": 1}\n',
        "# commentaire : « tel quel »\n",
        'x = f"{é : >3}é"\n',
        'x = "é\\u202f: «\\u202fa\\u202f»"\n',
    ],
)
def test_code_of_a_module_is_left_alone(source):
    assert fixed_python(source) == source


def test_modules_are_read_when_asked_for_and_parsers_never():
    names = {path.relative_to(ROOT / "gouvernail").as_posix() for path in files(ROOT, modules=True)}
    assert "rules/roles.py" in names
    assert not [name for name in names if name.startswith(("imports/sheets/", "rules/deadline"))]
    assert {path.suffix for path in files(ROOT)} == {".html", ".txt"}


def test_check_says_where_and_writes_nothing(tmp_path, capsys):
    page = tmp_path / "gouvernail" / "a" / "templates" / "a" / "page.html"
    page.parent.mkdir(parents=True)
    page.write_text("<p>Bien</p>\n<p>Que faire ?</p>\n")
    assert main(["--check", "--root", str(tmp_path)]) == 1
    assert "page.html:2:" in capsys.readouterr().out
    assert "faire ?" in page.read_text()
    assert main(["--fix", "--root", str(tmp_path)]) == 0
    assert main(["--check", "--root", str(tmp_path)]) == 0
