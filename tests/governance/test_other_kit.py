"""Another territory's organisation, from its kit alone: every page of governance works."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from gouvernail.documents.urls_governance import urlpatterns as file_addresses
from gouvernail.governance.models import Body, Obligation, ObligationKind
from gouvernail.governance.queries.obligations import obligation_lines
from gouvernail.governance.urls import urlpatterns
from gouvernail.rules.cadence import Standing
from gouvernail.rules.roles import Role
from gouvernail.rules.sittings import SittingState
from tests.factories import load_communes, make_convention, make_member, make_node, make_user
from tests.governance.factories import make_sitting

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
OF_A_BODY = ("body", "health", "body_coverage", "missions", "change_body", "add_seat", "add_rule")
OF_A_SITTING = ("sitting", "agenda", "attendance", "minutes", "change_sitting", "decide_at")


@pytest.fixture
def rives(db):
    """Return a convention of one Copil and of groups by theme, in its second year."""
    load_communes()
    convention = make_convention("", "deux-rives", kit="groupes-d-appui")
    convention.starts_on, convention.ends_on = date(2025, 1, 1), date(2028, 12, 31)
    convention.save()
    make_node(convention, "Axe 1 : vivre ici")
    return convention


def coordinator(convention):
    user = make_user("Awa Coordonne")
    make_member(convention, Role.COORDINATOR, user=user)
    return user


def groups(convention):
    rows = Obligation.objects.of(convention).filter(
        kind=ObligationKind.RHYTHM.value, at_least=3, body__isnull=False
    )
    return list(rows.select_related("body").order_by("position"))


def test_a_group_that_met_three_times_holds_its_rhythm_and_one_that_met_twice_missed_it(rives):
    faithful, late, *_ = groups(rives)
    for month in (2, 6, 10):
        make_sitting(faithful.body, date(2025, month, 4), SittingState.HELD)
    for month in (3, 9):
        make_sitting(late.body, date(2025, month, 6), SittingState.HELD)
    lines = {line.obligation.pk: line for line in obligation_lines(rives, 2025, TODAY)}
    assert lines[faithful.pk].standing is Standing.HELD
    assert lines[late.pk].standing is Standing.MISSED
    assert lines[late.pk].missing == 1


@time_machine.travel(NOW, tick=False)
def test_every_page_of_governance_answers(client, rives):
    client.force_login(coordinator(rives))
    body = groups(rives)[0].body
    sitting = make_sitting(body, TODAY - timedelta(days=20), SittingState.HELD)
    for namespace, patterns in (("governance", urlpatterns), ("governance_files", file_addresses)):
        for pattern in patterns:
            if not pattern.pattern.converters:
                walk(client, f"{namespace}:{pattern.name}")
    for name in OF_A_BODY:
        walk(client, f"governance:{name}", body.pk)
    for name in OF_A_SITTING:
        walk(client, f"governance:{name}", sitting.pk)


def walk(client, name, *more):
    answer = client.get(reverse(name, args=["deux-rives", *more]))
    assert answer.status_code in {200, 405}, name


@time_machine.travel(NOW, tick=False)
def test_its_own_words_are_on_its_pages(client, rives):
    client.force_login(coordinator(rives))
    page = client.get(reverse("governance:home", args=["deux-rives"])).content.decode()
    for body in Body.objects.of(rives):
        assert body.name in page
    assert "Cotech" not in page
