"""What is said of mails that were just written."""

from gouvernail.accounts.mail import leaves_the_machine
from gouvernail.common.templatetags.french import counted


def told_by_mail(number: int, *, can_take_back: bool = False) -> str:
    """Say how many mails were written, and what becomes of them."""
    mails = counted(number, "courriel")
    if not leaves_the_machine():
        return f"{mails} : à copier et remettre."
    still = " Vous pouvez encore les retirer." if can_take_back else ""
    return f"{mails} : envoi dans une minute.{still}"
