"""The loop of the demo: a cycle validated, one under way, links answered or not, a report read."""

from datetime import date

import pytest

from gouvernail.documents.models import PreparedReport
from gouvernail.reviews.models import Campaign, FrozenReview, Handover, Review, ReviewCycle
from gouvernail.rules.reviews import ReviewState

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 26)


def states_of(cycle):
    return set(Review.objects.filter(cycle=cycle).values_list("state", flat=True))


def test_the_demo_holds_a_whole_loop(demo):
    """One story for all of it: telling it is what takes long."""
    past, under_way = a_past_cycle(demo), the_cycle_under_way(demo)
    assert past.ends_on < under_way.starts_on
    some_links_are_answered_and_some_are_not(demo, under_way)
    last_years_report_is_published(demo)


def a_past_cycle(demo):
    """The first months were shown to the Copil; last year waits for the one to come."""
    first = ReviewCycle.objects.get(convention=demo, title="Premiers mois 2025")
    assert states_of(first) == {ReviewState.PRESENTED.value}
    past = ReviewCycle.objects.get(convention=demo, title="Bilan 2025")
    assert states_of(past) == {ReviewState.VALIDATED.value}
    reviews = Review.objects.filter(cycle=past)
    assert reviews.filter(action__isnull=False).count() >= 12
    assert reviews.filter(node__isnull=False).exists()
    sealed = FrozenReview.objects.filter(review__cycle=past)
    assert all(row.digest and row.sitting_id for row in sealed)
    assert {row.review_id for row in sealed} == {row.pk for row in reviews}
    return past


def the_cycle_under_way(demo):
    cycle = ReviewCycle.objects.get(convention=demo, title="Bilan 2026")
    assert cycle.starts_on <= TODAY <= cycle.ends_on
    found = states_of(cycle)
    assert {"draft", "submitted", "sent_back", "kept"} <= found
    assert found.isdisjoint({"validated", "presented"})
    return cycle


def some_links_are_answered_and_some_are_not(demo, cycle):
    campaign = Campaign.objects.get(convention=demo, cycle=cycle)
    assert campaign.state == "open"
    asks = campaign.asks.filter(asked_at__isnull=False)
    assert asks.filter(answered_at__isnull=False).exists()
    assert asks.filter(answered_at=None).exists()
    voices = set(Review.objects.filter(cycle=cycle).values_list("voice", flat=True))
    assert {"link", "phone"} <= voices
    assert Handover.objects.filter(ask__campaign=campaign, outcome="").exists()


def last_years_report_is_published(demo):
    report = PreparedReport.objects.get(convention=demo, published_at__isnull=False)
    assert (report.kind, report.year, report.state) == ("annuel", 2025, "ready")
    assert {row.extension for row in report.files.all()} == {"pdf", "docx", "odt"}
    assert "Deux soirées" in report.said["concertation"]
    assert "exemple fictif" in report.said["mot"]
    validated = FrozenReview.objects.filter(review__cycle__title="Bilan 2025", is_latest=True)
    results = [row.content["texts"]["results"] for row in validated]
    told = "".join(report.said.values())
    assert [text for text in results if text and text not in told] == []
