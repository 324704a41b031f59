"""The fields of an action sheet: which exist, in which order, which are short by default.

The keys are those of the code; each territory names, hides and orders the fields as it wishes.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SheetField:
    """A field of the action sheet. `is_short`: visible at once, the others unfold."""

    key: str
    label: str
    is_short: bool = False


SHEET_FIELDS: tuple[SheetField, ...] = (
    SheetField("number", "N°", is_short=True),
    SheetField("title", "Intitulé", is_short=True),
    SheetField("objective", "Objectif de l’action", is_short=True),
    SheetField("leads", "Pilote", is_short=True),
    SheetField("partners", "Partenaires", is_short=True),
    SheetField("communes", "Communes", is_short=True),
    SheetField("deadline", "Échéance", is_short=True),
    SheetField("status", "État", is_short=True),
    SheetField("progress", "Avancement (%)"),
    SheetField("indicators", "Indicateurs", is_short=True),
    SheetField("baselines", "Données d’origine"),
    SheetField("targets", "Valeurs cibles"),
    SheetField("description", "Descriptif"),
    SheetField("context", "Constat, besoin"),
    SheetField("expected_results", "Résultats attendus"),
    SheetField("publics", "Publics"),
    SheetField("themes", "Thèmes"),
    SheetField("priority", "Priorité"),
    SheetField("lead_person", "Personne référente"),
    SheetField("elected_referent", "Élu·e référent·e"),
    SheetField("means", "Moyens"),
    SheetField("budget", "Budget (€)"),
    SheetField("funding", "Financements"),
    SheetField("success_factors", "Conditions de réussite"),
    SheetField("remarks", "Observations"),
)

# Without these an action is not one; a territory may rename them, not hide them.
REQUIRED_KEYS = frozenset({"title", "status", "deadline", "leads"})
