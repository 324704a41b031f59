"""The territory's own templates: what is kept of them, what is refused, with a sentence."""

import zipfile
from io import BytesIO

import docx
import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from docx.shared import Cm, RGBColor
from pptx import Presentation
from pptx.util import Inches

from gouvernail.common.errors import Refusal
from gouvernail.documents.formats.deck import BarChart, Deck, Lack, Point, Points, Series
from gouvernail.documents.formats.own_base import cleaned
from gouvernail.documents.formats.pptx import write_pptx
from gouvernail.documents.formats.refusals import LinkedTemplate
from gouvernail.documents.formats.trial import tried
from gouvernail.documents.models import DocumentTemplate
from gouvernail.documents.operations.templates import bring_template, remove_template
from gouvernail.history.models import Entry
from tests.documents.reading import NOW, open_part, paper, words_in
from tests.documents.test_looks import PNG
from tests.factories import nobody

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OUTSIDE = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
    'relationships"><Relationship Id="rX" Type="' + RELS + '/{kind}" Target="{target}" '
    'TargetMode="External"/></Relationships>'
)


def a_letter():
    """Return a letterhead: its own red heading, its head, its foot, words that are to go."""
    made = docx.Document()
    section = made.sections[0]
    section.header.paragraphs[0].text = "Communauté fictive – en-tête"
    section.footer.paragraphs[0].text = "12 rue Fictive"
    section.left_margin = Cm(4)
    heading = made.styles["Heading 1"].font
    heading.name, heading.color.rgb = "Georgia", RGBColor(0xAA, 0, 0)
    for name in ("Title", "List Bullet", "Heading 3"):
        style = made.styles[name].element
        style.getparent().remove(style)
    made.add_paragraph("Texte du modèle")
    return saved(made)


def a_deck():
    """Return slides in 4/3, whose first accent is red; one slide that is to go."""
    made = Presentation()
    slide = made.slides.add_slide(made.slide_layouts[1])
    slide.shapes.title.text = "Diapositive du modèle"
    return changed(saved(made), "ppt/theme/theme1.xml", ("4F81BD", "AA0000"))


