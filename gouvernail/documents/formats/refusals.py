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


class TemplateRefused(RuntimeError):
    """A template that is not kept. `str()` gives the French sentence to show."""

    sentence = (
        "Ce modèle n’a pas pu être ouvert\u202f: ouvrez-le dans votre logiciel, enregistrez-le de "
        "nouveau, puis réessayez."
    )

    def __str__(self) -> str:
        """Return the sentence to show."""
        return self.sentence


class BrokenTemplate(TemplateRefused):
    """A damaged file, or one that no library opens."""


class OtherTemplate(TemplateRefused):
    """Content that contradicts the name, or a kind that is not taken."""

    sentence = (
        "Ce fichier n’est pas un vrai .docx ou .pptx\u202f: choisissez « Enregistrer sous », puis "
        "« Document Word (.docx) » ou « Présentation PowerPoint (.pptx) »."
    )


class MacroTemplate(TemplateRefused):
    """A file that carries programs."""

    sentence = (
        "Ce modèle contient des macros\u202f: enregistrez-le en .docx ou .pptx, sans macros, puis "
        "réessayez."
    )


class ProtectedTemplate(TemplateRefused):
    """A file that needs a password."""

    sentence = (
        "Ce modèle est protégé par un mot de passe\u202f: retirez-le dans votre logiciel, "
        "enregistrez, puis réessayez."
    )


class HeavyTemplate(TemplateRefused):
    """More bytes, parts or time than a template is given."""

    sentence = (
        "Ce modèle est trop lourd ou contient d’autres fichiers\u202f: 10\u202fMo au plus, sans "
        "fichiers joints ni vidéos. Retirez-les, puis réessayez."
    )


class LinkedTemplate(TemplateRefused):
    """A file that fetches something from elsewhere."""

    sentence = (
        "Ce modèle va chercher une image ou un fichier ailleurs\u202f: dans votre logiciel, "
        "remplacez l’image liée par une image insérée, ou rompez la liaison, puis réessayez."
    )


TEMPLATE_REFUSALS = {kind.__name__: kind for kind in TemplateRefused.__subclasses__()}
