"""The coordinators of the demo: the ledger of annexe 4, § 4, and what may come. All invented."""

from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from gouvernail.accounts.models import User
from gouvernail.conventions.models import Convention
from gouvernail.directory.operations import (
    PersonData,
    create_person,
    find_or_create_organisations,
)
from gouvernail.history.operations import By
from gouvernail.staffing.models import Post, SuppositionKind
from gouvernail.staffing.operations.holdings import (
    HoldingDraft,
    change_share,
    hold_post,
    leave_post,
)
from gouvernail.staffing.operations.posts import PostDraft, RateDraft, create_post, join_paper
from gouvernail.staffing.operations.scenarios import (
    SuppositionDraft,
    create_scenario,
    suppose,
)
from gouvernail.territories.models import Commune

ISTRES, FOS = "Ville d'Istres", "Ville de Fos-sur-Mer"
SIGNED, GROWN, TOLD = date(2025, 1, 1), date(2026, 9, 1), date(2026, 11, 2)
EXISTING, DEVELOPMENT = "existing", "development"
NEW_PERSONS = (
    ("Noa Fictif", FOS),
    ("Lou Inventé", ISTRES),
    ("Charlie Imaginaire", ISTRES),
    ("Andrea Supposée", ISTRES),
)
RECRUITING = "Recrutement ouvert le 2 novembre 2026 (exemple fictif)."


@dataclass(frozen=True, slots=True)
class Told:
    """A post of the annex, and who holds it at first."""

    key: str
    title: str
    employer: str
    fte: str
    since: date
    kind: str = EXISTING
    note: str = ""
    holder: str = ""
    share: str = ""
    contract_until: date | None = None


POSTS = (
    Told(
        "childhood", "CDC petite enfance", ISTRES, "1", SIGNED, holder="Dominique Fictif", share="1"
    ),
    Told("youth", "CDC jeunesse", ISTRES, "0.8", SIGNED, holder="Lou Inventé", share="0.8"),
    Told("fos", "CDC Fos-sur-Mer", FOS, "0.8", SIGNED, holder="Noa Fictif", share="0.6"),
    Told(
        "social",
        "CDC vie sociale",
        ISTRES,
        "0.5",
        SIGNED,
        holder="Andrea Supposée",
        share="0.5",
        contract_until=date(2027, 1, 31),
    ),
    Told(
        "more",
        "CDC Fos-sur-Mer, extension",
        FOS,
        "0.2",
        GROWN,
        DEVELOPMENT,
        holder="Noa Fictif",
        share="0.2",
    ),
    Told("digital", "CDC inclusion numérique", ISTRES, "0.5", GROWN, DEVELOPMENT, note=RECRUITING),
)


def tell_team(convention: Convention, users: dict[str, User]) -> None:
    """Tell two years of posts: a departure, 17 days of vacancy, another share, two scenarios."""
    by = By(users["coordinator"], at=_at(SIGNED))
    _persons(convention, by)
    posts = {told.key: _open(convention, told, by) for told in POSTS}
    _live(posts, users["coordinator"])
    _suppose(convention, posts, By(users["pilote"], at=_at(TOLD)))


def _persons(convention: Convention, by: By) -> None:
    organisations = find_or_create_organisations(convention.pk, [ISTRES, FOS], by=by)
    for full_name, employer in NEW_PERSONS:
        address = full_name.lower().replace(" ", ".").replace("é", "e")
        data = PersonData(
            full_name=full_name,
            function="Chargé de coopération (exemple fictif)",
            email=f"{address}@example.org",
            organisation=organisations[employer],
        )
        create_person(convention.pk, data, by=by)


def _open(convention: Convention, told: Told, by: By) -> Post:
    by = By(by.actor, at=_at(told.since))
    name = "Istres" if told.employer == ISTRES else "Fos-sur-Mer"
    values = {
        "title": told.title,
        "kind": told.kind,
        "note": told.note,
        "commune": Commune.objects.filter(name=name, departement__code="13").first(),
    }
    rate = RateDraft(Decimal(told.fte), told.since)
    post = create_post(convention, PostDraft(told.employer, values), rate, by=by)
    if told.holder:
        draft = HoldingDraft(
            told.holder,
            Decimal(told.share),
            told.since,
            mandate_ends_on=told.contract_until,
        )
        hold_post(post, draft, post.version, by=by)
    return post


def _live(posts: dict[str, Post], coordinator: User) -> None:
    """Let Lou leave, Charlie come 17 days later, Noa work more; join a deed of appointment."""
    youth, fos = posts["youth"], posts["fos"]
    gone, come = date(2025, 6, 13), date(2025, 7, 1)
    leaving = youth.holdings.get()
    leave_post(leaving, gone, leaving.version, by=By(coordinator, at=_at(gone)))
    coming = HoldingDraft("Charlie Imaginaire", Decimal("0.8"), come)
    hold_post(youth, coming, youth.version, by=By(coordinator, at=_at(come)))
    more, held = date(2025, 2, 17), fos.holdings.get()
    change_share(held, Decimal("0.8"), more, held.version, by=By(coordinator, at=_at(more)))
    deed = SimpleUploadedFile("arrete.pdf", b"%PDF-1.4\n% Exemple fictif\n%%EOF\n")
    title = "Arrêté de nomination (exemple fictif)"
    join_paper(posts["childhood"], title, deed, by=By(coordinator, at=_at(SIGNED)))


def _suppose(convention: Convention, posts: dict[str, Post], by: By) -> None:
    """Open two scenarios; the sum of the second one is not that of the convention."""
    later = {
        "name": "Recrutement conclu en mars 2027",
        "words": "Si le poste d’inclusion numérique est pourvu au 1er mars (exemple fictif).",
    }
    scenario = create_scenario(convention, later, by=by)
    holder = SuppositionDraft(
        SuppositionKind.HOLDER, date(2027, 3, 1), fte=Decimal("0.5"), post=posts["digital"]
    )
    suppose(scenario, holder, scenario.version, by=by)
    bigger = {
        "name": "0,3 ETP de développement à Fos-sur-Mer",
        "words": "Demande de la ville pour le prochain Copil (exemple fictif) : la somme dépasse "
        "alors ce que prévoit la convention.",
    }
    scenario = create_scenario(convention, bigger, by=by)
    rate = SuppositionDraft(
        SuppositionKind.RATE, date(2027, 1, 1), fte=Decimal("0.3"), post=posts["more"]
    )
    suppose(scenario, rate, scenario.version, by=by)


def _at(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(10, 30)))
