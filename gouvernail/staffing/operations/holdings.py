"""Who holds a post: arriving, leaving, another share of time. The journal never names them."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db import transaction
from django.db.models import Q

from gouvernail.common.errors import Refusal
from gouvernail.common.templatetags.french import day
from gouvernail.directory.models import Person
from gouvernail.directory.operations import PersonData, create_person
from gouvernail.history.operations import By, Change, note, sign
from gouvernail.rules.fte_text import written_to_thousandth
from gouvernail.rules.names import fold_name
from gouvernail.staffing.models import Holding, Post, ThemeShare
from gouvernail.staffing.operations.days import refuse_far_days
from gouvernail.staffing.queries.entries import bearers_of, one_of

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class HoldingDraft:
    """Somebody on a post. A name that the directory does not have is added to it."""

    name: str
    fte: Decimal
    starts_on: date
    ends_on: date | None = None
    mandate_ends_on: date | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """Somebody on a post, and what became of their entry in the directory."""

    holding: Holding
    is_added: bool = False

    @property
    def told(self) -> str:
        """Say it in words; nothing when the name led to somebody known."""
        if self.is_added:
            employer = self.holding.post.employer
            return f" {self.holding.name} entre dans l’annuaire ({employer})."
        if self.holding.person_id is None:
            return " Plusieurs personnes de l’annuaire portent ce nom : dites ici laquelle."
        return ""


@transaction.atomic
def hold_post(post: Post, draft: HoldingDraft, version: int, *, by: By) -> Held:
    """Say who holds a post, from when, for how much. `version` is that of the post.

    The name leads to the person of the directory who bears it, or adds one at the employer;
    between several, people choose afterwards.

    Errors: EditConflict; Refusal when the name is missing, the share or the days make no sense, or
    when the same person already holds this post on some of these days.
    """
    post.claim(version)
    holding = Holding(post=post)
    is_added = _set(holding, draft, by)
    sign(holding, by)
    holding.save()
    _tell("post.held", post, by, [Change("Quotité", "", _words(holding))])
    return Held(holding, is_added)


@transaction.atomic
def change_holding(holding: Holding, draft: HoldingDraft, version: int, *, by: By) -> Held:
    """Correct what was typed of somebody on a post. Another name is read as in `hold_post`.

    Errors: EditConflict; Refusal as in `hold_post`.
    """
    before = _words(holding)
    holding.claim(version)
    is_added = _set(holding, draft, by)
    sign(holding, by)
    holding.save()
    _tell("post.holding_changed", holding.post, by, [Change("Quotité", before, _words(holding))])
    return Held(holding, is_added)


@transaction.atomic
def link_holder(holding: Holding, person: Person | None, version: int, *, by: By) -> Held:
    """Say whom of the directory somebody on a post is; without a person, add them to it.

    What else they hold under this name at the same employer follows.

    Errors: EditConflict; Refusal when the entry is that of another convention or name, or when the
    person has one already.
    """
    holding.claim(version)
    if holding.person_id:
        raise Refusal(
            f"{holding.name} est déjà dans l’annuaire. Si ce n’est pas la bonne personne, corrigez "
            "le nom de l’occupation."
        )
    post, is_added = holding.post, person is None
    if person is None:
        person = _add(post, holding.name, by)
    elif person not in bearers_of(post.convention_id, holding.name):
        raise Refusal(
            f"Cette fiche de l’annuaire ne porte pas le nom de {holding.name} : choisissez-en une "
            "autre, ou corrigez l’occupation."
        )
    rows = Holding.objects.filter(post__employer=post.employer, person=None).select_related("post")
    for row in rows.filter(post__convention=post.convention_id).order_by("pk"):
        if row.pk == holding.pk or fold_name(row.name) == fold_name(holding.name):
            row.person, row.name = person, person.full_name
            sign(row, by)
            row.save(update_fields=["person", "name"])
            _tell("post.holding_changed", row.post, by, [Change("Annuaire", "", "fiche liée")])
    holding.person, holding.name = person, person.full_name
    return Held(holding, is_added)


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
    following = Holding(post=holding.post)
    # The same person as before, known or not, even when another bears the name by now.
    following.name, following.person_id = holding.name, holding.person_id
    _set(following, draft, by)
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


def _set(holding: Holding, draft: HoldingDraft, by: By) -> bool:
    """Write an occupation; tell whether its name was added to the directory."""
    name = " ".join(draft.name.split())
    if not name:
        raise Refusal("Donnez le nom de la personne ; un poste sans personne reste vacant.")
    if draft.fte <= 0:
        raise Refusal("La part de la personne est plus grande que zéro, par exemple 0,5.")
    refuse_far_days(draft.starts_on, draft.ends_on, draft.mandate_ends_on)
    # The name shown is that of the day it was typed: left as it is, it still means who it meant,
    # even when the entry was renamed since, or when somebody else bears it.
    is_other = fold_name(name) != fold_name(holding.name)
    is_added = False
    if holding.person_id is None or is_other:
        bearers = bearers_of(holding.post.convention_id, name)
        person = one_of(bearers, holding.post)
        # Left as it is, the name of somebody taken out of the directory does not bring them back.
        if is_other and not bearers:
            person, is_added = _add(holding.post, name, by), True
        holding.person, holding.name = person, person.full_name if person else name
    holding.fte, holding.starts_on = draft.fte, draft.starts_on
    holding.mandate_ends_on = draft.mandate_ends_on
    holding.ends_on = None
    if draft.ends_on:
        _end(holding, draft.ends_on)
    _refuse_twice(holding)
    return is_added


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


def _add(post: Post, name: str, by: By) -> Person:
    data = PersonData(name, organisation=post.employer)
    return create_person(post.convention_id, data, by=by)


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
