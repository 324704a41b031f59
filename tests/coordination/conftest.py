"""A convention of the full kit with its coordinator."""

from datetime import date

import pytest

from gouvernail.conventions.models import Convention
from gouvernail.rules.roles import Role
from tests.factories import make_convention, make_member, make_user


@pytest.fixture
def convention(istres_and_fos) -> Convention:
    return make_convention("CTG des étangs", "etangs", kit="golfe-et-etangs")


@pytest.fixture
def awa(convention):
    """The coordinator."""
    user = make_user("Awa Coordonne", email="awa@example.org")
    make_member(convention, Role.COORDINATOR, user=user)
    return user


@pytest.fixture
def luc(convention):
    """Another one."""
    user = make_user("Luc Coopère", email="luc@example.org")
    make_member(convention, Role.COORDINATOR, user=user)
    return user


@pytest.fixture
def february():
    return date(2026, 2, 1)
