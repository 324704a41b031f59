"""Whom of the directory a name on a post stands for."""

from collections import Counter
from collections.abc import Iterable, Sequence

from gouvernail.directory.models import Person
from gouvernail.rules.names import fold_name
from gouvernail.staffing.models import Post


def bearers_of(convention_id: int, name: str) -> list[Person]:
    """Return the persons of the directory who bear a name. One query."""
    wanted = fold_name(name)
    rows = Person.objects.of(convention_id).select_related("organisation").order_by("pk")
    return [person for person in rows if fold_name(person.full_name) == wanted]


def one_of(bearers: Sequence[Person], post: Post) -> Person | None:
    """Return who of them holds a post: the only one, or the only one of its employer. No query."""
    own = [person for person in bearers if person.organisation_id == post.employer_id]
    for few in (bearers, own):
        if len(few) == 1:
            return few[0]
    return None


def bearer_counts(convention_id: int, names: Iterable[str]) -> dict[str, int]:
    """Return how many persons of the directory bear each name. One query; none without names."""
    wanted = list(names)
    if not wanted:
        return {}
    known = Person.objects.of(convention_id).order_by().values_list("full_name", flat=True)
    counts = Counter(fold_name(name) for name in known)
    return {name: counts[fold_name(name)] for name in wanted}


def names_to_add(convention_id: int, names: Iterable[str]) -> list[str]:
    """Return, once each, the names that the directory does not have. One query at most."""
    once = {fold_name(name): name for name in names}
    found = bearer_counts(convention_id, once.values())
    return [name for name, number in found.items() if not number]
