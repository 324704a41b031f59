"""Which structure each row means: known, new, or to be said by a person."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256

from gouvernail.imports.contacts.results import (
    FieldChange,
    Group,
    KnownStructure,
    MatchedStructure,
    ReadContact,
    Spelling,
    Verdict,
)
from gouvernail.rules.names import fold_name
from gouvernail.rules.structure_names import Land, alike_groups

Answers = Mapping[str, object]


def digest(*parts: str) -> str:
    """Return a short name, stable for the same parts, for a question about them."""
    return sha256("\n".join(parts).encode()).hexdigest()[:12]


def spelling_keys(contacts: Iterable[ReadContact]) -> dict[int, tuple[str, str]]:
    """Return, by row, the folded name of its structure and the name to give it.

    A name that rows give to several communes (« CCAS » at Istres and at Fos) stands for several
    structures: the commune then comes after it.
    """
    places: defaultdict[str, set[str]] = defaultdict(set)
    for contact in contacts:
        places[fold_name(contact.structure)].add(fold_name(contact.commune))
    found = {}
    for contact in contacts:
        name, key = contact.structure, fold_name(contact.structure)
        if len(places[key] - {""}) > 1 and contact.commune:
            name = f"{name} ({contact.commune})"[:300]
            key = fold_name(name)
        if key:
            found[contact.row] = key, name
    return found


def spellings_of(keys: Mapping[int, tuple[str, str]]) -> dict[str, Spelling]:
    """Return the spellings of the file, each with the best writing of it."""
    rows: defaultdict[str, list[int]] = defaultdict(list)
    texts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for row, (key, name) in keys.items():
        rows[key].append(row)
        texts[key][name] += 1
    return {
        key: Spelling(
            key, max(found, key=lambda text: _looks(text, found)), (*found,), (*rows[key],)
        )
        for key, found in texts.items()
    }


def _looks(text: str, counts: Counter[str]) -> tuple[bool, bool, int, int]:
    """Prefer a name neither all capitals nor all small, then the most used, then the accents."""
    accents = sum(char > "\x7f" for char in text)
    return not text.isupper(), not text.islower(), counts[text], accents


def known_by_name(known: Sequence[KnownStructure]) -> dict[str, int]:
    """Return the structures by folded name; a current name wins over a former one."""
    former = {fold_name(name): one.id for one in known for name in one.former}
    return former | {fold_name(one.name): one.id for one in reversed(known)}


def groups_of(
    spellings: Mapping[str, Spelling],
    known: Sequence[KnownStructure],
    land: Land,
    answers: Answers,
) -> list[Group]:
    """Return the groups that a person has to decide of, in the order of the file."""
    by_id = {one.id: one for one in known}
    found = known_by_name(known)
    names: dict[tuple[str, str | int], str] = {
        ("file", key): one.name for key, one in spellings.items() if key not in found
    }
    for one in known:
        for rank, name in enumerate((one.name, *one.former)):
            names["known", f"{one.id}:{rank}"] = name
    groups = []
    for members in alike_groups(names, land):
        said = [spellings[str(key)] for kind, key in members if kind == "file"]
        ids = [int(str(key).partition(":")[0]) for kind, key in members if kind == "known"]
        alike = [by_id[pk] for pk in dict.fromkeys(ids)]
        if said and len(said) + len(alike) > 1:
            groups.append(_group(said, alike, answers))
    return groups


def _group(said: list[Spelling], known: list[KnownStructure], answers: Answers) -> Group:
    key = digest(*sorted(one.key for one in said), *sorted(str(one.id) for one in known))
    if known:
        suggestion = str(known[0].id)
    else:
        suggestion = max(said, key=lambda one: (not one.name.isupper(), len(one.rows))).key
    group = Group(key, tuple(said), tuple(known), suggestion)
    answer = answers.get(f"group:{key}")
    if not isinstance(answer, dict):
        return group
    names = {str(one.id) for one in known} if known else {one.key for one in said}
    chosen = str(answer.get("name", ""))
    if chosen not in names:
        return replace(group, chosen="apart" if chosen == "apart" else "")
    members = {one.key for one in said} - set(answer.get("apart", ()))
    return replace(group, chosen=chosen, members=frozenset(members))


def match_structures(
    contacts: Sequence[ReadContact],
    known: Sequence[KnownStructure],
    spellings: Mapping[str, Spelling],
    keys: Mapping[int, tuple[str, str]],
    groups: Sequence[Group],
) -> dict[str, MatchedStructure]:
    """Return, by spelling, the structure that it stands for, with what the file says of it."""
    by_id = {one.id: one for one in known}
    homes: dict[str, str] = {key: str(pk) for key, pk in known_by_name(known).items()}
    for group in groups:
        if group.is_joined:
            homes |= dict.fromkeys(group.members, group.chosen)
    made: dict[str, MatchedStructure] = {}
    found = {}
    for key, spelling in spellings.items():
        home = homes.get(key, key)
        if home not in made:
            made[home] = _structure(home, by_id, spellings)
        made[home].rows.extend(spelling.rows)
        made[home].texts.extend(spelling.texts)
        found[key] = made[home]
    for contact in contacts:
        if contact.row in keys:
            _fill(found[keys[contact.row][0]], contact)
    for one in made.values():
        _compare(one, by_id)
    return found


def _structure(
    home: str, by_id: Mapping[int, KnownStructure], spellings: Mapping[str, Spelling]
) -> MatchedStructure:
    if home.isdigit() and int(home) in by_id and home not in spellings:
        one = by_id[int(home)]
        return MatchedStructure(home, one.name, Verdict.SAME, [], [], one.id)
    return MatchedStructure(home, spellings[home].name, Verdict.CREATE, [], [])


def _fill(structure: MatchedStructure, contact: ReadContact) -> None:
    structure.kind = structure.kind or contact.kind
    if not contact.is_person:
        structure.email = structure.email or next(iter(contact.mails), "")
        structure.phone = structure.phone or next(iter(contact.phones), "")


def _compare(structure: MatchedStructure, by_id: Mapping[int, KnownStructure]) -> None:
    """A known structure only gets what it lacks."""
    if structure.id is None:
        return
    known = by_id[structure.id]
    labels = {"kind": "Type", "email": "Courriel", "phone": "Téléphone"}
    for name, label in labels.items():
        value = getattr(structure, name)
        if value and not getattr(known, name):
            structure.changes.append(FieldChange(name, label, "", value))
    structure.verdict = Verdict.CHANGE if structure.changes else Verdict.SAME
