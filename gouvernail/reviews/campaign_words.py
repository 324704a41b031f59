"""What a campaign says: its title, its doubts about dates, the mails before they leave."""

from collections.abc import Sequence
from datetime import date

from django.utils import timezone

from gouvernail.common.templatetags.french import day
from gouvernail.mailing.models import Mail
from gouvernail.reviews.models import AskOccasion, Campaign
from gouvernail.reviews.queries.asks import AskLine, Question
from gouvernail.rules.campaign_days import Doubt
from gouvernail.rules.campaigns import Hold, Standing

STANDING_LABELS = {
    Standing.AWAITED: "pas encore répondu",
    Standing.SENT_BACK: "renvoyé avec un mot",
    Standing.ANSWERED: "répondu, à relire",
    Standing.KEPT: "retenu",
}
# The word of the style sheet for each, and its shape.
STANDING_MARKS = {
    Standing.AWAITED: ("not_started", "circle-dashed"),
    Standing.SENT_BACK: ("suspended", "circle-pause"),
    Standing.ANSWERED: ("running", "circle-dot"),
    Standing.KEPT: ("done", "circle-check"),
}
# The same for whoever answers by a link: no word of the house.
ANSWERER_LABELS = {
    Standing.AWAITED: "à faire",
    Standing.SENT_BACK: "à compléter",
    Standing.ANSWERED: "envoyé",
    Standing.KEPT: "retenu par l’équipe",
}
DOUBT_SENTENCES = {
    Doubt.ASKED_AFTER_DUE: "la demande part le {day}, après l’échéance",
    Doubt.DUE_AFTER_SITTING: "les réponses sont attendues le {day}, trop tard pour la séance",
    Doubt.BEFORE_LEVEL_BELOW: (
        "la demande part le {day}, avant que le niveau d’avant ait fini de répondre"
    ),
    Doubt.REMINDED_OUTSIDE: "le rappel du {day} tombe hors du délai de réponse",
    Doubt.REMINDED_TOO_SOON: (
        "le rappel du {day} ne partirait pas : il tombe dans les jours sans nouveau rappel"
    ),
    Doubt.DAY_OFF: "le {day} est un jour de week-end, férié ou de vacances",
}
HOLD_LABELS = {
    Hold.ANSWERED: "a répondu",
    Hold.NOT_ASKED: "pas encore sollicité",
    Hold.LINK_CLOSED: "lien éteint",
    Hold.QUIET: "vient de recevoir un courriel",
}
SEASONS = ("d’hiver", "de printemps", "d’été", "d’automne")
USUAL_WORDS = (
    "Pour préparer le prochain comité technique, dites-nous où en sont les actions que vous "
    "portez. Deux phrases par action suffisent."
)
SUMMARY_WORDS = (
    "Pour préparer le prochain comité technique, dites en quelques phrases ce qui ressort des "
    "réponses des pilotes : vous les lirez par le lien ci-dessous."
)
NOTICE = (
    "Ce lien est le vôtre : ne le transférez pas. L’équipe de la convention lit vos réponses et "
    "les garde avec votre nom ; vous pouvez les corriger tant qu’elle ne les a pas retenues."
)
REMINDER_OPENING = "Il nous manque encore votre réponse. Deux minutes suffisent."
_SUBJECTS = {
    AskOccasion.REQUEST: "{title} : où en êtes-vous ?",
    AskOccasion.REMINDER: "Rappel, {title} : où en êtes-vous ?",
    AskOccasion.DEPUTY: "{title} : pouvez-vous répondre pour votre structure ?",
    AskOccasion.SENT_BACK: "{title} : une précision, s’il vous plaît",
    AskOccasion.HANDOVER: "{title} : vous prenez le relais",
}


def usual_title(on: date) -> str:
    """Return the usual title of a campaign that begins on a day."""
    season = SEASONS[(on.month % 12) // 3]
    return f"Remontée {season} {on.year}"


def subject_of(campaign: Campaign, occasion: AskOccasion) -> str:
    """Return the subject of a mail of a campaign."""
    return " ".join(_SUBJECTS[occasion].format(title=campaign.title).split())


def body_of(
    campaign: Campaign,
    line: AskLine,
    questions: Sequence[Question],
    occasion: AskOccasion,
    words: str = "",
) -> str:
    """Return the words of a mail to one person about their questions, with the mark of the link.

    `words` are what somebody wrote besides: why they are asked, or what was missing.
    One query for each review that was sent back, unless `read_words` came first.
    """
    opening = words.strip() or _OPENINGS[occasion].format(
        words=_words_for(campaign, questions), first=line.ask.stands_in_for or "votre collègue"
    )
    due = max(one.target.stage.due_on for one in questions)
    is_dated = occasion in _DATED and due >= timezone.localdate()
    before = f", au plus tard le {day(due)}" if is_dated else ""
    ask = (
        f"Répondez par ce lien, sans compte ni mot de passe{before} :\n{Mail.LINK_MARK}\n\n"
        "Rien n’a changé ? Un seul geste suffit : « Rien de nouveau ». Ce n’est plus vous ? "
        "Dites-le par le même lien."
    )
    parts = (f"Bonjour {line.ask.name},", opening, _listed(questions), ask, NOTICE)
    return "\n\n".join((*parts, campaign.convention.name))


_DATED = frozenset({AskOccasion.REQUEST, AskOccasion.REMINDER})
_OPENINGS = {
    AskOccasion.REQUEST: "{words}",
    AskOccasion.REMINDER: REMINDER_OPENING,
    AskOccasion.DEPUTY: (
        "Nous n’avons pas eu de réponse de {first}. Pouvez-vous répondre à sa place ?\n\n{words}"
    ),
    AskOccasion.SENT_BACK: "Merci de votre réponse. Il nous manque une précision :",
    AskOccasion.HANDOVER: "Vous prenez le relais de {first} pour ce qui suit.\n\n{words}",
}


def _words_for(campaign: Campaign, questions: Sequence[Question]) -> str:
    """Return why people are asked: those who sum up a level are asked for that, and no action."""
    words = campaign.words or USUAL_WORDS
    if any(one.target.node_id is None for one in questions):
        return words
    return SUMMARY_WORDS if words == USUAL_WORDS else f"{words}\n\n{SUMMARY_WORDS}"


def _listed(questions: Sequence[Question]) -> str:
    return "\n".join(f"– {one.title}{_sent_back(one)}" for one in questions)


def _sent_back(one: Question) -> str:
    words = one.sent_back_words
    return f" : « {words} »" if words else ""
