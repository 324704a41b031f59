"""CSV files as French software writes them: any usual encoding and separator."""

import csv
import io
from collections import Counter

from gouvernail.imports.readers.limits import (
    MAX_ROWS,
    BrokenFile,
    NoText,
    TooManyRows,
    check_size,
)
from gouvernail.imports.readers.types import ERROR_CODES, Cell, ErrorCell, Sheet, Workbook
from gouvernail.imports.readers.wording import tidy
from gouvernail.rules.formulas import restored

SEPARATORS = ";\t,|"
_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_ONE_BYTE = ("cp1252", "mac_roman", "cp850")
_EXPECTED = frozenset("éèêëàâäçîïôöùûüÿœæÉÈÊËÀÂÄÇÎÏÔÖÙÛÜŒÆ’‘“”«»€–—…°²³·•º§\u00a0")
_SAMPLE_ROWS = 200


def read_csv(data: bytes) -> Workbook:
    """Return the records of a CSV as one sheet, header included.

    Errors: NoText, BrokenFile, TooManyRows, TooManyColumns.
    """
    text, encoding = decode(data)
    separator, text = _stated_separator(text)
    separator = separator or _likely_separator(text)
    rows = tuple(tuple(_cell(value) for value in record) for record in _records(text, separator))
    if not any(cell is not None for row in rows for cell in row):
        raise NoText
    check_size(len(rows), max(map(len, rows)))
    return Workbook("csv", (Sheet("", rows),), encoding, separator)


def decode(data: bytes) -> tuple[str, str]:
    """Return the text of a file and the encoding that gave it.

    Errors: NoText when no encoding gives text.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _text_only(data, encoding), encoding
    if b"\x00" in data:
        wide = _wide_encoding(data)
        return _text_only(data, wide), wide
    try:
        return _text_only(data, "utf-8"), "utf-8"
    except UnicodeDecodeError:
        encoding = _likely_encoding(data)
        return _text_only(data, encoding), encoding


def _wide_encoding(data: bytes) -> str:
    """Return which UTF-16 a file without a mark is in: its zeros stand on one side of letters.

    Errors: NoText.
    """
    sample = data[:20_000]
    first, second = sample[0::2].count(0), sample[1::2].count(0)
    if len(data) % 2 == 0 and max(first, second) > len(sample) // 4 and not min(first, second):
        return "utf-16-be" if first else "utf-16-le"
    raise NoText


def _text_only(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        if encoding == "utf-8":
            raise
        raise NoText from None
    controls = sum(char < " " and char not in "\t\r\n\v\f" for char in text[:100_000])
    if "\x00" in text or controls > len(text[:100_000]) // 100:
        raise NoText
    return text


def _likely_encoding(data: bytes) -> str:
    scores = {encoding: _plausibility(data, encoding) for encoding in _ONE_BYTE}
    best = max(_ONE_BYTE, key=scores.__getitem__)
    return best if scores[best] > 0 else _guessed_encoding(data)


def _plausibility(data: bytes, encoding: str) -> int:
    """Count the signs that French uses, less those that it does not."""
    text = data.decode(encoding, errors="replace")
    foreign = Counter(char for char in text if char > "\x7f")
    return sum(count if char in _EXPECTED else -3 * count for char, count in foreign.items())


def _guessed_encoding(data: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:100_000]).best()
    if best is None:
        raise NoText
    return best.encoding


def _stated_separator(text: str) -> tuple[str | None, str]:
    """Read the « sep=; » first line that Excel understands, and leave it out."""
    first, _, rest = text.partition("\n")
    stated = first.strip().strip('"').lower()
    if stated.startswith("sep=") and len(first.rstrip("\r")) >= 5:
        return first.strip('\r\n\ufeff"')[4:5], rest
    return None, text


def _likely_separator(text: str) -> str:
    """Return the separator that cuts the most records into the same number of fields."""
    return max(SEPARATORS, key=lambda separator: _regularity(text, separator))


def _regularity(text: str, separator: str) -> float:
    widths: Counter[int] = Counter()
    try:
        for record in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            if record:
                widths[len(record)] += 1
            if widths.total() >= _SAMPLE_ROWS:
                break
    except csv.Error:
        return 0
    if not widths:
        return 0
    width, count = max(widths.items(), key=lambda item: (item[1], item[0]))
    return 0 if width < 2 else width**0.5 * count / widths.total()


def _records(text: str, separator: str) -> list[list[str]]:
    records = []
    try:
        for record in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            records.append(record)
            if len(records) > MAX_ROWS:
                raise TooManyRows
    except csv.Error as error:
        raise BrokenFile from error
    return records


def _cell(value: str) -> Cell:
    if value in ERROR_CODES:
        return ErrorCell(value)
    text = tidy(value)
    return (restored(text) or None) if text else None
