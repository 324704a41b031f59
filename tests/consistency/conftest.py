"""The two conventions of the permission matrix, built once for all its cells."""

import pytest
from django.db import transaction
from django.test import Client

from tests.cast import build_world


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """Build both conventions in a transaction that the module's end takes back."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield build_world()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def clients(world, django_db_blocker):
    """Return one browser per actor, signed in once."""
    found = {}
    with django_db_blocker.unblock():
        for name, user in world.actors.items():
            found[name] = Client(raise_request_exception=False)
            if user:
                found[name].force_login(user)
    return found
