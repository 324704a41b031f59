"""What a campaign may ask about, and who would be asked for each action and each node."""

from collections.abc import Sequence
from dataclasses import dataclass

from gouvernail.action_plan.models import Action, PartRole, PlanNode
from gouvernail.conventions.models import Convention, Level
from gouvernail.directory.models import Person
from gouvernail.mailing.addresses import usable_address
from gouvernail.reviews.models import AskTarget, Campaign
from gouvernail.rules.campaigns import Contact, choose_person
from gouvernail.rules.progress import StatusFamily

# The levels of the plan are asked from the bottom to the top, after the actions (stage 0).
TOP_STAGE = 4
_OVER = frozenset({StatusFamily.DONE.value, StatusFamily.DROPPED.value})


@dataclass(frozen=True, slots=True)
class Candidate:
    """An action or a node that may be asked about, and whom to ask.

    `stage` is the rank of its stage; `is_usual` tells that it is proposed by default; `axis` is
    the title of the node above all.
    """

    stage: int
    action: Action | None
    node: PlanNode | None
    axis: str
    person: Person | None
    deputy: Person | None
    is_usual: bool

    @property
    def subject(self) -> Action | PlanNode | None:
        """The action or the node."""
        return self.action or self.node

    @property
    def key(self) -> str:
        """How a form names it."""
        return f"a{self.action.pk}" if self.action else f"n{self.node.pk if self.node else 0}"

    @property
    def has_address(self) -> bool:
        """Can the person be written to?"""
        return self.person is not None and bool(usable_address(self.person.email))


@dataclass(frozen=True, slots=True)
class Directory:
    """The persons of a convention, ready to be chosen from."""

    persons: dict[int, Person]
    contacts: tuple[Contact, ...]


def candidates_of(convention: Convention) -> list[Candidate]:
    """Return all that a campaign may ask about, actions in the order of the plan, then nodes.

    Four queries.
    """
    directory = _directory(convention)
    nodes = {node.pk: node for node in _nodes(convention)}
    actions = Action.objects.of(convention).current().select_related("status")
    actions = actions.prefetch_related("parts").order_by("position", "pk")
    found = [_of_action(action, nodes, directory) for action in actions]
    return found + [_of_node(node, nodes, directory) for node in _upwards(nodes)]


def chosen_keys(campaign: Campaign) -> set[str]:
    """Return what a campaign asks about, as forms name it. One query."""
    rows = AskTarget.objects.filter(ask__campaign=campaign).values_list("action_id", "node_id")
    return {f"a{action}" if action else f"n{node}" for action, node in rows}


def stage_rank(node: PlanNode) -> int:
    """Return the rank of the stage in which a node is asked about."""
    return TOP_STAGE - node.rank


def stage_ranks(candidates: Sequence[Candidate]) -> list[int]:
    """Return the stages that a campaign needs: the actions, and the levels that have referents."""
    return sorted({0, *(one.stage for one in candidates if one.is_usual)})


def stage_labels(convention: Convention) -> dict[int, str]:
    """Return the words for each stage, by rank. One query."""
    levels = {
        TOP_STAGE - row.rank: row.plural for row in Level.objects.filter(convention=convention)
    }
    return {0: "Actions", **{rank: words.capitalize() for rank, words in levels.items()}}


def _directory(convention: Convention) -> Directory:
    rows = Person.objects.of(convention.pk).order_by("full_name", "pk")
    persons = {row.pk: row for row in rows}
    contacts = (
        Contact(row.pk, row.organisation_id, bool(usable_address(row.email)))
        for row in persons.values()
    )
    return Directory(persons, tuple(contacts))


def _nodes(convention: Convention) -> list[PlanNode]:
    return list(PlanNode.objects.of(convention).current().order_by("rank", "position", "pk"))


def _upwards(nodes: dict[int, PlanNode]) -> list[PlanNode]:
    return sorted(nodes.values(), key=lambda node: (-node.rank, node.position, node.pk))


def _of_action(action: Action, nodes: dict[int, PlanNode], directory: Directory) -> Candidate:
    leads = [part for part in action.parts.all() if part.role == PartRole.LEAD.value]
    organisations = [part.organisation_id for part in sorted(leads, key=lambda part: part.position)]
    person, deputy = _people(action.lead_person_id, organisations, directory)
    is_over = action.status is not None and action.status.family in _OVER
    is_usual = person is not None and not is_over
    axis = _axis(action.node_id, nodes)
    return Candidate(0, action, None, axis, person, deputy, is_usual)


def _of_node(node: PlanNode, nodes: dict[int, PlanNode], directory: Directory) -> Candidate:
    person, deputy = _people(node.referent_id, [], directory)
    axis = _axis(node.pk, nodes)
    return Candidate(stage_rank(node), None, node, axis, person, deputy, person is not None)


def _people(
    lead_id: int | None, organisations: Sequence[int], directory: Directory
) -> tuple[Person | None, Person | None]:
    by_id = {contact.person_id: contact for contact in directory.contacts}
    lead = by_id.get(lead_id) if lead_id else None
    chosen = choose_person(lead, organisations, directory.contacts)
    persons = directory.persons
    return persons.get(chosen.person_id or 0), persons.get(chosen.deputy_id or 0)


def _axis(node_id: int | None, nodes: dict[int, PlanNode]) -> str:
    node = nodes.get(node_id or 0)
    while node is not None and node.parent_id in nodes:
        node = nodes[node.parent_id]
    return node.title if node else "Sans rattachement"
