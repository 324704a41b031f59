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
        "employer",
        "Employeur",
        "structure,collectivité,commune,commune employeuse,structure employeuse,"
        "organisme employeur,gestionnaire,ville,organisme",
        is_required=True,
    ),
    _field(
        "title",
        "Intitulé du poste",
        "poste,intitulé,fonction,libellé,libellé du poste,titre,emploi,nom du poste",
        is_required=True,
    ),
    _field(
        "kind",
        "Nature",
        "type,nature du poste,existant ou développement,origine,existant/développement,"
        "catégorie,statut du poste",
    ),
    _field(
        "agreed",
        "ETP convenu",
        "etp,etp conventionné,etp conventionnés,etp prévu,etp prévus,quotité,quotité convenue,"
        "nombre d’etp,etp cofinancé,etp théorique,etp budgété,temps de travail",
        is_required=True,
    ),
    _field(
        "holder",
        "Titulaire",
        "nom,agent,personne,nom et prénom,nom de l’agent,occupé par,chargé de coopération,cdc,"
        "nom du titulaire,nom prénom",
    ),
    _field(
        "actual",
        "ETP réel",
        "etp réels,etp effectif,etp pourvu,etp occupé,quotité réelle,etp de l’agent,"
        "part de l’agent,réalisé",
    ),
    _field(
        "starts_on",
        "Du",
        "depuis,depuis le,début,date de début,à partir du,date d’arrivée,prise de fonction,"
        "date de prise de fonction,date d’effet,à compter du,arrivée,date de recrutement",
        is_required=True,
    ),
    _field(
        "ends_on",
        "Au",
        "jusqu’au,fin,date de fin,date de départ,départ,jusqu’à,fin de contrat",
    ),
)
