import pytest

from gouvernail.conventions.kits import (
    InvalidKit,
    parse_kit,
    read_kit,
    shipped_kits,
    synonyms_of,
)
from gouvernail.conventions.models import TermKind
from gouvernail.rules.progress import StatusFamily
from gouvernail.rules.sheet_fields import REQUIRED_KEYS, SHEET_FIELDS

SMALLEST = """
[kit]
name = "Petit"
[[level]]
name = "Axe"
plural = "Axes"
[[status]]
label = "en cours"
family = "en cours"
"""


def kit_with(text):
    return parse_kit(SMALLEST + text)


def test_the_kit_of_golfe_et_etangs_says_what_the_annex_says():
    kit = shipped_kits()["golfe-et-etangs"]
    assert [level.name for level in kit.levels] == ["Axe", "Objectif opérationnel"]
    assert kit.communes == ("13039", "13047")
    assert kit.signatories[0].name == "Caf des Bouches-du-Rhône"
    assert [row.family for row in kit.statuses] == list(StatusFamily)
    assert not kit.is_fictional


def test_every_part_of_the_kit_says_where_it_comes_from():
    kit = shipped_kits()["golfe-et-etangs"]
    listed = [row for row in kit.fields if row.source]
    parts = [*kit.levels, *kit.statuses, *kit.terms, *kit.signatories, *kit.annexes, *listed]
    assert all("annexe 4" in part.source or "à confirmer" in part.source for part in parts)
    assert all("à confirmer" in row.source for row in kit.signatories)


def test_the_other_kit_has_another_shape():
    kit = shipped_kits()["exemple-enjeux"]
    assert [level.name for level in kit.levels] == ["Enjeu"]
    assert [row.label for row in kit.statuses] == [
        "À venir",
        "En cours",
        "Réalisé",
        "En pause",
        "Abandonné",
    ]
    assert kit.is_fictional
    assert [row.label for row in kit.fields if not row.key] == [
        "Lien avec le projet éducatif",
        "Lieu de rendez-vous",
    ]


@pytest.mark.parametrize("name", ["golfe-et-etangs", "exemple-enjeux", "vide"])
def test_a_shipped_kit_holds_every_field_once_and_shows_those_that_must_be(name):
    kit = shipped_kits()[name]
    known = [row.key for row in kit.fields if row.key]
    assert sorted(known) == sorted(field.key for field in SHEET_FIELDS)
    assert {row.key for row in kit.fields if row.is_shown} >= REQUIRED_KEYS


def test_the_smallest_kit_takes_the_usual_fields_and_nothing_else():
    kit = kit_with("")
    assert [row.key for row in kit.fields] == [field.key for field in SHEET_FIELDS]
    assert (kit.communes, kit.signatories, kit.terms) == ((), (), ())
    assert (kit.convention.plan_title, kit.convention.stale_after_days) == ("Plan d’actions", 90)


def test_fields_that_a_kit_does_not_list_come_after_hidden_unless_required():
    kit = kit_with('[[field]]\nkey = "budget"\nlabel = "Coût"\n')
    assert (kit.fields[0].key, kit.fields[0].label) == ("budget", "Coût")
    rest = {row.key: row.is_shown for row in kit.fields[1:]}
    assert rest["title"]
    assert not rest["description"]


def test_terms_keep_their_order_and_family_may_be_written_as_in_the_code():
    kit = parse_kit(SMALLEST.replace('family = "en cours"', 'family = "running"'))
    assert kit.statuses[0].family is StatusFamily.RUNNING
    kit = kit_with('[[theme]]\nlabel = "B"\n[[theme]]\nlabel = "A"\n')
    assert [(row.kind, row.label) for row in kit.terms] == [
        (TermKind.THEME, "B"),
        (TermKind.THEME, "A"),
    ]


