"""How the obligations are told: standings and where each one is, in plain sentences."""

from decimal import Decimal

from gouvernail.common.templatetags.french import counted, day, etp
from gouvernail.governance.models import Obligation, ObligationKind
from gouvernail.governance.queries.lines import ObligationLine
from gouvernail.rules.cadence import Expected, Standing
from gouvernail.rules.fte_text import written_to_thousandth
from gouvernail.rules.periods import Period, PeriodKind
from gouvernail.rules.staffing import same_fte

STANDING_LABELS = {
    Standing.HELD: "tenu",
    Standing.ON_COURSE: "en bonne voie",
    Standing.AT_RISK: "à risque",
    Standing.MISSED: "manqué",
    Standing.NOT_APPLICABLE: "sans objet",
}
# The word of the style sheet for each standing, and its shape.
STANDING_MARKS = {
    Standing.HELD: ("met", "circle-check"),
    Standing.ON_COURSE: ("on_course", "trending-up"),
    Standing.AT_RISK: ("at_risk", "triangle-alert"),
    Standing.MISSED: ("missed", "octagon-x"),
    Standing.NOT_APPLICABLE: ("void", "minus"),
}


_POSTS = {"existing": " de postes existants", "development": " de développement"}
# From two on, French writes the plural: « 1,9 ETP pourvu ».
_PLURAL, _ZERO = Decimal(2), Decimal(0)


def period_words(kind: PeriodKind, period: Period) -> str:
    """Name a period: « 2026 », « 2025-2026 », « les douze derniers mois »."""
    if kind is PeriodKind.SLIDING:
        return "les douze derniers mois"
    if period.start.year == period.end.year:
        return str(period.end.year)
    return f"{period.start.year}-{period.end.year}"


def asked_words(expected: Expected) -> str:
    """Write what a period asks for: « au moins 1 », « de 1 à 2 »."""
    if expected.most is None:
        return f"au moins {expected.least}"
    if expected.most == expected.least:
        return str(expected.least)
    return f"de {expected.least} à {expected.most}"


def rhythm_words(line: ObligationLine) -> str:
    """Write what was held against what is asked for: « 1 sur 1 à 2 », « 0 sur 1 au moins »."""
    expected = line.expected
    if expected is None or line.standing is Standing.NOT_APPLICABLE:
        return "rien d’attendu"
    asked = asked_words(expected).removeprefix("de ")
    if expected.most is None:
        asked = f"{expected.least} au moins"
    told = f"{len(line.held)} sur {asked}"
    if line.planned:
        told += f", {counted(len(line.planned), 'prévue,prévues')}"
    return told


def line_sentence(line: ObligationLine) -> str:
    """Tell where an obligation stands, and what to do when something is missing."""
    kind = ObligationKind(line.obligation.kind)
    return {
        ObligationKind.RHYTHM: _counted,
        ObligationKind.DOCUMENT: _document,
        ObligationKind.PRECEDENCE: _precedence,
        ObligationKind.COMPOSITION: _composition,
        ObligationKind.STAFFING: _staffing,
        ObligationKind.DECLARATION: _declaration,
    }[kind](line)


def _counted(line: ObligationLine) -> str:
    when = period_words(PeriodKind(line.obligation.period), line.period)
    name = str(line.obligation.body or "La convention")
    if line.expected is None or line.standing is Standing.NOT_APPLICABLE:
        return f"{name} : rien n’est attendu pour {when}."
    held = counted(len(line.held), "séance tenue,séances tenues")
    asked = asked_words(line.expected)
    if line.is_over:
        return f"{name} : {held} pour {when}, plus que le texte n’en prévoit ({asked})."
    told = f"{name} : {held} pour {when}, {asked} attendue{'s' if line.expected.least > 1 else ''}"
    if line.planned:
        told += f", {counted(len(line.planned), 'prévue,prévues')}"
    return told + _until(line)


def _until(line: ObligationLine) -> str:
    if line.standing is Standing.MISSED:
        return f" ; il en a manqué {line.missing}."
    if line.latest_date and line.missing:
        what = "elle doit" if line.missing == 1 else "la prochaine doit"
        return f" ; {what} se tenir avant le {day(line.latest_date)}."
    return "."


