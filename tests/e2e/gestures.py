"""Counting what somebody does on a page, and how long a hand takes to do it.

Seconds are those of the keystroke-level model (Card, Moran and Newell, 1980), and of typing on a
phone (Palin and others, 2019: about 36 words a minute); docs/explanation/temps-d-une-campagne.md
states them.
"""

from dataclasses import dataclass, field

CLICK = 3.0  # think, point, press, see the page come
CHARACTER = {"phone": 0.33, "desk": 0.28}


@dataclass
class Gestures:
    """A page, and what was done on it."""

    page: object
    device: str = "desk"
    clicks: int = 0
    fields: int = 0
    characters: int = 0
    told: list = field(default_factory=list)

    def click(self, target):
        self.clicks += 1
        target.click()

    def check(self, target):
        self.clicks += 1
        target.check()

    def fill(self, target, words):
        self.fields += 1
        self.characters += len(words)
        target.fill(words)

    def choose(self, target, **option):
        """Choose in a list: a field, of which nothing is typed."""
        self.fields += 1
        target.select_option(**option)

    @property
    def seconds(self):
        return (self.clicks + self.fields) * CLICK + self.characters * CHARACTER[self.device]
