"""What must hold across a whole data pack, beyond each value having the right form."""

from collections.abc import Mapping
from itertools import pairwise

from linkworker.wellbeing.instrument import Instrument
from linkworker.wellbeing.pack_table import BrokenPack, PackTable

LAYOUTS = ("grid", "scale")
SEXES = ("male", "female")
_NEEDS_A_TOTAL = ("also_yields", "conversion", "thresholds", "bands", "comparators", "safety")


def check_instrument(found: Instrument, pack: PackTable) -> None:
    """Check one instrument as a whole; raises BrokenPack naming the first key that does not fit the rest."""
    _check_form(found, pack)
    _check_conversion(found, pack)
    _check_bands(found, pack)
    _check_figures(found, pack)
    if not found.summed:
        for key in _NEEDS_A_TOTAL:
            if pack.has(key):
                raise pack.wrong(key, "answers that are never added up cannot have it")


def check_yields(library: Mapping[str, Instrument]) -> None:
    """Check that what a form also yields is another instrument of the library, item for item the same words.

    Raises BrokenPack.
    """
    for found in library.values():
        for number, yields in enumerate(found.also_yields, 1):
            file, key = f"{found.code}.toml", f"also_yields[{number}]"
            other = library.get(yields.instrument)
            if other is None or other is found:
                raise BrokenPack(file, f"{key}.instrument", "there is no other pack with that code")
            if [found.items[item - 1].text for item in yields.items] != [item.text for item in other.items]:
                raise BrokenPack(file, f"{key}.items", f"their words differ from those of {other.code}.toml")
            if found.responses != other.responses:
                raise BrokenPack(file, "responses", f"they differ from those of {other.code}.toml")


def _check_form(found: Instrument, pack: PackTable) -> None:
    if pack.file != f"{found.code}.toml":
        raise pack.wrong("code", "it must be the name of the file")
    if found.layout not in LAYOUTS:
        raise pack.wrong("layout", f"it needs one of: {', '.join(LAYOUTS)}")
    if [item.number for item in found.items] != list(range(1, len(found.items) + 1)):
        raise pack.wrong("items", "they must be numbered 1, 2, 3 and so on")
    values = [response.value for response in found.responses]
    if values != list(range(values[0], values[0] + len(values))) or values[0] < 0:
        raise pack.wrong("responses", "their values must rise by one, from 0 or more")
    numbers = {item.number for item in found.items}
    for number, yields in enumerate(found.also_yields, 1):
        if not numbers.issuperset(yields.items) or len(set(yields.items)) != len(yields.items):
            raise pack.wrong(f"also_yields[{number}].items", "each must be an item of this pack, named once")


def _check_conversion(found: Instrument, pack: PackTable) -> None:
    if not found.conversion:
        return
    if list(found.conversion) != list(found.raw_range):
        lowest, highest = found.raw_range[0], found.raw_range[-1]
        raise pack.wrong("conversion.rows", f"it needs each raw sum from {lowest} to {highest}, in order")
    for (_, lower), (raw, higher) in pairwise(found.conversion.items()):
        if higher <= lower:
            raise pack.wrong(f"conversion.rows.{raw}", "it must be more than the row before")


def _check_bands(found: Instrument, pack: PackTable) -> None:
    if found.bands is None:
        return
    for raw in found.raw_range:
        value = found.value_of(raw)
        if sum(band.holds(value) for band in found.bands.rows) != 1:
            raise pack.wrong("bands.rows", f"a score of {value} must lie in one band and only one")


def _check_figures(found: Instrument, pack: PackTable) -> None:
    lowest, highest = found.value_of(found.raw_range[0]), found.value_of(found.raw_range[-1])
    names = [threshold.name for threshold in found.thresholds]
    if len(set(names)) != len(names):
        raise pack.wrong("thresholds", "two have the same name")
    for number, threshold in enumerate(found.thresholds, 1):
        if threshold.figure <= 0:
            raise pack.wrong(f"thresholds[{number}].figure", "it must be more than 0")
    for number, comparator in enumerate(found.comparators, 1):
        if not lowest <= comparator.mean <= highest:
            raise pack.wrong(f"comparators[{number}].mean", f"it must lie between {lowest} and {highest}")
        if comparator.sex is not None and comparator.sex not in SEXES:
            raise pack.wrong(f"comparators[{number}].sex", f"it needs one of: {', '.join(SEXES)}")
    if found.bands is not None and not any(not comparator.custody for comparator in found.comparators):
        raise pack.wrong("comparators", "bands are never shown without one from outside custody")
    if found.safety is not None and not lowest <= found.safety.very_low_at_most <= highest:
        raise pack.wrong("safety.very_low_at_most", f"it must lie between {lowest} and {highest}")
