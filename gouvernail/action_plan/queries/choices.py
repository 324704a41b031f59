"""What the form of an action offers."""

from dataclasses import dataclass

from gouvernail.action_plan.queries.nodes import NodeLine, node_lines
from gouvernail.action_plan.queries.state import plan_state
from gouvernail.conventions.models import Convention
from gouvernail.conventions.queries.vocabulary import VocabularyWords, vocabulary_of
from gouvernail.directory.models import Organisation, Person


@dataclass(frozen=True, slots=True)
class SheetChoices:
    """The territory's words, the tree, and the names of the directory."""

    words: VocabularyWords
    nodes: list[NodeLine]
    communes: list[str]
    organisations: list[str]
    persons: list[tuple[int, str]]


def person_choices(convention: Convention) -> tuple[tuple[int, str], ...]:
    """Return the persons of the directory, for a menu. One query."""
    persons = Person.objects.of(convention.pk).order_by("full_name", "pk")
    return tuple(persons.values_list("pk", "full_name"))


def sheet_choices(convention: Convention) -> SheetChoices:
    """Return what the form of an action offers. Eight queries."""
    communes = convention.perimeter.order_by("commune__name")
    organisations = Organisation.objects.of(convention.pk).current().order_by("name")
    persons = Person.objects.of(convention.pk).order_by("full_name")
    return SheetChoices(
        words=vocabulary_of(convention),
        nodes=node_lines(plan_state(convention)),
        communes=list(communes.values_list("commune__name", flat=True)),
        organisations=list(organisations.values_list("name", flat=True)),
        persons=list(persons.values_list("pk", "full_name")),
    )
