"""Scenarios: what they would change, and that they change nothing."""

import json
from datetime import date
from decimal import Decimal
from fractions import Fraction
from io import StringIO

import pytest
from django.core.management import call_command

from gouvernail.common.errors import EditConflict, Refusal
from gouvernail.directory.models import Organisation
from gouvernail.documents.content.team_blocks import team_blocks
from gouvernail.history.models import Entry
from gouvernail.rules.staffing import Rate
from gouvernail.staffing.models import (
    FundingRate,
    Holding,
    PostRate,
    Scenario,
    Supposition,
    SuppositionKind,
)
from gouvernail.staffing.operations.scenarios import (
    SuppositionDraft,
    change_scenario,
    create_scenario,
    forget_supposition,
    remove_scenario,
    suppose,
)
from gouvernail.staffing.queries.ledger import ledger_of
from gouvernail.staffing.queries.scenarios import (
    apply_suppositions,
    scenario_lines,
    scenario_page,
    supposed_lines,
)
from tests.factories import load_communes, make_convention, nobody, reload
from tests.staffing.factories import FOS, ISTRES, TODAY, make_annex

pytestmark = pytest.mark.django_db
NEXT_YEAR, WORDS = date(2027, 1, 1), {"name": "Et si", "words": ""}


@pytest.fixture
def convention():
    load_communes()
    return make_convention(kit="golfe-et-etangs")


@pytest.fixture
def posts(convention):
    return make_annex(convention)


@pytest.fixture
def scenario(convention, posts):
    return create_scenario(convention, WORDS, by=nobody())


def supposed(scenario, kind, fte="0", since=NEXT_YEAR, until=None, **more):
    draft = SuppositionDraft(SuppositionKind(kind), since, until, Decimal(fte), **more)
    return suppose(scenario, draft, reload(scenario).version, by=nobody())


def sums(scenario, on=NEXT_YEAR):
    ledger = apply_suppositions(ledger_of(scenario.convention), supposed_lines(scenario))
    found = ledger.on(on)
    return str(found.agreed), str(found.actual), str(found.vacant)


def test_another_rate_takes_the_place_of_the_one_agreed(scenario, posts):
    post = posts["CDC Fos-sur-Mer, extension"]
    supposed(scenario, "rate", "0.3", until=date(2027, 6, 30), post=post)
    assert sums(scenario) == ("3.900", "3.300", "0.600")
    assert sums(scenario, date(2026, 12, 31)) == ("3.800", "3.300", "0.500")
    assert sums(scenario, date(2027, 7, 1)) == ("3.800", "3.300", "0.500")


def test_a_vacancy_takes_the_holders_out_for_a_while(scenario, posts):
    supposed(scenario, "vacancy", until=date(2027, 3, 31), post=posts["CDC jeunesse"])
    assert sums(scenario) == ("3.800", "2.500", "1.300")
    assert sums(scenario, date(2027, 4, 1)) == ("3.800", "3.300", "0.500")


def test_somebody_more_fills_a_post(scenario, posts):
    supposed(scenario, "holder", "0.5", post=posts["CDC inclusion numérique"])
    assert sums(scenario) == ("3.800", "3.800", "0.000")


def test_a_new_post_is_vacant_until_somebody_is_supposed(scenario):
    supposed(scenario, "new_post", "0.4", title="CDC logement", employer=ISTRES)
    assert sums(scenario) == ("4.200", "3.300", "0.900")


def test_an_employer_that_nobody_knows_stays_in_words(scenario):
    before = directory_of(scenario)
    made = supposed(scenario, "new_post", "0.4", title="CDC", employer=" Ville  de Nulle-Part ")
    assert directory_of(scenario) == before
    table = scenario_page(scenario, None, None, TODAY).supposed
    by_name = {row.label: str(row.sums.agreed) for row in table.by_employer}
    assert by_name["Ville de Nulle-Part"] == "0.400"
    forget_supposition(made, by=nobody())
    assert directory_of(scenario) == before


def test_an_employer_that_the_directory_knows_is_that_one(scenario):
    made = supposed(scenario, "new_post", "0.4", title="CDC logement", employer="ville d'istres")
    assert (made.employer.name, made.employer_name) == (ISTRES, "")
    table = scenario_page(scenario, None, None, TODAY).supposed
    by_name = {row.label: str(row.sums.agreed) for row in table.by_employer}
    assert by_name == {FOS: "1.000", ISTRES: "3.200"}


def directory_of(scenario):
    rows = Organisation.objects.of(scenario.convention_id)
    told = Entry.objects.filter(verb__startswith="organisation.").count()
    return sorted(rows.values_list("pk", "name")), told


def test_the_page_shows_both_and_marks_what_differs(scenario, posts):
    supposed(scenario, "rate", "0.3", post=posts["CDC Fos-sur-Mer, extension"])
    supposed(scenario, "new_post", "0.4", title="CDC logement", employer=ISTRES)
    page = scenario_page(scenario, None, None, TODAY)
    changed = {line.row.title: line.before for line in page.rows if line.is_changed}
    assert changed["CDC Fos-sur-Mer, extension"].agreed == Decimal("0.2")
    assert changed["CDC logement"] is None
    told = [pair.after.sentence for pair in page.checks]
    wrong = (
        "Développement (Fos-sur-Mer) au 1er janvier 2027 : 0,3 ETP pour 0,2 prévus, 0,1 ETP de trop"
    )
    assert wrong in told


