"""Writing posts that were read and accepted: one transaction, all or nothing."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from gouvernail.conventions.models import Convention
from gouvernail.history.operations import By
from gouvernail.imports.posts import ReadPost
from gouvernail.imports.posts_queries import known_posts, post_key
from gouvernail.staffing.operations.holdings import HoldingDraft, hold_post
from gouvernail.staffing.operations.posts import PostDraft, RateDraft, create_post


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
    known = known_posts(convention)
    added = persons = 0
    for read in posts:
        if post_key(read.employer, read.title) in known:
            continue
        values = {"title": read.title, "kind": read.kind}
        rate = RateDraft(read.agreed, read.starts_on, read.ends_on)
        post = create_post(convention, PostDraft(read.employer, values), rate, by=by)
        for held in read.holders:
            draft = HoldingDraft(held.name, held.fte, held.starts_on, held.ends_on)
            persons += hold_post(post, draft, post.version, by=by).is_added
        added += 1
    return Added(added, persons)
