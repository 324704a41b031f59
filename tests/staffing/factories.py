"""The ledger of annexe 4, § 4, made by the operations that people use."""

from datetime import date
from decimal import Decimal

from gouvernail.staffing.models import Post
from gouvernail.staffing.operations.holdings import HoldingDraft, hold_post
from gouvernail.staffing.operations.posts import PostDraft, RateDraft, create_post
from tests.factories import nobody

ISTRES, FOS = "Ville d’Istres", "Ville de Fos-sur-Mer"
SIGNED, GROWN, TODAY = date(2025, 1, 1), date(2026, 9, 1), date(2026, 11, 26)
ANNEX = (
    ("CDC petite enfance", ISTRES, "1", SIGNED, "existing", "Dominique Fictif"),
    ("CDC jeunesse", ISTRES, "0.8", SIGNED, "existing", "Charlie Imaginaire"),
    ("CDC Fos-sur-Mer", FOS, "0.8", SIGNED, "existing", "Noa Fictif"),
    ("CDC vie sociale", ISTRES, "0.5", SIGNED, "existing", "Andrea Supposée"),
    ("CDC Fos-sur-Mer, extension", FOS, "0.2", GROWN, "development", "Noa Fictif"),
    ("CDC inclusion numérique", ISTRES, "0.5", GROWN, "development", ""),
)


def make_post(convention, title="CDC jeunesse", employer=ISTRES, fte="0.8", **more):
    """Make a post; `holder` holds all of it from its first day."""
    since, holder = more.pop("since", SIGNED), more.pop("holder", "")
    draft = PostDraft(employer, {"title": title, "kind": more.pop("kind", "existing"), **more})
    post = create_post(convention, draft, RateDraft(Decimal(fte), since), by=nobody())
    if holder:
        hold(post, holder, fte, since)
    return post


def hold(post, name, fte="0.8", since=SIGNED, until=None, contract=None):
    draft = HoldingDraft(name, Decimal(fte), since, until, contract)
    return hold_post(post, draft, Post.objects.get(pk=post.pk).version, by=nobody()).holding


def make_annex(convention):
    """Make the six posts of the annex; return them by title."""
    return {
        title: make_post(convention, title, employer, fte, since=since, kind=kind, holder=holder)
        for title, employer, fte, since, kind, holder in ANNEX
    }
