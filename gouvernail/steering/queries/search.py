"""One search over everything that a person may read in a convention."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from gouvernail.action_plan.queries import Clock, PlanFilters, kept_actions
from gouvernail.action_plan.queries.excerpts import Excerpt, excerpts_of
from gouvernail.action_plan.queries.kept import KeptActions
from gouvernail.action_plan.queries.rows import ActionRow, action_rows
from gouvernail.action_plan.queries.sorting import RELEVANCE, ordered_ids
from gouvernail.conventions.models import Amendment, Annex
from gouvernail.conventions.permissions import Access
from gouvernail.directory.models import Organisation, Person
from gouvernail.rules.searching import holds, read_search, search_text

ACTIONS_SHOWN, SHOWN = 10, 20


@dataclass(frozen=True, slots=True)
class Found:
    """Something found besides actions: its words, what completes them, its address."""

    title: str
    detail: str
    address: str


@dataclass(frozen=True, slots=True)
class Group:
    """What was found of one kind; `total` may be more than what is shown."""

    name: str
    total: int
    found: tuple[Found, ...]


@dataclass(frozen=True, slots=True)
class SearchPage:
    """The answer to a search. `rows` are the first of the actions, the most to the point first."""

    action_count: int
    rows: tuple[tuple[ActionRow, Excerpt | None], ...]
    groups: tuple[Group, ...]

    @property
    def total(self) -> int:
        """How many things were found in all."""
        return self.action_count + sum(group.total for group in self.groups)


def search_page(access: Access, words: str, clock: Clock) -> SearchPage:
    """Return what the words find. Seventeen queries at most, none without a word.

    Professional contacts are searched for those who may read them only.
    """
    needles = read_search(words)
    if not needles:
        return SearchPage(0, (), ())
    kept = kept_actions(access.convention, PlanFilters(words=words), clock)
    groups = [_levels(access, kept, needles)]
    if access.may_read_directory:
        groups += [_organisations(access, needles), _persons(access, needles)]
    groups.append(_papers(access, needles))
    shown = ordered_ids(kept, RELEVANCE)[:ACTIONS_SHOWN]
    excerpts = excerpts_of(kept, shown)
    rows = action_rows(kept.state, shown, kept.words.statuses, clock.today)
    return SearchPage(
        action_count=kept.tally.total,
        rows=tuple((row, excerpts.get(row.id)) for row in rows),
        groups=tuple(group for group in groups if group.total),
    )


def _group(name: str, found: Iterable[Found]) -> Group:
    every = tuple(found)
    return Group(name, len(every), every[:SHOWN])


def _levels(access: Access, kept: KeptActions, needles: tuple[str, ...]) -> Group:
    """Find parts of the plan by their title. No query."""
    table = reverse("action_plan:table", args=[access.convention.slug])
    names = {level.rank: level.name for level in kept.words.levels}
    return _group(
        "Parties du plan",
        (
            Found(node.title, names.get(node.rank, ""), f"{table}?niveau={node.id}")
            for node in kept.nodes
            if holds(needles, search_text([node.title]))
        ),
    )


def _organisations(access: Access, needles: tuple[str, ...]) -> Group:
    """Find organisations by their name or their short name. One query."""
    rows = Organisation.objects.of(access.convention.pk).current().order_by("folded_name")
    return _group(
        "Structures",
        (
            Found(name, kind, reverse("directory:organisation", args=[access.convention.slug, pk]))
            for pk, name, short, kind in rows.values_list("pk", "name", "short_name", "kind")
            if holds(needles, search_text([name, short]))
        ),
    )


def _persons(access: Access, needles: tuple[str, ...]) -> Group:
    """Find professional contacts by name, function, mail. One query."""
    rows = Person.objects.of(access.convention.pk).order_by("full_name")
    columns = ("full_name", "function", "email", "organisation_id", "organisation__name")
    slug = access.convention.slug
    directory = reverse("directory:organisations", args=[slug])
    return _group(
        "Personnes",
        (
            Found(
                name,
                ", ".join(part for part in (function, body) if part),
                reverse("directory:organisation", args=[slug, pk]) if pk else directory,
            )
            for name, function, email, pk, body in rows.values_list(*columns)
            if holds(needles, search_text([name, function, email, body or ""]))
        ),
    )


def _papers(access: Access, needles: tuple[str, ...]) -> Group:
    """Find annexes and amendments by their words. Two queries."""
    page = reverse("conventions:overview", args=[access.convention.slug])
    annexes = Annex.objects.filter(convention=access.convention).order_by("label")
    amendments = Amendment.objects.filter(convention=access.convention).order_by("number")
    texts = [(str(annex), "annexe") for annex in annexes]
    texts += [(f"{amendment} – {amendment.purpose}", "avenant") for amendment in amendments]
    return _group(
        "Documents de la convention",
        (Found(title, kind, page) for title, kind in texts if holds(needles, search_text([title]))),
    )
