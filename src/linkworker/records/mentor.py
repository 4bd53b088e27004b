"""A mentor and the lived experience they are willing to share."""

from datetime import date

from linkworker.records.record import Standalone, coded, codes, json_field, link


class Mentor(Standalone, table=True):
    """On the register: peer or paid, what they share, where, and whether they have room."""

    name: str
    provider_id: str | None = link("provider.id", optional=True, index=True)
    kind_of: str = coded("mentor-kind", "peer")
    experiences: list[str] = codes("lived-experience")
    languages: list[str] = codes("language")
    areas: list[str] = json_field()
    capacity: int | None = None
    supporting: int | None = None
    checks_until: date | None = None
    active: bool = True
