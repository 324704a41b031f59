"""The pages of the plan: what they show, how many queries they cost."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from gouvernail.action_plan.drafts import draft_of
from gouvernail.action_plan.models import Action
from gouvernail.action_plan.operations import change_action
from gouvernail.action_plan.queries.columns import available_columns
from gouvernail.conventions.queries.vocabulary import vocabulary_of
from gouvernail.rules.roles import Role
from tests.factories import (
    make_action,
    make_actions,
    make_convention,
    make_member,
    make_node,
    make_organisation,
    nobody,
    status_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def convention(istres_and_fos):
    return make_convention(communes=["13047", "13039"])


@pytest.fixture
def coordinator(client, convention):
    client.force_login(make_member(convention, Role.COORDINATOR).user)
    return client


TEXTS = {"themes": "Parentalité, Logement", "publics": "Jeunes", "priority": "haute"}


def address(name, convention, *args):
    return reverse(f"action_plan:{name}", args=[convention.slug, *args])


def queries(client, path, connection):
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert client.get(path).status_code == 200
    return len(seen)


@pytest.mark.parametrize("name", ["tree", "table", "structure"])
def test_a_list_costs_the_same_queries_for_three_or_sixty_actions(
    name, coordinator, convention, django_assert_max_num_queries
):
    from django.db import connection

    node = make_node(convention)
    make_actions(convention, 3, node=node, leads=("CCAS",))
    few = queries(coordinator, address(name, convention), connection)
    make_actions(make_convention(), 1)
    for rank in range(57):
        make_action(convention, f"De plus {rank}", node=node, leads=("CCAS",))
    assert queries(coordinator, address(name, convention), connection) == few
    with django_assert_max_num_queries(15):
        coordinator.get(address(name, convention))


def test_home_costs_the_same_queries_whatever_the_plan(coordinator, convention):
    from django.db import connection

    path = reverse("steering:today", args=[convention.slug])
    make_actions(convention, 3)
    few = queries(coordinator, path, connection)
    make_actions(make_convention(), 1)
    for rank in range(30):
        make_action(convention, f"De plus {rank}", status="en cours", deadline="2024")
    assert queries(coordinator, path, connection) <= few + 2


def test_a_long_plan_comes_closed_and_opens_by_branch(coordinator, convention):
    node = make_node(convention, "1 Long")
    make_actions(convention, 130, node=node)
    page = coordinator.get(address("tree", convention)).content.decode()
    assert "Action n° 7<" not in page
    branch = coordinator.get(address("branch", convention, node.pk)).content.decode()
    assert "Action n° 7<" in branch


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        pytest.param("veille=late", {"Tardive"}, id="late"),
        pytest.param("veille=no_lead", {"Tardive", "Sans état"}, id="no lead"),
        pytest.param("veille=no_status", {"Sans état"}, id="no status"),
        pytest.param("veille=no_deadline", {"Menée", "Sans état"}, id="no deadline"),
        pytest.param("q=menee", {"Menée"}, id="words without accents"),
        pytest.param("q=ccas", {"Menée"}, id="words of a lead"),
        pytest.param("commune=13047", {"Menée", "Sans état"}, id="commune, or everywhere"),
        pytest.param("theme=Logement", {"Tardive"}, id="a theme among others"),
        pytest.param("theme=Loge", set(), id="not a part of a theme"),
        pytest.param("public=Jeunes", {"Tardive"}, id="public"),
        pytest.param("priorite=haute", {"Tardive"}, id="priority"),
        pytest.param("annee=2024", {"Tardive"}, id="due in a year"),
        pytest.param("etat=nimporte&page=x&tri=zz", {"Tardive", "Menée", "Sans état"}, id="odd"),
    ],
)
def test_filters_keep_what_they_say(query, shown, coordinator, convention):
    make_action(convention, "Tardive", "en cours", "2024", communes=("Fos-sur-Mer",), texts=TEXTS)
    make_action(convention, "Menée", "réalisée", leads=("CCAS d’Istres",), communes=("Istres",))
    make_action(convention, "Sans état", communes=("Toutes",))
    page = coordinator.get(f"{address('table', convention)}?{query}")
    assert {row.title for row in page.context["table"].rows} == shown


def test_the_plan_is_read_as_of_a_past_day(coordinator, convention):
    then = timezone.now() - timedelta(days=400)
    action = make_action(convention, "Ancienne", "à engager", by=nobody(at=then))
    make_action(convention, "Récente")
    draft = draft_of(action)
    draft = type(draft)(**{**_fields(draft), "status": status_of(convention, "réalisée")})
    change_action(action, draft, version=1, by=nobody())
    on = (timezone.localdate() - timedelta(days=300)).isoformat()
    rows = coordinator.get(f"{address('table', convention)}?date={on}").context["table"].rows
    assert [(row.title, row.status) for row in rows] == [("Ancienne", "à engager")]


def _fields(draft):
    return {name: getattr(draft, name) for name in draft.__slots__}


def test_the_second_of_two_editors_sees_both_texts(coordinator, convention):
    action = make_action(convention, "Au départ")
    path = address("change", convention, action.pk)
    coordinator.post(path, {"version": 1, "title": "Le premier"})
    page = coordinator.post(path, {"version": 1, "title": "Le second"})
    assert page.status_code == 409
    text = page.content.decode()
    assert "Le premier" in text
    assert 'value="Le second"' in text
    coordinator.post(path, {"version": 2, "title": "Le second"})
    assert Action.objects.get(pk=action.pk).title == "Le second"


def test_a_deadline_with_two_readings_is_asked(coordinator, convention):
    page = coordinator.post(
        address("create", convention), {"title": "Essai", "deadline": "2025/2026"}
    )
    assert "Gouvernail ne sait pas lire cette échéance" in page.content.decode()
    assert not Action.objects.exists()


def test_a_contributor_changes_only_what_the_structure_leads(client, convention):
    organisation = make_organisation(convention, "La Passerelle")
    client.force_login(make_member(convention, Role.CONTRIBUTOR, organisation).user)
    mine = make_action(convention, "La mienne", leads=("La Passerelle",))
    other = make_action(convention, "Une autre", leads=("CCAS",))
    codes = [
        client.get(address("change", convention, pk)).status_code for pk in (mine.pk, other.pk)
    ]
    assert codes == [200, 403]


def test_a_partner_is_found_in_any_role(coordinator, convention):
    caf = make_organisation(convention, "Caf")
    make_action(convention, "Menée par elle", leads=("Caf",))
    make_action(convention, "Avec elle", leads=("CCAS",), partners=("Caf",))
    make_action(convention, "Sans elle", leads=("CCAS",))
    page = coordinator.get(f"{address('table', convention)}?partenaire={caf.pk}")
    assert {row.title for row in page.context["table"].rows} == {"Menée par elle", "Avec elle"}


def test_each_filter_at_work_is_named_with_the_address_that_drops_it(coordinator, convention):
    make_action(convention, "Tardive", "en cours", "2024", texts=TEXTS)
    page = coordinator.get(f"{address('table', convention)}?theme=Logement&veille=late&page=2")
    assert [(chip.label, chip.value, chip.without) for chip in page.context["chips"]] == [
        ("Thème", "Logement", "veille=late"),
        ("À surveiller", "En retard", "theme=Logement"),
    ]


def test_htmx_gets_the_results_and_what_says_how_many(coordinator, convention):
    make_action(convention, "Une seule", texts=TEXTS)
    make_action(convention, "Une autre")
    path = f"{address('table', convention)}?theme=Logement"
    page = coordinator.get(path, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in page
    assert '<div id="annonce" hx-swap-oob="innerHTML">1 action</div>' in page
    assert "Filtrer (1)" in page


def columns_of(keys):
    return "&".join(f"colonnes={key}" for key in keys)


def test_the_table_shows_the_columns_of_the_address_in_their_order(coordinator, convention):
    texts = {"priority": "Haute"}
    make_action(convention, "Une", communes=("Istres",), texts=texts, budget=Decimal(1200))
    path = f"{address('table', convention)}?{columns_of(['budget', 'communes', 'priority', 'zz'])}"
    page = coordinator.get(path)
    assert [column.key for column in page.context["table"].columns] == [
        "title",
        "budget",
        "communes",
        "priority",
    ]
    text = page.content.decode()
    assert all(word in text for word in ("Istres", "Haute", "1\u202f200"))
    assert "Budget de 1 action" in text


def test_every_column_costs_the_same_queries_for_three_or_sixty_actions(coordinator, convention):
    from django.db import connection

    keys = [column.key for column in available_columns(vocabulary_of(convention))]
    path = f"{address('table', convention)}?{columns_of(keys)}"
    details = {"leads": ("CCAS",), "partners": ("Caf",), "communes": ("Istres",)}
    make_actions(convention, 3, **details)
    few = queries(coordinator, path, connection)
    for rank in range(57):
        make_action(convention, f"De plus {rank}", **details)
    assert queries(coordinator, path, connection) == few


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("leads", ["B", "A", "C"]),
        ("-leads", ["A", "B", "C"]),
        ("communes", ["A", "B", "C"]),
        ("budget", ["C", "A", "B"]),
        ("-budget", ["A", "C", "B"]),
        ("priority", ["B", "A", "C"]),
        ("progress", ["C", "A", "B"]),
        ("-progress", ["B", "C", "A"]),
        ("objective", ["C", "A", "B"]),
        ("node", ["C", "A", "B"]),
    ],
)
def test_every_column_sorts_and_what_says_nothing_comes_last(sort, order, coordinator, convention):
    node = make_node(convention)
    first = {"leads": ("Ville",), "communes": ("Fos-sur-Mer",), "budget": Decimal(500)}
    make_action(
        convention, "A", "en cours", texts={"priority": "Moyenne", "objective": "Z"}, **first
    )
    second = {"leads": ("CCAS",), "communes": ("Istres",), "texts": {"priority": "Haute"}}
    make_action(convention, "B", "réalisée", **second)
    make_action(
        convention, "C", "en cours", node=node, budget=Decimal(20), texts={"objective": "a"}
    )
    page = coordinator.get(f"{address('table', convention)}?tri={sort}")
    assert [row.title for row in page.context["table"].rows] == order


def test_a_column_moves_by_a_link_and_keeps_the_filters(coordinator, convention):
    make_action(convention, "Une", "en cours")
    path = (
        f"{address('table', convention)}?veille=no_lead&{columns_of(['number', 'title', 'news'])}"
    )
    choices = {item.key: item for item in coordinator.get(path).context["column_choices"]}
    later = coordinator.get(f"{address('table', convention)}?{choices['number'].later}")
    assert [column.key for column in later.context["table"].columns] == ["title", "number", "news"]
    assert [chip.value for chip in later.context["chips"]] == ["Sans pilote"]
    assert choices["news"].later == ""
    assert not choices["leads"].is_shown


def found_by(client, convention, words):
    return client.get(address("table", convention), {"q": words}).context["table"]


@pytest.mark.parametrize(
    "words",
    [
        "crèches",
        "l’EVEIL",
        "“jeux d’eau”",
        "remarque",
        "fond libre",
        "note ancienne",
        "caf partenaire",
    ],
)
def test_every_text_of_an_action_is_searched(words, coordinator, convention):
    make_action(
        convention,
        "Ouvrir une crèche",
        texts={"objective": "Favoriser l'éveil", "remarks": "Une remarque, des jeux d'eau"},
        free={"free:1": "Fonds libre"},
        notes={"Colonne": "Note ancienne"},
        partners=("Caf partenaire",),
    )
    make_action(convention, "Une autre")
    assert [row.title for row in found_by(coordinator, convention, words).rows] == [
        "Ouvrir une crèche"
    ]


def test_the_number_then_the_titles_come_first(coordinator, convention):
    make_action(convention, "Rien", number="2", texts={"remarks": "La crèche"})
    make_action(convention, "Une crèche", number="3")
    assert [row.number for row in found_by(coordinator, convention, "crèche").rows] == ["3", "2"]
    make_action(convention, "Deux places", number="9", texts={"remarks": "voir 3"})
    assert [row.number for row in found_by(coordinator, convention, "3").rows] == ["3", "9"]


def test_what_was_found_is_shown_marked_and_escaped(coordinator, convention):
    make_action(convention, "Rien", texts={"remarks": "La <b>crèche</b> d’Istres"})
    page = coordinator.get(address("table", convention), {"q": "creche"}).content.decode()
    assert "La &lt;b&gt;<mark>crèche</mark>&lt;/b&gt; d’Istres" in page
    assert "Observations\u202f: " in page


def test_a_search_costs_the_same_queries_for_three_or_sixty_answers(coordinator, convention):
    from django.db import connection

    path = f"{address('table', convention)}?q=creche"
    details = {"texts": {"remarks": "Une crèche"}, "partners": ("Caf",), "communes": ("Istres",)}
    make_actions(convention, 3, **details)
    few = queries(coordinator, path, connection)
    for rank in range(57):
        make_action(convention, f"De plus {rank}", **details)
    assert queries(coordinator, path, connection) == few


def test_the_order_comes_back_to_what_was_moved_and_says_so(coordinator, convention):
    first, second = make_node(convention, "1 Un"), make_node(convention, "2 Deux")
    path = address("order_nodes", convention, 0)
    answer = coordinator.post(path, {"order": f"{first.pk},{second.pk}", "up": second.pk})
    assert answer.headers["Location"].endswith(f"#niveau-{second.pk}")
    page = coordinator.get(address("structure", convention)).content.decode()
    assert "L’ordre est enregistré." in page
