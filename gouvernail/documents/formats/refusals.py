"""Why a document is not made. Each reason says what to do, in French."""

MOST_SHEETS = 2_000


class DocumentRefused(RuntimeError):
    """The document cannot be made as it was asked for."""


class DocumentTooLong(DocumentRefused):
    """The document asks for more memory or time than a PDF is given."""

    def __str__(self) -> str:
        return (
            "Ce document est trop long pour un PDF\u202f: filtrez la liste pour en prendre une "
            "partie, ou choisissez le format Word."
        )


class TooManyAtOnce(DocumentRefused):
    """Other documents are being made, and took too long to leave their place."""

    def __str__(self) -> str:
        return (
            "D’autres documents se préparent en ce moment\u202f: redemandez celui-ci dans une "
            "minute."
        )


class TooManySheets(DocumentRefused):
    """A book of sheets that nobody could read, nor a small server make."""

    def __str__(self) -> str:
        return (
            f"Un livret compte {MOST_SHEETS:_} fiches au plus\u202f: filtrez la liste pour en "
            "prendre une partie."
        ).replace("_", "\u202f")
