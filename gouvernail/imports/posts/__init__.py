"""Reading a table of posts: who employs, which post, how much, who holds it, from when to when."""

from gouvernail.imports.posts.fields import POST_FIELDS, PostField
from gouvernail.imports.posts.reading import NoPostsFound, read_posts
from gouvernail.imports.posts.results import CellProblem, PostLine, ReadHolder, ReadPost, ReadPosts

__all__ = [
    "POST_FIELDS",
    "CellProblem",
    "NoPostsFound",
    "PostField",
    "PostLine",
    "ReadHolder",
    "ReadPost",
    "ReadPosts",
    "read_posts",
]
