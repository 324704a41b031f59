"""Every page, in both widths and both themes: axe finds nothing, nothing overflows."""

import pytest
from axe_playwright_python.sync_playwright import Axe

C = "/ctg/golfe-et-etangs"
AFAS = ("reel/", "reel/copier/", "reel/verifier/", "previsionnel/")
PAGES = {
    "pilote": [
        "/", f"{C}/aujourdhui/", f"{C}/plan/", f"{C}/plan/?date=2025-03-01", f"{C}/plan/tableau/",
        f"{C}/plan/tableau/?q=rien-du-tout", f"{C}/plan/colonnes/",
        f"{C}/plan/frise/", f"{C}/plan/matrice/", f"{C}/plan/matrice/?lignes=pilotes",
        f"{C}/plan/structure/", f"{C}/plan/importer/", f"{C}/plan/a-mettre-a-jour/",
        f"{C}/plan/comparer/?du=2025-01-01", f"{C}/plan/actions/2/?date=2025-03-01",
        f"{C}/recherche/?q=famille", f"{C}/recherche/?q=introuvable", f"{C}/annuaire/importer/",
        f"{C}/plan/actions/nouvelle/", f"{C}/plan/actions/2/", f"{C}/plan/actions/2/modifier/",
        f"{C}/plan/actions/2/histoire/", f"{C}/plan/actions/2/deplacer/",
        f"{C}/plan/actions/2/archiver/", f"{C}/histoire/", f"{C}/annuaire/",
        f"{C}/annuaire/doublons/", f"{C}/annuaire/structures/5/",
        f"{C}/annuaire/structures/5/modifier/", f"{C}/annuaire/structures/ajouter/",
        f"{C}/annuaire/personnes/ajouter/", f"{C}/convention/", f"{C}/reglages/general/",
        f"{C}/reglages/perimetre/", f"{C}/reglages/niveaux/", f"{C}/reglages/etats/",
        f"{C}/reglages/rubriques/", f"{C}/reglages/listes/themes/", f"{C}/reglages/membres/",
        f"{C}/reglages/membres/inviter/", f"{C}/reglages/signataires/ajouter/",
        f"{C}/reglages/annexes/ajouter/", f"{C}/reglages/avenants/ajouter/",
        f"{C}/reglages/modeles/",
        f"{C}/moyens/", f"{C}/moyens/lignes/", f"{C}/moyens/lignes/?annee=2026",
        f"{C}/moyens/lignes/?annee=2031", f"{C}/moyens/lignes/6/", f"{C}/moyens/lignes/6/modifier/",
        f"{C}/moyens/lignes/6/retirer/", f"{C}/moyens/lignes/6/pieces/ajouter/",
        f"{C}/moyens/lignes/ajouter/", f"{C}/moyens/actions/", f"{C}/moyens/actions/2/",
        f"{C}/moyens/actions/2/humains/", f"{C}/moyens/actions/2/techniques/",
        "/ctg/essai/moyens/",
        f"{C}/gouvernance/", f"{C}/gouvernance/instances/1/", f"{C}/gouvernance/couverture/",
        f"{C}/gouvernance/instances/1/sante/", f"{C}/gouvernance/instances/5/sante/",
        f"{C}/gouvernance/instances/5/couverture/", f"{C}/gouvernance/instances/1/missions/",
        f"{C}/gouvernance/instances/1/regles/ajouter/", "/ctg/essai/gouvernance/couverture/",
        f"{C}/gouvernance/instances/1/modifier/", f"{C}/gouvernance/instances/1/sieges/ajouter/",
        f"{C}/gouvernance/engagements/", f"{C}/gouvernance/engagements/?annee=2025",
        f"{C}/gouvernance/seances/", f"{C}/gouvernance/seances/1/",
        f"{C}/gouvernance/seances/5/", f"{C}/gouvernance/seances/ajouter/",
        f"{C}/gouvernance/seances/5/dossier/", f"{C}/gouvernance/seances/1/dossier/",
        f"{C}/gouvernance/seances/5/presences/", f"{C}/gouvernance/seances/5/ordre-du-jour/",
        f"{C}/gouvernance/seances/5/convies/", f"{C}/gouvernance/convies/1/",
        f"{C}/gouvernance/seances/5/ecrire/reminder/", f"{C}/gouvernance/seances/6/dates/",
        f"{C}/gouvernance/seances/26/ecrire/convocation/",
        f"{C}/gouvernance/seances/5/convies/a-remettre/",
        f"{C}/gouvernance/seances/5/convies/ajouter/",
        f"{C}/gouvernance/seances/24/en-seance/", f"{C}/gouvernance/seances/24/emargement/",
        *(f"{C}/gouvernance/seances/5/presentation/?vue={view}" for view in range(1, 11)),
        f"{C}/gouvernance/seances/3/", f"{C}/gouvernance/seances/25/",
        f"{C}/gouvernance/seances/5/points/107/", f"{C}/gouvernance/seances/5/points/107/actions/",
        f"{C}/gouvernance/seances/5/points/107/porter/",
        f"{C}/gouvernance/seances/5/points/107/documents/joindre/",
        f"{C}/gouvernance/seances/25/compte-rendu/envoyer/",
        f"{C}/gouvernance/seances/25/compte-rendu/remarquer/",
        f"{C}/gouvernance/seances/25/compte-rendu/remarques/2/",
        f"{C}/gouvernance/seances/25/etape/approved/",
        f"{C}/gouvernance/instances/2/points-proposes/",
        f"{C}/gouvernance/instances/2/points-proposes/1/ecarter/",
        f"{C}/gouvernance/instances/3/sante/", f"{C}/gouvernance/instances/3/",
        f"{C}/gouvernance/decisions/", f"{C}/gouvernance/decisions/?etat=late",
        f"{C}/gouvernance/decisions/?mots=introuvable", f"{C}/gouvernance/decisions/4/",
        f"{C}/gouvernance/decisions/4/modifier/", f"{C}/gouvernance/decisions/4/lien/",
        f"{C}/gouvernance/seances/1/decisions/ajouter/", f"{C}/gouvernance/ajustements/",
        f"{C}/gouvernance/ajustements/1/", f"{C}/gouvernance/ajustements/5/",
        f"{C}/gouvernance/ajustements/6/avis/", f"{C}/gouvernance/ajustements/3/appliquer/",
        f"{C}/gouvernance/ajustements/proposer/", f"{C}/gouvernance/actions/2/",
        f"{C}/gouvernance/ajustements/proposer/?action=2",
        f"{C}/gouvernance/ajustements/proposer/redirect/?action=2",
        f"{C}/gouvernance/calendrier/", f"{C}/gouvernance/calendrier/?vue=mois&mois=2026-12",
        f"{C}/gouvernance/calendrier/?vue=liste",
        f"{C}/gouvernance/calendrier/?instance=1&annee=2025", f"{C}/gouvernance/agendas/",
        f"{C}/gouvernance/agendas/partager/", "/ctg/essai/gouvernance/calendrier/",
        "/ctg/essai/gouvernance/", "/ctg/essai/gouvernance/decisions/",
        "/ctg/essai/gouvernance/ajustements/", "/ctg/essai/gouvernance/engagements/",
        f"{C}/evaluation/", "/ctg/essai/evaluation/",
        f"{C}/gouvernance/seances/5/remontees/", f"{C}/gouvernance/seances/26/point-mensuel/",
        f"{C}/gouvernance/seances/2/retours/", f"{C}/gouvernance/seances/6/retours/",
        f"{C}/gouvernance/seances/2/retours/a-remettre/", f"{C}/mes-nouvelles/",
        f"{C}/evaluation/", "/ctg/essai/evaluation/", f"{C}/evaluation/cycles/ajouter/",
        f"{C}/evaluation/cycles/3/", f"{C}/evaluation/cycles/3/?par=pilote",
        f"{C}/evaluation/cycles/3/?mots=introuvable", f"{C}/evaluation/cycles/3/modifier/",
        f"{C}/evaluation/cycles/3/lecture/", f"{C}/evaluation/cycles/2/lecture/",
        f"{C}/evaluation/cycles/2/presenter/", f"{C}/evaluation/cycles/3/actions/2/",
        f"{C}/evaluation/cycles/3/actions/2/ecrire/", f"{C}/evaluation/cycles/2/actions/2/",
        f"{C}/evaluation/cycles/3/niveaux/1/", f"{C}/evaluation/bilans/38/renvoyer/",
        f"{C}/evaluation/bilans/9/corriger/", f"{C}/evaluation/actions/2/",
        f"{C}/evaluation/campagnes/", f"{C}/evaluation/campagnes/1/",
        f"{C}/evaluation/campagnes/1/?etat=silence", f"{C}/evaluation/campagnes/1/modifier/",
        f"{C}/evaluation/campagnes/1/actions/", f"{C}/evaluation/campagnes/1/relire/",
        f"{C}/evaluation/campagnes/1/relancer/", f"{C}/evaluation/campagnes/1/clore/",
        f"{C}/evaluation/campagnes/1/a-remettre/", f"{C}/evaluation/campagnes/preparer/",
        f"{C}/evaluation/campagnes/demandes/1/", f"{C}/evaluation/campagnes/relais/1/",
        f"{C}/evaluation/campagnes/demandes/1/telephone/1/",
        "/ctg/essai/evaluation/campagnes/", "/ctg/essai/evaluation/campagnes/preparer/",
        f"{C}/evaluation/rapports/", f"{C}/evaluation/rapports/annuel/2025/",
        f"{C}/evaluation/rapports/annuel/2025/apercu/", f"{C}/evaluation/rapports/bilan/2026/",
        f"{C}/evaluation/rapports/annuel/2025/ecrire/introduction/",
        f"{C}/evaluation/rapports/annuel/2025/sommaire/", f"{C}/evaluation/rapports/versions/1/",
        f"{C}/evaluation/rapports/versions/1/diffuser/",
        f"{C}/evaluation/rapports/court/2026/apercu/", "/ctg/essai/evaluation/rapports/",
        "/ctg/essai/evaluation/rapports/annuel/2026/apercu/",
        f"{C}/equipe/", f"{C}/equipe/?annee=2025", f"{C}/equipe/?le=2024-06-01",
        f"{C}/equipe/postes/ajouter/", f"{C}/equipe/postes/2/", f"{C}/equipe/postes/6/",
        f"{C}/equipe/postes/2/modifier/", f"{C}/equipe/postes/2/retirer/",
        f"{C}/equipe/postes/6/quotite/", f"{C}/equipe/postes/6/pourvoir/",
        f"{C}/equipe/postes/1/pieces/joindre/", f"{C}/equipe/quotites/1/modifier/",
        f"{C}/equipe/titulaires/1/modifier/", f"{C}/equipe/titulaires/1/partir/",
        f"{C}/equipe/titulaires/1/annuaire/",
        f"{C}/equipe/titulaires/1/part/", f"{C}/equipe/titulaires/1/retirer/",
        f"{C}/equipe/effectifs/", f"{C}/equipe/effectifs/1/modifier/", f"{C}/equipe/reglages/",
        f"{C}/equipe/scenarios/", f"{C}/equipe/scenarios/2/", f"{C}/equipe/scenarios/ajouter/",
        f"{C}/equipe/scenarios/2/supposer/new_post/", f"{C}/equipe/importer/",
        "/ctg/essai/equipe/", "/ctg/essai/equipe/effectifs/", "/ctg/essai/equipe/scenarios/",
        f"{C}/equipe/themes/", f"{C}/equipe/themes/?jour=2026-02-01", f"{C}/equipe/themes/1/",
        f"{C}/equipe/themes/1/repartir/", f"{C}/equipe/themes/1/repartir/?par=themes",
        f"{C}/equipe/themes/correspondance/", f"{C}/equipe/themes/correspondance/1/modifier/",
        f"{C}/equipe/themes/correspondance/2/confirmer/", f"{C}/equipe/missions/",
        f"{C}/equipe/missions/repartir/",
        f"{C}/equipe/missions/ajouter/", f"{C}/equipe/missions/1/modifier/",
        f"{C}/equipe/afas/", f"{C}/equipe/afas/?annee=2025",
        *(f"{C}/equipe/afas/2026/2/{page}" for page in AFAS),
        f"{C}/equipe/afas/2025/2/reel/", f"{C}/equipe/afas/2025/2/reel/rectifier/",
        f"{C}/equipe/echeances/",
        f"{C}/equipe/echeances/4/modifier/",
        f"{C}/equipe/echeances/?annee=2024", f"{C}/equipe/baremes/",
        f"{C}/equipe/baremes/2026/existing/", "/ctg/essai/equipe/themes/",
        "/ctg/essai/equipe/themes/correspondance/", "/ctg/essai/equipe/missions/",
        "/ctg/essai/equipe/afas/", "/ctg/essai/equipe/echeances/",
        f"{C}/equipe/temps/", f"{C}/equipe/temps/annee/", f"{C}/equipe/temps/equipe/",
        f"{C}/equipe/temps/noter/?action=2", f"{C}/equipe/temps/verifier/?mois=2026-10",
        f"{C}/equipe/temps/lecteurs/", f"{C}/equipe/temps/reglages/",
        f"{C}/equipe/coordination/", f"{C}/equipe/coordination/?personne=2",
        f"{C}/equipe/coordination/rencontre/26/", f"{C}/equipe/absences/ajouter/",
        f"{C}/equipe/absences/1/modifier/", f"{C}/equipe/relais/5/",
        f"{C}/equipe/relais/5/passer/", "/ctg/essai/equipe/coordination/",
        "/ctg/essai/equipe/temps/",
        "/compte/", "/compte/mot-de-passe/", "/compte/double-authentification/",
        "/ctg/essai/aujourdhui/",
    ],
    "cdc": [f"{C}/equipe/temps/", f"{C}/equipe/temps/?mois=2026-10", f"{C}/equipe/temps/annee/",
            f"{C}/equipe/temps/verifier/?mois=2026-06", f"{C}/equipe/temps/lecteurs/"],
    "lecteur": [
        f"{C}/evaluation/rapports/", f"{C}/evaluation/rapports/annuel/2025/", f"{C}/plan/",
        f"{C}/plan/actions/2/", f"{C}/plan/actions/2/modifier/", f"{C}/mes-nouvelles/",
    ],
    "admin": ["/", "/conventions/nouvelle/", f"{C}/convention/"],
    "": ["/connexion/", "/mot-de-passe/oublie/", "/accessibilite/", "/donnees-personnelles/",
         "/nulle-part/", "/emargement/inconnu/", "/bilan/inconnu/"],
}  # fmt: skip
LOOKS = [(1280, "light"), (390, "dark")]


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: f"{look[0]}-{look[1]}")
@pytest.mark.parametrize("who", PAGES, ids=lambda who: who or "anyone")
def test_axe_finds_nothing_and_nothing_overflows(who, look, browser, demo):
    width, scheme = look
    context = browser.new_context(
        base_url=demo["url"], viewport={"width": width, "height": 900}, color_scheme=scheme
    )
    page = context.new_page()
    if who:
        page.goto("/connexion/")
        page.fill("input[name=login]", f"{who}@example.org")
        page.fill("input[type=password]", "exemple-fictif-1")
        page.click("main form button")
    found = [trouble for path in PAGES[who] for trouble in troubles(page, path)]
    context.close()
    assert found == []


def troubles(page, path):
    page.goto(path)
    result = Axe().run(page)
    found = [
        f"{path}: {rule['id']} {rule['nodes'][0]['html'][:120]}"
        for rule in result.response["violations"]
    ]
    if page.locator("h1").count() != 1:
        found.append(f"{path}: {page.locator('h1').count()} h1")
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        found.append(f"{path}: overflows")
    return found
