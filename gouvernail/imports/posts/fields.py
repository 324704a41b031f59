"""What a column of a table of posts can be, by its label."""

from dataclasses import dataclass

from gouvernail.imports.sheets.text import label_key


@dataclass(frozen=True, slots=True)
class PostField:
    """A field of a post; `label` is its head in the model file."""

    key: str
    label: str
    names: frozenset[str]
    is_required: bool = False


def _field(key: str, label: str, names: str, *, is_required: bool = False) -> PostField:
    known = frozenset(label_key(name) for name in (label, *names.split(",")))
    return PostField(key, label, known, is_required)


POST_FIELDS = (
    _field(
        "number",
        "N° du poste",
        "numéro du poste,numéro de poste,n° poste,référence du poste,code du poste,code poste,"
        "identifiant du poste",
    ),
    _field(
        "employer",
        "Employeur",
        "structure,collectivité,commune employeuse,commune employeur,employeur commune,"
        "structure employeuse,structure employeur,organisme employeur,collectivité employeur,"
        "collectivité employeuse,entité employeuse,nom de l’employeur,gestionnaire,ville,organisme,"
        "porteur,employé par,rattachement,collectivité de rattachement",
        is_required=True,
    ),
    _field(
        "title",
        "Intitulé du poste",
        "poste,intitulé,fonction,libellé,libellé du poste,titre,emploi,nom du poste,"
        "intitulé de l’emploi,intitulé de la fonction,désignation,désignation du poste,mission,"
        "poste de cdc,poste cdc,poste occupé,type de poste,profil de poste",
        is_required=True,
    ),
    _field(
        "place",
        "Commune",
        "commune du poste,lieu,lieu du poste,lieu d’exercice,commune d’intervention,territoire,"
        "commune d’affectation,affectation,secteur,localisation,implantation",
    ),
    _field(
        "kind",
        "Nature",
        "type,nature du poste,existant ou développement,origine,existant/développement,"
        "catégorie,statut du poste,existant développement",
    ),
    _field(
        "cofinanced",
        "Cofinancé",
        "cofinancé par la caf,cofinancement,cofinancement caf,financé par la caf,financement caf,"
        "poste cofinancé,soutien caf,aide de la caf",
    ),
    _field(
        "agreed",
        "ETP convenu",
        "etp,etp conventionné,etp conventionnés,etp prévu,etp prévus,quotité,quotité convenue,"
        "nombre d’etp,etp cofinancé,etp théorique,etp budgété,temps de travail,nb etp,"
        "équivalent temps plein,quotité de travail,quotité de temps de travail,temps,"
        "taux d’emploi,durée hebdomadaire,durée de travail,etp cible,etp ctg,etp au contrat,"
        "pourcentage,% etp,etp du poste,etp inscrit",
        is_required=True,
    ),
    _field(
        "holder",
        "Titulaire",
        "titulaires,nom,agent,personne,nom et prénom,prénom et nom,nom de l’agent,occupé par,"
        "chargé de coopération,chargé de coopération ctg,cdc,nom du titulaire,nom prénom,"
        "titulaire du poste,occupant,salarié,professionnel,agent en poste,nom du cdc,prénom nom",
    ),
    _field(
        "actual",
        "ETP réel",
        "etp réels,etp effectif,etp pourvu,etp occupé,quotité réelle,etp de l’agent,"
        "part de l’agent,réalisé,etp réalisé,etp en poste,etp du titulaire,etp actuel,etp constaté",
    ),
    _field(
        "starts_on",
        "Du",
        "depuis,depuis le,début,date de début,à partir du,date d’arrivée,prise de fonction,"
        "date de prise de fonction,date d’effet,à compter du,arrivée,date de recrutement,"
        "prise de poste,date de prise de poste,date d’entrée,entrée,date d’embauche,embauche,"
        "recruté le,date de création,en poste depuis,en poste depuis le,début de contrat,"
        "date de début de contrat",
        is_required=True,
    ),
    _field(
        "ends_on",
        "Au",
        "jusqu’au,fin,date de fin,date de départ,départ,jusqu’à,dernier jour,date de sortie,sortie,"
        "parti le,fin d’occupation",
    ),
    _field(
        "mandate_ends_on",
        "Fin de contrat",
        "fin du contrat,fin de contrat prévue,date de fin de contrat,échéance du contrat,"
        "échéance de contrat,terme du contrat,terme,fin de mandat,fin de nomination,"
        "fin de détachement,fin de cdd,contrat jusqu’au",
    ),
)
FIELDS = {field.key: field for field in POST_FIELDS}
REQUIRED = frozenset(field.key for field in POST_FIELDS if field.is_required)
