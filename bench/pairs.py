"""Two servers asked in turn, so that the machine's moods hit both alike."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.servers import ROOT, environment, free_port, running, wait_for
from bench.statistics import Series
from bench.visitor import Answer, Visitor
from bench.world import World, world_from

WARMING = 3


def build(data: Path, sizes: dict[str, int]) -> World:
    """Build the rows through the operations, in a data folder of its own."""
    command = [sys.executable, "-m", "bench.world", json.dumps(sizes), "1"]
    done = subprocess.run(
        command, cwd=ROOT, env=environment(data), capture_output=True, text=True, check=True
    )
    return world_from(done.stdout.strip().splitlines()[-1])


@contextmanager
def serving(
    data: Path, command: Callable[[int], list[str]], path: str = "/sante"
) -> Iterator[tuple[int, int]]:
    """Serve for the time of a block; give the port and the number of the master."""
    port, log = free_port(), data / f"{command.__name__}.log"
    with running(command(port), environment(data), log) as pid:
        wait_for(port, path, pid, log)
        yield port, pid


class Pair:
    """Two visitors: one of what is measured, one of what it is compared with."""

    def __init__(self, product: Visitor, floor: Visitor) -> None:
        """Keep both."""
        self.product, self.floor = product, floor

    def times(self, page: str, bare: str, repeats: int) -> tuple[Series, Series]:
        """Ask for both pages in turn."""
        asked: list[float] = []
        floor: list[float] = []
        for rank in range(repeats + WARMING):
            for visitor, path, kept in ((self.product, page, asked), (self.floor, bare, floor)):
                answer = answered(visitor.get(path))
                if rank >= WARMING:
                    kept.append(answer.seconds)
        return Series(tuple(asked)), Series(tuple(floor))


def answered(answer: Answer) -> Answer:
    """Return the answer, if it is one: what fails is not measured."""
    if answer.status not in {200, 302}:
        raise SystemExit(f"une page a répondu {answer.status} : {answer.text[:300]}")
    return answer
