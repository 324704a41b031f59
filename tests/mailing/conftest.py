"""A mail server of the test, and the settings that lead to it."""

import pytest

from tests.mailing.postmaster import Post


@pytest.fixture
def post_office(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.EMAIL_HOST, settings.EMAIL_TIMEOUT = "127.0.0.1", 1
    office = Post()
    settings.EMAIL_PORT = office.port
    office.start()
    yield office
    office.stop()
