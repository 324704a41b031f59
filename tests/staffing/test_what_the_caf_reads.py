"""What the Caf reads of the team: the ledger and what is declared, not how it works (0075)."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from gouvernail.rules.roles import Role
from gouvernail.staffing.operations.posts import join_paper
from gouvernail.staffing.operations.scenarios import create_scenario
from gouvernail.steering.queries.digest import digest_content
from tests.factories import make_action, make_convention, make_member, nobody
from tests.staffing.factories import make_post

pytestmark = pytest.mark.django_db
KEPT = ("scenarios/", "coordination/", "temps/equipe/")


@pytest.fixture
def convention():
    return make_convention(slug="essai")


@pytest.fixture
def post(convention):
    row = make_post(convention, "CDC jeunesse", holder="Noa Fictif", since=date(2025, 1, 1))
    upload = SimpleUploadedFile("arrete.pdf", b"%PDF-1.4\n%%EOF\n")
    join_paper(row, "Arrêté de nomination", upload, by=nobody())
    return row


@pytest.fixture
def reader(convention, client):
    """Somebody of a role, signed in, who opens pages and reads their words."""

    def read(role, name, *args):
        client.force_login(make_member(convention, role).user)
        response = client.get(reverse(name, args=["essai", *args]))
        content = b"".join(response.streaming_content) if response.streaming else response.content
        return response.status_code, content.decode(errors="replace")

    return read


def test_the_caf_reads_the_ledger_and_the_declarations(post, reader):
    code, words = reader(Role.CAF, "team:post", post.pk)
    assert code == 200
    assert "Noa Fictif" in words
    assert 'id="pieces"' not in words
    for name in ("team:home", "declarations:sheets", "declarations:shares", "team:targets"):
        code, words = reader(Role.CAF, name)
        assert code == 200
        assert not [path for path in KEPT if f"/equipe/{path}" in words]


def test_the_caf_opens_no_deed_no_scenario_and_no_handover(post, reader):
    assert reader(Role.CAF, "team:paper", post.documents.get().pk)[0] == 403
    for name in ("team:scenarios", "coordination:board", "coordination:team"):
        assert reader(Role.CAF, name)[0] == 403


def test_the_team_reads_them_and_who_else_does(post, reader):
    _, words = reader(Role.COORDINATOR, "team:post", post.pk)
    assert "Arrêté de nomination" in words
    assert "pas par la Caf" in words
    assert reader(Role.PILOTE, "team:paper", post.documents.get().pk)[0] == 200
    _, words = reader(Role.COORDINATOR, "team:home")
    assert [path for path in KEPT if f"/equipe/{path}" in words] == list(KEPT)


@pytest.mark.parametrize(
    ("role", "is_told"), [(Role.COORDINATOR, True), (Role.CAF, False), (Role.READER, False)]
)
def test_the_history_tells_a_scenario_to_those_who_read_it(convention, reader, role, is_told):
    make_action(convention)
    create_scenario(convention, {"name": "Un poste de moins"}, by=nobody())
    for name in ("conventions:journal", "steering:today"):
        assert ("Un poste de moins" in reader(role, name)[1]) is is_told


@pytest.mark.parametrize(("role", "is_told"), [(Role.COORDINATOR, True), (Role.CAF, False)])
def test_the_news_by_mail_tell_a_scenario_to_those_who_read_it(convention, role, is_told):
    create_scenario(convention, {"name": "Un poste de moins"}, by=nobody())
    now = timezone.now()
    content = digest_content(
        make_member(convention, role), 0, now - timedelta(days=1), now + timedelta(hours=1)
    )
    told = [line.title for group in content.groups for line in group.lines]
    assert ("Un poste de moins" in " ".join(told)) is is_told
