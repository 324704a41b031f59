"""French typography of what people read: narrow no-break spaces, real quotes and apostrophes.

    python scripts/typography.py --check    prints file:line of what is wrong, exits 1 if any
    python scripts/typography.py --fix      rewrites the files

Templates are read outside tags, attributes, template tags and addresses. With `--modules`, so are
the string literals of Python that hold French (« or an accented letter), docstrings and regular
expressions left out; modules that parse what people type are left alone: their words are input.
"""

import argparse
import io
import re
import sys
import tokenize
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SOURCE = "gouvernail"
NARROW = "\u202f"
PARSERS = ("imports/sheets/", "rules/deadline")

_SPACES = "[ \u00a0\u202f]"
_FRENCH = re.compile("[«»àâäçéèêëîïôöùûüœæÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŒÆ]")
_LETTER = "[^\\W\\d_]"

# What stands in a template without being text: the first that matches is skipped as a whole.
_NOT_TEXT = re.compile(
    r"\{#.*?#\}"
    r"|\{% *comment\b.*?\{% *endcomment *%\}"
    r"|\{%.*?%\}|\{\{.*?\}\}"
    r"|<!--.*?-->"
    r"|<(?P<raw>script|style|svg|code|pre)\b.*?</(?P=raw) *>"
    r"|<[/!]?[a-zA-Z](?:\{%.*?%\}|\{\{.*?\}\}|\"(?:\{%.*?%\}|\{\{.*?\}\}|[^\"])*\"|'[^']*'|[^<>\"'])*>"
    r"|&#?\w+;"
    r"|\b[a-z]+://\S+|\bmailto:\S+|\S+@\S+",
    re.DOTALL,
)
# In a string: the fields of an f-string or of format(), of %-formatting, and addresses.
_NOT_WORDS = re.compile(r"\{[^{}]*\}|%\(\w+\)[sd]|\b[a-z]+://\S+")
_REGEX_MARKS = ("(?", "\\d", "\\s", "\\b", "\\w")
_STRING_HEAD = re.compile(r"(?P<prefix>\w*)(?P<quote>\"\"\"|'''|\"|')", re.DOTALL)


def spaced(text: str) -> str:
    """Return a piece of text with narrow no-break spaces before ; : ! ? and inside « »."""
    text = re.sub(f"(?<=\\S)[ \u00a0](?=[;:!?](?:{_SPACES}|[)»’.,…]|$))", NARROW, text, flags=re.M)
    text = re.sub(f"^[ \u00a0](?=[;:!?](?:{_SPACES}|$))", NARROW, text)
    text = re.sub(f"«(?!\\\\u202f){_SPACES}*(?=\\S|$)", f"«{NARROW}", text)
    return re.sub(f"(?<!\\\\u202f){_SPACES}*»", f"{NARROW}»", text)


def glued(text: str) -> str:
    """Return a piece of text with the space that is missing before ; : ! ? after a letter."""
    return re.sub(f"(?<=[^\\W\\d_])(?=[;:!?](?:{_SPACES}|$))", NARROW, text, flags=re.MULTILINE)


def apostrophes(text: str) -> str:
    """Return a piece of text with the apostrophe of printers between letters."""
    return re.sub(f"(?<={_LETTER})'(?={_LETTER})", "’", text)


def _outside(pattern: re.Pattern[str], text: str, change: Callable[[str], str]) -> str:
    """Change what lies between the matches of a pattern, and only that."""
    pieces, start = [], 0
    for match in pattern.finditer(text):
        pieces += [change(text[start : match.start()]), match[0]]
        start = match.end()
    return "".join([*pieces, change(text[start:])])


def fixed_template(text: str) -> str:
    """Return a template with its text set right."""
    return _outside(_NOT_TEXT, text, lambda piece: apostrophes(glued(spaced(piece))))


def fixed_python(source: str) -> str:
    """Return a module with its French strings set right."""
    lines = source.splitlines(keepends=True)
    for group in reversed(list(_string_groups(source))):
        if not _is_french("".join(token.string for token in group)):
            continue
        for token in reversed(group):
            _rewrite(lines, token)
    return "".join(lines)


