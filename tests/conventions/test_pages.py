"""The pages of a convention: hub, settings, files."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from gouvernail.conventions.models import Amendment, Annex, Convention, Signatory
from gouvernail.conventions.operations import add_amendment, add_annex, change_convention
from gouvernail.conventions.queries.overview import perimeter_of
from gouvernail.conventions.queries.vocabulary import vocabulary_of
from gouvernail.rules.roles import Role
from tests.factories import make_admin, make_convention, make_member, make_user, nobody, reload

PDF = b"%PDF-1.7\n"
PNG = b"\x89PNG\r\n\x1a\n"
SETTINGS = [
    ("change_general", []),
    ("change_perimeter", []),
    ("change_levels", []),
    ("change_statuses", []),
    ("change_fields", []),
    ("change_terms", ["priorites"]),
    ("change_terms", ["themes"]),
    ("change_terms", ["publics"]),
    ("create_signatory", []),
    ("create_annex", []),
    ("create_amendment", []),
]


@pytest.fixture
def convention(db):
    return make_convention("CTG des Étangs", "etangs")


@pytest.fixture
def pilote(client, convention):
    member = make_member(convention, Role.PILOTE)
    client.force_login(member.user)
    return member.user


@pytest.fixture
def reader(client, convention):
    member = make_member(convention, Role.READER)
    client.force_login(member.user)
    return member.user


def at(name, *args):
    return reverse(f"conventions:{name}", args=["etangs", *args])


def sent_by(response):
    """Return what a browser would send back from the page's form, as it stands."""
    form = response.context["form"]
    data = {}
    for field in form:
        value = field.value()
        if value in (None, False) or field.field.disabled or field.widget_type in {"file"}:
            continue
        data[field.html_name] = "on" if value is True else value
    return data


def test_a_person_with_one_convention_goes_straight_to_it(client, reader):
    response = client.get("/")
    assert response.url == at("home")
    assert client.get(response.url).url == reverse("steering:today", args=["etangs"])


def test_a_person_without_a_convention_is_told_what_to_do(client, db):
    client.force_login(make_user())
    assert "Demandez une invitation" in client.get("/").text


def test_the_administrator_sees_the_list_even_with_one_and_no_plan(client, convention):
    client.force_login(make_admin())
    assert "CTG des Étangs" in client.get("/").text
    assert client.get(at("home")).url == at("overview")
    assert client.get(at("overview")).status_code == 200
    assert client.get(at("journal")).status_code == 403


def test_an_empty_instance_invites_its_administrator_to_create(client, db):
    client.force_login(make_admin())
    assert "Aucune convention sur cette instance" in client.get("/").text


def test_the_administrator_creates_a_convention_from_a_kit(client, db):
    client.force_login(make_admin())
    page = client.get(reverse("conventions:create"))
    assert "Golfe et des étangs" in page.text
    sent = {"kit": "vide", "name": "CTG neuve", "slug": "neuve"}
    response = client.post(reverse("conventions:create"), sent)
    assert response.url == reverse("conventions:members", args=["neuve"])
    again = client.post(reverse("conventions:create"), sent)
    assert "déjà prise" in again.text


def test_only_the_administrator_creates(client, pilote):
    assert client.get(reverse("conventions:create")).status_code == 403


def test_a_reader_sees_the_convention_and_no_way_to_change_it(client, reader):
    text = client.get(at("overview")).text
    assert "La convention" in text
    assert "/reglages/" not in text


@pytest.mark.parametrize(("name", "args"), SETTINGS)
def test_a_setting_opens_for_the_pilote_and_for_nobody_below(client, convention, name, args):
    client.force_login(make_member(convention, Role.PILOTE).user)
    page = client.get(at(name, *args))
    assert page.status_code == 200
    assert not re.search(r"style=|<script>|onclick", page.text)
    client.force_login(make_member(convention, Role.COORDINATOR).user)
    assert client.get(at(name, *args)).status_code == 403
    client.force_login(make_user())
    assert client.get(at(name, *args)).status_code == 404


@pytest.mark.parametrize(("name", "args"), SETTINGS[:8])
def test_a_setting_sent_back_as_it_is_changes_nothing(client, pilote, convention, name, args):
    before = vocabulary_of(convention)
    page = client.get(at(name, *args))
    response = client.post(at(name, *args), sent_by(page))
    assert response.status_code == 302
    assert vocabulary_of(convention) == before
    assert convention.journal.exclude(verb="convention.created").count() == 0


def test_name_and_colour_change_and_the_colour_reaches_the_page(client, pilote, convention):
    sent = {**sent_by(client.get(at("change_general"))), "name": "CTG", "colour": "#8a1c4a"}
    page = client.post(at("change_general"), sent, follow=True)
    assert "Les réglages sont enregistrés" in page.text
    assert at("colours") + "?v=2" in page.text
    css = client.get(at("colours"))
    assert css.headers["Content-Type"].startswith("text/css")
    assert "max-age" in css.headers["Cache-Control"]
    assert "--primary: light-dark(#8a1c4a," in css.text


