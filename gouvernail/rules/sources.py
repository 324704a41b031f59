"""Register of the texts that the rules cite.

A rule's docstring names one of these codes on its `Source:` line, then the passage. The passage
itself stands in `docs/sources/<code>.md`; a consistency test holds the three together.
"""

SOURCES: dict[str, str] = {
    "PILOTAGE": "Annexe « Modalités de pilotage, suivi de la CTG » de la convention",
    "CTG": "Présentation nationale et pratiques des conventions territoriales globales",
    "COG-INSEE": "Code officiel géographique (Insee), communes, EPCI, départements",
    "CHOICE": "Choix de conception de Gouvernail, motivé dans docs/decisions/",
}