def test_the_page_looks_at_a_day_or_a_year_when_asked(scenario, posts):
    supposed(scenario, "holder", "0.5", post=posts["CDC inclusion numérique"])
    assert scenario_page(scenario, TODAY, None, TODAY).checks == ()
    year = scenario_page(scenario, None, 2027, TODAY)
    assert year.supposed.total.actual == Decimal("3.8")


def test_the_cost_of_a_scenario_is_that_of_the_posts_held_over_the_year(scenario, posts):
    post = posts["CDC inclusion numérique"]
    supposed(scenario, "holder", "0.5", since=date(2027, 7, 1), post=post)
    supposed(scenario, "new_post", "1", title="CDC vacant", employer=ISTRES)
    page = scenario_page(scenario, None, None, TODAY)
    assert (page.costs.year, page.costs.rows) == (2027, ())
    for kind in ("existing", "development"):
        FundingRate.objects.create(
            convention=scenario.convention, year=2027, kind=kind, amount=24000, cost=40000
        )
    more = Fraction(5, 10) * Fraction(184, 365)
    held = Fraction(33, 10)
    for page in (
        scenario_page(scenario, None, None, TODAY),
        scenario_page(scenario, None, 2027, TODAY),
    ):
        assert page.costs.rows == (
            ("Coût", held * 40000, (held + more) * 40000),
            ("Part de la Caf", held * 24000, (held + more) * 24000),
            ("Reste aux employeurs", held * 16000, (held + more) * 16000),
        )
    assert scenario_page(scenario, TODAY, None, TODAY).costs.rows == ()


def test_a_scenario_that_fills_nothing_costs_nothing_more(scenario, posts):
    FundingRate.objects.create(
        convention=scenario.convention, year=2027, kind="existing", amount=24000
    )
    supposed(scenario, "new_post", "1", title="CDC vacant", employer=ISTRES)
    assert scenario_page(scenario, None, None, TODAY).costs.is_same


def test_two_persons_supposed_are_not_one_beyond_full_time(scenario, posts):
    for title in ("CDC inclusion numérique", "CDC vie sociale"):
        supposed(scenario, "holder", "0.7", post=posts[title])
    checks = scenario_page(scenario, None, None, TODAY).supposed.checks
    assert next(one for one in checks if one.rule == "person_beyond_full_time").holds


def test_a_scenario_never_enters_the_ledger_the_command_or_the_report(scenario, posts):
    convention = scenario.convention
    before = ledger_of(convention), printed(convention), team_blocks(convention, 2027)
    post = posts["CDC Fos-sur-Mer, extension"]
    supposed(scenario, "rate", "0.3", post=post)
    supposed(scenario, "vacancy", post=posts["CDC jeunesse"])
    supposed(scenario, "holder", "0.5", post=posts["CDC inclusion numérique"])
    supposed(scenario, "new_post", "2", title="CDC logement", employer=FOS)
    scenario_page(scenario, None, None, TODAY)
    after = ledger_of(convention), printed(convention), team_blocks(convention, 2027)
    assert after == before
    assert (PostRate.objects.count(), Holding.objects.count()) == (6, 5)


def printed(convention):
    out = StringIO()
    call_command("staffing", convention=convention.slug, year=2027, json=True, stdout=out)
    return json.loads(out.getvalue())


def test_overlaying_leaves_the_ledger_as_it_was(scenario, posts):
    supposed(scenario, "rate", "0.3", post=posts["CDC jeunesse"])
    ledger = ledger_of(scenario.convention)
    apply_suppositions(ledger, supposed_lines(scenario))
    assert ledger == ledger_of(scenario.convention)
    assert all(isinstance(rate, Rate) for post in ledger.posts for rate in post.agreed)


@pytest.mark.parametrize(
    ("kind", "fte", "more", "said"),
    [
        pytest.param("rate", "0.3", {}, "Choisissez le poste", id="no post"),
        pytest.param("holder", "0", {}, "plus grande que zéro", id="nothing of it"),
        pytest.param("new_post", "1", {"title": "CDC"}, "employeur", id="nobody employs"),
        pytest.param("vacancy", "0", {"until": date(2026, 1, 1)}, "finit avant", id="backwards"),
    ],
)
def test_a_supposition_that_makes_no_sense_is_refused(scenario, kind, fte, more, said):
    with pytest.raises(Refusal, match=said):
        supposed(scenario, kind, fte, **more)
    assert not Supposition.objects.exists()


def test_a_scenario_lives_by_its_name(convention, scenario, posts):
    with pytest.raises(Refusal, match="s’appelle déjà"):
        create_scenario(convention, WORDS, by=nobody())
    with pytest.raises(Refusal, match="Donnez un nom"):
        create_scenario(convention, {"name": "", "words": ""}, by=nobody())
    change_scenario(scenario, {"name": "Autrement", "words": ""}, 1, by=nobody())
    with pytest.raises(EditConflict):
        change_scenario(reload(scenario), WORDS, 1, by=nobody())
    made = supposed(scenario, "vacancy", post=posts["CDC jeunesse"])
    assert [(line.name, line.count) for line in scenario_lines(convention)] == [("Autrement", 1)]
    forget_supposition(made, by=nobody())
    remove_scenario(scenario, by=nobody())
    assert not Scenario.objects.exists()
