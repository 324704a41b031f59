"""The demo, told once for the tests of a file: telling it is what takes long."""

import pytest
from django.db import transaction

from gouvernail.conventions.models import Convention
from gouvernail.demo.story import tell
from tests.factories import load_communes


@pytest.fixture(scope="module")
def _told(django_db_setup, django_db_blocker):
    """Tell the demo in a transaction that holds those of the tests, and is given up after them."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_communes()
        tell()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def demo(_told, db):
    return Convention.objects.get(slug="golfe-et-etangs")
