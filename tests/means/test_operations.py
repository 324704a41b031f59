"""What people do to the means: all or nothing, signed, told in the journal."""

from datetime import date
from decimal import Decimal

import pytest

from gouvernail.common.errors import EditConflict, Refusal
from gouvernail.directory.models import Organisation
from gouvernail.directory.operations import merge_organisations
from gouvernail.history.models import Entry
from gouvernail.means.models import ExpectedPaper, FundingLine, HumanMeans
from gouvernail.means.operations import (
    LineDraft,
    add_human_means,
    add_line,
    add_paper,
    add_technical_means,
    change_human_means,
    change_line,
    change_paper,
    change_technical_means,
    remove_line,
)
from tests.factories import make_action, make_convention, nobody, reload

pytestmark = pytest.mark.django_db


def test_a_new_funder_enters_the_directory_and_a_known_one_is_found(convention, line_of):
    first, second = line_of("Caf 13"), line_of("caf 13", 2027)
    assert first.funder == second.funder
    assert Organisation.objects.of(convention.pk).filter(name="Caf 13").count() == 1


def test_a_change_is_told_in_words_and_its_past_is_kept(convention, line_of):
    line = line_of(granted=12000, nature="operating")
    values = {"signed_on": date(2026, 3, 1), "granted": Decimal("12500.50"), "nature": "investment"}
    by = nobody("Avenant signé")
    change_line(line, LineDraft("Caf 13", 2026, None, values), line.version, by=by)
    entry = Entry.objects.get(verb="funding.changed")
    told = {change["label"]: (change["before"], change["after"]) for change in entry.changes}
    assert told == {
        "Accordé": ("12000", "12500,50"),
        "Convention signée le": ("", "1er mars 2026"),
        "Nature": ("fonctionnement", "investissement"),
    }
    assert entry.reason == "Avenant signé"
    assert [past.granted for past in line.history.order_by("history_id")] == [
        Decimal(12000),
        Decimal("12500.50"),
    ]


def test_a_change_that_changes_nothing_is_not_told(line_of):
    line = line_of(granted=12000)
    draft = LineDraft("Caf 13", 2026, None, {"granted": Decimal("12000.00")})
    change_line(line, draft, line.version, by=nobody())
    assert not Entry.objects.filter(verb="funding.changed").exists()


def test_two_people_never_erase_each_other(line_of):
    line, other = line_of(granted=1000), FundingLine.objects.get()
    change_line(line, LineDraft("Caf 13", 2026, None, {"granted": Decimal(2)}), 1, by=nobody())
    with pytest.raises(EditConflict):
        change_line(other, LineDraft("Caf 13", 2026, None, {"granted": Decimal(3)}), 1, by=nobody())
    assert FundingLine.objects.get().granted == 2


@pytest.mark.parametrize(
    ("funder", "year", "words"),
    [("  ", 2026, "Nommez le financeur"), ("Caf", 26, "quatre chiffres")],
)
def test_a_line_that_makes_no_sense_is_refused(convention, funder, year, words):
    with pytest.raises(Refusal, match=words):
        add_line(convention, LineDraft(funder, year), by=nobody())
    assert not FundingLine.objects.exists()
    assert not Entry.objects.filter(verb="organisation.created", subject_label="Caf").exists()


def test_the_action_of_another_convention_is_refused(convention):
    elsewhere = make_action(make_convention())
    with pytest.raises(Refusal, match="n’est pas dans le plan"):
        add_line(convention, LineDraft("Caf 13", 2026, elsewhere), by=nobody())


def test_taking_a_line_out_wants_a_reason_and_leaves_its_history(line_of):
    line = line_of(granted=1000)
    add_paper(line, {"label": "Convention", "due_on": date(2026, 5, 1)}, by=nobody())
    with pytest.raises(Refusal, match="Dites pourquoi"):
        remove_line(line, by=nobody())
    remove_line(line, by=nobody("Saisie deux fois"))
    assert not FundingLine.objects.exists()
    assert not ExpectedPaper.objects.exists()
    assert FundingLine.history.first().history_type == "-"
    assert ExpectedPaper.history.first().history_type == "-"
    assert Entry.objects.get(verb="funding.removed").reason == "Saisie deux fois"


def test_a_paper_that_came_is_waited_for_no_more(line_of):
    paper = add_paper(line_of(), {"label": "Bilan", "due_on": date(2026, 5, 1)}, by=nobody())
    change_paper(paper, {"done_on": date(2026, 4, 30)}, paper.version, by=nobody())
    assert reload(paper).done_on == date(2026, 4, 30)
    assert Entry.objects.get(verb="paper.changed").convention_id == paper.line.convention_id


def test_people_and_things_of_an_action_are_told(action):
    share = {"year": 2026, "planned": Decimal("0.5"), "label": "référente"}
    people = add_human_means(action, "CCAS", share, by=nobody())
    change_human_means(
        people, "CCAS", {**share, "actual": Decimal("0.3")}, people.version, by=nobody()
    )
    thing = add_technical_means(action, "", {"label": "Salle"}, by=nobody())
    change_technical_means(thing, "Ville", {"label": "Salle"}, thing.version, by=nobody())
    assert HumanMeans.objects.get().actual == Decimal("0.30")
    assert reload(thing).provider.name == "Ville"
    verbs = {"staff.added", "staff.changed", "asset.added", "asset.changed"}
    assert set(Entry.objects.values_list("verb", flat=True)) >= verbs
    with pytest.raises(Refusal, match="Nommez la structure"):
        add_human_means(action, "", share, by=nobody())


def test_merging_two_structures_keeps_the_money_of_both(convention, line_of):
    keep = line_of("Caf 13", granted=1).funder
    other = line_of("Caisse d’allocations familiales", granted=2).funder
    merge_organisations(keep, [other], by=nobody())
    assert set(FundingLine.objects.values_list("funder__name", flat=True)) == {"Caf 13"}
    assert FundingLine.objects.count() == 2
