"""The instruments that came with the program, each read once from its data pack."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType

from linkworker.base.errors import NotFound
from linkworker.wellbeing.instrument import Instrument
from linkworker.wellbeing.pack_checks import check_yields
from linkworker.wellbeing.pack_reading import read_instrument


class NoSuchInstrument(NotFound):
    """There is no questionnaire called {}. Choose one of: {}."""


def instruments() -> tuple[Instrument, ...]:
    """Return every instrument, in the order to offer them; raises BrokenPack."""
    return tuple(_shipped().values())


def instrument(code: str) -> Instrument:
    """Return an instrument by its code or short name in any case ("wemwbs"); raises NoSuchInstrument, BrokenPack."""
    library = _shipped()
    found = library.get(code.strip().casefold())
    if found is None:
        raise NoSuchInstrument(code, ", ".join(library))
    return found


def read_packs(folder: Traversable) -> Mapping[str, Instrument]:
    """Read every pack in a folder, by code, in the order to offer them; raises BrokenPack."""
    found = [read_instrument(file) for file in folder.iterdir() if file.name.endswith(".toml")]
    found.sort(key=lambda each: (each.order, each.code))
    library = {each.code: each for each in found}
    check_yields(library)
    return MappingProxyType(library)


@cache
def _shipped() -> Mapping[str, Instrument]:
    return read_packs(files("linkworker.wellbeing") / "instruments")
