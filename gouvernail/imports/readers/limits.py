"""Limits on a file, and the sentences that refuse it: each says what to do."""

from gouvernail.common.archives import MEGABYTE

MAX_PACKED = 10 * MEGABYTE
MAX_ROWS = 20_000
MAX_COLUMNS = 100
MAX_CARDS = 5_000


class UnreadableFile(Exception):
    """A file that is refused. `str()` gives the French sentence to show."""

    sentence = "Ce fichier n’a pas pu être lu. Enregistrez-le au format .xlsx, puis réessayez."

    def __str__(self) -> str:
        """Return the sentence to show."""
        return self.sentence


class EmptyFile(UnreadableFile):
    """Nothing in the file."""

    sentence = "Ce fichier est vide. Vérifiez que vous avez choisi le bon fichier."


class UnknownKind(UnreadableFile):
    """An extension that is not read."""

    sentence = (
        "Ce type de fichier n’est pas lu. Choisissez « Enregistrer sous », puis « Classeur Excel "
        "(.xlsx) », « Classeur ODF (.ods) » ou « CSV » ; pour un texte, « Document Word (.docx) »."
    )


class OldExcel(UnreadableFile):
    """A workbook of Excel 97-2003."""

    sentence = (
        "Ce classeur est à l’ancien format d’Excel (.xls). Ouvrez-le, choisissez « Enregistrer "
        "sous », puis « Classeur Excel (.xlsx) »."
    )


class OldText(UnreadableFile):
    """A text of Word 97-2003, of LibreOffice, or in RTF."""

    sentence = (
        "Ce texte n’est pas au format .docx. Ouvrez-le, choisissez « Enregistrer sous », puis "
        "« Document Word (.docx) »."
    )


class PrintedFile(UnreadableFile):
    """A PDF, or a picture."""

    sentence = (
        "Un PDF ou une image ne se lit pas comme un tableau. Demandez le fichier d’origine (Excel, "
        "LibreOffice ou Word), ou recopiez le tableau dans un classeur."
    )


class MacroWorkbook(UnreadableFile):
    """A file that carries programs."""

    sentence = (
        "Ce fichier contient des macros. Choisissez « Enregistrer sous », puis « Classeur Excel "
        "(.xlsx) » ou « Document Word (.docx) », sans macros."
    )


class ProtectedFile(UnreadableFile):
    """A file that needs a password."""

    sentence = (
        "Ce fichier est protégé par un mot de passe. Ouvrez-le, retirez le mot de passe (Fichier, "
        "Informations, Protéger ; dans LibreOffice, Enregistrer sous sans mot de passe), puis "
        "enregistrez."
    )


class NotWhatItSays(UnreadableFile):
    """Content that contradicts the extension."""

    sentence = (
        "Le contenu de ce fichier ne correspond pas à son extension. Ouvrez-le dans le logiciel "
        "qui l’a fait, et enregistrez-le au format .xlsx, .ods ou .docx."
    )


class BrokenFile(UnreadableFile):
    """A damaged file."""

    sentence = (
        "Ce fichier est abîmé ou incomplet. Ouvrez-le dans votre tableur, enregistrez-le de "
        "nouveau, puis réessayez."
    )


class TooLarge(UnreadableFile):
    """More bytes than are read, packed or unpacked."""

    sentence = (
        "Ce fichier est trop volumineux : 10 Mo au plus, et 100 Mo une fois ouvert. Retirez les "
        "images et les feuilles inutiles, puis réessayez."
    )


class SuspiciousArchive(UnreadableFile):
    """An archive built to harm, or that carries other files."""

    sentence = (
        "Ce fichier contient des éléments qui ne peuvent pas être ouverts sans risque. Copiez "
        "le tableau dans un classeur neuf, puis réessayez."
    )


class TooManyRows(UnreadableFile):
    """More rows than are read."""

    sentence = (
        "Une feuille de ce fichier dépasse 20 000 lignes. Supprimez les lignes inutiles sous "
        "votre tableau, puis réessayez."
    )


class TooManyCards(UnreadableFile):
    """More contacts than are read."""

    sentence = (
        "Ce carnet d’adresses dépasse 5 000 contacts. Exportez le seul groupe des partenaires, "
        "puis réessayez."
    )


class TooManyColumns(UnreadableFile):
    """More columns than are read."""

    sentence = (
        "Une feuille de ce fichier dépasse 100 colonnes. Supprimez les colonnes inutiles à "
        "droite de votre tableau, puis réessayez."
    )


class NoText(UnreadableFile):
    """A CSV that is no text."""

    sentence = (
        "Ce fichier CSV ne contient pas de texte lisible. Enregistrez-le de nouveau au format "
        "« CSV UTF-8 » ou .xlsx."
    )


class TooSlow(UnreadableFile):
    """Reading took too much time or memory."""

    sentence = (
        "Ce fichier demande trop de temps ou de mémoire. Copiez le tableau dans un classeur "
        "neuf, puis réessayez."
    )


_ALL: list[type[UnreadableFile]] = [UnreadableFile, *UnreadableFile.__subclasses__()]
REFUSALS = {refusal.__name__: refusal for refusal in _ALL}


def check_size(rows: int, columns: int) -> None:
    """Refuse a sheet of more rows or columns than are read.

    Errors: TooManyRows, TooManyColumns.
    """
    if rows > MAX_ROWS:
        raise TooManyRows
    if columns > MAX_COLUMNS:
        raise TooManyColumns
