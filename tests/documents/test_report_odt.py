"""The annual report in ODT: its table of contents, its captions, the words of its drawings."""

import pytest
import time_machine

from gouvernail.documents.catalogue import write_layout
from gouvernail.documents.formats.report import Grid, Heading, Picture
from tests.documents.reading import NOW, open_part
from tests.documents.report_cast import ANNUAL, layout_of, make_territory

pytestmark = pytest.mark.django_db
NAMES = {
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
}
TEXT, XLINK = f"{{{NAMES['text']}}}", f"{{{NAMES['xlink']}}}"


@pytest.fixture
def report(istres_and_fos):
    with time_machine.travel(NOW, tick=False):
        return layout_of(make_territory(), ANNUAL)


@pytest.fixture
def content(report):
    return open_part(write_layout(report, "odt", NOW), "content.xml")


def words_of(element):
    return "".join(element.itertext()).strip()


def test_the_contents_list_the_headings_and_each_line_leads_to_one(report, content):
    lines = content.findall(".//text:index-body//text:a", NAMES)
    listed = [row.text for row in report.blocks if isinstance(row, Heading) and row.rank <= 2]
    assert [words_of(line) for line in lines] == listed
    marks = {
        one.get(f"{TEXT}name"): words_of(one.getparent())
        for one in content.iterfind(".//text:h/text:bookmark", NAMES)
    }
    assert [marks[line.get(f"{XLINK}href")[1:]] for line in lines] == listed
    pages = content.findall(".//text:index-body//text:bookmark-ref", NAMES)
    assert {one.get(f"{TEXT}reference-format") for one in pages} == {"page"}
    assert len(pages) == len(lines)


@pytest.mark.parametrize(("kind", "shape"), [("Tableau", Grid), ("Figure", Picture)])
def test_captions_are_numbered_by_fields_in_the_order_of_the_text(report, content, kind, shape):
    found = [
        one for one in content.iterfind(".//text:sequence", NAMES) if one.get(f"{TEXT}name") == kind
    ]
    told = [row.caption for row in report.blocks if isinstance(row, shape) and row.caption]
    assert told
    assert [one.text for one in found] == [str(rank) for rank in range(1, len(told) + 1)]
    assert {one.get(f"{TEXT}formula") for one in found} == {f"ooow:{kind}+1"}
    assert [words_of(one.getparent()) for one in found] == [
        f"{kind} {rank} – {caption}" for rank, caption in enumerate(told, 1)
    ]


def test_every_drawing_bears_its_words(report, content):
    drawn = content.findall(".//draw:frame", NAMES)
    told = [row.words for row in report.blocks if isinstance(row, Picture)]
    said = [words_of(one.find("svg:desc", NAMES)) for one in drawn]
    assert told
    assert all(said)
    assert [words for words in told if words not in said] == []
