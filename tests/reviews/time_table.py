"""The table of docs/explanation/temps-d-une-campagne.md, read as figures."""

import re
from pathlib import Path

PAGE = Path(__file__).resolve().parents[2] / "docs/explanation/temps-d-une-campagne.md"
KEEPER = "## Celui qui tient la campagne"


def rows():
    """Return the rows of the one who keeps a campaign: step, gestures, who counted, how long."""
    part = PAGE.read_text("utf-8").split(KEEPER)[1].split("\n## ")[0]
    lines = [line for line in part.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[1:]]


def steps():
    """Return the rows that are steps, without the total."""
    return [row for row in rows() if "Total" not in row[0]]


def gestures_of(step):
    """Return the clicks, fields and characters that the table tells of one time of a step."""
    [told] = [row[1] for row in steps() if row[0].startswith(step)]
    return tuple(_number(told, word) for word in ("clic", "champ", "signe"))


def seconds(words):
    """Return a duration: « 3 min 20 s » is 200."""
    return 60 * _number(words, "min") + _number(words, r"s\b")


def _number(told, word):
    found = re.search(rf"(\d+)\s{word}", told)
    return int(found[1]) if found else 0
