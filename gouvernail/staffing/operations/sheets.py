"""The life of a sheet: prepared, verified and frozen, declared; taken up again, rectified."""

from dataclasses import replace
from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone

from gouvernail.common.errors import EditConflict, Refusal
from gouvernail.history.operations import By, Change, note
from gouvernail.rules.minutes import digest_of_content
from gouvernail.staffing.models import AfasSheet, DeclaredSheet, SheetState
from gouvernail.staffing.queries.sheets import fresh_content

DIGEST_LABEL = "Empreinte (SHA-256)"


@transaction.atomic
def verify_sheet(sheet: AfasSheet, seen: str, version: int, *, by: By) -> None:
    """Freeze what a sheet says today, with its digest; `seen` is the digest of what was read.

    Errors: EditConflict; Refusal when it is not to be prepared any more, when the ledger moved
    while it was read, or when it has gaps and nobody said why it goes on with them.
    """
    if sheet.state != SheetState.PREPARING.value:
        raise Refusal("Cette fiche est déjà vérifiée : reprenez-la d’abord pour la refaire.")
    content = fresh_content(sheet, timezone.localtime(by.at).date())
    frozen = content.as_json()
    digest = digest_of_content(frozen)
    if seen != digest:
        raise Refusal(
            "Le registre a changé pendant que vous lisiez : annulez, relisez les chiffres, puis "
            "vérifiez la fiche."
        )
    if content.gaps and not by.reason:
        raise Refusal(
            "Cette fiche a des écarts : corrigez-les d’abord, ou dites pourquoi elle part ainsi."
        )
    _keep(sheet)
    sheet.claim(version)
    sheet.state = SheetState.VERIFIED.value
    sheet.content, sheet.digest = frozen, digest
    sheet.verified_at, sheet.verified_by = by.at, by.actor
    sheet.note = by.reason
    sheet.save()
    changes = [Change(DIGEST_LABEL, "", digest)]
    # The reason names people and gaps: it stays on the sheet, which fewer people read.
    quiet = replace(by, reason="")
    note("sheet.verified", sheet, convention_id=sheet.convention_id, by=quiet, changes=changes)


@transaction.atomic
def reopen_sheet(sheet: AfasSheet, version: int, *, by: By) -> None:
    """Take a verified sheet up again; the journal keeps the digest of what it said.

    Errors: EditConflict; Refusal when it is not verified, or without a reason.
    """
    if sheet.state == SheetState.DECLARED.value:
        raise Refusal(
            "Cette fiche est déclarée : elle ne change plus. Si elle est fausse, rectifiez-la."
        )
    if sheet.state != SheetState.VERIFIED.value:
        raise Refusal("Cette fiche est encore à préparer : il n’y a rien à reprendre.")
    if not by.reason:
        raise Refusal("Dites pourquoi la fiche est reprise : le motif reste dans l’histoire.")
    sheet.claim(version)
    changes = [Change(DIGEST_LABEL, sheet.digest, "")]
    last = sheet.declared_before.last()
    sheet.content, sheet.digest = (last.content, last.digest) if last else (None, "")
    _prepare(sheet)
    note("sheet.reopened", sheet, convention_id=sheet.convention_id, by=by, changes=changes)


@transaction.atomic
def rectify_sheet(sheet: AfasSheet, version: int, *, by: By) -> None:
    """Prepare a declared sheet again; what was declared is kept, numbered, with its digest.

    Errors: EditConflict; Refusal when it is not declared, or without a reason.
    """
    if sheet.state != SheetState.DECLARED.value or not sheet.declared_on or not sheet.verified_at:
        raise Refusal(
            "Seule une fiche déclarée se rectifie : celle-ci n’est pas déclarée, reprenez-la "
            "ou préparez-la."
        )
    if not by.reason:
        raise Refusal("Dites pourquoi la fiche est rectifiée : le motif reste dans l’histoire.")
    sheet.claim(version)
    kept = DeclaredSheet.objects.create(
        sheet=sheet,
        number=sheet.declared_before.count() + 1,
        content=sheet.content,
        digest=sheet.digest,
        declared_on=sheet.declared_on,
        verified_at=sheet.verified_at,
        note=sheet.note,
        rectified_at=by.at,
        rectified_by=by.actor,
        reason=by.reason,
    )
    sheet.first_declared_on = sheet.first_declared_on or sheet.declared_on
    sheet.declared_on = None
    _prepare(sheet)
    changes = [
        Change("Version", str(kept.number), str(kept.number + 1)),
        Change("Déclarée le", f"{kept.declared_on:%d/%m/%Y}", ""),
        Change(DIGEST_LABEL, kept.digest, ""),
    ]
    note("sheet.rectified", sheet, convention_id=sheet.convention_id, by=by, changes=changes)


@transaction.atomic
def declare_sheet(sheet: AfasSheet, declared_on: date, version: int, *, by: By) -> None:
    """Note that a verified sheet was typed into the Caf's portal; it changes no more.

    Errors: EditConflict; Refusal when it is not verified, or when the day is to come.
    """
    if sheet.state != SheetState.VERIFIED.value:
        raise Refusal("Vérifiez d’abord la fiche : seule une fiche vérifiée se note déclarée.")
    if declared_on > timezone.localtime(by.at).date():
        raise Refusal("Une fiche se note déclarée une fois saisie : donnez une date passée.")
    sheet.claim(version)
    sheet.state = SheetState.DECLARED.value
    sheet.declared_on = declared_on
    sheet.save()
    changes = [Change("Déclarée le", "", f"{declared_on:%d/%m/%Y}")]
    note("sheet.declared", sheet, convention_id=sheet.convention_id, by=by, changes=changes)


def _prepare(sheet: AfasSheet) -> None:
    sheet.state = SheetState.PREPARING.value
    sheet.verified_at = sheet.verified_by = None
    sheet.note = ""
    sheet.save()


def _keep(sheet: AfasSheet) -> None:
    """Write a sheet that is not in the tables yet. Errors: EditConflict when it just came."""
    if not sheet._state.adding:
        return
    try:
        with transaction.atomic():
            sheet.save()
    except IntegrityError as double:
        raise EditConflict from double
