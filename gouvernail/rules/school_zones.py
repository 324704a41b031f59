"""The school-holiday zone of a département."""

_ZONES = {
    "A": "01 03 07 15 16 17 19 21 23 24 25 26 33 38 39 40 42 43 47 58 63 64 69 70 71 73 74 79 86 "
    "87 89 90",
    "B": "02 04 05 06 08 10 13 14 18 22 27 28 29 35 36 37 41 44 45 49 50 51 52 53 54 55 56 57 59 "
    "60 61 62 67 68 72 76 80 83 84 85 88",
    "C": "09 11 12 30 31 32 34 46 48 65 66 75 77 78 81 82 91 92 93 94 95",
}
_BY_DEPARTEMENT = {code: zone for zone, codes in _ZONES.items() for code in codes.split()}


def school_zone(departement: str) -> str:
    """Return the zone of a département, or nothing where the calendar is local.

    Corsica and overseas have calendars of their own.

    Unit: « A », « B » or « C ».
    Errors: none.
    Source: CHOICE 0043, the zones in force since 2015.
    """
    return _BY_DEPARTEMENT.get(departement, "")
