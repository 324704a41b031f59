"""What the ledger says outside of its pages: the report, the slides, the costs of actions."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from gouvernail.documents.content.committee_slides import committee_slides
from gouvernail.documents.content.dossier import dossier_of
from gouvernail.documents.content.team_blocks import TITLE, team_blocks
from gouvernail.documents.formats.deck import Lack, Sheet
from gouvernail.documents.formats.report import Grid, Heading, Missing
from gouvernail.means.operations import add_human_means
from gouvernail.means.queries import staff_rows
from gouvernail.rules.roles import Role
from tests.factories import (
    load_communes,
    make_action,
    make_convention,
    make_member,
    make_node,
    nobody,
)
from tests.governance.factories import make_body, make_sitting
from tests.staffing.factories import ISTRES, TODAY, make_annex, make_post

pytestmark = pytest.mark.django_db


@pytest.fixture
def convention():
    load_communes()
    return make_convention(kit="golfe-et-etangs")


def test_the_chapter_of_the_report_counts_the_year_and_names_nobody(convention):
    make_annex(convention)
    blocks = team_blocks(convention, 2026)
    assert blocks[0] == Heading(TITLE)
    posts = next(block for block in blocks if isinstance(block, Grid))
    assert posts.total[-3:] == (Decimal("3.33"), Decimal("3.17"), Decimal("0.17"))
    assert "Noa" not in str(blocks)


def test_without_posts_the_report_says_where_to_write_them(convention):
    missing = team_blocks(convention, 2026, rank=2, site="https://ctg.example.org")[1]
    assert missing == Missing(
        "Aucun poste de chargé de coopération n’est noté.",
        f"https://ctg.example.org/ctg/{convention.slug}/equipe/",
    )


def slides_of(convention):
    sitting = make_sitting(make_body(convention, "Copil"), date(2026, 12, 17))
    slides = committee_slides(dossier_of(sitting, TODAY)).slides
    return [slide for slide in slides if getattr(slide, "title", "") == TITLE]


def test_the_slide_tells_the_accounts_without_a_name(convention):
    make_annex(convention)
    [slide] = slides_of(convention)
    assert isinstance(slide, Sheet)
    assert "3,3 ETP sur 3,8 convenus" in str(slide.rows)
    assert "Noa" not in str(slide)


def test_a_convention_with_figures_and_no_posts_is_told_so(convention):
    assert isinstance(slides_of(convention)[0], Lack)


def test_a_convention_that_counts_no_staff_has_no_such_slide():
    assert slides_of(make_convention()) == []


def test_the_time_of_actions_is_summed_against_the_posts(convention, client):
    make_post(convention, fte="0.8", holder="Noa Fictif")
    action = make_action(convention, "Guichet", node=make_node(convention))
    other = make_action(convention, "Forum", node=make_node(convention, "2 Autre"))
    for one, etp in ((action, "0.5"), (other, "0.4")):
        add_human_means(one, ISTRES, {"year": 2026, "planned": Decimal(etp)}, by=nobody())
    add_human_means(other, "Caf 13", {"year": 2026, "planned": Decimal(3)}, by=nobody())
    [row] = staff_rows(convention)
    assert (row.planned, row.posts.actual, row.excess) == (
        Decimal("0.90"),
        Decimal("0.8"),
        Decimal("0.10"),
    )
    client.force_login(make_member(convention, Role.READER).user)
    page = client.get(reverse("means:costs", args=[convention.slug])).content.decode()
    assert "les actions demandent 0,90 ETP, ses postes en font 0,80" in page.replace("\u202f", " ")
    assert "Noa" not in page


def test_actions_without_time_ask_nothing_of_the_ledger(convention, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert staff_rows(convention) == ()


def test_the_costs_take_no_more_queries_than_a_page_may(
    convention, client, django_assert_max_num_queries
):
    make_annex(convention)
    action = make_action(convention, "Guichet", node=make_node(convention))
    add_human_means(action, ISTRES, {"year": 2026, "planned": Decimal(1)}, by=nobody())
    client.force_login(make_member(convention, Role.COORDINATOR).user)
    with django_assert_max_num_queries(12):
        client.get(reverse("means:costs", args=[convention.slug]))
