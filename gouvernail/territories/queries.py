"""Finding communes and EPCI, by what people know of them: a name, a postal code, an old name."""

from dataclasses import dataclass

from django.db.models import Case, Count, F, IntegerField, Q, Sum, Value, When

from gouvernail.rules.insee import is_commune_code, search_form
from gouvernail.territories.models import (
    Commune,
    Departement,
    Epci,
    FormerCommune,
    begins_a_word,
    has_words,
)

LONGEST_SEARCH = 60
SHORTEST_SIREN = 4
# One commune may come back under several old names; they must not crowd the others out.
FORMERS_BY_RESULT = 5


@dataclass(frozen=True, slots=True)
class CommuneFound:
    """One commune, ready to be shown. `former_of` is the old name that led to it, if one did."""

    insee_code: str
    name: str
    departement_name: str
    departement_code: str
    postal_codes: tuple[str, ...]
    population: int | None
    former_of: str = ""


@dataclass(frozen=True, slots=True)
class EpciFound:
    """One EPCI, ready to be shown."""

    code: str
    name: str
    kind: str
    communes: int
    population: int | None


@dataclass(frozen=True, slots=True)
class _Match:
    rank: int
    commune: Commune
    former_of: str = ""

    @property
    def order(self) -> tuple[int, bool, int, str]:
        """Sort by rank, today's names before old ones, then the most peopled."""
        population = self.commune.population or 0
        return self.rank, self.former_of != "", -population, self.commune.search_name


def departement_names() -> tuple[tuple[str, str], ...]:
    """Return every département, its code and its name. One query."""
    return tuple(Departement.objects.order_by("code").values_list("code", "name"))


def search_communes(text: str, limit: int = 10) -> list[CommuneFound]:
    """Return the communes that `text` names, best first. Two queries, none for an empty text.

    Takes a name or the beginning of its words, a postal code or its beginning, an INSEE code, the
    name or code of a commune déléguée, associée or merged, or of an arrondissement. A name or code
    that is the text comes first, then a name that begins with it, then the most peopled.
    """
    words = search_form(text[:LONGEST_SEARCH])
    if not words:
        return []
    matches = _today(words, limit)
    matches += _formerly(words, limit, besides=[match.commune.pk for match in matches])
    best: dict[str, CommuneFound] = {}
    for match in sorted(matches, key=lambda match: match.order):
        best.setdefault(match.commune.pk, _found(match.commune, match.former_of))
    return list(best.values())[:limit]


def commune_by_code(code: str) -> CommuneFound | None:
    """Return today's commune of an INSEE code, through its merger, or None. Two queries at most."""
    commune = Commune.objects.current().filter(pk=code).select_related("departement").first()
    if commune is not None:
        return _found(commune)
    former = FormerCommune.objects.filter(pk=code).select_related("current__departement").first()
    return _found(former.current, str(former)) if former else None


def communes_of_epci(code: str) -> list[CommuneFound]:
    """Return the members of an EPCI, by name. One query; empty for a number that is not known."""
    communes = Commune.objects.current().of_epci(code).select_related("departement")
    return [_found(commune) for commune in communes.order_by("search_name", "insee_code")]


def search_epcis(text: str, limit: int = 10) -> list[EpciFound]:
    """Return the EPCI that `text` names, most peopled first. One query, none for an empty text.

    Takes words of the name, the beginning of the SIREN number, or the full name of a member.
    """
    words = search_form(text[:LONGEST_SEARCH])
    if not words:
        return []
    current = Q(communes__is_current=True)
    epcis = (
        Epci.objects.filter(_epci_condition(words))
        .annotate(
            members=Count("communes", filter=current),
            inhabitants=Sum("communes__population", filter=current),
        )
        .filter(members__gt=0)
        .order_by(F("inhabitants").desc(nulls_last=True), "name")
    )
    return [
        EpciFound(epci.code, epci.name, epci.get_kind_display(), epci.members, epci.inhabitants)
        for epci in epcis[:limit]
    ]


def _today(words: str, limit: int) -> list[_Match]:
    """Return the communes that have the name, the code or the postal code today."""
    kept = Commune.objects.current().filter(_condition(words) | _postal(words))
    ordered = (
        kept.annotate(rank=_rank(words, _is(words) | _postal(words)))
        .select_related("departement")
        .order_by("rank", F("population").desc(nulls_last=True), "search_name")
    )
    return [_Match(_rank_of(commune), commune) for commune in ordered[:limit]]


def _formerly(words: str, limit: int, besides: list[str]) -> list[_Match]:
    """Return the communes that an old name or code leads to, without those found already."""
    ordered = (
        FormerCommune.objects.filter(_condition(words))
        .exclude(current__in=besides)
        .annotate(rank=_rank(words, _is(words)))
        .select_related("current__departement")
        .order_by("rank", F("current__population").desc(nulls_last=True), "pk")
    )
    return [
        _Match(_rank_of(former), former.current, str(former))
        for former in ordered[: limit * FORMERS_BY_RESULT]
    ]


def _condition(words: str) -> Q:
    """Match a name, or an INSEE code when the text can only be one."""
    code = _as_code(words)
    return Q(pk=code) if is_commune_code(code) or code.isdecimal() else has_words(words)


def _postal(words: str) -> Q:
    """Match postal codes that begin with the text, when it is made of digits."""
    digits = _as_code(words)
    return begins_a_word("postal_codes", digits) if digits.isdecimal() else Q()


def _epci_condition(words: str) -> Q:
    members = Commune.objects.current().filter(search_name=words).values("epci")
    condition = has_words(words) | Q(pk__in=members)
    siren = _as_code(words)
    if siren.isdecimal() and len(siren) >= SHORTEST_SIREN:
        condition |= Q(pk__startswith=siren)
    return condition


def _is(words: str) -> Q:
    """Match the name or the INSEE code that the text is."""
    return Q(search_name=words) | Q(insee_code=_as_code(words))


def _rank(words: str, exact: Q) -> Case:
    """Rank a row: 0 when the text is exactly its own, 1 when its name begins so, else 2."""
    return Case(
        When(exact, then=Value(0)),
        When(search_name__startswith=words, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )


def _rank_of(row: Commune | FormerCommune) -> int:
    rank: int = row.rank  # type: ignore[union-attr]  # the annotation made by `_rank`
    return rank


def _as_code(words: str) -> str:
    return words.replace(" ", "").upper()


def _found(commune: Commune, former_of: str = "") -> CommuneFound:
    return CommuneFound(
        insee_code=commune.insee_code,
        name=commune.name,
        departement_name=commune.departement.name,
        departement_code=commune.departement_id,
        postal_codes=tuple(commune.postal_codes.split()),
        population=commune.population,
        former_of=former_of,
    )
