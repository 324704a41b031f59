"""One post: where it stands on a day, what was agreed, who holds it, what goes with it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from gouvernail.common.templatetags.french import day
from gouvernail.conventions.models import Convention, PerimeterCommune
from gouvernail.directory.models import Person
from gouvernail.directory.queries import organisation_choices
from gouvernail.history.queries import JournalLine, journal_of
from gouvernail.rules.fte_text import told_apart
from gouvernail.rules.periods import Period
from gouvernail.rules.staffing import Rate, first_day_beyond, fte_on, same_fte
from gouvernail.staffing.models import Holding, Post, PostDocument, PostRate
from gouvernail.staffing.queries.entries import bearer_counts

JOURNAL_LENGTH = 20
_PLURAL = 2


@dataclass(frozen=True, slots=True)
class RateLine:
    """What was agreed, from a day to a day; `is_now` on the day looked at."""

    pk: int
    fte: Decimal
    starts_on: date
    ends_on: date | None
    is_now: bool


@dataclass(frozen=True, slots=True)
class HolderLine:
    """Somebody on the post. `person_id` is their entry in the directory, if it has them.

    `bearers` is how many entries bear the name of somebody who has none.
    """

    pk: int
    name: str
    person_id: int | None
    fte: Decimal
    starts_on: date
    ends_on: date | None
    mandate_ends_on: date | None
    is_now: bool
    is_coming: bool
    bearers: int = 0


@dataclass(frozen=True, slots=True)
class PostPage:
    """All that the page of a post shows. `state` is one of those that `post_state` draws."""

    state: str
    agreed: Decimal
    actual: Decimal
    vacant: Decimal
    rates: tuple[RateLine, ...]
    now: tuple[HolderLine, ...]
    coming: tuple[HolderLine, ...]
    past: tuple[HolderLine, ...]
    documents: tuple[PostDocument, ...]
    journal: list[JournalLine]


def beyond_words(post: Post, since: date) -> str:
    """Tell that the holders of a post do more than it is, from a day on. Two queries.

    Nothing when they do not: « Attention : … » otherwise, to be read after what was saved.
    """
    agreed = [Rate(rate.fte, rate.starts_on, rate.ends_on) for rate in post.rates.all()]
    actual = [Rate(held.fte, held.starts_on, held.ends_on) for held in post.holdings.all()]
    on = first_day_beyond(agreed, actual, Period(since, date.max))
    if on is None:
        return ""
    done, promised = told_apart(fte_on(actual, on), fte_on(agreed, on))
    return (
        f" Attention : à partir du {day(on)}, les titulaires de ce poste font {done} ETP pour "
        f"{promised} convenu{'s' if fte_on(agreed, on) >= _PLURAL else ''} ; vérifiez leurs parts, "
        "ou la quotité convenue."
    )


def post_page(post: Post, today: date) -> PostPage:
    """Return one post as it is on a day. Five queries at most."""
    rates = list(PostRate.objects.filter(post=post).order_by("-starts_on", "-pk"))
    holdings = list(Holding.objects.filter(post=post).order_by("-starts_on", "-pk"))
    agreed = [Rate(rate.fte, rate.starts_on, rate.ends_on) for rate in rates]
    actual = [Rate(held.fte, held.starts_on, held.ends_on) for held in holdings]
    unknown = [held.name for held in holdings if held.person_id is None]
    bearers = bearer_counts(post.convention_id, unknown)
    lines = [_holder(held, today, bearers.get(held.name, 0)) for held in holdings]
    promised, done = fte_on(agreed, today), fte_on(actual, today)
    return PostPage(
        state=_state(agreed, today, promised, done),
        agreed=promised,
        actual=done,
        vacant=max(promised - done, Decimal(0)),
        rates=tuple(
            RateLine(rate.pk, rate.fte, rate.starts_on, rate.ends_on, one.holds_on(today))
            for rate, one in zip(rates, agreed, strict=True)
        ),
        now=tuple(line for line in lines if line.is_now),
        coming=tuple(line for line in lines if line.is_coming),
        past=tuple(line for line in lines if not line.is_now and not line.is_coming),
        documents=tuple(PostDocument.objects.filter(post=post).order_by("-added_at", "pk")),
        journal=journal_of(post, JOURNAL_LENGTH),
    )


def _holder(held: Holding, today: date, bearers: int) -> HolderLine:
    return HolderLine(
        pk=held.pk,
        name=held.name,
        person_id=held.person_id,
        fte=held.fte,
        starts_on=held.starts_on,
        ends_on=held.ends_on,
        mandate_ends_on=held.mandate_ends_on,
        is_now=Rate(held.fte, held.starts_on, held.ends_on).holds_on(today),
        is_coming=held.starts_on > today,
        bearers=bearers,
    )


def _state(agreed: list[Rate], today: date, promised: Decimal, done: Decimal) -> str:
    if not agreed:
        return "unrated"
    if not promised and not done:
        return "coming" if any(rate.starts_on > today for rate in agreed) else "past"
    if same_fte(promised, done) or done > promised:
        return "filled" if same_fte(promised, done) else "beyond"
    return "partly" if done else "open"


def communes_of(convention: Convention) -> list[tuple[str, str]]:
    """Return the communes of the perimeter, by name. One query."""
    rows = PerimeterCommune.objects.filter(convention=convention).select_related("commune")
    return sorted(((row.commune_id, row.commune.name) for row in rows), key=lambda one: one[1])


def name_lists(convention: Convention) -> dict[str, object]:
    """Return the names that the forms suggest: structures and persons. Two queries."""
    persons = Person.objects.of(convention.pk).order_by("full_name", "pk")
    return {
        "structures": [name for _, name in organisation_choices(convention.pk)],
        "personnes": list(persons.values_list("full_name", flat=True)),
    }
