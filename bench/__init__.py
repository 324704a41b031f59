"""The bench: each page and command of the product beside its floor, in one run (./run bench)."""
