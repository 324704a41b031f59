"""What people do in the coordination.

The log of somebody's time is not told in the journal of the convention, which everybody reads:
the log is its own trace (docs/decisions/0071).
"""
