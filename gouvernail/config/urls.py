"""All the addresses: one line per area."""

from django.urls import include, path

from gouvernail.accounts.urls import urlpatterns as account_patterns
from gouvernail.common import views as common
from gouvernail.conventions.urls_members import public_patterns as invitation_patterns
from gouvernail.governance.urls_decisions import public_patterns as decision_answers
from gouvernail.governance.urls_sittings import public_patterns as sitting_answers
from gouvernail.reviews.urls_campaigns import public_patterns as campaign_answers
from gouvernail.steering.urls import public_patterns as digest_links

CONVENTION = "ctg/<slug:slug>/"

urlpatterns = [
    path("sante", common.health, name="health"),
    path("accessibilite/", common.accessibility, name="accessibility"),
    path("donnees-personnelles/", common.privacy, name="privacy"),
    path("", include(account_patterns)),
    path("", include((invitation_patterns, "invitations"))),
    path("", include(([*decision_answers, *sitting_answers], "answers"))),
    path("", include((digest_links, "digests"))),
    path("", include((campaign_answers, "campaign_answers"))),
    path("", include("gouvernail.documents.urls_calendar")),
    path("", include("gouvernail.territories.urls")),
    path("", include("gouvernail.conventions.urls")),
    path(CONVENTION, include("gouvernail.conventions.urls_directory")),
    path(CONVENTION + "annuaire/importer/", include("gouvernail.imports.contacts_urls")),
    path(CONVENTION + "annuaire/", include("gouvernail.documents.urls_directory")),
    path(CONVENTION + "plan/importer/", include("gouvernail.imports.urls")),
    path(CONVENTION + "plan/", include("gouvernail.documents.urls")),
    path(CONVENTION + "plan/", include("gouvernail.action_plan.urls")),
    path(CONVENTION + "moyens/", include("gouvernail.means.urls")),
    path(CONVENTION + "equipe/importer/", include("gouvernail.imports.posts_urls")),
    path(CONVENTION + "equipe/", include("gouvernail.documents.urls_team")),
    path(CONVENTION + "equipe/", include("gouvernail.staffing.urls")),
    path(CONVENTION + "equipe/", include("gouvernail.documents.urls_declarations")),
    path(CONVENTION + "equipe/", include("gouvernail.staffing.urls_declarations")),
    path(CONVENTION + "reglages/modeles/", include("gouvernail.documents.urls_templates")),
    path(CONVENTION + "gouvernance/", include("gouvernail.documents.urls_governance")),
    path(CONVENTION + "evaluation/rapports/", include("gouvernail.documents.urls_reports")),
    path(CONVENTION + "gouvernance/", include("gouvernail.governance.urls")),
    path(CONVENTION + "evaluation/", include("gouvernail.documents.urls_reviews")),
    path(CONVENTION + "evaluation/", include("gouvernail.reviews.urls")),
    path(CONVENTION + "evaluation/campagnes/", include("gouvernail.reviews.urls_campaigns")),
    path(CONVENTION + "equipe/", include("gouvernail.documents.urls_coordination")),
    path(CONVENTION + "equipe/", include("gouvernail.coordination.urls")),
    path(CONVENTION, include("gouvernail.steering.urls")),
]

handler429 = "gouvernail.accounts.limits.too_many_requests"
