"""The obligations as data: what the command prints, and what the hash of the report is made of."""

import hashlib
import json
from collections.abc import Sequence
from typing import Any

from gouvernail.governance.queries.lines import Evidence, ObligationLine


def as_json(line: ObligationLine) -> dict[str, Any]:
    """Return one obligation as the command prints it. No query."""
    row = line.obligation
    return {
        "key": row.key,
        "source": row.source,
        "text": row.text,
        "reading": row.reading,
        "doubt": row.doubt,
        "period": {"start": line.period.start.isoformat(), "end": line.period.end.isoformat()},
        "expected": {
            "min": line.expected.least if line.expected else None,
            "max": line.expected.most if line.expected else None,
        },
        "held": _days(line.held),
        "planned": _days(line.planned),
        "status": line.standing.value,
        "latest_date": line.latest_date.isoformat() if line.latest_date else None,
        "sentence": line.sentence,
    }


def content_hash(lines: Sequence[ObligationLine]) -> str:
    """Return the SHA-256 of what these lines say, in 64 hexadecimal digits.

    Two prints of the same state have the same hash, whatever the hour and the format.
    """
    written = json.dumps([as_json(line) for line in lines], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(written.encode()).hexdigest()


def _days(rows: Sequence[Evidence]) -> list[str]:
    return [row.on.isoformat() for row in rows]
