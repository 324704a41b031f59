"""What happens to the plan between its adoption and today. Every word is invented."""

from dataclasses import dataclass
from datetime import date

ADOPTED_ON = date(2024, 12, 16)
PRICED_ON = date(2025, 1, 13)
FUNDED_ON = date(2026, 10, 20)


@dataclass(frozen=True, slots=True)
class Event:
    """One change of one action: the day, the number of the action, the state, the reason."""

    on: date
    number: str
    status: str
    reason: str
    progress: int | None = None
    deadline: str | None = None


EVENTS: tuple[Event, ...] = (
    Event(date(2025, 1, 20), "5.2.1", "en cours", "Premier groupe projet tenu (exemple fictif)"),
    Event(date(2025, 2, 11), "1.1.1", "en cours", "Trame commune retenue en groupe projet"),
    Event(date(2025, 3, 6), "2.1.2", "en cours", "Première session de formation inscrite"),
    Event(date(2025, 3, 25), "4.1.2", "en cours", "Calendrier des journées arrêté"),
    Event(date(2025, 4, 10), "1.1.3", "en cours", "Première réunion des gestionnaires"),
    Event(date(2025, 5, 15), "4.2.1", "en cours", "Recrutement du premier conseiller", 20),
    Event(date(2025, 6, 17), "1.2.1", "en cours", "Permis de construire déposé"),
    Event(date(2025, 6, 17), "2.2.2", "en cours", "Local pressenti au centre-ville"),
    Event(date(2025, 9, 9), "3.1.1", "en cours", "Comité de rédaction du guide réuni"),
    Event(date(2025, 9, 23), "2.1.3", "en cours", "Groupe de travail PEDT installé"),
    Event(date(2025, 10, 14), "2.2.3", "en cours", "Premier appel à projets lancé"),
    Event(date(2025, 11, 18), "4.1.1", "en cours", "Véhicule commandé"),
    Event(date(2025, 12, 12), "1.2.3", "reportée", "Reportée par le comité de pilotage"),
    Event(date(2025, 12, 12), "5.2.3", "reportée", "Reportée faute de moyens de communication"),
    Event(date(2026, 1, 15), "1.3.1", "en cours", "Référent recruté", 30),
    Event(date(2026, 2, 5), "5.1.1", "en cours", "Association porteuse identifiée"),
    Event(date(2026, 3, 12), "3.2.2", "en cours", "Premières familles accompagnées"),
    Event(date(2026, 4, 21), "4.2.1", "en cours", "Cartographie des points d’accueil faite", 50),
    Event(date(2026, 6, 16), "2.2.2", "abandonnée", "Local non disponible : à fondre dans 4.1.1"),
    Event(date(2026, 6, 30), "2.1.2", "réalisée", "Trente-deux animateurs formés (valeur fictive)"),
    Event(date(2026, 7, 2), "4.1.2", "réalisée", "Trois journées tenues"),
    Event(date(2026, 9, 8), "1.3.1", "en cours", "Pool de renfort ouvert à deux crèches", 50),
    Event(
        date(2026, 10, 6),
        "1.1.2",
        "en cours",
        "Ouverture décalée au printemps",
        deadline="1er semestre 2027",
    ),
    Event(date(2026, 11, 12), "1.1.1", "en cours", "État de l’offre 2026 en relecture", 75),
)