def test_a_colour_too_light_is_refused_with_its_contrast(client, pilote, convention):
    sent = {**sent_by(client.get(at("change_general"))), "name": "Autre", "colour": "#ffcc00"}
    page = client.post(at("change_general"), sent)
    assert "contraste de 1,5" in page.text
    assert reload(convention).name == "CTG des Étangs"


def test_no_colour_is_an_empty_sheet(client, reader):
    assert client.get(at("colours")).text == ""


def test_the_conflict_page_shows_both_texts_and_saves_the_one_that_is_chosen(
    client, pilote, convention
):
    sent = {**sent_by(client.get(at("change_general"))), "name": "La mienne"}
    change_convention(convention, {"name": "La leur"}, 1, by=nobody())
    page = client.post(at("change_general"), sent)
    assert page.status_code == 409
    assert "<del>La leur</del>" in page.text
    assert "<ins>La mienne</ins>" in page.text
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page.text))
    assert client.post(at("change_general"), hidden).status_code == 302
    assert reload(convention).name == "La mienne"


def test_a_list_in_conflict_keeps_the_rows_that_came_meanwhile(client, pilote, convention):
    sent = sent_by(client.get(at("change_statuses")))
    label = next(key for key in sent if key.startswith("label-"))
    sent[label] = "à lancer"
    again = {**sent_by(client.get(at("change_statuses"))), "label-new1": "à relancer"}
    assert client.post(at("change_statuses"), again).status_code == 302
    page = client.post(at("change_statuses"), sent)
    assert (page.status_code, "à lancer" in page.text) == (409, True)
    hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page.text)
    assert client.post(at("change_statuses"), dict(hidden)).status_code == 302
    labels = [status.label for status in vocabulary_of(convention).statuses]
    assert {"à lancer", "à relancer"} <= set(labels)


@pytest.mark.usefixtures("istres_and_fos")
def test_communes_are_ticked_typed_and_unticked(client, pilote, convention):
    address = at("change_perimeter")
    sent = {"version": 1, "communes": ["13047"], "codes": "13039"}
    assert "Fos-sur-Mer, Istres" in client.post(address, sent, follow=True).text
    assert 'value="13039" checked' in client.get(address).text
    client.post(address, {"version": 2, "communes": ["13039"]})
    assert [line.name for line in perimeter_of(convention)] == ["Fos-sur-Mer"]
    refused = client.post(address, {"version": 3, "codes": "99999"})
    assert "99999" in refused.text


def test_levels_are_filled_from_the_top(client, pilote, convention):
    wrong = {"version": 1, "name_1": "", "name_2": "Objectif"}
    assert "dans l’ordre" in client.post(at("change_levels"), wrong).text
    client.post(at("change_levels"), {"version": 1, "name_1": "Enjeu", "plural_1": "Enjeux"})
    assert [level.name for level in vocabulary_of(convention).levels] == ["Enjeu"]


def test_a_state_is_moved_removed_and_added_by_the_form(client, pilote, convention):
    page = client.get(at("change_statuses"))
    sent = sent_by(page)
    first, second = list(page.context["form"].known)[:2]
    sent |= {f"place-{first}": 9, f"remove-{second}": "on", "label-new1": "à revoir"}
    sent |= {"family-new1": "suspended", "place-new1": 1}
    client.post(at("change_statuses"), sent)
    labels = [status.label for status in vocabulary_of(convention).statuses]
    assert labels == ["à revoir", "réalisée", "reportée", "abandonnée", "à engager"]


def test_a_field_is_hidden_and_one_is_added_by_the_form(client, pilote, convention):
    sent = sent_by(client.get(at("change_fields")))
    del sent["shown-budget"]
    sent |= {"label-new1": "Quartier prioritaire", "short-new1": "on"}
    client.post(at("change_fields"), sent)
    words = vocabulary_of(convention)
    assert not words.field("budget").is_shown
    assert words.field("title").is_shown
    assert words.field("free:1").label == "Quartier prioritaire"


def test_a_list_is_typed_one_word_a_line(client, pilote, convention):
    client.post(at("change_terms", "themes"), {"version": 1, "labels": "Mer\n\n  Étangs \n"})
    assert vocabulary_of(convention).themes == ("Mer", "Étangs")
    long = client.post(at("change_terms", "themes"), {"version": 2, "labels": "x" * 101})
    assert "100 caractères au plus" in long.text
    assert client.get(at("change_terms", "inconnue")).status_code == 404


def test_a_signatory_from_its_first_page_to_the_last(client, pilote, convention):
    client.post(at("create_signatory"), {"version": 1, "name": "Ville d’Istres"})
    signatory = Signatory.objects.get()
    page = client.get(at("change_signatory", signatory.pk))
    client.post(at("change_signatory", signatory.pk), {**sent_by(page), "signed_on": "2026-01-31"})
    assert "31 janvier 2026" in client.get(at("overview")).text
    stale = client.post(at("change_signatory", signatory.pk), {"version": 1, "name": "Fos"})
    assert stale.status_code == 409
    assert client.get(at("remove_signatory", signatory.pk)).status_code == 200
    assert Signatory.objects.exists()
    client.post(at("remove_signatory", signatory.pk), {"confirme": "oui"})
    assert not Signatory.objects.exists()


