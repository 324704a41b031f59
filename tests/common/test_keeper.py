"""The worker behind the pages: born of the server, back at once when killed, gone with it."""

import os
import re
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener

import pytest

from bench.servers import free_port

pytestmark = pytest.mark.files
ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "exemple-fictif-1"
PAGE = "ctg/golfe-et-etangs/gouvernance/seances/5/dossier/"


@pytest.fixture(scope="module")
def territory(tmp_path_factory):
    """A data folder with the example territory."""
    data = tmp_path_factory.mktemp("data")
    run = [sys.executable, "-c", TELL]
    subprocess.run(run, cwd=ROOT, env=environment(data), check=True, timeout=300)
    return data


TELL = """
import os, django
os.environ["DJANGO_SETTINGS_MODULE"] = "gouvernail.config.settings"
django.setup()
from django.core.management import call_command
from gouvernail.demo.story import tell
call_command("prepare")
tell()
"""


def environment(data):
    kept = {key: value for key, value in os.environ.items() if not key.startswith("GOUVERNAIL_")}
    return {**kept, "GOUVERNAIL_DATA": str(data), "GOUVERNAIL_LOG": "WARNING"}


@contextmanager
def serving(data):
    port = free_port()
    command = [sys.executable, "manage.py", "serve", "--prepared", "--port", str(port)]
    server = subprocess.Popen(command, cwd=ROOT, env=environment(data), stderr=subprocess.DEVNULL)
    try:
        browser = build_opener(HTTPCookieProcessor(CookieJar()))
        until(lambda: _answers(browser, port), 60)
        yield server, browser, f"http://127.0.0.1:{port}/"
    finally:
        server.terminate()
        server.wait(30)


def _answers(browser, port):
    try:
        return browser.open(f"http://127.0.0.1:{port}/sante", timeout=5).status == 200
    except URLError:
        return False


def until(holds, seconds):
    deadline = time.monotonic() + seconds
    while not (found := holds()):
        assert time.monotonic() < deadline, "it took too long"
        time.sleep(0.05)
    return found


def worker_of(server):
    """Return the number of the worker behind the pages, a child of the server; 0 without one."""
    children = Path(f"/proc/{server.pid}/task/{server.pid}/children")
    for number in children.read_text().split():
        try:
            if Path(f"/proc/{number}/comm").read_text().strip() == "ouvrier":
                return int(number)
        except FileNotFoundError:
            continue
    return 0


def is_alive(number):
    try:
        return "\nState:\tZ" not in Path(f"/proc/{number}/status").read_text()
    except FileNotFoundError:
        return False


def send(browser, url, **fields):
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', read(browser, url))[1]
    target = fields.pop("to", url)
    data = urlencode({**fields, "csrfmiddlewaretoken": token}).encode()
    return browser.open(target, data, timeout=30).read().decode()


def read(browser, url):
    return browser.open(url, timeout=30).read().decode()


def test_a_pack_gets_ready_though_its_worker_is_killed(territory):
    with serving(territory) as (server, browser, home):
        send(browser, f"{home}connexion/", login="cdc@example.org", password=PASSWORD)
        page = f"{home}{PAGE}"
        first = until(lambda: worker_of(server), 10)
        told = send(browser, page, to=f"{page}preparer/")
        assert "Dossier en préparation" in told
        until(lambda: re.search(r"(\d+) pièces? faites? sur", read(browser, page)), 20)
        os.kill(first, signal.SIGKILL)
        killed_at = time.monotonic()
        second = until(lambda: worker_of(server) not in {0, first} and worker_of(server), 10)
        assert time.monotonic() - killed_at < 2
        assert second != first
        until(lambda: "Dossier fait le" in read(browser, page), 90)
        content = browser.open(f"{home}{PAGE.rstrip('/')}.zip?fait=1", timeout=30).read()
        assert content[:2] == b"PK"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL], ids=["stopped", "killed"])
def test_the_worker_does_not_outlive_its_server(territory, number):
    with serving(territory) as (server, _, _):
        worker = until(lambda: worker_of(server), 10)
        server.send_signal(number)
        server.wait(30)
        until(lambda: not is_alive(worker), 10)
