"""What the mails about a sitting say, before somebody changes their words."""

from collections.abc import Iterable

from gouvernail.common.templatetags.french import day, moment
from gouvernail.governance.models import Occasion, Sitting
from gouvernail.history.operations import Change
from gouvernail.mailing.models import Mail

OCCASION_TITLES = {
    Occasion.POLL: "Demander les disponibilités",
    Occasion.CONVOCATION: "Convoquer",
    Occasion.REVISION: "Envoyer la convocation rectifiée",
    Occasion.REMINDER: "Relancer",
    Occasion.CANCELLATION: "Prévenir que la séance n’a pas lieu",
    Occasion.MINUTES: "Envoyer le compte rendu pour remarques",
}
_SUBJECTS = {
    Occasion.POLL: "Quelle date pour {body} ?",
    Occasion.CONVOCATION: "Convocation : {body}, {when}",
    Occasion.REVISION: "Convocation rectifiée : {body}, {when}",
    Occasion.REMINDER: "Rappel : {body}, {when}",
    Occasion.CANCELLATION: "{gone} : {body} du {day}",
    Occasion.MINUTES: "Compte rendu à relire : {body} du {day}",
}
FACT_LABELS = {
    "starts_at": "Date et heure",
    "duration": "Durée",
    "place": "Lieu",
    "video_url": "Visioconférence",
    "agenda": "Ordre du jour",
}
NOTICE = (
    "Ce lien est le vôtre, ne le transférez pas. Vos réponses sont lues par l’équipe de la "
    "convention et gardées avec la séance."
)
USUAL_OPENING = (
    "Madame, Monsieur,\n\nVous êtes convié à la prochaine séance de l’instance "
    "« {instance} » de la convention territoriale globale, le {date}."
)


def subject_of(sitting: Sitting, occasion: Occasion) -> str:
    """Return the usual subject of a mail about a sitting."""
    values = {
        "body": sitting.body.name,
        "when": moment(sitting.starts_at),
        "day": day(sitting.starts_at),
        "gone": "Annulée" if sitting.state == "cancelled" else "Reportée",
    }
    return " ".join(_SUBJECTS[occasion].format(**values).split())


def opening_of(sitting: Sitting) -> str:
    """Return how a convocation begins: the body’s own words, or the usual ones."""
    words = sitting.body.convocation.strip() or USUAL_OPENING
    values = {
        "{instance}": sitting.body.name,
        "{date}": moment(sitting.starts_at),
        "{lieu}": sitting.place or "à préciser",
        "{territoire}": sitting.convention.name,
    }
    for mark, value in values.items():
        words = words.replace(mark, value)
    return words


def facts_of(sitting: Sitting) -> dict[str, str]:
    """Return what those who are called are told of a sitting, in words. One query at most."""
    items = sorted(sitting.items.all(), key=lambda item: (item.position, item.pk))
    return {
        "starts_at": moment(sitting.starts_at),
        "duration": f"{sitting.duration} minutes",
        "place": sitting.place or "à préciser",
        "video_url": sitting.video_url,
        "agenda": "\n".join(f"{rank}. {item.title}" for rank, item in enumerate(items, 1)),
    }


def body_of(sitting: Sitting, occasion: Occasion, changes: Iterable[Change] = ()) -> str:
    """Return the usual words of a mail, with the mark of the personal link. One query at most."""
    facts = facts_of(sitting)
    parts = {
        Occasion.POLL: _poll,
        Occasion.CONVOCATION: _convocation,
        Occasion.REVISION: _revision,
        Occasion.REMINDER: _reminder,
        Occasion.CANCELLATION: _cancellation,
        Occasion.MINUTES: _minutes,
    }[occasion](sitting, facts, list(changes))
    sign = sitting.body.convener or sitting.body.chair or sitting.convention.name
    return "\n\n".join(part for part in (*parts, sign) if part)


def _convocation(sitting: Sitting, facts: dict[str, str], _: list[Change]) -> list[str]:
    return [opening_of(sitting), _where(facts), _agenda(facts), _answer_by_link()]


def _revision(sitting: Sitting, facts: dict[str, str], changes: list[Change]) -> list[str]:
    told = [f"– {change.label} : {_now(change)}" for change in changes]
    head = f"Bonjour,\n\nLa séance « {sitting.body.name} » a changé depuis la convocation :"
    return ["\n".join([head, *told]), _where(facts), _agenda(facts), _answer_by_link()]


def _reminder(sitting: Sitting, facts: dict[str, str], _: list[Change]) -> list[str]:
    head = f"Bonjour,\n\nLa séance « {sitting.body.name} » a lieu le {facts['starts_at']}."
    return [head, _where(facts), _answer_by_link()]


def _cancellation(sitting: Sitting, facts: dict[str, str], _: list[Change]) -> list[str]:
    gone = "annulée" if sitting.state == "cancelled" else "reportée"
    head = f"Bonjour,\n\nLa séance « {sitting.body.name} » du {facts['starts_at']} est {gone}."
    after = ""
    if sitting.replaced_by:
        after = f"Elle est reportée au {moment(sitting.replaced_by.starts_at)}."
    return [head, f"Motif : {sitting.state_reason}" if sitting.state_reason else "", after]


def _minutes(sitting: Sitting, _: dict[str, str], __: list[Change]) -> list[str]:
    until = f" avant le {day(sitting.remarks_until)}" if sitting.remarks_until else ""
    head = (
        f"Bonjour,\n\nLe compte rendu de la séance « {sitting.body.name} » du "
        f"{day(sitting.starts_at)} est prêt. Lisez-le et faites vos remarques{until} par ce lien, "
        f"sans compte ni mot de passe :\n{Mail.LINK_MARK}"
    )
    return [head, NOTICE]


def _poll(sitting: Sitting, _: dict[str, str], __: list[Change]) -> list[str]:
    options = sorted(option.starts_at for option in sitting.date_options.all())
    until = f" avant le {day(sitting.poll_ends_on)}" if sitting.poll_ends_on else ""
    head = (
        f"Bonjour,\n\nPour dater la prochaine séance « {sitting.body.name} », dites les dates qui "
        f"vous conviennent{until} :"
    )
    dates = "\n".join(f"– {moment(option)}" for option in options)
    link = f"Répondez par ce lien, sans compte ni mot de passe :\n{Mail.LINK_MARK}"
    return [head, dates, link, NOTICE]


def _where(facts: dict[str, str]) -> str:
    lines = [f"{FACT_LABELS[name]} : {facts[name]}" for name in ("starts_at", "duration", "place")]
    if facts["video_url"]:
        lines.append(f"{FACT_LABELS['video_url']} : {facts['video_url']}")
    return "\n".join(lines)


def _agenda(facts: dict[str, str]) -> str:
    return f"Ordre du jour :\n{facts['agenda']}" if facts["agenda"] else ""


def _answer_by_link() -> str:
    return (
        "Dites si vous venez, par ce lien, sans compte ni mot de passe :\n"
        f"{Mail.LINK_MARK}\n\n{NOTICE}"
    )


def _now(change: Change) -> str:
    if "\n" in change.after:
        return "voir ci-dessous"
    return f"{change.after} (au lieu de : {change.before})" if change.before else change.after
