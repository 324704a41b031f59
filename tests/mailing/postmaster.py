"""A mail server of ours on loopback, that refuses, tarries, drops and dies as a test says."""

import asyncio
import logging
import socket
from collections import Counter
from email import message_from_bytes

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP

logging.getLogger("mail.log").setLevel("ERROR")


class Postmaster:
    """What the server does with each mail, and what it took."""

    def __init__(self):
        self.taken = []  # (address of the envelope, parsed mail)
        self.seen = Counter()  # how many times each address was asked for
        self.refused = set()  # addresses that do not exist
        self.busy_once = set()  # addresses put off the first time
        self.dropped_before = set()  # the line is cut before 250, once each
        self.dropped_after = set()  # the mail is taken, the line is cut before 250 is read
        self.slow = set()  # longer than the patience of the sender, once each

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        self.seen[address] += 1
        if address in self.refused:
            return "550 5.1.1 no such mailbox"
        if address in self.busy_once and self.seen[address] == 1:
            return "450 4.2.1 try again later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        [address] = envelope.rcpt_tos
        first = self.seen[address] == 1
        if first and address in self.slow:
            await asyncio.sleep(3)
            return "451 4.3.0 too slow"
        if first and address in self.dropped_before:
            server.transport.abort()
            return "250 never read"
        self.taken.append((address, message_from_bytes(envelope.content)))
        if first and address in self.dropped_after:
            server.transport.abort()
        return "250 OK"


class _Controller(Controller):
    def factory(self):
        return SMTP(self.handler, enable_SMTPUTF8=True, hostname="poste.exemple.fr")


class Post:
    """The running server: its port, and its postmaster. It can die and come back."""

    def __init__(self):
        self.master = Postmaster()
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]

    def start(self):
        self.controller = _Controller(self.master, hostname="127.0.0.1", port=self.port)
        self.controller.start()

    def stop(self):
        self.controller.stop()
