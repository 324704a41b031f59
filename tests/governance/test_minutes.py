"""The circuit of the minutes: sent, remarked on, approved, and then what nobody changes."""

import json
from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from gouvernail.common.errors import EditConflict, Refusal
from gouvernail.governance.models import Attendance, FrozenMinutes, Invitee, Sitting
from gouvernail.governance.operations.adjustments import (
    Proposal,
    decide_adjustment,
    examine_adjustment,
    propose_adjustment,
)
from gouvernail.governance.operations.agenda import ItemDraft, set_agenda
from gouvernail.governance.operations.decisions import (
    DecisionDraft,
    change_decision,
    move_decision,
    record_decision,
)
from gouvernail.governance.operations.minutes_circuit import (
    remark,
    send_for_remarks,
    settle_remark,
)
from gouvernail.governance.operations.sittings import (
    change_sitting,
    move_sitting,
)
from gouvernail.governance.operations.words import keep_words
from gouvernail.governance.queries.minutes_check import Alteration, checked_minutes
from gouvernail.history.models import Entry
from gouvernail.rules.adjustments import AdjustmentKind, AdjustmentState, Opinion
from gouvernail.rules.decisions import DecisionState
from gouvernail.rules.minutes import digest_of_content
from gouvernail.rules.sittings import SittingState
from tests.factories import make_action, make_convention, make_node, nobody
from tests.governance.factories import make_body, make_seat, make_sitting, record_attendance

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
BY = nobody(at=NOW)


@pytest.fixture
def cotech(db):
    convention = make_convention("CTG d’essai", "essai")
    return make_body(convention, "Comité technique", short_name="Cotech", part="examines")


@pytest.fixture
def held(cotech):
    return hold(cotech, date(2026, 11, 20))


def hold(body, on, words="Le plan avance."):
    """Hold a sitting: one seat there, one excused, a guest, a point and a decision on it."""
    sitting = make_sitting(body, on, SittingState.HELD, place="Mairie (fictive)")
    seats = [make_seat(body, f"Siège {name} {on}", f"{name} fictive") for name in ("Ville", "Caf")]
    presences = {seats[0].pk: "present", seats[1].pk: "excused"}
    names = {seats[0].pk: "Inès Exemple"}
    record_attendance(sitting, presences, names, by=BY, guests=["Lou Spécimen"])
    set_agenda(sitting, [ItemDraft("Bilan", presenter="Awa Fictive")], sitting.version, by=BY)
    item = sitting.items.get()
    keep_words(sitting, None, "", words, by=BY)
    keep_words(sitting, item.pk, "", "Présenté, adopté.", by=BY)
    record_decision(
        body.convention,
        DecisionDraft(decided(sitting, item=item)),
        by=BY,
        state=DecisionState.ADOPTED,
    )
    return sitting


def decided(sitting, **changed):
    on = date(2026, 11, 20)
    said = {"kind": "decision", "text": "Publier le bilan.", "decided_on": on}
    return {"body": sitting.body, "sitting": sitting, **said, **changed}


def approve(sitting, **details):
    move_sitting(sitting, SittingState.APPROVED, by=BY, **details)
    return FrozenMinutes.objects.get(sitting=sitting)


def again(sitting):
    return Sitting.objects.get(pk=sitting.pk)


def test_minutes_are_not_sent_before_somebody_came_and_something_was_written(cotech):
    sitting = make_sitting(cotech, date(2026, 11, 20), SittingState.HELD)
    with pytest.raises(Refusal, match=r"qui était là.*Écrivez"):
        send_for_remarks(sitting, TODAY, by=BY)
    assert again(sitting).minutes_sent_at is None


def test_minutes_are_sent_until_a_day_and_sent_again(held):
    with pytest.raises(Refusal, match="date est passée"):
        send_for_remarks(held, TODAY - timedelta(days=1), by=BY)
    send_for_remarks(held, TODAY, by=BY)
    later = TODAY + timedelta(days=7)
    send_for_remarks(held, later, by=BY)
    assert (again(held).remarks_until, again(held).minutes_sent_at) == (later, NOW)
    told = Entry.objects.filter(verb="minutes.sent").order_by("pk").last()
    assert told.changes[0]["before"], told.changes[0]["after"] == (
        "23 novembre 2026",
        "30 novembre 2026",
    )


