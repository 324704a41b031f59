"""The sentences shown about a cell: what is wrong, and what to do."""

from datetime import date

from gouvernail.imports.readers.types import NO_RESULT
from gouvernail.imports.sheets.results import Vocabulary
from gouvernail.rules.deadlines import UnclearReason
from gouvernail.rules.progress import StatusFamily

TITLE_LIMIT = 500

DEADLINES = {
    UnclearReason.AMBIGUOUS_YEARS: (
        "Deux années qui se suivent : année civile ou année scolaire ? Écrivez par exemple "
        "« année scolaire 2025-2026 », ou « du 01/01/2025 au 31/12/2026 »."
    ),
    UnclearReason.IMPOSSIBLE_DATE: (
        "Cette date n’existe pas. Corrigez-la, ou laissez vide pour « sans échéance »."
    ),
    UnclearReason.CONTRADICTORY_DATES: (
        "La fin vient avant le début. Corrigez l’une des deux dates."
    ),
    UnclearReason.NO_YEAR: "L’année manque. Écrivez par exemple « 30/06/2026 » ou « juin 2026 ».",
    UnclearReason.VAGUE: (
        "Cette période est imprécise. Choisissez un jour, un mois, un trimestre ou un semestre, "
        "par exemple « T1 2027 »."
    ),
    UnclearReason.SEVERAL_DATES: (
        "Plusieurs dates sont écrites. Gardez une seule échéance, ou écrivez « du … au … »."
    ),
    UnclearReason.START_ONLY: (
        "Ce texte dit quand l’action commence, non quand elle finit. Indiquez une échéance, ou "
        "« en continu »."
    ),
    UnclearReason.NOT_A_DATE: (
        "Ce texte n’est pas une échéance. Écrivez une date, une période (« 2e semestre 2026 »), "
        "« en continu », ou laissez vide pour « sans échéance »."
    ),
}

ONGOING_WITH_END = (
    "L’action est dite en continu et une date de fin est donnée aussi. Gardez l’une ou l’autre : "
    "écrivez « non » ici, ou retirez la date de fin."
)
ONGOING_UNKNOWN = "Répondez par « oui » ou « non »."
START_UNCLEAR = "Cette date de début n’a pas été comprise. Écrivez-la sous la forme 01/09/2026."
START_WITHOUT_END = "Un début sans échéance : le début est gardé en note."
TITLE_MISSING = "L’intitulé de l’action manque. Écrivez-le, ou laissez cette ligne de côté."
TITLE_COLUMN_MISSING = (
    "Aucune colonne ne donne l’intitulé des actions. Indiquez laquelle porte cet intitulé."
)
TITLE_TOO_LONG = (
    "Cet intitulé dépasse 500 caractères. Raccourcissez-le, et mettez le reste dans le descriptif."
)
NUMBER_IS_A_DATE = (
    "Le tableur a changé ce numéro en date. Écrivez le numéro, par exemple « 1.2.1 », ou laissez "
    "vide."
)
NOT_AN_AMOUNT = (
    "Ce texte n’est pas un montant simple : il est gardé en note. Pour un budget, écrivez par "
    "exemple « 12 500,50 »."
)
NOT_A_PERCENTAGE = "Ce texte n’est pas un pourcentage de 0 à 100 : il est gardé en note."
SHARED_BUDGET = "Ce budget est commun à plusieurs actions : il est compté sur la première."

_EXAMPLES = {
    StatusFamily.NOT_STARTED: "à engager",
    StatusFamily.RUNNING: "en cours",
    StatusFamily.DONE: "réalisée",
    StatusFamily.SUSPENDED: "reportée",
    StatusFamily.DROPPED: "abandonnée",
}


def unknown_status(vocabulary: Vocabulary) -> str:
    """Return the sentence about a state that is not in the territory's list."""
    labels = [label for label, _ in vocabulary.statuses] or list(_EXAMPLES.values())
    return f"Cet état n’est pas dans votre liste. Choisissez : {', '.join(labels)}."


def ditto(above: str) -> str:
    """Return the sentence about a cell that points to the one above."""
    if not above:
        return "Ce mot renvoie à la ligne du dessus, qui ne dit rien. Écrivez la valeur."
    return f"Ce mot renvoie à la ligne du dessus : « {above[:80]} » est lu. Écrivez la valeur."


def day_number(day: date) -> str:
    """Return the sentence about a date that its cell shows as a number of days."""
    return f"Ce nombre est sans doute une date : {day:%d/%m/%Y}. Écrivez la date."


def broken_cell(code: str) -> str:
    """Return the sentence about an error of calculation, or a formula never computed."""
    if code == NO_RESULT:
        return (
            "La formule de cette cellule n’a pas de résultat dans le fichier. Ouvrez-le dans votre "
            "tableur et enregistrez-le, ou écrivez la valeur."
        )
    return f"La cellule affiche une erreur de calcul ({code}). Écrivez la valeur, ou laissez vide."


def number_taken(row: int) -> str:
    """Return the sentence about a number used twice."""
    return f"Ce numéro est déjà à la ligne {row}. Un numéro ne sert qu’une fois."


def unknown_communes(names: list[str]) -> str:
    """Return the sentence about places outside the territory."""
    listed = ", ".join(f"« {name} »" for name in names)
    return f"Hors de la liste de vos communes : {listed}. Le texte est gardé tel quel."
