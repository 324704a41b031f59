"""One year, one figure: the page, the accounts, the command, the report and the sheet agree."""

import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command

from gouvernail.documents.content.team_blocks import team_of
from gouvernail.rules.ledger_rows import CheckKey
from gouvernail.rules.staffing import shown_fte
from gouvernail.rules.theme_shares import rounded_fte
from gouvernail.staffing.models import Holding, PostRate
from gouvernail.staffing.operations.settings import change_settings
from gouvernail.staffing.queries.sheets import fresh_content
from gouvernail.staffing.queries.table import ledger_table
from tests.factories import load_communes, make_convention, make_organisation, nobody
from tests.staffing.factories_afas import make_holding, make_line, make_post, new_sheet, share

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("fte", "since", "count", "shown"),
    [
        pytest.param("1.26", date(2026, 4, 21), 1, "0.88", id="a half made of thirds"),
        pytest.param("0.498", date(2026, 9, 21), 3, "0.42", id="a half made of three posts"),
    ],
)
def test_everything_that_shows_a_year_shows_the_same(fte, since, count, shown):
    load_communes()
    convention = make_convention(slug="essai")
    employer = make_organisation(convention, "Ville d'Istres")
    line = make_line(convention)
    for rank in range(count):
        post = make_post(convention, f"CDC {rank}", fte, employer)
        held = make_holding(post, f"Camille Exemple {rank}", fte=fte, since=since)
        share(held, {line: 100})
    PostRate.objects.update(starts_on=since)
    change_settings(convention, {"year_rule": "months"}, 1, by=nobody())
    table = ledger_table(convention, TODAY, 2026)
    out = StringIO()
    call_command("staffing", convention=convention.slug, year=2026, json=True, stdout=out)
    command = json.loads(out.getvalue())
    sheet = fresh_content(new_sheet(convention, employer), TODAY)
    report = team_of(convention, 2026, TODAY)
    [filled] = [row for row in table.checks if row.rule == CheckKey.FILLED.value]
    assert filled.sentence.count(shown.replace(".", ",")) >= 1
    figures = [table.total.agreed, table.by_employer[0].sums.actual, *dict(report.by_line).values()]
    figures = [str(shown_fte(figure)) for figure in figures]
    figures += [command["agreed"], command["actual"], *command["by_afas"].values()]
    figures += [str(rounded_fte(sheet.agreed)), str(rounded_fte(sheet.actual))]
    assert {*figures, str(sheet.lines[0].shown)} == {shown}
    Holding.objects.all().delete()
    assert str(shown_fte(ledger_table(convention, TODAY, 2026).total.vacant)) == shown
