"""The timeline: each action in time, by axis, now and on a past day."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from gouvernail.rules.roles import Role
from gouvernail.rules.timeline import Shape
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
    convention.starts_on, convention.ends_on = date(2025, 1, 1), date(2029, 12, 31)
    convention.save()
    return convention


@pytest.fixture
def reader(client, convention):
    client.force_login(make_member(convention, Role.READER).user)
    return client


def address(name, convention, *args):
    return reverse(f"action_plan:{name}", args=[convention.slug, *args])


def read(client, convention, query=""):
    page = client.get(f"{address('timeline', convention)}?{query}")
    return page.context["timeline"], page.content.decode()


def rows(timeline):
    groups = [*(group for axis in timeline.axes for group in axis.groups), *timeline.loose]
    return {row.action.title: row for group in groups for row in group.rows}


def test_actions_come_under_their_axis_and_objective(reader, convention):
    axis = make_node(convention, "1 Accueillir")
    goal = make_node(convention, "1.1 Ouvrir", parent=axis)
    make_action(convention, "Sous l’axe", node=axis)
    make_action(convention, "Sous l’objectif", node=goal)
    make_action(convention, "Sans rattachement")
    timeline, _ = read(reader, convention)
    (shown,) = timeline.axes
    assert [group.title for group in shown.groups] == ["", "1.1 Ouvrir"]
    assert [row.action.title for row in timeline.loose[0].rows] == ["Sans rattachement"]


def test_each_deadline_has_its_shape_or_its_words(reader, convention):
    for words in ("30/06/2026", "2026", "en continu", "selon financement"):
        make_action(convention, words, "en cours", deadline=words)
    timeline, page = read(reader, convention)
    shapes = {title: row.mark and row.mark.shape for title, row in rows(timeline).items()}
    assert shapes == {
        "30/06/2026": Shape.POINT,
        "2026": Shape.BAR,
        "en continu": Shape.OPEN,
        "selon financement": None,
    }
    assert len(re.findall(r'<svg class="lane" role="img"', page)) == 3


def test_a_late_action_is_told_in_words_and_drawn_to_today(reader, convention):
    make_action(convention, "Tardive", "en cours", deadline="2025")
    timeline, page = read(reader, convention)
    assert rows(timeline)["Tardive"].late_until == timeline.today_at
    assert '<span class="late">2025, en retard</span>' in page
    assert 'aria-label="en cours, 2025, en retard"' in page


def test_every_family_has_a_shape_of_its_own(reader, convention):
    for label in ("à engager", "en cours", "réalisée", "reportée", "abandonnée", ""):
        make_action(convention, label or "sans", label, deadline="2026")
    _, page = read(reader, convention)
    drawn = re.findall(r'overflow="visible">(<rect class="b-[^"]+".*?)</svg></svg>', page)
    bare = {re.sub(r'(x|width)="[^"]*"', "", shape) for shape in drawn}
    assert len(bare) == 6


def test_an_action_under_way_is_filled_as_far_as_it_is(reader, convention):
    make_action(convention, "Aux trois quarts", "en cours", deadline="2026", progress=75)
    timeline, page = read(reader, convention)
    mark = rows(timeline)["Aux trois quarts"].mark
    filled = re.search(r'class="b-running" x="([\d.]+)%" y="-6" width="([\d.]+)%"', page)
    assert float(filled[1]) == mark.start
    assert float(filled[2]) == pytest.approx(0.75 * (mark.end - mark.start), abs=0.01)


def test_the_timeline_costs_the_same_queries_for_three_or_sixty_actions(reader, convention):
    path = address("timeline", convention)
    make_actions(convention, 3, node=make_node(convention), leads=("CCAS",), deadline="2026")
    reader.get(path)
    counts = []
    for label in ("2 Deux", "3 Trois"):
        with CaptureQueriesContext(connection) as seen:
            assert reader.get(path).status_code == 200
        counts.append(len(seen))
        make_actions(convention, 30, node=make_node(convention, label), leads=("CCAS",))
    words_read_in_a_test = 4  # Outside a transaction, they are remembered.
    assert counts[0] == counts[1] <= 12 + words_read_in_a_test


def test_a_long_plan_comes_closed_and_opens_by_axis(reader, convention):
    axis = make_node(convention, "1 Long")
    goal = make_node(convention, "1.1 Objectif", parent=axis)
    make_actions(convention, 130, node=goal, deadline="2026")
    _, page = read(reader, convention)
    assert "Action n° 7<" not in page
    opened = reader.get(address("timeline_axis", convention, axis.pk)).content.decode()
    assert "Action n° 7<" in opened
    assert opened.count('class="lane" role="img"') == 130


def test_an_axis_of_nowhere_is_not_found(reader, convention):
    node = make_node(make_convention())
    assert reader.get(address("timeline_axis", convention, node.pk)).status_code == 404


def test_the_filters_of_the_address_keep_what_they_say(reader, convention):
    make_action(convention, "Ici", communes=("Istres",))
    make_action(convention, "Là-bas", communes=("Fos-sur-Mer",))
    timeline, page = read(reader, convention, "commune=13047")
    assert set(rows(timeline)) == {"Ici"}
    assert f"{address('table', convention)}?commune=13047&amp;tri=deadline" in page


def test_the_timeline_is_read_as_of_a_past_day(reader, convention):
    then = timezone.now() - timedelta(days=400)
    make_action(convention, "Ancienne", deadline="2026", by=nobody(at=then))
    make_action(convention, "Récente", deadline="2026")
    on = (timezone.localdate() - timedelta(days=300)).isoformat()
    timeline, _ = read(reader, convention, f"date={on}")
    assert set(rows(timeline)) == {"Ancienne"}


def test_an_empty_plan_says_so(reader, convention):
    assert "Le plan est vide" in read(reader, convention)[1]
    assert "Aucune action ne répond" in read(reader, convention, "q=rien")[1]
