"""Who the demo calls: a Cotech with its answers, a Copil whose date is looked for. All invented."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from gouvernail.conventions.models import Convention
from gouvernail.directory.operations import PersonData, create_person
from gouvernail.governance.mail_words import body_of, subject_of
from gouvernail.governance.models import Answer, ItemKind, Occasion, Sitting
from gouvernail.governance.operations.agenda import ItemDraft, set_agenda
from gouvernail.governance.operations.convening import write_to_invitees
from gouvernail.governance.operations.invitees import answer_convocation, invite_besides
from gouvernail.governance.operations.mails import Letter
from gouvernail.governance.operations.polls import propose_dates, vote_on_dates
from gouvernail.governance.queries.convening import recipients_of
from gouvernail.history.operations import By
from gouvernail.mailing.models import Mail
from gouvernail.mailing.operations import note_copied
from gouvernail.rules.sittings import SittingState

COTECH, COPIL = "Comité technique", "Comité de pilotage"
BY_LINK = "Par lien personnel"
CONVENED_ON = date(2026, 11, 23)
# What came back, by the name of who answered; the others have not yet.
ANSWERS = {
    "Camille Exemple": (Answer.PRESENT, "", ""),
    "Sacha Fictif": (Answer.REMOTE, "", ""),
    "Noa Inventée": (Answer.DEPUTY, "Lou Exemple", "En congé ce jour-là (exemple fictif)"),
}
# Who has no seat at the Cotech and is told for information.
BESIDES = (
    ("Sacha Fictif", "Direction du centre social (exemple fictif)"),
    ("Noa Inventée", "Service jeunesse (exemple fictif)"),
    ("Ida Spécimen", "Crèche associative (exemple fictif)"),
)
PROPOSED = [datetime(2026, 12, day, 14) for day in (10, 15, 17)]  # noqa: DTZ001 - made aware below
POLL_UNTIL = date(2026, 12, 4)
VOTES = {
    "Camille Exemple": ("no", "yes", "yes"),
    "Andrée Inventée": ("maybe", "no", "yes"),
}
COPIL_AGENDA = (
    ("Avancement du plan d’actions 2026", "information", 30),
    ("Ajustements proposés par le comité technique", "decision", 25),
    ("Perspectives 2027", "opinion", 20),
)


def convene_and_ask(convention: Convention, by: By) -> None:
    """Call the coming Cotech, and look for a date for the Copil that it prepares."""
    coming = Sitting.objects.of(convention).filter(state=SittingState.PREPARING.value)
    cotech = coming.filter(body__name=COTECH).select_related("body").first()
    copil = coming.filter(body__name=COPIL).select_related("body").first()
    by = By(by.actor, "", timezone.make_aware(datetime.combine(CONVENED_ON, time(10))))
    if cotech:
        _convene(cotech, by)
    if copil:
        _look_for_a_date(copil, by)


def _convene(sitting: Sitting, by: By) -> None:
    for name, function in BESIDES:
        address = f"{name.split()[0].lower()}@example.org"
        data = PersonData(name, function, address)
        guest = create_person(sitting.convention_id, data, by=by)
        invite_besides(sitting, guest, by=by)
    _write(sitting, Occasion.CONVOCATION, by, (7, 1))
    for invitee in sitting.invitees.select_related("sitting"):
        if invitee.name in ANSWERS:
            answer, name, words = ANSWERS[invitee.name]
            answer_convocation(invitee, answer, name, words, by=By(None, BY_LINK, _later(by, 1)))


def _look_for_a_date(sitting: Sitting, by: By) -> None:
    drafts = [
        ItemDraft(title, ItemKind(kind), "", minutes) for title, kind, minutes in COPIL_AGENDA
    ]
    set_agenda(sitting, drafts, sitting.version, by=by)
    moments = [timezone.make_aware(moment) for moment in PROPOSED]
    propose_dates(sitting, moments, POLL_UNTIL, sitting.version, by=by)
    _write(sitting, Occasion.POLL, by)
    options = list(sitting.date_options.order_by("starts_at"))
    for invitee in sitting.invitees.select_related("sitting"):
        words: Mapping[int, str] = {
            option.pk: word
            for option, word in zip(options, VOTES.get(invitee.name, ()), strict=False)
        }
        if words:
            vote_on_dates(invitee, words, by=By(None, BY_LINK, _later(by, 2)))


def _write(sitting: Sitting, occasion: Occasion, by: By, reminders: tuple[int, ...] = ()) -> None:
    """Write to those who usually are, and note that their mails were handed over."""
    people = frozenset(one.person.pk for one in recipients_of(sitting, occasion))
    words = body_of(sitting, occasion)
    letter = Letter(subject_of(sitting, occasion), words, people, reminders)
    write_to_invitees(sitting, occasion, letter, sitting.version, by=by)
    for mail in Mail.objects.filter(sitting_mail__invitee__sitting=sitting, state="to_copy"):
        note_copied(mail, by=by)


def _later(by: By, days: int) -> datetime:
    return by.at + timedelta(days=days)
