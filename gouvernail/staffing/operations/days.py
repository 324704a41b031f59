"""The days that the ledger takes: a date typed with a wrong year is refused, in words."""

from datetime import date

from gouvernail.common.errors import Refusal
from gouvernail.common.templatetags.french import day
from gouvernail.rules.staffing import FIRST_DAY, LAST_DAY


def refuse_far_days(*days: date | None) -> None:
    """Refuse a day that no convention lives. Errors: Refusal."""
    for one in days:
        if one and not FIRST_DAY <= one <= LAST_DAY:
            raise Refusal(
                f"Le {day(one)} est hors du registre, qui va de {FIRST_DAY.year} à "
                f"{LAST_DAY.year} : corrigez l’année, ou laissez la fin vide si rien ne finit."
            )
