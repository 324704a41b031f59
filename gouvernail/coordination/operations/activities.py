"""Noting a time in one's own log, changing it, taking it out; verifying a month."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from gouvernail.accounts.models import User
from gouvernail.action_plan.models import Action
from gouvernail.common.errors import Refusal
from gouvernail.common.templatetags.french import day as in_french
from gouvernail.conventions.models import Convention
from gouvernail.coordination.models import Activity, ActivityMonth, ActivityOrigin
from gouvernail.coordination.queries.log import log_words, month_page
from gouvernail.coordination.queries.log_lines import MonthPage, ProposedLine
from gouvernail.coordination.queries.traces import themes_of, time_settings
from gouvernail.governance.models import Sitting
from gouvernail.history.operations import By
from gouvernail.rules.inferred_time import Trace
from gouvernail.rules.months import month_ends, next_month

MINUTES_IN_DAY = 24 * 60
MINUTES_IN_MONTH = 31 * MINUTES_IN_DAY


@dataclass(frozen=True, slots=True)
class ActivityDraft:
    """A time as it is typed. Without a mission or a theme, those of its object are taken."""

    day: date
    minutes: int
    words: str = ""
    mission_id: int | None = None
    theme_id: int | None = None
    action: Action | None = None
    sitting: Sitting | None = None


@dataclass(frozen=True, slots=True)
class Verified:
    """What somebody says of a proposed line: how long, for which mission and theme."""

    minutes: int
    mission_id: int | None
    theme_id: int | None


@transaction.atomic
def note_activity(convention: Convention, draft: ActivityDraft, *, by: By) -> Activity:
    """Note a time in the log of who acts.

    Errors: Refusal for no time, more than a day, a day to come, or a word of another convention.
    """
    row = Activity(
        convention=convention, user=_owner(by), action=draft.action, sitting=draft.sitting
    )
    _fill(row, draft, by)
    if row.mission_id is None and row.theme_id is None:
        row.mission_id, row.theme_id = _of_object(convention, draft)
    row.save()
    return row


@transaction.atomic
def change_activity(row: Activity, draft: ActivityDraft, version: int, *, by: By) -> None:
    """Change a time of one's own log; a proposed one becomes a corrected one.

    A line that the verification of a month made goes when that month is taken up again: it does
    not leave it.

    Errors: EditConflict; Refusal as in `note_activity`, or when such a line changes month.
    """
    row.claim(version)
    before = (row.minutes, row.mission_id, row.theme_id)
    if row.origin != ActivityOrigin.TYPED and month_ends(draft.day) != month_ends(row.day):
        raise Refusal(
            "Cette ligne vient de la vérification du mois : elle reste dans son mois. Reprenez le "
            "mois pour la défaire, ou notez un autre temps."
        )
    _fill(row, draft, by)
    if row.origin != ActivityOrigin.TYPED and before != (
        row.minutes,
        row.mission_id,
        row.theme_id,
    ):
        row.origin = ActivityOrigin.CORRECTED.value
    row.save()


@transaction.atomic
def remove_activity(row: Activity, *, by: By) -> None:
    """Take a time out of one's own log. Nothing of it stays."""
    _refuse_other(row.user_id, by)
    row.delete()


@transaction.atomic
def settle_month(
    convention: Convention, month: date, said: Mapping[str, Verified], seen: str, *, by: By
) -> ActivityMonth:
    """Keep the proposal of a month, corrected by what was said of its lines.

    `seen` is the `signature` of the proposal that the person saw. A line brought to 0 is left out;
    one that was not spoken of is taken as proposed.

    Errors: Refusal when the month is not over or is verified already, when the proposal changed
    in between, or when a line takes longer than a month.
    """
    user = _owner(by)
    today = timezone.localdate(by.at)
    Convention.objects.select_for_update().get(pk=convention.pk)
    now = month_page(convention, user, month, today)
    _refuse_settling(seen, now)
    words = log_words(convention)
    known = ({pk for pk, _ in words.missions}, {pk for pk, _ in words.themes})
    row = ActivityMonth.objects.create(
        convention=convention, user=user, month=now.month, settled_at=by.at
    )
    _, last = month_ends(now.month)
    lines = [_settled(line, said.get(line.key, _as_proposed(line)), known) for line in now.proposal]
    for line in lines:
        if line:
            line.convention, line.user, line.day = convention, user, last
            line.save()
    return row


