"""The codes of a check-in, which stand in the packs and not in the coded lists, as people read them."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from linkworker.base.errors import NotFound
from linkworker.wellbeing.check_in_codes import mode, moment, partial_reason
from linkworker.wellbeing.packs import instrument

_LABELS: Mapping[str, Callable[[str], str]] = MappingProxyType(
    {
        "instrument": lambda code: instrument(code).short_name,
        "mode": lambda code: mode(code).label,
        "moment": lambda code: moment(code).label,
        "partial_reason": lambda code: partial_reason(code).label,
    }
)


def check_in_words(field: str, code: str) -> str:
    """Return what people read for a code in a field of a check-in; the code where no pack has it any more."""
    label = _LABELS.get(field)
    try:
        return label(code) if label else code
    except NotFound:
        return code