def test_a_remark_is_made_between_the_sending_and_the_end_of_the_last_day(held):
    with pytest.raises(Refusal, match="pas encore envoyé"):
        remark(held, "Inès Exemple", "Il manque un chiffre.", by=BY)
    send_for_remarks(held, TODAY, by=BY)
    late = nobody(at=datetime(2026, 11, 23, 22, 59, tzinfo=UTC))
    made = remark(held, "Inès Exemple", "Il manque un chiffre.", by=late)
    assert (made.name, made.outcome) == ("Inès Exemple", "")
    with pytest.raises(Refusal, match="délai"):
        remark(held, "Inès Exemple", "Trop tard.", by=nobody(at=NOW + timedelta(days=1)))
    with pytest.raises(Refusal, match="Dites qui"):
        remark(held, " ", "Sans nom.", by=BY)
    assert held.remarks.count() == 1


def test_a_remark_is_made_as_one_of_those_called_and_of_this_sitting_alone(cotech, held):
    send_for_remarks(held, TODAY, by=BY)
    called = Invitee.objects.create(sitting=held, name="Inès Exemple", digest="a" * 64)
    assert remark(held, called.name, "Ajouter la date.", called, by=BY).invitee == called
    other = hold(cotech, date(2026, 11, 19))
    send_for_remarks(other, TODAY, by=BY)
    with pytest.raises(Refusal, match="autre séance"):
        remark(other, called.name, "Ajouter la date.", called, by=BY)


def test_minutes_are_not_approved_while_a_remark_waits(held):
    send_for_remarks(held, TODAY, by=BY)
    one = remark(held, "Inès Exemple", "Il manque un chiffre.", by=BY)
    two = remark(held, "Max Exemple", "Je n’étais pas d’accord.", by=BY)
    settle_remark(one, "kept", "Chiffre ajouté.", by=BY)
    with pytest.raises(Refusal, match="attend sa suite"):
        approve(held)
    assert again(held).state == SittingState.HELD.value
    with pytest.raises(Refusal, match="pourquoi"):
        settle_remark(two, "not_kept", " ", by=BY)
    with pytest.raises(Refusal, match="retenue ou non"):
        settle_remark(two, "", "Rien.", by=BY)
    settle_remark(two, "not_kept", "Le vote a été unanime.", by=BY)
    kept = approve(held).content["remarks"]
    assert kept == [
        {"name": "Inès Exemple", "words": "Il manque un chiffre.", "outcome": "Chiffre ajouté."}
    ]
    for act in (
        lambda: settle_remark(two, "kept", "Finalement.", by=BY),
        lambda: remark(held, "Inès Exemple", "Encore.", by=BY),
        lambda: send_for_remarks(held, TODAY, by=BY),
    ):
        with pytest.raises(Refusal, match="approuvé"):
            act()


def test_approved_minutes_hold_all_that_the_document_says_and_their_digest(cotech, held):
    coming = make_sitting(cotech, date(2026, 12, 3))
    frozen = approve(held, approved_in=coming)
    said = frozen.content
    assert said["body"]["name"] == "Comité technique"
    assert said["sitting"]["starts_at"] == "2026-11-20T14:00+01:00"
    assert said["attendance"][0] == {
        "presence": "present",
        "name": "Inès Exemple",
        "function": "Siège Ville 2026-11-20, Ville fictive",
    }
    assert said["guests"] == ["Lou Spécimen"]
    assert said["rate"] == {"came": 1, "noted": 2, "percent": 50}
    assert said["points"][0]["minutes"] == "Présenté, adopté."
    assert said["decisions"][0]["point"] == 1
    assert said["words"] == "Le plan avance."
    assert said["approval"] == {"on": "2026-11-23", "in": str(coming)}
    assert frozen.digest == digest_of_content(said)
    (told,) = Entry.objects.filter(verb="minutes.frozen")
    assert told.changes[0]["after"] == frozen.digest
    frozen.refresh_from_db()
    assert digest_of_content(frozen.content) == frozen.digest


