"""What a document is asked for: a convention, a sitting, a year."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gouvernail.conventions.models import Convention
from gouvernail.documents.content.dossier import Dossier, dossier_of
from gouvernail.governance.models import Body, Sitting


class Need(StrEnum):
    """What a document is about."""

    CONVENTION = "convention"
    SITTING = "sitting"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Subject:
    """What a document is asked for; `dossier` is there for those that need a sitting.

    `body` keeps one body, for those that speak of all of them. `site` is the address of the
    server, for the links of files; empty, they have none.
    """

    convention: Convention
    today: date
    year: int | None = None
    dossier: Dossier | None = None
    site: str = ""
    body: Body | None = None

    @property
    def sitting_dossier(self) -> Dossier:
        """The dossier of the sitting. Errors: ValueError without one."""
        if self.dossier is None:
            raise ValueError("this document needs a sitting")
        return self.dossier


def sitting_subject(
    sitting: Sitting, today: date, site: str = "", *, with_code: bool = False
) -> Subject:
    """Return a sitting as its documents take it. Eleven queries at most."""
    dossier = dossier_of(sitting, today, site, with_code=with_code)
    return Subject(sitting.convention, today, dossier=dossier, site=site)
