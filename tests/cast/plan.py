"""People, plan, directory, papers and means of a convention of the matrix."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import docx
from django.core.files.base import ContentFile

from gouvernail.action_plan.models import Action
from gouvernail.action_plan.operations.views import ViewDraft, keep_view
from gouvernail.conventions.models import Amendment, Annex, Signatory
from gouvernail.directory.operations import PersonData, create_person
from gouvernail.documents.models import (
    DocumentTemplate,
)
from gouvernail.means.operations import (
    LineDraft,
    add_human_means,
    add_line,
    add_paper,
    add_technical_means,
)
from gouvernail.rules.roles import Role
from tests.cast.territory import Territory
from tests.factories import (
    make_action,
    make_member,
    make_node,
    make_organisation,
    make_user,
    nobody,
)

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 20


def empty_docx() -> bytes:
    """Return a template as people bring it."""
    buffer = BytesIO()
    docx.Document().save(buffer)
    return buffer.getvalue()


def add_people(territory: Territory) -> None:
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


def add_plan(territory: Territory) -> None:
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


def add_directory(territory: Territory) -> None:
    convention, slug = territory.convention, territory.convention.slug
    organisation = make_organisation(convention, f"Ville {slug}")
    data = PersonData(
        f"Contact {slug}", "Cheffe de service", "contact@exemple.fr", "", organisation
    )
    person = create_person(convention.pk, data, by=nobody())
    territory.samples.update(organisation=organisation.pk, person=person.pk)


def add_papers(territory: Territory) -> None:
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


def add_means(territory: Territory) -> None:
    convention, slug = territory.convention, territory.convention.slug
    action = Action.objects.get(pk=territory.samples["action"])
    values = {"granted": Decimal(1000), "scheme": f"Dispositif {slug}"}
    line = add_line(convention, LineDraft(f"Caf {slug}", 2026, action, values), by=nobody())
    paper = add_paper(line, {"label": f"Pièce {slug}", "due_on": date(2026, 1, 31)}, by=nobody())
    share = {"year": 2026, "planned": Decimal("0.5"), "label": f"Fonction {slug}"}
    human = add_human_means(action, f"Ville {slug}", share, by=nobody())
    thing = add_technical_means(action, f"Ville {slug}", {"label": f"Salle {slug}"}, by=nobody())
    territory.samples.update(line=line.pk, paper=paper.pk, human=human.pk, technical=thing.pk)
