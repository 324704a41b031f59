"""Addresses of the campaigns of reviews, and of the personal links that they give."""

from django.urls import path

from gouvernail.reviews.views import answering, asks, campaign_preparing, campaigns

app_name = "campaigns"

urlpatterns = [
    path("", campaigns.campaigns, name="list"),
    path("preparer/", campaign_preparing.prepare, name="prepare"),
    path("<int:pk>/", campaigns.campaign, name="campaign"),
    path("<int:pk>/modifier/", campaigns.edit, name="edit"),
    path("<int:pk>/supprimer/", campaign_preparing.remove, name="remove"),
    path("<int:pk>/actions/", campaign_preparing.questions, name="questions"),
    path("<int:pk>/relire/", campaign_preparing.preview, name="preview"),
    path("<int:pk>/relancer/", campaigns.reminder, name="remind"),
    path("<int:pk>/clore/", campaigns.close, name="close"),
    path("<int:pk>/retirer/", campaigns.withdraw, name="take_mails_back"),
    path("<int:pk>/a-remettre/", asks.copies, name="mails_to_copy"),
    path("demandes/<int:pk>/", asks.ask, name="ask"),
    path("demandes/<int:pk>/etape/<slug:step>/", asks.step, name="ask_step"),
    path("demandes/<int:pk>/telephone/<int:target>/", asks.phone, name="phone"),
    path("relais/<int:pk>/", asks.handover, name="handover"),
    path("courriels/<int:pk>/remis/", asks.copied, name="mail_copied"),
    path("courriels/<int:pk>/renvoyer/", asks.retry, name="retry_mail"),
]

public_patterns = [
    path("bilan/<str:secret>/", answering.home, name="home"),
    path("bilan/<str:secret>/relais/", answering.relay, name="relay"),
    path("bilan/<str:secret>/<int:pk>/", answering.question, name="question"),
    path("bilan/<str:secret>/<int:pk>/merci/", answering.thanks, name="thanks"),
    path("bilan/<str:secret>/seances/<int:pk>/", answering.invitation, name="invitation"),
    path("bilan/<str:secret>/decisions/<int:pk>/", answering.decision, name="decision"),
]
