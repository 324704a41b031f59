"""Odd files such as people keep, made on the fly, each with what a person reads in it."""

from tests.imports.corpus.hostile import HOSTILE
from tests.imports.corpus.lists import LISTS
from tests.imports.corpus.odd import Odd
from tests.imports.corpus.prose import PROSE
from tests.imports.corpus.sheets import SHEETS

CORPUS: tuple[Odd, ...] = (*LISTS, *SHEETS, *PROSE, *HOSTILE)
