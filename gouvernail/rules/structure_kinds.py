"""The kinds of bodies that French administration knows by an acronym, an old name or a full one."""

from gouvernail.rules.names import fold_name, significant_words

# What a body is called today, then its other names. Old names stand beside what replaced them.
_KINDS: tuple[tuple[str, ...], ...] = (
    ("caf", "caisse d’allocations familiales", "caisse des allocations familiales"),
    ("cpam", "caisse primaire d’assurance maladie", "caisse primaire assurance maladie"),
    ("cpam", "assurance maladie"),
    ("carsat", "caisse d’assurance retraite et de la santé au travail"),
    ("msa", "mutualité sociale agricole"),
    ("urssaf", "union de recouvrement des cotisations de sécurité sociale"),
    ("udaf", "union départementale des associations familiales"),
    ("adil", "agence départementale d’information sur le logement"),
    ("ars", "agence régionale de santé"),
    ("mdph", "maison départementale des personnes handicapées"),
    ("pmi", "protection maternelle et infantile", "protection maternelle infantile"),
    ("ase", "aide sociale à l’enfance"),
    ("pjj", "protection judiciaire de la jeunesse"),
    ("dsden", "direction des services départementaux de l’éducation nationale"),
    ("dsden", "inspection académique"),
    ("sdjes", "service départemental à la jeunesse, à l’engagement et aux sports"),
    ("ddets", "direction départementale de l’emploi, du travail et des solidarités", "ddcs"),
    ("drac", "direction régionale des affaires culturelles"),
    ("département", "conseil départemental", "conseil général", "cd", "cg"),
    ("région", "conseil régional"),
    ("commune", "ville", "mairie", "municipalité", "hôtel de ville"),
    ("ccas", "centre communal d’action sociale"),
    ("cias", "centre intercommunal d’action sociale"),
    ("communauté de communes", "cc", "comcom"),
    ("communauté d’agglomération", "ca", "agglo", "agglomération"),
    ("communauté urbaine", "cu"),
    ("france travail", "pôle emploi", "anpe"),
    ("mission locale", "ml", "mission locale jeunes"),
    ("rpe", "relais petite enfance", "ram", "relais assistants maternels", "ripe"),
    ("rpe", "relais assistantes maternelles", "relais d’assistants maternels"),
    ("laep", "lieu d’accueil enfants parents", "lieu d’accueil enfant parent"),
    ("mam", "maison d’assistants maternels", "maison d’assistantes maternelles"),
    ("eaje", "établissement d’accueil du jeune enfant"),
    ("multi-accueil", "multiaccueil", "structure multi-accueil"),
    ("alsh", "accueil de loisirs sans hébergement", "accueil de loisirs", "centre de loisirs"),
    ("alsh", "acm", "accueil collectif de mineurs", "centre aéré", "clsh"),
    ("evs", "espace de vie sociale"),
    ("centre social", "cs", "centre socioculturel", "centre socio-culturel", "csc"),
    ("mjc", "maison des jeunes et de la culture"),
    ("fjt", "foyer de jeunes travailleurs", "foyer jeunes travailleurs"),
    ("cidff", "centre d’information sur les droits des femmes et des familles"),
    ("camsp", "centre d’action médico-sociale précoce"),
    ("cmp", "centre médico-psychologique"),
    ("cmpp", "centre médico-psycho-pédagogique"),
    ("mds", "maison des solidarités", "maison de la solidarité"),
    ("prh", "pôle ressources handicap"),
    ("pij", "point information jeunesse"),
    ("bij", "bureau information jeunesse"),
    ("crij", "centre régional information jeunesse"),
    ("cada", "centre d’accueil de demandeurs d’asile"),
    ("chrs", "centre d’hébergement et de réinsertion sociale"),
    ("mfr", "maison familiale rurale"),
    ("apf", "apf france handicap"),
    ("francas", "les francas"),
    ("afr", "association familles rurales", "familles rurales"),
    ("ape", "association de parents d’élèves"),
    ("fcpe", "fédération des conseils de parents d’élèves"),
)

# Words that say what kind of legal person it is: one writes them, another does not.
GENERIC_WORDS = frozenset({"association", "asso", "assoc", "structure", "service"})


def _phrases() -> dict[tuple[str, ...], str]:
    found = {}
    for kind, *others in _KINDS:
        sign = "".join(fold_name(kind).split())
        for name in (kind, *others):
            found[significant_words(name)] = sign
    return found


PHRASES = _phrases()
LONGEST_PHRASE = max(map(len, PHRASES))
# Bodies of which a département has one: without a place, they are those of the département.
DEPARTMENTAL = frozenset(
    {"caf", "cpam", "udaf", "adil", "mdph", "pmi", "dsden", "sdjes", "ddets", "departement", "ase"}
)
