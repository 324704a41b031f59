"""The convention itself: between whom, where, until when, what was joined and amended since."""

from gouvernail.common.templatetags.french import counted, day, thousands
from gouvernail.documents.content.report.subject import ReportSubject
from gouvernail.documents.content.report.words import facts, lack
from gouvernail.documents.formats.report import Block, Cell, Grid, Head


def identity(subject: ReportSubject) -> list[Block]:
    """Return what the convention is."""
    told, row = subject.overview, subject.convention
    communes = ", ".join(line.name for line in told.perimeter)
    people = told.population
    pairs: list[tuple[str, Cell]] = [
        ("Convention", row.name),
        ("Durée", _term(subject)),
        ("Signée le", day(row.signed_on)),
        ("Territoire", _land(len(told.perimeter), communes)),
        ("Population", f"{thousands(people)} habitants (Insee)" if people else ""),
        ("Plan", f"{row.plan_title}, {counted(subject.kept.tally.total, 'action')}"),
        ("Annexes", "\n".join(f"{line.label} – {line.title}" for line in told.annexes)),
    ]
    blocks = facts(pairs)
    if told.signatories:
        heads = (Head("Signataire", 5), Head("Qualité", 4), Head("Signé le", 2))
        rows = tuple((line.name, line.role, line.signed_on) for line in told.signatories)
        blocks.append(Grid(heads, rows, caption="Les signataires de la convention"))
    else:
        said = "Les signataires de la convention ne sont pas saisis."
        blocks.append(lack(subject, said, "conventions:overview"))
    if told.amendments:
        heads = (Head("Avenant", 2), Head("Objet", 7), Head("Signé le", 2))
        rows = tuple(
            (f"Avenant n° {line.number}", line.purpose, line.signed_on) for line in told.amendments
        )
        blocks.append(Grid(heads, rows, caption="Les avenants"))
    return blocks


def _term(subject: ReportSubject) -> str:
    row = subject.convention
    if row.starts_on and row.ends_on:
        return f"du {day(row.starts_on)} au {day(row.ends_on)}"
    return f"depuis le {day(row.starts_on)}" if row.starts_on else ""


def _land(number: int, communes: str) -> str:
    return f"{counted(number, 'commune')} : {communes}" if number else ""
