"""The command `staffing`: the contract that others script against."""

import json
from datetime import date
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from gouvernail.conventions.models import Term
from gouvernail.staffing.management.commands.staffing import Command
from gouvernail.staffing.models import AfasTheme, ThemeShare
from gouvernail.staffing.operations.settings import change_settings
from tests.factories import load_communes, make_convention, nobody
from tests.staffing.factories import FOS, GROWN, SIGNED, hold, make_annex, make_post

pytestmark = pytest.mark.django_db


@pytest.fixture
def convention():
    load_communes()
    return make_convention(kit="golfe-et-etangs")


def told(convention, **options):
    out = StringIO()
    call_command("staffing", convention=convention.slug, stdout=out, **options)
    return out.getvalue()


def as_json(convention, **options):
    return json.loads(told(convention, json=True, **options))


def test_the_ledger_of_the_annex_on_a_day(convention):
    make_annex(convention)
    found = as_json(convention, on=date(2026, 11, 26))
    names = ["target", "agreed", "actual", "vacant", "by_employer", "by_kind", "by_theme"]
    assert [*found] == [*names, "by_afas", "checks"]
    assert [found[name] for name in names[:4]] == ["3.80", "3.80", "3.30", "0.50"]
    assert found["by_kind"]["existing"] == {"agreed": "3.10", "actual": "3.10", "vacant": "0.00"}
    assert found["by_employer"]["Ville de Fos-sur-Mer"]["actual"] == "1.00"
    assert found["by_afas"] == {"sans thème": "3.30"}
    assert {*found["checks"][0]} == {"rule", "source", "holds", "sentence"}
    assert found["checks"][0]["sentence"] == "3,1 + 0,2 + 0,5 = 3,8 ETP."
    assert [one["rule"] for one in found["checks"] if not one["holds"]] == ["filled"]


def test_a_year_is_that_of_the_rule_of_the_territory(convention):
    make_annex(convention)
    assert as_json(convention, year=2026)["by_kind"]["development"]["agreed"] == "0.23"
    change_settings(convention, {"year_rule": "on_a_day"}, 1, by=nobody())
    assert as_json(convention, year=2026)["by_kind"]["development"]["agreed"] == "0.70"


def test_parts_that_do_not_add_up_once_rounded_are_said(convention):
    make_post(convention, fte="0.333")
    make_post(convention, "CDC Fos-sur-Mer", FOS, "0.336")
    make_post(convention, "CDC Martigues", "Ville de Martigues", "0.336")
    found = as_json(convention, year=2026)
    assert found["agreed"] == "1.01"
    assert sum(Decimal(one["agreed"]) for one in found["by_employer"].values()) == Decimal("1.01")
    make_post(convention, "CDC Miramas", "Ville de Miramas", "0.336")
    found = as_json(convention, year=2026)
    assert found["agreed"] == "1.34"
    assert sum(Decimal(one["agreed"]) for one in found["by_employer"].values()) == Decimal("1.35")
    told = [one["sentence"] for one in found["checks"] if one["rule"] == "rounding"]
    assert told == [
        "Arrondis un à un, les ETP convenus par employeur font 1,35 ; leur total exact, arrondi, "
        "fait 1,34.",
        "Arrondis un à un, les ETP vacants par employeur font 1,35 ; leur total exact, arrondi, "
        "fait 1,34.",
    ]


@pytest.mark.parametrize(
    ("held", "more", "told"),
    [
        pytest.param("1.9", (), "1,9 ETP sur 1,8 convenus, 0,1 ETP de plus que convenu", id="over"),
        pytest.param(
            "1.801", (), "1,801 ETP sur 1,8 convenus, 0,001 ETP de plus que convenu", id="barely"
        ),
        pytest.param(
            "1.9",
            ("0.3",),
            "1,9 ETP sur 2,1 convenus, 0,3 ETP vacant, 0,1 ETP de plus que convenu",
            id="over here, vacant there",
        ),
        pytest.param("1.8", (), "1,8 ETP sur 1,8 convenus", id="even"),
    ],
)
def test_what_is_filled_beyond_what_was_agreed_is_said(convention, held, more, told):
    hold(make_post(convention, fte="1.8"), "Noa Fictif", held)
    for fte in more:
        make_post(convention, "CDC vacant", fte=fte)
    found = as_json(convention, on=date(2026, 11, 26))
    [filled] = [one for one in found["checks"] if one["rule"] == "filled"]
    assert filled["sentence"] == f"Pourvus au 26 novembre 2026 : {told}."


