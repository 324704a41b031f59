"""The pages of the team: what they show, what they send, how many queries they take."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from gouvernail.rules.roles import Role
from gouvernail.staffing.models import (
    FundingRate,
    Holding,
    Post,
    PostDocument,
    Scenario,
    StaffingSettings,
    StaffingTarget,
    Supposition,
)
from tests.factories import load_communes, make_convention, make_member, reload
from tests.staffing.factories import hold, make_annex, make_post

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]


@pytest.fixture
def convention():
    load_communes()
    return make_convention(kit="golfe-et-etangs")


@pytest.fixture
def cdc(convention, client):
    client.force_login(make_member(convention, Role.COORDINATOR).user)
    return client


def get(client, convention, name, *args, **query):
    return client.get(reverse(f"team:{name}", args=[convention.slug, *args]), query)


def send(client, convention, view, *args, **data):
    return client.post(reverse(f"team:{view}", args=[convention.slug, *args]), data)


def words(response):
    return response.content.decode().replace("\u202f", " ")


def test_the_ledger_shows_the_sum_of_the_annex_and_the_vacancy(cdc, convention):
    make_annex(convention)
    page = words(get(cdc, convention, "home", le="2026-11-26"))
    assert "3,1 + 0,2 + 0,5 = 3,8 ETP" in page
    assert "Pourvus au 26 novembre 2026 : 3,3 ETP sur 3,8 convenus, 0,5 ETP vacant" in page
    assert "annexe 4, § 4.1, § 4.3, § 4.4.a, § 4.4.b" in page


def test_a_year_is_counted_and_its_rounding_is_named(cdc, convention):
    for title in ("Un", "Deux", "Trois"):
        make_post(convention, title, fte="0.333", holder=f"Personne {title}")
    page = words(get(cdc, convention, "home", annee=2026))
    assert "Année comptée au nombre de jours" in page
    assert "Chaque ligne est arrondie au centième" in page
    assert ">1,00<" in page


def test_without_posts_the_page_says_what_to_do(cdc, convention):
    assert "Aucun poste n’est encore noté" in words(get(cdc, convention, "home"))


def test_an_address_that_means_nothing_is_today(cdc, convention):
    make_post(convention)
    assert get(cdc, convention, "home", le="demain", annee="l’an prochain").status_code == 200


def test_the_pages_take_the_same_queries_for_three_or_sixty_posts(
    cdc, convention, django_assert_max_num_queries
):
    def measured():
        with django_assert_max_num_queries(12) as found:
            assert get(cdc, convention, "home").status_code == 200
        return len(found)

    for rank in range(3):
        make_post(convention, f"Poste {rank}", holder=f"Personne {rank}")
    few = measured()
    for rank in range(3, 60):
        make_post(convention, f"Poste {rank}", holder=f"Personne {rank}")
    assert measured() == few


def test_a_scenario_takes_no_more_queries_than_a_page_may(
    cdc, convention, django_assert_max_num_queries
):
    posts = make_annex(convention)
    scenario = Scenario.objects.create(convention=convention, name="Et si")
    for post in posts.values():
        Supposition.objects.create(
            scenario=scenario, kind="vacancy", post=post, fte=0, starts_on=date(2027, 1, 1)
        )
    with django_assert_max_num_queries(12):
        assert get(cdc, convention, "scenario", scenario.pk).status_code == 200


def test_whoever_reads_the_team_without_editing_it_is_offered_no_gesture(client, convention):
    post = make_post(convention, holder="Noa Fictif")
    client.force_login(make_member(convention, Role.CAF).user)
    assert "Noa Fictif" in words(get(client, convention, "post", post.pk))
    for page in (get(client, convention, "home"), get(client, convention, "post", post.pk)):
        assert "Ajouter" not in words(page)
        assert "Modifier" not in words(page)


def test_a_reader_of_the_convention_does_not_see_the_team(client, convention):
    client.force_login(make_member(convention, Role.READER).user)
    assert get(client, convention, "home").status_code == 403
    home = words(client.get(reverse("steering:today", args=[convention.slug])))
    assert "Équipe" not in home


def test_a_post_is_added_filled_left_and_filled_again(cdc, convention):
    sent = {"version": 1, "title": "CDC jeunesse", "employer": "Ville d’Istres"}
    sent |= {"kind": "existing", "is_cofinanced": "on", "fte": "80 %", "starts_on": "2025-01-01"}
    assert send(cdc, convention, "create_post", **sent).status_code == 302
    post = Post.objects.get()
    assert post.rates.get().fte == Decimal("0.8")
    person = {"version": 1, "name": "Lou Inventé", "fte": "0,8", "starts_on": "2025-01-01"}
    send(cdc, convention, "hold", post.pk, **person)
    held = Holding.objects.get()
    place = reverse("coordination:leave", args=[convention.slug, held.pk])
    cdc.post(place, {"version": 1, "on": "2025-06-13"})
    page = words(get(cdc, convention, "post", post.pk))
    assert "à pourvoir" in page
    assert "Pourvoir le poste" in page
    assert "1 occupation passée" in page


def test_holders_beyond_their_post_are_saved_and_said(cdc, convention):
    post = make_post(convention, fte="0.8", holder="Noa Fictif")
    sent = {"version": 2, "name": "Lou Inventé", "fte": "0,5", "starts_on": "2026-06-01"}
    send(cdc, convention, "hold", post.pk, **sent)
    page = words(get(cdc, convention, "post", post.pk))
    assert "Lou Inventé est sur ce poste. Lou Inventé entre dans l’annuaire" in page
    assert (
        "Attention : à partir du 1er juin 2026, les titulaires de ce poste font 1,3 ETP pour 0,8 "
        "convenu ; vérifiez leurs parts, ou la quotité convenue."
    ) in page
    lou = Holding.objects.get(name="Lou Inventé")
    send(cdc, convention, "change_share", lou.pk, version=1, fte="0,4", on="2026-09-01")
    told = "à partir du 1er septembre 2026, les titulaires de ce poste font 1,2 ETP"
    assert told in words(get(cdc, convention, "post", post.pk))


def test_holders_who_share_a_post_are_not_beyond_it(cdc, convention):
    post = make_post(convention, fte="0.8")
    hold(post, "Noa Fictif", "0.5")
    sent = {"version": 2, "name": "Lou Inventé", "fte": "0,3", "starts_on": "2026-06-01"}
    send(cdc, convention, "hold", post.pk, **sent)
    page = words(get(cdc, convention, "post", post.pk))
    assert "Lou Inventé est sur ce poste." in page
    assert "Attention" not in page


def test_somebody_put_twice_on_a_post_is_refused_in_the_page(cdc, convention):
    post = make_post(convention, holder="Noa Fictif")
    sent = {"version": 2, "name": "Noa Fictif", "fte": "0,5", "starts_on": "2026-06-01"}
    page = words(send(cdc, convention, "hold", post.pk, **sent))
    assert "Noa Fictif tient déjà ce poste depuis le 1er janvier 2025" in page
    assert (Holding.objects.count(), reload(post).version) == (1, 2)


def test_what_cannot_be_read_is_said_beside_its_field(cdc, convention):
    post = make_post(convention)
    page = words(send(cdc, convention, "add_rate", post.pk, version=1, fte="beaucoup"))
    assert "ne se lit pas comme une part de temps plein" in page
    assert post.rates.count() == 1


def test_two_people_on_one_form_see_both_texts(cdc, convention):
    post = make_post(convention)
    Post.objects.filter(pk=post.pk).update(version=2, title="Autre intitulé")
    sent = {"version": 1, "title": "Le mien", "employer": "Ville d’Istres", "kind": "existing"}
    response = send(cdc, convention, "change_post", post.pk, **sent)
    assert response.status_code == 409
    assert "Autre intitulé" in words(response)
    assert "Le mien" in words(response)


def test_a_share_changes_from_a_day_on(cdc, convention):
    held = hold(make_post(convention), "Noa Fictif")
    send(cdc, convention, "change_share", held.pk, version=1, fte="0,6", on="2026-02-17")
    rows = Holding.objects.order_by("starts_on").values_list("fte", "ends_on")
    assert list(rows) == [(Decimal("0.8"), date(2026, 2, 16)), (Decimal("0.6"), None)]


def test_a_paper_is_served_to_those_who_read_the_team_alone(cdc, client, convention):
    post = make_post(convention)
    upload = SimpleUploadedFile("arrete.pdf", b"%PDF-1.4 exemple")
    send(cdc, convention, "join_paper", post.pk, title="Arrêté", file=upload)
    paper = PostDocument.objects.get()
    response = get(cdc, convention, "paper", paper.pk)
    assert b"".join(response.streaming_content) == b"%PDF-1.4 exemple"
    client.force_login(make_member(convention, Role.CONTRIBUTOR).user)
    assert get(client, convention, "paper", paper.pk).status_code == 403


def test_the_figures_of_the_convention_can_be_changed(cdc, convention):
    target = StaffingTarget.objects.get(convention=convention, kind="total")
    sent = {"version": 1, "kind": "total", "amount": "3,9", "source": "avenant 1"}
    send(cdc, convention, "change_target", target.pk, **sent)
    assert reload(target).amount == Decimal("3.9")
    again = words(send(cdc, convention, "create_target", **sent))
    assert "L’effectif total est déjà noté" in again
    send(cdc, convention, "remove_target", target.pk, reason="Erreur")
    assert not StaffingTarget.objects.filter(pk=target.pk).exists()
    assert "Effectifs prévus" in words(get(cdc, convention, "targets"))


def test_the_way_a_year_is_counted_can_be_chosen(cdc, convention):
    sent = {"version": 1, "year_rule": "on_a_day", "reference_day": 30, "reference_month": 6}
    sent |= {"preparation_factor": "1,5", "annual_hours": 1607}
    send(cdc, convention, "change_settings", **sent)
    row = StaffingSettings.objects.get(convention=convention)
    assert (row.year_rule, row.reference_month, row.preparation_factor) == (
        "on_a_day",
        6,
        Decimal("1.50"),
    )
    sent |= {"version": 2, "reference_month": 2, "reference_day": 31}
    assert "Ce jour n’existe pas" in words(send(cdc, convention, "change_settings", **sent))


def test_a_scenario_is_opened_from_the_pages(cdc, convention):
    posts = make_annex(convention)
    send(cdc, convention, "create_scenario", version=1, name="Fos à 0,3")
    scenario = Scenario.objects.get()
    post = posts["CDC Fos-sur-Mer, extension"]
    sent = {"version": 1, "post": post.pk, "fte": "0,3", "starts_on": "2027-01-01"}
    send(cdc, convention, "suppose", scenario.pk, "rate", **sent)
    page = words(get(cdc, convention, "scenario", scenario.pk))
    assert "Ceci n’est pas le registre" in page
    assert "0,3 ETP pour 0,2 prévus, 0,1 ETP de trop" in page
    assert "<del>" in page
    ledger = words(get(cdc, convention, "home", le="2027-01-01"))
    assert "0,3 ETP pour" not in ledger


def test_a_scenario_says_what_is_vacant_what_it_costs_and_what_it_does_not_count(cdc, convention):
    posts = make_annex(convention)
    scenario = Scenario.objects.create(convention=convention, name="Et si")
    Supposition.objects.create(
        scenario=scenario,
        kind="vacancy",
        post=posts["CDC jeunesse"],
        fte=0,
        starts_on=date(2027, 1, 1),
    )
    page = words(get(cdc, convention, "scenario", scenario.pk))
    assert page.count("à pourvoir</small>") == 2
    assert "barème 2027</a> n’est rempli" in page
    assert "ne compte ni les thèmes" in page
    for kind in ("existing", "development"):
        FundingRate.objects.create(convention=convention, year=2027, kind=kind, amount=24000)
    page = words(get(cdc, convention, "scenario", scenario.pk))
    assert "79 200 €" in page
    assert "60 000 €" in page
    assert "− 19 200 €" in page
    assert "non connu" in page


@pytest.mark.parametrize("extension", ["xlsx", "ods", "csv", "pdf", "docx", "odt"])
def test_what_is_shown_leaves_as_a_file(cdc, convention, extension):
    make_annex(convention)
    address = reverse("team_files:posts", args=[convention.slug, extension])
    response = cdc.get(address, {"annee": 2026})
    assert response.status_code == 200
    assert "-2026-" in response["Content-Disposition"]
    if extension == "csv":
        assert "CDC Fos-sur-Mer, extension" in response.content.decode("utf-8-sig")
        assert "0,07" in response.content.decode("utf-8-sig")


@pytest.mark.parametrize("day", ["9999-12-31", "2101-01-01", "0001-01-01"])
def test_a_day_out_of_the_ledger_is_left_aside(cdc, convention, day):
    assert get(cdc, convention, "home", le=day).status_code == 200
