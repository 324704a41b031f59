"""What is known of the posts before a table of them comes in."""

from gouvernail.conventions.models import Convention
from gouvernail.rules.names import fold_name
from gouvernail.staffing.models import Post
from gouvernail.territories.models import Commune


def post_key(employer: str, title: str) -> tuple[str, str]:
    """Return what two spellings of a post have in common: its employer and its title."""
    return fold_name(employer), fold_name(title)


def known_posts(convention: Convention) -> set[tuple[str, str]]:
    """Return the posts of the ledger, by what names them. One query."""
    rows = Post.objects.of(convention).select_related("employer")
    return {post_key(str(row.employer), row.title) for row in rows}


def communes_by_code(convention: Convention) -> dict[str, Commune]:
    """Return the communes of the perimeter by INSEE code. One query."""
    rows = convention.perimeter.select_related("commune")
    return {row.commune.insee_code: row.commune for row in rows}
