"""Where a convention lies, for the names that say it by a number or not at all."""

from gouvernail.conventions.models import Convention
from gouvernail.rules.structure_names import Land
from gouvernail.territories.queries import departement_names


def land_of(convention: Convention) -> Land:
    """Return the départements, and the one that holds the whole perimeter, if one does.

    Two queries.
    """
    codes = set(convention.perimeter.values_list("commune__departement_id", flat=True))
    return Land(departement_names(), codes.pop() if len(codes) == 1 else "")
