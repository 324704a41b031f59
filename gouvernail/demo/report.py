"""Last year's report of the demo: typed, composed and published. All of it is invented."""

from collections.abc import Mapping
from datetime import date, datetime, time

from django.utils import timezone

from gouvernail.accounts.models import User
from gouvernail.conventions.models import Convention
from gouvernail.documents.content.report.subject import Wanted
from gouvernail.documents.operations.reports import (
    TextPlace,
    ask_for_report,
    compose_report,
    publish_report,
    write_text,
)
from gouvernail.history.operations import By
from gouvernail.rules.reports import ReportKind

YEAR = 2025
WRITTEN_ON = date(2026, 6, 9)
TEXTS = {
    "mot": """\
Cette première année fut celle de la mise en route. Nos deux communes et la Caf ont appris à
décider ensemble, et les commissions
ont tenu leur place.

Il reste beaucoup à faire : des familles attendent encore une place, des jeunes un lieu. Ce
rapport dit ce qui fut fait, et ce
qui ne l’est pas encore. Je remercie celles et ceux qui portent ces actions, chaque jour.

Andrée Inventée, présidente du comité de pilotage (exemple fictif)""",
    "introduction": """\
Le plan d’actions 2025–2029 compte cinq axes. La première année a surtout servi à installer
les groupes de travail, à recruter et à
trouver les financements.

Trois faits marquent l’année (valeurs fictives) :
- l’état de l’offre d’accueil du jeune enfant, partagé entre les deux communes ;
- le premier conseiller numérique, recruté au printemps ;
- la reprise du groupe de travail du PEDT.

Deux actions ont été reportées, faute de moyens. Le comité de pilotage en a décidé en
connaissance de cause.""",
    "governance": """\
Le groupe projet n’a pas pu se réunir chaque mois : trois séances ont manqué, en été et en fin
d’année. Le rythme est repris depuis
janvier (exemple fictif).""",
    "concertation": """\
Deux soirées ont réuni une soixantaine d’habitants, l’une à Istres, l’autre à
Fos-sur-Mer (exemple fictif). Ils ont surtout parlé des horaires des
accueils et du chemin pour s’y rendre.

Trois demandes sont revenues (exemple fictif) :
- ouvrir un accueil le samedi matin ;
- dire en un seul lieu les places libres ;
- prévoir un lieu pour les jeunes, en soirée.

La première est entrée au plan ; les deux autres sont à l’étude en commission.""",
    "evaluation": """\
Les données d’origine manquent encore pour la plupart des indicateurs : les relever est le
premier travail de 2026 (exemple
fictif).""",
}


def tell_report(convention: Convention, users: Mapping[str, User]) -> None:
    """Tell how last year's report was written, composed and published."""
    by = By(users["coordinator"], at=_at(WRITTEN_ON))
    wanted = Wanted(ReportKind.ANNUAL, YEAR)
    for section, text in TEXTS.items():
        # Lines are folded here for the eye; people type a paragraph in one.
        write_text(convention, TextPlace(wanted, section), _unfolded(text), by=by)
    report = ask_for_report(convention, wanted, by=by)
    compose_report(report, by.at)
    report.refresh_from_db()
    publish_report(report, by=by)


def _unfolded(text: str) -> str:
    """Join the lines of a paragraph; the items of a list keep theirs."""
    return "\n\n".join(
        part.replace("\n- ", "\0- ").replace("\n", " ").replace("\0", "\n")
        for part in text.split("\n\n")
    )


def _at(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(16)))
