"""A real server with the real demo, and a real browser. No database of the tests is used."""

import json
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "exemple-fictif-1"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
    "--disable-quic",
]


def pytest_collection_modifyitems(items):
    for item in items:
        if "e2e" in str(item.path):
            item.add_marker(pytest.mark.e2e)


@pytest.fixture(scope="session")
def demo(tmp_path_factory):
    """Start the demo as a newcomer does; stop it as a system does, and see that it ends well."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {**os.environ, "GOUVERNAIL_DATA": str(tmp_path_factory.mktemp("demo"))}
    environment.pop("GOUVERNAIL_DATABASE_URL", None)
    server = subprocess.Popen(
        [sys.executable, "manage.py", "demo", "--port", str(port), "--json"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    told = json.loads(server.stdout.readline())
    yield told
    server.terminate()
    code = server.wait(20)
    server.stdout.close()
    assert code == 0


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        chromium = shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser, demo):
    """Return a function that signs somebody in and gives a page; complaints fail the test."""
    contexts, complaints = [], []

    def opened(who="cdc", **options):
        options.setdefault("viewport", {"width": 1280, "height": 900})
        context = browser.new_context(base_url=demo["url"], locale="fr-FR", **options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda m: m.type == "error" and complaints.append(m.text))
        page.on("request", lambda r: complaints.append(r.url) if is_outside(r.url, demo) else None)
        if who:
            sign_in(page, who)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert [text for text in complaints if "409" not in text and "403" not in text] == []


def is_outside(url, demo):
    return not url.startswith((demo["url"], "data:", "blob:"))


def sign_in(page, who):
    page.goto("/connexion/")
    page.fill("input[name=login]", f"{who}@example.org")
    page.fill("input[type=password]", PASSWORD)
    page.click("main form button")
    page.wait_for_url(lambda url: "connexion" not in url)
