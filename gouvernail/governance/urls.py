"""Addresses of the governance, under /ctg/<slug>/gouvernance/."""

from gouvernail.governance.urls_obligations import urlpatterns as obligation_patterns

app_name = "governance"

urlpatterns = [
    *obligation_patterns,
]
