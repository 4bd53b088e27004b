"""Which published averages stand beside a person's score, by setting and by sex."""

from linkworker.wellbeing.instrument import Instrument
from linkworker.wellbeing.parts import Comparator


def comparators(instrument: Instrument, *, in_custody: bool, sex: str | None = None) -> tuple[Comparator, ...]:
    """Return the latest average of each population that fits: the general ones first, the prison one beside them.

    Prison figures are offered for people in custody only, and never alone: half of the people in prison lie in the
    general population's low band (Tweed 2019). `sex` is "male" or "female"; anything else gives the figures of both.
    """
    fitting = [row for row in instrument.comparators if (in_custody or not row.custody) and _fits(row, instrument, sex)]
    # A later year takes the place of an earlier one of the same population.
    latest = {(row.group, row.sex): row for row in sorted(fitting, key=lambda row: row.year)}
    return tuple(sorted(latest.values(), key=lambda row: row.custody))


def has_prison_figure(instrument: Instrument) -> bool:
    """Say whether any average of people in custody is known for the instrument."""
    return any(row.custody for row in instrument.comparators)


def _fits(row: Comparator, instrument: Instrument, sex: str | None) -> bool:
    known = any(other.sex == sex for other in instrument.comparators if other.group == row.group)
    return row.sex is None or row.sex == sex or not known
