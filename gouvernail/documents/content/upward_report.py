"""Remontées as a document: what each commission brings to a sitting, on one page each at most."""

from gouvernail.common.templatetags.french import counted, day
from gouvernail.documents.content.dossier import Dossier
from gouvernail.documents.content.gaps import Gap, missing
from gouvernail.documents.formats.report import (
    Block,
    Cell,
    Grid,
    Head,
    Heading,
    Report,
    Text,
)
from gouvernail.steering.queries.upward import BodyReport, HeldSitting, upward_page

_POINTS = (Head("Point", 5), Head("D’où il vient", 3), Head("Ce qui s’est dit", 6))
_ADJUSTMENTS = (Head("N°"), Head("Ajustement", 6), Head("Nature", 3), Head("Motif", 6))
_REVIEWS = (Head("Action ou niveau du plan", 8), Head("Cycle", 3), Head("État", 3))


def upward_report(dossier: Dossier) -> Report:
    """Return what the commissions bring to a sitting. Sixteen queries at most."""
    row = dossier.sitting
    page = upward_page(row)
    blocks: list[Block] = []
    for report in page.reports:
        blocks += _of_body(report)
    if not page.reports:
        gap = Gap("Aucune commission n’alimente cette instance.", "governance:home")
        blocks += missing(gap, row.convention, dossier.site)
    since = f"depuis la séance du {day(page.since.starts_at)}" if page.since else "depuis l’origine"
    return Report(
        title=f"Remontées des commissions – {row.body} du {day(row.starts_at)}",
        state=(*dossier.state, f"Ce que chaque commission apporte {since}"),
        blocks=tuple(blocks),
        is_landscape=True,
        colour=row.convention.colour,
        logo=dossier.logo,
        base=dossier.base,
    )


def _of_body(report: BodyReport) -> list[Block]:
    held = " ; ".join(_held(one) for one in report.held)
    blocks: list[Block] = [Heading(report.body.name), Text(report.silence or f"Séances : {held}.")]
    if report.points:
        rows: tuple[tuple[Cell, ...], ...] = tuple(
            (point.label, point.why, point.words) for point in report.points
        )
        blocks += [Heading("Points", 2), Grid(_POINTS, rows)]
    if report.adjustments:
        rows = tuple(
            (one.number, one.title, one.get_kind_display(), one.reason)
            for one in report.adjustments
        )
        blocks += [Heading("Ajustements proposés", 2), Grid(_ADJUSTMENTS, rows)]
    if report.reviews:
        rows = tuple((one.title, one.cycle, one.state) for one in report.reviews)
        blocks += [Heading("Bilans retenus", 2), Grid(_REVIEWS, rows)]
    if report.is_empty:
        blocks.append(Text("Cette commission n’apporte rien à cette séance."))
    elif report.followed and not report.reviews:
        number = counted(report.followed, "action suivie,actions suivies")
        blocks.append(Text(f"Aucun bilan retenu pour {number}."))
    return blocks


def _held(one: HeldSitting) -> str:
    rate = f" ({counted(one.came, 'présent,présents')} sur {one.noted})" if one.noted else ""
    return f"{day(one.starts_at)}{rate}"
