"""Memory that large files took, handed back to the system."""

import ctypes
import gc
import sys


def give_back() -> None:
    """Hand back what is free, after something large was made."""
    gc.collect()
    if sys.platform == "linux":
        ctypes.CDLL(None).malloc_trim(0)
