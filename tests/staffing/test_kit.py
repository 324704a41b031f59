"""What the kit of Golfe et des étangs says of the coordinators, sentence by sentence."""

from decimal import Decimal

import pytest

from gouvernail.conventions.kits import InvalidKit, parse_kit
from gouvernail.staffing.models import AfasTheme, CoordinatorMission, StaffingTarget
from tests.factories import load_communes, make_convention

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def communes():
    load_communes()


HEAD = '[kit]\nname = "Essai"\n[[level]]\nname = "Axe"\nplural = "Axes"\n'
HEAD += '[[status]]\nlabel = "En cours"\nfamily = "running"\n'
HEAD += '[[theme]]\nlabel = "Jeunesse"\n'


def test_the_posts_of_the_annex_add_up():
    convention = make_convention(kit="golfe-et-etangs")
    rows = StaffingTarget.objects.filter(convention=convention)
    amounts = {(row.kind, row.place): row.amount for row in rows}
    assert amounts["total", ""] == Decimal("3.8")
    parts = [amount for (kind, _), amount in amounts.items() if kind != "total"]
    assert sum(parts) == Decimal("3.8")
    assert amounts["development", "Istres"] == Decimal("0.5")


def test_the_four_lines_of_the_declaration_are_readings_to_confirm():
    convention = make_convention(kit="golfe-et-etangs")
    rows = AfasTheme.objects.filter(convention=convention).order_by("position")
    assert [row.terms.count() for row in rows] == [2, 2, 1, 3]
    assert all(row.doubt for row in rows)


def test_the_four_missions_and_their_sentences_are_those_of_the_annex():
    convention = make_convention(kit="golfe-et-etangs")
    missions = CoordinatorMission.objects.filter(convention=convention).order_by("position")
    assert [mission.sentences.count() for mission in missions] == [4, 3, 3, 3]


@pytest.mark.parametrize(
    ("part", "said"),
    [
        pytest.param('[[staffing]]\nkind = "total"\n', "amount", id="a target without a figure"),
        pytest.param(
            '[[staffing]]\nkind = "total"\namount = "-1"\n', "négatif", id="a negative one"
        ),
        pytest.param(
            '[[afas_theme]]\nlabel = "Ligne"\nthemes = ["Inconnu"]\n',
            "« Inconnu » n’est pas dans la liste",
            id="a theme that the plan does not have",
        ),
    ],
)
def test_a_wrong_kit_says_where(part, said):
    with pytest.raises(InvalidKit, match=said):
        parse_kit(HEAD + part)
