"""The memory of a server at rest."""

from pathlib import Path

from bench.lines import MEGABYTES, Line
from bench.statistics import Bar, Kind, Series


def memory(master: int) -> Line:
    """Add up the memory of the master and its workers, each shared page counted once."""
    family = [master, *_children(master)]
    kilobytes = sum(_pss(pid) for pid in family)
    value = Series((kilobytes / 1024,))
    return Line("au repos", "mémoire (PSS)", value, MEGABYTES, None, Bar(Kind.MOST, 350))


def _children(pid: int) -> list[int]:
    text = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    return [int(part) for part in text.split()]


def _pss(pid: int) -> int:
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1])
    return 0
