"""The dossier of a sitting: one state, prepared behind the page, told when it is over."""

from datetime import timedelta
from hashlib import sha256
from io import BytesIO
from zipfile import ZipFile

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from gouvernail.documents.content.dossier import dossier_of
from gouvernail.documents.content.gaps import gaps_of
from gouvernail.documents.formats.refusals import DocumentTooLong, TooManyAtOnce
from gouvernail.documents.models import PreparedPack
from gouvernail.documents.operations import packs
from gouvernail.documents.operations.packs import LEASE, ask_for_pack, prepare_pack
from gouvernail.documents.pack import fix_pack, pack_bytes, write_pack
from gouvernail.documents.papers import PACK, PAPERS
from gouvernail.documents.queries import pack_state
from gouvernail.documents.tasks import prepare_one
from gouvernail.governance.models import ItemDocument
from gouvernail.rules.roles import Role
from tests.consistency.matrix import close_files
from tests.documents.reading import NOW, SITE, TODAY, words_of
from tests.factories import make_action, make_member, make_user, nobody


@pytest.fixture
def quick(monkeypatch):
    """Write two papers instead of twenty."""
    monkeypatch.setattr("gouvernail.documents.pack.PACK", ("convocation", "agenda"))


def sign_in(client, sitting, role=Role.COORDINATOR):
    user = make_user(f"Personne {role}")
    make_member(sitting.convention, role, user=user)
    client.force_login(user)
    return client


def stored(pack):
    with pack.file.open("rb") as file:
        return file.read()


def address(name, sitting):
    return reverse(f"governance_files:{name}", args=["essai", sitting.pk])


@time_machine.travel(NOW, tick=False)
def test_the_pack_holds_every_paper_once_and_opens(sitting):
    archive = ZipFile(BytesIO(pack_bytes(sitting, SITE)))
    wanted = [f"{PAPERS[name].stem}.{end}" for name in PACK for end in PAPERS[name].formats]
    assert archive.namelist() == wanted
    assert archive.testzip() is None
    (event,) = Calendar.from_ical(archive.read("8-agenda.ics")).walk("VEVENT")
    assert event["URL"].startswith("https://ctg.example.org/ctg/essai/")
    assert event.decoded("DTSTART").isoformat() == "2026-12-10T14:00:00+01:00"


def test_what_changes_while_the_pack_is_written_is_not_in_it(sitting, quick):
    fixed = fix_pack(sitting.pk)
    item = sitting.items.get()
    item.title = "Tout autre chose"
    item.save()
    buffer = BytesIO()
    write_pack(fixed, buffer, lambda _: None)
    told = words_of(ZipFile(buffer).read("1-convocation.docx"))
    assert "Avancement du plan" in told
    assert "Tout autre chose" not in told


def test_writing_the_pack_asks_nothing_of_the_database(
    sitting, quick, django_assert_num_queries, django_assert_max_num_queries
):
    with django_assert_max_num_queries(75):
        fixed = fix_pack(sitting.pk)
    with django_assert_num_queries(0):
        write_pack(fixed, BytesIO(), lambda _: None)


def test_documents_joined_to_points_are_in_the_pack(sitting, quick, media):
    item = sitting.items.get()
    for title in ("Bilan d’étape", "Disparu"):
        row = ItemDocument(item=item, title=title)
        row.file.save("x.pdf", ContentFile(b"%PDF-1.7 fictif"))
    row.file.storage.delete(row.file.name)
    archive = ZipFile(BytesIO(pack_bytes(sitting)))
    assert archive.read("9-pieces/01-bilan-detape.pdf") == b"%PDF-1.7 fictif"
    assert "joignez-le de nouveau" in archive.read("9-pieces/02-disparu.pdf.absent.txt").decode()


def test_a_pack_is_asked_once_prepared_and_kept_with_its_hash(
    sitting, quick, media, django_capture_on_commit_callbacks
):
    asked = ask_for_pack(sitting, by=nobody())
    assert ask_for_pack(sitting, by=nobody()) == asked
    assert prepare_one(timezone.now())
    assert not prepare_one(timezone.now())
    asked.refresh_from_db()
    assert (asked.state, asked.done, asked.total) == ("ready", 4, 4)
    content = stored(asked)
    assert asked.digest == sha256(content).hexdigest()
    assert "1-convocation.pdf" in ZipFile(BytesIO(content)).namelist()
    ask_for_pack(sitting, by=nobody())
    with django_capture_on_commit_callbacks(execute=True):
        assert prepare_one(timezone.now())
    assert PreparedPack.objects.count() == 1
    assert len(list((media / "dossiers").iterdir())) == 1


def test_a_pack_is_over_when_the_journal_moves_or_the_day_does(sitting, quick, media):
    ask_for_pack(sitting, by=nobody())
    prepare_one(timezone.now())
    assert pack_state(sitting).current
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        assert pack_state(sitting).current is None
        assert not pack_state(sitting).has_changed
    make_action(sitting.convention, "Nouvelle action")
    assert pack_state(sitting).has_changed
    assert pack_state(sitting).current is None


def test_a_worker_that_died_leaves_its_pack_to_the_next(sitting, quick, media):
    pack = ask_for_pack(sitting, by=nobody())
    now = timezone.now()
    PreparedPack.objects.filter(pk=pack.pk).update(
        state="running", tries=1, leased_until=now + LEASE
    )
    assert not prepare_one(now)
    with time_machine.travel(now + LEASE + timedelta(seconds=1)):
        assert prepare_one(timezone.now())
    pack.refresh_from_db()
    assert (pack.state, pack.tries) == ("ready", 2)


