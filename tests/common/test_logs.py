"""The logs: what goes wrong at a secret address is told without the secret."""

import io
import logging
import sys

import pytest
from django.test import Client
from django.urls import reverse

from gouvernail.common import logs
from gouvernail.documents import views_calendar
from gouvernail.governance.operations.feeds import share_calendar
from tests.factories import make_convention, nobody
from tests.governance.factories import make_body


@pytest.fixture
def written(monkeypatch):
    """What the server writes, read as it will be in production."""
    root = logging.getLogger()
    handlers, level, stream = root.handlers[:], root.level, io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    logs.configure({"level": "INFO", "as_json": True})
    yield stream
    root.handlers, root.level = handlers, level


@pytest.fixture
def secret(db):
    _, secret = share_calendar(*_body(), by=nobody())
    return secret


def _body():
    convention = make_convention("CTG d’essai", "essai")
    return convention, make_body(convention)


def test_a_calendar_that_is_read_or_unknown_leaves_no_secret(written, secret):
    browser = Client()
    assert browser.get(reverse("calendars:feed", args=[secret])).status_code == 200
    assert browser.get(reverse("calendars:feed", args=["un-autre-secret"])).status_code == 404
    told = written.getvalue()
    assert told.count("/agenda/<str:secret>.ics") == 2
    assert secret not in told
    assert "un-autre-secret" not in told


def test_a_refused_sending_leaves_no_secret(written, secret):
    address = reverse("calendars:feed", args=[secret])
    assert Client(enforce_csrf_checks=True).post(address).status_code == 403
    told = written.getvalue()
    assert "CSRF" in told
    assert secret not in told


def test_a_failure_leaves_its_trace_and_no_secret(written, secret, monkeypatch):
    def fail(*_):
        raise RuntimeError("panne d’essai")

    monkeypatch.setattr(views_calendar, "feed_sittings", fail)
    answer = Client(raise_request_exception=False).get(reverse("calendars:feed", args=[secret]))
    assert answer.status_code == 500
    told = written.getvalue()
    assert "panne d’essai" in told
    assert "Internal Server Error: /agenda/<str:secret>.ics" in told
    assert secret not in told


def test_an_address_that_leads_nowhere_is_not_written(written, db):
    logging.getLogger("django.request").setLevel("WARNING")
    Client().get("/agenda/secret-mal-recopie")
    assert "secret-mal-recopie" not in written.getvalue()
