"""Bringing contacts in: through the pages, by the command, and what it leaves behind."""

import json
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from gouvernail.common.errors import Refusal
from gouvernail.directory.models import Organisation, Person
from gouvernail.directory.operations import PersonData, create_person
from gouvernail.history.models import Entry
from gouvernail.imports.contacts_operations import apply_contact_import, bring_contacts
from gouvernail.imports.contacts_queries import read_contact_import
from gouvernail.imports.models import ContactColumn, ContactImport
from gouvernail.rules.roles import Role
from tests.factories import make_convention, make_member, make_organisation, make_user, nobody
from tests.imports.cards import framed

ROWS = """Structure;Type;Nom;Fonction;Courriel;Téléphone;Instances;Date de naissance
Caf 13;Institution;EXEMPLE Camille;Conseillère;camille@example.org;199001381;Copil, Cotech;1980
Caf des Bouches-du-Rhône;;Dominique FICTIF;;"d@example.org ; accueil@example.org";;Copil;
VILLE D'ISTRES;Commune;Sacha FACTICE;;sacha (at) example.org;01 99 00 05 85;;
Ville d’Istres;;;Standard;contact@example.org;;;
"""

pytestmark = pytest.mark.django_db


@pytest.fixture
def convention(istres_and_fos):
    return make_convention(slug="essai", communes=["13047", "13039"])


@pytest.fixture
def coordinator(client, convention, media):
    client.force_login(make_member(convention, Role.COORDINATOR).user)
    return client


def upload(client, content=ROWS, name="contacts.csv"):
    data = content.encode() if isinstance(content, str) else content
    path = reverse("contacts:upload", args=["essai"])
    return client.post(path, {"file": SimpleUploadedFile(name, data)})


def to_preview(client, *args, **changes):
    """Upload, accept the columns as proposed, and return the address of the preview."""
    columns = upload(client, *args).url
    form = client.get(columns).context["form"]
    return client.post(columns, {**{one.name: one.value() or "" for one in form}, **changes}).url


def test_contacts_go_from_a_file_to_the_directory(coordinator):
    preview = to_preview(coordinator)
    page = coordinator.get(preview)
    assert page.context["counts"]["structures_create"] == 3
    assert page.context["counts"]["persons_create"] == 4
    assert not Organisation.objects.exists()
    coordinator.post(preview, {"apply": "1"})
    assert set(Organisation.objects.values_list("name", flat=True)) == {
        "Caf 13",
        "Caf des Bouches-du-Rhône",
        "Ville d’Istres",
    }
    person = Person.objects.get(full_name="Camille EXEMPLE")
    assert (person.phone, person.bodies_cited) == ("01 99 00 13 81", "Copil, Cotech")
    assert Person.objects.get(full_name="Dominique FICTIF").other_details == "accueil@example.org"
    assert Person.objects.get(full_name="Standard").organisation.name == "Ville d’Istres"


def test_what_is_private_is_told_and_shown_nowhere(coordinator):
    columns = upload(coordinator).url
    page = coordinator.get(columns).text
    assert "Donnée personnelle" in page
    preview = coordinator.get(to_preview(coordinator, ROWS, "contacts.csv", H="note")).text
    assert "jamais importées" in preview
    assert "1980" not in page + preview


def test_a_group_is_answered_by_a_name_by_no_or_by_the_button(coordinator):
    preview = to_preview(coordinator)
    [group] = coordinator.get(preview).context["found"].groups
    name = f"group-{group.key}"
    page = coordinator.post(preview, {name: "apart"})
    assert page.context["found"].open_groups == 0
    assert page.context["counts"]["structures_create"] == 3
    with_both = {f"with-{group.key}": [one.key for one in group.spellings]}
    page = coordinator.post(preview, {name: "caf 13", f"shown-{group.key}": "1", **with_both})
    assert page.context["counts"]["structures_create"] == 2
    again = to_preview(coordinator)
    page = coordinator.post(again, {"accept": "1", f"shown-{group.key}": "1", **with_both})
    assert page.context["counts"]["structures_create"] == 2


def test_a_cell_is_corrected_in_the_preview(coordinator):
    preview = to_preview(coordinator)
    [problem] = coordinator.get(preview).context["asks"]
    place = f"{problem.row}:{problem.column}"
    answer = {f"was-{place}": problem.value, f"cell-{place}": "sacha@example.org", "apply": "1"}
    coordinator.post(preview, answer)
    assert Person.objects.get(full_name="Sacha FACTICE").email == "sacha@example.org"


def test_a_second_import_of_the_same_file_changes_nothing(coordinator):
    coordinator.post(to_preview(coordinator), {"apply": "1"})
    page = coordinator.get(to_preview(coordinator))
    assert page.context["to_write"] == 0
    assert "rien à importer" in page.text


def test_every_entry_is_in_the_journal_and_the_file_is_gone(
    coordinator, media, django_capture_on_commit_callbacks
):
    preview = to_preview(coordinator)
    assert [path for path in media.rglob("*") if path.is_file()]
    with django_capture_on_commit_callbacks(execute=True):
        coordinator.post(preview, {"apply": "1"})
    assert Entry.objects.filter(verb="organisation.created").count() == 3
    assert Entry.objects.filter(verb="person.created").count() == 4
    assert Entry.objects.filter(verb="directory.imported").count() == 1
    assert "contacts.csv" in Entry.objects.filter(verb="person.created").first().reason
    assert Person.history.count() == 4
    assert not [path for path in media.rglob("*") if path.is_file()]
    assert ContactColumn.objects.filter(field="bodies").exists()
    assert not ContactColumn.objects.filter(label__contains="naissance").exists()
    assert coordinator.post(preview, {"apply": "1"}).status_code == 404


