"""What we write, opened by LibreOffice as people do, and read back from what it shows."""

import os
import shutil
import subprocess
from io import BytesIO
from zipfile import ZipFile

import pytest
from pypdf import PdfReader

from gouvernail.documents.catalogue import write_layout
from gouvernail.documents.formats.trial import tried
from gouvernail.documents.models import DocumentTemplate
from gouvernail.documents.pack import pack_bytes
from gouvernail.documents.papers import PACK, PAPERS
from tests.documents.reading import NOW, SITE
from tests.documents.report_cast import ANNUAL, TEXTS, UNSAID, layout_of, make_territory
from tests.documents.test_templates import a_deck, a_letter, keep

pytestmark = [pytest.mark.office, pytest.mark.django_db]
CONVERTED = ("docx", "odt", "pptx", "odp", "xlsx", "ods")
ENDS = [(PAPERS[name].stem, end) for name in PACK for end in PAPERS[name].formats]
SAID = {
    "1-convocation": ("Salle du conseil (fictive)", "Avancement du plan", "Le maire"),
    "2-ordre-du-jour": ("Avancement du plan", "Awa Coordonne"),
    "3-emargement": ("Maire, Ville d’Istres", "Inès Exemple"),
    "4-diaporama": ("Comité de pilotage", "Axe 1 – Enfance", "Former les équipes"),
    "5-plan-d-actions": ("Ouvrir une crèche", "Former les équipes"),
    "6-suivi-des-decisions": ("Publier l’état de l’offre d’accueil.",),
    "7-compte-rendu": ("À écrire.", "Avancement du plan"),
}
PATIENCE_SECONDS = 240


def printed(folder, profile):
    """Convert all that a folder holds in one run; return the words of each file, and its pages."""
    names = [path for path in sorted(folder.iterdir()) if path.suffix[1:] in CONVERTED]
    out = folder / "pdf"
    for end in CONVERTED:
        # A file keeps its end in its name, so that the six formats do not overwrite each other.
        for path in [path for path in names if path.suffix == f".{end}"]:
            path.rename(path.with_name(f"{path.stem}-{end}.{end}"))
    files = [path for path in sorted(folder.iterdir()) if path.suffix[1:] in CONVERTED]
    subprocess.run(
        [shutil.which("soffice"), f"-env:UserInstallation=file://{profile}", "--headless",
         "--norestore", "--convert-to", "pdf", "--outdir", str(out), *map(str, files)],
        check=True, timeout=PATIENCE_SECONDS, capture_output=True,
        env={**os.environ, "HOME": str(profile)},
    )  # fmt: skip
    read = {path.stem: PdfReader(path) for path in sorted(out.glob("*.pdf"))}
    told = {
        stem: " ".join(" ".join(page.extract_text() for page in found.pages).split())
        for stem, found in read.items()
    }
    return told, {stem: found.pages for stem, found in read.items()}


@pytest.mark.parametrize("own", [False, True], ids=["house", "own templates"])
def test_libreoffice_shows_every_paper_whole(sitting, tmp_path, media, own):
    if own:
        keep(sitting.convention, "docx", tried(a_letter(), "docx"))
        keep(sitting.convention, "pptx", tried(a_deck(), "pptx"))
        assert DocumentTemplate.objects.count() == 2
    folder = tmp_path / "dossier"
    ZipFile(BytesIO(pack_bytes(sitting, SITE))).extractall(folder)
    told, pages = printed(folder, tmp_path / "profil")
    wanted = {f"{stem}-{end}" for stem, end in ENDS if end in CONVERTED}
    assert wanted <= set(told)
    lost = [
        (name, word)
        for name in sorted(wanted)
        for word in SAID[name.rpartition("-")[0]]
        if word.replace(" ", "") not in told[name].replace(" ", "")
    ]
    assert lost == []
    for name in wanted:
        assert len(pages[name]) <= 12, name
    for kind in ("pptx", "odp"):
        assert {round(page.mediabox.width) for page in pages[f"4-diaporama-{kind}"]} != set()
    is_turned = pages["6-suivi-des-decisions-odt"][0].mediabox
    assert is_turned.width > is_turned.height


def test_libreoffice_shows_the_annual_report_whole(tmp_path, istres_and_fos):
    convention = make_territory()
    folder = tmp_path / "rapport"
    folder.mkdir()
    for end in ("docx", "odt"):
        (folder / f"rapport.{end}").write_bytes(
            write_layout(layout_of(convention, ANNUAL), end, NOW)
        )
    told, pages = printed(folder, tmp_path / "profil")
    assert set(told) == {"rapport-docx", "rapport-odt"}
    for name, words in told.items():
        assert [text for text in TEXTS.values() if text not in words] == [], name
        assert UNSAID not in words, name
        assert len(pages[name]) > 5, name
