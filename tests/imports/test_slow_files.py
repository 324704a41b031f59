"""A slow file keeps nobody else waiting: it is read in a child, and the server goes on."""

import threading
import time

from gouvernail.imports.readers import read_safely
from tests.imports.books import xlsx

MOST_WAIT = 0.5


def test_others_are_answered_while_a_large_file_is_read():
    large = xlsx(
        ("Plan", [[f"case {row}.{column}" for column in range(30)] for row in range(6000)])
    )
    reading = threading.Thread(target=read_safely, args=(large, "plan.xlsx"))
    waits = []
    reading.start()
    while reading.is_alive():
        asked = time.perf_counter()
        time.sleep(0.005)
        waits.append(time.perf_counter() - asked)
    reading.join()
    waits.sort()
    assert len(waits) > 20
    assert waits[int(len(waits) * 0.95)] < MOST_WAIT
