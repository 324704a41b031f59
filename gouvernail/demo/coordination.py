"""The coordinators of the demo among themselves: their time, an absence, a relay. All invented."""

from dataclasses import replace
from datetime import date, datetime, time

from django.utils import timezone

from gouvernail.accounts.models import User
from gouvernail.accounts.operations import create_user
from gouvernail.action_plan.drafts import draft_of
from gouvernail.action_plan.models import Action, PlanNode
from gouvernail.action_plan.operations import change_action, name_referent
from gouvernail.conventions.models import Convention
from gouvernail.conventions.operations import Guest, accept_invitation, invite
from gouvernail.coordination.operations.absences import AbsenceDraft, note_absence
from gouvernail.coordination.operations.activities import (
    ActivityDraft,
    Verified,
    note_activity,
    settle_month,
    signature,
)
from gouvernail.coordination.operations.passing import Order, pass_on
from gouvernail.coordination.operations.settings import change_time_settings
from gouvernail.coordination.operations.sharing import share_log
from gouvernail.coordination.queries.carried import carried
from gouvernail.coordination.queries.log import month_page
from gouvernail.demo.cast import PASSWORD
from gouvernail.directory.models import Organisation, Person
from gouvernail.directory.operations import PersonData, create_person
from gouvernail.governance.models import Sitting
from gouvernail.history.operations import By
from gouvernail.rules.roles import Role
from gouvernail.staffing.models import AfasTheme, CoordinatorMission

TODAY = date(2026, 11, 26)
COLLEAGUE = ("cdc-fos@example.org", "Charlie Imaginaire")
LED_BY_SACHA, LED_BY_DOMINIQUE = slice(0, 4), slice(4, 9)
# Who, day, minutes, words; then the action, by its place in the plan: its themes say the line.
NOTED = (
    ("coordinator", date(2026, 11, 3), 60, "Relance des pilotes en retard", 1),
    ("coordinator", date(2026, 11, 9), 90, "Visite du relais petite enfance", 0),
    ("coordinator", date(2026, 11, 17), 45, "Point avec la Caf sur les financements", 5),
    ("coordinator", date(2026, 11, 24), 30, "", 2),
    ("pilote", date(2026, 11, 5), 60, "Préparation budgétaire", 3),
    ("pilote", date(2026, 11, 18), 120, "Arbitrages avant le Copil", 4),
    ("colleague", date(2026, 11, 10), 180, "Tarifs des accueils de loisirs de Fos-sur-Mer", 7),
    ("colleague", date(2026, 11, 19), 60, "Bilan du conseil des jeunes", 10),
)
# What each of the three notes of an ordinary month: day, minutes, words, line, mission.
EARLY, YOUNG, SOCIAL = (
    "Petite enfance / inclusion",
    "Enfance / jeunesse",
    "Animation de la vie sociale",
)
MONTHS = range(3, 11)
MONTHLY = {
    "coordinator": (
        (4, 210, "Tour des structures", EARLY, 0),
        (12, 150, "Réunion du réseau jeunesse", YOUNG, 1),
        (20, 90, "Permanence aux habitants", SOCIAL, 2),
    ),
    "pilote": (
        (6, 120, "Point avec les directions", EARLY, 0),
        (14, 60, "Relations avec les élus", YOUNG, 1),
        (22, 60, "Information des habitants", SOCIAL, 2),
    ),
    "colleague": (
        (5, 240, "Coordination des crèches de Fos-sur-Mer", EARLY, 0),
        (13, 180, "Comité jeunesse de Fos-sur-Mer", YOUNG, 1),
        (21, 120, "Rencontre des associations", SOCIAL, 2),
    ),
}


def tell_coordination(convention: Convention, users: dict[str, User]) -> None:
    """Tell the time of three people, a month verified, an absence, a relay half passed."""
    people = {**users, "colleague": _colleague(convention, users["pilote"])}
    _settings(convention, users["coordinator"])
    _lead(convention, users["coordinator"])
    _note(convention, people)
    _note_months(convention, people)
    for month in (9, 10):
        _verify(convention, users["coordinator"], date(2026, month, 1))
    share_log(convention, people["colleague"], by=_by(users["coordinator"], TODAY))
    _away(convention, users["coordinator"])
    _relay(convention, users["coordinator"])


def _colleague(convention: Convention, pilote: User) -> User:
    email, name = COLLEAGUE
    user = User.objects.with_email(email).first() or create_user(email, name, PASSWORD)
    town = Organisation.objects.of(convention.pk).filter(name="Ville de Fos-sur-Mer").first()
    by = _by(pilote, date(2026, 9, 1))
    if not Person.objects.of(convention.pk).filter(full_name=name).exists():
        data = PersonData(name, "Exemple fictif", email, organisation=town)
        create_person(convention.pk, data, by=by)
    if not convention.memberships.filter(user=user).exists():
        invitation, _ = invite(convention, Guest(email, name, Role.COORDINATOR, town), by=by)
        accept_invitation(invitation, by=replace(by, actor=user))
    return user


