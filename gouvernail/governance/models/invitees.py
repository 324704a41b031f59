"""Who is called to a sitting, what they answered, and the mails that told them."""

from enum import StrEnum
from uuid import uuid4

from django.db import models
from django.utils import timezone

from gouvernail.common.models import choices
from gouvernail.directory.models import Person
from gouvernail.governance.models.bodies import Seat
from gouvernail.governance.models.sittings import Sitting
from gouvernail.mailing.models import Mail


class InviteeKind(StrEnum):
    """As what somebody is called."""

    CONVOCATION = "convocation"
    COURTESY = "courtesy"


INVITEE_LABELS = {
    InviteeKind.CONVOCATION: "convocation",
    InviteeKind.COURTESY: "invitation à titre d’information",
}


class Answer(StrEnum):
    """What somebody answers to a convocation."""

    PRESENT = "present"
    REMOTE = "remote"
    ABSENT = "absent"
    PROXY = "proxy"
    DEPUTY = "deputy"


ANSWER_LABELS = {
    Answer.PRESENT: "sera présent",
    Answer.REMOTE: "sera à distance",
    Answer.ABSENT: "sera absent",
    Answer.PROXY: "donne pouvoir",
    Answer.DEPUTY: "envoie son suppléant",
}


class Occasion(StrEnum):
    """Why a mail about a sitting is written."""

    POLL = "poll"
    CONVOCATION = "convocation"
    REVISION = "revision"
    REMINDER = "reminder"
    CANCELLATION = "cancellation"
    MINUTES = "minutes"


OCCASION_LABELS = {
    Occasion.POLL: "choix de la date",
    Occasion.CONVOCATION: "convocation",
    Occasion.REVISION: "convocation rectifiée",
    Occasion.REMINDER: "rappel",
    Occasion.CANCELLATION: "annulation",
    Occasion.MINUTES: "compte rendu à relire",
}


class Invitee(models.Model):
    """One person called to one sitting, with their personal link and their answer.

    The link is derived from `uid` and `link_round`; only its SHA-256 is kept. It answers until
    `rules.convening.link_ends_on`, and nothing more once `revoked_at` is set. Names are
    those of that day.
    """

    sitting = models.ForeignKey(Sitting, on_delete=models.CASCADE, related_name="invitees")
    person = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="invitations"
    )
    seat = models.ForeignKey(
        Seat, on_delete=models.SET_NULL, null=True, blank=True, related_name="invitees"
    )
    kind = models.CharField(
        "convié par",
        max_length=12,
        choices=choices(INVITEE_LABELS),
        default=InviteeKind.CONVOCATION.value,
    )
    name = models.CharField("nom", max_length=150)
    function = models.CharField("au titre de", max_length=300, blank=True)
    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    link_round = models.PositiveSmallIntegerField(default=1, editable=False)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    revoked_at = models.DateTimeField("lien éteint le", null=True, blank=True, editable=False)
    answer = models.CharField(
        "réponse", max_length=8, choices=choices(ANSWER_LABELS), blank=True, default=""
    )
    answer_name = models.CharField("pouvoir ou suppléant", max_length=150, blank=True)
    answer_words = models.CharField("mot", max_length=500, blank=True)
    answered_at = models.DateTimeField("a répondu le", null=True, blank=True, editable=False)
    is_answered_by_hand = models.BooleanField("noté par l’équipe", default=False, editable=False)

    class Meta:
        verbose_name = "convié"
        constraints = [
            models.UniqueConstraint(fields=["sitting", "person"], name="invitee_once_by_sitting")
        ]

    def __str__(self) -> str:
        return self.name


class InviteeMail(models.Model):
    """A mail about a sitting, to one of those who are called."""

    invitee = models.ForeignKey(Invitee, on_delete=models.CASCADE, related_name="mails")
    mail = models.OneToOneField(Mail, on_delete=models.CASCADE, related_name="sitting_mail")
    occasion = models.CharField("objet", max_length=12, choices=choices(OCCASION_LABELS))

    class Meta:
        verbose_name = "courriel de séance"

    def __str__(self) -> str:
        return str(self.mail)


class SittingReminder(models.Model):
    """A reminder relative to the day of a sitting: it moves when the sitting does."""

    sitting = models.ForeignKey(Sitting, on_delete=models.CASCADE, related_name="reminders")
    days_before = models.PositiveSmallIntegerField("jours avant la séance")
    only_silent = models.BooleanField("seulement à ceux qui n’ont pas répondu", default=False)
    sent_at = models.DateTimeField("parti le", null=True, blank=True, editable=False)

    class Meta:
        verbose_name = "rappel de séance"
        constraints = [
            models.UniqueConstraint(fields=["sitting", "days_before"], name="reminder_once_by_day")
        ]

    def __str__(self) -> str:
        return f"{self.days_before} jours avant {self.sitting}"


class Preference(StrEnum):
    """What a proposed date is to somebody."""

    YES = "yes"
    MAYBE = "maybe"
    NO = "no"


PREFERENCE_LABELS = {
    Preference.YES: "oui",
    Preference.MAYBE: "si besoin",
    Preference.NO: "non",
}


class DateOption(models.Model):
    """A moment proposed for a sitting whose date is not chosen yet."""

    sitting = models.ForeignKey(Sitting, on_delete=models.CASCADE, related_name="date_options")
    starts_at = models.DateTimeField("début")

    class Meta:
        verbose_name = "date proposée"
        constraints = [
            models.UniqueConstraint(fields=["sitting", "starts_at"], name="date_option_once")
        ]

    def __str__(self) -> str:
        return f"{timezone.localtime(self.starts_at):%d/%m/%Y %H:%M}"


class DateVote(models.Model):
    """What one of those who are called says of a proposed date."""

    option = models.ForeignKey(DateOption, on_delete=models.CASCADE, related_name="votes")
    invitee = models.ForeignKey(Invitee, on_delete=models.CASCADE, related_name="date_votes")
    preference = models.CharField("avis", max_length=5, choices=choices(PREFERENCE_LABELS))

    class Meta:
        verbose_name = "avis sur une date"
        constraints = [models.UniqueConstraint(fields=["option", "invitee"], name="date_vote_once")]

    def __str__(self) -> str:
        return f"{self.invitee} : {self.get_preference_display()}"
