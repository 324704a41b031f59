"""What a sheet says, whether it is computed now or was frozen when it was verified."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from gouvernail.rules.theme_shares import rounded_fte, rounding_gap

_NOTHING = Fraction(0)


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row behind a figure: whose time, on which days, by which rule."""

    name: str
    post: str
    days: str
    formula: str
    amount: Fraction

    def as_json(self) -> dict[str, str]:
        """Return the shape that is frozen; the amount is an exact fraction."""
        return {
            "name": self.name,
            "post": self.post,
            "days": self.days,
            "formula": self.formula,
            "amount": str(self.amount),
        }


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A line of the portal and the rows that make it.

    `theme_id` names the line whatever it is called from one year to the next; it may be gone.
    """

    label: str
    has_doubt: bool
    rows: tuple[SheetRow, ...]
    theme_id: int | None = None

    @property
    def amount(self) -> Fraction:
        """The exact figure."""
        return _sum(self.rows)

    @property
    def shown(self) -> Decimal:
        """The figure to declare."""
        return rounded_fte(self.amount)

    def as_json(self) -> dict[str, Any]:
        """Return the shape that is frozen."""
        frozen = {
            "label": self.label,
            "doubt": self.has_doubt,
            "declared": str(self.shown),
            "rows": [row.as_json() for row in self.rows],
        }
        # What was frozen before lines were named by their number keeps its digest.
        return frozen if self.theme_id is None else {**frozen, "theme": self.theme_id}


@dataclass(frozen=True, slots=True)
class PersonFigures:
    """One person on one post: a figure by line of the portal, what no line takes, the sum."""

    name: str
    post: str
    amounts: tuple[Fraction, ...]
    loose: Fraction

    @property
    def total(self) -> Fraction:
        """All that this person does on this post."""
        return sum(self.amounts, self.loose)


@dataclass(frozen=True, slots=True)
class Alert:
    """Something to look at before declaring; `is_gap` asks for a reason to go on.

    `holding_id` is where it is mended, when it is in the shares of somebody.
    """

    sentence: str
    is_gap: bool = False
    holding_id: int | None = None


@dataclass(frozen=True, slots=True)
class SheetContent:
    """What one employer declares of a year. `agreed` is what the convention agreed for it.

    `posts` are the titles of its posts, in their order; none in what was frozen before it was kept.
    """

    employer: str
    year: int
    kind: str
    rule: str
    lines: tuple[SheetLine, ...]
    loose: tuple[SheetRow, ...]
    agreed: Fraction
    alerts: tuple[Alert, ...] = ()
    posts: tuple[str, ...] = ()

    @property
    def total(self) -> Fraction:
        """What the lines make, exact."""
        return sum((line.amount for line in self.lines), _NOTHING)

    @property
    def shown_total(self) -> Decimal:
        """What the rounded figures make: the sum that the portal will show."""
        return sum((line.shown for line in self.lines), Decimal(0))

    @property
    def rounding(self) -> Decimal:
        """How much the rounded figures make more than the rounded total."""
        return rounding_gap(line.amount for line in self.lines)

    @property
    def loose_total(self) -> Fraction:
        """The time that no line takes."""
        return _sum(self.loose)

    @property
    def actual(self) -> Fraction:
        """All the time worked, whatever it goes to."""
        return self.total + self.loose_total

    @property
    def gaps(self) -> tuple[Alert, ...]:
        """What asks for a reason before the sheet is verified."""
        return tuple(alert for alert in self.alerts if alert.is_gap)

    @property
    def people(self) -> list[PersonFigures]:
        """Return the same figures person by person, in the order of the posts."""
        every = [row for line in self.lines for row in line.rows] + list(self.loose)
        holders = dict.fromkeys((row.post, row.name) for row in every)
        places = {title: place for place, title in reversed(list(enumerate(self.posts)))}
        return [
            PersonFigures(
                name,
                post,
                tuple(_sum(_of(line.rows, post, name)) for line in self.lines),
                _sum(_of(self.loose, post, name)),
            )
            for post, name in sorted(
                holders, key=lambda held: (places.get(held[0], len(places)), *held)
            )
        ]

    def as_json(self) -> dict[str, Any]:
        """Return the shape that is frozen: every amount is an exact fraction, as text."""
        frozen = {
            "employer": self.employer,
            "year": self.year,
            "kind": self.kind,
            "rule": self.rule,
            "agreed": str(self.agreed),
            "lines": [line.as_json() for line in self.lines],
            "loose": [row.as_json() for row in self.loose],
            "alerts": [[alert.sentence, alert.is_gap] for alert in self.alerts],
        }
        # What was frozen before the order of the posts was kept keeps its digest.
        return {**frozen, "posts": list(self.posts)} if self.posts else frozen

    @property
    def figures(self) -> dict[str, Any]:
        """What is counted, without the remarks: two contents that agree declare the same."""
        unnamed = replace(self, lines=tuple(replace(line, theme_id=None) for line in self.lines))
        left = ("alerts", "posts")
        return {key: value for key, value in unnamed.as_json().items() if key not in left}


def content_of(frozen: Mapping[str, Any]) -> SheetContent:
    """Return the content that was frozen. Errors: KeyError, ValueError on another shape."""
    return SheetContent(
        employer=frozen["employer"],
        year=frozen["year"],
        kind=frozen["kind"],
        rule=frozen["rule"],
        agreed=Fraction(frozen["agreed"]),
        lines=tuple(
            SheetLine(line["label"], line["doubt"], _rows(line["rows"]), line.get("theme"))
            for line in frozen["lines"]
        ),
        loose=_rows(frozen["loose"]),
        alerts=tuple(Alert(sentence, is_gap) for sentence, is_gap in frozen["alerts"]),
        posts=tuple(frozen.get("posts", ())),
    )


def declared_posts(frozen: Mapping[str, Any] | None) -> set[str]:
    """Return the titles of the posts behind what was frozen; none when nothing was."""
    if not frozen:
        return set()
    content = content_of(frozen)
    rows = (row for line in content.lines for row in line.rows)
    return {row.post for row in (*rows, *content.loose)}


def _rows(frozen: Iterable[Mapping[str, str]]) -> tuple[SheetRow, ...]:
    return tuple(
        SheetRow(row["name"], row["post"], row["days"], row["formula"], Fraction(row["amount"]))
        for row in frozen
    )


def _of(rows: Iterable[SheetRow], post: str, name: str) -> tuple[SheetRow, ...]:
    return tuple(row for row in rows if (row.post, row.name) == (post, name))


def _sum(rows: Iterable[SheetRow]) -> Fraction:
    return sum((row.amount for row in rows), _NOTHING)
