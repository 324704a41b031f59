"""The people of the demo: one login per role, all visibly fictional."""

from dataclasses import dataclass

from gouvernail.rules.roles import Role

PASSWORD = "exemple-fictif-1"  # noqa: S105 - printed on purpose, for a demo on one's own machine


@dataclass(frozen=True, slots=True)
class Part:
    """A person of the demo. `role` is None for the administrator of the instance."""

    key: str
    email: str
    full_name: str
    role: Role | None
    organisation: str = ""


CAST: tuple[Part, ...] = (
    Part("pilote", "pilote@example.org", "Camille Exemple", Role.PILOTE, "Ville d'Istres"),
    Part("coordinator", "cdc@example.org", "Dominique Fictif", Role.COORDINATOR, "Ville d'Istres"),
    Part("caf", "caf@example.org", "Alix Spécimen", Role.CAF, "Caf 13"),
    Part(
        "contributor",
        "contributeur@example.org",
        "Maxence Témoin",
        Role.CONTRIBUTOR,
        "Centre social La Passerelle (fictif)",
    ),
    Part("reader", "lecteur@example.org", "Sacha Factice", Role.READER, "Ville de Fos-sur-Mer"),
    Part("admin", "admin@example.org", "Morgan Échantillon", None),
)
