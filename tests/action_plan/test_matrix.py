"""The matrix: what is counted at each crossing is what its link shows."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from gouvernail.conventions.models import Term, TermKind
from gouvernail.rules.roles import Role
from tests.factories import (
    make_action,
    make_actions,
    make_convention,
    make_member,
    make_node,
    nobody,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def convention(istres_and_fos):
    convention = make_convention(communes=["13047", "13039"])
    Term.objects.filter(convention=convention, kind=TermKind.THEME.value).delete()
    for rank, label in enumerate(("Jeunesse", "Logement")):
        Term.objects.create(
            convention=convention, kind=TermKind.THEME.value, label=label, position=rank
        )
    return convention


@pytest.fixture
def reader(client, convention):
    client.force_login(make_member(convention, Role.READER).user)
    return client


def address(name, convention):
    return reverse(f"action_plan:{name}", args=[convention.slug])


def read(client, convention, query=""):
    return client.get(f"{address('matrix', convention)}?{query}").context


def counts(matrix):
    return {
        line.heading.label: [cell.count for cell in line.cells] + [line.total]
        for line in matrix.lines
    }


def themed(themes):
    return {"texts": {"themes": themes}}


def make_plan(convention):
    make_action(convention, "À Istres", communes=("Istres",), **themed("Jeunesse, Logement"))
    make_action(convention, "À Fos", communes=("Fos-sur-Mer",), **themed("Jeunesse"))
    make_action(convention, "Partout", communes=("Toutes",), **themed("Jeunesse"))
    make_action(convention, "Au port", communes=("Quai nord",), **themed("Pêche"))
    make_action(convention, "Nulle part", **themed("Logement"))


def test_an_action_counts_where_it_is_and_one_led_everywhere_counts_in_each(reader, convention):
    make_plan(convention)
    matrix = read(reader, convention)["matrix"]
    assert [heading.label for heading, _ in matrix.columns] == ["Jeunesse", "Logement", "Pêche"]
    assert counts(matrix) == {
        "Fos-sur-Mer": [2, 0, 0, 2],
        "Istres": [2, 1, 0, 2],
        "Tout le territoire": [1, 0, 0, 1],
        "Ailleurs, ou un lieu précis": [0, 0, 1, 1],
        "Sans lieu": [0, 1, 0, 1],
    }


KINDS = ("themes", "axes", "priorites", "publics")


@pytest.mark.parametrize("rows", ["communes", "pilotes"])
@pytest.mark.parametrize("columns", KINDS)
@pytest.mark.parametrize("kept", ["", "q=o&", "commune=13047&", "veille=no_deadline&"])
def test_each_number_leads_to_as_many_rows(kept, rows, columns, reader, convention):
    make_plan(convention)
    more = {"priority": "haute", "publics": "Jeunes, Familles", "themes": "Jeunesse"}
    node = make_node(convention, "1 Loger")
    below = make_node(convention, "1.1 Louer", parent=node)
    make_action(convention, "Autre", leads=("CCAS", "Caf"), node=below, texts=more)
    page = read(reader, convention, f"{kept}lignes={rows}&colonnes={columns}")
    matrix, base = page["matrix"], page["base"]
    cells = [(cell.count, cell.query) for line in matrix.lines for cell in line.cells]
    cells += [(line.total, line.heading.query) for line in matrix.lines]
    cells += [(total, heading.query) for heading, total in matrix.columns]
    for count, query in cells:
        table = reader.get(f"{address('table', convention)}?{base}{query}").context
        assert table["kept"].tally.total == count, query


def test_holes_are_told_in_plain_sentences(reader, convention):
    make_plan(convention)
    assert read(reader, convention)["holes"] == [
        "Aucune action à Fos-sur-Mer pour «\u202fLogement\u202f»."
    ]
    assert read(reader, convention, "lignes=pilotes")["holes"] == []


def test_beyond_five_holes_the_others_are_counted(reader, convention):
    for rank in range(8):
        label = f"Thème {rank}"
        Term.objects.create(convention=convention, kind=TermKind.THEME.value, label=label)
    make_action(convention, "Seule", communes=("Istres",), **themed("Jeunesse, Logement"))
    page = read(reader, convention)
    assert len(page["holes"]) == 5
    assert page["holes"][0] == "Aucune action pour «\u202fThème 0\u202f»."
    assert page["more_holes"] == 4


def test_words_out_of_the_list_get_a_column_up_to_a_point(reader, convention):
    for rank in range(9):
        make_action(convention, f"N° {rank}", **themed(f"Mot {rank}"))
    matrix = read(reader, convention)["matrix"]
    assert len(matrix.columns) == 2 + 6
    assert matrix.left_words == 3


def test_a_plan_without_themes_is_crossed_by_its_axes(reader, convention):
    make_action(convention, "Sans thème", node=make_node(convention, "1 Accueillir"))
    page = read(reader, convention)
    assert page["matrix"].column_kind == "axes"
    assert [heading.label for heading, _ in page["matrix"].columns] == ["1 Accueillir"]
    assert read(reader, convention, "colonnes=themes")["matrix"].unsaid == 1


def test_an_address_that_means_nothing_is_left_aside(reader, convention):
    make_plan(convention)
    matrix = read(reader, convention, "lignes=x&colonnes=y")["matrix"]
    assert (matrix.row_kind, matrix.column_kind) == ("communes", "themes")


def test_the_matrix_is_read_as_of_a_past_day(reader, convention):
    then = timezone.now() - timedelta(days=400)
    make_action(convention, "Ancienne", communes=("Istres",), by=nobody(at=then))
    make_action(convention, "Récente", communes=("Istres",))
    on = (timezone.localdate() - timedelta(days=300)).isoformat()
    matrix = read(reader, convention, f"colonnes=themes&date={on}")["matrix"]
    assert counts(matrix)["Istres"][-1] == 1


def test_special_places_are_named_among_the_filters(reader, convention):
    make_plan(convention)
    page = reader.get(f"{address('table', convention)}?commune=hors")
    assert [row.title for row in page.context["table"].rows] == ["Au port"]
    assert page.context["chips"][0].value == "Ailleurs, ou un lieu précis"


@pytest.mark.parametrize("rows", ["communes", "pilotes"])
def test_the_matrix_costs_the_same_queries_for_three_or_sixty_actions(rows, reader, convention):
    path = f"{address('matrix', convention)}?lignes={rows}"
    make_actions(convention, 3, leads=("CCAS",), communes=("Istres",))
    reader.get(path)
    seen = []
    for lead in ("Caf", "MSA"):
        with CaptureQueriesContext(connection) as queries:
            assert reader.get(path).status_code == 200
        seen.append(len(queries))
        node = make_node(convention, lead)
        make_actions(convention, 30, node=node, leads=(lead,), communes=("Fos-sur-Mer",))
    words_read_in_a_test = 4  # Outside a transaction, they are remembered.
    assert seen[0] == seen[1] <= 11 + words_read_in_a_test


def test_what_is_empty_says_why(reader, convention, client):
    assert "Le plan est vide" in reader.get(address("matrix", convention)).content.decode()
    make_action(convention, "Sans mot", communes=("Istres",))
    page = reader.get(f"{address('matrix', convention)}?colonnes=themes").content.decode()
    assert "Aucune action ne porte de mot de cette liste" in page
    elsewhere = make_convention()
    make_action(elsewhere, "Partout sans commune", **themed("Jeunesse"))
    client.force_login(make_member(elsewhere, Role.READER).user)
    page = client.get(address("matrix", elsewhere)).content.decode()
    assert "Sans lieu" in page
