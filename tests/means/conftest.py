"""A convention with an action, and somebody of each role."""

from decimal import Decimal

import pytest

from gouvernail.means.operations import LineDraft, add_line
from gouvernail.rules.roles import Role
from tests.factories import make_action, make_convention, make_member, make_organisation, nobody


@pytest.fixture
def convention(db):
    return make_convention()


@pytest.fixture
def action(convention):
    return make_action(
        convention,
        "Ouvrir un guichet",
        number="1.1",
        leads=("Centre social",),
        budget=Decimal(1000),
    )


@pytest.fixture
def line_of(convention):
    """Return what makes a line: funder, year, action, then columns; amounts as whole euros."""

    def make(funder="Caf 13", year=2026, action=None, **columns):
        amounts = {
            name: Decimal(value)
            if isinstance(value, int) and not isinstance(value, bool)
            else value
            for name, value in columns.items()
        }
        return add_line(convention, LineDraft(funder, year, action, amounts), by=nobody())

    return make


@pytest.fixture
def login(client, convention):
    """Return what signs somebody in with a role; a contributor is of the social centre."""

    def sign_in(role=Role.COORDINATOR):
        organisation = make_organisation(convention, "Centre social")
        client.force_login(make_member(convention, role, organisation).user)
        return client

    return sign_in
