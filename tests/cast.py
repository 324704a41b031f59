"""Two conventions side by side, each with one of everything, and the people around them.

Every text of the second one carries MARK: whoever has no part in it must never read that word.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from io import BytesIO

import docx
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.apps import apps
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models
from django.utils import timezone

from gouvernail.accounts.models import User
from gouvernail.action_plan.models import Action, PlanNode
from gouvernail.action_plan.operations.views import ViewDraft, keep_view
from gouvernail.conventions.models import Amendment, Annex, Convention, Signatory
from gouvernail.conventions.operations import Guest, invite
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
from gouvernail.directory.operations import PersonData, create_person
from gouvernail.documents.models import (
    DocumentTemplate,
    PreparedReport,
    ReportFile,
    ReportOutline,
    ReportText,
)
from gouvernail.governance.models import (
    AdjustmentOpinion,
    AgendaItem,
    Attendance,
    Body,
    CompositionRule,
    DateOption,
    DateVote,
    InviteeMail,
    ItemDocument,
    ItemProposal,
    Mission,
    ObligationReading,
    Proof,
    Remark,
    Sitting,
    SittingReminder,
)
from gouvernail.governance.operations.adjustments import Proposal, propose_adjustment
from gouvernail.governance.operations.attendance import open_sign_in
from gouvernail.governance.operations.decisions import DecisionDraft, give_link, record_decision
from gouvernail.governance.operations.feeds import share_calendar
from gouvernail.governance.operations.invitees import invite_besides, secret_of
from gouvernail.history.operations import By
from gouvernail.imports.contacts_operations import bring_contacts
from gouvernail.imports.models import ContactColumn, RememberedColumn
from gouvernail.imports.operations import bring_file
from gouvernail.mailing.operations import MailDraft, post
from gouvernail.means.operations import (
    LineDraft,
    add_human_means,
    add_line,
    add_paper,
    add_technical_means,
)
from gouvernail.reviews.operations.papers import PaperChange, keep_paper
from gouvernail.reviews.operations.writing import Figure
from gouvernail.rules.adjustments import AdjustmentKind
from gouvernail.rules.decisions import DecisionState
from gouvernail.rules.digests import Frequency
from gouvernail.rules.roles import Role
from gouvernail.rules.sittings import SittingState
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
from gouvernail.steering.models import ReturnMail
from gouvernail.steering.operations.digests import choose_frequency
from gouvernail.steering.operations.digests import secret_of as digest_secret
from gouvernail.steering.operations.returns import ReturnsDraft, tell_returns
from gouvernail.steering.queries.returns import returns_page
from tests.factories import (
    load_communes,
    make_action,
    make_admin,
    make_convention,
    make_member,
    make_node,
    make_organisation,
    make_user,
    nobody,
)
from tests.governance.factories import make_body, make_obligation, make_seat, make_sitting
from tests.reviews.campaign_cast import add_campaign
from tests.reviews.factories import (
    make_copil,
    make_cotech,
    make_cycle,
    make_review,
    make_validated,
)
from tests.staffing.factories_afas import make_line, share

MARK = "canari"
HERE, ELSEWHERE = "chez-nous", "ailleurs"
PLAN_CSV = "N°;Intitulé;Pilote;État\n9.1;Action apportée;Ville;en cours\n".encode("utf-8-sig")
CONTACTS_CSV = "Structure;Nom;Courriel\nCaf 13;Contact apporté;contact@example.org\n".encode()
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 20


@dataclass
class Territory:
    """A convention, its people by role, and the sample arguments of its addresses."""

    convention: Convention
    people: dict[Role, User] = field(default_factory=dict)
    samples: dict[str, object] = field(default_factory=dict)


@dataclass
class World:
    """Both territories, and whoever may knock at the door of the first."""

    here: Territory
    elsewhere: Territory
    actors: dict[str, User | None]

    def role_here(self, actor: str) -> Role | None:
        return next((role for role in Role if role.value == actor), None)


def empty_docx() -> bytes:
    """Return a template as people bring it."""
    buffer = BytesIO()
    docx.Document().save(buffer)
    return buffer.getvalue()


def build_world() -> World:
    load_communes()
    here = _territory(HERE)
    rows = _numbers_of_rows()
    elsewhere = _territory(ELSEWHERE)
    _mark_rows_after(rows)
    gone = make_user("Partie Fermée")
    make_member(here.convention, Role.PILOTE, user=gone)
    User.objects.filter(pk=gone.pk).update(is_active=False)
    actors = {
        "anonymous": None,
        "stranger": make_user("Personne Extérieure"),
        **{role.value: user for role, user in here.people.items()},
        "pilote_elsewhere": elsewhere.people[Role.PILOTE],
        "admin": make_admin(),
        "deactivated": gone,
    }
    return World(here, elsewhere, actors)


def _territory(slug: str) -> Territory:
    convention = make_convention(f"CTG {slug}", slug, communes=["13047"])
    convention.colour = "#0f5d68"
    convention.logo.save("logo.png", ContentFile(PNG), save=True)
    territory = Territory(convention)
    _people(territory)
    _plan(territory)
    _directory(territory)
    _papers(territory)
    _means(territory)
    _governance(territory)
    _reviews(territory)
    _team(territory)
    _declarations(territory)
    _reports(territory)
    add_campaign(territory)
    _links(territory)
    _returns(territory)
    _coordination(territory)
    return territory


def _people(territory: Territory) -> None:
    convention = territory.convention
    social_centre = make_organisation(convention, f"Centre social {convention.slug}")
    for role in Role:
        person = make_user(f"{role.value} {convention.slug}")
        member = make_member(convention, role, social_centre, person)
        territory.people[role] = person
        territory.samples[f"member_{role.value}"] = member.pk
    territory.samples.update(
        slug=convention.slug, member=territory.samples["member_reader"], kind="themes"
    )


def _plan(territory: Territory) -> None:
    convention, slug = territory.convention, territory.convention.slug
    axis = make_node(convention, f"1 Axe {slug}")
    goal = make_node(convention, f"1.1 Objectif {slug}", axis)
    common = {"node": goal, "communes": ("Istres",), "status": "en cours", "deadline": "2027"}
    texts = {"description": f"Descriptif {slug}", "indicators": f"Indicateurs {slug}"}
    action = make_action(
        convention,
        f"Action {slug}",
        number="1.1.1",
        leads=(f"Ville {slug}",),
        texts=texts,
        **common,
    )
    own = make_action(
        convention,
        f"Action propre {slug}",
        number="1.1.2",
        leads=(f"Centre social {slug}",),
        **common,
    )
    shared = ViewDraft(f"Vue {slug}", "table", "veille=late")
    territory.samples["view"] = keep_view(convention, shared, by=nobody()).pk
    territory.samples.update(extension="csv", document="pdf", minutes_year=2026)
    territory.samples.update(sitting_paper="convocation", sitting_format="docx")
    template = DocumentTemplate(convention=convention, kind="docx", name=f"modèle {slug}.docx")
    template.file.save("modele.docx", ContentFile(empty_docx()))
    territory.samples.update(template_kind="docx")
    territory.samples.update(node=axis.pk, action=action.pk, own_action=own.pk, top=0, field="etat")


def _directory(territory: Territory) -> None:
    convention, slug = territory.convention, territory.convention.slug
    organisation = make_organisation(convention, f"Ville {slug}")
    data = PersonData(
        f"Contact {slug}", "Cheffe de service", "contact@exemple.fr", "", organisation
    )
    person = create_person(convention.pk, data, by=nobody())
    territory.samples.update(organisation=organisation.pk, person=person.pk)


def _papers(territory: Territory) -> None:
    convention, slug = territory.convention, territory.convention.slug
    file = ContentFile(b"%PDF-1.7", "papier.pdf")
    annex = Annex.objects.create(
        convention=convention, label="Annexe 4", title=f"Pilotage {slug}", file=file
    )
    amendment = Amendment.objects.create(
        convention=convention, number=1, purpose=f"Avenant {slug}", file=file
    )
    signatory = Signatory.objects.create(
        convention=convention, organisation_id=territory.samples["organisation"], role=slug
    )
    territory.samples.update(annex=annex.pk, amendment=amendment.pk, signatory=signatory.pk)


def _means(territory: Territory) -> None:
    convention, slug = territory.convention, territory.convention.slug
    action = Action.objects.get(pk=territory.samples["action"])
    values = {"granted": Decimal(1000), "scheme": f"Dispositif {slug}"}
    line = add_line(convention, LineDraft(f"Caf {slug}", 2026, action, values), by=nobody())
    paper = add_paper(line, {"label": f"Pièce {slug}", "due_on": date(2026, 1, 31)}, by=nobody())
    share = {"year": 2026, "planned": Decimal("0.5"), "label": f"Fonction {slug}"}
    human = add_human_means(action, f"Ville {slug}", share, by=nobody())
    thing = add_technical_means(action, f"Ville {slug}", {"label": f"Salle {slug}"}, by=nobody())
    territory.samples.update(line=line.pk, paper=paper.pk, human=human.pk, technical=thing.pk)


def _governance(territory: Territory) -> None:
    convention, slug = territory.convention, territory.convention.slug
    body = make_body(convention, f"Comité {slug}")
    person = Person.objects.get(pk=territory.samples["person"])
    seat = make_seat(body, f"Siège {slug}", f"Ville {slug}", holder=person, is_elected=True)
    territory.samples.update(seat=seat.pk, mandate=seat.mandates.get().pk)
    Mission.objects.create(body=body, text=f"Mission {slug}")
    rule = CompositionRule.objects.create(
        body=body, kind="level", level="political", text=f"Règle {slug}"
    )
    territory.samples.update(rule=rule.pk)
    rhythm = make_obligation(convention, body, f"Se réunit une fois par an à {slug}")
    ObligationReading.objects.create(obligation=rhythm, label=f"Lecture {slug}")
    Proof.objects.create(obligation=rhythm, label=f"Preuve {slug}", handed_on=date(2026, 3, 2))
    sitting = make_sitting(body, date(2026, 3, 3), SittingState.HELD, title=f"Séance {slug}")
    _point(territory, sitting)
    Attendance.objects.create(sitting=sitting, name=f"Présence {slug}", presence="present")
    territory.samples.update(
        body=body.pk, obligation=rhythm.pk, sitting=sitting.pk, step="approved"
    )
    coming = make_sitting(body, state=SittingState.CONVENED, title=f"Séance à venir {slug}")
    _convening(territory, coming, person)
    _circuit(territory, body, person)


def _team(territory: Territory) -> None:
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


def _convening(territory: Territory, sitting: Sitting, person: Person) -> None:
    invitee = invite_besides(sitting, person, by=nobody())
    draft = MailDraft(f"Destinataire {sitting.title}", "", "Objet", "Texte", person)
    [mail] = post(territory.convention, [draft], by=nobody())
    InviteeMail.objects.create(invitee=invitee, mail=mail, occasion="convocation")
    option = DateOption.objects.create(sitting=sitting, starts_at=sitting.starts_at)
    DateVote.objects.create(option=option, invitee=invitee, preference="yes")
    SittingReminder.objects.create(sitting=sitting, days_before=7)
    territory.samples.update(
        occasion="minutes",
        coming=sitting.pk,
        invitee=invitee.pk,
        invitee_secret=secret_of(invitee),
        link_step="renouveler",
        mail=mail.pk,
        date_option=option.pk,
    )


def _point(territory: Territory, sitting: Sitting) -> None:
    """Make a point with its document, a proposed one, and a remark on the minutes."""
    slug = territory.convention.slug
    item = AgendaItem.objects.create(sitting=sitting, title=f"Point {slug}")
    paper = ContentFile(b"%PDF-1.7", "note.pdf")
    document = ItemDocument.objects.create(item=item, title=f"Note {slug}", file=paper)
    proposal = ItemProposal.objects.create(
        body=sitting.body, title=f"Point proposé {slug}", name=f"Membre {slug}"
    )
    remark = Remark.objects.create(sitting=sitting, name=f"Relecteur {slug}", words=f"Mot {slug}")
    territory.samples.update(
        item=item.pk, item_document=document.pk, item_proposal=proposal.pk, remark=remark.pk
    )


def _circuit(territory: Territory, body: Body, person: Person) -> None:
    convention, slug = territory.convention, territory.convention.slug
    values = {"body": body, "text": f"Décision {slug}", "decided_on": date(2026, 3, 3)}
    draft = DecisionDraft({**values, "owner": person}, [Action.objects.of(convention).first()])
    decision = record_decision(convention, draft, by=nobody(), state=DecisionState.ADOPTED)
    target = Action.objects.of(convention).current().first()
    proposal = Proposal(
        AdjustmentKind.RESCHEDULE, body, {"deadline": "31/12/2030"}, f"Motif {slug}", target
    )
    adjustment = propose_adjustment(convention, proposal, by=nobody())
    sitting = Sitting.objects.get(pk=territory.samples["sitting"])
    AdjustmentOpinion.objects.create(
        adjustment=adjustment, sitting=sitting, opinion="favourable", words=f"Avis {slug}"
    )
    today = make_sitting(body, timezone.localdate(), title=f"Aujourd’hui à {slug}")
    feed, feed_secret = share_calendar(convention, body, by=nobody())
    territory.samples.update(
        feed=feed.pk,
        sign_in_secret=open_sign_in(today, by=nobody()),
        feed_secret=feed_secret,
        decision=decision.pk,
        decision_step="running",
        decision_secret=give_link(decision, by=nobody()),
        adjustment=adjustment.pk,
        adjustment_kind="add",
    )


def _reviews(territory: Territory) -> None:
    """Make a cycle with a review that waits, one with its file, and one that is validated."""
    convention, slug = territory.convention, territory.convention.slug
    cotech, copil = make_cotech(convention), make_copil(convention)
    cycle = make_cycle(convention, f"Bilan {slug}", cotech=cotech, copil=copil)
    action = Action.objects.get(pk=territory.samples["action"])
    figures = (Figure(f"Indicateur {slug}", "12", f"Précision {slug}"),)
    review = make_review(cycle, action, results=f"Résultat {slug}", figures=figures)
    paper = SimpleUploadedFile("bilan.pdf", b"%PDF-1.7")
    keep_paper(review, PaperChange(paper), by=nobody())
    axis = PlanNode.objects.get(pk=territory.samples["node"])
    validated = make_validated(cycle, axis, cotech, results=f"Axe {slug}")
    territory.samples.update(
        cycle=cycle.pk,
        review=review.pk,
        frozen_review=validated.pk,
        review_kind="actions",
    )


def _reports(territory: Territory) -> None:
    """Make a report that every member reads, with its outline and a text typed in it."""
    convention, slug = territory.convention, territory.convention.slug
    sections = [{"key": "introduction", "title": f"Ouverture {slug}", "is_shown": True}]
    ReportOutline.objects.create(convention=convention, kind="annuel", sections=sections)
    told = {"kind": "annuel", "year": 2025, "section": "introduction"}
    ReportText.objects.create(convention=convention, text=f"Introduction {slug}", **told)
    report = PreparedReport.objects.create(
        convention=convention,
        kind="annuel",
        year=2025,
        state="ready",
        made_at=timezone.now(),
        published_at=timezone.now(),
        sections=[{"key": "introduction", "title": "Ouverture", "text": f"Rapport {slug}"}],
        error=f"Erreur {slug}",
    )
    made = ReportFile(report=report, extension="pdf")
    made.file.save("rapport.pdf", ContentFile(f"Rapport {slug}".encode()))
    territory.samples.update(
        report=report.pk, report_kind="annuel", report_year=2025, report_section="introduction"
    )


def _declarations(territory: Territory) -> None:
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
        sheet_year=2026,
        employer=territory.samples["organisation"],
        declaration="reel",
        deadline=deadline.pk,
        post_kind="existing",
        team_format="xlsx",
        sheet_file="reel.xlsx",
    )


def _links(territory: Territory) -> None:
    """Make an invitation, a file on its way in, and a link to choose a password."""
    convention = territory.convention
    guest = Guest(f"invite-{convention.slug}@exemple.fr", "Invitée", Role.READER)
    invitation, secret = invite(convention, guest, by=nobody())
    reader = territory.people[Role.READER]
    pending = bring_file(convention, reader, f"plan {convention.slug}.csv", PLAN_CSV)
    RememberedColumn.objects.create(convention=convention, label="chef de file", field="leads")
    contacts = bring_contacts(convention, reader, f"contacts {convention.slug}.csv", CONTACTS_CSV)
    ContactColumn.objects.create(convention=convention, label="qui", field="full_name")
    territory.samples.update(
        invitation=invitation.pk,
        secret=secret,
        uid=user_pk_to_url_str(reader),
        key=default_token_generator.make_token(reader),
        pending=pending.pk,
        contact_import=contacts.pk,
    )
    territory.samples["import"] = pending.pk


def _returns(territory: Territory) -> None:
    """Make a decision that concerns somebody, the return that tells them, and a digest."""
    convention, slug = territory.convention, territory.convention.slug
    sitting = Sitting.objects.get(pk=territory.samples["sitting"])
    values = {"body": sitting.body, "sitting": sitting, "decided_on": date(2026, 3, 3)}
    action = Action.objects.get(pk=territory.samples["action"])
    draft = DecisionDraft({**values, "text": f"Décision de séance {slug}"}, [action])
    record_decision(convention, draft, by=nobody(), state=DecisionState.ADOPTED)
    [city] = [one for one in returns_page(sitting).recipients if one.name == f"Ville {slug}"]
    tell_returns(sitting, ReturnsDraft(frozenset({city.key}), f"Mot {slug}"), by=nobody())
    told = ReturnMail.objects.get(sitting=sitting)
    member = convention.memberships.get(role=Role.COORDINATOR.value)
    digest = choose_frequency(member, Frequency.WEEKLY, by=nobody())
    territory.samples.update(
        recipient=city.key, return_mail=told.mail_id, digest_secret=digest_secret(digest)
    )


def _coordination(territory: Territory) -> None:
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


# Not words that people wrote: addresses of files and pages, secrets, keys, forms for looking up.
TECHNICAL = {
    "slug",
    "file",
    "logo",
    "password",
    "secret_hash",
    "digest",
    "sign_in_digest",
    "link_digest",
    "link_route",
    "link_purpose",
    "link_key",
    "calendar_method",
    "subject_kind",
    "key",
    "field",
    "verb",
    "tab",
    "query",
}


def _tables() -> list[type[models.Model]]:
    return [
        model
        for model in apps.get_models()
        if model.__module__.startswith("gouvernail.")
        and model._meta.app_label not in {"territories", "common"}
    ]


def _numbers_of_rows() -> dict[type[models.Model], set[object]]:
    return {table: set(table._base_manager.values_list("pk", flat=True)) for table in _tables()}


def _mark_rows_after(before: dict[type[models.Model], set[object]]) -> None:
    """Write the mark into every text of the rows that came since."""
    for table, known in before.items():
        for row in table._base_manager.exclude(pk__in=known):
            values = {
                column.attname: _marked(getattr(row, column.attname)) for column in texts_of(table)
            }
            table._base_manager.filter(pk=row.pk).update(**values)


def texts_of(table: type[models.Model]) -> list[models.Field]:
    """Return the columns that hold what people wrote."""
    kinds = (models.CharField, models.TextField, models.JSONField)
    return [
        column
        for column in table._meta.concrete_fields
        if isinstance(column, kinds)
        and not column.choices
        and column.name not in TECHNICAL
        and not column.name.startswith("history_")
        and column.name not in {"deadline_kind", "sheet", "mapping", "corrections", "colour"}
    ]


def _marked(value: object) -> object:
    if isinstance(value, str):
        return f"{MARK} {value}".replace(" ", "-") if "@" in value else f"{MARK} {value}"
    if isinstance(value, list):
        return [_marked(item) for item in value]
    if isinstance(value, dict):
        return {key: _marked(text) for key, text in value.items()} or {MARK: MARK}
    return value
