"""Every suitability test by name; the order in which they are shown is in `data/tests.toml`."""

from functools import cache

from linkworker.matching.judges.access import access, language
from linkworker.matching.judges.age import age
from linkworker.matching.judges.area import area
from linkworker.matching.judges.checks import agreement, checks
from linkworker.matching.judges.consent import consent
from linkworker.matching.judges.cost import cost
from linkworker.matching.judges.dates import dates
from linkworker.matching.judges.group import already, keep_apart
from linkworker.matching.judges.place import place
from linkworker.matching.judges.risk import exclusions, risk, under_18s
from linkworker.matching.judges.running import confirmed, running
from linkworker.matching.judges.schedule import schedule
from linkworker.matching.judges.setting import setting
from linkworker.matching.judges.sex import sex
from linkworker.matching.judges.victim_safety import victim_safety
from linkworker.matching.rules import RuleFault, rules
from linkworker.matching.suitability import Suitability

ALL = (
    running, confirmed, already, setting, age, sex, risk, exclusions, under_18s, keep_apart, victim_safety, dates,
    place, schedule, area, cost, checks, agreement, consent, access, language,
)  # fmt: skip


@cache
def in_order() -> tuple[Suitability, ...]:
    """Return the tests in the order of the data; raises RuleFault when the data leaves one out or names another."""
    return ordered(tuple(rules().tests))


def ordered(names: tuple[str, ...]) -> tuple[Suitability, ...]:
    """Return the tests in the order of the names; raises RuleFault when one is missing or not known."""
    known = {test.name: test for test in ALL}
    for name in sorted(known.keys() ^ set(names)):
        raise RuleFault(f"the test '{name}' is not in both the program and the data")
    return tuple(known[name] for name in names)
