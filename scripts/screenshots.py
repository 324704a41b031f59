"""Take the pictures of the documentation from a fresh demo: `./run shots`."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
C = "/ctg/golfe-et-etangs"
SHOTS = {
    "aujourdhui": f"{C}/aujourdhui/",
    "plan-arbre": f"{C}/plan/",
    "plan-tableau": f"{C}/plan/tableau/",
    "fiche-action": f"{C}/plan/actions/2/",
    "structure": f"{C}/plan/structure/",
    "annuaire": f"{C}/annuaire/",
}


def main() -> None:
    """Start the demo in a folder of its own, take the pictures, stop it."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "GOUVERNAIL_DATA": folder}
        command = [sys.executable, "manage.py", "demo", "--port", "8977", "--json"]
        server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE)
        try:
            line = server.stdout.readline() if server.stdout else b"{}"
            take(json.loads(line))
        finally:
            server.terminate()
            server.wait()


def take(demo: dict[str, str]) -> None:
    """Take every picture at a desk's width."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        chromium = shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(
            base_url=demo["url"], viewport={"width": 1280, "height": 800}, locale="fr-FR"
        )
        sign_in(page)
        for name, path in SHOTS.items():
            page.goto(path)
            page.screenshot(path=IMAGES / f"{name}.png")
        browser.close()


def sign_in(page: Page) -> None:
    """Sign the coordinator of the demo in."""
    page.goto("/connexion/")
    page.fill("input[name=login]", "cdc@example.org")
    page.fill("input[type=password]", "exemple-fictif-1")
    page.click("main form button")


if __name__ == "__main__":
    main()
