"""Whole actions as they stood on a day: what their sheets, and two dates side by side, read."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from django.db import models
from django.db.models import QuerySet

from gouvernail.action_plan.models import Action, ActionPart, ActionPlace, PlanNode
from gouvernail.action_plan.queries.state import plan_state
from gouvernail.conventions.models import Convention, Status
from gouvernail.directory.models import Organisation, Person


def actions_at(convention: Convention, on: date | None, ids: Collection[int]) -> dict[int, Action]:
    """Return these actions as they stood on a day, or now, with all that hangs on them.

    The names of organisations, of persons and of states are those of today. What is returned is
    to be read, never saved. Seven queries, whatever the number of actions.
    """
    state = plan_state(convention, on)
    actions = {row.id: row for row in _rows(Action, state.actions.filter(id__in=ids))}
    nodes = nodes_at(convention, on)
    statuses = Status.objects.filter(convention=convention).in_bulk()
    persons = Person.objects.of(convention.pk).in_bulk()
    parts = _by_action(_rows(ActionPart, state.parts.filter(action_id__in=ids)))
    places = _by_action(_rows(ActionPlace, state.places.filter(action_id__in=ids)))
    wanted = {part.organisation_id for found in parts.values() for part in found}
    organisations = Organisation.objects.in_bulk(wanted)
    for found in parts.values():
        for part in found:
            part.organisation = organisations[part.organisation_id]
    for action in actions.values():
        action.convention = convention
        action.node = nodes.get(action.node_id or 0)
        action.status = statuses.get(action.status_id or 0)
        action.lead_person = persons.get(action.lead_person_id or 0)
        action._prefetched_objects_cache = {
            "parts": parts[action.pk],
            "places": places[action.pk],
        }
    return actions


def nodes_at(convention: Convention, on: date | None) -> dict[int, PlanNode]:
    """Return every node of the tree as it stood on a day, or now, tied to its parent. One query."""
    nodes = {node.pk: node for node in _rows(PlanNode, plan_state(convention, on).nodes)}
    for node in nodes.values():
        node.parent = nodes.get(node.parent_id or 0)
    return nodes


def _rows(table: type[models.Model], found: QuerySet[Any]) -> list[Any]:
    """Return rows of the table itself, whether the query reads it or its past states."""
    names = [field.attname for field in table._meta.concrete_fields]
    return [table.from_db(found.db, names, row) for row in found.values_list(*names)]


def _by_action(rows: Iterable[Any]) -> defaultdict[int, list[Any]]:
    found: defaultdict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.action_id].append(row)
    return found