@transaction.atomic
def reopen_month(row: ActivityMonth, *, by: By) -> int:
    """Take a verified month up again: its proposed lines go, what was typed stays.

    Returns how many lines went.
    """
    _refuse_other(row.user_id, by)
    lines = Activity.objects.filter(
        convention=row.convention_id, user=row.user_id, day__range=month_ends(row.month)
    ).exclude(origin=ActivityOrigin.TYPED.value)
    gone, _ = lines.delete()
    row.delete()
    return gone


def signature(proposal: Sequence[ProposedLine]) -> str:
    """Return what a proposal was when a form showed it."""
    return ";".join(f"{line.key}={line.minutes}" for line in proposal)


def _refuse_settling(seen: str, now: MonthPage) -> None:
    if now.settled:
        raise Refusal(f"Ce mois est déjà vérifié, le {in_french(now.settled.settled_at)}.")
    if not now.is_over:
        raise Refusal(
            f"Ce mois n’est pas fini : vous pourrez le vérifier à partir du "
            f"{in_french(next_month(now.month))}. D’ici là, notez ce que vous faites."
        )
    if seen != signature(now.proposal):
        raise Refusal(
            "La proposition a changé depuis que vous avez ouvert cette page : rechargez-la et "
            "vérifiez-la de nouveau."
        )


def _settled(
    line: ProposedLine, said: Verified, known: tuple[set[int], set[int]]
) -> Activity | None:
    missions, themes = known
    if said.mission_id not in {None, *missions} or said.theme_id not in {None, *themes}:
        raise Refusal("Choisissez une mission et un thème de cette convention.")
    if said.minutes > MINUTES_IN_MONTH:
        raise Refusal("Une ligne dépasse la durée d’un mois : vérifiez les heures.")
    if not said.minutes:
        return None
    is_same = said == _as_proposed(line)
    origin = ActivityOrigin.INFERRED if is_same else ActivityOrigin.CORRECTED
    return Activity(
        minutes=said.minutes,
        mission_id=said.mission_id,
        theme_id=said.theme_id,
        words=f"D’après : {line.why}"[:300],
        origin=origin.value,
        proposed=line.minutes,
    )


def _as_proposed(line: ProposedLine) -> Verified:
    return Verified(line.minutes, line.mission_id, line.theme_id)


def _fill(row: Activity, draft: ActivityDraft, by: By) -> None:
    _refuse_other(row.user_id, by)
    if draft.minutes < 1:
        raise Refusal("Donnez une durée, par exemple « 45 min » ou « 1 h 30 ».")
    most = MINUTES_IN_DAY if row.origin == ActivityOrigin.TYPED else MINUTES_IN_MONTH
    if draft.minutes > most:
        raise Refusal("Cette durée dépasse un jour : notez chaque jour à part.")
    if draft.day > timezone.localdate(by.at):
        raise Refusal("Ce jour n’est pas encore venu : notez le temps une fois passé.")
    row.day, row.minutes, row.words = draft.day, draft.minutes, draft.words.strip()[:300]
    row.mission_id, row.theme_id = draft.mission_id, draft.theme_id


def _of_object(convention: Convention, draft: ActivityDraft) -> tuple[int | None, int | None]:
    """Return the mission and the theme of what a time is about; several themes say none."""
    if draft.action is None and draft.sitting is None:
        return None, None
    themes, settings = themes_of(convention), time_settings(convention)
    if draft.action:
        mission = settings.missions[Trace.CHANGE]
        found = themes.of_action(draft.action.themes)
    else:
        mission = settings.missions[Trace.SITTING]
        found = themes.by_body.get(draft.sitting.body_id, ()) if draft.sitting else ()
    return mission, found[0] if len(found) == 1 else None


def _owner(by: By) -> User:
    if by.actor is None:
        raise Refusal("Un temps se note depuis un compte.")
    return by.actor


def _refuse_other(user_id: int, by: By) -> None:
    if by.actor is None or by.actor.pk != user_id:
        raise Refusal("Ce journal n’est pas le vôtre : seule la personne qu’il concerne le change.")
