"""What the accounts of the ledger are made of: posts, targets, and what is told of them."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from gouvernail.rules.staffing import Rate

EXISTING, DEVELOPMENT, TOTAL = "existing", "development", "total"


class CheckKey(StrEnum):
    """What an account looks at."""

    TARGETS = "targets_add_up"
    TOTAL = "agreed_total"
    EXISTING = "agreed_existing"
    DEVELOPMENT = "agreed_development"
    ELSEWHERE = "development_elsewhere"
    FILLED = "filled"
    UNRATED = "posts_without_rate"
    OVERLAP = "rates_overlap"
    TWICE = "holdings_overlap"
    BEYOND_POST = "holders_beyond_post"
    BEYOND_FULL_TIME = "person_beyond_full_time"
    MANDATE = "mandate_ends"
    MANDATE_OVER = "mandate_over"


@dataclass(frozen=True, slots=True)
class Held:
    """Somebody on a post. `who` is the same for the same person on two posts."""

    who: str
    name: str
    rate: Rate
    mandate_ends_on: date | None = None


@dataclass(frozen=True, slots=True)
class PostRates:
    """What the accounts need of a post. `place` is its commune, or its employer without one."""

    key: int
    title: str
    kind: str
    place: str
    agreed: tuple[Rate, ...]
    held: tuple[Held, ...]
    is_cofinanced: bool = True

    @property
    def actual(self) -> tuple[Rate, ...]:
        """What its holders do of it."""
        return tuple(held.rate for held in self.held)


@dataclass(frozen=True, slots=True)
class Target:
    """A figure of the convention. `year` is the first that it speaks of; None for all."""

    kind: str
    amount: Decimal
    year: int | None = None
    place: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class CheckRow:
    """A row that makes an account: the post or the target it comes from, its figure, its days."""

    label: str
    amount: Decimal | None = None
    post: int | None = None
    on: date | None = None
    until: date | None = None
    target: Target | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """An account: whether it holds, what was expected and found, the rows that make it.

    `sources` are the paragraphs of the convention that its targets cite; `subject` is its place.
    """

    key: CheckKey
    holds: bool
    rows: tuple[CheckRow, ...] = ()
    expected: Decimal | None = None
    found: Decimal | None = None
    subject: str = ""
    sources: tuple[str, ...] = ()
