"""What comes with a point: documents, actions, its origin; points carried, points proposed."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from gouvernail.common.errors import EditConflict, Refusal
from gouvernail.governance.models import ItemDocument, ItemKind, ItemProposal
from gouvernail.governance.operations.agenda import ItemDraft, set_agenda
from gouvernail.governance.operations.backlog import ProposalDraft, propose_item, set_aside
from gouvernail.governance.operations.points import (
    carry_item,
    join_document,
    link_actions,
    remove_document,
)
from gouvernail.governance.operations.sittings import postpone_sitting
from gouvernail.governance.queries.agenda import proposed_items
from gouvernail.governance.queries.points import lineage_of
from gouvernail.history.models import Entry
from gouvernail.rules.roles import Role
from gouvernail.rules.sittings import SittingState
from tests.factories import make_action, make_convention, make_member, make_user, nobody
from tests.governance.factories import make_body, make_sitting

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
BY = nobody(at=NOW)


@pytest.fixture
def convention(db):
    return make_convention("CTG d’essai", "essai")


@pytest.fixture
def cotech(convention):
    return make_body(convention, "Comité technique", short_name="Cotech")


@pytest.fixture
def coordinator(convention):
    user = make_user("Awa Coordonne")
    make_member(convention, Role.COORDINATOR, user=user)
    return user


@pytest.fixture
def reader(convention):
    user = make_user("Luc Lit")
    make_member(convention, Role.READER, user=user)
    return user


def pdf(name="note.pdf", content=b"%PDF-1.7 fictif"):
    return SimpleUploadedFile(name, content, "application/pdf")


def point_at(sitting, title="Transports", **details):
    return sitting.items.create(title=title, **details)


def there(body, days=10, state=SittingState.PREPARING):
    return make_sitting(body, TODAY + timedelta(days=days), state)


def files_in(folder):
    return [path for path in folder.rglob("*") if path.is_file()]


def address(name, item, *more):
    return reverse(f"governance:{name}", args=["essai", item.sitting_id, item.pk, *more])


def test_a_document_is_joined_downloaded_and_removed_with_its_file(
    client, cotech, coordinator, media, django_capture_on_commit_callbacks
):
    item = point_at(there(cotech))
    client.force_login(coordinator)
    sent = {"title": "Note fictive", "file": pdf()}
    assert client.post(address("join_document", item), sent).status_code == 302
    document = item.documents.get()
    assert "Note fictive" in client.get(address("point", item)).content.decode()
    answer = client.get(address("point_document", item, document.pk))
    assert b"".join(answer.streaming_content) == b"%PDF-1.7 fictif"
    assert "note-fictive.pdf" in answer["Content-Disposition"]
    page = client.get(reverse("governance:sitting", args=["essai", item.sitting_id]))
    assert "1 document" in page.content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(address("remove_document", item, document.pk), {"confirme": "oui"})
    assert (item.documents.count(), files_in(media)) == (0, [])


@pytest.mark.parametrize(
    ("upload", "said"),
    [
        (pdf("note.exe"), "ne peut pas être joint"),
        (pdf(content=b"MZ"), "pas un vrai fichier pdf"),
        (pdf(content=b"%PDF-" + b"0" * 10 * 1024 * 1024), "trop lourd"),
    ],
    ids=["kind", "content", "weight"],
)
def test_a_file_that_cannot_be_accepted_is_refused_and_nothing_is_kept(
    client, cotech, coordinator, upload, said, media
):
    item = point_at(there(cotech))
    client.force_login(coordinator)
    answer = client.post(address("join_document", item), {"file": upload})
    assert said in answer.content.decode()
    assert (item.documents.count(), files_in(media)) == (0, [])


def test_who_reads_downloads_and_does_not_join(client, cotech, reader, media):
    item = point_at(there(cotech))
    document = join_document(item, "", pdf(), by=BY)
    assert document.title == "note.pdf"
    client.force_login(reader)
    answer = client.get(address("point_document", item, document.pk))
    assert b"".join(answer.streaming_content) == b"%PDF-1.7 fictif"
    assert client.post(address("join_document", item), {"file": pdf()}).status_code == 403
    other = point_at(there(cotech, 20))
    assert client.get(address("point_document", other, document.pk)).status_code == 404


def test_a_point_says_its_actions_by_number_or_by_title(client, convention, cotech, coordinator):
    one = make_action(convention, "Former", number="1.1")
    two = make_action(convention, "Ouvrir", number="1.2", node=one.node)
    item = point_at(there(cotech))
    client.force_login(coordinator)
    place = address("point_actions", item)
    assert "n° 9.9" in client.post(place, {"numbers": "9.9"}).content.decode()
    assert "Aucune action ne s’appelle" in client.post(place, {"title": "Rien"}).content.decode()
    client.post(place, {"numbers": "1.1", "title": "1.2 Ouvrir"})
    assert set(item.actions.all()) == {one, two}
    client.post(place, {"kept": [two.pk], "numbers": ""})
    assert list(item.actions.all()) == [two]
    told = Entry.objects.filter(verb="point.linked").order_by("pk").last()
    assert (told.changes[0]["before"], told.changes[0]["after"]) == ("1.1, 1.2", "1.2")
    page = client.get(reverse("governance:of_action", args=["essai", two.pk])).content.decode()
    assert "Transports" in page
    assert "(à venir)" in page


def test_nothing_of_a_point_changes_once_its_minutes_are_approved(convention, cotech, media):
    sitting = there(cotech, -5, SittingState.HELD)
    item, target = point_at(sitting), there(cotech)
    document = join_document(item, "Note", pdf(), by=BY)
    type(sitting).objects.filter(pk=sitting.pk).update(state=SittingState.APPROVED.value)
    document.item = item
    for act in (
        lambda: link_actions(item, [make_action(convention)], by=BY),
        lambda: join_document(item, "Autre", pdf(), by=BY),
        lambda: remove_document(document, by=BY),
        lambda: carry_item(item, target, is_copy=True, by=BY),
    ):
        with pytest.raises(Refusal, match="approuvé"):
            act()
    assert (item.documents.count(), item.actions.count()) == (1, 0)


def test_a_point_is_moved_with_all_that_comes_with_it(convention, cotech, media):
    sitting, target = there(cotech, 5), there(cotech, 40)
    point_at(target, "Déjà là", position=0)
    item = point_at(sitting)
    join_document(item, "Note", pdf(), by=BY)
    link_actions(item, [make_action(convention)], by=BY)
    carried = carry_item(item, target, is_copy=False, by=BY)
    assert (carried.pk, carried.position, sitting.items.count()) == (item.pk, 1, 0)
    assert (carried.documents.count(), carried.actions.count()) == (1, 1)
    told = Entry.objects.filter(verb="point.carried")
    assert {row.subject_id for row in told if row.subject_kind == "governance.sitting"} == {
        sitting.pk,
        target.pk,
    }
    assert told[0].changes[0]["after"] == str(target)


def test_a_point_is_copied_with_its_documents_and_keeps_its_origin(
    convention, cotech, media, django_capture_on_commit_callbacks
):
    sitting, target = there(cotech, -5, SittingState.HELD), there(cotech)
    item = point_at(sitting, kind="opinion", presenter="Awa Fictive", duration=20, minutes="Dit.")
    document = join_document(item, "Note", pdf(), by=BY)
    link_actions(item, [make_action(convention)], by=BY)
    copy = carry_item(item, target, is_copy=True, by=BY)
    assert (copy.origin, copy.kind, copy.presenter, copy.minutes) == (
        item,
        "opinion",
        "Awa Fictive",
        "",
    )
    assert (copy.documents.get().title, copy.actions.count()) == ("Note", 1)
    with pytest.raises(Refusal, match="déjà à l’ordre du jour"):
        carry_item(item, target, is_copy=True, by=BY)
    document.item = item
    with django_capture_on_commit_callbacks(execute=True):
        remove_document(document, by=BY)
    assert len(files_in(media)) == 1, "the copy still holds the file"
    with django_capture_on_commit_callbacks(execute=True):
        set_agenda(target, [], target.version, by=BY)
    assert files_in(media) == []


def test_a_point_goes_only_to_a_coming_sitting_of_its_body(convention, cotech):
    held = there(cotech, -5, SittingState.HELD)
    item, target = point_at(held), there(cotech)
    with pytest.raises(Refusal, match="Copiez-le"):
        carry_item(item, target, is_copy=False, by=BY)
    elsewhere = there(make_body(convention))
    for wrong in (held, elsewhere, there(cotech, 3, SittingState.CANCELLED)):
        with pytest.raises(Refusal, match="à venir de la même instance"):
            carry_item(item, wrong, is_copy=True, by=BY)
    given_up = point_at(there(cotech, 4, SittingState.CANCELLED), "Annulé")
    with pytest.raises(Refusal, match="annulée ou reportée"):
        carry_item(given_up, target, is_copy=True, by=BY)
    assert target.items.count() == 0


def test_without_a_coming_sitting_the_page_says_to_date_one(client, cotech, coordinator):
    item = point_at(there(cotech, 5))
    client.force_login(coordinator)
    assert "datez-en une d’abord" in client.get(address("carry_point", item)).content.decode()
    sent = {"target": item.sitting_id, "way": "move"}
    assert client.post(address("carry_point", item), sent).status_code == 200
    assert item.sitting.items.count() == 1


def test_who_was_writing_the_other_agenda_does_not_erase_the_carried_point(cotech):
    item, target = point_at(there(cotech, 5)), there(cotech)
    seen = target.version
    carry_item(item, target, is_copy=True, by=BY)
    with pytest.raises(EditConflict):
        set_agenda(target, [ItemDraft("Autre")], seen, by=BY)


@time_machine.travel(NOW, tick=False)
def test_a_point_is_carried_from_its_page_which_tells_where_it_comes_from(
    client, cotech, coordinator
):
    first = there(cotech, -60, SittingState.HELD)
    second, third = there(cotech, -30, SittingState.HELD), there(cotech, 10)
    item = point_at(first)
    again = second.items.create(title="Transports", origin=item)
    client.force_login(coordinator)
    assert 'value="move"' not in client.get(address("carry_point", again)).content.decode()
    client.post(address("carry_point", again), {"target": third.pk, "way": "copy"})
    copy = third.items.get()
    page = client.get(address("point", copy)).content.decode()
    assert "24 octobre 2026" in page
    assert "qui l’avait repris de celle du" in page
    assert "24 septembre 2026" in page
    line = lineage_of(item)
    assert [place.sitting_id for place in line.after] == [second.pk, third.pk]
    assert [place.sitting_id for place in lineage_of(copy).before] == [second.pk, first.pk]


def test_a_postponed_sitting_hands_documents_and_actions_on(convention, cotech, media):
    sitting = there(cotech)
    item = point_at(sitting)
    join_document(item, "Note", pdf(), by=BY)
    link_actions(item, [make_action(convention)], by=BY)
    moved = postpone_sitting(
        sitting, sitting.starts_at + timedelta(days=9), by=nobody("grève", NOW)
    )
    copy = moved.items.get()
    assert (copy.documents.count(), copy.actions.count()) == (1, 1)


@time_machine.travel(NOW, tick=False)
def test_a_member_proposes_a_point_that_the_agenda_takes_up(client, cotech, reader, coordinator):
    client.force_login(reader)
    backlog = reverse("governance:backlog", args=["essai", cotech.pk])
    sent = {"title": "Garde à horaires décalés", "kind": "opinion", "reason": "Trois demandes."}
    assert client.post(backlog, sent).status_code == 302
    row = ItemProposal.objects.get()
    assert (row.name, row.user, row.kind) == ("Luc Lit", reader, "opinion")
    sitting = there(cotech)
    client.force_login(coordinator)
    agenda = reverse("governance:agenda", args=["essai", sitting.pk])
    assert "proposé par Luc Lit le 23 novembre 2026" in client.get(agenda).content.decode()
    kinds = {f"kind-new{rank}": "information" for rank in (1, 2, 3)}
    chosen = {"version": 1, "more": "", "proposed": [f"propose-{row.pk}"], **kinds}
    client.post(agenda, chosen)
    row.refresh_from_db()
    assert (row.item.title, row.item.kind) == ("Garde à horaires décalés", "opinion")
    assert proposed_items(there(cotech, 30), TODAY) == []
    assert "repris à la" in client.get(backlog).content.decode()
    page = client.get(address("point", row.item)).content.decode()
    assert "Trois demandes." in page
    set_agenda(sitting, [], sitting.version + 1, by=BY)
    assert len(proposed_items(sitting, TODAY)) == 1, "taken off the agenda, it waits again"


def test_a_proposal_is_set_aside_with_a_word_and_once(client, cotech, reader, coordinator):
    row = propose_item(cotech, ProposalDraft("Une idée", name="Luc Lit"), by=BY)
    place = reverse("governance:set_aside", args=["essai", cotech.pk, row.pk])
    client.force_login(reader)
    assert client.post(place, {"words": "Non."}).status_code == 403
    with pytest.raises(Refusal, match="pourquoi"):
        set_aside(row, " ", by=BY)
    client.force_login(coordinator)
    client.post(place, {"words": "Vu au groupe projet."})
    assert proposed_items(there(cotech), TODAY) == []
    backlog = reverse("governance:backlog", args=["essai", cotech.pk])
    assert "Vu au groupe projet." in client.get(backlog).content.decode()
    with pytest.raises(Refusal, match="n’attend plus"):
        set_aside(row, "Encore.", by=BY)


def test_a_closed_body_receives_no_point(cotech):
    cotech.closed_on = TODAY
    with pytest.raises(Refusal, match="ne se réunit plus"):
        propose_item(cotech, ProposalDraft("Une idée"), by=BY)
    with pytest.raises(Refusal, match="en quelques mots"):
        propose_item(cotech, ProposalDraft(" "), by=BY)
    assert not ItemProposal.objects.exists()


def test_late_and_silent_actions_come_with_their_point(convention, cotech):
    with time_machine.travel(datetime(2026, 1, 5, tzinfo=UTC)):
        silent = make_action(convention, "Muette", "en cours", "31/12/2027")
    late = make_action(convention, "En retard", "en cours", "31/12/2025", node=silent.node)
    make_action(convention, "À l’heure", "en cours", "31/12/2027", node=silent.node)
    sitting = there(cotech)
    found = {item.title: item for item in proposed_items(sitting, TODAY)}
    assert found["Actions en retard"].action_ids == (late.pk,)
    assert found["Actions sans nouvelles"].action_ids == (silent.pk,)
    drafts = [
        ItemDraft(item.title, ItemKind.INFORMATION, action_ids=item.action_ids)
        for item in found.values()
    ]
    set_agenda(sitting, drafts, sitting.version, by=BY)
    assert list(sitting.items.get(title="Actions sans nouvelles").actions.all()) == [silent]


@pytest.mark.parametrize("name", ["point", "point_actions", "carry_point", "join_document"])
def test_the_pages_of_a_point_ask_a_bounded_number_of_queries(
    client, convention, cotech, coordinator, name, django_assert_max_num_queries
):
    item = point_at(there(cotech, -5, SittingState.HELD))
    for rank in range(6):
        ItemDocument.objects.create(item=item, title=f"Note {rank}", file="points/rien.pdf")
        other = there(cotech, 10 + rank)
        other.items.create(title="Transports", origin=item)
    item.actions.add(make_action(convention))
    client.force_login(coordinator)
    with django_assert_max_num_queries(10):
        assert client.get(address(name, item)).status_code == 200


def test_the_backlog_costs_the_same_for_few_or_many(
    client, cotech, coordinator, django_assert_max_num_queries
):
    for rank in range(12):
        propose_item(cotech, ProposalDraft(f"Idée {rank}", name="Luc Lit"), by=BY)
    client.force_login(coordinator)
    with django_assert_max_num_queries(7):
        client.get(reverse("governance:backlog", args=["essai", cotech.pk]))


def test_a_point_that_was_written_of_is_copied_and_not_moved(cotech):
    sitting, target = there(cotech, 1), there(cotech, 20)
    item = point_at(sitting, minutes="Dit en séance.")
    with pytest.raises(Refusal, match="copiez-le"):
        carry_item(item, target, is_copy=False, by=BY)
    carry_item(item, target, is_copy=True, by=BY)
    assert target.items.get().origin == item
