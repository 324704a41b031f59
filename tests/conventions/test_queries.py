import pytest

from gouvernail.conventions.operations import add_annex, set_perimeter
from gouvernail.conventions.queries.mine import my_conventions
from gouvernail.conventions.queries.overview import convention_overview, perimeter_of
from gouvernail.conventions.queries.vocabulary import vocabulary_of
from gouvernail.conventions.queries.vocabulary_use import status_uses
from gouvernail.rules.roles import Role
from gouvernail.territories.models import Commune
from tests.factories import (
    make_actions,
    make_admin,
    make_convention,
    make_member,
    make_user,
    nobody,
    status_of,
)


def many_communes(number):
    model = Commune.objects.get(pk="13047")
    rows = [
        Commune(
            insee_code=f"1400{rank}" if rank < 10 else f"140{rank}",
            name=f"Commune {rank:02}",
            search_name=f"commune {rank}",
            departement=model.departement,
            population=100,
        )
        for rank in range(1, number + 1)
    ]
    Commune.objects.bulk_create(rows)
    return [row.insee_code for row in rows]


@pytest.mark.usefixtures("istres_and_fos")
@pytest.mark.parametrize("number", [3, 30])
def test_the_overview_reads_the_same_queries_for_three_or_thirty(number, django_assert_num_queries):
    convention = make_convention()
    set_perimeter(convention, many_communes(number), by=nobody())
    for rank in range(number):
        add_annex(convention, {"label": f"Annexe {rank}", "title": "x"}, by=nobody())
    with django_assert_num_queries(8):
        overview = convention_overview(convention)
    assert overview.population == 100 * number
    assert len(overview.annexes) == number


@pytest.mark.usefixtures("istres_and_fos")
def test_a_perimeter_with_an_unknown_population_has_no_total():
    convention = make_convention(communes=["13047"])
    assert [line.insee_code for line in perimeter_of(convention)] == ["13047"]
    assert convention_overview(convention).population is None


def test_the_words_take_four_queries(db, django_assert_num_queries):
    convention = make_convention(kit="exemple-enjeux")
    with django_assert_num_queries(4):
        words = vocabulary_of(convention)
    assert words.status(words.statuses[0].id).label == "À venir"
    assert words.status(None) is None
    assert words.field("title").label == "Projet"
    assert words.field("absente") is None


def test_each_state_word_knows_how_many_actions_bear_it(db, django_assert_num_queries):
    convention = make_convention()
    make_actions(convention, 4, status="en cours")
    with django_assert_num_queries(1):
        uses = status_uses(convention)
    assert uses[status_of(convention, "en cours").pk] == 4
    assert uses[status_of(convention, "réalisée").pk] == 0


def test_a_person_sees_their_conventions_and_the_administrator_all(db, django_assert_num_queries):
    user, admin = make_user(), make_admin()
    mine, other = make_convention("Mienne"), make_convention("Autre")
    make_member(mine, Role.CAF, user=user)
    with django_assert_num_queries(1):
        seen = my_conventions(user)
    assert [(line.name, line.role) for line in seen] == [("Mienne", "Chargé·e de mission Caf")]
    everything = my_conventions(admin)
    assert [line.slug for line in everything] == [other.slug, mine.slug]
    assert everything[0].role == "Administration de l’instance"
