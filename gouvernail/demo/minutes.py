"""The minutes of the demo: written point by point, sent, remarked on, approved. All invented."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from gouvernail.action_plan.models import Action
from gouvernail.documents.formats.pdf import write_pdf
from gouvernail.documents.formats.report import Report, Text
from gouvernail.governance.models import Body, ItemKind, Sitting
from gouvernail.governance.operations.agenda import (
    ItemDraft,
    drafts_of,
    set_agenda,
)
from gouvernail.governance.operations.backlog import ProposalDraft, propose_item
from gouvernail.governance.operations.minutes_circuit import (
    remark,
    send_for_remarks,
    settle_remark,
)
from gouvernail.governance.operations.points import carry_item, join_document, link_actions
from gouvernail.governance.operations.sittings import move_sitting
from gouvernail.governance.operations.words import Typed, keep_minutes, keep_words
from gouvernail.history.operations import By
from gouvernail.rules.sittings import SittingState

COTECH, GROUP = "Comité technique", "Groupe projet"
TODAY_OF_THE_STORY = date(2026, 11, 20)
GENERAL = "Compte rendu fictif : l’avancement du plan a été présenté et discuté."
WORDS = (
    "Présenté par le chargé de coopération ; l’instance en prend acte (fictif).",
    "Les avancées et les retards sont passés en revue, action par action (fictif).",
    "L’instance demande un point d’étape à la prochaine séance (fictif).",
    "Échange libre ; aucune suite à donner (fictif).",
)
POINTS = ("Avancement du plan", "Points d’attention", "Prochaine séance")
PROPOSALS = (
    ProposalDraft(
        "Garde d’enfants à horaires décalés",
        "Trois employeurs de la zone nous en ont parlé ce trimestre (fictif).",
        ItemKind.OPINION,
        "Sacha Factice",
    ),
    ProposalDraft(
        "Calendrier commun des forums parents",
        "Éviter deux forums le même samedi (fictif).",
        ItemKind.INFORMATION,
        "Camille Exemple",
    ),
)


@dataclass(frozen=True, slots=True)
class Told:
    """A sitting of the story: whose, when, how far it went, and why it was given up."""

    body: str
    on: date
    state: SittingState
    validates: bool = False
    reason: str = ""


def write_down(sitting: Sitting, by: By) -> None:
    """Write what was said, of each point and in general; a body without standing items has some."""
    if not sitting.items.exists():
        set_agenda(sitting, [ItemDraft(title) for title in POINTS], sitting.version, by=by)
    items = list(sitting.items.order_by("position", "pk"))
    said: dict[int | None, Typed] = {
        item.pk: Typed("", WORDS[rank % len(WORDS)]) for rank, item in enumerate(items)
    }
    keep_minutes(sitting, {**said, None: Typed("", GENERAL)}, by=by)


def circulate(bodies: Mapping[str, Body], by: By) -> None:
    """Tell how minutes went their way: one kept remark, one that waits."""
    _prepare(bodies[COTECH], by)
    _remark_and_settle(bodies[COTECH], by)
    _leave_one_waiting(bodies[GROUP], by)


def approve(bodies: Mapping[str, Body], approved: Iterable[Told], by: By) -> None:
    """Approve the minutes that are, once everything that they tell was done."""
    for told in approved:
        sitting = _sitting(bodies[told.body], told.on)
        later = bodies[told.body].sittings.held().filter(starts_at__gt=sitting.starts_at)
        approving = later.order_by("starts_at").select_related("body").first()
        # Without a sitting since, members approved it by mail a month later.
        on = told.on + timedelta(days=30)
        if approving:
            on = timezone.localtime(approving.starts_at).date()
        move_sitting(sitting, SittingState.APPROVED, by=_on(by, on), approved_in=approving)


def _remark_and_settle(cotech: Body, by: By) -> None:
    """Send the minutes of the last Cotech; the remark of a member is kept."""
    sitting = _sitting(cotech, date(2026, 6, 4))
    send_for_remarks(sitting, date(2026, 6, 19), by=_on(by, date(2026, 6, 8)))
    words = "La date du prochain bilan manque au point sur l’avancement (fictif)."
    made = remark(sitting, "Alix Spécimen", words, by=_on(by, date(2026, 6, 10)))
    settle_remark(made, "kept", "Date ajoutée (fictif).", by=_on(by, date(2026, 6, 12)))


def _leave_one_waiting(group: Body, by: By) -> None:
    sitting = _sitting(group, date(2026, 11, 13))
    # The demo must still take remarks on whatever day somebody looks at it.
    until = max(date(2026, 12, 18), timezone.localdate() + timedelta(days=15))
    send_for_remarks(sitting, until, by=_on(by, date(2026, 11, 16)))
    words = "Je n’ai pas proposé cette date, seulement dit que j’étais libre (fictif)."
    remark(sitting, "Camille Exemple", words, by=_on(by, date(2026, 11, 18)))


def _prepare(cotech: Body, by: By) -> None:
    """Carry a point over to the coming Cotech, with a document; members propose others."""
    past, coming = _sitting(cotech, date(2026, 6, 4)), _sitting(cotech, date(2026, 12, 3))
    then, now = _on(by, date(2026, 6, 4)), _on(by, TODAY_OF_THE_STORY)
    drafts = [*drafts_of(past), ItemDraft("Accueil des enfants en situation de handicap")]
    set_agenda(past, drafts, past.version, by=then)
    left = past.items.order_by("-position")[0]
    left.sitting = past
    action = Action.objects.filter(convention=cotech.convention_id, number="1.3.1")
    link_actions(left, list(action), by=then)
    note = SimpleUploadedFile("note.pdf", _paper().getvalue())
    join_document(left, "Note sur le référent handicap (fictive)", note, by=then)
    keep_words(past, left.pk, "", WORDS[2], by=then)
    carry_item(left, coming, is_copy=True, by=now)
    for rank, draft in enumerate(PROPOSALS):
        propose_item(cotech, draft, by=_on(by, date(2026, 11, 12 + rank)))


def _paper() -> BytesIO:
    words = "Document inventé pour le territoire d’exemple."
    at = timezone.make_aware(datetime.combine(date(2026, 6, 1), time(9)))
    report = Report("Note sur le référent handicap", ("Exemple fictif",), (Text(words),))
    return BytesIO(write_pdf(report, at))


def _sitting(body: Body, on: date) -> Sitting:
    rows = Sitting.objects.select_related("body", "convention")
    return rows.get(body=body, starts_at__date=on)


def _on(by: By, day: date) -> By:
    return By(by.actor, "", timezone.make_aware(datetime.combine(day, time(18))))
