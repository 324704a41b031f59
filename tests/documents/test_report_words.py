"""The words of a report: who reads them while they are written, and what is never lost."""

from datetime import UTC, date, datetime
from unittest.mock import Mock

import pytest
import time_machine
from django.urls import reverse

from gouvernail.action_plan.models import Action, PlanNode
from gouvernail.action_plan.operations import archive_action
from gouvernail.documents.content.report.compose import parts_of, sections_of
from gouvernail.documents.content.report.indicators import measured
from gouvernail.documents.content.report.subject import report_subject
from gouvernail.documents.operations.reports import TextPlace, set_outline, write_text
from gouvernail.governance.models import Body, Sitting
from gouvernail.governance.operations.decisions import DecisionDraft, record_decision
from gouvernail.reviews.models import ReviewCycle
from gouvernail.reviews.queries.frozen import FrozenFigure
from gouvernail.rules.adjustments import BodyPart
from gouvernail.rules.decisions import DecisionState
from gouvernail.rules.reports import Place, ReportKind
from gouvernail.rules.roles import Role
from tests.documents.reading import NOW
from tests.documents.report_cast import (
    ANNUAL,
    LIFE,
    SHORT,
    TEXTS,
    TODAY,
    layout_of,
    make_territory,
)
from tests.factories import make_action, make_convention, make_member, make_node, nobody
from tests.governance.factories import make_body, make_sitting
from tests.reviews.factories import make_cycle, make_validated

pytestmark = pytest.mark.django_db
DRAFT = "Brouillon de la présidence"


@pytest.fixture(autouse=True)
def the_day():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def convention(istres_and_fos):
    return make_territory()


@pytest.mark.parametrize(
    ("role", "reads"),
    [(Role.READER, False), (Role.CONTRIBUTOR, False), (Role.COORDINATOR, True), (Role.CAF, True)],
)
def test_words_being_written_are_told_to_those_who_write_reports(client, convention, role, reads):
    write_text(convention, TextPlace(ANNUAL, "introduction"), DRAFT, by=nobody())
    client.force_login(make_member(convention, role).user)
    journal = client.get(reverse("conventions:journal", args=["rapport"])).text
    assert (DRAFT in journal) is reads
    today = client.get(reverse("steering:today", args=["rapport"])).text
    assert ("Texte d’un rapport écrit" in today) is reads


def said(convention, wanted):
    subject = report_subject(convention, wanted, TODAY, "")
    return {row["key"]: row["text"] for row in sections_of(parts_of(subject))}


def test_what_left_the_plan_is_told_with_its_figures(convention):
    with time_machine.travel(datetime(2025, 12, 1, 9, tzinfo=UTC), tick=False):
        action = Action.objects.get(number="1.1")
        archive_action(action, version=action.version, by=nobody("Hors du plan"))
    actions = said(convention, LIFE)["actions"]
    assert "1.1 Ouvrir un relais (hors du plan)" in actions
    assert TEXTS["results"] in actions
    assert "Familles reçues\u202f: 20" in actions
    assert "Familles reçues\u202f: 20" in said(convention, ANNUAL)["plan"]
    assert "0 sur 1" in said(convention, ANNUAL)["figures"]  # never more than the plan holds


def test_levels_under_an_axis_and_axes_that_left_keep_their_words(convention):
    first = PlanNode.objects.of(convention).order_by("pk").first()
    goal = make_node(convention, "1.1 Accueillir", first)
    cycle = ReviewCycle.objects.get()
    cotech = Sitting.objects.get(body__name="Comité technique")
    make_validated(cycle, goal, cotech, perspectives="Élargir les horaires.")
    with time_machine.travel(datetime(2025, 2, 1, 9, tzinfo=UTC), tick=False):
        third = make_node(convention, "Axe 3 – Retiré")
    make_validated(cycle, third, cotech, perspectives="Passer la main.")
    third.archived_at = datetime(2025, 12, 1, tzinfo=UTC)
    with time_machine.travel(third.archived_at, tick=False):
        third.save()
    annual, life = said(convention, ANNUAL), said(convention, LIFE)
    assert "Niveaux hors du plan" in life["axes"]
    for told in (annual["plan"], annual["perspectives"], life["axes"], life["perspectives"]):
        assert "Élargir les horaires." in told
        assert "Passer la main." in told


