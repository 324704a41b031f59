"""What is done to posts and to those who hold them: written, told, refused."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from gouvernail.common.errors import EditConflict, Refusal
from gouvernail.directory.models import Person
from gouvernail.directory.operations import PersonData, create_person
from gouvernail.history.models import Entry
from gouvernail.history.operations import By
from gouvernail.rules.roles import Role
from gouvernail.staffing.models import AfasTheme, Holding, Post, PostRate, ThemeShare
from gouvernail.staffing.operations.holdings import (
    HoldingDraft,
    change_holding,
    change_share,
    hold_post,
    leave_post,
    link_holder,
    remove_holding,
)
from gouvernail.staffing.operations.posts import (
    PostDraft,
    RateDraft,
    add_rate,
    change_post,
    change_rate,
    create_post,
    join_paper,
    remove_paper,
    remove_post,
    remove_rate,
)
from gouvernail.staffing.queries.checks import check_lines
from gouvernail.staffing.queries.ledger import ledger_of
from tests.factories import make_convention, make_member, nobody, reload
from tests.staffing.factories import SIGNED, TODAY, hold, make_post

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]
HALF = Decimal("0.5")


@pytest.fixture
def post():
    return make_post(make_convention(), "CDC jeunesse", fte="0.8")


def last_entry():
    return Entry.objects.order_by("-pk").first()


def test_a_post_comes_with_its_employer_and_what_is_agreed(post):
    assert (str(post.employer), post.rates.get().fte) == ("Ville d’Istres", Decimal("0.8"))
    entry = Entry.objects.get(verb="post.created")
    assert entry.changes[0]["after"] == "0,8 ETP du 1er janvier 2025"


@pytest.mark.parametrize(
    ("title", "employer", "fte", "said"),
    [
        ("", "Ville", "1", "intitulé"),
        ("CDC", "  ", "1", "employeur"),
        ("CDC", "Ville", "0", "plus grande que zéro"),
    ],
)
def test_a_post_that_makes_no_sense_is_refused(title, employer, fte, said):
    convention = make_convention()
    draft, rate = PostDraft(employer, {"title": title}), RateDraft(Decimal(fte), SIGNED)
    with pytest.raises(Refusal, match=said):
        create_post(convention, draft, rate, by=nobody())
    assert not Post.objects.exists()


def test_two_editors_of_a_post_cannot_both_win(post):
    draft = PostDraft("Ville d’Istres", {"title": "CDC"})
    change_post(post, draft, 1, by=nobody())
    with pytest.raises(EditConflict):
        change_post(reload(post), draft, 1, by=nobody())
    assert last_entry().changes[0] == {
        "label": "Intitulé",
        "before": "CDC jeunesse",
        "after": "CDC",
    }


def test_another_rate_ends_the_one_that_goes_on(post):
    add_rate(post, RateDraft(Decimal(1), date(2026, 9, 1)), 1, by=nobody())
    rates = PostRate.objects.order_by("starts_on").values_list("fte", "ends_on")
    assert list(rates) == [(Decimal("0.8"), date(2026, 8, 31)), (Decimal(1), None)]


def test_a_rate_is_corrected_and_taken_out(post):
    rate = post.rates.get()
    change_rate(rate, RateDraft(HALF, SIGNED, date(2025, 12, 31)), 1, by=nobody())
    assert reload(rate).ends_on == date(2025, 12, 31)
    with pytest.raises(Refusal, match="avant son début"):
        change_rate(rate, RateDraft(HALF, SIGNED, date(2024, 1, 1)), 2, by=nobody())
    remove_rate(rate, by=nobody())
    assert not PostRate.objects.exists()


def test_the_agreed_rate_of_a_third_is_kept_and_told_whole(post):
    add_rate(post, RateDraft(Decimal("0.333"), date(2026, 1, 1)), 1, by=nobody())
    assert "0,333 ETP" in last_entry().changes[-1]["after"]


def test_a_name_of_the_directory_leads_to_its_person(post):
    from gouvernail.directory.operations import PersonData, create_person

    person = create_person(post.convention_id, PersonData("Noa Fictif"), by=nobody())
    held = hold(post, "noa  fictif")
    assert (held.person, held.name) == (person, "Noa Fictif")
    assert Person.objects.count() == 1


def test_a_name_that_the_directory_does_not_have_is_added_at_the_employer(post):
    draft = HoldingDraft("Quelqu’un  d’autre", HALF, SIGNED)
    made = hold_post(post, draft, post.version, by=nobody())
    person = Person.objects.get()
    assert (person.full_name, person.organisation) == ("Quelqu’un d’autre", post.employer)
    assert (made.is_added, made.holding.person) == (True, person)
    assert made.told == f" Quelqu’un d’autre entre dans l’annuaire ({post.employer})."
    other = make_post(post.convention, "Un autre poste", str(post.employer))
    again = hold_post(other, draft, other.version, by=nobody())
    assert (again.is_added, again.told, Person.objects.count()) == (False, "", 1)


def test_between_two_of_a_name_the_one_of_the_employer_is_meant_or_nobody(post):
    make = {"convention_id": post.convention_id, "full_name": "Noa Fictif"}
    Person.objects.create(**make)
    own = Person.objects.create(**make, organisation=post.employer)
    assert hold(post, "Noa Fictif").person == own
    Person.objects.create(**make, organisation=post.employer)
    draft = HoldingDraft("Noa Fictif", HALF, SIGNED)
    other = make_post(post.convention, "Un autre poste", str(post.employer))
    made = hold_post(other, draft, other.version, by=nobody())
    assert made.holding.person is None
    assert "dites ici laquelle" in made.told
    assert Person.objects.count() == 3


@pytest.fixture
def alone(post):
    """Somebody on the post whom the directory does not have."""
    rows = [Holding(post=post, name="Noa Fictif", fte=HALF, starts_on=SIGNED) for _ in range(2)]
    return Holding.objects.bulk_create(rows)[0]


def test_who_is_not_in_the_directory_enters_it_from_the_post_with_all_they_hold(
    post, alone, client
):
    client.force_login(make_member(post.convention, Role.COORDINATOR).user)
    slug = post.convention.slug
    assert "Ajouter à l’annuaire" in client.get(reverse("team:post", args=[slug, post.pk])).text
    place = reverse("team:link_holder", args=[slug, alone.pk])
    assert str(post.employer) in client.get(place).text
    data = {"person": "nouvelle", "version": alone.version}
    assert "entre dans l’annuaire" in client.post(place, data, follow=True).text
    person = Person.objects.get()
    assert set(Holding.objects.values_list("person", flat=True)) == {person.pk}
    assert "Noa" not in str(
        [entry.changes for entry in Entry.objects.filter(verb__startswith="post")]
    )


def test_who_is_in_the_directory_already_is_linked_to_their_entry(post, alone, client):
    client.force_login(make_member(post.convention, Role.COORDINATOR).user)
    one, other = (
        Person.objects.create(convention=post.convention, full_name=name)
        for name in ("Noa FICTIF", "Lou Autre")
    )
    slug = post.convention.slug
    assert "Lier à l’annuaire" in client.get(reverse("team:post", args=[slug, post.pk])).text
    place = reverse("team:link_holder", args=[slug, alone.pk])
    client.post(place, {"person": other.pk, "version": alone.version})
    assert reload(alone).person is None
    told = client.post(place, {"person": one.pk, "version": alone.version}, follow=True).text
    assert "est liée à sa fiche de l’annuaire" in told
    assert (reload(alone).person, reload(alone).name) == (one, "Noa FICTIF")
    for person in (one, None):
        with pytest.raises(Refusal, match="déjà dans l’annuaire"):
            link_holder(reload(alone), person, reload(alone).version, by=nobody())
    assert Person.objects.count() == 2
    Holding.objects.update(person=None, name="Noa Fictif")
    with pytest.raises(Refusal, match="ne porte pas le nom"):
        link_holder(reload(alone), other, reload(alone).version, by=nobody())
    with pytest.raises(EditConflict):
        link_holder(alone, one, 1, by=nobody())


def test_who_was_taken_out_of_the_directory_does_not_come_back_with_a_date(post):
    held = hold(post, "Noa Fictif")
    Person.objects.all().delete()
    draft = HoldingDraft("Noa Fictif", HALF, SIGNED, date(2026, 1, 1))
    change_holding(reload(held), draft, held.version, by=nobody())
    change_share(reload(held), HALF, date(2025, 6, 1), held.version + 1, by=nobody())
    assert not Person.objects.exists()


def test_correcting_a_date_keeps_who_is_meant(post):
    from gouvernail.directory.operations import PersonData, create_person

    person = create_person(post.convention_id, PersonData("Noa Fictif"), by=nobody())
    held = hold(post, "Noa Fictif")
    create_person(post.convention_id, PersonData("Noa Fictif"), by=nobody())
    change_holding(held, HoldingDraft("Noa Fictif", HALF, SIGNED), 1, by=nobody())
    assert reload(held).person == person
    change_holding(reload(held), HoldingDraft("Lou Reprend", HALF, SIGNED), 2, by=nobody())
    assert reload(held).person.full_name == "Lou Reprend"


def test_the_journal_never_names_a_holder(post):
    held = hold(post, "Noa Fictif")
    change_share(held, HALF, date(2025, 6, 1), held.version, by=nobody())
    leaving = Holding.objects.order_by("-starts_on").first()
    leave_post(leaving, date(2025, 12, 31), leaving.version, by=nobody())
    remove_holding(leaving, by=By(None, "Erreur"))
    # The entry of the directory is told as any other is: by its name, and never with a post.
    lines = Entry.objects.exclude(verb="person.created")
    told = str([(entry.subject_label, entry.changes) for entry in lines])
    assert "Poste quitté" in {entry.get_verb_display() for entry in Entry.objects.all()}
    assert "Noa" not in told


@pytest.mark.parametrize(
    ("name", "fte", "until", "said"),
    [
        (" ", "1", None, "nom de la personne"),
        ("Noa", "0", None, "plus grande que zéro"),
        ("Noa", "1", date(2024, 12, 31), "avant le premier"),
        ("Noa", "1", date.max, "hors du registre"),
    ],
)
def test_an_occupation_that_makes_no_sense_is_refused(post, name, fte, until, said):
    draft = HoldingDraft(name, Decimal(fte), SIGNED, until)
    with pytest.raises(Refusal, match=said):
        hold_post(post, draft, 1, by=nobody())
    assert not Holding.objects.exists()
    assert reload(post).version == 1


def test_an_occupation_is_corrected_if_nobody_else_did(post):
    held = hold(post, "Noa Fictif")
    change_holding(held, HoldingDraft("Noa Fictif", HALF, SIGNED), 1, by=nobody())
    assert reload(held).fte == HALF
    with pytest.raises(EditConflict):
        change_holding(reload(held), HoldingDraft("Noa", HALF, SIGNED), 1, by=nobody())


def test_seventeen_days_between_two_holders_are_counted_vacant(post):
    held = hold(post, "Lou Inventé")
    leave_post(held, date(2025, 6, 13), held.version, by=nobody())
    hold(post, "Charlie Imaginaire", since=date(2025, 7, 1))
    ledger = ledger_of(post.convention)
    assert ledger.on(date(2025, 6, 14)).vacant == Decimal("0.8")
    vacant = ledger.over(2025).vacant
    assert round(vacant, 10) == round(Decimal("0.8") * 17 / 365, 10)


def test_another_share_carries_on_the_shares_by_theme(post):
    held = hold(post, "Noa Fictif")
    theme = AfasTheme.objects.create(convention=post.convention, label="Jeunesse")
    whole = {"theme": theme, "percent": Decimal(100)}
    ThemeShare.objects.create(holding=held, starts_on=SIGNED, **whole)
    ThemeShare.objects.create(
        holding=held, starts_on=SIGNED, ends_on=date(2025, 1, 31), theme=theme, percent=Decimal(10)
    )
    following = change_share(held, HALF, date(2025, 6, 17), held.version, by=nobody())
    [share] = following.theme_shares.all()
    assert (share.percent, share.starts_on) == (Decimal(100), date(2025, 6, 17))
    assert reload(held).ends_on == date(2025, 6, 16)


@pytest.mark.parametrize(
    ("on", "said"),
    [(SIGNED, "change après"), (date(2026, 1, 1), "finit le 31 décembre 2025")],
)
def test_another_share_begins_within_the_occupation(post, on, said):
    held = hold(post, "Noa Fictif", until=date(2025, 12, 31))
    with pytest.raises(Refusal, match=said):
        change_share(held, HALF, on, held.version, by=nobody())
    assert Holding.objects.count() == 1


def test_a_post_that_was_held_is_not_forgotten(post):
    with pytest.raises(Refusal, match="pourquoi"):
        remove_post(post, by=nobody())
    held = hold(post, "Noa Fictif")
    with pytest.raises(Refusal, match="a été occupé"):
        remove_post(post, by=By(None, "Erreur"))
    with pytest.raises(Refusal, match="pourquoi"):
        remove_holding(held, by=nobody())
    remove_holding(held, by=By(None, "Erreur"))
    remove_post(post, by=By(None, "Erreur"))
    assert not Post.objects.exists()


def test_a_paper_is_joined_and_its_file_goes_with_it(post, django_capture_on_commit_callbacks):
    upload = SimpleUploadedFile("arrete.pdf", b"%PDF-1.4 exemple")
    paper = join_paper(post, "Arrêté", upload, by=nobody())
    storage, name = paper.file.storage, paper.file.name
    assert storage.exists(name)
    with django_capture_on_commit_callbacks(execute=True):
        remove_paper(paper, by=nobody())
    assert not storage.exists(name)
    with pytest.raises(Refusal, match="ne peut pas être joint"):
        join_paper(post, "Virus", SimpleUploadedFile("a.exe", b"MZ"), by=nobody())


def test_a_contract_that_is_over_is_told_without_naming_anybody_but_in_its_rows(post):
    hold(post, "Charlie Imaginaire", contract=date(2025, 12, 31))
    ledger = ledger_of(post.convention)
    [check] = [one for one in check_lines(ledger, (), TODAY) if one.rule == "mandate_over"]
    assert check.sentence == "1 contrat est fini alors que son titulaire tient encore le poste"
    assert check.rows[0][0] == (
        "Charlie Imaginaire, CDC jeunesse : 0,8 ETP, contrat fini le 31 décembre 2025"
    )


@pytest.mark.parametrize(
    ("name", "since", "until", "is_refused"),
    [
        pytest.param("noa  fictif", date(2026, 6, 1), None, True, id="while on it"),
        pytest.param("Noa Fictif", date(2024, 1, 1), SIGNED, True, id="on its first day"),
        pytest.param("Noa Fictif", date(2026, 12, 31), None, True, id="on its last day"),
        pytest.param("Noa Fictif", date(2027, 1, 1), None, False, id="afterwards"),
        pytest.param("Noa Fictif", date(2024, 1, 1), date(2024, 12, 31), False, id="before"),
        pytest.param("Lou Inventé", date(2026, 6, 1), None, False, id="somebody else"),
    ],
)
def test_somebody_is_not_put_twice_on_a_post_on_a_same_day(post, name, since, until, is_refused):
    hold(post, "Noa Fictif", until=date(2026, 12, 31))
    entries = Entry.objects.count()
    if is_refused:
        told = "tient déjà ce poste depuis le 1er janvier 2025, jusqu’au 31 décembre 2026"
        with pytest.raises(Refusal, match=told):
            hold(post, name, since=since, until=until)
        assert (Holding.objects.count(), Entry.objects.count()) == (1, entries)
    else:
        hold(post, name, since=since, until=until)
        assert Holding.objects.count() == 2


def test_two_persons_of_one_name_are_told_apart_by_the_directory(post):
    first = hold(post, "Noa Fictif")
    persons = [create_person(post.convention_id, PersonData(one), by=nobody()) for one in "ab"]
    Holding.objects.filter(pk=first.pk).update(person=persons[0])
    other = Holding.objects.create(
        post=post, person=persons[1], name="Noa Fictif", fte=HALF, starts_on=SIGNED
    )
    draft = HoldingDraft("Noa Fictif", Decimal("0.3"), SIGNED)
    change_holding(other, draft, other.version, by=nobody())
    assert reload(other).fte == Decimal("0.3")


def test_a_correction_may_not_run_into_another_occupation_of_the_same_person(post):
    first = hold(post, "Noa Fictif", until=date(2025, 12, 31))
    hold(post, "Noa Fictif", "0.5", since=date(2026, 1, 1))
    with pytest.raises(Refusal, match="sans dernier jour noté"):
        change_holding(first, HoldingDraft("Noa Fictif", HALF, SIGNED), 1, by=nobody())
    assert reload(first).ends_on == date(2025, 12, 31)
