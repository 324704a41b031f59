"""The contacts of a file beside those of the directory: what is new, changed, the same, asked."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from gouvernail.imports.contacts.results import (
    FieldChange,
    KnownPerson,
    KnownStructure,
    MatchedContacts,
    MatchedPerson,
    MatchedStructure,
    PersonQuestion,
    ReadContact,
    Verdict,
)
from gouvernail.imports.contacts.structures import (
    Answers,
    digest,
    groups_of,
    match_structures,
    spelling_keys,
    spellings_of,
)
from gouvernail.rules.contact_details import person_key, read_mails
from gouvernail.rules.names import fold_name
from gouvernail.rules.structure_names import Land

_APART = "apart"
_OTHER_LENGTH = 500
_LABELS = {
    "function": "Fonction",
    "email": "Courriel professionnel",
    "phone": "Téléphone professionnel",
    "other_details": "Autres coordonnées",
    "bodies_cited": "Instances citées",
    "note": "Note",
}


def match_contacts(
    contacts: Sequence[ReadContact],
    structures: Sequence[KnownStructure],
    persons: Sequence[KnownPerson],
    land: Land,
    answers: Answers,
) -> MatchedContacts:
    """Return what each structure and each person would become, and the questions left."""
    kept = [contact for contact in contacts if not contact.refused]
    keys = spelling_keys(kept)
    spellings = spellings_of(keys)
    groups = groups_of(spellings, structures, land, answers)
    homes = match_structures(kept, structures, spellings, keys, groups)
    drafts = [
        _draft(contact, homes.get(keys[contact.row][0]) if contact.row in keys else None)
        for contact in kept
        if contact.is_person
    ]
    matcher = _Persons(persons, answers)
    found = matcher.match(matcher.gathered(drafts))
    once = {id(one): one for one in homes.values()}
    return MatchedContacts(
        tuple(once.values()), tuple(found), tuple(groups), tuple(matcher.questions)
    )


def _draft(contact: ReadContact, structure: MatchedStructure | None) -> MatchedPerson:
    is_named = bool(contact.name)
    return MatchedPerson(
        rows=[contact.row],
        name=contact.name or contact.function[:150],
        function=contact.function if is_named else "",
        mails=[*contact.mails],
        phones=[*contact.phones],
        bodies=[*contact.bodies],
        note=contact.note,
        structure=structure,
        is_named=is_named,
    )


class _Persons:
    """Persons of the file, gathered then looked for in the directory; asks when unsure."""

    def __init__(self, known: Sequence[KnownPerson], answers: Answers) -> None:
        self.questions: list[PersonQuestion] = []
        self._answers = answers
        self._by_name: defaultdict[str, list[KnownPerson]] = defaultdict(list)
        self._by_mail: defaultdict[str, list[KnownPerson]] = defaultdict(list)
        for person in known:
            self._by_name[person_key(person.name)].append(person)
            for mail in {person.email.lower(), *read_mails(person.other).usable} - {""}:
                self._by_mail[mail].append(person)

    def gathered(self, drafts: Iterable[MatchedPerson]) -> list[MatchedPerson]:
        """Bring together the rows of one person: same name and mail, unless it is said apart."""
        found: defaultdict[str, list[MatchedPerson]] = defaultdict(list)
        order: list[MatchedPerson] = []
        for draft in drafts:
            place = "" if draft.is_named or not draft.structure else draft.structure.key
            namesakes = found[f"{person_key(draft.name)}\n{place}"]
            same = next((one for one in namesakes if self._is_same(one, draft)), None)
            if same:
                _gather(same, draft)
            else:
                namesakes.append(draft)
                order.append(draft)
        return order

    def _is_same(self, one: MatchedPerson, other: MatchedPerson) -> bool:
        shared = set(one.mails) & set(other.mails)
        is_near = one.structure is other.structure or set(one.phones) & set(other.phones)
        if not (shared or is_near or not (one.mails and other.mails)):
            return False
        rows = (*one.rows, *other.rows)
        sure = "même nom, même courriel" if shared else ""
        near = "même nom, même structure" if is_near else "même nom, structures différentes"
        question = PersonQuestion(
            key=digest("rows", *map(str, rows), person_key(one.name)),
            name=one.name,
            rows=rows,
            text=f"Lignes {_listed(rows)} : {sure or near}.",
            options=(("same", "Une seule personne"), (_APART, "Deux personnes")),
            chosen="same" if shared else _APART,
        )
        return self._settle(question) == "same"

    def match(self, persons: list[MatchedPerson]) -> list[MatchedPerson]:
        """Look for each person in the directory and tell what would change."""
        taken: set[int] = set()
        for person in persons:
            known = self._known(person)
            if known and known.id not in taken:
                taken.add(known.id)
                _compare(person, known)
            if len(person.other) > _OTHER_LENGTH:
                person.mails, person.phones = person.mails[:5], person.phones[:5]
        return persons

    def _known(self, person: MatchedPerson) -> KnownPerson | None:
        home = person.structure.id if person.structure else None
        namesakes = self._by_name[person_key(person.name)]
        if not person.is_named:
            namesakes = [one for one in namesakes if one.structure == home]
        shared = [one for mail in person.mails for one in self._by_mail[mail]]
        sure = [one for one in namesakes if one in shared or (home and one.structure == home)]
        if sure:
            return sure[0]
        likely = {one.id: one for one in (*namesakes, *(shared if person.is_named else ()))}
        if not likely:
            return None
        options = tuple(
            (str(pk), f"C’est {one.name}, déjà dans l’annuaire") for pk, one in likely.items()
        )
        said = "même nom" if namesakes else "même courriel"
        rows = ("Lignes " if len(person.rows) > 1 else "Ligne ") + _listed(person.rows)
        question = PersonQuestion(
            key=digest("known", *map(str, person.rows), *sorted(map(str, likely))),
            name=person.name,
            rows=tuple(person.rows),
            text=f"{rows} : {said} qu’une personne de l’annuaire.",
            options=(*options, (_APART, "C’est quelqu’un d’autre")),
            chosen=_APART,
        )
        chosen = self._settle(question)
        return likely.get(int(chosen)) if chosen.isdigit() else None

    def _settle(self, question: PersonQuestion) -> str:
        """Keep a question and return its answer, or what is proposed."""
        answer = self._answers.get(f"person:{question.key}")
        if isinstance(answer, str) and answer in dict(question.options):
            question = replace(question, chosen=answer, is_answered=True)
        self.questions.append(question)
        return question.chosen


def _gather(person: MatchedPerson, other: MatchedPerson) -> None:
    """Add to a person what another of her rows says."""
    person.rows.extend(other.rows)
    for mine, more in (
        (person.mails, other.mails),
        (person.phones, other.phones),
        (person.bodies, other.bodies),
    ):
        mine.extend(one for one in more if one not in mine)
    if other.function and fold_name(other.function) != fold_name(person.function):
        if person.function:
            person.messages.append(f"Autre fonction laissée de côté : « {other.function} ».")
        else:
            person.function = other.function
    person.note = person.note or other.note
    person.structure = person.structure or other.structure


def _compare(person: MatchedPerson, known: KnownPerson) -> None:
    """Tell what an entry of the directory would gain; an empty cell erases nothing."""
    person.id, person.known_name = known.id, known.name
    values = _merged(person, known)
    before = {
        "function": known.function,
        "email": known.email,
        "phone": known.phone,
        "other_details": known.other,
        "bodies_cited": known.bodies,
        "note": known.note,
    }
    person.changes = [
        FieldChange(name, label, before[name], values[name])
        for name, label in _LABELS.items()
        if values[name] != before[name]
    ]
    if person.structure and person.structure.id != known.structure:
        person.changes.append(FieldChange("structure", "Structure", "", person.structure.name))
    person.verdict = Verdict.CHANGE if person.changes else Verdict.SAME


def _merged(person: MatchedPerson, known: KnownPerson) -> Mapping[str, str]:
    is_same = fold_name(person.function) == fold_name(known.function)
    others = list(filter(None, known.other.split(" ; ")))
    mails = _others_first(known.email, [one for one in person.mails if one not in others])
    phones = _others_first(known.phone, [one for one in person.phones if one not in others])
    email = mails[0] if mails else ""
    phone = phones[0] if phones else ""
    others += [*mails[1:], *phones[1:]]
    bodies = list(filter(None, known.bodies.split(", ")))
    folded = {fold_name(one) for one in bodies}
    bodies += [one for one in person.bodies if fold_name(one) not in folded]
    return {
        "function": known.function if is_same or not person.function else person.function,
        "email": email or known.email,
        "phone": phone or known.phone,
        "other_details": " ; ".join(others)[:_OTHER_LENGTH],
        "bodies_cited": ", ".join(bodies)[:_OTHER_LENGTH],
        "note": known.note or person.note,
    }


def _others_first(kept: str, said: list[str]) -> list[str]:
    """Return what the file says, with what the entry already holds as its first, if it is said."""
    alike = [one for one in said if one.lower() == kept.lower()]
    return [kept, *(one for one in said if one not in alike)] if alike else said


def _listed(rows: Iterable[int]) -> str:
    words = [str(row) for row in rows]
    return f"{', '.join(words[:-1])} et {words[-1]}" if len(words) > 1 else words[0]
