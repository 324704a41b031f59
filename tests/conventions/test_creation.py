import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from gouvernail.common.errors import Refusal
from gouvernail.conventions.kits import shipped_kits
from gouvernail.conventions.models import ActionField, Convention, Membership
from gouvernail.conventions.operations import create_convention
from gouvernail.conventions.queries.overview import perimeter_of, signatories_of
from gouvernail.conventions.queries.vocabulary import vocabulary_of
from gouvernail.history.models import Entry
from gouvernail.rules.roles import Role
from tests.factories import make_convention, make_user, nobody

GOLFE = "golfe-et-etangs"


@pytest.mark.usefixtures("istres_and_fos")
def test_a_convention_takes_the_words_communes_and_signatories_of_its_kit():
    convention = make_convention("", "golfe", kit=GOLFE)
    words = vocabulary_of(convention)
    assert convention.name == "CTG Golfe et des étangs"
    assert [level.name for level in words.levels] == ["Axe", "Objectif opérationnel"]
    assert [status.label for status in words.statuses][-1] == "abandonnée"
    assert words.priorities == ("Haute", "Moyenne", "Basse")
    assert words.field("status").label == "État d’avancement"
    assert not words.field("elected_referent").is_shown
    assert [line.name for line in perimeter_of(convention)] == ["Fos-sur-Mer", "Istres"]
    assert signatories_of(convention)[0].name == "Caf des Bouches-du-Rhône"
    assert convention.history.count() == 1


def test_free_fields_of_a_kit_get_keys_of_their_own(db):
    convention = make_convention(kit="exemple-enjeux")
    free = [field for field in vocabulary_of(convention).fields if field.is_free]
    assert [field.label for field in free] == [
        "Lien avec le projet éducatif",
        "Lieu de rendez-vous",
    ]
    assert len({field.key for field in free}) == 2
    assert convention.is_fictional


def test_the_journal_tells_what_came_with_the_kit_and_who_pilots(db):
    pilote = make_user("Awa Diop")
    convention = make_convention("CTG", kit="vide", pilote=pilote)
    entry = Entry.objects.of(convention.pk).get(verb="convention.created")
    told = {change["label"]: change["after"] for change in entry.changes}
    assert told["Niveaux du plan"] == "Axe, Objectif"
    assert told["Pilote"] == "Awa Diop"
    assert Membership.objects.get(convention=convention).role == Role.PILOTE


@pytest.mark.parametrize(
    ("name", "slug", "said"),
    [
        ("", "libre", "Donnez un nom"),
        ("x" * 201, "libre", "200 caractères"),
        ("CTG", "Mon adresse", "lettres sans accent"),
        ("CTG", "MAJUSCULES", "minuscules"),
        ("CTG", "prise", "déjà prise"),
    ],
)
def test_a_name_or_an_address_that_cannot_be_is_refused(db, name, slug, said):
    make_convention("Une autre", "prise")
    with pytest.raises(Refusal, match=said):
        create_convention(shipped_kits()["vide"], name, slug, by=nobody())
    assert Convention.objects.count() == 1


def test_nothing_is_written_when_a_commune_is_unknown(db):
    with pytest.raises(Refusal, match="13039, 13047"):
        make_convention("CTG", "golfe", kit=GOLFE)
    assert not Convention.objects.exists()
    assert not ActionField.objects.exists()


def run(*options):
    out = StringIO()
    call_command("create_convention", *options, stdout=out)
    return out.getvalue()


def test_the_command_answers_in_words_or_in_json(db):
    said = run("--kit", "vide", "--name", "CTG A", "--slug", "a")
    assert "Convention « CTG A » créée" in said
    told = json.loads(run("--kit", "vide", "--name", "CTG B", "--slug", "b", "--json"))
    assert (told["slug"], told["name"]) == ("b", "CTG B")
    assert told["url"].endswith("/ctg/b/")


def test_the_command_reads_a_kit_from_a_file_and_gives_it_its_pilote(db, tmp_path):
    pilote = make_user(email="awa@exemple.fr")
    file = tmp_path / "mien.toml"
    file.write_text(
        '[kit]\nname="Mien"\n[[level]]\nname="Enjeu"\nplural="Enjeux"\n'
        '[[status]]\nlabel="Fait"\nfamily="réalisée"\n'
    )
    run("--kit", str(file), "--name", "CTG", "--slug", "c", "--pilote", "AWA@exemple.fr")
    assert Membership.objects.get(convention__kit="Mien").user == pilote


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        (["--kit", "vide", "--slug", "a"], 1, "Donnez un nom"),
        (["--kit", "absent", "--slug", "a"], 2, "n’existe pas"),
        (["--kit", "vide", "--name", "x", "--slug", "a", "--pilote", "z@z.fr"], 1, "Aucun compte"),
    ],
)
def test_the_command_says_why_it_refuses(db, options, code, said):
    with pytest.raises(CommandError, match=said) as refused:
        run(*options)
    assert refused.value.returncode == code


def test_the_command_refuses_a_kit_that_is_not_valid(db, tmp_path):
    (tmp_path / "faux.toml").write_text("[kit]\n")
    with pytest.raises(CommandError, match="« name » manque"):
        run("--kit", str(tmp_path / "faux.toml"), "--slug", "a")
