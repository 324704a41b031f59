"""The pages of reports: written, ordered, composed behind the page, compared, published."""

from copy import copy

import pytest
import time_machine
from django.core.files.storage import default_storage
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from gouvernail.common.errors import EditConflict, Refusal
from gouvernail.documents.formats.refusals import DocumentTooLong
from gouvernail.documents.models import PreparedReport, ReportFile, ReportOutline, ReportText
from gouvernail.documents.operations import reports
from gouvernail.documents.operations.leases import MOST_TRIES
from gouvernail.documents.operations.publishing import duty_of, publish_and_hand_in
from gouvernail.documents.operations.reports import (
    TextPlace,
    ask_for_report,
    compose_report,
    publish_report,
    set_outline,
    write_text,
)
from gouvernail.documents.queries.reports import SHOWN_VERSIONS
from gouvernail.documents.tasks import compose_one
from gouvernail.governance.models import ObligationKind
from gouvernail.history.models import Entry
from gouvernail.rules.reports import Place, ReportKind
from gouvernail.rules.roles import Role
from tests.consistency.matrix import close_files
from tests.documents.reading import NOW
from tests.documents.report_cast import ANNUAL, LIFE, SHORT, make_territory, many_actions
from tests.factories import make_member, nobody, reload
from tests.governance.factories import make_obligation

pytestmark = pytest.mark.django_db
HERE = {"slug": "rapport", "kind": "annuel", "year": 2025}


@pytest.fixture(autouse=True)
def the_day():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def convention(istres_and_fos, media):
    return make_territory()


@pytest.fixture
def coordinator(client, convention):
    member = make_member(convention, Role.COORDINATOR)
    client.force_login(member.user)
    return client


@pytest.fixture
def reader(client, convention):
    member = make_member(convention, Role.READER)
    client.force_login(member.user)
    return client


@pytest.fixture
def light(monkeypatch):
    """Write short files: what they hold is tested elsewhere."""
    monkeypatch.setattr(reports, "write_layout", lambda layout, end, at: f"un {end}".encode())


def address(name, **where):
    return reverse(f"reports:{name}", kwargs={**HERE, **where})


def composed(convention, wanted=SHORT):
    row = ask_for_report(convention, wanted, by=nobody())
    compose_report(row)
    return reload(row)


def write(convention, text, seen=0, section="introduction", wanted=ANNUAL):
    return write_text(convention, TextPlace(wanted, section, seen), text, by=nobody())


def test_a_text_is_kept_and_told(convention):
    row = write(convention, "Bonne année.")
    write(convention, "Très bonne année.", row.version)
    assert ReportText.objects.get().text == "Très bonne année."
    entry = Entry.objects.filter(verb="report.written").latest("pk")
    assert entry.changes[0]["before"] == "Bonne année."


def test_two_writers_never_erase_each_other(convention):
    write(convention, "De l’une")
    with pytest.raises(EditConflict):
        write(convention, "De l’autre")
    with pytest.raises(EditConflict):
        write(convention, "D’une troisième", seen=3)
    assert ReportText.objects.get().text == "De l’une"


def test_a_conflict_shows_both_texts(coordinator, convention):
    write(convention, "De l’une")
    page = coordinator.post(
        address("write", section="introduction"), {"text": "De l’autre", "version": 0}
    )
    assert page.status_code == 409
    assert "De l’une" in page.text
    assert "De l’autre" in page.text


def test_the_outline_is_set_for_all_years(coordinator, convention):
    page = coordinator.get(address("outline"))
    form = page.context["form"]
    sent = {name: form[name].value() for name in form.fields}
    sent = {name: value for name, value in sent.items() if value is not False}
    sent |= {"rank_plan": 1, "rank_mot": 6, "title_plan": "Nos actions"}
    del sent["shown_figures"]
    coordinator.post(address("outline"), sent)
    row = ReportOutline.objects.get()
    told = {place["key"]: place for place in row.sections}
    assert row.sections[0]["key"] == "plan"
    assert told["plan"]["title"] == "Nos actions"
    assert told["identity"]["title"] == ""
    assert not told["figures"]["is_shown"]
    listed = coordinator.get(address("report", year=2026)).text
    assert "Nos actions" in listed
    assert "Laissées de côté" in listed


def test_a_report_keeps_a_part(convention):
    with pytest.raises(Refusal, match="cochez-en une"):
        set_outline(
            convention, ReportKind.ANNUAL, [Place("plan", "", is_shown=False)], 0, by=nobody()
        )


def test_asking_twice_composes_once(convention, light):
    first = ask_for_report(convention, SHORT, by=nobody())
    assert ask_for_report(convention, SHORT, by=nobody()) == first
    assert compose_one(timezone.now())
    assert not compose_one(timezone.now())


def test_a_composed_report_is_kept_with_its_digest_and_its_files(convention, light):
    write(convention, "Bonne année.", section="where", wanted=SHORT)
    row = composed(convention)
    assert (row.state, row.done, row.total) == ("ready", 3, 3)
    assert len(row.digest) == 64
    assert sorted(row.files.values_list("extension", flat=True)) == ["docx", "odt", "pdf"]
    again = composed(convention)
    assert again.digest == row.digest
    assert PreparedReport.objects.count() == 2
    assert "Bonne année." in row.said["where"]


def test_what_a_document_refuses_is_said(convention, monkeypatch):
    def refuse(*_):
        raise DocumentTooLong

    monkeypatch.setattr(reports, "write_layout", refuse)
    row = composed(convention)
    assert row.state == "failed"
    assert row.error == str(DocumentTooLong())
    assert not ReportFile.objects.exists()


