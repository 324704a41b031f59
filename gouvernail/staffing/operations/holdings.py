"""Who holds a post: arriving, leaving, another share of time. The journal never names them."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db import transaction
from django.db.models import Q

from gouvernail.common.errors import Refusal
from gouvernail.common.templatetags.french import day
from gouvernail.directory.models import Person
from gouvernail.history.operations import By, Change, note, sign
from gouvernail.rules.fte_text import written_to_thousandth
from gouvernail.rules.names import fold_name
from gouvernail.staffing.models import Holding, Post, ThemeShare
from gouvernail.staffing.operations.days import refuse_far_days

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class HoldingDraft:
    """Somebody on a post. A name of the directory leads to its person; another one stays alone."""

    name: str
    fte: Decimal
    starts_on: date
    ends_on: date | None = None
    mandate_ends_on: date | None = None


@transaction.atomic
def hold_post(post: Post, draft: HoldingDraft, version: int, *, by: By) -> Holding:
    """Say who holds a post, from when, for how much. `version` is that of the post.

    Errors: EditConflict; Refusal when the name is missing, the share or the days make no sense, or
    when the same person already holds this post on some of these days.
    """
    post.claim(version)
    holding = Holding(post=post)
    _set(holding, draft)
    sign(holding, by)
    holding.save()
    _tell("post.held", post, by, [Change("Quotité", "", _words(holding))])
    return holding


@transaction.atomic
def change_holding(holding: Holding, draft: HoldingDraft, version: int, *, by: By) -> None:
    """Correct what was typed of somebody on a post.

    Errors: EditConflict; Refusal as in `hold_post`.
    """
    before = _words(holding)
    holding.claim(version)
    _set(holding, draft)
    sign(holding, by)
    holding.save()
    _tell("post.holding_changed", holding.post, by, [Change("Quotité", before, _words(holding))])


@transaction.atomic
def leave_post(holding: Holding, on: date, version: int, *, by: By) -> None:
    """Say the last day of somebody on a post.

    Errors: EditConflict; Refusal when that day is before the first one.
    """
    holding.claim(version)
    _end(holding, on)
    sign(holding, by)
    holding.save()
    _tell("post.left", holding.post, by, [Change("Dernier jour", "", day(on))])


@transaction.atomic
def change_share(holding: Holding, fte: Decimal, on: date, version: int, *, by: By) -> Holding:
    """Give somebody another share of time from a day on: a new holding follows the first one.

    What the person works on goes on unchanged: the shares by theme follow.

    Errors: EditConflict; Refusal when the day is not after the first one, or the share is zero.
    """
    before, ends_on = _words(holding), holding.ends_on
    holding.claim(version)
    if ends_on and on > ends_on:
        raise Refusal(f"Cette occupation finit le {day(ends_on)} : choisissez un jour avant.")
    if on <= holding.starts_on:
        raise Refusal(
            f"La part change après le {day(holding.starts_on)} ; pour la corriger depuis le début, "
            "modifiez l’occupation."
        )
    _end(holding, on - _DAY)
    sign(holding, by)
    holding.save()
    draft = HoldingDraft(holding.name, fte, on, ends_on, holding.mandate_ends_on)
    # It is the same person, even when the directory has another of the same name by now.
    following = Holding(post=holding.post, person=holding.person, name=holding.name)
    _set(following, draft)
    following.person_id = holding.person_id
    sign(following, by)
    following.save()
    _carry_shares(holding, following)
    changes = [Change("Quotité", before, _words(following))]
    _tell("post.holding_changed", holding.post, by, changes)
    return following


@transaction.atomic
def remove_holding(holding: Holding, *, by: By) -> None:
    """Take out an occupation that was typed by mistake.

    Errors: Refusal without a reason.
    """
    if not by.reason:
        raise Refusal("Dites pourquoi cette occupation est retirée : le motif reste.")
    changes = [Change("Quotité", _words(holding), "")]
    _tell("post.holding_changed", holding.post, by, changes)
    sign(holding, by)
    holding.delete()


def _set(holding: Holding, draft: HoldingDraft) -> None:
    name = " ".join(draft.name.split())
    if not name:
        raise Refusal("Donnez le nom de la personne ; un poste sans personne reste vacant.")
    if draft.fte <= 0:
        raise Refusal("La part de la personne est plus grande que zéro, par exemple 0,5.")
    refuse_far_days(draft.starts_on, draft.ends_on, draft.mandate_ends_on)
    # The name shown is that of the day it was typed: left as it is, it still means who it meant,
    # even when the entry was renamed since, or when somebody else bears it.
    if holding.person_id is None or fold_name(name) != fold_name(holding.name):
        person = _person(holding.post.convention_id, name)
        holding.person, holding.name = person, person.full_name if person else name
    holding.fte, holding.starts_on = draft.fte, draft.starts_on
    holding.mandate_ends_on = draft.mandate_ends_on
    holding.ends_on = None
    if draft.ends_on:
        _end(holding, draft.ends_on)
    _refuse_twice(holding)


def _refuse_twice(holding: Holding) -> None:
    """Refuse somebody twice on a post on a same day: the time they share would count twice."""
    rows = Holding.objects.filter(
        Q(ends_on=None) | Q(ends_on__gte=holding.starts_on), post=holding.post
    )
    if holding.ends_on:
        rows = rows.filter(starts_on__lte=holding.ends_on)
    for other in rows.exclude(pk=holding.pk).order_by("starts_on", "pk"):
        if _is_same_person(holding, other):
            until = f"jusqu’au {day(other.ends_on)}" if other.ends_on else "sans dernier jour noté"
            raise Refusal(
                f"{other.name} tient déjà ce poste depuis le {day(other.starts_on)}, {until} : "
                "changez sa part, ou donnez d’abord un dernier jour à cette occupation. S’il "
                "s’agit d’une autre personne, écrivez un nom qui l’en distingue."
            )


def _is_same_person(one: Holding, other: Holding) -> bool:
    if one.person_id and other.person_id:
        return one.person_id == other.person_id
    return fold_name(one.name) == fold_name(other.name)


def _person(convention_id: int, name: str) -> Person | None:
    """Return the one person of the directory who bears this name; nobody when two do."""
    wanted = fold_name(name)
    rows = Person.objects.of(convention_id).order_by("pk")
    found = [person for person in rows if fold_name(person.full_name) == wanted]
    return found[0] if len(found) == 1 else None


def _end(holding: Holding, on: date) -> None:
    refuse_far_days(on)
    if on < holding.starts_on:
        raise Refusal(
            f"Le dernier jour ({day(on)}) est avant le premier ({day(holding.starts_on)}) : "
            "corrigez l’un des deux."
        )
    holding.ends_on = on


def _carry_shares(holding: Holding, following: Holding) -> None:
    going_on = Q(ends_on=None) | Q(ends_on__gte=following.starts_on)
    for share in ThemeShare.objects.filter(going_on, holding=holding):
        ThemeShare.objects.create(
            holding=following,
            theme_id=share.theme_id,
            term_id=share.term_id,
            percent=share.percent,
            starts_on=max(share.starts_on, following.starts_on),
            ends_on=share.ends_on,
        )


def _words(holding: Holding) -> str:
    until = f" au {day(holding.ends_on)}" if holding.ends_on else ""
    return f"{written_to_thousandth(holding.fte)} ETP du {day(holding.starts_on)}{until}"


def _tell(verb: str, post: Post, by: By, changes: list[Change]) -> None:
    note(verb, post, convention_id=post.convention_id, by=by, changes=changes)
