"""The demo territory, told through the operations that people use."""

from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from gouvernail.accounts.models import User
from gouvernail.accounts.operations import create_user
from gouvernail.action_plan.drafts import draft_of
from gouvernail.action_plan.models import Action
from gouvernail.action_plan.operations import change_action
from gouvernail.conventions.kits import shipped_kits
from gouvernail.conventions.models import Convention, Status
from gouvernail.conventions.operations import (
    Guest,
    accept_invitation,
    change_convention,
    create_convention,
    invite,
)
from gouvernail.demo.afas import tell_declarations
from gouvernail.demo.campaign import tell_campaign
from gouvernail.demo.cast import CAST, PASSWORD, Part
from gouvernail.demo.chronicle import ADOPTED_ON, EVENTS, FUNDED_ON, PRICED_ON, Event
from gouvernail.demo.coordination import tell_coordination
from gouvernail.demo.governance import approve_minutes, govern
from gouvernail.demo.money import bring_means, write_costs
from gouvernail.demo.report import tell_report
from gouvernail.demo.returns import tell_returns
from gouvernail.demo.reviews import tell_reviews
from gouvernail.demo.team import tell_team
from gouvernail.directory.models import Organisation
from gouvernail.directory.operations import (
    PersonData,
    create_person,
    find_or_create_organisations,
)
from gouvernail.history.operations import By
from gouvernail.imports.operations import apply_plan
from gouvernail.imports.queries import import_synonyms, import_vocabulary
from gouvernail.imports.readers import read
from gouvernail.imports.sheets import Choices, ReadPlan, read_plan
from gouvernail.rules.deadlines import read_deadline
from gouvernail.rules.progress import StatusFamily
from gouvernail.rules.roles import Role

PLAN_FILE = Path(__file__).parent / "data" / "plan_golfe_etangs.xlsx"
SLUGS = ("golfe-et-etangs", "essai")
# What each strategic objective is about, in the themes of the kit.
THEMES = {
    "1.1": "Petite enfance",
    "1.2": "Petite enfance",
    "1.3": "Petite enfance, Inclusion",
    "2.1": "Enfance",
    "2.2": "Jeunesse",
    "3.1": "Petite enfance, Enfance",
    "3.2": "Interventions sociales",
    "4.1": "Interventions sociales",
    "4.2": "Numérique",
    "4.3": "Logement",
    "5.1": "Animation de la vie sociale",
    "5.2": "Animation de la vie sociale",
}


def is_told() -> bool:
    """Tell whether the demo is already there: what a person did in it is then kept."""
    return Convention.objects.filter(slug__in=SLUGS).count() == len(SLUGS)


@transaction.atomic
def tell() -> None:
    """Build both conventions of the demo, their people and two years of history."""
    users = {part.key: _user(part) for part in CAST}
    plan = _golfe_et_etangs(users)
    _essai(users)
    write_costs(plan, by=By(users["coordinator"], "Coûts estimés (fictifs)", _at(PRICED_ON)))
    _live(plan, users["coordinator"])
    govern(plan, By(users["coordinator"], at=_at(FUNDED_ON)))
    bring_means(plan, by=By(users["coordinator"], "Suivi des moyens (fictif)", _at(FUNDED_ON)))
    tell_reviews(plan, users)
    approve_minutes(plan, By(users["coordinator"], at=_at(FUNDED_ON)))
    tell_campaign(plan, users)
    tell_returns(plan, users)
    tell_team(plan, users)
    tell_declarations(plan, users)
    tell_coordination(plan, users)
    tell_report(plan, users)


def _user(part: Part) -> User:
    existing = User.objects.with_email(part.email).first()
    return existing or create_user(part.email, part.full_name, PASSWORD, is_admin=part.role is None)