@pytest.mark.parametrize(
    ("kind", "model", "typed"),
    [
        ("annex", Annex, {"label": "Annexe 4", "title": "Pilotage"}),
        ("amendment", Amendment, {"number": "1", "purpose": "Une commune de plus"}),
    ],
)
def test_a_paper_from_its_first_page_to_the_last(client, pilote, kind, model, typed):
    sent = {**typed, "version": 1, "file": SimpleUploadedFile("a.pdf", PDF)}
    assert client.post(at(f"create_{kind}"), sent).status_code == 302
    paper = model.objects.get()
    response = client.get(at(f"{kind}_file", paper.pk))
    assert b"".join(response.streaming_content) == PDF
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response.headers["Content-Security-Policy"]
    page = client.get(at(f"change_{kind}", paper.pk))
    bad = {**sent_by(page), "file": SimpleUploadedFile("a.pdf", b"MZ")}
    assert "n’est pas un vrai fichier" in client.post(at(f"change_{kind}", paper.pk), bad).text
    assert client.post(at(f"change_{kind}", paper.pk), sent_by(page)).status_code == 302
    stale = client.post(at(f"change_{kind}", paper.pk), {**sent_by(page)})
    assert stale.status_code == 409
    assert client.get(at(f"remove_{kind}", paper.pk)).status_code == 200
    client.post(at(f"remove_{kind}", paper.pk), {"confirme": "oui"})
    assert not model.objects.exists()


def test_papers_of_another_convention_are_not_found(client, pilote):
    other = make_convention()
    annex = add_annex(other, {"label": "A", "title": "B"}, by=nobody())
    amendment = add_amendment(other, {"number": 1, "purpose": "x"}, by=nobody())
    for name, pk in (("annex_file", annex.pk), ("amendment_file", amendment.pk)):
        assert client.get(at(name, pk)).status_code == 404
    assert client.get(at("change_annex", annex.pk)).status_code == 404


def test_an_annex_without_a_file_and_a_convention_without_a_logo_are_not_found(
    client, pilote, convention
):
    annex = add_annex(convention, {"label": "A", "title": "B"}, by=nobody())
    assert client.get(at("annex_file", annex.pk)).status_code == 404
    assert client.get(at("logo")).status_code == 404


def test_the_logo_is_sent_shown_and_removed(client, pilote, convention):
    sent = sent_by(client.get(at("change_general")))
    client.post(at("change_general"), {**sent, "logo": SimpleUploadedFile("l.png", PNG)})
    assert b"".join(client.get(at("logo")).streaming_content) == PNG
    assert at("logo") in client.get(at("overview")).text
    sent = sent_by(client.get(at("change_general")))
    client.post(at("change_general"), {**sent, "remove_logo": "on"})
    assert not Convention.objects.get(slug="etangs").logo


def test_the_journal_is_paged_searched_and_shows_both_texts(client, pilote, convention):
    for rank in range(1, 61):
        change_convention(convention, {"name": f"Nom {rank}"}, rank, by=nobody(f"motif {rank}"))
    page = client.get(at("journal"))
    assert "<del>Nom 59</del>" in page.text
    assert "page=2" in page.text
    assert "motif 1" in client.get(at("journal") + "?page=2").text
    found = client.get(at("journal") + "?q=motif+42").text
    assert "<ins>Nom 42</ins>" in found
    assert "<ins>Nom 41</ins>" not in found
    assert "Aucune ligne" in client.get(at("journal") + "?q=zzz").text
    assert "Cette page est vide" in client.get(at("journal") + "?page=99").text
    assert client.get(at("journal") + "?page=abc").status_code == 200


@pytest.mark.parametrize(("name", "queries"), [("overview", 11), ("journal", 5)])
def test_a_page_reads_a_constant_number_of_queries(
    client, pilote, convention, name, queries, django_assert_num_queries
):
    for rank in range(30):
        add_annex(convention, {"label": f"Annexe {rank}", "title": "x"}, by=nobody())
    with django_assert_num_queries(queries):  # session, user, membership, then the page's own
        client.get(at(name))


@pytest.mark.usefixtures("istres_and_fos")
@pytest.mark.parametrize(
    ("name", "args", "typed", "shown"),
    [
        ("change_perimeter", [], {"communes": ["13047"]}, "<ins>13047</ins>"),
        ("change_levels", [], {"name_1": "Enjeu"}, "<ins>Enjeu</ins>"),
        ("change_fields", [], {"label-budget": "Coût"}, "<ins>Coût</ins>"),
        ("change_terms", ["themes"], {"labels": "Mer"}, "<ins>Mer</ins>"),
    ],
)
def test_each_setting_shows_its_conflict(client, pilote, convention, name, args, typed, shown):
    sent = {**sent_by(client.get(at(name, *args))), **typed}
    change_convention(convention, {"name": "Entre-temps"}, 1, by=nobody())
    page = client.post(at(name, *args), sent)
    assert (page.status_code, shown in page.text) == (409, True)
