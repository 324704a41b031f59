"""CSV files: encodings, separators, quotes, and what spreadsheets do to them."""

import csv
import io
import unicodedata

from gouvernail.imports.readers import limits as refusals
from tests.imports.corpus.odd import Odd

HEADER = ["N°", "Intitulé de l’action", "Pilote", "Échéance", "État"]
ROWS = [
    ["1", "Créer un café des parents", "Ville d’Istres", "1er semestre 2026", "réalisée"],
    ["2", "Étendre l’accueil périscolaire", "CCAS", "30/06/2027", "à engager"],
]
TITLES = [row[1] for row in ROWS]
WANTS = {
    "title": TITLES,
    "lead": ["Ville d’Istres", "CCAS"],
    "due": ["2026-06-30", "2027-06-30"],
    "family": ["done", "not_started"],
}


def records(rows, separator=";", end="\r\n", quoting=csv.QUOTE_MINIMAL):
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=separator, lineterminator=end, quoting=quoting).writerows(rows)
    return buffer.getvalue()


def plain(rows):
    """Return rows with the apostrophe that old encodings have."""
    return [[cell.replace("’", "'") for cell in row] for row in rows]


def encoded(encoding, separator, *, mark=b""):
    old = encoding in {"cp850", "latin-1"}
    rows = plain([HEADER, *ROWS]) if old else [HEADER, *ROWS]
    wants = {
        key: [value.replace("’", "'") if old and value else value for value in values]
        for key, values in WANTS.items()
    }
    return Odd(
        f"csv {encoding} {separator!r} {mark!r}",
        "plan.csv",
        lambda: mark + records(rows, separator).encode(encoding),
        wants,
    )


ENCODINGS = ["utf-8", "utf-8-sig", "cp1252", "mac_roman", "cp850", "latin-1", "utf-16"]
ENCODED = [encoded(one, sep) for one in ENCODINGS for sep in (";", ",", "\t")]
ENCODED += [
    encoded("utf-16-le", "\t"),
    encoded("utf-16-be", "\t"),
    encoded("utf-16-be", ";", mark=b"\xfe\xff"),
    encoded("utf-8", "|"),
]


def odd(name, text, wants=None, filename="plan.csv", **more):
    data = text.encode() if isinstance(text, str) else text
    return Odd(f"csv {name}", filename, lambda: data, wants or WANTS, **more)


BASE = records([HEADER, *ROWS])
NOTED = [[*HEADER, "Observations"], [*ROWS[0], "deux\nlignes ; et « trois »"], [*ROWS[1], ""]]

LISTS = [
    *ENCODED,
    odd("sep= first line", "sep=;\r\n" + BASE),
    odd("sep= first line, commas", "sep=,\r\n" + records([HEADER, *ROWS], ",")),
    odd("quotes everywhere", records([HEADER, *ROWS], quoting=csv.QUOTE_ALL)),
    odd("carriage returns alone", records([HEADER, *ROWS], end="\r")),
    odd("line feeds alone", records([HEADER, *ROWS], end="\n")),
    odd("embedded line breaks", records(NOTED)),
    odd("decomposed accents", unicodedata.normalize("NFD", BASE)),
    odd("trailing separators", BASE.replace("\r\n", ";;;;\r\n")),
    odd("empty lines between", BASE.replace("\r\n", "\r\n\r\n")),
    odd("separators alone after the end", BASE + ";;;;\r\n" * 200),
    odd("a title above the header", "Plan d’actions de la CTG;;;;\r\n;;;;\r\n" + BASE),
    odd("text of Excel", BASE.replace(";", "\t"), filename="plan.txt"),
    odd("zero-width spaces", BASE.replace("Créer", "\u200bCréer\ufeff")),
    odd("no-break spaces", BASE.replace("1er semestre 2026", "1er\u00a0semestre\u202f2026")),
    odd("headers in capitals", BASE.replace(";".join(HEADER), ";".join(HEADER).upper())),
    odd("spaces around cells", BASE.replace(";", " ; ")),
    odd(
        "guarded formulas",
        BASE.replace("CCAS", "'=CCAS"),
        WANTS | {"lead": ["Ville d’Istres", "=CCAS"]},
    ),
    odd(
        "errors in French",
        records([HEADER, [*ROWS[0][:2], "#REF!", *ROWS[0][3:]], [*ROWS[1][:4], "#NOM?"]]),
        {"title": TITLES, "lead": ["", "CCAS"], "family": ["done", None]},
        asked=((2, "C"), (3, "E")),
    ),
    odd(
        "days as numbers",
        records([HEADER, [*ROWS[0][:3], "46203", "réalisée"]]),
        {"title": TITLES[:1], "kind": ["unclear"]},
        asked=((2, "D"),),
    ),
    odd(
        "ditto marks",
        records([HEADER, ROWS[0], ["2", TITLES[1], "idem", "″", "à engager"]]),
        {"lead": ["Ville d’Istres"] * 2, "due": ["2026-06-30"] * 2},
        asked=((3, "C"), (3, "D")),
    ),
    odd(
        "words that say nothing",
        records(
            [HEADER, ["1", TITLES[0], "N/A", "néant", "-"], ["2", TITLES[1], "à définir", "NC", ""]]
        ),
        {"leads": [[], []], "kind": ["none", "none"], "family": [None, None]},
    ),
    odd(
        "two states in one cell",
        records([HEADER, [*ROWS[0][:4], "en cours / abandonnée"]]),
        {"family": [None]},
        asked=((2, "E"),),
    ),
    odd(
        "percentages",
        records([HEADER, [*ROWS[0][:4], "100%"], [*ROWS[1][:4], "0 %"]]),
        {"family": ["done", "not_started"], "progress": [100, 0]},
    ),
    odd(
        "an action without a title",
        records([HEADER, ROWS[0], ["2", "", "CCAS", "2027", "en cours"]]),
        {"refused": [False, True]},
    ),
    odd(
        "a number twice",
        records([HEADER, ROWS[0], ["1", *ROWS[1][1:]]]),
        {"refused": [False, True], "title": TITLES},
    ),
    odd("only a header", records([HEADER]), {"title": []}),
    odd(
        "a page of the web",
        "<!DOCTYPE html><table><tr><td>Action</td></tr></table>",
        refused=refusals.NotWhatItSays,
    ),
    odd(
        "a page without its type",
        "\r\n<html><table></table></html>",
        refused=refusals.NotWhatItSays,
    ),
    odd("zeros inside", b"Action;Pilote\r\nOuvrir\x00;Ville\r\n", refused=refusals.NoText),
    odd("a picture", b"\x89PNG\r\n\x1a\n" + b"\x01" * 50, refused=refusals.NotWhatItSays),
]
