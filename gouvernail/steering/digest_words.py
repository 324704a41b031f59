"""What a digest says, as a mail."""

from datetime import datetime

from gouvernail.accounts.mail import absolute
from gouvernail.common.templatetags.french import counted, day
from gouvernail.conventions.models import Membership
from gouvernail.mailing.models import Mail
from gouvernail.steering.queries.digest import DigestContent, DigestGroup, journal_path

NARROW = "\u202f"
LONGEST = 18_000


def digest_subject(membership: Membership, content: DigestContent) -> str:
    """Return the subject of a digest."""
    number = counted(content.total, "nouvelle")
    return f"{membership.convention.name}{NARROW}: {number}"


def digest_body(membership: Membership, content: DigestContent, since: datetime | None) -> str:
    """Return the words of a digest, with the mark of the link that stops it."""
    then = f" depuis le {day(since)}" if since else ""
    name = membership.convention.name
    parts = [f"Bonjour {membership.user},", f"Ce qui a changé dans «{NARROW}{name}{NARROW}»{then}."]
    told = "\n\n".join(_group(group) for group in content.groups)
    if len(told) > LONGEST:
        told = told[:LONGEST].rsplit("\n–", 1)[0] + "\n– …"
    parts += [told, f"Toute l’histoire{NARROW}: {absolute(journal_path(membership))}"]
    parts.append(
        "Ce courriel ne dit rien de vos propres gestes. Pour en changer le rythme ou ne plus le "
        f"recevoir{NARROW}:\n{Mail.LINK_MARK}"
    )
    return "\n\n".join(parts)


def _group(group: DigestGroup) -> str:
    lines = [f"{group.name.upper()}"]
    for line in group.lines:
        lines.append(f"– {line.title}\n  {line.told}")
        if line.path:
            lines.append(f"  {absolute(line.path)}")
    if group.more:
        lines.append(f"– et {counted(group.more, 'autre')}")
    return "\n".join(lines)
