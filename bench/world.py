"""Rows to measure with, built through the operations that people use.

`python -m bench.world '{"soixante": 60}' CHANGES` builds one convention per name in the data
folder of the environment and prints what it made, as JSON.
"""

import json
import os
import sys
from dataclasses import asdict, dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

import django

if TYPE_CHECKING:
    from gouvernail.accounts.models import User
    from gouvernail.action_plan.models import Action, PlanNode
    from gouvernail.conventions.models import Convention, Status

KIT = "golfe-et-etangs"
REPORTED = "soixante"  # the one whose annual report is measured
EMAIL = "banc@example.org"
AXES = ("Petite enfance", "Jeunesse", "Parentalité", "Accès aux droits", "Vie sociale", "Handicap")
GOALS = ("Connaître les besoins", "Ouvrir des places", "Former les équipes", "Aller vers", "Suivre")
DEADLINES = ("31/12/2025", "1er semestre 2027", "T3 2026", "2027", "en continu", "", "06/2026")
PHRASE = (
    "Recenser les besoins des familles avec les communes et la Caf, puis proposer aux "
    "gestionnaires un calendrier commun d’ouverture et des temps de formation partagés. "
)


@dataclass(frozen=True, slots=True)
class Made:
    """A convention that was built."""

    id: int
    slug: str
    actions: int
    action_ids: tuple[int, int, int]
    axis_id: int
    organisations: int
    body_id: int = 0
    sitting_id: int = 0
    coming_id: int = 0
    link: str = ""


@dataclass(frozen=True, slots=True)
class World:
    """Everything built, and the cookies of its one member, coordinator everywhere."""

    conventions: dict[str, Made]
    cookies: dict[str, str]


def world_from(text: str) -> World:
    """Read what `python -m bench.world` printed."""
    content = json.loads(text)
    made = {
        name: Made(**{**one, "action_ids": tuple(one["action_ids"])})
        for name, one in content["conventions"].items()
    }
    return World(made, content["cookies"])


def build(sizes: dict[str, int], changes: int) -> World:
    """Build one convention per name, each with its number of actions, changed `changes` times."""
    from django.core.management import call_command

    from gouvernail.accounts.operations import create_user

    call_command("prepare", verbosity=0)
    user = create_user(EMAIL, "Sacha Banc", "exemple-fictif-1")
    made = {name: _convention(name, size, user, changes) for name, size in sizes.items()}
    return World(made, _cookies(user))


def _cookies(user: "User") -> dict[str, str]:
    from django.conf import settings
    from django.test import Client

    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(user)
    return {settings.SESSION_COOKIE_NAME: client.cookies[settings.SESSION_COOKIE_NAME].value}


def _convention(name: str, size: int, user: "User", changes: int) -> Made:
    from django.utils import timezone

    from bench.assembly import govern
    from bench.told_year import tell_a_year
    from gouvernail.action_plan.operations import create_actions
    from gouvernail.conventions.kits import shipped_kits
    from gouvernail.conventions.models import Membership
    from gouvernail.conventions.operations import create_convention
    from gouvernail.history.operations import By
    from gouvernail.rules.roles import Role

    now = timezone.now()
    by = By(user, at=now - timedelta(days=5 * 365))
    convention = create_convention(shipped_kits()[KIT], f"CTG du banc, {name}", name, by=by)
    Membership.objects.create(
        convention=convention, user=user, role=Role.COORDINATOR.value, organisation=None
    )
    axes, goals = _nodes(convention, size, by)
    actions = []
    # Half of them long ago: they are « sans nouvelles ».
    for start, stop, days in ((0, size // 2, 200), (size // 2, size, 20)):
        drafts = [_draft(convention, rank, goals[rank % len(goals)]) for rank in range(start, stop)]
        by = By(user, "Plan adopté", now - timedelta(days=days))
        actions += create_actions(convention, drafts, verb="action.created", by=by)
    for year in range(changes):
        _change_all(convention, By(user, f"Revue annuelle {year + 1}"), year)
    ids = tuple(action.pk for action in actions[:3]) or (0, 0, 0)
    assembly = govern(convention, user)
    if name == REPORTED:
        tell_a_year(convention, user, now.year - 1)
    organisations = convention.organisations.count()
    return Made(convention.pk, name, size, ids, axes[0].pk, organisations, *assembly)


def _nodes(
    convention: "Convention", size: int, by: object
) -> tuple[list["PlanNode"], list["PlanNode"]]:
    from gouvernail.action_plan.operations import create_node

    count = 3 if size <= 100 else len(GOALS)
    axes = [create_node(convention, None, f"Axe {n} : {t}", by=by) for n, t in enumerate(AXES, 1)]
    goals = [
        create_node(convention, axis, f"{rank}.{place} {title}", by=by)
        for rank, axis in enumerate(axes, 1)
        for place, title in enumerate(GOALS[:count], 1)
    ]
    return axes, goals


_STATUSES: dict[int, list["Status"]] = {}


def _draft(convention: "Convention", rank: int, node: "PlanNode") -> object:
    from gouvernail.action_plan.drafts import ActionDraft
    from gouvernail.conventions.models import Status
    from gouvernail.rules.deadlines import read_deadline

    statuses = _STATUSES.setdefault(
        convention.pk, list(Status.objects.filter(convention=convention).order_by("position"))
    )
    status = statuses[rank % len(statuses)]
    return ActionDraft(
        title=f"Ouvrir un lieu d’accueil enfants-parents itinérant, étape {rank + 1}",
        number=str(rank + 1),
        node=node,
        status=None if rank % 11 == 10 else status,
        progress=rank % 100 if rank % 3 == 0 else None,
        deadline=read_deadline(DEADLINES[rank % len(DEADLINES)]),
        leads=() if rank % 13 == 12 else (f"Structure pilote {rank % 40 + 1} (fictive)",),
        partners=tuple(f"Partenaire {(rank + step) % 80 + 1} (fictif)" for step in range(rank % 4)),
        communes=("Istres",) if rank % 2 else ("Toutes",),
        texts={
            "description": PHRASE * (1 + rank % 3),
            "objective": PHRASE,
            "indicators": "" if rank % 5 == 4 else "Nombre de familles accueillies",
            "expected_results": PHRASE,
            "priority": ("Haute", "Moyenne", "Basse")[rank % 3],
            "remarks": "À revoir en comité technique.",
        },
    )


def _change_all(convention: "Convention", by: object, year: int) -> None:
    """Change every action once, as a yearly review does."""
    from gouvernail.action_plan.drafts import draft_of
    from gouvernail.action_plan.models import Action
    from gouvernail.action_plan.operations import Rewriting, rewrite_actions
    from gouvernail.history.operations import Change

    def rewriting(action: "Action") -> Rewriting:
        before = draft_of(action)
        text = f"Vue en revue annuelle {year + 1}."
        change = Change("Observations", before.texts["remarks"], text)
        return Rewriting(
            action, replace(before, texts={**before.texts, "remarks": text}), (change,)
        )

    actions = (
        Action.objects.of(convention)
        .select_related("node", "status", "lead_person")
        .prefetch_related("parts__organisation", "places")
    )
    rewrite_actions(convention, [rewriting(action) for action in actions], by=by)


def main() -> None:
    """Build what the command line asks for and print it."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "gouvernail.config.settings"
    django.setup()
    world = build(json.loads(sys.argv[1]), int(sys.argv[2]))
    print(json.dumps(asdict(world)))


if __name__ == "__main__":
    main()
