"""What a column of a directory can be, by its label. What is private is known, to be left out."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from gouvernail.imports.sheets.text import label_key
from gouvernail.rules.names import fold_name

PRIVATE = "private"


@dataclass(frozen=True, slots=True)
class ContactField:
    """A field of a contact. `repeats`: several columns may feed it."""

    key: str
    label: str
    names: frozenset[str]
    repeats: bool = False


def _field(key: str, label: str, names: str, *, repeats: bool = False) -> ContactField:
    return ContactField(key, label, frozenset(map(label_key, names.split(","))), repeats)


CONTACT_FIELDS = (
    _field(
        "structure",
        "Structure",
        "structure,organisme,organisation,entreprise,société,company,institution,partenaire,"
        "établissement,association,nom de la structure,nom de l’organisme,employeur,collectivité,"
        "raison sociale,structure employeuse,organization name,organization,dénomination,"
        "nom du partenaire,nom de l’association,nom de l’établissement,organisme employeur",
    ),
    _field(
        "kind",
        "Type de structure",
        "type,type de structure,nature,catégorie de structure,type de partenaire,"
        "type d’organisme,statut de la structure,statut juridique,forme juridique",
    ),
    _field(
        "full_name",
        "Nom et prénom",
        "nom prénom,prénom nom,nom et prénom,prénom et nom,nom complet,contact,interlocuteur,"
        "nom du contact,référent,personne,display name,name,full name,nom affiché,représentant,"
        "nom de l’interlocuteur,personne contact,personne référente,titulaire,"
        "nom à afficher,nom d’affichage,contacts,personne à contacter,nom du référent",
    ),
    _field("last_name", "Nom", "nom,nom de famille,last name,surname,family name,nom d’usage"),
    _field("first_name", "Prénom", "prénom,first name,given name"),
    _field(
        "function",
        "Fonction",
        "fonction,poste,titre,job title,qualité,mission,rôle,métier,intitulé du poste,title,"
        "organization title,fonction exercée,poste occupé,profession",
    ),
    _field(
        "unit",
        "Service",
        "service,direction,pôle,department,antenne,service direction,direction service,"
        "organization department",
    ),
    _field(
        "email",
        "Courriel",
        "courriel,mail,email,e-mail,adresse mail,adresse courriel,adresse électronique,"
        "adresse e-mail,adresse de messagerie,e-mail address,messagerie,mèl,mel",
        repeats=True,
    ),
    _field(
        "phone",
        "Téléphone",
        "téléphone,tel,tél,portable,mobile,fixe,ligne directe,standard,numéro de téléphone,"
        "phone,business phone,mobile phone,gsm,téléphone portable,téléphone fixe,coordonnées",
        repeats=True,
    ),
    _field(
        "bodies",
        "Instances citées",
        "instances citées,instance,instances collège,collège,"
        "comité,commission,groupe,participation,catégories,"
        "groupe de travail,instances et commissions,siège,instance de la ctg,gouvernance",
        repeats=True,
    ),
    _field("ticked", "Instance cochée (le titre de la colonne)", "copil,cotech", repeats=True),
    _field("commune", "Commune", "commune,ville,localité,city,territoire,secteur"),
    _field(
        "note",
        "Note",
        "note,notes,observation,commentaire,remarque,information,informations complémentaires",
        repeats=True,
    ),
)
FIELDS = {field.key: field for field in CONTACT_FIELDS}
_BY_NAME = {name: field.key for field in CONTACT_FIELDS for name in field.names}
_HOLDS = (
    ("email", re.compile(r"\b(?:courriels?|mails?|emails?|messagerie)\b|\be mail\b")),
    ("phone", re.compile(r"\b(?:telephones?|tel|phone|portable|mobile|gsm)\b")),
)
_TICKED = re.compile(r"^(?:copil|cotech|comite|commission|groupe|gt|instance|reunion)\b")
_PRIVATE = re.compile(
    r"\b(?:naissance|nee? (?:e )?le|birth(?:day|place|date)?|age|domicile|perso|personnel(?:le)?s?"
    r"|privee?s?|home|allocataires?|matricule|nir|secu|securite sociale|enfants?|conjointe?"
    r"|situation familiale|situation de famille|composition (?:de la famille|familiale)"
    r"|quotient|revenus?|nationalite|religion|sante|handicap de|photos?|iban|rib|numero fiscal"
    r"|anniversaire|children|spouse|gender|sexe)\b"
)


def is_private(label: str) -> bool:
    """Tell whether a label announces what belongs to a person's private life."""
    return bool(_PRIVATE.search(fold_name(label)))


def field_of(label: str, taught: Mapping[str, str]) -> str:
    """Return the field that a label names, PRIVATE, or "". What was taught wins over habit."""
    if is_private(label):
        return PRIVATE
    key = label_key(label)
    named = taught.get(key, _BY_NAME.get(key))
    return _held(fold_name(label)) if named is None else named


def _held(label: str) -> str:
    """Return the field that a word inside a label tells."""
    held = next((field for field, words in _HOLDS if words.search(label)), "")
    return held or ("ticked" if _TICKED.match(label) else "")
