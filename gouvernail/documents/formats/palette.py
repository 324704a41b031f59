"""Colours of the five families of states in documents: the fill, then the ink upon it.

Never colour alone: the word of the state is beside.
"""

FAMILIES = {
    "not_started": ("#eceeee", "#33474b"),
    "running": ("#dceaf6", "#17446e"),
    "done": ("#dcefdf", "#1d5a2c"),
    "suspended": ("#fbecc9", "#6b4700"),
    "dropped": ("#f3dfe6", "#7a2340"),
}
