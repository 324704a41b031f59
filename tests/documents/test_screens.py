"""What is shown on the screen of the room: views that fit, figures, the code to sign in with."""

import re
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.urls import reverse

from gouvernail.documents.content.screens import POINTS_A_VIEW, ROWS_A_VIEW, screens_of
from gouvernail.documents.formats.deck import BarChart, Deck, Point, Points, Series, Sheet
from gouvernail.documents.formats.qr import QUIET_ZONE, qr_code
from gouvernail.documents.formats.report import Head, Mark
from gouvernail.governance.models import AgendaItem, Sitting
from gouvernail.governance.operations.attendance import open_sign_in
from gouvernail.rules.roles import Role
from gouvernail.rules.sittings import SittingState
from tests.factories import make_action, make_convention, make_member, make_node, make_user, nobody
from tests.governance.factories import make_body, make_sitting

NOW = datetime(2026, 11, 23, 13, tzinfo=UTC)


def deck(*slides):
    return Deck("Cotech", ("Mairie",), slides)


def test_the_title_comes_first_then_one_view_for_each_slide():
    views = screens_of(deck(Points("Ordre du jour", (Point("Bilan"),))))
    assert [(view.kind, view.title) for view in views] == [
        ("title", "Cotech"),
        ("points", "Ordre du jour"),
    ]


def test_what_is_too_long_goes_on_on_the_next_view_and_nothing_is_left_out():
    points = tuple(Point(str(rank)) for rank in range(POINTS_A_VIEW + 1))
    rows = tuple((str(rank), Mark("tenue", "done")) for rank in range(2 * ROWS_A_VIEW))
    views = screens_of(deck(Points("P", points), Sheet("T", (Head("A"), Head("B")), rows)))
    assert [view.title for view in views[1:]] == ["P", "P (suite)", "T", "T (suite)"]
    told = [row[0][0] for view in views[3:] for row in view.cells]
    assert told == [str(rank) for rank in range(2 * ROWS_A_VIEW)]
    assert views[3].cells[0][1] == ("tenue", "done", "B")


def test_bars_share_one_scale_and_say_their_numbers():
    series = (Series("terminées", "done", (1, 0)), Series("en cours", "running", (1, 1)))
    (_, view) = screens_of(deck(BarChart("Par axe", ("Axe 1", "Axe 2"), series, "Deux axes.")))
    first, second = view.bars
    assert [(part.start, part.length) for part in first.parts] == [
        ("0.00%", "50.00%"),
        ("50.00%", "50.00%"),
    ]
    assert [(part.start, part.length) for part in second.parts] == [("0.00%", "50.00%")]
    assert (first.words, second.values) == ("1 terminées, 1 en cours", (0, 1))


def test_a_code_has_its_three_corners_and_its_white_margin():
    code = qr_code("https://exemple.fr/emargement/secret/")
    corner = f"M{QUIET_ZONE} {QUIET_ZONE}h7v1h-7z"
    assert code.path.startswith(corner)
    assert f"M{code.side - QUIET_ZONE - 7} {QUIET_ZONE}h7v1h-7z" in code.path
    assert f"M{QUIET_ZONE} {code.side - QUIET_ZONE - 1}h7v1h-7z" in code.path
    assert "M0 " not in code.path
    assert (code.side - 2 * QUIET_ZONE - 17) % 4 == 0


@pytest.fixture
def sitting(db):
    convention = make_convention("CTG d’essai", "essai")
    axis = make_node(convention, "Axe 1")
    make_action(convention, "Former", "en cours", "2027", node=axis)
    row = make_sitting(make_body(convention, "Comité technique"), date(2026, 11, 23))
    for rank in range(20):
        AgendaItem.objects.create(sitting=row, title=f"Point {rank}", position=rank)
    return row


@pytest.fixture
def signed_in(client, sitting):
    def sign_in(role):
        user = make_user(f"Exemple {role}")
        make_member(sitting.convention, role, user=user)
        client.force_login(user)
        return client

    return sign_in


@pytest.fixture
def address(sitting):
    return reverse("governance_files:presentation", args=["essai", sitting.pk])


@time_machine.travel(NOW, tick=False)
def test_views_follow_one_another_by_their_links(signed_in, address, django_assert_max_num_queries):
    client = signed_in(Role.READER)
    with django_assert_max_num_queries(35):  # the whole of the slides, as their file
        page = client.get(address).content.decode()
    count = re.search(r"Vue 1 sur (\d+)", page)[1]
    assert 'id="precedente"' not in page
    second = client.get(address, {"vue": 2}).content.decode()
    assert "Point 0" in second
    assert 'href="?vue=1"' in second
    assert 'href="?vue=3"' in second
    for odd, shown in (
        ("99", f"Vue {count} sur {count}"),
        ("-1", "Vue 1"),
        ("deux", "Vue 1"),
        ("9" * 5000, "Vue 1"),
    ):
        assert shown in client.get(address, {"vue": odd}).content.decode()


@time_machine.travel(NOW, tick=False)
def test_the_figures_of_the_chart_are_in_its_table(signed_in, address):
    client = signed_in(Role.READER)
    pages = [client.get(address, {"vue": n}).content.decode() for n in range(1, 7)]
    (chart,) = (page for page in pages if "screen-bars" in page)
    assert "<svg" in chart
    assert "Les mêmes chiffres en tableau" in chart
    assert 'width="100.00%"' in chart


@time_machine.travel(NOW, tick=False)
def test_the_code_to_sign_in_is_beside_the_title_on_the_day_for_the_team(
    signed_in, sitting, address
):
    client = signed_in(Role.COORDINATOR)
    assert "qr-ink" not in client.get(address).content.decode()
    secret = open_sign_in(sitting, by=nobody())
    page = client.get(address).content.decode()
    assert "qr-ink" in page
    assert secret in page
    assert "qr-ink" not in client.get(address, {"vue": 2}).content.decode()
    assert secret not in signed_in(Role.READER).get(address).content.decode()
    client = signed_in(Role.CAF)
    Sitting.objects.update(state=SittingState.APPROVED.value)
    assert secret not in client.get(address).content.decode()


@time_machine.travel(NOW, tick=False)
def test_what_is_missing_is_said_on_the_screen_with_the_way_to_it(signed_in, sitting, address):
    sitting.items.all().delete()
    shown = signed_in(Role.COORDINATOR).get(address, {"vue": 2}).content.decode()
    assert "L’ordre du jour n’est pas écrit" in shown