def test_a_new_file_replaces_the_one_left_before(coordinator):
    upload(coordinator)
    upload(coordinator)
    assert ContactImport.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.xlsx", b"no workbook"), ("a.vcf", b"no card"), ("a.pdf", b"%PDF"), ("a.csv", b"")],
)
def test_a_bad_file_is_refused_and_nothing_is_kept(coordinator, name, content):
    page = upload(coordinator, content, name)
    assert page.status_code == 422
    assert page.context["form"].errors["file"]
    assert not ContactImport.objects.exists()


def test_two_columns_for_one_field_are_refused(coordinator):
    columns = upload(coordinator).url
    form = coordinator.get(columns).context["form"]
    chosen = {one.name: one.value() or "" for one in form}
    page = coordinator.post(columns, {**chosen, "B": "structure"})
    assert "Deux colonnes donnent" in page.text
    page = coordinator.post(columns, {**chosen, "A": "", "C": "", "E": ""})
    assert "Indiquez la colonne" in page.text


def test_a_file_without_titles_can_be_told_where_they_are(coordinator):
    columns = upload(coordinator, "Relevé;x\nCaf;Exemple\n").url
    assert "Aucune ligne de titres" in coordinator.get(columns).text
    coordinator.post(columns, {"reread": "1", "sheet": "", "header_row": "1"})
    assert coordinator.get(columns).context["form"]


def test_an_address_book_takes_the_same_way(coordinator):
    card = framed("N:Exemple;Camille;;;", "ORG:Caf 13", "BDAY:1980-01-01", "EMAIL:c@example.org")
    preview = to_preview(coordinator, card, "carnet.vcf")
    assert "Données personnelles" in coordinator.get(preview).text
    coordinator.post(preview, {"apply": "1"})
    assert Person.objects.get().email == "c@example.org"


def test_a_structure_that_came_meanwhile_is_found_and_not_made_twice(convention, media):
    pending = bring_contacts(convention, make_user(), "contacts.csv", ROWS.encode())
    reading = read_contact_import(pending)
    make_organisation(convention, "caf 13")
    apply_contact_import(pending, reading, by=nobody())
    assert Organisation.objects.filter(folded_name="caf 13").count() == 1
    with pytest.raises(Refusal, match="déjà importés"):
        apply_contact_import(pending, reading, by=nobody())


@pytest.mark.parametrize("number", [5, 50])
def test_writing_takes_the_same_queries_for_five_or_fifty(
    convention, media, number, django_assert_max_num_queries
):
    lines = [f"Structure {rank};Personne {rank};p{rank}@example.org" for rank in range(number)]
    content = "\n".join(["Structure;Nom;Courriel", *lines]).encode()
    pending = bring_contacts(convention, make_user(), "contacts.csv", content)
    reading = read_contact_import(pending)
    with django_assert_max_num_queries(36):
        apply_contact_import(pending, reading, by=nobody())
    assert Person.objects.count() == number


def test_persons_without_a_structure_are_on_the_directory_page(coordinator, convention):
    create_person(convention.pk, PersonData("Camille Exemple"), by=nobody())
    page = coordinator.get(reverse("directory:organisations", args=["essai"])).text
    assert "Personnes sans structure" in page
    assert "Importer des contacts" in page


# --- The command


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "contacts.csv"
    path.write_text(ROWS, encoding="utf-8")
    return path


def run(*args):
    out = StringIO()
    call_command("import_contacts", *map(str, args), "--convention", "essai", stdout=out)
    return out.getvalue()


def test_a_dry_run_tells_all_and_writes_nothing(convention, file):
    told = json.loads(run(file, "--dry-run", "--json"))
    assert told["counts"]["structures"]["create"] == 3
    assert told["counts"]["unanswered"] == 1
    assert told["counts"]["refused_rows"] == 0
    assert told["private"] == ["Date de naissance"]
    [group] = told["groups"]
    assert [one["name"] for one in group["spellings"]] == ["Caf 13", "Caf des Bouches-du-Rhône"]
    assert told["persons"][0] == {
        "rows": [2],
        "structure": "Caf 13",
        "name": "Camille EXEMPLE",
        "function": "Conseillère",
        "mails": ["camille@example.org"],
        "phones": ["01 99 00 13 81"],
        "instances": ["Copil", "Cotech"],
        "verdict": "create",
        "messages": [],
    }
    asked = [one for one in told["problems"] if one["kind"] == "ask"]
    assert [(one["row"], one["column"]) for one in asked] == [(4, "E")]
    assert not Organisation.objects.exists()


def test_answers_join_a_group(convention, file, tmp_path):
    [group] = json.loads(run(file, "--dry-run", "--json"))["groups"]
    answers = tmp_path / "answers.json"
    answers.write_text(json.dumps({group["key"]: {"name": "caf 13", "apart": []}}))
    assert "Contacts importés" in run(file, "--answers", answers)
    assert Organisation.objects.count() == 2


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [("a.csv", "a;b\n1;2\n", "ligne de titres"), ("a.vcf", "x", "extension"), ("a.xyz", "x", "lu")],
)
def test_a_file_that_cannot_be_read_is_refused(convention, tmp_path, name, content, words):
    path = tmp_path / name
    path.write_text(content)
    with pytest.raises(CommandError, match=words):
        run(path)


def test_a_convention_or_answers_that_do_not_exist_are_refused(convention, file, tmp_path):
    with pytest.raises(CommandError, match="Aucune convention"):
        call_command("import_contacts", str(file), "--convention", "ailleurs")
    with pytest.raises(CommandError, match="Lecture impossible"):
        run(file, "--answers", tmp_path / "none.json")
    (tmp_path / "list.json").write_text("[]")
    with pytest.raises(CommandError, match="objet JSON"):
        run(file, "--answers", tmp_path / "list.json")
