"""Reading a table of posts: who employs, which post, how much, who holds it, from when to when."""

from gouvernail.imports.posts.fields import POST_FIELDS, PostField
from gouvernail.imports.posts.heads import named
from gouvernail.imports.posts.reading import read_posts
from gouvernail.imports.posts.results import (
    CellProblem,
    Column,
    NoPostsFound,
    PostChoices,
    PostLine,
    ReadHolder,
    ReadPost,
    ReadPosts,
    ReadRate,
)

__all__ = [
    "POST_FIELDS",
    "CellProblem",
    "Column",
    "NoPostsFound",
    "PostChoices",
    "PostField",
    "PostLine",
    "ReadHolder",
    "ReadPost",
    "ReadPosts",
    "ReadRate",
    "named",
    "read_posts",
]
