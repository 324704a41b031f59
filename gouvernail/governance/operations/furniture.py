"""What people say of a body besides its columns: what it covers, its missions, its composition."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models, transaction

from gouvernail.action_plan.models import PlanNode
from gouvernail.common.errors import Refusal
from gouvernail.conventions.models import Term
from gouvernail.governance.models import Body, CompositionRule, Mission
from gouvernail.history.operations import By, Change, note, sign
from gouvernail.rules.sittings import PLANNED
from gouvernail.territories.models import Commune

_SOURCE = re.compile(r"^(?P<text>.*?)\s*\[(?P<source>[^\]]+)\]$")


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a body covers, and the bodies that its work goes up to."""

    themes: Sequence[Term] = ()
    communes: Sequence[Commune] = ()
    objectives: Sequence[PlanNode] = ()
    feeds: Sequence[Body] = ()


@transaction.atomic
def set_coverage(body: Body, coverage: Coverage, version: int, *, by: By) -> None:
    """Say what a body covers. Errors: EditConflict; Refusal when it would feed itself."""
    if body in coverage.feeds:
        raise Refusal("Une instance ne s’alimente pas elle-même : décochez-la.")
    body.claim(version)
    pairs = (
        ("Thèmes", body.themes, coverage.themes),
        ("Communes", body.communes, coverage.communes),
        ("Objectifs", body.objectives, coverage.objectives),
        ("Alimente", body.feeds, coverage.feeds),
    )
    changes = [change for pair in pairs for change in _linked(*pair)]
    if changes:
        _save(body, changes, by)


@transaction.atomic
def set_missions(body: Body, lines: Iterable[str], version: int, *, by: By) -> None:
    """Write the missions of a body, one a line, the source in brackets at the end.

    Errors: EditConflict.
    """
    body.claim(version)
    before = [mission_line(row) for row in body.missions.order_by("position", "pk")]
    after = [line.strip() for line in lines if line.strip()]
    if before == after:
        return
    body.missions.all().delete()
    Mission.objects.bulk_create(_mission(body, line, rank) for rank, line in enumerate(after))
    _save(body, [Change("Missions", "\n".join(before), "\n".join(after))], by)


def mission_line(mission: Mission) -> str:
    """Return a mission as it is typed: « Suivre l’avancée. [annexe 4, § 2.1.1] »."""
    return f"{mission.text} [{mission.source}]" if mission.source else mission.text


@transaction.atomic
def add_rule(body: Body, values: Mapping[str, Any], *, by: By) -> CompositionRule:
    """Add a rule of composition."""
    rule = CompositionRule.objects.create(
        body=body, position=body.composition_rules.count(), **values
    )
    _save(body, [Change("Règle de composition", "", rule.text)], by)
    return rule


@transaction.atomic
def remove_rule(rule: CompositionRule, *, by: By) -> None:
    """Remove a rule of composition; the history keeps its words."""
    body, text = rule.body, rule.text
    rule.delete()
    _save(body, [Change("Règle de composition", text, "")], by)


@transaction.atomic
def close_body(body: Body, on: date, *, by: By) -> None:
    """Say that a body meets no more; what it held and decided stays.

    Errors: Refusal while a sitting is planned.
    """
    planned = [state.value for state in PLANNED]
    if body.sittings.filter(state__in=planned).exists():
        raise Refusal("Une séance est encore prévue : annulez-la ou notez-la tenue d’abord.")
    body.claim(body.version)
    body.closed_on = on
    _save(body, [Change("Ne se réunit plus depuis le", "", f"{on:%d/%m/%Y}")], by)


def _linked(label: str, linked: Any, wanted: Sequence[models.Model]) -> list[Change]:
    before = list(linked.all())
    if {row.pk for row in before} == {row.pk for row in wanted}:
        return []
    linked.set(wanted)
    return [Change(label, ", ".join(map(str, before)), ", ".join(map(str, wanted)))]


def _mission(body: Body, line: str, rank: int) -> Mission:
    found = _SOURCE.match(line)
    text, source = (found["text"], found["source"]) if found else (line, "")
    return Mission(body=body, text=text[:500], source=source[:200], position=rank)


def _save(body: Body, changes: list[Change], by: By) -> None:
    sign(body, by)
    body.save()
    note("body.changed", body, convention_id=body.convention_id, by=by, changes=changes)
