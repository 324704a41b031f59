"""One convention alone, and the same among two hundred: its pages must not feel the others."""

import tempfile
from pathlib import Path

from bench.lines import MILLISECONDS, Line, Report
from bench.pages import page_addresses
from bench.pairs import Pair, build, serving
from bench.servers import product_command
from bench.statistics import Bar, Kind
from bench.visitor import Visitor

CONVENTIONS, ACTIONS = 200, 60
NAME = "soixante"
SCENE = f"{CONVENTIONS} conventions de {ACTIONS} actions, une page de l’une d’elles"


def measure_crowd(report: Report, repeats: int) -> None:
    """Compare each page of a convention among many with the same page of the same one alone."""
    many = {NAME: ACTIONS, **{f"autre-{rank}": ACTIONS for rank in range(1, CONVENTIONS)}}
    with tempfile.TemporaryDirectory() as first, tempfile.TemporaryDirectory() as second:
        alone, crowd = Path(first), Path(second)
        small, large = build(alone, {NAME: ACTIONS}), build(crowd, many)
        with (
            serving(crowd, product_command) as (crowd_port, _),
            serving(alone, product_command) as (alone_port, _),
        ):
            among = Visitor(crowd_port, dict(large.cookies))
            pair = Pair(among, Visitor(alone_port, dict(small.cookies)))
            here = page_addresses(large.conventions[NAME])
            there = page_addresses(small.conventions[NAME])
            for label, path in here.items():
                value, floor = pair.times(path, there[label], repeats)
                report.add(Line(SCENE, label, value, MILLISECONDS, floor, Bar(Kind.RATIO, 1.3)))