def test_the_indicators_of_actions_under_no_axis_are_told(convention):
    texts = {"indicators": "Lieux ouverts", "targets": "3"}
    with time_machine.travel(datetime(2025, 2, 1, 9, tzinfo=UTC), tick=False):
        make_action(convention, "Sans axe", "en cours", number="9", texts=texts)
    assert "Lieux ouverts" in said(convention, LIFE)["axes"]


def test_a_value_and_its_precision_are_never_one_number():
    figure = FrozenFigure("Familles", "45", "3 nouvelles familles")
    words = Mock(figures=(figure,))
    action = Mock(indicators="Familles", baselines="5", targets="50")
    [row] = measured(action, words)
    assert (row.said, row.value) == ("45 (3 nouvelles familles)", "45")


def test_actions_without_a_state_have_their_column(convention):
    with time_machine.travel(datetime(2025, 2, 1, 9, tzinfo=UTC), tick=False):
        make_action(convention, "Sans état", number="9")
    plan = said(convention, ANNUAL)["plan"]
    assert "Sans état | Actions" in plan


def test_an_axis_says_what_is_validated_of_it(convention):
    axis = PlanNode.objects.of(convention).order_by("pk").last()
    cotech = Sitting.objects.get(body__name="Comité technique")
    cycle = make_cycle(convention, "Autre cycle")
    make_validated(cycle, axis, cotech, difficulties="Deux postes vacants.")
    told = said(convention, SHORT)["axes"]
    assert "Deux postes vacants." in told
    assert "Bilan non validé" not in told


def test_decisions_are_counted_one_way(convention):
    body = Body.objects.get(name="Comité de pilotage")
    for text, state in (("Proposée", "proposed"), ("Rejetée", "rejected"), ("Faite", "dropped")):
        values = {"body": body, "text": text, "decided_on": date(2025, 6, 19)}
        draft = DecisionDraft(values)
        state = DecisionState(state)
        record_decision(convention, draft, by=nobody("Parce que"), state=state)
    told = said(convention, ANNUAL)
    assert "2 décisions prises" in told["figures"]
    assert "Prises | 2" in told["governance"]


def test_the_cover_says_of_which_day_the_plan_is(istres_and_fos):
    convention = make_convention("CTG venue tard", "tard")
    make_action(convention, "Action récente", "en cours", number="1")
    report = layout_of(convention, ANNUAL)
    assert report.state[0] == "CTG venue tard, plan lu au 26 novembre 2026"


def test_the_name_of_a_body_keeps_its_capitals(convention):
    body = make_body(convention, "Copil CTG Golfe", part=BodyPart.DECIDES.value)
    make_sitting(body, date(2026, 12, 10))
    assert (
        layout_of(convention, ANNUAL).cover[1] == "Présenté au Copil CTG Golfe du 10 décembre 2026"
    )


def test_a_part_written_by_hand_misses_nothing(convention):
    write_text(convention, TextPlace(ANNUAL, "coordinators"), "Deux postes.", by=nobody())
    assert "À compléter" not in said(convention, ANNUAL)["coordinators"]


def test_the_text_of_two_pages_is_bounded_where_it_is_typed(client, convention):
    client.force_login(make_member(convention, Role.COORDINATOR).user)
    path = reverse("reports:write", args=["rapport", "court", 2025, "where"])
    assert 'maxlength="300"' in client.get(path).text
    page = client.post(path, {"text": "mot " * 100, "version": 0}).text
    assert "Ce texte compte 399 signes" in page
    assert client.post(path, {"text": "mot " * 75, "version": 0}).status_code == 302


def test_an_outline_set_by_another_shows_both(client, convention):
    client.force_login(make_member(convention, Role.COORDINATOR).user)
    path = reverse("reports:outline", args=["rapport", "court", 2025])
    form = client.get(path).context["form"]
    sent = {name: form[name].value() for name in form.fields}
    places = [Place(one.key, "Leur titre" if one.key == "where" else "") for one in form.places]
    set_outline(convention, ReportKind.SHORT, places, 0, by=nobody())
    page = client.post(path, {**sent, "title_where": "Mon titre"})
    assert page.status_code == 409
    assert "Mon titre" in page.text
    assert "Leur titre" in page.text
    assert "Titre de «\u202fLeur titre\u202f»" in page.text
