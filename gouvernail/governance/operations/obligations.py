"""What people do to the obligations: settle a reading, hand in a proof."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from gouvernail.common.errors import Refusal
from gouvernail.governance.models import Obligation, ObligationReading, Proof
from gouvernail.history.operations import By, Change, note, sign


@transaction.atomic
def choose_reading(row: Obligation, reading: ObligationReading, version: int, *, by: By) -> None:
    """Read an obligation in one of its ways; who settled it, and when, is kept.

    Errors: EditConflict; Refusal when the reading is that of another sentence.
    """
    if reading.obligation_id != row.pk:
        raise Refusal("Cette lecture n’est pas l’une de celles de cette phrase : choisissez-la.")
    row.claim(version)
    before = row.reading
    row.reading = reading.label
    row.at_least, row.at_most = reading.at_least, reading.at_most
    row.per_months = reading.per_months
    row.doubt = False
    row.read_by, row.read_on = by.actor, timezone.localtime(by.at).date()
    sign(row, by)
    row.save()
    note(
        "obligation.read",
        row,
        convention_id=row.convention_id,
        by=by,
        changes=[Change("Lecture", before, reading.label)],
    )


@transaction.atomic
def hand_in(row: Obligation, label: str, handed_on: date, address: str = "", *, by: By) -> Proof:
    """Prove an obligation by a document that was handed in.

    Errors: Refusal when the day is yet to come.
    """
    if handed_on > timezone.localtime(by.at).date():
        raise Refusal(
            "Un document se note une fois remis : donnez une date passée ou le jour même."
        )
    proof = Proof.objects.create(obligation=row, label=label, handed_on=handed_on, address=address)
    note(
        "obligation.proved",
        row,
        convention_id=row.convention_id,
        by=by,
        changes=[Change("Document remis", "", label)],
    )
    return proof