def saved(made):
    buffer = BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def changed(content, name, *swaps, **more):
    """Return an archive in which words of a part are swapped, and parts are added."""
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as source, zipfile.ZipFile(buffer, "w") as target:
        for part in source.namelist():
            data = source.read(part)
            if part == name:
                for old, new in swaps:
                    assert old.encode() in data
                    data = data.replace(old.encode(), new.encode())
            target.writestr(part, data, zipfile.ZIP_DEFLATED)
        for part, data in more.items():
            target.writestr(part.replace("__", "/"), data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def keep(convention, kind, content):
    """Keep a template without trying it."""
    row = DocumentTemplate(convention=convention, kind=kind, name=f"modèle.{kind}")
    row.file.save(f"modele.{kind}", ContentFile(content))
    return row


def bring(convention, name, content):
    return bring_template(convention, SimpleUploadedFile(name, content), by=nobody())


def test_a_letterhead_keeps_its_head_foot_margins_and_styles(sitting, media):
    bring(sitting.convention, "lettre.docx", a_letter())
    made = docx.Document(BytesIO(paper(sitting, "convocation", "docx")))
    section = made.sections[0]
    assert section.header.paragraphs[0].text == "Communauté fictive – en-tête"
    assert section.footer.paragraphs[0].text == "12 rue Fictive"
    assert round(section.left_margin.cm, 1) == 4
    heading = next(part for part in made.paragraphs if part.style.name == "Heading 1")
    assert (heading.text, heading.style.font.name) == ("Ordre du jour", "Georgia")
    assert heading.style.font.color.rgb == RGBColor(0xAA, 0, 0)
    words = words_in(paper(sitting, "convocation", "docx"), "docx")
    assert "Texte du modèle" not in words
    assert "Avancement du plan" in words


def test_a_style_that_a_letterhead_lacks_is_added(sitting, media):
    bring(sitting.convention, "lettre.docx", a_letter())
    made = docx.Document(BytesIO(paper(sitting, "convocation", "docx")))
    assert made.paragraphs[0].style.name == "Title"
    assert made.styles["Title"].font.size.pt == 22
    known = {style.style_id for style in made.styles}
    used = {part.get(f"{W}val") for part in made.element.body.iter(f"{W}pStyle")}
    assert used <= known


def test_styles_are_found_whatever_the_language_of_the_software(sitting, media):
    french = changed(a_letter(), "word/styles.xml", ('w:styleId="Heading1"', 'w:styleId="Titre1"'))
    bring(sitting.convention, "lettre.docx", french)
    made = docx.Document(BytesIO(paper(sitting, "convocation", "docx")))
    assert 'w:pStyle w:val="Titre1"' in made.element.xml


def test_a_landscape_paper_turns_the_page_of_the_letterhead(sitting, media):
    bring(sitting.convention, "lettre.docx", a_letter())
    section = docx.Document(BytesIO(paper(sitting, "suivi", "docx"))).sections[0]
    assert section.page_width > section.page_height
    assert section.header.paragraphs[0].text == "Communauté fictive – en-tête"


def test_the_logo_is_not_drawn_twice(sitting, media):
    sitting.convention.logo.save("logo.png", ContentFile(PNG))
    assert "Logo de" in docx.Document(BytesIO(paper(sitting, "convocation", "docx"))).element.xml
    keep(sitting.convention, "docx", a_letter())
    fresh = type(sitting).objects.get(pk=sitting.pk)
    made = paper(fresh, "convocation", "docx")
    assert "Logo de" not in docx.Document(BytesIO(made)).element.xml
    assert "Logo de" in words_in(paper(fresh, "convocation", "odt"), "odt")


def test_slides_keep_masters_sizes_and_accents(sitting, media):
    bring(sitting.convention, "comité.pptx", a_deck())
    show = Presentation(BytesIO(paper(sitting, "diaporama", "pptx")))
    assert (show.slide_width, show.slide_height) == (Inches(10), Inches(7.5))
    titles = [slide.shapes.title.text_frame.text for slide in show.slides]
    assert titles[0] == "Comité de pilotage"
    assert "Diapositive du modèle" not in titles
    (chart,) = [s.chart for slide in show.slides for s in slide.shapes if s.has_chart]
    assert str(chart.plots[0].series[0].format.fill.fore_color.rgb) == "AA0000"
    for slide in show.slides:
        for shape in slide.shapes:
            assert shape.left + shape.width <= show.slide_width
        assert not [s for s in slide.placeholders if not s.text_frame.text]


def test_layouts_are_found_by_what_they_hold_not_by_their_name():
    made = Presentation(BytesIO(a_deck()))
    for rank, layout in enumerate(made.slide_layouts):
        layout.name = f"Disposition {rank}"
    layouts = made.slide_layouts
    layouts.remove(layouts[5])  # the one with a title alone
    chart = BarChart("Graphique", ("a",), (Series("fait", "done", (1,)),), "a : 1")
    slides = (Points("Points", (Point("un"),)), Lack("Manque", "rien"), chart)
    show = Presentation(BytesIO(write_pptx(Deck("T", ("l",), slides, base=saved(made)), NOW)))
    assert [slide.shapes.title.text_frame.text for slide in show.slides] == [
        "T",
        "Points",
        "Manque",
        "Graphique",
    ]


MACROS = {"word__vbaProject.bin": b"x"}
SECTION = ("<w:p>", '<w:p><w:hyperlink r:id="rX"><w:r><w:t>lien du pied</w:t></w:r></w:hyperlink>')
REFUSED = {
    "macros": ("lettre.docx", lambda: changed(a_letter(), "", **MACROS), "macros"),
    "the name of macros": ("lettre.docm", a_letter, "macros"),
    "the type of macros": (
        "lettre.docx",
        lambda: changed(
            a_letter(),
            "[Content_Types].xml",
            (
                "vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
                "vnd.ms-word.document.macroEnabled.main+xml",
            ),
        ),
        "macros",
    ),
    "slides renamed": ("lettre.docx", a_deck, "n’est pas un vrai"),
    "a text renamed": ("comité.pptx", a_letter, "n’est pas un vrai"),
    "another kind": ("lettre.pdf", lambda: b"%PDF-1.7", "n’est pas un vrai"),
    "no archive": ("lettre.docx", lambda: b"bonjour", "n’a pas pu être ouvert"),
    "nothing": ("lettre.docx", lambda: b"", "n’est pas un vrai"),
    "too heavy": ("lettre.docx", lambda: b"x" * (10 * 1024 * 1024 + 1), "trop lourd"),
    "a bomb": (
        "lettre.docx",
        lambda: changed(a_letter(), "", **{"word__media__x.bin": b"\0" * 60_000_000}),
        "trop lourd",
    ),
    "an entity": (
        "lettre.docx",
        lambda: changed(a_letter(), "", **{"word__x.xml": '<!DOCTYPE x [<!ENTITY y "z">]><x/>'}),
        "trop lourd",
    ),
    "an image that is fetched": (
        "lettre.docx",
        lambda: changed(
            a_letter(),
            "",
            **{
                "word___rels__header9.xml.rels": OUTSIDE.format(
                    kind="image", target="https://example.org/suivi.png"
                )
            },
        ),
        "ailleurs",
    ),
    "a broken part": (
        "lettre.docx",
        lambda: changed(a_letter(), "word/document.xml", ("<w:body>", "<w:corps>")),
        "n’a pas pu être ouvert",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_trusted_is_refused_and_nothing_is_written(sitting, media, case):
    name, make, said = REFUSED[case]
    before = Entry.objects.count()
    with pytest.raises(Refusal, match=said):
        bring(sitting.convention, name, make())
    assert not DocumentTemplate.objects.exists()
    assert not (media / "modeles").exists()
    assert Entry.objects.count() == before


def test_the_links_and_the_origin_of_a_letterhead_are_taken_out():
    letter = docx.Document(BytesIO(a_letter()))
    foot = letter.sections[0].footer
    key = foot.part.relate_to("https://example.org/", f"{RELS}/hyperlink", is_external=True)
    linked = docx.oxml.parse_xml(
        f'<w:hyperlink xmlns:w="{W[1:-1]}" xmlns:r="{RELS}" r:id="{key}"><w:r><w:t>notre site'
        "</w:t></w:r></w:hyperlink>"
    )
    foot.paragraphs[0]._p.append(linked)
    settings = letter.part._settings_part
    key = settings.relate_to(
        "https://example.org/x.dotm", f"{RELS}/attachedTemplate", is_external=True
    )
    origin = f'<w:attachedTemplate xmlns:w="{W[1:-1]}" xmlns:r="{RELS}" r:id="{key}"/>'
    settings.element.insert(0, docx.oxml.parse_xml(origin))
    kept = tried(saved(letter), "docx")
    parts = zipfile.ZipFile(BytesIO(kept))
    everything = b"".join(parts.read(name) for name in parts.namelist())
    assert b"example.org" not in everything
    assert b"attachedTemplate" not in everything
    assert "notre site" in docx.Document(BytesIO(kept)).sections[0].footer.paragraphs[0].text
    assert open_part(kept, "word/settings.xml") is not None


def test_a_new_template_takes_the_place_of_the_former_and_is_told(sitting, media):
    convention = sitting.convention
    first = bring(convention, "un.docx", a_letter())
    second = bring(convention, "deux.docx", a_letter())
    assert first.pk == second.pk
    assert DocumentTemplate.objects.get().name == "deux.docx"
    told = list(Entry.objects.order_by("pk").values_list("verb", flat=True))[-2:]
    assert told == ["template.brought", "template.brought"]
    remove_template(DocumentTemplate.objects.get(), by=nobody())
    assert not DocumentTemplate.objects.exists()
    assert Entry.objects.latest("pk").verb == "template.removed"


@pytest.mark.parametrize("field", ["INCLUDEPICTURE", "DDEAUTO", "LINK"])
def test_a_field_that_would_fetch_something_is_refused_and_a_page_number_is_not(field):
    def with_field(code):
        letter = docx.Document(BytesIO(a_letter()))
        letter.sections[0].footer.paragraphs[0]._p.append(
            docx.oxml.parse_xml(
                f'<w:fldSimple xmlns:w="{W[1:-1]}" w:instr=" {code} "><w:r><w:t>1</w:t></w:r>'
                "</w:fldSimple>"
            )
        )
        return saved(letter)

    with pytest.raises(LinkedTemplate):
        cleaned(with_field(f"{field} https://example.org/x.png"), "docx")
    assert cleaned(with_field("PAGE"), "docx")
