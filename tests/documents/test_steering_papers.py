"""The papers of the steering desk: the same words in every format, a .pdf that anybody can read."""

import pytest
import time_machine

from gouvernail.documents.catalogue import REPORT_FORMATS
from gouvernail.documents.content.returns_letters import returns_letters
from gouvernail.documents.papers import FOR_EDITORS, PAPERS
from gouvernail.governance.models import AgendaItem, Sitting
from gouvernail.rules.sittings import SittingState
from gouvernail.steering.queries.returns import returns_page
from tests.documents.reading import NOW, SITE, failures, paper, words_in
from tests.factories import make_action, nobody
from tests.governance.factories import make_body, make_sitting

SAID = {
    "remontees": ("Remontées des commissions", "Commission jeunesse", "Horaires", "Trop tôt"),
    "point-mensuel": ("Point mensuel", "Actions qui ont changé", "Lieu nouveau"),
}


@pytest.fixture
def prepared(sitting, convention):
    body = make_body(convention, "Commission jeunesse", parent=sitting.body)
    held = make_sitting(body, sitting.starts_at.date().replace(month=10), SittingState.HELD)
    AgendaItem.objects.create(sitting=held, title="Horaires", minutes="Trop tôt le matin")
    make_action(convention, "Lieu nouveau", by=nobody(at=NOW))
    return sitting


@time_machine.travel(NOW, tick=False)
@pytest.mark.parametrize("end", ["pdf", "docx", "odt"])
@pytest.mark.parametrize("name", FOR_EDITORS)
def test_a_paper_for_editors_says_the_same_whatever_the_file(prepared, name, end, tmp_path):
    assert end in PAPERS[name].formats
    made = paper(prepared, name, end, SITE)
    told = words_in(made, end)
    assert [word for word in SAID[name] if word not in told] == []
    if end == "pdf":
        assert failures(made, tmp_path) == []


@time_machine.travel(NOW, tick=False)
@pytest.mark.parametrize("end", ["pdf", "docx", "odt"])
def test_the_returns_are_a_page_each(sitting, end, tmp_path):
    earlier = Sitting.objects.exclude(pk=sitting.pk).get()
    [decision] = earlier.decisions.all()
    action = make_action(
        sitting.convention, "Informer", leads=("Ville d’Istres",), partners=("Caf fictive",)
    )
    decision.actions.add(action)
    recipients = returns_page(earlier).recipients
    assert [one.name for one in recipients] == ["Caf fictive", "Ville d’Istres"]
    made = REPORT_FORMATS[end].write(returns_letters(earlier, recipients), NOW)
    told = words_in(made, end)
    assert told.count("Publier l’état de l’offre d’accueil.") == 2
    if end == "pdf":
        assert failures(made, tmp_path) == []