THREE_MORE_LEVELS = '[[level]]\nname = "{}"\nplural = "x"\n'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("[oups]\n", "Kit : clé inconnue : « oups ».", id="unknown part"),
        pytest.param(
            '[[status]]\nlabel = "x"\nfamily = "en cours"\nfamille = "y"\n',
            "[[status]] n° 2 : clé inconnue : « famille ».",
            id="unknown key",
        ),
        pytest.param(
            '[[status]]\nlabel = "x"\nfamily = "perdue"\n',
            "[[status]] n° 2 : la famille « perdue » est inconnue ; choisissez parmi « à engager »",
            id="unknown family",
        ),
        pytest.param(
            '[[status]]\nlabel = "En  Cours"\nfamily = "en cours"\n',
            "[[status]] : « En Cours » est donné deux fois.",
            id="a state twice",
        ),
        pytest.param(
            "".join(THREE_MORE_LEVELS.format(name) for name in "abc"),
            "[[level]] : un plan a de 1 à 3 niveaux, le kit en donne 4.",
            id="four levels",
        ),
        pytest.param(
            '[[theme]]\nlabel = "Un, deux"\n',
            "[[theme]] n° 1 : « Un, deux » contient une virgule",
            id="comma in a theme",
        ),
        pytest.param(
            '[[field]]\nkey = "couleur"\n',
            "[[field]] n° 1 : la rubrique « couleur » est inconnue",
            id="unknown field",
        ),
        pytest.param(
            '[[field]]\nkey = "title"\nshown = false\n',
            "[[field]] n° 1 : la rubrique « title » ne peut pas être masquée.",
            id="required field hidden",
        ),
        pytest.param(
            '[[field]]\nfree = true\nlabel = "État"\n',
            "[[field]] : « État » est donné deux fois.",
            id="a free field named as a known one",
        ),
        pytest.param(
            "[[field]]\nfree = true\n", "[[field]] n° 1 : « label » manque.", id="no name"
        ),
        pytest.param(
            '[[field]]\nkey = "title"\nlabel = "a"\n[[field]]\nkey = "title"\nlabel = "b"\n',
            "[[field]] : « title » est donné deux fois.",
            id="a field twice",
        ),
        pytest.param(
            '[perimeter]\ncommunes = ["1304"]\n',
            "[perimeter] : « 1304 » n’est pas un code Insee de commune",
            id="not a commune",
        ),
        pytest.param(
            "[perimeter]\ncommunes = [13047]\n",
            "[perimeter] : « communes » doit être une liste de textes",
            id="codes as numbers",
        ),
        pytest.param(
            '[perimeter]\ncommunes = ["13047", "13047"]\n',
            "[perimeter] : « 13047 » est donné deux fois.",
            id="a commune twice",
        ),
        pytest.param(
            '[[signatory]]\nname = " "\n', "[[signatory]] n° 1 : « name » est vide.", id="empty"
        ),
        pytest.param(
            f'[[annex]]\nlabel = "{"a" * 61}"\ntitle = "t"\n',
            "[[annex]] n° 1 : « label » dépasse 60 caractères.",
            id="too long",
        ),
        pytest.param(
            '[convention]\nstarts_on = "2026-01-01"\n',
            "[convention] : « starts_on » doit être une date sans guillemets",
            id="a date as text",
        ),
        pytest.param(
            "[convention]\nstarts_on = 2026-01-01\nends_on = 2025-01-01\n",
            "[convention] : la fin (ends_on) doit suivre le début",
            id="ends before it starts",
        ),
        pytest.param(
            "[convention]\nstale_after_days = 0\n",
            "[convention] : « stale_after_days » doit être un nombre entier entre 1 et 3650.",
            id="no day",
        ),
        pytest.param(
            '[synonyms]\nnom = ["x"]\n', "[synonyms] : clé inconnue : « nom ».", id="synonym"
        ),
        pytest.param("[[theme]\n", "Le kit n’est pas du TOML lisible", id="not TOML"),
    ],
)
def test_an_invalid_kit_is_refused_with_its_place(text, said):
    with pytest.raises(InvalidKit) as refused:
        kit_with(text)
    assert said in str(refused.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("", "Kit : la partie [kit] manque.", id="empty file"),
        pytest.param('kit = "x"', "Kit : « kit » doit être une partie [kit].", id="not a part"),
        pytest.param(
            'theme = "x"\n' + SMALLEST,
            "« theme » doit être une suite de parties [[theme]]",
            id="not a suite",
        ),
        pytest.param(
            SMALLEST.replace('"Petit"', "12"),
            "[kit] : « name » doit être un texte entre guillemets.",
            id="number for a text",
        ),
        pytest.param(
            SMALLEST.replace('"Petit"', '"Petit"\nfictional = "oui"'),
            "[kit] : « fictional » doit être true ou false",
            id="text for a yes",
        ),
        pytest.param('[kit]\nname = "x"', "un plan a de 1 à 3 niveaux", id="no level"),
        pytest.param(
            SMALLEST.split("[[status]]")[0], "donnez au moins un état d’avancement", id="no state"
        ),
    ],
)
def test_a_kit_without_its_bones_is_refused(text, said):
    with pytest.raises(InvalidKit) as refused:
        parse_kit(text)
    assert said in str(refused.value)


def test_a_file_that_cannot_be_read_says_so(tmp_path):
    with pytest.raises(InvalidKit, match="ne peut pas être lu"):
        read_kit(tmp_path / "absent.toml")
    (tmp_path / "latin.toml").write_bytes("é".encode("latin-1"))
    with pytest.raises(InvalidKit, match="UTF-8"):
        read_kit(tmp_path / "latin.toml")


def test_synonyms_are_those_of_the_kit_that_ships_under_this_name():
    assert "Porteur" in synonyms_of("Golfe et des étangs")["leads"]
    assert synonyms_of("Un autre kit") == {}