def test_what_breaks_is_tried_again_then_given_up(convention, monkeypatch):
    monkeypatch.setattr(reports, "report_subject", lambda *_: 1 / 0)
    row = composed(convention)
    assert row.state == "waiting"
    PreparedReport.objects.update(tries=MOST_TRIES + 1)
    compose_report(reload(row))
    assert reload(row).state == "failed"


def test_a_worker_that_lost_the_row_writes_nothing(convention, light, media):
    row = ask_for_report(convention, SHORT, by=nobody())
    PreparedReport.objects.update(tries=5)
    compose_report(row)
    assert reload(row).state == "waiting"
    assert not ReportFile.objects.exists()


def test_two_versions_are_compared_part_by_part(coordinator, convention, light):
    write(convention, "Une bonne année.", section="where", wanted=SHORT)
    composed(convention)
    write(convention, "Une rude année.", 1, section="where", wanted=SHORT)
    last = composed(convention)
    page = coordinator.get(reverse("reports:version", args=["rapport", last.pk])).text
    assert "1 partie a changé" in page
    assert "<del> bonne</del><ins> rude</ins>" in page


def test_members_read_what_is_published_and_nothing_else(reader, convention, light):
    first, second = composed(convention), composed(convention)
    where = address("report", kind="court")
    assert reader.get(where).status_code == 404
    publish_report(first, by=nobody())
    assert reader.get(where).status_code == 200
    assert "Rapport court" in reader.get(reverse("reports:list", args=["rapport"])).text
    assert (taken(reader, first), taken(reader, second)) == (200, 404)
    publish_report(second, by=nobody())
    assert (taken(reader, first), taken(reader, second)) == (404, 200)


def test_what_is_published_stays_however_many_were_composed_since(coordinator, convention, light):
    first = composed(convention)
    publish_report(first, by=nobody())
    later = PreparedReport(convention=convention, kind=first.kind, year=first.year, state="ready")
    PreparedReport.objects.bulk_create([copy(later) for _ in range(SHOWN_VERSIONS)])
    page = coordinator.get(address("report", kind="court")).context["page"]
    assert (len(page.versions), page.published) == (SHOWN_VERSIONS, first)


def taken(client, row):
    """Take the PDF of a composed report; return the code of the answer."""
    answer = client.get(reverse("reports:file", args=["rapport", row.pk, "pdf"]))
    close_files(answer)
    return answer.status_code


def test_a_report_is_published_once_composed(convention):
    with pytest.raises(Refusal, match="pas encore composé"):
        publish_report(ask_for_report(convention, SHORT, by=nobody()), by=nobody())


def test_publishing_proves_the_commitment_that_asks_for_it(coordinator, convention, light):
    duty = make_obligation(
        convention, None, "Réaliser le rapport d’activités annuel.",
        key="rapport-annuel", kind=ObligationKind.DOCUMENT.value,
    )  # fmt: skip
    row = composed(convention, ANNUAL)
    coordinator.post(reverse("reports:publish", args=["rapport", row.pk]), {"hands_in": "on"})
    proof = duty.proofs.get()
    assert proof.label == "Rapport d’activités 2025"
    assert proof.address.endswith("/evaluation/rapports/annuel/2025/")
    assert duty_of(row) is None
    publish_and_hand_in(row, duty, "", by=nobody())  # on a page drawn before
    assert duty.proofs.get() == proof
    assert reload(row).published_at
    coordinator.post(reverse("reports:withdraw", args=["rapport", row.pk]))
    assert reload(row).published_at is None


def test_the_short_report_proves_nothing(convention, light):
    row = composed(convention)
    assert duty_of(row) is None
    publish_and_hand_in(row, None, "", by=nobody())
    assert reload(row).published_at


@pytest.mark.parametrize("name", ["report", "list"])
def test_main_pages_take_few_queries_whatever_is_composed(coordinator, convention, light, name):
    where = address("report") if name == "report" else reverse("reports:list", args=["rapport"])
    composed(convention, ANNUAL)
    coordinator.get(where)
    with CaptureQueriesContext(connection) as few:
        coordinator.get(where)
    for _ in range(3):
        composed(convention, ANNUAL)
    many_actions(convention, 5)
    with CaptureQueriesContext(connection) as many:
        coordinator.get(where)
    assert len(few) == len(many) <= 12


@pytest.mark.parametrize("wanted", [ANNUAL, SHORT, LIFE], ids=str)
def test_the_preview_leads_each_figure_to_its_rows(coordinator, wanted):
    page = coordinator.get(address("preview", kind=wanted.kind.value)).text
    assert "https://" not in page.split("<main", 1)[1]
    assert "à compléter" in page or wanted is LIFE
    if wanted is ANNUAL:
        assert "/ctg/rapport/gouvernance/decisions/?annee=2025" in page
        assert "Vingt familles reçues au relais." in page


def test_progress_is_told_while_it_is_composed(coordinator, convention):
    coordinator.post(address("compose"))
    page = coordinator.get(address("report"))
    assert "en composition" in page.text
    part = coordinator.get(address("report"), headers={"HX-Request": "true"}).text
    assert part.lstrip().startswith("<section")


@pytest.mark.parametrize("where", [{"kind": "autre"}, {"year": 1789}])
def test_what_is_no_report_is_not_found(coordinator, where):
    assert coordinator.get(address("report", **where)).status_code == 404


def test_a_file_that_went_missing_is_not_found(coordinator, convention, light):
    row = composed(convention)
    default_storage.delete(row.files.get(extension="pdf").file.name)
    assert taken(coordinator, row) == 404


def test_no_browser_runs_the_file_of_a_report(coordinator, convention, light):
    row = composed(convention)
    answer = coordinator.get(reverse("reports:file", args=["rapport", row.pk, "pdf"]))
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["Content-Disposition"].endswith('-rapport.pdf"')
    assert answer["Content-Type"] == "application/pdf"
    answer.close()
