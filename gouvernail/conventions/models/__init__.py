"""The convention: what it is, its words, its people."""

from gouvernail.conventions.models.convention import (
    Amendment,
    Annex,
    Convention,
    PerimeterCommune,
    Signatory,
)
from gouvernail.conventions.models.members import Invitation, Membership
from gouvernail.conventions.models.vocabulary import ActionField, Level, Status, Term, TermKind

__all__ = [
    "ActionField",
    "Amendment",
    "Annex",
    "Convention",
    "Invitation",
    "Level",
    "Membership",
    "PerimeterCommune",
    "Signatory",
    "Status",
    "Term",
    "TermKind",
]
