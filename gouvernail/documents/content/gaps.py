"""What the papers of a sitting lack: said in a sentence, with the page where it is typed."""

from dataclasses import dataclass

from django.urls import reverse

from gouvernail.common.templatetags.french import counted
from gouvernail.conventions.models import Convention
from gouvernail.documents.content.dossier import Dossier
from gouvernail.documents.formats.report import Missing


@dataclass(frozen=True, slots=True)
class Gap:
    """A sentence, and the address where what it misses is filled; `pk` is None on a whole page."""

    sentence: str
    address: str
    pk: int | None = None

    def path(self, convention: Convention) -> str:
        """Return the path of the page."""
        return reverse(self.address, args=[convention.slug, *([self.pk] if self.pk else [])])


def no_place(dossier: Dossier) -> Gap | None:
    """Return what is missing when nobody knows where to go."""
    row = dossier.sitting
    if row.place or row.video_url:
        return None
    return Gap("Le lieu n’est pas fixé.", "governance:change_sitting", row.pk)


def no_agenda(dossier: Dossier) -> Gap | None:
    """Return what is missing when nobody wrote a point."""
    if dossier.page.items:
        return None
    return Gap("L’ordre du jour n’est pas écrit.", "governance:agenda", dossier.sitting.pk)


def no_convener(dossier: Dossier) -> Gap | None:
    """Return what is missing when nobody signs."""
    body = dossier.sitting.body
    if body.convener or body.chair:
        return None
    said = "On ne sait pas qui convoque : la convocation n’est pas signée."
    return Gap(said, "governance:change_body", body.pk)


def no_seat(dossier: Dossier) -> Gap | None:
    """Return what is missing when there is nobody to call."""
    if dossier.page.seats:
        return None
    said = "Cette instance n’a pas de siège : la feuille d’émargement est vide."
    return Gap(said, "governance:add_seat", dossier.sitting.body_id)


def vacant_seats(dossier: Dossier) -> Gap | None:
    """Return what is missing when seats have no holder."""
    vacant = sum(not line.holder for line in dossier.page.seats)
    if not vacant:
        return None
    said = f"{counted(vacant, 'siège vacant,sièges vacants')} : personne à convoquer."
    return Gap(said, "governance:body", dossier.sitting.body_id)


_CHECKS = (no_place, no_agenda, no_convener, no_seat, vacant_seats)


def gaps_of(dossier: Dossier) -> list[Gap]:
    """Return what the papers of a sitting still lack, with the page where it is typed. No query."""
    found = [check(dossier) for check in _CHECKS]
    return [gap for gap in found if gap]


def missing(gap: Gap | None, convention: Convention, site: str) -> list[Missing]:
    """Return a gap as a part of a document: nothing without one, no link without a server."""
    if gap is None:
        return []
    return [Missing(gap.sentence, f"{site}{gap.path(convention)}" if site else "")]
