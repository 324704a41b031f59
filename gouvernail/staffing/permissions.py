"""Opening the team: loading what is asked for and checking the right to, in one call."""

from django.shortcuts import get_object_or_404

from gouvernail.accounts.models import User
from gouvernail.conventions.permissions import Access, open_convention
from gouvernail.rules.roles import Right
from gouvernail.staffing.models import Post


def open_post(user: User, slug: str, pk: int, right: Right) -> tuple[Post, Access]:
    """Return a post that `user` reaches with `right`.

    Two queries. Errors: Http404, PermissionDenied.
    """
    access = open_convention(user, slug, right)
    rows = Post.objects.of(access.convention).select_related("employer", "commune")
    post = get_object_or_404(rows, pk=pk)
    post.convention = access.convention
    return post, access