def test_a_worker_whose_row_was_taken_writes_nothing(sitting, quick, media):
    pack = ask_for_pack(sitting, by=nobody())
    PreparedPack.objects.filter(pk=pack.pk).update(tries=2)
    pack.tries = 1
    prepare_pack(pack)
    pack.refresh_from_db()
    assert pack.state == "waiting"
    assert not (media / "dossiers").exists()


@pytest.mark.parametrize(
    ("error", "tries", "state", "said"),
    [
        (DocumentTooLong, 1, "failed", "trop long"),
        (TooManyAtOnce, 1, "waiting", ""),
        (ZeroDivisionError, 1, "waiting", ""),
        (None, 4, "failed", "interrompue trois fois"),
    ],
)
def test_a_pack_that_fails_says_why_or_waits(sitting, monkeypatch, error, tries, state, said):
    def fail(*_):
        raise error

    monkeypatch.setattr(packs, "write_pack", fail)
    pack = ask_for_pack(sitting, by=nobody())
    PreparedPack.objects.filter(pk=pack.pk).update(tries=tries)
    pack.tries = tries
    prepare_pack(pack)
    pack.refresh_from_db()
    assert (pack.state, pack.leased_until) == (state, None)
    assert said in pack.error


def test_the_page_tells_how_far_the_pack_is_then_hands_it_out(client, sitting, quick, media):
    sign_in(client, sitting)
    page = address("dossier", sitting)
    assert "Préparer le dossier" in client.get(page).content.decode()
    assert client.post(address("prepare", sitting)).url == page
    PreparedPack.objects.update(state="running", done=5, total=13)
    told = client.get(page).content.decode()
    assert "5 pièces faites sur 13" in told
    assert "<noscript>" in told
    assert 'hx-trigger="every 1s"' in told
    PreparedPack.objects.update(state="waiting", done=0, total=0)
    prepare_one(timezone.now())
    told = client.get(page, headers={"HX-Request": "true"}).content.decode()
    assert told.strip().startswith("<section")
    assert "Dossier fait le" in told
    assert "Refaire le dossier" in told
    answer = client.get(address("pack", sitting))
    assert b"".join(answer.streaming_content) == stored(PreparedPack.objects.get())
    close_files(answer)
    make_action(sitting.convention, "Nouvelle action")
    assert "Le plan ou la séance a changé depuis." in client.get(page).content.decode()
    made = client.get(address("pack", sitting))
    assert not made.streaming
    former = client.get(f"{address('pack', sitting)}?fait=1")
    assert former.streaming
    close_files(former)


def test_a_failure_is_told_on_the_page(client, sitting):
    sign_in(client, sitting)
    pack = ask_for_pack(sitting, by=nobody())
    PreparedPack.objects.filter(pk=pack.pk).update(state="failed", error="Trop long, filtrez.")
    told = client.get(address("dossier", sitting)).content.decode()
    assert "Trop long, filtrez." in told
    assert "Préparer le dossier" in told


def test_following_the_pack_costs_few_queries(client, sitting, django_assert_max_num_queries):
    sign_in(client, sitting)
    ask_for_pack(sitting, by=nobody())
    with django_assert_max_num_queries(7):
        client.get(address("dossier", sitting), headers={"HX-Request": "true"})


@time_machine.travel(NOW, tick=False)
def test_a_reader_sees_the_papers_and_an_editor_what_is_to_fill(client, sitting, quick):
    sitting.place = ""
    sitting.save()
    sentences = [gap.sentence for gap in gaps_of(dossier_of(sitting, TODAY))]
    assert sentences == ["Le lieu n’est pas fixé.", "1 siège vacant : personne à convoquer."]
    for role, sees in ((Role.READER, False), (Role.COORDINATOR, True)):
        told = sign_in(client, sitting, role).get(address("dossier", sitting)).content.decode()
        assert "Feuille d’émargement" in told
        assert ("Le lieu n’est pas fixé" in told) is sees
        assert ("Préparer le dossier" in told) is sees
    pack = client.get(address("pack", sitting))
    assert pack["Content-Type"] == "application/zip"
    assert "dossier-essai-seance-du-2026-12-10" in pack["Content-Disposition"]


@pytest.mark.parametrize(
    ("name", "end", "status"),
    [
        ("convocation", "odt", 200),
        ("diaporama", "odp", 200),
        ("convocation", "xlsx", 404),
        ("decisions", "xlsx", 404),
        ("inconnu", "pdf", 404),
    ],
)
def test_a_paper_is_handed_out_by_its_name(client, sitting, name, end, status):
    sign_in(client, sitting, Role.READER)
    found = client.get(reverse("governance_files:paper", args=["essai", sitting.pk, name, end]))
    assert found.status_code == status


@time_machine.travel(NOW, tick=False)
def test_the_code_to_sign_in_with_is_on_the_papers_of_those_who_keep_the_attendance(
    client, sitting
):
    ask_for_pack(sitting, by=nobody())
    sitting.refresh_from_db()
    sheet = reverse("governance_files:paper", args=["essai", sitting.pk, "emargement", "docx"])
    for role, sees in ((Role.COORDINATOR, True), (Role.READER, False)):
        made = sign_in(client, sitting, role).get(sheet).content
        pictures = [name for name in ZipFile(BytesIO(made)).namelist() if "media/" in name]
        assert bool(pictures) is sees
        assert ("de votre téléphone" in words_of(made)) is sees
