"""The child process that reads an uploaded file: bytes on stdin, JSON on stdout."""

import resource
import sys
from typing import cast

from gouvernail.imports.readers.formats import parse
from gouvernail.imports.readers.limits import UnreadableFile
from gouvernail.imports.readers.transfer import pack, pack_refusal
from gouvernail.imports.readers.types import Kind

MEMORY_BYTES = 1536 * 1024 * 1024
CPU_SECONDS = 20


def main() -> None:
    """Read one file of the kind named on the command line."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    data = sys.stdin.buffer.read()
    try:
        answer = pack(parse(data, cast(Kind, sys.argv[1])))
    except UnreadableFile as refusal:
        answer = pack_refusal(refusal)
    sys.stdout.buffer.write(answer.encode(errors="replace"))


if __name__ == "__main__":
    main()
