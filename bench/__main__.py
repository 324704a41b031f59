"""Measure each main page and command beside its floor, in one run: `./run bench`."""

import argparse
import sys
import tempfile
from pathlib import Path

from bench.browser import measure_browser
from bench.commands import measure_commands
from bench.crowd import measure_crowd
from bench.lines import Report
from bench.memory import memory
from bench.pages import measure_pages
from bench.pairs import Pair, build, serving
from bench.report import as_json, as_text
from bench.rules import measure_rules
from bench.servers import floor_command, product_command
from bench.visitor import HOST, Visitor

SIZES = {"soixante": 60, "deux-mille": 2000}


def main() -> None:
    """Build, serve, measure, report; stop what was started."""
    parser = argparse.ArgumentParser(prog="./run bench")
    parser.add_argument("--quick", action="store_true", help="moins de passages")
    parser.add_argument("--long", action="store_true", help="aussi parmi 200 conventions")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    repeats = 15 if options.quick else 60
    report = Report()
    with tempfile.TemporaryDirectory() as folder:
        measure_scenes(report, Path(folder), repeats)
    measure_rules(report, repeats)
    if options.long:
        measure_crowd(report, repeats)
    else:
        report.leave("une convention parmi 200 (--long)")
    sys.stdout.write((as_json(report) if options.json else as_text(report)) + "\n")


def measure_scenes(report: Report, data: Path, repeats: int) -> None:
    """Measure pages, browser, memory and commands on the same rows."""
    world = build(data, SIZES)
    cookies = dict(world.cookies)
    with serving(data, product_command) as (product, pid):
        with serving(data, floor_command) as (floor, _):
            pair = Pair(Visitor(product, dict(cookies)), Visitor(floor, dict(cookies)))
            for name, made in world.conventions.items():
                measure_pages(report, pair, made, name, repeats)
            small = world.conventions["soixante"]
            page = f"http://{HOST}:{product}/ctg/{small.slug}/plan/tableau/"
            bare = f"http://{HOST}:{floor}/rows/actions/{small.id}/{small.actions}/"
            measure_browser(report, page, bare, cookies)
        report.add(memory(pid))
    measure_commands(report, data)


if __name__ == "__main__":
    main()