def _golfe_et_etangs(users: dict[str, User]) -> Convention:
    by = By(users["pilote"], at=_at(date(2024, 11, 4)))
    kit = shipped_kits()["golfe-et-etangs"]
    convention = create_convention(
        kit, "CTG Golfe et des étangs", SLUGS[0], by=by, pilote=users["pilote"]
    )
    invented = {
        "is_fictional": True,
        "starts_on": date(2025, 1, 1),
        "ends_on": date(2029, 12, 31),
        "plan_title": "Plan d’actions 2025–2029",
    }
    change_convention(convention, invented, convention.version, by=by)
    _adopt_plan(convention, users["coordinator"])
    _gather(convention, users, by)
    return convention


def _essai(users: dict[str, User]) -> None:
    by = By(users["pilote"])
    kit = shipped_kits()["vide"]
    convention = create_convention(
        kit, "Convention d’essai", SLUGS[1], by=by, pilote=users["pilote"]
    )
    _join(convention, users["coordinator"], Role.COORDINATOR, by=by)


def _gather(convention: Convention, users: dict[str, User], by: By) -> None:
    """Bring the cast into the convention, each with a structure and an entry of the directory."""
    names = [part.organisation for part in CAST if part.organisation]
    organisations = find_or_create_organisations(convention.pk, names, by=by)
    for part in CAST:
        if part.role is None:
            continue
        organisation = organisations[part.organisation]
        person = PersonData(
            full_name=part.full_name,
            function="Exemple fictif",
            email=part.email,
            organisation=organisation,
        )
        create_person(convention.pk, person, by=by)
        if part.role is not Role.PILOTE:
            _join(convention, users[part.key], part.role, organisation, by=by)


def _join(
    convention: Convention,
    user: User,
    role: Role,
    organisation: Organisation | None = None,
    *,
    by: By,
) -> None:
    """Make somebody a member, by an invitation that is accepted at once."""
    guest = Guest(user.email, user.full_name, role, organisation)
    invitation, _ = invite(convention, guest, by=by)
    accept_invitation(invitation, by=replace(by, actor=user))


def _adopt_plan(convention: Convention, coordinator: User) -> None:
    """Import the plan as it was adopted: every action still to be started."""
    workbook = read(PLAN_FILE.read_bytes(), PLAN_FILE.name)
    choices = Choices(synonyms=import_synonyms(convention))
    plan = _as_adopted(read_plan(workbook, import_vocabulary(convention), choices))
    by = By(coordinator, "Plan adopté par le comité de pilotage (exemple fictif)", _at(ADOPTED_ON))
    apply_plan(convention, plan, filename=PLAN_FILE.name, by=by)


def _as_adopted(plan: ReadPlan) -> ReadPlan:
    """Return the plan with nothing begun, and the themes of its axes, which the file lacks."""
    actions = tuple(
        replace(
            action,
            status_text="",
            status_label=None,
            status_family=StatusFamily.NOT_STARTED if action.status_family else None,
            progress=None,
            texts={**action.texts, "themes": THEMES[action.path[1][:3]]},
        )
        for action in plan.actions
    )
    # The file has no such column: it is told as one that it has.
    return replace(plan, actions=actions, by_column={**plan.by_column, "": "themes"})


def _live(convention: Convention, coordinator: User) -> None:
    """Let the two years pass, as far as today."""
    statuses = {status.label: status for status in Status.objects.filter(convention=convention)}
    for event in EVENTS:
        if event.on <= timezone.localdate():
            _happen(convention, event, statuses[event.status], coordinator)


def _happen(convention: Convention, event: Event, status: Status, coordinator: User) -> None:
    action = Action.objects.of(convention).current().get(number=event.number)
    draft = replace(draft_of(action), status=status)
    if event.progress is not None:
        draft = replace(draft, progress=event.progress)
    if event.deadline is not None:
        draft = replace(draft, deadline=read_deadline(event.deadline))
    by = By(coordinator, event.reason, _at(event.on))
    change_action(action, draft, version=action.version, by=by)


def _at(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(10, 30)))
