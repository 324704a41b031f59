"""French typography: dates, counts, numbers, as an administration writes them."""

from datetime import date, datetime
from decimal import Decimal

from django import template
from django.utils import timezone
from django.utils.formats import date_format

from gouvernail.rules.durations import told_minutes

register = template.Library()

NARROW_SPACE = "\u202f"


@register.filter
def day(value: date | datetime | None) -> str:
    """Write a day: « 1er juillet 2026 »."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = timezone.localtime(value).date()
    number = "1er" if value.day == 1 else str(value.day)
    return f"{number} {date_format(value, 'F Y')}"


@register.filter
def month_name(value: date) -> str:
    """Write a month: « novembre 2026 »."""
    return date_format(value, "F Y")


@register.filter
def moment(value: datetime) -> str:
    """Write a day and an hour: « 3 mars 2026 à 9 h 05 »."""
    local = timezone.localtime(value)
    return f"{day(local)} à {hour(local)}"


@register.filter
def hour(value: datetime) -> str:
    """Write an hour: « 9 h 05 »."""
    local = timezone.localtime(value)
    return f"{local.hour} h {local.minute:02}"


@register.filter
def counted(number: int, words: str) -> str:
    """Write a number with its noun: `3|counted:"action"`, `1|counted:"cheval,chevaux"`.

    French takes the singular below two.
    """
    singular, _, plural = words.partition(",")
    noun = singular if abs(number) < 2 else plural or "s ".join(singular.split(" ")) + "s"
    return f"{thousands(number)} {noun}"


@register.filter
def thousands(number: int) -> str:
    """Write a whole number with narrow spaces: « 44 292 »."""
    return f"{number:,}".replace(",", NARROW_SPACE)


@register.filter
def euros(amount: Decimal | None) -> str:
    """Write an amount: « 12 345,60 € », without cents when there are none."""
    if amount is None:
        return ""
    whole = amount == amount.to_integral_value()
    text = f"{amount:,.0f}" if whole else f"{amount:,.2f}"
    return text.replace(",", NARROW_SPACE).replace(".", ",") + f"{NARROW_SPACE}€"


@register.filter
def etp(amount: Decimal | None) -> str:
    """Write a share of full time: « 0,5 », « 3,8 »."""
    return "" if amount is None else f"{amount.normalize():f}".replace(".", ",")


@register.filter
def lasting(minutes: int) -> str:
    """Write a length of time: « 1 h 30 », « 45 min »."""
    return told_minutes(minutes)


DAYS_IN_MONTH = 30


@register.filter
def duration(days: int) -> str:
    """Write a length of time as people say it: « 12 jours », « 8 mois »."""
    if days < 2 * DAYS_IN_MONTH:
        return counted(days, "jour")
    return f"{days // DAYS_IN_MONTH} mois"
