"""How the accounts of the ledger are told: the sum first, then what is missing or too much."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal

from gouvernail.common.templatetags.french import counted, day
from gouvernail.rules.fte_text import told_apart, written_fte, written_to_thousandth
from gouvernail.rules.ledger_rows import Check, CheckKey, CheckRow, Target
from gouvernail.rules.staffing import same_fte
from gouvernail.rules.year_parts import YearCount
from gouvernail.staffing.models import TARGET_LABELS, TargetKind

ZERO = Decimal(0)
_DAY_WORDS = {CheckKey.MANDATE: "fin le", CheckKey.MANDATE_OVER: "contrat fini le"}


def when_words(at: date | YearCount) -> str:
    """Name what is looked at: « au 26 novembre 2026 », « sur l’année 2026 »."""
    return f"sur l’année {at.year}" if isinstance(at, YearCount) else f"au {day(at)}"


def target_words(target: Target) -> str:
    """Name a figure of the convention: « existant en 2025 », « développement, Istres »."""
    label = TARGET_LABELS[TargetKind(target.kind)].removeprefix("effectif ")
    year = f" en {target.year}" if target.year else ""
    return f"{label}{year}{f', {target.place}' if target.place else ''}"


def joined_sources(sources: Sequence[str]) -> str:
    """Join passages, the name of their text said once: « annexe 4, § 4.1, § 4.3 »."""
    told: list[str] = []
    text = ""
    for source in sources:
        name, mark, passage = source.partition("§")
        told.append(f"§{passage}" if told and mark and name == text else source)
        text = name
    return ", ".join(told)


def check_sentence(check: Check, at: date | YearCount) -> str:
    """Tell an account in one sentence."""
    return _SENTENCES[check.key](check, at)


def check_text(check: Check) -> str:
    """Tell what to do about an account that does not hold; nothing when it holds."""
    return "" if check.holds else _ADVICE[check.key]


def row_words(check: Check, row: CheckRow) -> str:
    """Tell a row that makes an account: what it is, its figure, its days."""
    label = target_words(row.target) if row.target else row.label
    words = (
        f"{label} : {written_to_thousandth(row.amount)} ETP" if row.amount is not None else label
    )
    if check.key is CheckKey.BEYOND_POST:
        words = f"{label} : {written_to_thousandth(row.amount or ZERO)} ETP de trop"
    if row.on and row.until:
        return f"{words}, du {day(row.on)} au {day(row.until)}"
    prefix = _DAY_WORDS.get(check.key, "à partir du")
    return f"{words}, {prefix} {day(row.on)}" if row.on else words


def _targets(check: Check, at: date | YearCount) -> str:
    parts = [row for row in check.rows if row.target and row.target.kind != TargetKind.TOTAL]
    sum_words = " + ".join(written_to_thousandth(row.amount or ZERO) for row in parts)
    found, expected = _figures(check)
    if check.holds:
        return f"{sum_words} = {found} ETP"
    return f"{sum_words} = {found} ETP, alors que la convention en prévoit {expected} en tout"


def _against(what: str) -> Callable[[Check, date | YearCount], str]:
    def tell(check: Check, at: date | YearCount) -> str:
        found, expected = _figures(check)
        place = f" ({check.subject})" if check.subject else ""
        told = f"{what}{place} {when_words(at)} : {found} ETP"
        if check.holds:
            return f"{told}, comme prévu"
        return f"{told} pour {expected} prévus, {_gap(check)}"

    return tell


def _gap(check: Check) -> str:
    gap = (check.expected or ZERO) - (check.found or ZERO)
    return f"il manque {_fine(gap)} ETP" if gap > 0 else f"{_fine(-gap)} ETP de trop"


def _fine(gap: Decimal) -> str:
    shown = written_fte(gap)
    return written_to_thousandth(gap) if shown == "0" else shown


def _filled(check: Check, at: date | YearCount) -> str:
    found, expected = _figures(check)
    told = f"Pourvus {when_words(at)} : {found} ETP sur {expected} convenus"
    vacant = sum((row.amount or ZERO for row in check.rows), ZERO)
    if not check.holds:
        told += f", {_fine(vacant)} ETP {'vacant' if vacant < 2 else 'vacants'}"
    # What some posts are filled beyond their rate hides what is missing on others.
    beyond = (check.found or ZERO) + vacant - (check.expected or ZERO)
    if beyond < 0 or same_fte(beyond, ZERO):
        return told
    return f"{told}, {_fine(beyond)} ETP de plus que convenu"


def _figures(check: Check) -> tuple[str, str]:
    found, expected = check.found or ZERO, check.expected or ZERO
    if same_fte(found, expected):
        return written_fte(found), written_fte(expected)
    return told_apart(found, expected)


def _listed(held: str, nouns: str) -> Callable[[Check, date | YearCount], str]:
    def tell(check: Check, at: date | YearCount) -> str:
        return held if check.holds else counted(len(check.rows), nouns)

    return tell


_SENTENCES: dict[CheckKey, Callable[[Check, date | YearCount], str]] = {
    CheckKey.TARGETS: _targets,
    CheckKey.TOTAL: _against("Convenus"),
    CheckKey.EXISTING: _against("Postes existants"),
    CheckKey.DEVELOPMENT: _against("Développement"),
    CheckKey.FILLED: _filled,
    CheckKey.ELSEWHERE: _listed(
        "Le développement est là où la convention le prévoit",
        "poste de développement est ailleurs que prévu,"
        "postes de développement sont ailleurs que prévu",
    ),
    CheckKey.UNRATED: _listed(
        "Chaque poste a sa quotité",
        "poste n’a aucune quotité convenue,postes n’ont aucune quotité convenue",
    ),
    CheckKey.OVERLAP: _listed(
        "Aucune quotité ne se chevauche",
        "quotité chevauche la précédente,quotités chevauchent la précédente",
    ),
    CheckKey.TWICE: _listed(
        "Personne n’est noté deux fois sur un même poste",
        "personne est notée deux fois sur le même poste aux mêmes dates,"
        "personnes sont notées deux fois sur le même poste aux mêmes dates",
    ),
    CheckKey.BEYOND_POST: _listed(
        "Nul titulaire ne dépasse la quotité de son poste",
        "poste a des titulaires au-delà de sa quotité,"
        "postes ont des titulaires au-delà de leur quotité",
    ),
    CheckKey.BEYOND_FULL_TIME: _listed(
        "Personne ne dépasse un temps plein",
        "personne dépasse un temps plein,personnes dépassent un temps plein",
    ),
    CheckKey.MANDATE: _listed(
        "Aucune fin de contrat proche",
        "fin de contrat approche,fins de contrat approchent",
    ),
    CheckKey.MANDATE_OVER: _listed(
        "Personne ne tient un poste au-delà de son contrat",
        "contrat est fini alors que son titulaire tient encore le poste,"
        "contrats sont finis alors que leurs titulaires tiennent encore le poste",
    ),
}
_ADVICE: dict[CheckKey, str] = {
    CheckKey.TARGETS: "Relisez les effectifs prévus, ou signalez l’écart du texte au Copil.",
    CheckKey.TOTAL: "Comparez les quotités convenues avec le texte, ou avec le dernier avenant.",
    CheckKey.EXISTING: "Vérifiez la nature et la quotité des postes existants.",
    CheckKey.DEVELOPMENT: "Vérifiez la quotité, la date et le lieu des postes de développement.",
    CheckKey.FILLED: "Notez qui arrive, ou dites au Copil où en est le recrutement.",
    CheckKey.ELSEWHERE: "Vérifiez la commune du poste, ou prévoyez un avenant.",
    CheckKey.UNRATED: "Sans quotité, un poste ne compte pas : donnez-lui la sienne.",
    CheckKey.OVERLAP: "La part commune est comptée deux fois : finissez la première quotité.",
    CheckKey.TWICE: "La part commune est comptée deux fois : finissez la première occupation.",
    CheckKey.BEYOND_POST: "Vérifiez la part des titulaires, ou la quotité convenue du poste.",
    CheckKey.BEYOND_FULL_TIME: "Vérifiez ses parts sur chacun de ses postes.",
    CheckKey.MANDATE: "Préparez le renouvellement ou le remplacement.",
    CheckKey.MANDATE_OVER: "Notez la nouvelle fin de contrat, ou le dernier jour de la personne.",
}
