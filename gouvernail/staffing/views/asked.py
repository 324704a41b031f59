"""What the addresses of the declarations ask for: a year, a day."""

from datetime import date

from gouvernail.accounts.requests import Request

YEARS = range(2000, 2101)


def asked_year(request: Request, default: int) -> int:
    """Return the year that the address asks for, if it makes sense."""
    written = request.GET.get("annee", "")
    return int(written) if written.isdecimal() and int(written) in YEARS else default


def asked_day(request: Request, name: str) -> date | None:
    """Return the day that the address asks for, if it makes sense."""
    try:
        return date.fromisoformat(request.GET.get(name, ""))
    except ValueError:
        return None
