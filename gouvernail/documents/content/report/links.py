"""Where the rows behind the figures of a report are read."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse


@dataclass(frozen=True, slots=True)
class Links:
    """The pages of a convention. `site` goes before each path; None, there is no address at all.

    `on` is the past day that the plan is read on, None for now.
    """

    slug: str
    site: str | None
    on: date | None = None

    def to(self, name: str, pk: int | None = None, /, **asked: object) -> str:
        """Return the address of a page, with the filters asked for."""
        if self.site is None:
            return ""
        path = reverse(name, args=[self.slug, *([pk] if pk else [])])
        query = urlencode({key: value for key, value in asked.items() if value})
        return f"{self.site}{path}{f'?{query}' if query else ''}"

    def plan(self, **asked: object) -> str:
        """Return the address of the list of actions that the filters keep, on the same day."""
        return self.to("action_plan:table", None, **asked, date=self.on and self.on.isoformat())

    def action(self, pk: int) -> str:
        """Return the address of an action, as it was on the same day."""
        return self.to("action_plan:action", pk, date=self.on and self.on.isoformat())

    def write(self, kind: str, year: int, section: str) -> str:
        """Return the address of the page where a part of a report is typed."""
        if self.site is None:
            return ""
        path = reverse("reports:write", args=[self.slug, kind, year, section])
        return f"{self.site}{path}"
