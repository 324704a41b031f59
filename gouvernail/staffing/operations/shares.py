"""What people do to the shares of a holder: say a period, take one back."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db import transaction

from gouvernail.common.errors import Refusal
from gouvernail.common.templatetags.french import day
from gouvernail.history.operations import By, Change, note, sign
from gouvernail.rules.staffing import WHOLE
from gouvernail.staffing.declaration_words import percents
from gouvernail.staffing.models import AfasTheme, Holding, ThemeShare
from gouvernail.staffing.operations.days import refuse_far_days

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Part:
    """A percentage for a line of the portal, or for a theme of the plan within it."""

    theme_id: int
    term_id: int | None
    percent: Decimal


@dataclass(frozen=True, slots=True)
class SharesDraft:
    """The shares of a holder from a day to a day; without an end, they go on."""

    starts_on: date
    ends_on: date | None
    parts: tuple[Part, ...]


@transaction.atomic
def set_shares(holding: Holding, draft: SharesDraft, version: int, *, by: By) -> None:
    """Say what a holder works on for some days; what was said of these days gives way.

    Less than 100 % may be kept, since pages and sheets tell what is missing.

    Errors: EditConflict; Refusal when the shares say more than all or nothing, when the days are
    not those of the holder, or when a line is that of another convention.
    """
    _refuse_days(holding, draft)
    parts = [part for part in draft.parts if part.percent]
    total = sum((part.percent for part in parts), Decimal(0))
    if not parts:
        raise Refusal("Donnez au moins une part : tout est vide.")
    if total > WHOLE:
        raise Refusal(
            f"Les parts font {percents(total)} : retirez {percents(total - WHOLE)} pour faire 100."
        )
    themes = {part.theme_id for part in parts}
    convention = holding.post.convention
    if AfasTheme.objects.filter(convention=convention, pk__in=themes).count() != len(themes):
        raise Refusal("Une des lignes n’est plus dans la liste : rechargez la page.")
    _claim(holding, version, by)
    _make_room(holding, draft.starts_on, draft.ends_on)
    ThemeShare.objects.bulk_create(
        ThemeShare(
            holding=holding,
            theme_id=part.theme_id,
            term_id=part.term_id,
            percent=part.percent,
            starts_on=draft.starts_on,
            ends_on=draft.ends_on,
        )
        for part in parts
    )
    _note(holding, "", _days(draft.starts_on, draft.ends_on), by)


@transaction.atomic
def remove_shares(holding: Holding, starts_on: date, version: int, *, by: By) -> None:
    """Take back a period of shares; its days then go to no line.

    Errors: EditConflict; Refusal when no period starts on that day.
    """
    rows = list(ThemeShare.objects.filter(holding=holding, starts_on=starts_on))
    if not rows:
        raise Refusal("Cette période n’est plus là : rechargez la page.")
    _claim(holding, version, by)
    ThemeShare.objects.filter(pk__in=[row.pk for row in rows]).delete()
    _note(holding, _days(starts_on, rows[0].ends_on), "", by)


def _refuse_days(holding: Holding, draft: SharesDraft) -> None:
    refuse_far_days(draft.starts_on, draft.ends_on)
    if draft.ends_on and draft.ends_on < draft.starts_on:
        raise Refusal("La période finit avant de commencer : échangez les deux dates.")
    first, last = holding.starts_on, holding.ends_on
    is_late = last is not None and (draft.ends_on or draft.starts_on) > last
    if draft.starts_on < first or is_late:
        until = f" au {day(last)}" if last else ""
        raise Refusal(
            f"{holding.name} tient ce poste du {day(first)}{until} : choisissez des dates dans "
            "cette période."
        )


def _make_room(holding: Holding, first: date, last: date | None) -> None:
    """Cut the periods that hold on these days, or take them out."""
    for share in ThemeShare.objects.filter(holding=holding):
        is_before = share.ends_on is not None and share.ends_on < first
        is_after = last is not None and share.starts_on > last
        if is_before or is_after:
            continue
        goes_on = last is not None and (share.ends_on is None or share.ends_on > last)
        if goes_on and last is not None:
            ThemeShare.objects.create(
                holding=holding,
                theme_id=share.theme_id,
                term_id=share.term_id,
                percent=share.percent,
                starts_on=last + _DAY,
                ends_on=share.ends_on,
            )
        if share.starts_on < first:
            share.ends_on = first - _DAY
            share.save(update_fields=["ends_on"])
        else:
            share.delete()


def _claim(holding: Holding, version: int, by: By) -> None:
    holding.claim(version)
    sign(holding, by)
    holding.save(update_fields=["version"])


def _days(first: date, last: date | None) -> str:
    return f"du {day(first)} au {day(last)}" if last else f"à partir du {day(first)}"


def _note(holding: Holding, before: str, after: str, by: By) -> None:
    """Tell which days changed, on which post: the journal is read more widely than the shares."""
    post = holding.post
    changes = [Change("Période", before, after)]
    note("shares.changed", post, convention_id=post.convention_id, by=by, changes=changes)
