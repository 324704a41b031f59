"""Errors that every area may raise. Views turn them into French sentences."""


class EditConflict(Exception):
    """Somebody else saved the object since this person opened it; nothing was written."""


class Refusal(Exception):
    """An operation refuses; its text is a French sentence that says what to do."""
