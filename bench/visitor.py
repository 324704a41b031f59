"""A visitor with a session, who asks for pages over loopback and times the answers."""

import http.client
import re
import secrets
import time
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlencode

HOST = "127.0.0.1"
PATIENCE_SECONDS = 90
FORM_TYPE = "application/x-www-form-urlencoded"
Pairs = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server said, and after how long the last byte was there."""

    status: int
    headers: Mapping[str, str]
    raw: bytes
    seconds: float

    @property
    def text(self) -> str:
        """The page, unpacked."""
        packed = self.headers.get("content-encoding") == "gzip"
        return (zlib.decompress(self.raw, wbits=31) if packed else self.raw).decode()


@dataclass(slots=True)
class Visitor:
    """A signed-in browser without a screen. gunicorn's sync workers close each connection."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, path: str, **headers: str) -> Answer:
        """Ask for a page."""
        return self._ask("GET", path, None, headers)

    def post(self, path: str, pairs: Pairs) -> Answer:
        """Send a form."""
        body = urlencode(pairs).encode()
        return self._ask("POST", path, body, {"Content-Type": FORM_TYPE})

    def upload(self, path: str, pairs: Pairs, filename: str, data: bytes) -> Answer:
        """Send a form with a file in its field `file`."""
        edge = secrets.token_hex(16)
        parts = [
            f'--{edge}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
            for name, value in pairs
        ]
        head = f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="{filename}"'
        body = "".join([*parts, head, "\r\n\r\n"]).encode() + data + f"\r\n--{edge}--\r\n".encode()
        return self._ask(
            "POST", path, body, {"Content-Type": f"multipart/form-data; boundary={edge}"}
        )

    def _ask(
        self, method: str, path: str, body: bytes | None, headers: Mapping[str, str]
    ) -> Answer:
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        sent = {"Accept-Encoding": "gzip", "Cookie": cookie, **headers}
        started = time.perf_counter()
        connection = http.client.HTTPConnection(HOST, self.port, timeout=PATIENCE_SECONDS)
        try:
            connection.request(method, path, body=body, headers=sent)
            response = connection.getresponse()
            raw = response.read()
        finally:
            connection.close()
        seconds = time.perf_counter() - started
        for line in response.headers.get_all("Set-Cookie") or ():
            name, _, value = line.partition(";")[0].partition("=")
            self.cookies[name] = value
        lowered = {name.lower(): value for name, value in response.getheaders()}
        return Answer(response.status, lowered, raw, seconds)


class FormReader(HTMLParser):
    """Reads what a browser would send of the form that holds the CSRF token."""

    def __init__(self) -> None:
        """Start with nothing read."""
        super().__init__()
        self.pairs: list[tuple[str, str]] = []
        self._named: str | None = None
        self._kind = ""
        self._text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take a field, or what is chosen in a menu."""
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.pairs = [] if "csrfmiddlewaretoken" not in dict(self.pairs) else self.pairs
        elif tag == "input":
            self._take_input(given)
        elif tag in {"textarea", "select"}:
            self._named, self._kind, self._text = given.get("name"), tag, ""
        elif tag == "option" and self._kind == "select" and "selected" in given:
            self._text = given.get("value", "")

    def _take_input(self, given: dict[str, str]) -> None:
        is_off = given.get("type") in {"checkbox", "radio"} and "checked" not in given
        if given.get("name") and not is_off and given.get("type") not in {"submit", "file"}:
            self.pairs.append((given["name"], given.get("value", "")))

    def handle_data(self, data: str) -> None:
        """Take the text of a text area, less the newline that HTML adds."""
        if self._kind == "textarea":
            self._text += data

    def handle_endtag(self, tag: str) -> None:
        """Close a text area or a menu."""
        if tag == self._kind:
            if self._named:
                self.pairs.append((self._named, re.sub(r"\A\r?\n", "", self._text)))
            self._named, self._kind = None, ""


def form_of(page: str) -> list[tuple[str, str]]:
    """Return the fields of the form that a page posts, as a browser would send them."""
    found = re.search(r'<form[^>]*method="post".*?</form>', page, re.DOTALL)
    reader = FormReader()
    reader.feed(found[0] if found else page)
    return reader.pairs
