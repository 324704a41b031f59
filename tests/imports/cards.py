"""Cards as address books write them. Every person and number is invented.

A case: what writes so, the card without its frame, and what should be read under each title.
"""


def framed(*lines, version="3.0"):
    return "\r\n".join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""]).encode()


NAME = "N:Exemple;Camille;;;"
CORPUS = [
    ("plain 3.0", "3.0", [NAME, "FN:Camille Exemple"], {"Nom complet": "Camille Exemple"}),
    ("plain 2.1", "2.1", [NAME], {"Nom complet": "Camille Exemple"}),
    ("plain 4.0", "4.0", ["FN:Camille Exemple"], {"Nom complet": "Camille Exemple"}),
    (
        "structure and service",
        "3.0",
        [NAME, "ORG:Caf 13;Direction;Accueil"],
        {"Structure": "Caf 13", "Service": "Direction, Accueil"},
    ),
    ("title", "3.0", [NAME, "TITLE:Directrice"], {"Fonction": "Directrice"}),
    ("role when no title", "4.0", [NAME, "ROLE:Référente"], {"Fonction": "Référente"}),
    (
        "quoted-printable of Outlook",
        "2.1",
        ["N;CHARSET=utf-8;ENCODING=QUOTED-PRINTABLE:T=C3=A9moin;=C3=89den;;;"],
        {"Nom complet": "Éden Témoin"},
    ),
    (
        "quoted-printable in latin-1",
        "2.1",
        ["N;ENCODING=QUOTED-PRINTABLE;CHARSET=ISO-8859-1:T=E9moin;Charlie"],
        {"Nom complet": "Charlie Témoin"},
    ),
    (
        "quoted-printable cut in two",
        "2.1",
        [NAME, "TITLE;ENCODING=QUOTED-PRINTABLE:Directrice de la pe=", "tite enfance"],
        {"Fonction": "Directrice de la petite enfance"},
    ),
    (
        "bare quoted-printable",
        "2.1",
        [NAME, "ORG;QUOTED-PRINTABLE:Cr=C3=A8che"],
        {"Structure": "Crèche"},
    ),
    (
        "folded",
        "3.0",
        [NAME, "TITLE:Directrice de", "  la crèche"],
        {"Fonction": "Directrice de la crèche"},
    ),
    ("folded with a tab", "3.0", [NAME, "TITLE:Direc", "\ttrice"], {"Fonction": "Directrice"}),
    (
        "escaped",
        "3.0",
        [NAME, r"ORG:Ville\; services\, écoles;Pôle\\jeunesse"],
        {"Structure": "Ville; services, écoles", "Service": "Pôle\\jeunesse"},
    ),
    (
        "grouped by Apple",
        "3.0",
        [NAME, "item1.EMAIL;type=INTERNET;type=pref:a@example.org", "item1.X-ABLabel:Travail"],
        {"Courriel": "a@example.org"},
    ),
    (
        "two mails",
        "3.0",
        [NAME, "EMAIL;TYPE=WORK:a@example.org", "EMAIL;TYPE=INTERNET:b@example.org"],
        {"Courriel": "a@example.org ; b@example.org"},
    ),
    (
        "types in one parameter",
        "4.0",
        [NAME, 'TEL;TYPE="work,voice";VALUE=uri:tel:+33-1-99-00-12-34'],
        {"Téléphone": "+33-1-99-00-12-34"},
    ),
    (
        "extension of a uri",
        "4.0",
        [NAME, "TEL;VALUE=uri:tel:+33199001234;ext=12"],
        {"Téléphone": "+33199001234 poste 12"},
    ),
    (
        "bare types of 2.1",
        "2.1",
        [NAME, "TEL;WORK;VOICE:01 99 00 12 34"],
        {"Téléphone": "01 99 00 12 34"},
    ),
    (
        "home is left",
        "3.0",
        [
            NAME,
            "TEL;TYPE=HOME:01 99 00 00 00",
            "ADR;TYPE=HOME:;;1 rue X;Istres;;13800;",
            "EMAIL;TYPE=home:perso@example.org",
        ],
        {
            "Téléphone": None,
            "Courriel": None,
            "Commune": None,
            "Données personnelles": "téléphone personnel, adresse personnelle, courriel personnel",
        },
    ),
    (
        "home and work is kept",
        "3.0",
        [NAME, "TEL;TYPE=HOME,WORK:01 99 00 12 34"],
        {"Téléphone": "01 99 00 12 34"},
    ),
    (
        "photo and birthday are left",
        "3.0",
        [NAME, "PHOTO;ENCODING=b;TYPE=JPEG:AAAA", " BBBB==", "BDAY:1980-01-01"],
        {"Nom complet": "Camille Exemple", "Données personnelles": "photo, date de naissance"},
    ),
    (
        "commune of work",
        "3.0",
        [NAME, "ADR;TYPE=WORK:;;1 rue X;Istres;;13800;France"],
        {"Commune": "Istres"},
    ),
    (
        "categories",
        "3.0",
        [NAME, r"CATEGORIES:Copil,Commission\, enfance"],
        {"Catégories": "Copil, Commission, enfance"},
    ),
    (
        "a structure alone",
        "4.0",
        ["KIND:org", "FN:Caf 13", "ORG:Caf 13"],
        {"Structure": "Caf 13", "Nom complet": None},
    ),
    (
        "lower case",
        "3.0",
        ["n:Exemple;Camille", "email:a@example.org"],
        {"Nom complet": "Camille Exemple", "Courriel": "a@example.org"},
    ),
    (
        "a card inside a card",
        "2.1",
        [NAME, "AGENT:", "BEGIN:VCARD", "N:Autre;Une", "END:VCARD", "TITLE:Juriste"],
        {"Nom complet": "Camille Exemple", "Fonction": "Juriste"},
    ),
    (
        "a colon in a quoted parameter",
        "4.0",
        ['N;SORT-AS="x:y":Exemple;Camille;;;'],
        {"Nom complet": "Camille Exemple"},
    ),
    ("a note with lines", "3.0", [NAME, r"NOTE:Une\nDeux"], {"Note du carnet": "Une\nDeux"}),
]