def test_minutes_are_approved_by_a_later_sitting_of_the_same_body(cotech, held):
    before = make_sitting(cotech, date(2026, 6, 4), SittingState.HELD)
    elsewhere = make_sitting(make_body(cotech.convention), date(2026, 12, 3))
    cancelled = make_sitting(cotech, date(2026, 12, 4), SittingState.CANCELLED)
    for wrong in (before, elsewhere, cancelled, held):
        with pytest.raises(Refusal, match="même instance"):
            approve(again(held), approved_in=wrong)
    assert again(held).state == SittingState.HELD.value


def test_nothing_of_an_approved_sitting_changes_even_read_before_the_approval(held):
    seen, version = again(held), held.version
    approve(held)
    decision = seen.decisions.get()
    for act in (
        lambda: change_sitting(seen, {"place": "Ailleurs"}, version, by=BY),
        lambda: set_agenda(seen, [ItemDraft("Autre")], version, by=BY),
        lambda: keep_words(seen, None, "", "Autre.", by=BY),
        lambda: record_attendance(seen, {}, {}, by=BY, guests=["Max Exemple"]),
        lambda: record_decision(seen.convention, DecisionDraft(decided(seen)), by=BY),
        lambda: change_decision(
            decision, DecisionDraft(decided(seen, text="Autre.")), decision.version, by=BY
        ),
    ):
        with pytest.raises((Refusal, EditConflict)):
            act()
    assert [row.alterations for row in checked_minutes(None)] == [()]


@pytest.mark.parametrize(
    ("name", "value"),
    [("text", "Autre."), ("kind", "opinion"), ("decided_on", TODAY), ("item", None)],
)
def test_what_approved_minutes_say_of_a_decision_is_settled(held, name, value):
    decision = held.decisions.get()
    same = decided(held, item=decision.item)
    approve(held)
    with pytest.raises(Refusal, match="est approuvé"):
        change_decision(decision, DecisionDraft({**same, name: value}), decision.version, by=BY)
    decision.refresh_from_db()
    due = {**same, "due_on": date(2027, 3, 1)}
    change_decision(decision, DecisionDraft(due), decision.version, by=BY)
    move_decision(decision, DecisionState.DONE, by=BY, proof="Publié.")
    assert [row.alterations for row in checked_minutes(None)] == [()]


def test_a_decision_does_not_come_into_an_approved_sitting(cotech, held):
    outside = record_decision(
        cotech.convention, DecisionDraft({**decided(held), "sitting": None}), by=BY
    )
    approve(held)
    with pytest.raises(Refusal, match="est approuvé"):
        change_decision(outside, DecisionDraft(decided(held)), outside.version, by=BY)


def test_an_approved_sitting_takes_no_more_step_of_an_adjustment(cotech, held):
    action = make_action(cotech.convention, node=make_node(cotech.convention))
    proposal = Proposal(
        AdjustmentKind.RESCHEDULE, cotech, {"deadline": "31/12/2030"}, "Retard.", action
    )
    adjustment = propose_adjustment(cotech.convention, proposal, by=nobody("", NOW))
    sitting = hold(cotech, TODAY)
    copil = make_body(cotech.convention, "Comité de pilotage", part="decides")
    deciding = hold(copil, TODAY)
    approve(sitting)
    with pytest.raises(Refusal, match="approuvé"):
        examine_adjustment(adjustment, again(sitting), Opinion.FAVOURABLE, by=BY)
    examine_adjustment(adjustment, hold(cotech, TODAY), Opinion.FAVOURABLE, by=BY)
    approve(deciding)
    with pytest.raises(Refusal, match="approuvé"):
        decide_adjustment(adjustment, again(deciding), AdjustmentState.ADOPTED, by=BY)


def test_a_sitting_that_is_not_held_after_all_is_no_longer_sent(held):
    send_for_remarks(held, TODAY, by=BY)
    move_sitting(held, SittingState.CONVENED, by=BY)
    assert (again(held).minutes_sent_at, again(held).remarks_until) == (None, None)


def check(*arguments):
    out = StringIO()
    call_command("verify_minutes", "--json", *arguments, stdout=out)
    return json.loads(out.getvalue())