def _document(line: ObligationLine) -> str:
    when = period_words(PeriodKind(line.obligation.period), line.period)
    if line.standing is Standing.NOT_APPLICABLE:
        return f"Rien n’est attendu pour {when}."
    if line.held:
        last = line.held[-1]
        return f"{last.label}, remis le {day(last.on)}."
    if line.standing is Standing.MISSED:
        return f"Rien n’a été remis pour {when}."
    until = f" ; à remettre avant le {day(line.latest_date)}" if line.latest_date else ""
    return f"Rien n’est encore remis pour {when}{until}."


def _precedence(line: ObligationLine) -> str:
    body, before = str(line.obligation.body), str(line.obligation.before)
    if line.standing is Standing.NOT_APPLICABLE:
        when = period_words(PeriodKind(line.obligation.period), line.period)
        return f"{body} : aucune séance datée pour {when}."
    if line.lacks:
        days = ", ".join(line.lacks)
        return f"{body} du {days} : aucune séance « {before} » n’a validé les éléments avant."
    return f"{body} : chaque séance vient après une séance « {before} »."


def _composition(line: ObligationLine) -> str:
    if line.standing is Standing.NOT_APPLICABLE:
        when = period_words(PeriodKind(line.obligation.period), line.period)
        return f"Aucune séance dont les présences soient notées pour {when}."
    name = str(line.obligation.body or "La convention")
    if line.held:
        return _gathered(name, line)
    if line.lacks:
        return f"{name} : à réunir encore, {' ; '.join(line.lacks)}."
    return f"{name} : tous les sièges que le texte demande sont pourvus."


def _gathered(name: str, line: ObligationLine) -> str:
    sat = f"{name} du {day(line.held[-1].on)}"
    if line.lacks:
        return f"{sat} : parmi les présents, il manquait {' ; '.join(line.lacks)}."
    return f"{sat} : tous ceux que le texte demande étaient là."


def _staffing(line: ObligationLine) -> str:
    if line.obligation.amount is None:
        return "L’effectif à réunir n’est pas chiffré."
    if line.filled is None:
        return _staff_unknown(line)
    on = "à la fin de la période" if line.is_over else "aujourd’hui"
    filled = f"pourvu{'s' if line.filled >= _PLURAL else ''}"
    told = (
        f"{written_to_thousandth(line.filled)} ETP{_which_posts(line.obligation)} {filled} {on} "
        f"sur {etp(line.obligation.amount)}"
    )
    if line.standing is Standing.HELD:
        more = line.filled - line.obligation.amount
        beyond = "" if same_fte(more, _ZERO) else f", {written_to_thousandth(more)} ETP de plus"
        return f"{told}{beyond}."
    vacant = f" ; vacant : {', '.join(line.lacks)}" if line.lacks else ""
    lacking = written_to_thousandth(line.obligation.amount - line.filled)
    return f"{told}, il manque {lacking} ETP{vacant}."


def _staff_unknown(line: ObligationLine) -> str:
    row = line.obligation
    told = f"{etp(row.amount)} ETP{_which_posts(row)}"
    if row.since_year and line.period.end.year < row.since_year:
        return f"{told} : le texte ne parle que de {row.since_year} et de la suite."
    return f"{told} à réunir : aucun poste n’est encore noté dans l’équipe."


def _which_posts(row: Obligation) -> str:
    """Name the posts meant: « de développement (Istres) »; nothing when all of them are."""
    place = f" ({row.place})" if row.place else ""
    return f"{_POSTS.get(row.post_kind, '')}{place}"


def _declaration(line: ObligationLine) -> str:
    when = period_words(PeriodKind(line.obligation.period), line.period)
    if line.standing is Standing.NOT_APPLICABLE:
        return f"Aucune échéance de déclaration à la Caf n’est dite pour {when}."
    if not line.lacks:
        made = counted(len(line.held), "déclaration faite,déclarations faites")
        return f"{made} dans les temps pour {when}."
    names = " ; ".join(line.lacks)
    if line.standing is Standing.MISSED:
        return f"Non déclaré, ou déclaré après l’échéance : {names}."
    return f"Reste à déclarer à la Caf : {names}."
