"""What the reviews of the demo say. Every word and every figure is invented."""

# By number of action: what was done in 2025, and the value of its first indicator.
RESULTS_2025 = {
    "1.1.1": ("L’état de l’offre 2025 a réuni les données de 14 établissements sur 16.", "58"),
    "1.1.2": ("Trois lieux d’accueil ont été visités ; le local n’est pas encore choisi.", ""),
    "1.1.3": ("Deux réunions des gestionnaires ont posé une grille de sept critères.", "non"),
    "1.2.1": ("Permis de construire obtenu en octobre ; le marché de travaux est publié.", "0"),
    "1.2.2": ("Une réunion d’information a rassemblé onze candidates à l’agrément.", "4"),
    "1.2.3": ("L’étude des besoins est remise ; l’ouverture est reportée d’un an.", "0"),
    "1.3.1": ("La fiche de poste du référent est validée par les deux communes.", "9"),
    "2.1.1": ("Les deux grilles de tarifs ont été comparées, quotient par quotient.", "118"),
    "2.1.2": ("Dix-huit animateurs formés en trois sessions, dont six de Fos-sur-Mer.", "18"),
    "2.1.3": ("Le groupe de travail du PEDT s’est réuni quatre fois avec les écoles.", ""),
    "2.2.1": ("Le profil du poste est écrit ; l’appel à candidatures part en janvier.", ""),
    "2.2.2": ("Un local de 90 m² a été pressenti au centre-ville, sans suite à ce jour.", ""),
    "2.2.3": ("Premier appel à projets : neuf dossiers déposés, cinq financés.", "5"),
    "3.1.1": ("Le sommaire du guide est arrêté ; quarante structures y figureront.", "0"),
    "3.1.2": ("Les deux salles possibles ont été visitées avec la PMI.", ""),
    "3.2.1": ("Une permanence par mois a été tenue à Istres au second semestre.", "6"),
    "3.2.2": ("Le partenariat avec France Travail est signé ; l’accueil commence en 2026.", "0"),
    "4.1.1": ("Le véhicule est commandé, son aménagement est dessiné avec les habitants.", "0"),
    "4.1.2": ("Une première journée a réuni vingt-deux agents d’accueil.", "22"),
    "4.2.1": ("Un conseiller sur deux est recruté ; il a reçu 240 personnes.", "240"),
    "5.1.1": ("L’association porteuse est identifiée ; le diagnostic du quartier débute.", "non"),
    "5.1.2": ("Le règlement du fonds est écrit avec trois conseils de quartier.", "0"),
    "5.2.1": ("Le tableau de bord est tenu ; un Copil et un Cotech se sont réunis.", "2 sur 2"),
    "5.2.3": ("Le projet de lettre est prêt, faute de temps il n’est pas paru.", "0"),
}
# The first months of the convention, for the first Cotech.
RESULTS_FIRST = {
    "1.1.1": ("Une trame commune est retenue pour l’état de l’offre.", ""),
    "1.1.3": ("Les gestionnaires se sont réunis une première fois.", "non"),
    "2.1.2": ("La première session de formation est inscrite au catalogue.", "0"),
    "4.1.2": ("Le calendrier des trois journées est arrêté.", "0"),
    "4.2.1": ("Le recrutement du premier conseiller est lancé.", "0"),
    "5.2.1": ("Le groupe projet s’est réuni cinq fois depuis janvier.", "1 sur 1"),
}
# What is told of 2026, until the team has kept it or not.
RESULTS_2026 = {
    "1.1.1": ("L’état de l’offre 2026 est en relecture : seize établissements ont répondu.", "61"),
    "1.1.2": ("Le local est choisi près de la mairie ; les travaux sont chiffrés.", ""),
    "1.1.3": ("La grille commune est votée à Istres, en discussion à Fos-sur-Mer.", "non"),
    "1.2.1": ("Le gros œuvre est achevé ; l’ouverture suit le calendrier prévu.", "0"),
    "1.3.1": ("Le pool de renfort intervient dans deux crèches, trois jours sur cinq.", "21"),
    "2.1.2": ("Trente-deux animateurs formés ; les directeurs demandent une suite.", "32"),
    "2.1.3": ("Le nouveau PEDT est relu par les services de l’État.", ""),
    "2.2.3": ("Deuxième appel à projets : douze dossiers, sept financés.", "7"),
    "3.1.1": ("Le guide est à la maquette, son tirage est chiffré.", ""),
    "3.2.2": ("Quatorze familles accompagnées depuis mars, quatre ont repris un emploi.", "14"),
    "4.1.1": ("Le bus roule depuis septembre : dix-neuf permanences dans trois quartiers.", "19"),
    "4.1.2": ("Trois journées tenues, cinquante-huit agents formés.", "58"),
    "4.2.1": ("La cartographie des points d’accueil est en ligne.", "410"),
    "5.1.1": ("Le projet social est écrit avec les habitants d’Entressen.", "non"),
    "5.2.1": ("Le Copil de septembre est annulé ; il se tiendra en décembre.", "1 sur 2"),
}
# Taken in turn, so that no two neighbours say the same.
FACTORS = (
    "Un même interlocuteur dans chaque commune, du début à la fin.",
    "La participation régulière de la Caf aux réunions de travail.",
    "Le partage des données entre services, décidé dès la première réunion.",
    "L’appui des directeurs, qui ont libéré du temps à leurs équipes.",
    "Un calendrier court, avec une étape visible tous les deux mois.",
    "Les habitants associés avant que les choix soient faits.",
    "Le travail déjà mené par le relais petite enfance.",
    "Une salle et un budget assurés dès le départ.",
    "La bonne connaissance du quartier par l’association.",
    "L’expérience d’un territoire voisin, venue nous être racontée.",
    "Des réunions d’une heure, à jour fixe, avec un relevé de décisions.",
)
DIFFICULTIES = (
    "Le poste est resté vacant quatre mois.",
    "Deux partenaires sur cinq n’ont pas pu se rendre disponibles.",
    "Le cofinancement attendu n’est pas confirmé par écrit.",
    "Les données demandées arrivent tard et sous des formes différentes.",
    "Le local pressenti n’est plus disponible.",
    "L’information circule mal entre les deux communes.",
    "Le temps d’ingénierie prévu est à moitié pris par d’autres dossiers.",
    "Les horaires proposés ne conviennent pas aux salariés de la zone.",
    "Le public le plus éloigné reste difficile à rejoindre.",
    "",
    "Les délais de marché public ont décalé le début de trois mois.",
    "Peu de candidatures pour des contrats à temps partiel.",
    "La coordination avec l’école demande plus de temps que prévu.",
)
PERSPECTIVES = (
    "Ouvrir à la rentrée suivante, puis faire un premier point à six mois.",
    "Demander au comité de pilotage de confirmer la part de chaque commune.",
    "Étendre à Fos-sur-Mer ce qui a réussi à Istres.",
    "Former une seconde vague au printemps.",
    "Publier les résultats et les présenter aux conseils de quartier.",
    "Chercher un autre local avec le service du patrimoine.",
    "Signer la convention de financement avant l’été.",
    "Mesurer l’effet auprès des familles par une courte enquête.",
    "Recruter le second poste, puis étendre les permanences.",
    "Proposer l’abandon si le financement n’est pas trouvé.",
    "Fondre cette action dans une autre, mieux dotée.",
    "Reconduire sans changement.",
    "Associer deux nouveaux partenaires, déjà volontaires.",
    "Préparer l’évaluation à mi-parcours avec ces mêmes indicateurs.",
)
# By rank of the axis: what its referent says of the whole.
AXES = (
    "L’offre d’accueil progresse : un projet ouvre, un autre est reporté.",
    "Les accueils de loisirs se sont ouverts à davantage d’enfants.",
    "Le réseau des parents s’est structuré ; le lieu itinérant reste à ouvrir.",
    "Le non-recours est mieux repéré, le numérique reste sous-doté.",
    "Les projets d’habitants prennent ; le pilotage tient son rythme.",
)
# The same, for the first months; two axes only had something to say.
FIRST_AXES = (
    "Le travail commun commence : une trame, une première réunion, un permis déposé.",
    "Les formations sont inscrites ; les tarifs restent à comparer.",
)
VOICES = ("Sacha Fictif", "Noa Inventée", "Ida Spécimen", "Lou Exemple", "Maxence Témoin")
CORRECTED = (
    "4.1.2",
    "Une première journée a réuni vingt-six agents d’accueil.",
    "26",
    "Le chiffre oubliait les quatre agents de la médiathèque.",
)
SENT_BACK = "Combien de familles ont été reçues au total ? Une phrase suffit."
