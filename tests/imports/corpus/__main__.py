"""Write the corpus in a folder, to open it by hand: python -m tests.imports.corpus FOLDER."""

import sys
from pathlib import Path

from tests.imports.corpus import CORPUS

folder = Path(sys.argv[1])
folder.mkdir(parents=True, exist_ok=True)
for rank, odd in enumerate(CORPUS, start=1):
    (folder / f"{rank:03}-{odd.filename}").write_bytes(odd.make())
