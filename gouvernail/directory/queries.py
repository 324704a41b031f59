"""Reading the directory."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Lower
from django.db.models.lookups import In

from gouvernail.accounts.models import User
from gouvernail.directory.models import Organisation, Person
from gouvernail.rules.structure_names import Land, alike_groups

# The roles of an organisation in an action, as the plan, an area above, keeps them.
LEAD, PARTNER = "lead", "partner"


def account_is(user: User, prefix: str = "") -> Q:
    """Return what tells the entries of the directory that are somebody's with an account.

    The account that an entry is linked to decides; without one, the same address does, whatever
    its case. `prefix` is the way to the entry, as « owner » from a decision. This says who
    somebody is, and gives no right.
    """
    way = f"{prefix}__" if prefix else ""
    mine = Q(**{f"{way}user": user})
    if not user.email:
        return mine
    return mine | Q(**{f"{way}user": None, f"{way}email__iexact": user.email})


def account_among(users: "QuerySet[User]") -> Q:
    """Return what tells the entries that are one of these users', as `account_is` reads one."""
    mails = In(Lower("email"), users.values(mail=Lower("email")))
    return Q(user__in=users) | (Q(user=None) & Q(mails))


@dataclass(frozen=True, slots=True)
class OrganisationLine:
    """One line of the directory, with the number of actions led and taken part in."""

    id: int
    name: str
    short_name: str
    kind: str
    email: str
    phone: str
    persons_count: int
    led_count: int
    partner_count: int

    @property
    def is_idle(self) -> bool:
        """Tell whether no action names it."""
        return not (self.led_count or self.partner_count)


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A professional contact."""

    id: int
    full_name: str
    function: str
    email: str
    phone: str
    other_details: str = ""
    bodies_cited: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ActionLink:
    """An action in which an organisation has a part."""

    id: int
    number: str
    title: str


@dataclass(frozen=True, slots=True)
class OrganisationPage:
    """What the page of an organisation shows beside its own columns."""

    persons: list[PersonLine]
    leads: list[ActionLink]
    takes_part_in: list[ActionLink]
    former_names: list[str]


def organisation_lines(convention_id: int, words: str = "") -> list[OrganisationLine]:
    """Return the organisations, by name; with `words`, those whose name holds them.

    Three queries.
    """
    rows = Organisation.objects.of(convention_id).current()
    if words:
        rows = rows.filter(
            Q(pk__in=Organisation.objects.matching(words)) | Q(short_name__icontains=words)
        )
    persons = _persons_counts(convention_id)
    parts = _parts_counts(convention_id)
    return [
        OrganisationLine(
            **row,
            persons_count=persons[row["id"]],
            led_count=parts[row["id"], LEAD],
            partner_count=parts[row["id"], PARTNER],
        )
        for row in rows.order_by("folded_name", "pk").values(*_LINE_COLUMNS)
    ]


_LINE_COLUMNS = ("id", "name", "short_name", "kind", "email", "phone")


def _persons_counts(convention_id: int) -> Counter[int]:
    """Return how many contacts each organisation has. One query."""
    rows = Person.objects.of(convention_id).exclude(organisation=None).order_by()
    return Counter(dict(rows.values_list("organisation_id").annotate(Count("pk"))))


def _parts_counts(convention_id: int) -> Counter[tuple[int, str]]:
    """Return in how many actions each organisation has each role. One query."""
    rows = Organisation.objects.of(convention_id).filter(parts__action__archived_at=None)
    counted = rows.order_by().values_list("pk", "parts__role").annotate(Count("parts"))
    return Counter({(pk, role): number for pk, role, number in counted if role})


def organisation_page(organisation: Organisation) -> OrganisationPage:
    """Return the contacts, actions and former names of an organisation. Three queries."""
    parts = defaultdict(list)
    for part in (
        organisation.parts.filter(action__archived_at=None)
        .select_related("action")
        .order_by("action__position", "action_id")
    ):
        action = part.action
        parts[part.role].append(ActionLink(action.pk, action.number, action.title))
    persons = Person.objects.filter(organisation=organisation).order_by("full_name", "pk")
    former = organisation.former_entries.order_by("folded_name").values_list("name", flat=True)
    return OrganisationPage(
        persons=[_person(row) for row in persons],
        leads=parts[LEAD],
        takes_part_in=parts[PARTNER],
        former_names=list(former),
    )


def duplicate_groups(lines: Iterable[OrganisationLine], land: Land) -> list[list[OrganisationLine]]:
    """Return the organisations that seem to be the same, in groups. No query.

    In each group, the one that most actions name comes first.
    """
    known = {line.id: line for line in lines}
    groups = alike_groups({pk: line.name for pk, line in known.items()}, land)
    return [
        sorted((known[pk] for pk in group), key=lambda line: -(line.led_count + line.partner_count))
        for group in groups
    ]


def duplicate_count(convention_id: int, land: Land) -> int:
    """Return how many groups of organisations seem to be the same. One query."""
    rows = Organisation.objects.of(convention_id).current().order_by("pk")
    return _alike_count(tuple(rows.values_list("name", flat=True)), land)


@lru_cache(maxsize=64)
def _alike_count(names: tuple[str, ...], land: Land) -> int:
    """Compare the same names once: the list of the directory is opened far more than changed."""
    return len(alike_groups(dict(enumerate(names)), land))


def organisation_choices(convention_id: int) -> list[tuple[int, str]]:
    """Return the organisations to choose from, by name. One query."""
    rows = Organisation.objects.of(convention_id).current().order_by("folded_name", "pk")
    return list(rows.values_list("pk", "name"))


def loose_persons(convention_id: int) -> list[PersonLine]:
    """Return the persons whom no structure holds, by name. One query."""
    rows = Person.objects.of(convention_id).filter(organisation=None).order_by("full_name", "pk")
    return [_person(row) for row in rows]


def _person(row: Person) -> PersonLine:
    return PersonLine(
        id=row.pk,
        full_name=row.full_name,
        function=row.function,
        email=row.email,
        phone=row.phone,
        other_details=row.other_details,
        bodies_cited=row.bodies_cited,
        note=row.note,
    )
