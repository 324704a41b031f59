"""What people change of a convention: itself, its perimeter, its words, its fields."""

import pytest

from gouvernail.common.errors import EditConflict, Refusal
from gouvernail.conventions.models import Level, Term, TermKind
from gouvernail.conventions.operations import (
    FieldWords,
    LevelWords,
    StatusWords,
    change_convention,
    change_fields,
    change_levels,
    change_statuses,
    change_terms,
    set_perimeter,
)
from gouvernail.conventions.queries.overview import perimeter_of
from gouvernail.conventions.queries.vocabulary import vocabulary_of
from gouvernail.history.models import Entry
from gouvernail.rules.progress import StatusFamily
from gouvernail.territories.models import FormerCommune
from tests.factories import make_action, make_convention, make_node, nobody, reload


@pytest.fixture
def convention(db):
    return make_convention("CTG d’essai")


def last_entry(convention):
    return Entry.objects.of(convention.pk).latest("pk")


def test_a_change_is_told_in_words_and_kept_in_the_history(convention):
    change_convention(convention, {"name": "CTG", "colour": "#0f5d68"}, 1, by=nobody("relecture"))
    entry = last_entry(convention)
    assert entry.changes[0] == {"label": "Nom", "before": "CTG d’essai", "after": "CTG"}
    assert (entry.reason, reload(convention).version) == ("relecture", 2)
    assert convention.history.count() == 2


def test_saving_without_a_change_writes_no_line(convention):
    lines = Entry.objects.count()
    change_convention(convention, {"name": "CTG d’essai"}, 1, by=nobody())
    assert Entry.objects.count() == lines


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"colour": "#ffcc00"}, "contraste de 1,5"),
        ({"colour": "rouge"}, "#0f5d68"),
        ({"name": ""}, "Donnez un nom"),
    ],
)
def test_a_value_that_cannot_be_kept_is_refused(convention, values, said):
    with pytest.raises(Refusal, match=said):
        change_convention(convention, values, 1, by=nobody())
    assert (reload(convention).colour, reload(convention).version) == ("", 1)


def test_the_end_follows_the_beginning(convention):
    by = nobody()
    days = {"starts_on": by.at.date(), "ends_on": by.at.date().replace(year=2000)}
    with pytest.raises(Refusal, match="doit suivre son début"):
        change_convention(convention, days, 1, by=by)


def test_only_the_columns_of_the_form_can_be_changed(convention):
    with pytest.raises(TypeError):
        change_convention(convention, {"slug": "autre"}, 1, by=nobody())


@pytest.mark.parametrize(
    "change",
    [
        lambda c, v: change_convention(c, {"name": "X"}, v, by=nobody()),
        lambda c, v: set_perimeter(c, [], v, by=nobody()),
        lambda c, v: change_levels(c, [LevelWords("A", "A")], v, by=nobody()),
        lambda c, v: change_statuses(c, [], v, by=nobody()),
        lambda c, v: change_terms(c, TermKind.THEME, [], v, by=nobody()),
        lambda c, v: change_fields(c, [], v, by=nobody()),
    ],
)
def test_a_version_that_has_moved_on_is_a_conflict(convention, change):
    with pytest.raises(EditConflict):
        change(convention, 7)


@pytest.mark.usefixtures("istres_and_fos")
def test_the_code_of_a_commune_that_merged_stands_for_todays(convention):
    FormerCommune.objects.create(insee_code="13200", kind="merged", current_id="13047")
    assert set_perimeter(convention, ["13200", " 13039 "], by=nobody()) == ["Fos-sur-Mer", "Istres"]
    assert [line.insee_code for line in perimeter_of(convention)] == ["13039", "13047"]
    assert last_entry(convention).changes[0]["after"] == "Fos-sur-Mer, Istres"


@pytest.mark.usefixtures("istres_and_fos")
def test_the_perimeter_is_replaced_and_an_unknown_code_writes_nothing(convention):
    set_perimeter(convention, ["13039"], by=nobody())
    with pytest.raises(Refusal, match="99999"):
        set_perimeter(convention, ["13047", "99999"], by=nobody())
    assert [line.name for line in perimeter_of(convention)] == ["Fos-sur-Mer"]
    lines = Entry.objects.count()
    set_perimeter(convention, ["13039"], by=nobody())
    assert Entry.objects.count() == lines


def test_levels_are_renamed_added_and_taken_away_when_nothing_is_in_them(convention):
    levels = [LevelWords("Orientation", ""), LevelWords("But", "Buts"), LevelWords("Étape", "")]
    change_levels(convention, levels, 1, by=nobody())
    assert [level.plural for level in vocabulary_of(convention).levels] == [
        "Orientation",
        "Buts",
        "Étape",
    ]
    change_levels(convention, levels[:1], 2, by=nobody())
    assert Level.objects.filter(convention=convention).count() == 1


def test_a_level_that_holds_a_part_of_the_plan_stays(convention):
    make_node(convention, "1.1 Objectif", parent=make_node(convention, "1 Axe"))
    with pytest.raises(Refusal, match="« Objectif » sert encore 1 fois"):
        change_levels(convention, [LevelWords("Axe", "Axes")], 1, by=nobody())


