"""Two conventions side by side, each with one of everything, and the people around them.

Every text of the second one carries MARK: whoever has no part in it must never read that word.
"""

from tests.cast.marking import MARK
from tests.cast.world import build_world

__all__ = ["MARK", "build_world"]
