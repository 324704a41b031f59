"""The pages of the means: what they tell, to whom, at what cost."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook

from gouvernail.means.models import FundingLine
from gouvernail.means.operations import (
    LineDraft,
    add_human_means,
    add_line,
    add_paper,
    add_technical_means,
)
from gouvernail.means.queries import means_alerts
from gouvernail.means.words import with_article
from gouvernail.rules.roles import Role
from tests.factories import make_action, make_node, nobody

TODAY = date(2026, 11, 24)
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("that_day")]
HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def that_day():
    with time_machine.travel(TODAY, tick=False):
        yield


def address(name, convention, *args):
    return reverse(f"means:{name}", args=[convention.slug, *args])


def text_of(response):
    return response.content.decode().replace("\u202f", " ")


def test_a_grant_that_is_not_signed_is_told_in_a_sentence(login, convention, line_of):
    line_of(granted=12000)
    text = text_of(login(Role.READER).get(address("watch", convention)))
    assert "La Caf 13 a accordé 12 000 € pour 2026 : la convention n’est pas signée." in text
    assert "Faites-la signer avant le 31 décembre 2026." in text
    assert "annexe 4, § 2.2.2" in text


def test_what_is_late_comes_first_then_the_nearest_day(convention, line_of):
    line_of("Région", granted=500)
    add_paper(
        line_of("État", year=2027), {"label": "Bilan", "due_on": date(2026, 12, 1)}, by=nobody()
    )
    line_of("Caf 13", year=2025, granted=80, paid=80)
    told = [(line.is_late, line.sentence) for line in means_alerts(convention, TODAY)]
    assert told == [
        (True, "La Caf 13 attend la justification de 80\u202f€ versés pour 2025."),
        (False, "Pièce attendue : « Bilan » (État, 2027)."),
        (False, "La Région a accordé 500\u202f€ pour 2026 : la convention n’est pas signée."),
    ]


def test_hopes_of_an_archived_action_are_silent_but_its_grants_are_not(convention, line_of, action):
    line_of(year=2026, planned=500, action=action)
    line_of(year=2026, granted=700, action=action)
    action.archived_at = "2026-01-01T00:00:00Z"
    action.save()
    assert [line.weight for line in means_alerts(convention, TODAY)] == [700]


def test_a_sum_leads_to_the_lines_that_make_it(login, convention, line_of):
    line_of("Caf 13", 2026, granted=1000)
    line_of("Caf 13", 2026, granted=500)
    line_of("Caf 13", 2025, granted=300)
    line_of("Caf 13", 2026, planned=9999)
    line_of("Ville", 2026, granted=200, is_own_share=True)
    client = login()
    page = client.get(address("watch", convention)).context["page"]
    every = [*page.matrix, page.matrix_total, *page.by_year, page.by_year_total]
    sums = [item for row in every for item in row.sums if item.count]
    assert len(sums) == 13
    for item in [*sums, page.own_share, *(sum_ for *_, sum_ in page.figures if sum_.count)]:
        shown = client.get(f"{address('lines', convention)}?{item.query}").context["page"]
        measure = item.query.partition("montant=")[2].partition("&")[0]
        labels = {"planned": "Prévu", "granted": "Accordé"}
        assert dict(shown.totals)[labels[measure]] == item.amount
        assert shown.count == item.count


def test_the_filters_of_the_address_keep_what_they_say(login, convention, line_of, action):
    node = make_node(convention, "1 Axe")
    below = make_action(convention, "Autre", node=make_node(convention, "1.1 Objectif", node))
    line_of(granted=10, action=action)
    line_of("État", 2025, requested=20, action=below)
    line_of("Ville", 2026, granted=30, is_own_share=True)
    client, path = login(Role.CAF), address("lines", convention)

    def funders(query):
        return [row.funder for row in client.get(f"{path}?{query}").context["page"].rows]

    assert funders("") == ["Caf 13", "Ville", "État"]
    assert funders("annee=2025") == ["État"]
    assert funders("etat=unsigned") == ["Caf 13"]
    assert funders("etat=signed") == ["Ville"]
    assert funders("part=propre") == ["Ville"]
    assert funders(f"action={action.pk}") == ["Caf 13"]
    assert funders(f"niveau={node.pk}") == ["État"]
    assert funders("commun=on") == ["Ville"]
    assert funders("montant=requested") == ["État"]
    assert funders("stade=attente") == ["État"]
    assert funders("stade=acquis&part=tiers") == ["Caf 13"]
    assert len(funders("annee=abc&etat=rien&financeur=x")) == 3
    assert "Aucun financement ne répond" in client.get(f"{path}?annee=2031").content.decode()


def test_an_empty_page_says_what_to_do(login, convention):
    for name in ("watch", "lines", "costs"):
        text = login().get(address(name, convention)).content.decode()
        assert "Ajouter le premier financement" in text
    text = login(Role.READER).get(address("watch", convention)).content.decode()
    assert "Ajouter" not in text.partition("<main")[2]


def test_what_is_left_to_find_is_told_on_the_action_and_over_the_plan(
    login, convention, line_of, action
):
    line_of(action=action, granted=600)
    line_of("Ville", action=action, granted=150, is_own_share=True)
    line_of("État", action=action, requested=100)
    make_action(convention, "Silencieuse")
    client = login(Role.READER)
    text = text_of(client.get(address("of_action", convention, action.pk)))
    assert 'Reste à financer</dt><dd><strong class="late">250 €' in text
    page = client.get(address("costs", convention)).context["page"]
    assert [(row.title, row.financing.missing) for row in page.rows] == [
        ("Ouvrir un guichet", Decimal(250))
    ]
    assert [row.title for row in page.silent] == ["Silencieuse"]


def test_the_sheet_of_an_action_asks_for_its_means(login, convention, action):
    client = login(Role.READER)
    sheet = client.get(reverse("action_plan:action", args=[convention.slug, action.pk]))
    place = address("of_action", convention, action.pk)
    assert f'hx-get="{place}"' in sheet.content.decode()
    assert f'<a href="{place}"' in sheet.content.decode()
    section = client.get(place, **HTMX).content.decode()
    assert section.lstrip().startswith("<section")
    assert "Moyens suivis" in section


TYPED = {
    "funder": "Caf 13",
    "year": "2026",
    "granted": "12\u202f500,50 €",
    "signed_on": "2026-03-01",
    "needs_justification": "on",
    "version": "1",
}


def test_an_amount_is_read_as_french_people_write_it(login, convention):
    answer = login().post(address("create_line", convention), TYPED)
    assert answer.status_code == 302
    line = FundingLine.objects.get()
    assert (line.granted, line.planned) == (Decimal("12500.50"), None)
    assert line.needs_justification


def test_an_amount_that_cannot_be_read_is_asked_again_in_words(login, convention):
    answer = login().post(address("create_line", convention), {**TYPED, "granted": "12 k€"})
    assert "« 12 k€ » ne se lit pas comme un nombre positif." in text_of(answer)
    assert not FundingLine.objects.exists()


@pytest.mark.parametrize("typed", ["-5", "1.250", "9" * 15])
def test_an_amount_that_makes_no_sense_is_refused(login, convention, typed):
    answer = login().post(address("create_line", convention), {**TYPED, "granted": typed})
    assert answer.context["form"].errors["granted"]


def test_the_form_shows_again_what_is_recorded(login, convention, line_of, action):
    line = line_of(granted=12500, action=action)
    form = login().get(address("change_line", convention, line.pk)).context["form"]
    assert form["granted"].value() == "12500"
    assert form["action"].value() == action.pk


def test_two_people_see_both_versions(login, convention, line_of):
    line = line_of(granted=1000)
    client, path = login(), address("change_line", convention, line.pk)
    assert client.post(path, {**TYPED, "granted": "2000"}).status_code == 302
    conflict = client.post(path, {**TYPED, "granted": "3000"})
    assert conflict.status_code == 409
    text = text_of(conflict)
    assert "<del>2000</del>" in text
    assert "<ins>3000</ins>" in text
    assert FundingLine.objects.get().granted == 2000


def test_a_contributor_writes_the_means_of_their_actions_alone(login, convention, line_of, action):
    others = make_action(convention, "D’une autre", leads=("Ville",))
    own, other, whole = line_of(action=action), line_of(action=others), line_of()
    client = login(Role.CONTRIBUTOR)

    def codes(name, *keys):
        return [client.get(address(name, convention, key)).status_code for key in keys]

    assert codes("change_line", own.pk, other.pk, whole.pk) == [200, 403, 403]
    assert codes("create_action_line", action.pk, others.pk) == [200, 403]
    assert codes("create_human", action.pk, others.pk) == [200, 403]
    # The action is not theirs to choose: what the browser sends is left aside.
    answer = client.post(
        address("change_line", convention, own.pk), {**TYPED, "action": str(others.pk)}
    )
    assert answer.status_code == 302
    assert FundingLine.objects.get(pk=own.pk).action == action


def test_papers_people_and_things_are_added_changed_and_taken_out(
    login, convention, line_of, action
):
    client, line = login(), line_of(action=action)
    steps = [
        ("create_paper", line.pk, {"label": "Bilan", "due_on": "2026-12-01", "version": "1"}),
        ("create_human", action.pk, {"organisation": "CCAS", "year": "2026", "version": "1"}),
        ("create_technical", action.pk, {"label": "Salle", "version": "1"}),
    ]  # fmt: skip
    for name, key, data in steps:
        assert client.post(address(name, convention, key), data).status_code == 302
        kind = name.removeprefix("create_")
        row = {
            "paper": line.papers,
            "human": action.human_means,
            "technical": action.technical_means,
        }[kind].get()
        change = address(f"change_{kind}", convention, row.pk)
        assert client.post(change, {**data, "note": "Vu"}).status_code == 302
        row.refresh_from_db()
        assert row.note == "Vu"
        assert client.post(change, {**data, "note": "Autre"}).status_code == 409
        remove = address(f"remove_{kind}", convention, row.pk)
        assert client.get(remove).status_code == 200
        assert client.post(remove, {"confirme": "oui"}).status_code == 302
        assert not type(row).objects.exists()


def test_taking_a_line_out_asks_why(login, convention, line_of):
    line = line_of()
    client, path = login(), address("remove_line", convention, line.pk)
    assert client.post(path, {"reason": ""}).status_code == 200
    assert client.post(path, {"reason": "Saisie deux fois"}).status_code == 302
    assert not FundingLine.objects.exists()


def fill(convention, action, number):
    for rank in range(number):
        draft = LineDraft(
            f"Financeur {rank}", 2020 + rank % 8, action, {"granted": Decimal(100 + rank)}
        )
        line = add_line(convention, draft, by=nobody())
        add_paper(line, {"label": "Bilan", "due_on": date(2026, 1, 1)}, by=nobody())
        add_paper(line, {"label": "Facture", "due_on": date(2026, 2, 1)}, by=nobody())
        share = {"year": 2026, "planned": Decimal("0.1")}
        add_human_means(action, f"Structure {rank}", share, by=nobody())
        add_technical_means(action, "Ville", {"label": f"Salle {rank}"}, by=nobody())


@pytest.mark.parametrize("name", ["watch", "lines", "costs", "of_action"])
def test_a_page_costs_the_same_queries_for_one_or_twenty_lines(login, convention, action, name):
    client = login()
    path = address(name, convention, *([action.pk] if name == "of_action" else []))
    counts = []
    for number in (1, 20):
        fill(convention, action, number)
        with CaptureQueriesContext(connection) as seen:
            assert client.get(path).status_code == 200
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 12


def test_the_watch_reads_the_lines_once(login, convention, action, django_assert_num_queries):
    fill(convention, action, 3)
    client = login()
    with django_assert_num_queries(4):  # session, user, membership, lines with their papers
        client.get(address("watch", convention))


def test_a_line_with_two_papers_counts_once(login, convention, action):
    fill(convention, action, 1)
    page = login().get(address("watch", convention)).context["page"]
    assert page.count == 1
    assert page.matrix_total.sums[-1].amount == 100
    assert len(page.alerts) == 3


def test_the_funding_plan_is_a_workbook_of_typed_cells(login, convention, line_of, action):
    line_of("=Caf+1", action=action, granted=600, signed_on=date(2026, 3, 1))
    line_of("Ville", 2025, granted=150, is_own_share=True)
    add_human_means(action, "CCAS", {"year": 2026, "planned": Decimal("0.5")}, by=nobody())
    answer = login(Role.READER).get(reverse("documents:funding_plan", args=[convention.slug]))
    assert 'filename="financement-' in answer["Content-Disposition"]
    book = CalamineWorkbook.from_filelike(BytesIO(answer.content))
    sheets = {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}
    assert list(sheets) == [
        "Financements",
        "Par financeur et par année",
        "Par action",
        "Temps de travail (ETP)",
    ]
    lines = sheets["Financements"]
    assert lines[1][:2] == [2026.0, "=Caf+1"]
    assert lines[1][9] == 600.0
    assert lines[1][14] == date(2026, 3, 1)
    assert lines[-1][0] == "Ensemble"
    assert lines[-1][9] == 750.0
    assert sheets["Par financeur et par année"][-1] == ["Ensemble", "", 150.0, 600.0, 750.0]
    assert sheets["Par action"][1] == ["1.1 Ouvrir un guichet", 1000, 600, 0, 0, 400, 0.5]
    assert sheets["Temps de travail (ETP)"][1][2] == "CCAS"


def test_the_command_writes_the_same_plan(convention, line_of, tmp_path, capsys):
    line_of(granted=600)
    out = tmp_path / "plan.xlsx"
    call_command("export_funding", convention=convention.slug, out=out)
    assert CalamineWorkbook.from_path(out).sheet_names[0] == "Financements"
    assert "Financements écrits : 1" in capsys.readouterr().out
    with pytest.raises(CommandError, match="Aucune convention"):
        call_command("export_funding", convention="rien", out=out)


def test_the_home_page_tells_what_presses_about_means(login, convention, line_of, action):
    client = login(Role.READER)
    path = reverse("steering:today", args=[convention.slug])
    assert "Moyens à sécuriser" not in client.get(path).content.decode()
    line_of(granted=12000)
    assert "Moyens à sécuriser" in client.get(path).content.decode()


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Caf 13", "La Caf 13"),
        ("Ville d'Istres", "La Ville d'Istres"),
        ("Département 13", "Le Département 13"),
        ("État", "L’État"),
        ("Les Voisins", "Les Voisins"),
    ],
)
def test_a_sentence_begins_with_the_article_when_it_is_known(name, told):
    assert with_article(name) == told