def _settings(convention: Convention, coordinator: User) -> None:
    """Send the time of sittings and of changes to the first mission: to follow the decisions."""
    first = CoordinatorMission.objects.filter(convention=convention).order_by("position").first()
    values = {"sitting_mission": first, "change_mission": first}
    change_time_settings(convention, values, 1, by=_by(coordinator, date(2026, 9, 1)))


def _lead(convention: Convention, coordinator: User) -> None:
    """Give some actions and an axis to Sacha and to Dominique."""
    by = _by(coordinator, date(2026, 9, 2), "Répartition de la rentrée (exemple fictif)")
    for name, part in (("Sacha Factice", LED_BY_SACHA), ("Dominique Fictif", LED_BY_DOMINIQUE)):
        person = Person.objects.of(convention.pk).get(full_name=name)
        for action in _actions(convention)[part]:
            draft = replace(draft_of(action), lead_person=person)
            change_action(action, draft, version=action.version, by=by)
        axis = PlanNode.objects.of(convention).filter(rank=1, referent=None)
        node = axis.order_by("position").first()
        if node:
            name_referent(node, person, version=node.version, by=by)


def _note(convention: Convention, people: dict[str, User]) -> None:
    actions = _actions(convention)
    for who, day, minutes, words, place in NOTED:
        draft = ActivityDraft(
            day,
            minutes,
            words,
            action=actions[place],
        )
        note_activity(convention, draft, by=_by(people[who], day))
    sitting = Sitting.objects.of(convention).held().order_by("-starts_at").first()
    if sitting:
        day = timezone.localtime(sitting.starts_at).date()
        draft = ActivityDraft(day, 150, "Animation et relevé", sitting=sitting)
        note_activity(convention, draft, by=_by(people["coordinator"], day))


def _note_months(convention: Convention, people: dict[str, User]) -> None:
    """Note the ordinary months of the three, more as the year goes."""
    themes = dict(AfasTheme.objects.filter(convention=convention).values_list("label", "pk"))
    missions = list(CoordinatorMission.objects.filter(convention=convention).order_by("position"))
    for month in MONTHS:
        for who, rows in MONTHLY.items():
            for on, minutes, words, theme, place in rows:
                day = date(2026, month, on)
                draft = ActivityDraft(
                    day,
                    minutes + 5 * month,
                    words,
                    mission_id=missions[place].pk,
                    theme_id=themes[theme],
                )
                note_activity(convention, draft, by=_by(people[who], day))


def _verify(convention: Convention, user: User, month: date) -> None:
    """Accept a month, but for its last line, which took less."""
    page = month_page(convention, user, month, TODAY)
    said = {
        line.key: Verified(line.minutes * 3 // 4, line.mission_id, line.theme_id)
        for line in page.proposal[-1:]
    }
    by = _by(user, month.replace(month=month.month + 1, day=2))
    settle_month(convention, month, said, signature(page.proposal), by=by)


def _away(convention: Convention, coordinator: User) -> None:
    person = Person.objects.of(convention.pk).get(full_name="Dominique Fictif")
    words = "Charlie Imaginaire répond en attendant"
    draft = AbsenceDraft(person, date(2026, 12, 14), date(2026, 12, 18), words)
    note_absence(convention, draft, by=_by(coordinator, TODAY))


def _relay(convention: Convention, coordinator: User) -> None:
    """Sacha leaves: half of what they carry is passed on, the rest waits."""
    persons = Person.objects.of(convention.pk)
    sacha = persons.get(full_name="Sacha Factice")
    sacha.convention = convention
    taker = persons.get(full_name=COLLEAGUE[1])
    rows = [row for row in carried(convention, TODAY, sacha) if row.kind == "action"]
    half = rows[: len(rows) // 2]
    if half:
        orders = [Order(row.key, row.version, taker) for row in half]
        by = _by(coordinator, date(2026, 11, 20), "Départ au 31 décembre (exemple fictif)")
        pass_on(sacha, orders, by=by)


def _actions(convention: Convention) -> list[Action]:
    rows = Action.objects.of(convention).current().select_related("node", "status", "lead_person")
    rows = rows.prefetch_related("parts__organisation", "places").order_by("position", "pk")
    found = list(rows)
    for action in found:
        action.convention = convention
    return found


def _by(user: User, day: date, reason: str = "") -> By:
    return By(user, reason, timezone.make_aware(datetime.combine(day, time(11))))
