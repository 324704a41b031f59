"""Writing posts that were read and accepted: one transaction, all or nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction

from gouvernail.conventions.models import Convention
from gouvernail.history.operations import By
from gouvernail.imports.posts import ReadPost, ReadRate
from gouvernail.imports.posts_queries import communes_by_code, known_posts, post_key
from gouvernail.staffing.models import Post
from gouvernail.staffing.operations.holdings import HoldingDraft, hold_post
from gouvernail.staffing.operations.posts import PostDraft, RateDraft, add_rate, create_post
from gouvernail.territories.models import Commune


@dataclass(frozen=True, slots=True)
class Added:
    """How many posts came in, and how many persons entered the directory with them."""

    posts: int
    persons: int


@transaction.atomic
def apply_posts(convention: Convention, posts: Sequence[ReadPost], *, by: By) -> Added:
    """Add the posts that the ledger does not have, with their holders; return how many.

    A post of the same employer and title is there already: it is left as it is.

    Errors: Refusal. Then nothing is written.
    """
    # A second click waits for the first one, then finds its posts there.
    Convention.objects.select_for_update().get(pk=convention.pk)
    known, communes = known_posts(convention), communes_by_code(convention)
    fresh = [read for read in posts if post_key(read.employer, read.title) not in known]
    persons = 0
    for read in fresh:
        post = _create(convention, read, communes, by)
        for held in read.holders:
            draft = HoldingDraft(
                held.name, held.fte, held.starts_on, held.ends_on, held.mandate_ends_on
            )
            persons += hold_post(post, draft, post.version, by=by).is_added
    return Added(len(fresh), persons)


def _create(
    convention: Convention, read: ReadPost, communes: Mapping[str, Commune], by: By
) -> Post:
    values = {
        "title": read.title,
        "kind": read.kind,
        # A commune that left the perimeter since the preview is left out.
        "commune": communes.get(read.place),
        "is_cofinanced": read.is_cofinanced,
    }
    first, *others = read.rates
    post = create_post(convention, PostDraft(read.employer, values), _rate(first), by=by)
    for rate in others:
        add_rate(post, _rate(rate), post.version, by=by)
    return post


def _rate(read: ReadRate) -> RateDraft:
    return RateDraft(read.fte, read.starts_on, read.ends_on)
