"""Asking every address as everybody, and what should come of it."""

from collections.abc import Iterator
from http.cookies import SimpleCookie
from io import BytesIO
from zipfile import ZipFile, is_zipfile

from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import transaction
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from gouvernail.rules.roles import ADMIN_RIGHTS, RIGHTS, Right
from tests.consistency.addresses import Line, Who

METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE")
# What an open door answers: a page, a way on, a mistake in what was sent; 404 is never one.
OPEN = frozenset({200, 302, 400, 405, 409, 410, 422})
TO_SIGN_IN, NO_RIGHT, NOTHING_HERE, NO_SUCH_METHOD = ({code} for code in (302, 403, 404, 405))
NOBODY = {"anonymous", "deactivated"}
OWNER = "pilote"  # whose log the samples are, and with whom the other one is shared
PROBES = {"anonymous", "stranger", "reader", "pilote"}


def named_addresses(patterns=None, space="") -> Iterator[str]:
    """Walk the URLconf: the name of every address, with its namespaces."""
    for pattern in patterns if patterns is not None else get_resolver().url_patterns:
        if isinstance(pattern, URLResolver):
            inside = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from named_addresses(pattern.url_patterns, inside)
        elif isinstance(pattern, URLPattern):
            yield f"{space}{pattern.name or pattern.pattern}"


def address(line: Line, samples: dict) -> str:
    return reverse(line.name, args=[samples[name] for name in line.samples.split()])


def expected(line: Line, method: str, actor: str, world) -> frozenset[int] | set[int]:
    """Return the codes that this actor may get."""
    if line.who is not Who.PUBLIC and actor in NOBODY:
        return TO_SIGN_IN
    if line.who is Who.SECOND_STEP:
        return OPEN | NO_RIGHT | NOTHING_HERE | NO_SUCH_METHOD
    if method not in line.methods.split():
        return NO_SUCH_METHOD
    if line.who in {Who.PUBLIC, Who.SIGNED_IN}:
        return OPEN
    is_admin = actor == "admin"
    if line.who is Who.ADMIN:
        return OPEN if is_admin else NO_RIGHT
    role = world.role_here(actor)
    if role is None and not is_admin:
        return NOTHING_HERE
    rights = ADMIN_RIGHTS if is_admin else RIGHTS[role]
    if line.who is Who.OWN_LOG and Right.EDIT_TEAM in rights:
        return OPEN if actor == OWNER else NOTHING_HERE
    return OPEN if rights & rights_of(line) else NO_RIGHT


def rights_of(line: Line) -> set[Right]:
    """Return the rights that open an address, any of them."""
    if line.who is Who.OWN_LOG:
        return {Right.EDIT_TEAM}
    if line.who is Who.ANY_PART:
        return {Right.READ, Right.MANAGE_SETTINGS}
    # The sample action is led by another structure than the contributor's.
    others = {Who.ANY_ACTION: {Right.EDIT_PLAN}, Who.ANY_REVIEW: {Right.EDIT_REVIEWS}}
    return others.get(line.who) or {line.who}


def ask(client, method: str, path: str, data=None):
    """Send a request and take back what it wrote, in the tables and in the browser."""
    before = {name: cookie.value for name, cookie in client.cookies.items()}
    with transaction.atomic():
        # A body of bytes for PUT and DELETE, as the test client wants it.
        body = (data or {},) if method in {"GET", "HEAD", "POST"} else ()
        response = getattr(client, method.lower())(path, *body)
        response.read_body = body_of(response)
        transaction.set_rollback(True)
    close_files(response)
    client.cookies = SimpleCookie(before)
    return response


def close_files(response) -> None:
    """Close the files that a response holds; its own close() would end the connection too."""
    for close in response._resource_closers:
        close()


def tells(line: Line, method: str, actor: str) -> bool:
    """Tell whether a cell says more than its neighbours.

    A method that an address does not take is refused before anybody is looked at, and HEAD is a
    GET without its body: a few actors are enough for both.
    """
    return actor in PROBES or (method in line.methods.split() and method != "HEAD")


def deviations(line: Line, world, clients, actors=None, methods=METHODS) -> list[str]:
    """Return the cells of one address that do not answer as the table says."""
    path, found = address(line, world.here.samples), []
    for actor in actors or world.actors:
        for method in [one for one in methods if tells(line, one, actor)]:
            response = ask(clients[actor], method, path)
            wanted = expected(line, method, actor, world)
            if response.status_code not in wanted or not _leads_to_sign_in(response, wanted):
                found.append(f"{actor} {method}: {response.status_code}, not in {sorted(wanted)}")
    return found


def _leads_to_sign_in(response, wanted) -> bool:
    return wanted is not TO_SIGN_IN or response["Location"].startswith("/connexion/?next=")


def body_of(response) -> bytes:
    """Return everything a response says: head, cookies, body, and the inside of a workbook."""
    content = b"".join(response.streaming_content) if response.streaming else response.content
    if is_zipfile(BytesIO(content)):
        with ZipFile(BytesIO(content)) as book:
            content = b"\n".join(book.read(name) for name in book.namelist())
    heads = "\n".join(f"{name}: {value}" for name, value in response.items())
    return content + heads.encode() + response.cookies.output().encode()


def everything_stored() -> dict[str, list[tuple]]:
    """Return every row of every table, but those of sessions."""
    return {
        table._meta.label: list(table._base_manager.order_by("pk").values_list())
        for table in apps.get_models()
        if table is not Session and table._meta.managed
    }
