"""Whether approved minutes are still what they were on the day they were approved."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Q, QuerySet

from gouvernail.conventions.models import Convention
from gouvernail.governance.models import FrozenMinutes, Sitting
from gouvernail.governance.queries.minutes_content import Content, lasting, minutes_content
from gouvernail.history.models import Entry
from gouvernail.rules.minutes import digest_of_content
from gouvernail.rules.sittings import SittingState


class Alteration(StrEnum):
    """What is no longer as it was approved."""

    CONTENT = "content"  # the frozen content no longer gives its digest
    DIGEST = "digest"  # the digest is not the one that the journal keeps
    TABLES = "tables"  # the tables say something else than the frozen content
    REOPENED = "reopened"  # the sitting is no longer approved
    MISSING = "missing"  # the journal says that they were frozen, and they are gone


@dataclass(frozen=True, slots=True)
class CheckedMinutes:
    """Approved minutes, what was altered of them, and which parts of the tables differ."""

    sitting: Sitting
    digest: str
    alterations: tuple[Alteration, ...]
    parts: tuple[str, ...] = ()


def checked_minutes(convention: Convention | None) -> Iterator[CheckedMinutes]:
    """Check the approved minutes of a convention, or of all of them, by day.

    About nine queries a sitting: it reads again all that was frozen. Those approved before
    minutes were frozen come with an empty digest and no alteration.
    """
    journal = _told_digests(convention)
    frozen = {row.sitting_id: row for row in FrozenMinutes.objects.filter(_within(convention))}
    rows = Sitting.objects.select_related("body", "convention").order_by("starts_at", "pk")
    if convention:
        rows = rows.of(convention)
    known = Q(state=SittingState.APPROVED.value) | Q(pk__in=[*frozen, *journal])
    for sitting in rows.filter(known):
        yield _check(sitting, frozen.get(sitting.pk), journal.get(sitting.pk, ""))


def _check(sitting: Sitting, frozen: FrozenMinutes | None, told: str) -> CheckedMinutes:
    if frozen is None:
        gone = (Alteration.MISSING,) if told else ()
        return CheckedMinutes(sitting, "", gone)
    parts = _different(lasting(frozen.content), lasting(minutes_content(sitting)))
    stands = {
        Alteration.CONTENT: digest_of_content(frozen.content) != frozen.digest,
        Alteration.DIGEST: frozen.digest != told,
        Alteration.TABLES: bool(parts),
        Alteration.REOPENED: sitting.state != SittingState.APPROVED.value,
    }
    found = tuple(alteration for alteration, is_there in stands.items() if is_there)
    return CheckedMinutes(sitting, frozen.digest, found, parts)


def _different(approved: Content, now: Content) -> tuple[str, ...]:
    return tuple(key for key in sorted(approved) if approved[key] != now.get(key))


def _told_digests(convention: Convention | None) -> dict[int, str]:
    """Return the digest that the journal keeps of each sitting's minutes, the first ever told."""
    rows: QuerySet[Entry] = Entry.objects.filter(verb="minutes.frozen")
    if convention:
        rows = rows.filter(convention_id=convention.pk)
    told: dict[int, str] = {}
    for row in rows.order_by("at", "pk"):
        told.setdefault(row.subject_id, row.changes[0]["after"])
    return told


def _within(convention: Convention | None) -> Q:
    return Q(sitting__convention=convention) if convention else Q()
