"""What is written of a sitting while several people write: every text is merged, none replaces."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction

from gouvernail.common.errors import Refusal
from gouvernail.governance.models import AgendaItem, Sitting, WordsRevision
from gouvernail.governance.operations.agenda import refuse_approved
from gouvernail.history.operations import By, Change, note, sign
from gouvernail.rules.merging import merge

REST = "Le reste de la séance"
ONE_REVISION = timedelta(minutes=5)
LONGEST_REST, LONGEST_ITEM = 100_000, 20_000


@dataclass(frozen=True, slots=True)
class Typed:
    """A text as somebody typed it, and the one that they started from."""

    base: str
    text: str


@transaction.atomic
def keep_words(sitting: Sitting, item_pk: int | None, base: str, text: str, *, by: By) -> str:
    """Merge what somebody typed of a point (of the rest, without one), and return what stands.

    The version of the sitting stays: words are merged, they never conflict with a form. What one
    writer types within five minutes is one revision, and one line of the journal.

    Errors: Refusal once the minutes are approved, for a point that is gone, for a text too long.
    """
    row = locked_sitting(sitting)
    item = _item(row, item_pk) if item_pk else None
    stands = in_lines(item.minutes if item else row.minutes)
    merged = merge(in_lines(base), stands, in_lines(text))
    if merged == stands:
        return merged
    most = LONGEST_ITEM if item else LONGEST_REST
    if len(merged) > most:
        raise Refusal(
            f"Le texte de « {item or REST} » dépasse {most} signes : mettez-en une partie ailleurs."
        )
    if item:
        AgendaItem.objects.filter(pk=item.pk).update(minutes=merged)
    else:
        Sitting.objects.filter(pk=row.pk).update(minutes=merged)
        sitting.minutes = merged
    _keep_revision(row, item, merged, by)
    return merged


@transaction.atomic
def keep_minutes(sitting: Sitting, typed: Mapping[int | None, Typed], *, by: By) -> None:
    """Merge what somebody typed of several points at once, and of the rest under None.

    Errors: Refusal as `keep_words` does; nothing is written then.
    """
    for item_pk, words in typed.items():
        keep_words(sitting, item_pk, words.base, words.text, by=by)


@transaction.atomic
def say_it_validates(sitting: Sitting, *, by: By) -> None:
    """Note that a sitting validated what the body that decides will see; once is enough.

    Its version stays, as for words: it happens while people write.

    Errors: Refusal once the minutes are approved.
    """
    row = locked_sitting(sitting)
    if not row.validates_elements:
        row.validates_elements = sitting.validates_elements = True
        sign(row, by)
        row.save(update_fields=["validates_elements"])
        told = [Change("Éléments pour le comité de pilotage", "", "validés à cette séance")]
        note("sitting.changed", row, convention_id=row.convention_id, by=by, changes=told)


def locked_sitting(sitting: Sitting) -> Sitting:
    """Return the sitting as it is now, until the end of the transaction.

    Errors: Refusal once the minutes are approved.
    """
    row = Sitting.objects.select_for_update().get(pk=sitting.pk)
    refuse_approved(row)
    return row


def in_lines(text: str) -> str:
    """Return a text whose lines end as ours do: forms of browsers send them otherwise."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _item(sitting: Sitting, pk: int) -> AgendaItem:
    item = sitting.items.filter(pk=pk).first()
    if item is None:
        raise Refusal(
            "Ce point n’est plus à l’ordre du jour : "
            f"copiez votre texte dans « {REST} », puis rechargez la page."
        )
    return item


def _keep_revision(sitting: Sitting, item: AgendaItem | None, text: str, by: By) -> None:
    own = WordsRevision.objects.filter(sitting=sitting, item=item, writer=by.actor)
    fresh = own.filter(begun_at__gt=by.at - ONE_REVISION).order_by("-begun_at", "-pk")
    latest = fresh.values_list("pk", flat=True).first()
    if latest:
        own.filter(pk=latest).update(text=text, changed_at=by.at)
        return
    WordsRevision.objects.create(
        sitting=sitting, item=item, text=text, writer=by.actor, begun_at=by.at, changed_at=by.at
    )
    told = [Change("Point", "", str(item or REST))]
    note("sitting.words", sitting, convention_id=sitting.convention_id, by=by, changes=told)