def _string_groups(source: str) -> Iterator[list[tokenize.TokenInfo]]:
    """Return strings that Python joins into one; docstrings, and strings alone, are left out."""
    group: list[tokenize.TokenInfo] = []
    is_statement, opens_statement = False, True
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        kind = tokenize.tok_name[token.type]
        if kind in {"STRING", "FSTRING_MIDDLE"}:
            is_statement = is_statement or opens_statement
            group.append(token)
        elif kind not in {"NL", "COMMENT", "FSTRING_START", "FSTRING_END"}:
            if group and not is_statement:
                yield group
            if group:
                group, is_statement = [], False
        if kind in {"NEWLINE", "INDENT", "DEDENT", "ENCODING"}:
            opens_statement = True
        elif kind not in {"NL", "COMMENT"}:
            opens_statement = False


def _is_french(text: str) -> bool:
    return bool(_FRENCH.search(text)) and not any(mark in text for mark in _REGEX_MARKS)


def _rewrite(lines: list[str], token: tokenize.TokenInfo) -> None:
    """Set one string right, in the lines that hold it."""
    is_whole = tokenize.tok_name[token.type] == "STRING"  # else a piece of an f-string
    head = _STRING_HEAD.match(token.string) if is_whole else None
    if head and set(head["prefix"].lower()) & {"r", "b"}:
        return
    (top, left), (bottom, right) = token.start, token.end
    block = "".join(lines[top - 1 : bottom])
    after = len(lines[bottom - 1]) - right
    text = block[left : len(block) - after]
    opening = len(head[0]) if head else 0
    closing = len(head["quote"]) if head else 0
    inner = text[opening : len(text) - closing]
    inner = _outside(_NOT_WORDS, inner, spaced)
    changed = block[:left] + text[:opening] + inner + text[len(text) - closing :]
    lines[top - 1 : bottom] = (changed + block[len(block) - after :]).splitlines(keepends=True)


def fixed(path: Path, text: str) -> str:
    """Return what a file should say."""
    return fixed_python(text) if path.suffix == ".py" else fixed_template(text)


def files(root: Path, *, modules: bool = False) -> list[Path]:
    """Return the files whose text people read: the templates, and the modules when asked for."""
    source = root / SOURCE
    found = {path for kind in ("*.html", "*.txt") for path in source.rglob(f"templates/**/{kind}")}
    if modules:
        found |= {p for p in source.rglob("*.py") if not _parses(p.relative_to(source))}
    return sorted(found)


def _parses(path: Path) -> bool:
    return path.as_posix().startswith(PARSERS)


def wrong_lines(before: str, after: str) -> Iterable[tuple[int, str]]:
    """Return the lines that differ, with what they should say; no line is ever added."""
    pairs = zip(before.splitlines(), after.splitlines(), strict=True)
    return [(number, new) for number, (old, new) in enumerate(pairs, start=1) if old != new]


def main(arguments: list[str] | None = None) -> int:
    """Check or fix, and return the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--check", action="store_true", help="say what is wrong, write nothing")
    what.add_argument("--fix", action="store_true", help="rewrite the files")
    parser.add_argument("--modules", action="store_true", help="read strings of Python too")
    parser.add_argument("--root", type=Path, default=ROOT, help="folder of the project")
    options = parser.parse_args(arguments)
    count = 0
    for path in files(options.root, modules=options.modules):
        before = path.read_text(encoding="utf-8")
        after = fixed(path, before)
        for number, line in wrong_lines(before, after):
            count += 1
            sys.stdout.write(f"{path.relative_to(options.root)}:{number}: {_shown(line)}\n")
        if options.fix and after != before:
            path.write_text(after, encoding="utf-8")
    return 1 if count and options.check else 0


def _shown(line: str) -> str:
    """Return a line short enough to be read, its narrow spaces made visible."""
    return line.strip().replace(NARROW, "·")[:160]


if __name__ == "__main__":
    sys.exit(main())
