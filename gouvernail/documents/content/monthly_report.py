"""The « point mensuel » as a document: what changed since the last sitting, a grid per kind."""

from gouvernail.common.templatetags.french import day
from gouvernail.documents.content.dossier import Dossier
from gouvernail.documents.formats.report import Block, Grid, Head, Heading, Report, Text
from gouvernail.steering.queries.monthly import monthly_page

_HEADS = (Head("Objet", 7), Head("Ce qui a changé", 9))


def monthly_report(dossier: Dossier) -> Report:
    """Return what changed since the last sitting of the body. Eighteen queries at most."""
    row = dossier.sitting
    page = monthly_page(row)
    blocks: list[Block] = []
    for group in page.groups:
        rows = tuple((line.title, line.detail) for line in group.lines)
        blocks += [Heading(group.name), Grid(_HEADS, rows)]
    first, last = page.span.days
    return Report(
        title=f"Point mensuel – {row.body} du {day(row.starts_at)}",
        state=(*dossier.state, f"Ce qui a changé du {day(first)} au {day(last)}"),
        blocks=tuple(blocks) or (Text("Rien n’a changé depuis la dernière séance."),),
        colour=row.convention.colour,
        logo=dossier.logo,
        base=dossier.base,
    )
