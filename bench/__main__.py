"""Measure each main page and command beside its floor, in one run: `./run bench`."""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.lines import COUNT, MEGABYTES, MILLISECONDS, SECONDS, Line, Report
from bench.report import as_json, as_text
from bench.servers import (
    ROOT,
    environment,
    floor_command,
    free_port,
    product_command,
    running,
    wait_for,
)
from bench.statistics import Bar, Kind, Series
from bench.visitor import Answer, Visitor, form_of
from bench.world import Made, World, world_from

SIZES = {"soixante": 60, "deux-mille": 2000}
SHOWN = 100  # rows that a page of the table shows
THRICE, TWICE, FOUR_TIMES = (Bar(Kind.RATIO, limit) for limit in (3, 2, 4))


def main() -> None:
    """Build, serve, measure, report; stop what was started."""
    parser = argparse.ArgumentParser(prog="./run bench")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    repeats = 15 if options.quick else 60
    report = Report()
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        world = build(data)
        with serving(data, product_command, "/sante") as (product, pid):
            with serving(data, floor_command, "/sante") as (floor, _):
                for name, made in world.conventions.items():
                    measure_pages(report, Pair(product, floor, world), made, name, repeats)
            report.add(memory(pid))
        measure_commands(report, data)
    sys.stdout.write((as_json(report) if options.json else as_text(report)) + "\n")


def build(data: Path) -> World:
    """Build the rows through the operations, in a data folder of its own."""
    command = [sys.executable, "-m", "bench.world", json.dumps(SIZES), "1"]
    done = subprocess.run(
        command, cwd=ROOT, env=environment(data), capture_output=True, text=True, check=True
    )
    return world_from(done.stdout.strip().splitlines()[-1])


@contextmanager
def serving(
    data: Path, command: Callable[[int], list[str]], path: str
) -> Iterator[tuple[int, int]]:
    """Serve for the time of a block; give the port and the number of the master."""
    port, log = free_port(), data / f"{command.__name__}.log"
    with running(command(port), environment(data), log) as pid:
        wait_for(port, path, pid, log)
        yield port, pid


class Pair:
    """Two visitors of the same person: one of the product, one of the floor."""

    def __init__(self, product: int, floor: int, world: World) -> None:
        """Open both."""
        self.product = Visitor(product, dict(world.cookies))
        self.floor = Visitor(floor, dict(world.cookies))

    def times(self, page: str, bare: str, repeats: int) -> tuple[Series, Series]:
        """Ask for both pages in turn, so that the machine's moods hit them alike."""
        asked: list[float] = []
        floor: list[float] = []
        for rank in range(repeats + 3):
            for visitor, path, kept in ((self.product, page, asked), (self.floor, bare, floor)):
                answer = _answered(visitor.get(path))
                if rank >= 3:
                    kept.append(answer.seconds)
        return Series(tuple(asked)), Series(tuple(floor))


def _answered(answer: Answer) -> Answer:
    if answer.status not in {200, 302}:
        raise SystemExit(f"une page a répondu {answer.status} : {answer.text[:300]}")
    return answer


def measure_pages(report: Report, pair: Pair, made: Made, name: str, repeats: int) -> None:
    """Measure the pages of one convention."""
    root, plan = f"/ctg/{made.slug}", f"/ctg/{made.slug}/plan"
    action, actions = made.action_ids[0], f"/rows/actions/{made.id}"
    tree = made.actions if made.actions <= 120 else 1
    bar = THRICE if made.actions <= 120 else TWICE
    pages = [
        ("aujourd’hui", f"{root}/aujourdhui/", f"{actions}/10/", THRICE),
        ("arbre", f"{plan}/", f"{actions}/{tree}/", bar),
        ("tableau", f"{plan}/tableau/", f"{actions}/{min(made.actions, SHOWN)}/", bar),
        (
            "tableau filtré",
            f"{plan}/tableau/?q=etape",
            f"{actions}/{SHOWN}/",
            Bar(Kind.BEYOND, 0.06),
        ),
        ("fiche", f"{plan}/actions/{action}/", f"/action/{action}/", THRICE),
        ("formulaire", f"{plan}/actions/{action}/modifier/", f"/action/{action}/", None),
        ("histoire", f"{root}/histoire/", f"/rows/entries/{made.id}/50/", THRICE),
        ("annuaire", f"{root}/annuaire/", f"/rows/organisations/{made.id}/200/", THRICE),
    ]
    scene = f"{made.actions} actions ({name})"
    for label, page, bare, limit in pages:
        value, floor = pair.times(page, bare, repeats)
        report.add(Line(scene, label, value, MILLISECONDS, floor, limit))
    report.add(saving(pair, f"{plan}/actions/{action}/modifier/", action, scene, repeats))
    for extension in ("xlsx", "csv"):
        value, floor = pair.times(
            f"{plan}/export.{extension}", f"{actions}/1/", max(repeats // 10, 3)
        )
        report.add(Line(scene, f"export {extension}", value, MILLISECONDS))


def saving(pair: Pair, form_path: str, action: int, scene: str, repeats: int) -> Line:
    """Save an edit, with versions, history and journal, beside one bare row saved."""
    asked, floor = [], []
    for rank in range(repeats):
        fields = dict(form_of(_answered(pair.product.get(form_path)).text))
        fields["remarks"] = f"Essai {rank}"
        answer = _answered(pair.product.post(form_path, list(fields.items())))
        asked.append(answer.seconds)
        bare = pair.floor.post(f"/action/{action}/", [("remarks", f"Essai {rank}")])
        floor.append(_answered(bare).seconds)
    return Line(
        scene, "enregistrer", Series(tuple(asked)), MILLISECONDS, Series(tuple(floor)), FOUR_TIMES
    )


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


def measure_commands(report: Report, data: Path) -> None:
    """Time the commands that people wait for: an export, then its import elsewhere."""
    out = data / "plan.csv"
    export = ["export_plan", "--convention", "deux-mille", "--format", "csv", "--out", str(out)]
    kit = ROOT / "kits" / "golfe-et-etangs.toml"
    create = ["create_convention", "--kit", str(kit), "--name", "Neuve", "--slug", "neuve"]
    dry = ["import_plan", str(out), "--convention", "neuve", "--dry-run"]
    scene = "commandes, 2 000 lignes"
    start = timed(data, ["help"])
    report.add(Line(scene, "démarrage de Django", start, SECONDS))
    report.add(Line(scene, "export CSV", timed(data, export), SECONDS))
    timed(data, create)
    report.add(Line(scene, "import : aperçu", timed(data, dry), SECONDS, None, Bar(Kind.MOST, 3)))
    applied = timed(data, dry[:-1])
    report.add(Line(scene, "import : appliqué", applied, SECONDS, None, Bar(Kind.MOST, 5)))
    again = timed(data, dry)
    report.add(Line(scene, "même import : aperçu", again, SECONDS))
    report.add(Line(scene, "actions", Series((2000,)), COUNT))


def timed(data: Path, command: list[str]) -> Series:
    """Time one management command, start of Python included."""
    started = time.perf_counter()
    subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=ROOT,
        env=environment(data),
        capture_output=True,
        check=True,
    )
    return Series((time.perf_counter() - started,))


if __name__ == "__main__":
    main()
