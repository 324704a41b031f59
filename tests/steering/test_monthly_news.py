"""The month tells the whole convention: plan, team, bodies, reports, and the figures of reviews."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from gouvernail.action_plan.operations.nodes import archive_node, create_node, rename_node
from gouvernail.documents.models import PreparedReport
from gouvernail.documents.operations.reports import publish_report, withdraw_report
from gouvernail.governance.operations.bodies import SeatDraft, add_seat, end_mandate, seat_person
from gouvernail.governance.operations.furniture import close_body
from gouvernail.reviews.models import ReviewFigure
from gouvernail.reviews.operations.circuit import correct_review, keep_reviews, validate_reviews
from gouvernail.reviews.operations.writing import Figure
from gouvernail.rules.roles import Role
from gouvernail.rules.sittings import SittingState
from gouvernail.staffing.operations.posts import remove_post
from gouvernail.steering.queries.monthly import monthly_page
from tests.factories import make_action, make_convention, make_member, make_node, nobody, reload
from tests.governance.factories import make_body, make_sitting
from tests.reviews.factories import make_cotech, make_cycle, make_review
from tests.staffing.factories import hold, make_post

NOW = datetime(2026, 11, 26, 9, tzinfo=UTC)
HOLDER = "Charlie Imaginaire"


@pytest.fixture(autouse=True)
def _frozen():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def convention(db):
    return make_convention("CTG d’essai", "essai")


@pytest.fixture
def group(convention):
    body = make_body(convention, "Groupe projet")
    make_sitting(body, date(2026, 11, 13), SittingState.HELD)
    return make_sitting(body, date(2026, 12, 15))


def lines_of(sitting, key):
    return {group.key: group.lines for group in monthly_page(sitting).groups}.get(key, ())


def address(name, *args):
    return reverse(name, args=["essai", *args])


def test_levels_of_the_plan_that_changed(convention, group):
    node = create_node(convention, None, "Axe 1", by=nobody())
    rename_node(node, "Axe 1 – Enfance", version=node.version, by=nobody())
    former = make_node(convention, "Axe 9")
    archive_node(former, version=former.version, by=nobody())
    told = {line.title: line for line in lines_of(group, "niveaux")}
    assert told["Axe 1 – Enfance"].detail == (
        "Niveau du plan ajouté, niveau du plan modifié\u202f: Intitulé (Axe 1 → Axe 1 – Enfance)"
    )
    assert told["Axe 9"].detail == "Niveau du plan ajouté, niveau du plan archivé"
    assert told["Axe 9"].address == address("action_plan:tree")
    assert not lines_of(group, "actions")


def test_posts_are_told_without_those_who_hold_them(convention, group):
    post = make_post(convention, "CDC jeunesse")
    hold(post, HOLDER)
    [line] = lines_of(group, "equipe")
    assert line.title == "CDC jeunesse"
    assert line.detail.startswith(
        "Poste ajouté, poste pourvu\u202f: Quotité convenue (vide → 0,8 ETP"
    )
    assert line.address == address("team:post", post.pk)
    assert HOLDER not in str(monthly_page(group).groups)


def test_a_post_that_was_removed_leads_to_the_team(convention, group):
    remove_post(make_post(convention), by=nobody("Noté deux fois"))
    [line] = lines_of(group, "equipe")
    assert line.address == address("team:home")


def test_bodies_and_seats_are_told_without_those_who_sit(convention, group):
    body = make_body(convention, "Comité technique")
    seat = add_seat(body, SeatDraft("", {"function": "Directrice"}), by=nobody())
    mandate = seat_person(seat, HOLDER, date(2026, 1, 1), by=nobody())
    end_mandate(mandate, date(2026, 11, 20), by=nobody())
    closed = make_body(convention, "Ancien groupe")
    close_body(closed, date(2026, 11, 25), by=nobody())
    told = {line.title: line for line in lines_of(group, "instances")}
    assert told["Directrice (Comité technique)"].detail == "Siège ajouté, siège pourvu, mandat fini"
    assert told["Directrice (Comité technique)"].address == address("governance:body", body.pk)
    assert "25/11/2026" in told["Ancien groupe"].detail
    assert HOLDER not in str(monthly_page(group).groups)


def test_reports_that_were_published_or_are_no_more(convention, group):
    for year, ends in ((2024, (publish_report, withdraw_report)), (2025, (publish_report,))):
        report = PreparedReport.objects.create(
            convention=convention, kind="annuel", year=year, state="ready", asked_at=NOW, due_at=NOW
        )
        for act in ends:
            act(report, by=nobody())
    told = {line.title: line for line in lines_of(group, "rapports")}
    assert told["Rapport d’activités annuel 2025"].detail == "Rapport diffusé"
    assert told["Rapport d’activités annuel 2024"].detail == (
        "Rapport diffusé, rapport retiré de la diffusion"
    )
    assert told["Rapport d’activités annuel 2025"].address == address("reports:list")


def test_a_review_comes_with_its_figures(convention, group):
    action = make_action(convention, "Ouvrir un relais", by=nobody(at=NOW - timedelta(days=90)))
    review = make_review(
        make_cycle(convention), action, results="Dit", figures=(Figure("Familles reçues", "24"),)
    )
    [line] = lines_of(group, "bilans")
    assert line.detail == "transmis le 26 novembre 2026 (Bilan 2025), Familles reçues : 24"
    keep_reviews([review], by=nobody())
    validate_reviews([review], make_cotech(convention), by=nobody())
    correct_review(reload(review), "Le chiffre a changé", by=nobody())
    ReviewFigure.objects.update(value="99")
    [line] = lines_of(group, "bilans")
    assert line.detail == (
        "validé par le Cotech le 26 novembre 2026 (Bilan 2025), Familles reçues : 24"
    )


def test_the_month_reads_as_many_queries_however_much_changed(
    convention, group, client, django_assert_max_num_queries
):
    client.force_login(make_member(convention, Role.COORDINATOR).user)
    cycle, body = make_cycle(convention), make_body(convention, "Comité technique")
    for number in range(12):
        make_node(convention, f"Axe {number}")
        make_post(convention, f"Poste {number}")
        add_seat(body, SeatDraft("", {"function": f"Siège {number}"}), by=nobody())
        make_review(cycle, make_action(convention, f"Action {number}"), results="Dit")
    path = address("steering:monthly", group.pk)
    client.get(path)
    with django_assert_max_num_queries(24):
        client.get(path)
