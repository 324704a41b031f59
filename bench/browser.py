"""What a person waits for: the first view in Chromium, its bytes and its requests."""

import shutil
from dataclasses import dataclass, field
from typing import Any

from bench.lines import COUNT, KILOBYTES, MILLISECONDS, Line, Report
from bench.statistics import Bar, Kind, Series
from bench.visitor import HOST

SCENE = "premier affichage dans Chromium, tableau de 60 actions"
ROUNDS = 7
PAINT = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? null"


@dataclass
class Views:
    """What was seen, round after round: seconds, kilobytes, requests."""

    paints: list[float] = field(default_factory=list)
    first_weights: list[float] = field(default_factory=list)
    second_weights: list[float] = field(default_factory=list)
    requests: list[float] = field(default_factory=list)


def measure_browser(report: Report, page: str, bare: str, cookies: dict[str, str]) -> None:
    """Open a page and its floor, each time with an empty cache, then the page once more."""
    chromium = shutil.which("chromium")
    if chromium is None:
        report.leave("premier affichage dans Chromium (installez le paquet chromium)")
        return
    from playwright.sync_api import sync_playwright

    asked, floor = Views(), Views()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for _ in range(ROUNDS):
            for address, seen in ((page, asked), (bare, floor)):
                _look(browser, address, cookies, seen)
        browser.close()
    paint, bare_paint = Series(tuple(asked.paints)), Series(tuple(floor.paints))
    report.add(
        Line(SCENE, "contenu visible", paint, MILLISECONDS, bare_paint, Bar(Kind.RATIO, 2)),
        _weight("poids, première vue", asked.first_weights, 120),
        _weight("poids, seconde vue", asked.second_weights, 25),
        Line(SCENE, "requêtes", Series(tuple(asked.requests)), COUNT, None, Bar(Kind.MOST, 8)),
    )


def _weight(label: str, weights: list[float], limit: float) -> Line:
    return Line(SCENE, label, Series(tuple(weights)), KILOBYTES, None, Bar(Kind.MOST, limit))


def _look(browser: Any, address: str, cookies: dict[str, str], seen: Views) -> None:
    context = browser.new_context()
    context.add_cookies(
        [
            {"name": key, "value": value, "domain": HOST, "path": "/"}
            for key, value in cookies.items()
        ]
    )
    tab = context.new_page()
    traffic = _counter(tab)
    tab.goto(address, wait_until="networkidle")
    seen.paints.append(tab.evaluate(PAINT) / 1000)
    first = traffic.copy()
    tab.goto(address, wait_until="networkidle")
    seen.first_weights.append(first.bytes / 1000)
    seen.second_weights.append((traffic.bytes - first.bytes) / 1000)
    seen.requests.append(first.requests)
    context.close()


@dataclass
class Traffic:
    """What crossed the wire so far."""

    bytes: float = 0
    requests: int = 0

    def copy(self) -> "Traffic":
        """Return the same counts, which will not move any more."""
        return Traffic(self.bytes, self.requests)


def _counter(tab: Any) -> Traffic:
    """Return the traffic of a tab, counted from now on."""
    traffic = Traffic()
    session = tab.context.new_cdp_session(tab)
    session.send("Network.enable")

    def requested(event: dict[str, Any]) -> None:
        traffic.requests += not event["request"]["url"].startswith("data:")

    def loaded(event: dict[str, Any]) -> None:
        traffic.bytes += event["encodedDataLength"]

    session.on("Network.requestWillBeSent", requested)
    session.on("Network.loadingFinished", loaded)
    return traffic
