"""The sentences shown about a cell of a directory: what is wrong, and what to do."""

RESTORED = "Le 0 du début, perdu par le tableur, est remis."
NO_PHONE = "Ce n’est pas un numéro utilisable. Écrivez-le en entier, ou videz la case."
NO_MAIL = "Ce courriel n’est pas utilisable. Écrivez-le en entier, avec « @ », ou videz la case."
LIKELY_MAIL = "Ce courriel n’est pas utilisable. Faut-il lire « {mail} » ? Écrivez-le, ou videz."
SEVERAL_PERSONS = (
    "Cette case semble nommer plusieurs personnes. Gardez-en une ici ; ajoutez les autres sur "
    "leur propre ligne du fichier."
)
TOO_LONG = "Texte trop long : {limit} caractères au plus. Raccourcissez-le."
NO_STRUCTURE = "Aucune structure : la personne sera ajoutée sans rattachement."
NO_NAME = "Aucun nom : le contact portera sa fonction."
NO_ONE = "Ni structure, ni nom, ni fonction : cette ligne ne peut pas devenir un contact."
SEVERAL_MAILS = "Plusieurs courriels : le premier est le principal, les autres sont gardés à côté."
SEVERAL_PHONES = "Plusieurs numéros : le premier est le principal, les autres sont gardés à côté."
UNUSED = "Un courriel ou un numéro sans personne ni fonction : il va à la structure."
