"""The names of units and currencies with their codes: those of the language packs, then those of CLDR."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from kg.extraction.figures.cldr import currency_names as cldr_currencies
from kg.extraction.figures.cldr import unit_names as cldr_units
from kg.extraction.figures.packs import Pack, listed
from kg.extraction.folding import fold


def units_and_currencies(
    packs: Sequence[Pack], common: Pack, taken: Collection[str]
) -> tuple[dict[str, str], dict[str, str]]:
    """Names of units and of currencies with their codes: those of the packs, then those of CLDR that mean nothing else."""
    units = {fold(str(name)): str(code) for pack in packs for code, names in pack["units"].items() for name in names}
    currencies = {
        fold(str(name)): str(code) for pack in packs for code, names in pack["currencies"].items() for name in names
    }
    currencies |= {str(code): str(code).upper() for code in common["codes_in_lower_case"]}
    for pack in packs:
        for name, code in cldr_units(pack["language"], common["cldr_units"]).items():
            if name not in currencies and name not in taken:
                units.setdefault(name, code)
    refused = {fold(str(word)) for word in listed(packs, "not_currencies")} | {*units, *taken}
    for pack in packs:
        for name, code in cldr_currencies(pack["language"], refused, common["former_currencies"]).items():
            currencies.setdefault(name, code)
    return units, currencies
