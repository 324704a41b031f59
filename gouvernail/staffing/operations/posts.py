"""What is done to a post: adding it, changing it, saying what was agreed of it.

The journal never names the holders: everyone who reads the convention reads it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction

from gouvernail.common.errors import Refusal
from gouvernail.common.templatetags.french import day
from gouvernail.conventions.models import Convention
from gouvernail.conventions.uploads import Upload, checked_paper
from gouvernail.directory.models import Organisation
from gouvernail.directory.operations import find_or_create_organisations
from gouvernail.directory.row_changes import set_values
from gouvernail.history.operations import By, Change, note, sign
from gouvernail.rules.fte_text import written_to_thousandth
from gouvernail.staffing.models import Holding, Post, PostDocument, PostRate
from gouvernail.staffing.operations.days import refuse_far_days

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class PostDraft:
    """A post as people write it. The employer is found in the directory or added to it.

    `values` holds the plain columns: title, kind, commune, is_cofinanced, note.
    """

    employer: str
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RateDraft:
    """What was agreed of a post, from a day to a day."""

    fte: Decimal
    starts_on: date
    ends_on: date | None = None

    @property
    def words(self) -> str:
        """The rate as the journal tells it."""
        until = f" au {day(self.ends_on)}" if self.ends_on else ""
        return f"{written_to_thousandth(self.fte)} ETP du {day(self.starts_on)}{until}"


@transaction.atomic
def create_post(
    convention: Convention, draft: PostDraft, rate: RateDraft | None = None, *, by: By
) -> Post:
    """Add a post, with what is agreed of it.

    Errors: Refusal when the title or the employer is missing, or the rate makes no sense.
    """
    last = Post.objects.of(convention).order_by("-position").first()
    place = last.position + 1 if last else 0
    post = Post(convention=convention, position=place, **_values(convention, draft, by))
    changes: list[Change] = []
    _save(post, by)
    if rate:
        _add_rate(post, rate, by)
        changes.append(Change("Quotité convenue", "", rate.words))
    note("post.created", post, convention_id=convention.pk, by=by, changes=changes)
    return post


@transaction.atomic
def change_post(post: Post, draft: PostDraft, version: int, *, by: By) -> None:
    """Change a post, if nobody changed it since `version`.

    Errors: EditConflict; Refusal as in `create_post`.
    """
    post.claim(version)
    changes = set_values(post, _values(post.convention, draft, by))
    if changes:
        _save(post, by)
        _tell("post.changed", post, by, changes)


@transaction.atomic
def remove_post(post: Post, *, by: By) -> None:
    """Take out a post that nobody ever held: one that was held is ended, not forgotten.

    Errors: Refusal without a reason, or when somebody held it.
    """
    if not by.reason:
        raise Refusal("Dites pourquoi ce poste est retiré : le motif reste dans l’histoire.")
    if Holding.objects.filter(post=post).exists():
        raise Refusal(
            f"« {post} » a été occupé : les années passées le comptent. Donnez plutôt une fin à sa "
            "quotité, et notez le départ de son titulaire."
        )
    for document in post.documents.all():
        remove_paper(document, by=by)
    _tell("post.removed", post, by)
    sign(post, by)
    post.delete()


@transaction.atomic
def add_rate(post: Post, draft: RateDraft, version: int, *, by: By) -> None:
    """Say what is agreed of a post from a day on; the rate that went on ends the day before.

    Errors: EditConflict; Refusal when the rate makes no sense.
    """
    post.claim(version)
    changes = _close_before(post, draft.starts_on, by)
    _add_rate(post, draft, by)
    _tell("post.changed", post, by, [*changes, Change("Quotité convenue", "", draft.words)])


@transaction.atomic
def change_rate(rate: PostRate, draft: RateDraft, version: int, *, by: By) -> None:
    """Correct a rate. `version` is that of its post.

    Errors: EditConflict; Refusal when the rate makes no sense.
    """
    post, before = rate.post, _words(rate)
    post.claim(version)
    _check(draft)
    rate.fte, rate.starts_on, rate.ends_on = draft.fte, draft.starts_on, draft.ends_on
    if before != draft.words:
        sign(rate, by)
        rate.save()
        _tell("post.changed", post, by, [Change("Quotité convenue", before, draft.words)])


@transaction.atomic
def remove_rate(rate: PostRate, *, by: By) -> None:
    """Take out a rate that was typed by mistake."""
    changes = [Change("Quotité convenue", _words(rate), "")]
    _tell("post.changed", rate.post, by, changes)
    sign(rate, by)
    rate.delete()


@transaction.atomic
def join_paper(post: Post, title: str, upload: Upload, *, by: By) -> PostDocument:
    """Join a deed of appointment, a contract… to a post.

    Errors: Refusal when the file is not one that is accepted.
    """
    document = PostDocument.objects.create(post=post, title=title, file=checked_paper(upload))
    _tell("post.changed", post, by, [Change("Pièce jointe", "", title)])
    return document


@transaction.atomic
def remove_paper(document: PostDocument, *, by: By) -> None:
    """Take a document out, and its file with it."""
    _tell("post.changed", document.post, by, [Change("Pièce jointe", document.title, "")])
    storage, name = document.file.storage, document.file.name
    document.delete()
    if name:
        transaction.on_commit(lambda: storage.delete(name))


def _values(convention: Convention, draft: PostDraft, by: By) -> dict[str, Any]:
    return {"employer": _employer(convention, draft.employer, by), **draft.values}


def _employer(convention: Convention, name: str, by: By) -> Organisation:
    found = find_or_create_organisations(convention.pk, [name], by=by)
    if not found:
        raise Refusal("Nommez l’employeur du poste, par exemple la commune.")
    return next(iter(found.values()))


def _save(post: Post, by: By) -> None:
    if not post.title:
        raise Refusal("Donnez un intitulé au poste, par exemple « CDC petite enfance ».")
    sign(post, by)
    post.save()


def _check(draft: RateDraft) -> None:
    if draft.fte <= 0:
        raise Refusal("Une quotité est plus grande que zéro, par exemple 0,5.")
    refuse_far_days(draft.starts_on, draft.ends_on)
    if draft.ends_on and draft.ends_on < draft.starts_on:
        raise Refusal(
            f"La quotité finirait le {day(draft.ends_on)}, avant son début le "
            f"{day(draft.starts_on)} : corrigez l’une des deux dates."
        )


def _add_rate(post: Post, draft: RateDraft, by: By) -> None:
    _check(draft)
    rate = PostRate(post=post, fte=draft.fte, starts_on=draft.starts_on, ends_on=draft.ends_on)
    sign(rate, by)
    rate.save()


def _close_before(post: Post, starts_on: date, by: By) -> list[Change]:
    """End the rate that goes on without an end, the day before another begins."""
    changes = []
    for rate in PostRate.objects.filter(post=post, ends_on=None, starts_on__lt=starts_on):
        before = _words(rate)
        rate.ends_on = starts_on - _DAY
        sign(rate, by)
        rate.save()
        changes.append(Change("Quotité convenue", before, _words(rate)))
    return changes


def _words(rate: PostRate) -> str:
    return RateDraft(rate.fte, rate.starts_on, rate.ends_on).words


def _tell(verb: str, post: Post, by: By, changes: list[Change] | None = None) -> None:
    note(verb, post, convention_id=post.convention_id, by=by, changes=changes or [])
