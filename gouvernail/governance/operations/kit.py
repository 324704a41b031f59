"""Taking the bodies and the obligations that a kit describes."""

from django.db import transaction

from gouvernail.conventions.kit_governance import KitBody, KitObligation
from gouvernail.conventions.kits import Kit
from gouvernail.conventions.models import Convention, Term, TermKind
from gouvernail.directory.models import Organisation
from gouvernail.directory.operations import find_or_create_organisations
from gouvernail.governance.models import (
    Body,
    CompositionRule,
    Mission,
    Obligation,
    ObligationReading,
    Seat,
)
from gouvernail.history.operations import By, Change, note, sign


@transaction.atomic
def install_governance(convention: Convention, kit: Kit, *, by: By) -> None:
    """Give a new convention the bodies and the obligations of its kit; nothing when it has none."""
    if not kit.bodies and not kit.obligations:
        return
    named = _organisations(convention, kit, by)
    bodies = {row.key: _body(convention, row, place, by) for place, row in enumerate(kit.bodies)}
    for row in kit.bodies:
        _furnish(bodies[row.key], row, named)
        bodies[row.key].feeds.set([bodies[key] for key in row.feeds])
    for place, obligation in enumerate(kit.obligations):
        _oblige(convention, obligation, bodies, place, by)
    told = f"{len(kit.bodies)} instances, {len(kit.obligations)} engagements"
    changes = [Change("Gouvernance", "", told)]
    note("governance.installed", convention, convention_id=convention.pk, by=by, changes=changes)


def _organisations(convention: Convention, kit: Kit, by: By) -> dict[str, Organisation]:
    seats = [seat.organisation for body in kit.bodies for seat in body.seats]
    rules = [rule.organisation for body in kit.bodies for rule in body.rules]
    names = [name for name in (*seats, *rules) if name]
    return find_or_create_organisations(convention.pk, names, by=by)


def _body(convention: Convention, row: KitBody, place: int, by: By) -> Body:
    body = Body(
        convention=convention,
        name=row.name,
        short_name=row.short_name,
        kind=row.kind,
        level=row.level or "",
        part=row.part or "",
        source=row.source,
        convener=row.convener,
        chair=row.chair,
        place=row.place,
        duration=row.duration,
        agenda="\n".join(row.agenda),
        position=place,
    )
    sign(body, by)
    body.save()
    return body


def _furnish(body: Body, row: KitBody, named: dict[str, Organisation]) -> None:
    themes = Term.objects.filter(convention=body.convention).kind(TermKind.THEME)
    body.themes.set(themes.filter(label__in=row.themes))
    Mission.objects.bulk_create(
        Mission(body=body, text=mission.text, source=mission.source, position=place)
        for place, mission in enumerate(row.missions)
    )
    for place, seat in enumerate(row.seats):
        Seat.objects.create(
            body=body,
            organisation=named.get(seat.organisation),
            function=seat.function,
            level=seat.level or "",
            college=seat.college or "",
            is_elected=seat.is_elected,
            position=place,
        )
    CompositionRule.objects.bulk_create(
        CompositionRule(
            body=body,
            kind=rule.kind.value,
            minimum=rule.minimum,
            level=rule.level or "",
            college=rule.college or "",
            organisation=named.get(rule.organisation),
            text=rule.text,
            source=rule.source,
            position=place,
        )
        for place, rule in enumerate(row.rules)
    )


def _oblige(
    convention: Convention, row: KitObligation, bodies: dict[str, Body], place: int, by: By
) -> None:
    obligation = Obligation(
        convention=convention,
        key=row.key,
        kind=row.kind,
        body=bodies.get(row.body),
        before=bodies.get(row.before),
        text=row.text,
        source=row.source,
        reading=row.reading.label,
        doubt=row.doubt,
        at_least=row.reading.at_least,
        at_most=row.reading.at_most,
        per_months=row.reading.per_months,
        is_average=row.is_average,
        period=row.period.value,
        notice_days=row.notice_days,
        amount=row.amount,
        post_kind=row.post_kind,
        place=row.place,
        since_year=row.since_year,
        position=place,
    )
    sign(obligation, by)
    obligation.save()
    ObligationReading.objects.bulk_create(
        ObligationReading(
            obligation=obligation,
            label=reading.label,
            at_least=reading.at_least,
            at_most=reading.at_most,
            per_months=reading.per_months,
            position=rank,
        )
        for rank, reading in enumerate(row.readings)
    )