def test_the_shares_are_counted_from_the_raw_periods(convention):
    post = make_post(convention, fte="0.8")
    held = hold(post, "Noa Fictif", "0.8", until=date(2026, 6, 30))
    terms = Term.objects.filter(convention=convention, kind="theme")
    youth, none = terms.first(), AfasTheme.objects.filter(convention=convention)[1]
    theme = AfasTheme.objects.filter(convention=convention).first()
    share = {"holding": held, "starts_on": SIGNED}
    ThemeShare.objects.create(theme=theme, term=youth, percent=Decimal(60), **share)
    late = {"holding": held, "starts_on": date(2026, 4, 1), "ends_on": date(2026, 12, 31)}
    ThemeShare.objects.create(theme=none, percent=Decimal(30), **late)
    found = as_json(convention, year=2026)
    # 0.8 × 181 / 365 in all; 60 % of it; 30 % of it from April to June: 91 days.
    assert found["by_afas"] == {theme.label: "0.24", none.label: "0.06", "sans thème": "0.10"}
    assert found["by_theme"] == {
        youth.label: "0.24",
        "ligne du portail seule": "0.06",
        "sans thème": "0.10",
    }
    on = as_json(convention, on=date(2026, 3, 31))
    assert on["by_afas"] == {theme.label: "0.48", "sans thème": "0.32"}


def test_a_share_without_theme_of_the_plan_is_of_the_only_one_its_line_counts(convention):
    held = hold(make_post(convention, fte="1"), "Noa Fictif", "1")
    single = AfasTheme.objects.filter(convention=convention).order_by("position")[2]
    ThemeShare.objects.create(holding=held, theme=single, percent=Decimal(100), starts_on=SIGNED)
    [label] = single.terms.values_list("label", flat=True)
    assert as_json(convention, on=date(2026, 1, 1))["by_theme"] == {label: "1.00"}


def test_without_figures_nor_posts_there_is_no_target_and_nothing_to_sum():
    found = as_json(make_convention())
    assert (found["target"], found["agreed"], found["by_employer"]) == (None, "0.00", {})


def test_the_words_name_the_rows_of_what_is_wrong(convention):
    make_annex(convention)
    page = told(convention, on=date(2026, 11, 26))
    assert "Vacant : 0,5 ETP" in page
    assert "[à vérifier] Pourvus au 26 novembre 2026" in page
    assert "    CDC inclusion numérique : 0,5 ETP" in page
    assert "0,5 ETP" not in told(convention, on=GROWN.replace(year=2020)).split("[")[0]


@pytest.mark.parametrize(
    "arguments",
    [
        ["--convention", "x", "--on", "hier"],
        ["--convention", "x", "--year", "12"],
        ["--convention", "x", "--year", "2026", "--on", "2026-01-01"],
        [],
    ],
)
def test_what_is_written_wrong_leaves_with_2(arguments):
    command = Command()
    command._called_from_command_line = True
    parser = command.create_parser("manage.py", "staffing")
    with pytest.raises(SystemExit) as usage:
        parser.parse_args(arguments)
    assert usage.value.code == 2


def test_a_convention_that_does_not_exist_leaves_with_1():
    with pytest.raises(CommandError, match="nulle-part") as refused:
        call_command("staffing", convention="nulle-part")
    assert refused.value.returncode == 1


def test_only_what_the_caf_pays_is_declared_and_a_dust_is_no_time(convention):
    post = make_post(convention, fte="0.333")
    held = hold(post, "Noa Fictif", "0.333", until=date(2026, 6, 12))
    for percent, place in (("33.33", 0), ("33.33", 1), ("33.34", 2)):
        theme = AfasTheme.objects.filter(convention=convention).order_by("position")[place]
        ThemeShare.objects.create(
            holding=held, theme=theme, percent=Decimal(percent), starts_on=held.starts_on
        )
    own = make_post(convention, "Sans la Caf", fte="1", is_cofinanced=False)
    hold(own, "Lou Inventé", "1")
    found = as_json(convention, year=2026)
    assert "sans thème" not in found["by_afas"]
    assert Decimal(found["by_theme"]["sans thème"]) >= 1
    [filled] = [one for one in found["checks"] if one["rule"] == "filled"]
    assert "1,3" not in filled["sentence"]
