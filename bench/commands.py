"""The commands that people wait for, start of Python included."""

import json
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from bench.lines import COUNT, SECONDS, Line, Report
from bench.servers import ROOT, environment
from bench.statistics import Bar, Kind, Series


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
    measure_annual_report(report, data)


def measure_annual_report(report: Report, data: Path) -> None:
    """Time the annual report of 60 validated reviews, in its three formats, as the worker does."""
    scene, year = "rapport annuel, 60 bilans validés", str(datetime.now(UTC).year - 1)
    made = subprocess.run(
        [sys.executable, "-m", "bench.compose", "soixante", year],
        cwd=ROOT,
        env=environment(data),
        capture_output=True,
        check=True,
    )
    told = json.loads(made.stdout)
    bar = Bar(Kind.MOST, 5)
    report.add(Line(scene, "premier passage", Series((told["first"],)), SECONDS, None, bar))
    report.add(Line(scene, "passage suivant", Series((told["second"],)), SECONDS, None, bar))
    report.add(Line(scene, "pages du PDF", Series((told["pages"],)), COUNT))


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