def altered():
    return {row.sitting.pk: row for row in checked_minutes(None) if row.alterations}


def sql(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_the_one_altered_among_many_is_named(cotech):
    sittings = [hold(cotech, TODAY - timedelta(days=30 * rank)) for rank in range(12)]
    for sitting in sittings:
        approve(sitting)
    assert check("--convention", "essai")["altered"] == 0
    target = sittings[7]
    item = target.items.get()
    sql("UPDATE governance_agendaitem SET minutes = %s WHERE id = %s", "Rejeté.", item.pk)
    (found,) = altered().values()
    assert (found.sitting, found.alterations) == (target, (Alteration.TABLES,))
    assert found.parts == ("points",)
    out = StringIO()
    with pytest.raises(CommandError, match=str(target)) as error:
        call_command("verify_minutes", stdout=out)
    assert error.value.returncode == 1
    assert "les points" in out.getvalue()
    assert "vérifiés : 12 ; altérés : 1" in out.getvalue().replace("\u202f", " ")


@pytest.mark.parametrize(
    ("table", "column", "value", "part"),
    [
        ("sitting", "minutes", "Rien.", "words"),
        ("sitting", "starts_at", datetime(2026, 1, 1, tzinfo=UTC), "sitting"),
        ("attendance", "presence", "absent", "attendance"),
        ("attendance", "name", "Autre Nom", "attendance"),
        ("decision", "text", "Ne rien publier.", "decisions"),
        ("decision", "number", 99, "decisions"),
        ("agendaitem", "is_unfinished", True, "points"),
        ("remark", "words", "Autre remarque.", "remarks"),
    ],
)
def test_whatever_is_altered_in_the_tables_is_seen(held, table, column, value, part):
    send_for_remarks(held, TODAY, by=BY)
    settle_remark(remark(held, "Inès Exemple", "Un mot.", by=BY), "kept", "Ajouté.", by=BY)
    approve(held)
    rows = {"sitting": held, "decision": held.decisions.get()}
    rows |= {"agendaitem": held.items.get(), "remark": held.remarks.get()}
    rows["attendance"] = Attendance.objects.get(name="Inès Exemple")
    type(rows[table]).objects.filter(pk=rows[table].pk).update(**{column: value})
    assert part in altered()[held.pk].parts


def test_a_seal_made_again_is_seen_by_the_journal(held):
    frozen = approve(held)
    words = {**frozen.content, "words": "Rien."}
    Sitting.objects.filter(pk=held.pk).update(minutes="Rien.")
    rows = FrozenMinutes.objects.filter(pk=frozen.pk)
    rows.update(content=words)
    assert altered()[held.pk].alterations == (Alteration.CONTENT,)
    rows.update(content=words, digest=digest_of_content(words))
    assert altered()[held.pk].alterations == (Alteration.DIGEST,)


def test_minutes_that_disappear_or_open_again_are_seen(held):
    frozen = approve(held)
    Sitting.objects.filter(pk=held.pk).update(state="held")
    assert altered()[held.pk].alterations == (Alteration.REOPENED,)
    FrozenMinutes.objects.filter(pk=frozen.pk).delete()
    assert altered()[held.pk].alterations == (Alteration.MISSING,)


def test_minutes_approved_before_the_seals_are_told_and_not_accused(cotech):
    make_sitting(cotech, TODAY, SittingState.APPROVED, minutes="Ancien.")
    assert check() == {
        "checked": 0,
        "altered": 0,
        "minutes": [{**check()["minutes"][0], "digest": "", "alterations": []}],
    }
    out = StringIO()
    call_command("verify_minutes", stdout=out)
    assert "avant la tenue des empreintes" in out.getvalue()


def test_an_unknown_convention_is_refused(db):
    with pytest.raises(CommandError, match="Aucune convention"):
        call_command("verify_minutes", "--convention", "nulle-part")


def test_renaming_a_body_or_a_seat_alters_nothing(cotech, held):
    approve(held)
    cotech.name = "Comité technique élargi"
    cotech.save()
    seat = cotech.seats.first()
    seat.function = "Autre titre"
    seat.save()
    assert altered() == {}
