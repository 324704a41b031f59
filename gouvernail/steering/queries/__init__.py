"""What the pages of the steering desk read."""

from gouvernail.steering.queries.search import search_page
from gouvernail.steering.queries.today import today_page

__all__ = ["search_page", "today_page"]
