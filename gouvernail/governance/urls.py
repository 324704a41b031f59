"""Addresses of the governance, under /ctg/<slug>/gouvernance/."""

from gouvernail.governance.urls_adjustments import urlpatterns as adjustment_patterns
from gouvernail.governance.urls_bodies import urlpatterns as body_patterns
from gouvernail.governance.urls_calendar import urlpatterns as calendar_patterns
from gouvernail.governance.urls_decisions import urlpatterns as decision_patterns
from gouvernail.governance.urls_obligations import urlpatterns as obligation_patterns
from gouvernail.governance.urls_points import urlpatterns as point_patterns
from gouvernail.governance.urls_sittings import urlpatterns as sitting_patterns

app_name = "governance"

urlpatterns = [
    *body_patterns,
    *obligation_patterns,
    *sitting_patterns,
    *point_patterns,
    *calendar_patterns,
    *decision_patterns,
    *adjustment_patterns,
]
