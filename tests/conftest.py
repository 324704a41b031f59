"""What every test runs under: quick passwords, files in a temporary folder, two communes."""

import os

import hypothesis
import pytest
from django.core.cache import cache
from django.test import override_settings

from gouvernail.history.memory import forget_all
from gouvernail.territories.models import Commune
from tests.factories import load_communes

# The same examples at each run, so that a suite that passed passes again; HYPOTHESIS=random draws.
# Nothing is timed: on a busy machine the first draw, which reads every module, takes seconds.
hypothesis.settings.register_profile(
    "same",
    derandomize=True,
    deadline=None,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
if os.environ.get("HYPOTHESIS") != "random":
    hypothesis.settings.load_profile("same")


@pytest.fixture(scope="session", autouse=True)
def _house_settings(tmp_path_factory):
    """Settings that make tests quick and leave nothing behind; the rest is as in production."""
    files = tmp_path_factory.mktemp("files")
    quick = override_settings(
        CACHES={"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}},
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        STATIC_ROOT=tmp_path_factory.mktemp("static"),  # whitenoise warns when there is none
        STORAGES={
            "default": {
                "BACKEND": "django.core.files.storage.FileSystemStorage",
                "OPTIONS": {"location": files, "base_url": None},
            },
            "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
        },
    )
    with quick:
        yield


@pytest.fixture(autouse=True)
def _no_memory():
    """Counters of failures, and what was judged, do not pass from one test to the next."""
    cache.clear()
    forget_all()


@pytest.fixture
def media(settings, tmp_path):
    """An empty folder of files, for the tests that look at what is stored."""
    default = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path, "base_url": None}}
    settings.STORAGES = {**settings.STORAGES, "default": default}
    return tmp_path


@pytest.fixture
def istres_and_fos(db):
    """Two communes, as rows; the whole of France takes a second to load."""
    load_communes()
    return list(Commune.objects.order_by("name"))
