"""Files brought in do not stay: gone once applied, or after thirty days."""

from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone

from gouvernail.imports.models import PlanImport
from gouvernail.imports.operations import apply_import, bring_file
from gouvernail.imports.queries import read_import
from tests.factories import make_convention, make_user, nobody

pytestmark = pytest.mark.django_db
PLAN = "N°;Action;Pilote\r\n1;Ouvrir;CCAS\r\n".encode()


@pytest.fixture
def bring(media):
    convention, user = make_convention(), make_user("Awa Témoin")

    def bring(days_ago=0):
        pending = bring_file(convention, user, "plan.csv", PLAN)
        past = timezone.now() - timedelta(days=days_ago)
        PlanImport.objects.filter(pk=pending.pk).update(created_at=past)
        return pending

    return bring


def test_the_file_goes_once_it_is_applied(bring, django_capture_on_commit_callbacks):
    pending = bring()
    path = Path(pending.file.path)
    with django_capture_on_commit_callbacks(execute=True):
        apply_import(pending, read_import(pending), by=nobody())
    assert not path.exists()
    assert PlanImport.objects.get().file.name == ""


def test_an_import_left_aside_goes_after_thirty_days(bring, django_capture_on_commit_callbacks):
    recent, old = bring(days_ago=29), bring(days_ago=31)
    out = StringIO()
    with django_capture_on_commit_callbacks(execute=True):
        call_command("purge_imports", "--json", stdout=out)
    assert out.getvalue().strip() == '{"files": 1}'
    assert [one.pk for one in PlanImport.objects.all()] == [recent.pk]
    assert not Path(old.file.path).exists()
    assert Path(recent.file.path).exists()


def test_bringing_a_file_forgets_the_old_ones(bring):
    bring(days_ago=31)
    bring()
    assert PlanImport.objects.count() == 1
