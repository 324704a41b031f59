"""The main pages of one convention, beside the floor."""

from bench.lines import MILLISECONDS, Line, Report
from bench.pairs import Pair, answered
from bench.statistics import Bar, Kind, Series
from bench.visitor import form_of
from bench.world import Made

SHOWN = 100  # rows that a page of the table shows
CARDS = 180  # cards that a board of six columns shows
SMALL = 120  # actions that are all shown at once
THRICE, TWICE, FOUR_TIMES = (Bar(Kind.RATIO, limit) for limit in (3, 2, 4))


def measure_pages(report: Report, pair: Pair, made: Made, name: str, repeats: int) -> None:
    """Measure the pages of one convention."""
    plan = f"/ctg/{made.slug}/plan"
    action = made.action_ids[0]
    addresses, bare = page_addresses(made), floor_addresses(made)
    bars = {**dict.fromkeys(addresses, THRICE), "formulaire": None}
    if made.actions > SMALL:
        bars |= {"arbre": TWICE, "tableau": TWICE, "colonnes": TWICE, "frise": TWICE}
        bars |= {"tableau filtré": Bar(Kind.BEYOND, 0.06)}
    scene = f"{made.actions} actions ({name})"
    for label, path in addresses.items():
        value, floor = pair.times(path, bare[label], repeats)
        report.add(Line(scene, label, value, MILLISECONDS, floor, bars[label]))
    report.add(saving(pair, f"{plan}/actions/{action}/modifier/", action, scene, repeats))
    measure_exports(report, pair, made, scene, max(repeats // 10, 3))


def measure_exports(report: Report, pair: Pair, made: Made, scene: str, repeats: int) -> None:
    """Measure each file of the plan; the XLSX beside the bare library writing the same cells."""
    plan = f"/ctg/{made.slug}/plan"
    pdf = Bar(Kind.MOST, 0.5 if made.actions <= SMALL else 5)
    for label, path, bar in (
        ("export xlsx", "export.xlsx", TWICE),
        ("export ods", "export.ods", None),
        ("export csv", "export.csv", None),
        ("plan en PDF", "export.pdf", pdf),
        ("fiches en PDF", "fiches.pdf", None),
        ("plan en DOCX", "export.docx", None),
        ("fiches en DOCX", "fiches.docx", None),
    ):
        value, floor = pair.times(f"{plan}/{path}", f"/xlsx/{made.slug}/", repeats)
        kept = floor if bar is TWICE else None
        report.add(Line(scene, label, value, MILLISECONDS, kept, bar))
    pack = f"/ctg/{made.slug}/gouvernance/seances/{made.coming_id}/dossier.zip"
    value, _ = pair.times(pack, f"/xlsx/{made.slug}/", repeats)
    bar = Bar(Kind.MOST, 5) if made.actions <= SMALL else None
    report.add(Line(scene, "dossier de séance", value, MILLISECONDS, None, bar))


def page_addresses(made: Made) -> dict[str, str]:
    """Return the main pages of a convention, by name."""
    root, plan = f"/ctg/{made.slug}", f"/ctg/{made.slug}/plan"
    action = made.action_ids[0]
    return {
        "aujourd’hui": f"{root}/aujourdhui/",
        "arbre": f"{plan}/",
        "tableau": f"{plan}/tableau/",
        "tableau filtré": f"{plan}/tableau/?q=etape",
        "colonnes": f"{plan}/colonnes/",
        "frise": f"{plan}/frise/",
        "matrice": f"{plan}/matrice/",
        "fiche": f"{plan}/actions/{action}/",
        "formulaire": f"{plan}/actions/{action}/modifier/",
        "histoire": f"{root}/histoire/",
        "annuaire": f"{root}/annuaire/",
        "instance": f"{root}/gouvernance/instances/{made.body_id}/",
        "séance": f"{root}/gouvernance/seances/{made.sitting_id}/",
        "en séance": f"{root}/gouvernance/seances/{made.sitting_id}/en-seance/",
        "conviés": f"{root}/gouvernance/seances/{made.coming_id}/convies/",
        "réponse par lien": made.link,
        "décisions": f"{root}/gouvernance/decisions/",
        "engagements": f"{root}/gouvernance/engagements/",
        "calendrier": f"{root}/gouvernance/calendrier/",
    }


def floor_addresses(made: Made) -> dict[str, str]:
    """Return the bare page that each main page is compared with: as many rows as it shows."""
    actions, action = f"/rows/actions/{made.id}", made.action_ids[0]
    table = f"{actions}/{min(made.actions, SHOWN)}/"
    return {
        "aujourd’hui": f"{actions}/10/",
        "arbre": f"{actions}/{made.actions if made.actions <= SMALL else 1}/",
        "tableau": table,
        "tableau filtré": table,
        "colonnes": f"{actions}/{min(made.actions, CARDS)}/",
        "frise": f"{actions}/{made.actions if made.actions <= SMALL else 60}/",
        "matrice": f"{actions}/60/",
        "fiche": f"/action/{action}/",
        "formulaire": f"/action/{action}/",
        "histoire": f"/rows/entries/{made.id}/50/",
        "annuaire": f"/rows/organisations/{made.id}/200/",
        "instance": f"{actions}/30/",
        "séance": f"{actions}/30/",
        "en séance": f"{actions}/30/",
        "conviés": f"{actions}/40/",
        "réponse par lien": f"{actions}/10/",
        "décisions": f"{actions}/60/",
        "engagements": f"{actions}/20/",
        "calendrier": f"{actions}/40/",
    }


def saving(pair: Pair, form_path: str, action: int, scene: str, repeats: int) -> Line:
    """Save an edit, with versions, history and journal, beside one bare row saved."""
    asked, floor = [], []
    for rank in range(repeats):
        fields = dict(form_of(answered(pair.product.get(form_path)).text))
        fields["remarks"] = f"Essai {rank}"
        answer = answered(pair.product.post(form_path, list(fields.items())))
        asked.append(answer.seconds)
        bare = pair.floor.post(f"/action/{action}/", [("remarks", f"Essai {rank}")])
        floor.append(answered(bare).seconds)
    return Line(
        scene, "enregistrer", Series(tuple(asked)), MILLISECONDS, Series(tuple(floor)), FOUR_TIMES
    )
