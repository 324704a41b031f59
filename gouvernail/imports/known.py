"""What the plan and the directory hold today, as an import compares with it."""

from collections.abc import Iterable

from gouvernail.action_plan.models import Action, PlanNode
from gouvernail.action_plan.operations import field_labels
from gouvernail.conventions.models import Convention, Status
from gouvernail.directory.models import Organisation, Person
from gouvernail.rules.names import first_matches, fold_name
from gouvernail.rules.progress import StatusFamily

Path = tuple[str, ...]


def folded_path(titles: Iterable[str]) -> Path:
    """Return a path that compares whatever the accents, case and spaces."""
    return tuple(fold_name(title) for title in titles)


def path_of(action: Action) -> Path:
    """Return the titles of the nodes above an action, the highest first."""
    titles: list[str] = []
    node = action.node
    while node is not None:
        titles.insert(0, node.title)
        node = node.parent
    return tuple(titles)


class Known:
    """What the plan and the directory hold today."""

    def __init__(self, convention: Convention) -> None:
        """Read it all, once."""
        self.actions = list(
            Action.objects.of(convention)
            .current()
            .select_related("convention", "node__parent__parent", "status", "lead_person")
            .prefetch_related("parts__organisation", "places")
            .order_by("position")
        )
        self.nodes = _nodes_by_path(convention)
        self.statuses = list(Status.objects.filter(convention=convention).order_by("position"))
        self.labels = field_labels(convention)
        self.level_count = convention.levels.count()
        current = Organisation.objects.of(convention.pk).current()
        self.organisations = dict(current.values_list("name", "pk"))
        self.organisation_names = {pk: name for name, pk in self.organisations.items()}
        persons = Person.objects.of(convention.pk).order_by("pk")
        self.persons = {fold_name(person.full_name): person for person in persons}

    def names(self, written: tuple[str, ...]) -> tuple[str, ...]:
        """Return names as the directory writes them, when it knows them."""
        found = first_matches(written, self.organisations)
        names = [self.organisation_names.get(found.get(name, 0), name) for name in written]
        return tuple(dict.fromkeys(names))

    def status(self, label: str | None, family: StatusFamily | None) -> Status | None:
        """Return the territory's own state: by its word, else the first of its family."""
        by_label = {status.label: status for status in self.statuses}
        if label and label in by_label:
            return by_label[label]
        return next((status for status in self.statuses if status.family == family), None)


def _nodes_by_path(convention: Convention) -> dict[Path, PlanNode]:
    nodes = {node.pk: node for node in PlanNode.objects.of(convention).current()}

    def titles(node: PlanNode) -> list[str]:
        above = nodes.get(node.parent_id or 0)
        return [*(titles(above) if above else []), node.title]

    ordered = sorted(nodes.values(), key=lambda node: (node.rank, node.position, node.pk))
    found: dict[Path, PlanNode] = {}
    for node in ordered:
        found.setdefault(folded_path(titles(node)), node)
    return found