@pytest.mark.parametrize("names", [[], ["a", "b", "c", "d"], ["Axe", "AXE"], ["Axe", ""]])
def test_levels_that_cannot_be_are_refused(convention, names):
    with pytest.raises(Refusal):
        change_levels(convention, [LevelWords(name, "") for name in names], 1, by=nobody())


def words_of(convention):
    return [
        StatusWords(status.id, status.label, status.family)
        for status in vocabulary_of(convention).statuses
    ]


def test_state_words_swap_names_move_and_are_added(convention):
    first, second, *rest = words_of(convention)
    swapped = [
        StatusWords(first.id, second.label, second.family),
        StatusWords(second.id, first.label, first.family),
    ]
    new = StatusWords(None, "à relancer", StatusFamily.SUSPENDED)
    change_statuses(convention, [new, *swapped, *rest], 1, by=nobody())
    labels = [status.label for status in vocabulary_of(convention).statuses]
    assert labels[:3] == ["à relancer", "en cours", "à engager"]
    assert "à relancer (en pause)" in last_entry(convention).changes[0]["after"]


def test_a_state_word_goes_only_when_it_never_served(convention):
    make_action(convention, status="en cours")
    kept = [status for status in words_of(convention) if status.label != "en cours"]
    with pytest.raises(Refusal, match="sert encore à 1 action"):
        change_statuses(convention, kept, 1, by=nobody())
    unused = [status for status in words_of(convention) if status.label != "reportée"]
    change_statuses(convention, unused, 1, by=nobody())
    assert "reportée" not in [status.label for status in vocabulary_of(convention).statuses]


def test_a_state_word_that_served_in_the_past_stays_for_the_plan_of_that_day(convention):
    action = make_action(convention, status="en cours")
    action.status = None
    action.save()
    kept = [status for status in words_of(convention) if status.label != "en cours"]
    with pytest.raises(Refusal, match="a servi par le passé"):
        change_statuses(convention, kept, 1, by=nobody())


def test_state_words_that_cannot_be_are_refused(convention):
    words = words_of(convention)
    wrong = {
        "au moins un": [],
        "deux fois": [*words, StatusWords(None, "En cours", StatusFamily.RUNNING)],
        "vide": [*words, StatusWords(None, "", StatusFamily.RUNNING)],
        "n’existe plus": [*words, StatusWords(999_999, "x", StatusFamily.RUNNING)],
    }
    for said, statuses in wrong.items():
        with pytest.raises(Refusal, match=said):
            change_statuses(convention, statuses, convention.version, by=nobody())
        convention.refresh_from_db()


def test_a_list_of_words_is_replaced_in_its_order(convention):
    change_terms(convention, TermKind.THEME, ["Mer", "Étangs"], 1, by=nobody())
    assert vocabulary_of(convention).themes == ("Mer", "Étangs")
    assert vocabulary_of(convention).priorities == ("Haute", "Moyenne", "Basse")
    assert last_entry(convention).changes[0]["label"] == "Thèmes"


def test_a_word_with_a_comma_is_refused_and_the_list_stays(convention):
    before = Term.objects.count()
    with pytest.raises(Refusal, match="virgule"):
        change_terms(convention, TermKind.THEME, ["Mer, étangs"], 1, by=nobody())
    assert Term.objects.count() == before


def fields_of(convention):
    return [
        FieldWords(field.key, field.label, field.is_shown, field.is_short)
        for field in vocabulary_of(convention).fields
    ]


def test_fields_are_renamed_hidden_ordered_and_added(convention):
    first, *rest = fields_of(convention)
    budget = next(field for field in rest if field.key == "budget")
    others = [field for field in rest if field.key != "budget"]
    changed = [
        FieldWords("budget", "Coût", is_shown=False),
        FieldWords(first.key, "", is_short=True),
        *others,
        FieldWords("", "Quartier"),
    ]
    change_fields(convention, changed, 1, by=nobody())
    words = vocabulary_of(convention)
    assert (words.fields[0].label, words.fields[0].is_shown) == ("Coût", False)
    assert words.field("number").label == "N°"
    assert (words.fields[-1].key, words.fields[-1].is_free) == ("free:1", True)
    assert budget.is_shown
    told = {change["label"]: change["after"] for change in last_entry(convention).changes}
    assert told["Masquées"] == "Coût"


def test_fields_that_cannot_be_are_refused(convention):
    fields = fields_of(convention)
    hidden = [FieldWords(f.key, f.label, f.key != "title", f.is_short) for f in fields]
    wrong = {
        "ne peut pas être masquée": hidden,
        "liste des rubriques a changé": fields[1:],
        "s’appellent": [*fields, FieldWords("", "Intitulé")],
        "Donnez un nom": [*fields, FieldWords("", "")],
    }
    for said, rows in wrong.items():
        with pytest.raises(Refusal, match=said):
            change_fields(convention, rows, convention.version, by=nobody())
        convention.refresh_from_db()
