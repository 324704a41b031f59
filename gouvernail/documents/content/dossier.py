"""What the papers of a sitting are made of, read once: they all speak of one state."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone

from gouvernail.common.templatetags.french import counted, day, moment
from gouvernail.documents.content.state import base_of, logo_of
from gouvernail.documents.formats.qr import qr_png
from gouvernail.documents.formats.report import Logo, Picture
from gouvernail.governance.models import Adjustment, AgendaItem, Invitee, Sitting
from gouvernail.governance.operations.attendance import sign_in_secret
from gouvernail.governance.queries.adjustments import awaiting
from gouvernail.governance.queries.decisions import DecisionLine, decisions_at
from gouvernail.governance.queries.sittings import SittingPage, sitting_page
from gouvernail.rules.sittings import PLANNED, SittingState


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """A point of the agenda: what it asks for, who presents it, how long, what it holds."""

    title: str
    kind: str = ""
    presenter: str = ""
    duration: int | None = None
    details: tuple[str, ...] = ()
    minutes: str = ""


@dataclass(frozen=True, slots=True)
class Dossier:
    """A sitting and what comes to it by itself, as of `today`.

    `site` is the address of the server, for the links of files; empty, they have none. `sign_in`
    is where those who come sign in on the day, once the team has opened the sheet.
    """

    page: SittingPage
    agenda: tuple[AgendaLine, ...]
    followed: tuple[DecisionLine, ...]
    decided: tuple[DecisionLine, ...]
    adjustments: tuple[Adjustment, ...]
    today: date
    invitees: tuple[Invitee, ...] = ()
    site: str = ""
    sign_in: str = ""
    logo: Logo | None = None
    base: bytes | None = None

    @property
    def sitting(self) -> Sitting:
        """The sitting itself."""
        return self.page.sitting

    @property
    def sign_in_code(self) -> Picture | None:
        """The code that leads to the sign-in page, to print or to show."""
        if not self.sign_in:
            return None
        return Picture(qr_png(self.sign_in), f"Code QR pour émarger : {self.sign_in}")

    @property
    def facts(self) -> tuple[tuple[str, str], ...]:
        """When, where, how long: what every paper says first."""
        row = self.sitting
        told = [
            ("Instance", row.body.name),
            ("Date", moment(row.starts_at)),
            ("Durée prévue", f"{row.duration} minutes"),
            ("Lieu", row.place or "à préciser"),
        ]
        if row.video_url:
            told.append(("Visioconférence", row.video_url))
        return tuple(told)

    @property
    def state(self) -> tuple[str, ...]:
        """The line that says whose paper this is, and of which day."""
        convention = self.sitting.convention
        fiction = " (exemple fictif)" if convention.is_fictional else ""
        return (f"{convention.name}{fiction}, état au {day(self.today)}",)


def dossier_of(
    sitting: Sitting, today: date, site: str = "", *, with_code: bool = False
) -> Dossier:
    """Return what the papers of a sitting are made of. Twelve queries at most.

    `with_code` prints the code to sign in with: for those who keep the attendance alone.
    """
    page = sitting_page(sitting, may_edit=False)
    followed, decided = decisions_at(sitting, today)
    waiting = awaiting(sitting) if SittingState(sitting.state) in PLANNED else []
    return Dossier(
        page=page,
        agenda=tuple(_agenda(page, followed, waiting)),
        followed=tuple(followed),
        decided=tuple(decided),
        adjustments=tuple(waiting),
        today=today,
        invitees=tuple(sitting.invitees.order_by("kind", "pk")),
        site=site,
        sign_in=_sign_in_address(sitting, site) if with_code else "",
        logo=logo_of(sitting.convention),
        base=base_of(sitting.convention, "docx"),
    )


def _sign_in_address(sitting: Sitting, site: str) -> str:
    if not site or not sitting.sign_in_digest or SittingState(sitting.state) not in PLANNED:
        return ""
    return f"{site}{reverse('answers:sign_in', args=[sign_in_secret(sitting)])}"


def day_of(sitting: Sitting) -> date:
    """Return the day of a sitting, where people live."""
    return timezone.localtime(sitting.starts_at).date()


def _agenda(
    page: SittingPage, followed: list[DecisionLine], waiting: list[Adjustment]
) -> list[AgendaLine]:
    lines = []
    if followed:
        held = tuple(line.decision.text for line in followed)
        title = f"Suivi des décisions ({counted(len(followed), 'décision')})"
        lines.append(AgendaLine(title, "information", details=held))
    if waiting:
        held = tuple(f"N° {row.number}, {row.title}" for row in waiting)
        title = f"Ajustements du plan ({counted(len(waiting), 'ajustement')})"
        lines.append(AgendaLine(title, "décision", details=held))
    return lines + [_item(item) for item in page.items]


def _item(item: AgendaItem) -> AgendaLine:
    kind = item.get_kind_display()
    return AgendaLine(item.title, kind, item.presenter, item.duration, minutes=item.minutes)
