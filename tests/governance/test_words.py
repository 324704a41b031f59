"""Minutes that several people write at once: merged, kept by revision, refused once approved."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from gouvernail.common.errors import Refusal
from gouvernail.governance.models import AgendaItem, Sitting, WordsRevision
from gouvernail.governance.operations.agenda import ItemDraft, set_agenda
from gouvernail.governance.operations.sittings import change_sitting, move_sitting
from gouvernail.governance.operations.words import Typed, keep_minutes, keep_words
from gouvernail.history.models import Entry
from gouvernail.history.operations import By
from gouvernail.rules.roles import Role
from gouvernail.rules.sittings import SittingState
from tests.factories import make_convention, make_member, make_user, nobody
from tests.governance.factories import make_body, make_sitting

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 14, tzinfo=UTC)


@pytest.fixture
def sitting(db):
    body = make_body(make_convention("CTG d’essai", "essai"), "Comité technique")
    row = make_sitting(body, TODAY, SittingState.CONVENED, place="Mairie")
    AgendaItem.objects.create(sitting=row, title="Bilan")
    return row


@pytest.fixture
def item(sitting):
    return sitting.items.get()


def by(user, minutes=0):
    return By(user, at=NOW + timedelta(minutes=minutes))


def words_of(item):
    return AgendaItem.objects.get(pk=item.pk).minutes


def test_two_writers_of_one_point_are_both_kept(sitting, item):
    awa, lou = make_user("Awa Écrit"), make_user("Lou Écrit")
    keep_words(sitting, item.pk, "", "Awa note.", by=by(awa))
    merged = keep_words(sitting, item.pk, "", "Lou note.", by=by(lou))
    assert merged == words_of(item) == "Awa note.\nLou note."


def test_the_rest_of_the_sitting_is_written_the_same_way(sitting):
    keep_words(sitting, None, "", "Fin à 16 h.", by=nobody())
    assert keep_words(sitting, None, "", "Merci.", by=nobody()) == "Fin à 16 h.\nMerci."
    assert Sitting.objects.get().minutes == "Fin à 16 h.\nMerci."


def test_what_browsers_send_with_other_ends_of_lines_is_the_same_text(sitting, item):
    keep_words(sitting, item.pk, "", "Un\r\nDeux", by=nobody())
    assert keep_words(sitting, item.pk, "Un\nDeux", "Un\nDeux\r\nTrois", by=nobody()) == (
        "Un\nDeux\nTrois"
    )


def test_words_leave_the_version_of_the_sitting_to_the_forms(sitting, item):
    keep_words(sitting, item.pk, "", "Dit.", by=nobody())
    keep_words(sitting, None, "", "Dit.", by=nobody())
    change_sitting(sitting, {"place": "Gymnase"}, 1, by=nobody())


def test_a_form_that_was_open_meanwhile_does_not_put_back_the_old_words(sitting):
    stale = Sitting.objects.get()
    keep_words(sitting, None, "", "Dit en séance.", by=nobody())
    change_sitting(stale, {"place": "Gymnase"}, stale.version, by=nobody())
    move_sitting(stale, SittingState.HELD, by=nobody(at=NOW))
    assert Sitting.objects.get().minutes == "Dit en séance."


def test_one_writer_within_five_minutes_is_one_revision_and_one_line(sitting, item):
    awa, lou = make_user("Awa Écrit"), make_user("Lou Écrit")
    keep_words(sitting, item.pk, "", "Un.", by=by(awa))
    keep_words(sitting, item.pk, "Un.", "Un.\nDeux.", by=by(awa, 2))
    keep_words(sitting, item.pk, "Un.\nDeux.", "Un.\nDeux.\nLou.", by=by(lou, 3))
    keep_words(sitting, item.pk, "Un.\nDeux.", "Un.\nDeux.\nTrois.", by=by(awa, 4))
    assert revisions() == [(awa.pk, "Un.\nDeux.\nLou.\nTrois."), (lou.pk, "Un.\nDeux.\nLou.")]
    keep_words(sitting, item.pk, "", "Plus tard.", by=by(awa, 6))
    assert [writer for writer, _ in revisions()] == [awa.pk, lou.pk, awa.pk]
    told = Entry.objects.filter(verb="sitting.words")
    assert told.count() == 3
    assert told.first().changes == [{"label": "Point", "before": "", "after": "Bilan"}]


def revisions():
    return list(WordsRevision.objects.order_by("pk").values_list("writer", "text"))


def test_sending_the_same_words_again_writes_nothing(sitting, item):
    keep_words(sitting, item.pk, "", "Dit.", by=by(None))
    keep_words(sitting, item.pk, "", "Dit.", by=by(None, 20))
    assert words_of(item) == "Dit."
    assert WordsRevision.objects.count() == 1
    assert Entry.objects.filter(verb="sitting.words").count() == 1


def test_each_point_has_its_own_revisions(sitting, item):
    keep_words(sitting, item.pk, "", "Dit.", by=by(None))
    keep_words(sitting, None, "", "Dit.", by=by(None))
    assert list(WordsRevision.objects.order_by("pk").values_list("item", flat=True)) == [
        item.pk,
        None,
    ]


def test_approved_minutes_take_no_more_words(sitting, item):
    Sitting.objects.update(state=SittingState.APPROVED.value)
    with pytest.raises(Refusal, match="approuvé"):
        keep_words(sitting, item.pk, "", "Trop tard.", by=nobody())
    assert words_of(item) == ""
    assert WordsRevision.objects.count() == 0


def test_a_point_taken_off_the_agenda_says_where_to_put_the_text(sitting, item):
    set_agenda(sitting, [ItemDraft("Autre")], sitting.version, by=nobody())
    with pytest.raises(Refusal, match="plus à l’ordre du jour"):
        keep_words(sitting, item.pk, "", "Dit.", by=nobody())


def test_a_point_of_another_sitting_is_not_written_from_here(sitting):
    other = AgendaItem.objects.create(sitting=make_sitting(sitting.body), title="Ailleurs")
    with pytest.raises(Refusal, match="plus à l’ordre du jour"):
        keep_words(sitting, other.pk, "", "Dit.", by=nobody())


def test_a_text_too_long_is_refused_whole(sitting, item):
    with pytest.raises(Refusal, match="20000"):
        keep_minutes(
            sitting, {None: Typed("", "Gardé ?"), item.pk: Typed("", "x" * 20_001)}, by=nobody()
        )
    assert words_of(item) == Sitting.objects.get().minutes == ""


def test_the_form_of_the_minutes_merges_what_was_written_meanwhile(client, sitting, item):
    user = make_user("Awa Coordonne")
    make_member(sitting.convention, Role.COORDINATOR, user=user)
    client.force_login(user)
    keep_words(sitting, item.pk, "", "Avant.", by=nobody())
    address = reverse("governance:minutes", args=["essai", sitting.pk])
    page = client.get(address)
    form = page.context["form"]
    sent = {bound.html_name: bound.value() or "" for bound in form}
    sent |= {f"base_item_{item.pk}": "Avant.", f"item_{item.pk}": "Avant.\r\nDu formulaire."}
    keep_words(sitting, item.pk, "Avant.", "Avant.\nEn séance.", by=nobody())
    keep_words(sitting, None, "", "Fin.", by=nobody())
    assert client.post(address, sent).status_code == 302
    assert words_of(item) == "Avant.\nEn séance.\nDu formulaire."
    assert Sitting.objects.get().minutes == "Fin."
