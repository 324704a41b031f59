"""The fields of an action that a column can feed, and the labels people give such columns."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from gouvernail.imports.sheets.text import label_key


@dataclass(frozen=True, slots=True)
class PlanField:
    """A field. `synonyms`: whole labels, the surest first. `openings`: how a label may begin."""

    key: str
    label: str
    synonyms: tuple[str, ...]
    openings: tuple[str, ...] = ()


def _field(key: str, label: str, synonyms: str, openings: str = "") -> PlanField:
    return PlanField(key, label, _phrases(synonyms), _phrases(openings))


def _phrases(listed: str) -> tuple[str, ...]:
    return tuple(phrase.strip() for phrase in listed.split(",") if phrase.strip())


PLAN_FIELDS: tuple[PlanField, ...] = (
    _field(
        "level1",
        "Axe",
        "axe, axe stratégique, axe prioritaire, axe thématique, axe de travail, axe de la CTG, "
        "grand axe, axe CTG, nom de l’axe, intitulé de l’axe, axe d’intervention",
        "axe",
    ),
    _field("level2", "Objectif", "sous-axe, intitulé du sous-axe", "sous-axe"),
    _field("level3", "Sous-objectif", "sous-sous-axe, sous-objectif", "sous-sous-axe"),
    _field(
        "number",
        "N°",
        "n°, numéro, no, n° action, numéro de l’action, num, num action, n° fiche, n° de fiche, "
        "numéro de fiche, n° d’ordre, réf, référence, réf action, code action, id, identifiant, "
        "n° fiche action, rang, code",
    ),
    _field(
        "title",
        "Intitulé",
        "intitulé de l’action, titre de l’action, nom de l’action, libellé de l’action, intitulé, "
        "titre, libellé, titre de la fiche action, titre de la fiche, nom de la fiche, "
        "intitulé de la fiche action, action, l’action, fiche action, intitulé action, désignation,"
        " désignation de l’action, action à mener, action proposée, action prévue, action concrète,"
        " action opérationnelle, nom, projet, intitulé du projet, nom du projet, opération, mesure,"
        " fiche, quoi",
        "intitulé, titre, libellé, nom de l’action, action",
    ),
    _field(
        "description",
        "Descriptif",
        "descriptif, description, description de l’action, descriptif de l’action, détail, "
        "contenu, contenu de l’action, présentation, résumé, modalités, étapes, "
        "modalités de mise en œuvre, mise en œuvre, déroulement, en quoi consiste",
        "descriptif, description, détail, modalités de mise en œuvre",
    ),
    _field(
        "objective",
        "Objectif",
        "objectif de l’action, objectif visé, objectif recherché, but, finalité, "
        "objectif poursuivi, pourquoi",
        "objectif de l’action",
    ),
    _field(
        "context",
        "Constat, besoin",
        "constat, contexte, besoin, diagnostic, état des lieux, problématique, constat et besoin, "
        "éléments de diagnostic, besoin identifié, besoin repéré, constat partagé",
        "constat, contexte, besoin, diagnostic",
    ),
    _field(
        "expected_results",
        "Résultats attendus",
        "résultat attendu, résultat, effet attendu, impact attendu, résultat visé, livrable, "
        "plus-value attendue",
        "résultat, effet attendu, impact",
    ),
    _field(
        "leads",
        "Pilote",
        "pilote, structure pilote, pilotage, pilote de l’action, porteur, porteur de l’action, "
        "chef de file, responsable, responsable de l’action, service pilote, structure porteuse, "
        "porteur de projet, service responsable, structure responsable, direction pilote, "
        "organisme pilote, pilote référent, pilote opérationnel, maître d’ouvrage, "
        "maîtrise d’ouvrage, opérateur, qui pilote, qui, direction ou service pilote, service, "
        "pilote technique, acteur pilote, co-pilote, institution pilote, pilote co-pilote",
        "pilote, porteur, responsable, chef de file, structure porteuse, pilotage",
    ),
    _field(
        "lead_person",
        "Personne référente",
        "personne pilote, référent, référent technique, personne référente, personne responsable, "
        "contact, interlocuteur, nom du pilote, agent référent, référent de l’action, "
        "personne ressource, nom du référent, chargé de coopération",
        "référent, personne",
    ),
    _field(
        "elected_referent",
        "Élu·e référent·e",
        "élu référent, élu, élu pilote, élu délégué, élu en charge, référent élu, portage politique"
        ", élu porteur, élu concerné",
        "élu",
    ),
    _field(
        "partners",
        "Partenaires",
        "partenaire, partenaire associé, acteur associé, partenaire mobilisé, partenariat, acteur, "
        "partenaire de l’action, structure associée, structure partenaire, acteur mobilisé, "
        "acteur concerné, partenaire pressenti, partenaire à associer, avec qui, "
        "partenaire impliqué, partenaire concerné, co-financeur et partenaire",
        "partenaire, partenariat, acteur",
    ),
    _field(
        "communes",
        "Communes",
        "commune, commune concernée, territoire, territoire concerné, lieu, secteur, périmètre, "
        "ville, localisation, secteur géographique, zone, quartier, périmètre géographique, "
        "territoire d’intervention, échelle, lieu de réalisation, lieu de l’action, où",
        "commune, territoire, secteur géographique, périmètre",
    ),
    _field(
        "publics",
        "Publics",
        "public, public cible, public visé, cible, public concerné, bénéficiaire, "
        "population concernée, public bénéficiaire, tranche d’âge, pour qui",
        "public, bénéficiaire, cible",
    ),
    _field(
        "themes",
        "Thèmes",
        "thème, thématique, thématique ctg, domaine, champ, champ d’intervention, "
        "domaine d’intervention, secteur d’intervention, thématique principale, mot-clé",
        "thématique, thème",
    ),
    _field(
        "priority",
        "Priorité",
        "priorité, niveau de priorité, degré de priorité, ordre de priorité, urgence, "
        "priorisation, rang de priorité",
        "priorité, niveau de priorité",
    ),
    _field(
        "deadline",
        "Échéance",
        "échéance, date d’échéance, date de fin, échéancier, délai, calendrier, date prévisionnelle"
        ", date limite, date de fin prévisionnelle, calendrier prévisionnel, période, "
        "échéance prévisionnelle, fin, fin prévue, date de réalisation prévue, date butoir, "
        "date prévue, délai de réalisation, calendrier de réalisation, temporalité, "
        "date de réalisation, année de réalisation, planning, quand, date, année, horizon, "
        "calendrier de mise en œuvre, durée, période de réalisation, fin prévisionnelle, terme",
        "échéance, échéancier, calendrier, date de fin, délai, fin, date de réalisation",
    ),
    _field(
        "starts",
        "Début",
        "date de début, début, date de démarrage, démarrage, date de lancement, lancement, "
        "début prévu, date de commencement, date début, date de début prévisionnelle, "
        "début prévisionnel, date de mise en œuvre",
        "date de début, début, démarrage, date de démarrage",
    ),
    _field(
        "ongoing",
        "En continu",
        "action en amélioration continue, en continu, action en continu, action continue, "
        "action récurrente, récurrent, action pérenne, amélioration continue, permanent, "
        "action permanente, pérenne",
    ),
    _field(
        "status",
        "État",
        "état, statut, état d’avancement, avancement, statut de l’action, état de l’action, "
        "état de réalisation, niveau d’avancement, suivi, situation, état actuel, où en est-on, "
        "avancement de l’action, niveau de réalisation, réalisation, stade, stade d’avancement, "
        "statut d’avancement, phase, suivi de l’action",
        "état d’avancement, statut, avancement, état au, état",
    ),
    _field(
        "progress",
        "Avancement (%)",
        "taux d’avancement, % d’avancement, avancement %, pourcentage d’avancement, "
        "% de réalisation, taux de réalisation, progression, %, pourcentage, pourcentage réalisé, "
        "% réalisé",
        "taux d’avancement, % d’avancement, pourcentage",
    ),
    _field(
        "indicators",
        "Indicateurs",
        "indicateur, indicateur d’évaluation, indicateur de suivi, indicateur de résultat, "
        "critère d’évaluation, évaluation, indicateur et évaluation, indicateur de réussite, "
        "critère et indicateur, critère de réussite",
        "indicateur, critère d’évaluation",
    ),
    _field(
        "baselines",
        "Données d’origine",
        "donnée d’origine, t0, valeur de départ, situation initiale, valeur initiale, "
        "situation de départ, donnée de départ, valeur d’origine, valeur de référence, "
        "point de départ",
        "donnée d’origine, valeur de départ, valeur initiale, situation initiale",
    ),
    _field(
        "targets",
        "Valeurs cibles",
        "valeur cible, objectif chiffré, cible chiffrée, cible à atteindre, valeur attendue, "
        "valeur à atteindre, cible de l’indicateur, objectif quantifié",
        "valeur cible, objectif chiffré, cible chiffrée",
    ),
    _field(
        "means",
        "Moyens",
        "moyen, moyen humain et technique, moyen nécessaire, moyen mobilisé, ressource, "
        "moyen humain et financier, moyen humain, ressource nécessaire, moyen à mobiliser, "
        "ressource humaine, moyen matériel",
        "moyen, ressource",
    ),
    _field(
        "budget",
        "Budget (€)",
        "budget, budget prévisionnel total, budget prévisionnel, budget total, coût total, coût, "
        "coût prévisionnel, montant total, montant, coût estimé, budget estimé, "
        "montant prévisionnel, budget estimatif, coût estimatif, enveloppe, chiffrage, combien",
        "budget, coût, montant total",
    ),
    _field(
        "funding",
        "Financements",
        "financement, financeur, source de financement, plan de financement, cofinancement, "
        "cofinanceur, financement mobilisé, financeur et montant, aide financière",
        "financement, source de financement",
    ),
    _field(
        "success_factors",
        "Conditions de réussite",
        "condition de réussite, facteur de réussite, facteur clé de succès, levier, frein, "
        "frein et levier, point de vigilance, vigilance, facteur de succès, difficulté, risque",
        "condition de réussite, frein, levier, point de vigilance",
    ),
    _field(
        "remarks",
        "Observations",
        "observation, commentaire, remarque, note, observation et commentaire, annotation, "
        "précision, complément, divers, bilan, commentaire libre, point d’avancement",
        "observation, commentaire, remarque",
    ),
)

FIELD_KEYS = frozenset(field.key for field in PLAN_FIELDS)
LEVEL_KEYS = ("level1", "level2", "level3")

# A label with one of these words speaks of something else than the action itself.
_ELSEWHERE = frozenset({"lie", "liee", "connexe", "interne", "lien", "document", "sous"})
_EXACT, _OPENING, _INSIDE = 1.0, 0.8, 0.6
_INSIDE_WORDS = {"pilote": "leads", "porteur": "leads", "partenaire": "partners"}
_INSIDE_WORDS |= {"echeance": "deadline", "avancement": "status", "indicateur": "indicators"}
_INSIDE_WORDS |= {"budget": "budget", "commune": "communes", "commentaire": "remarks"}

_SYNONYMS: dict[str, list[tuple[str, float]]] = {}
for _plan_field in PLAN_FIELDS:
    for _rank, _synonym in enumerate(_plan_field.synonyms):
        _SYNONYMS.setdefault(label_key(_synonym), []).append(
            (_plan_field.key, _EXACT - _rank / 1000)
        )
_OPENINGS = sorted(
    ((label_key(opening), field.key) for field in PLAN_FIELDS for opening in field.openings),
    key=lambda pair: -len(pair[0]),
)


@lru_cache(maxsize=4096)
def recognise(label: str) -> tuple[tuple[str, float], ...]:
    """Return the fields that a label may name, each with a confidence between 0 and 1."""
    key = label_key(label)
    exact = _SYNONYMS.get(key)
    if exact or not key:
        return tuple(exact or ())
    words = key.split()
    for opening, field in _OPENINGS:
        if key.startswith(f"{opening} "):
            is_elsewhere = field == "title" and _ELSEWHERE.intersection(words)
            return () if is_elsewhere else ((field, _OPENING),)
    return tuple((_INSIDE_WORDS[word], _INSIDE) for word in words if word in _INSIDE_WORDS)


def recognise_with(label: str, synonyms: Mapping[str, str]) -> tuple[tuple[str, float], ...]:
    """Return what `recognise` does, the territory's own labels first."""
    own = synonyms.get(label_key(label))
    known = recognise(label)
    return ((own, _EXACT + 1), *known) if own else known
