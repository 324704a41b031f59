"""The governance that kits carry."""

import re
from datetime import date
from decimal import Decimal

import pytest

from gouvernail.conventions.kits import InvalidKit, parse_kit, shipped_kits
from gouvernail.governance.models import Body, Obligation, Seat
from gouvernail.governance.queries.obligations import obligation_lines
from gouvernail.rules.cadence import Standing
from tests.factories import load_communes, make_convention

HEAD = """
[kit]
name = "Essai"
territory = ""
[[level]]
name = "Axe"
plural = "Axes"
[[status]]
label = "en cours"
family = "en cours"
"""
BODY = '[[body]]\nkey = "copil"\nname = "Comité"\n'
RHYTHM = '[[obligation]]\nkey = "r"\nkind = "rhythm"\nbody = "copil"\ntext = "Se réunit."\n'
PARAGRAPHS = re.compile(r"§ (\d(?:\.\d){0,2})")


@pytest.fixture
def golfe(db):
    load_communes()
    return make_convention("", "golfe", kit="golfe-et-etangs")


def test_the_four_bodies_of_the_annex_and_the_meeting_of_coordinators_are_there(golfe):
    names = set(Body.objects.of(golfe).values_list("name", flat=True))
    assert {
        "Comité de pilotage",
        "Comité technique",
        "Groupe projet",
        "Rencontre des chargés de coopération",
    } <= names
    assert Body.objects.of(golfe).filter(kind="Commission de travail").count() == 4
    cotech = Body.objects.get(convention=golfe, short_name="Cotech")
    assert [str(body) for body in cotech.feeds.all()] == ["Copil"]


def test_every_mission_and_every_obligation_of_the_annex_cites_a_paragraph():
    kit = shipped_kits()["golfe-et-etangs"]
    cited = [mission.source for body in kit.bodies for mission in body.missions]
    cited += [row.source for row in kit.obligations]
    assert cited
    for source in cited:
        assert PARAGRAPHS.search(source), source


def test_bimensuelle_starts_with_its_first_reading_and_its_doubt(golfe):
    row = Obligation.objects.get(convention=golfe, key="rencontre-cdc")
    assert (row.at_least, row.per_months, row.doubt) == (2, 1, True)
    assert row.readings.count() == 2
    assert Obligation.objects.get(convention=golfe, key="effectif").amount == Decimal("3.8")


def test_the_staff_of_the_annex_is_promised_by_kind_and_by_place(golfe):
    rows = Obligation.objects.filter(convention=golfe, kind="staffing").order_by("position")
    told = [(str(row.amount), row.post_kind, row.place, row.since_year, row.source) for row in rows]
    assert told == [
        ("3.80", "", "", None, "annexe 4, § 4.1"),
        ("3.10", "existing", "", 2025, "annexe 4, § 4.3"),
        ("0.20", "development", "Fos-sur-Mer", None, "annexe 4, § 4.4.a"),
        ("0.50", "development", "Istres", None, "annexe 4, § 4.4.b"),
    ]


def test_the_seats_of_a_new_convention_are_vacant_and_its_composition_at_risk(golfe):
    assert Seat.objects.filter(body__convention=golfe).exists()
    lines = {
        line.obligation.key: line for line in obligation_lines(golfe, None, date(2026, 11, 23))
    }
    assert lines["copil-composition"].standing is Standing.AT_RISK


def test_another_organisation_needs_no_change_of_code(db):
    convention = make_convention("", "deux-rives", kit="groupes-d-appui")
    lines = obligation_lines(convention, 2026, date(2026, 11, 23))
    assert [line.expected.least for line in lines] == [1, 3, 3, 3]
    assert {line.standing for line in lines} == {Standing.AT_RISK}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (BODY + BODY, "est donné deux fois"),
        (BODY + 'feeds = ["cotech"]\n', "« cotech », que le kit ne décrit pas"),
        (RHYTHM, "« copil », que le kit ne décrit pas"),
        (BODY + RHYTHM + "at_least = 3\nat_most = 2\n", "ne peut pas être inférieur"),
        (BODY + RHYTHM + "per_months = 13\n", "de 1 à 12"),
        (BODY + RHYTHM.replace("rhythm", "vœu"), "doit être l’un de"),
        (BODY + RHYTHM + 'posts = "autres"\n', "doit être l’un de"),
        (BODY + 'level = "haut"\n', "doit être l’un de"),
        (BODY + "[[body.seat]]\n", "donnez une structure"),
        (BODY + RHYTHM + 'amount = "trois"\n', "n’est pas un nombre"),
        (BODY + 'couleur = "bleu"\n', "clé inconnue"),
    ],
)
def test_a_kit_that_is_wrong_is_told_where(text, told):
    with pytest.raises(InvalidKit, match=re.escape(told)):
        parse_kit(HEAD + text)
