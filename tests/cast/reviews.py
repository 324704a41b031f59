"""Reviews and reports of a convention of the matrix."""

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from gouvernail.action_plan.models import Action, PlanNode
from gouvernail.documents.models import (
    PreparedReport,
    ReportFile,
    ReportOutline,
    ReportText,
)
from gouvernail.reviews.operations.papers import PaperChange, keep_paper
from gouvernail.reviews.operations.writing import Figure
from tests.cast.territory import Territory
from tests.factories import (
    nobody,
)
from tests.reviews.factories import (
    make_copil,
    make_cotech,
    make_cycle,
    make_review,
    make_validated,
)


def add_reviews(territory: Territory) -> None:
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


def add_reports(territory: Territory) -> None:
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
