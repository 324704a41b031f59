"""An export reads back to the same actions, whatever people wrote."""

import unicodedata

import pytest
from django.http import QueryDict
from django.urls import reverse

from gouvernail.documents.content.plan_list import plan_list, write_plan
from gouvernail.documents.formats.csv import write_csv
from gouvernail.documents.formats.table import Column, Table
from gouvernail.imports.comparison import Verdict, compare_plan
from gouvernail.imports.queries import import_synonyms, import_vocabulary
from gouvernail.imports.readers import read
from gouvernail.imports.sheets import Choices, read_plan
from gouvernail.rules.roles import Role
from tests.factories import make_action, make_convention, make_member, make_node

pytestmark = pytest.mark.django_db

ODD = [
    "=1+1",
    "+33 1 99 00 00 00",
    "-5",
    "@moi",
    "ligne 1\nligne 2",
    'des « guillemets » et des "autres"',
    "point;virgule,tabulation",
    unicodedata.normalize("NFD", "été à l’école"),
    "'apostrophe",
]


@pytest.fixture
def convention(istres_and_fos):
    convention = make_convention(communes=["13047", "13039"])
    goal = make_node(convention, "1.1 Accueillir", make_node(convention, "Axe 1 – Enfance"))
    for rank, text in enumerate(ODD):
        make_action(
            convention,
            f"Action {rank} {text}".replace("\n", " "),
            "en cours",
            "1er semestre 2027",
            number=f"1.{rank}0",
            node=goal,
            leads=("CCAS d’Istres",),
            partners=("Caf 13", "PMI (Département)"),
            communes=("Istres (Entressen)",),
            texts={
                "remarks": text,
                "description": text,
                "indicators": "Familles\nPlaces",
                "baselines": "–\n3",
                "targets": text,
            },
            notes={"Code interne": text},
        )
    return convention


def exported(convention, extension):
    return write_plan(plan_list(convention, QueryDict()), extension)


@pytest.mark.parametrize("extension", ["xlsx", "ods", "csv"])
def test_an_export_comes_back_the_same(convention, extension):
    workbook = read(exported(convention, extension), f"plan.{extension}")
    choices = Choices(synonyms=import_synonyms(convention))
    plan = read_plan(workbook, import_vocabulary(convention), choices)
    done = compare_plan(convention, plan)
    assert [row.changes for row in done.rows if row.verdict is not Verdict.SAME] == []
    assert len(done.rows) == len(ODD)


def test_no_cell_of_a_csv_is_a_formula():
    table = Table("t", (Column("a"),), tuple((text,) for text in ODD))
    lines = write_csv(table).decode("utf-8-sig").split("\r\n")
    assert not [line for line in lines if line.strip('"').startswith(("=", "+", "-", "@"))]


def test_an_export_holds_what_the_filters_show(client, convention):
    client.force_login(make_member(convention, Role.READER).user)
    path = reverse("documents:export", args=[convention.slug, "csv"])
    text = client.get(f"{path}?q=moi").content.decode("utf-8-sig")
    assert text.count("1er semestre 2027") == 1
    assert client.get(path.replace(".csv", ".exe")).status_code == 404
