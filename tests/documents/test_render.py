"""`render`: any document by its name, from the command line."""

import json
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command

from gouvernail.documents.papers import PAPERS
from gouvernail.documents.subject import Subject
from gouvernail.governance.mail_words import body_of
from gouvernail.governance.models import Occasion
from gouvernail.governance.operations.convening import write_to_invitees
from gouvernail.governance.operations.mails import Letter
from gouvernail.governance.queries.convening import recipients_of
from gouvernail.rules.sittings import SittingState
from tests.documents.reading import NOW, TODAY, words_of
from tests.factories import nobody
from tests.governance.factories import record_attendance
from tests.staffing.factories import make_annex


@time_machine.travel(NOW, tick=False)
def test_the_command_renders_the_next_sitting_and_lists_the_documents(sitting, tmp_path):
    earlier = sitting.body.sittings.get(state=SittingState.HELD.value)
    seats = dict.fromkeys(sitting.body.seats.values_list("pk", flat=True), "present")
    record_attendance(earlier, seats, {}, by=nobody())
    people = frozenset(one.person.pk for one in recipients_of(sitting, Occasion.CONVOCATION))
    letter = Letter("Convocation", body_of(sitting, Occasion.CONVOCATION), people)
    write_to_invitees(sitting, Occasion.CONVOCATION, letter, sitting.version, by=nobody())
    make_annex(sitting.body.convention)
    out = StringIO()
    call_command("render", "--list", "--json", stdout=out)
    told = json.loads(out.getvalue())
    assert {
        "name": "diaporama",
        "title": "Diaporama",
        "needs": "sitting",
        "formats": ["pptx", "odp"],
    } in told
    for row in told:
        for end in row["formats"]:
            file = tmp_path / f"{row['name']}.{end}"
            options = ["--convention", "essai", "--format", end, "--out", str(file)]
            call_command("render", row["name"], *options, stdout=StringIO())
            assert file.stat().st_size > 100, file.name
    assert "10 décembre 2026" in words_of((tmp_path / "convocation.docx").read_bytes())


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["rien"], "Il faut un document"),
        (["rien", "--convention", "essai", "--format", "pdf", "--out", "x"], "Aucun document"),
        (["diaporama", "--convention", "essai", "--format", "pdf", "--out", "x"], "pptx"),
        (
            ["convocation", "--convention", "essai", "--format", "pdf", "--out", "x"],
            "Aucune séance n’est à venir",
        ),
        (
            [
                "convocation",
                "--convention",
                "essai",
                "--sitting",
                "99999",
                "--format",
                "pdf",
                "--out",
                "x",
            ],
            "pas de séance 99999",
        ),
        (
            ["plan", "--convention", "ailleurs", "--format", "pdf", "--out", "x"],
            "Aucune convention",
        ),
    ],
)
def test_the_command_says_what_is_missing_and_writes_nothing(
    convention, words, said, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(CommandError, match=said):
        call_command("render", *words, stdout=StringIO())
    assert list(tmp_path.iterdir()) == []


def test_a_document_of_a_sitting_is_never_made_without_one(convention):
    with pytest.raises(ValueError, match="needs a sitting"):
        PAPERS["convocation"].write(Subject(convention, TODAY), "pdf", NOW)
