"""Posts, declarations and coordination of a convention of the matrix."""

from datetime import date
from decimal import Decimal

from django.core.files.base import ContentFile
from django.utils import timezone

from gouvernail.action_plan.models import Action
from gouvernail.coordination.models import (
    ActivityMonth,
    CoordinationSettings,
    Relay,
    RelayItem,
)
from gouvernail.coordination.operations.absences import AbsenceDraft, note_absence
from gouvernail.coordination.operations.activities import ActivityDraft, note_activity
from gouvernail.coordination.operations.sharing import record_reading, share_log
from gouvernail.directory.models import Person
from gouvernail.history.operations import By
from gouvernail.rules.roles import Role
from gouvernail.staffing.models import (
    CoordinatorMission,
    DeclarationDeadline,
    FundingRate,
    Holding,
    MissionSentence,
    Post,
    PostDocument,
    PostRate,
    Scenario,
    StaffingTarget,
    Supposition,
)
from tests.cast.territory import Territory
from tests.factories import (
    nobody,
)
from tests.staffing.factories_afas import make_line, share


def add_team(territory: Territory) -> None:
    """Make a post with all that hangs on it, a target and a scenario."""
    convention, slug = territory.convention, territory.convention.slug
    since = {"fte": Decimal("0.5"), "starts_on": date(2026, 1, 1)}
    employer_id = territory.samples["organisation"]
    post = Post.objects.create(
        convention=convention, title=f"Poste {slug}", employer_id=employer_id, note=f"Note {slug}"
    )
    rate = PostRate.objects.create(post=post, **since)
    holding = Holding.objects.create(
        post=post, name=f"Titulaire {slug}", person_id=territory.samples["person"], **since
    )
    paper = ContentFile(b"%PDF-1.7", "arrete.pdf")
    document = PostDocument.objects.create(post=post, title=f"Arrêté {slug}", file=paper)
    target = StaffingTarget.objects.create(
        convention=convention,
        kind="total",
        amount=Decimal("0.5"),
        place=f"Lieu {slug}",
        source=f"Texte {slug}",
    )
    scenario = Scenario.objects.create(
        convention=convention, name=f"Scénario {slug}", words=f"Idée {slug}"
    )
    supposition = Supposition.objects.create(
        scenario=scenario, kind="new_post", title=f"Supposé {slug}", **since
    )
    territory.samples.update(
        post=post.pk,
        rate=rate.pk,
        holding=holding.pk,
        post_document=document.pk,
        target=target.pk,
        scenario=scenario.pk,
        supposition=supposition.pk,
        supposition_kind="holder",
    )


def add_declarations(territory: Territory) -> None:
    """Make the shares of the holder of the post, a sheet, a mission, a last day, a rate."""
    convention, slug = territory.convention, territory.convention.slug
    person = Person.objects.get(pk=territory.samples["person"])
    holding = Holding.objects.get(pk=territory.samples["holding"])
    line = make_line(convention, f"Ligne {slug}", source=f"Source {slug}")
    share(holding, {line: 70})
    mission = CoordinatorMission.objects.create(convention=convention, title=f"Mission {slug}")
    MissionSentence.objects.create(mission=mission, text=f"Phrase {slug}").carriers.add(person)
    deadline = DeclarationDeadline.objects.create(
        convention=convention, year=2026, kind="actual", closes_on=date(2027, 3, 31), label=slug
    )
    FundingRate.objects.create(convention=convention, year=2026, kind="existing", source=slug)
    territory.samples.update(
        theme_line=line.pk,
        coordinator_mission=mission.pk,
        sheet_year=2026,
        employer=territory.samples["organisation"],
        declaration="reel",
        deadline=deadline.pk,
        post_kind="existing",
        team_format="xlsx",
        sheet_file="reel.xlsx",
    )


def add_coordination(territory: Territory) -> None:
    """Make the log of the pilote, one that is shared with them, an absence, a relay."""
    convention, slug = territory.convention, territory.convention.slug
    owner, other = (territory.people[role] for role in (Role.PILOTE, Role.COORDINATOR))
    person = Person.objects.get(pk=territory.samples["person"])
    action = Action.objects.get(pk=territory.samples["action"])
    draft = ActivityDraft(timezone.localdate(), 60, f"Temps {slug}", action=action)
    activity = note_activity(convention, draft, by=By(owner))
    ActivityMonth.objects.create(convention=convention, user=owner, month=date(2026, 1, 1))
    CoordinationSettings.objects.create(convention=convention)
    given = share_log(convention, other, by=By(owner))
    taken = share_log(convention, owner, by=By(other))
    record_reading(given, timezone.localdate(), by=By(other))
    away = AbsenceDraft(person, timezone.localdate(), timezone.localdate(), f"À savoir {slug}")
    absence = note_absence(convention, away, by=nobody())
    relay = Relay.objects.create(
        convention=convention,
        person=person,
        name=f"Partie {slug}",
        reason=f"Motif {slug}",
        until=timezone.localdate(),
    )
    RelayItem.objects.create(relay=relay, kind="action", label=f"Objet {slug}", name=f"Nom {slug}")
    territory.samples.update(
        activity=activity.pk,
        log_share=given.pk,
        shared_log=taken.pk,
        absence=absence.pk,
        relay=relay.pk,
    )
