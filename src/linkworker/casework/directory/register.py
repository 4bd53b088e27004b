"""The register of mentors and the list of venues."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, func

from linkworker.base.dates import show_date
from linkworker.base.lists import coded
from linkworker.base.words import listed
from linkworker.journal.unit_of_work import live
from linkworker.records.mentor import Mentor
from linkworker.records.venue import Venue

_MENTORS = live(Mentor).order_by(func.lower(Mentor.table().c.name), Mentor.table().c.id)
_VENUES = live(Venue).order_by(func.lower(Venue.table().c.name), Venue.table().c.id)


@dataclass(frozen=True, slots=True)
class MentorView:
    """A mentor. `kind`, `experiences` and `languages` are labels; capacity counts people."""

    id: str
    name: str
    kind: str
    experiences: tuple[str, ...]
    languages: tuple[str, ...]
    areas: tuple[str, ...]
    capacity: int | None
    supporting: int | None
    checks_until: date | None
    active: bool

    def words(self) -> str:
        """Return the mentor as one line to read aloud."""
        room = "room not known" if self.capacity is None else f"supports {self.supporting or 0} of {self.capacity}"
        checks = f"checks until {show_date(self.checks_until)}" if self.checks_until else "end of checks not known"
        parts = (
            self.name, self.kind.lower(), listed(self.areas),
            f"shares {listed(label.lower() for label in self.experiences)}" if self.experiences else "",
            room, checks, "" if self.active else "not mentoring now",
        )  # fmt: skip
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class VenueView:
    """A venue. `access` holds labels."""

    id: str
    name: str
    address: str | None
    postcode: str | None
    area: str | None
    establishment: str | None
    access: tuple[str, ...]
    private: bool | None
    travel: str | None

    def words(self) -> str:
        """Return the venue as one line to read aloud."""
        private = {True: "private room", False: "not private", None: ""}[self.private]
        parts = (
            self.name, self.address, self.postcode, self.area, self.establishment,
            listed(label.lower() for label in self.access), private, self.travel,
        )  # fmt: skip
        return ", ".join(part for part in parts if part)


def mentors(connection: Connection) -> tuple[MentorView, ...]:
    """Return every mentor by name."""
    return tuple(
        MentorView(
            row.id, row.name, coded("mentor-kind").label(row.kind_of), _labels("lived-experience", row.experiences),
            _labels("language", row.languages), tuple(row.areas or ()), row.capacity, row.supporting, row.checks_until,
            row.active,
        )
        for row in connection.execute(_MENTORS)
    )  # fmt: skip


def venues(connection: Connection) -> tuple[VenueView, ...]:
    """Return every venue by name."""
    return tuple(
        VenueView(
            row.id, row.name, row.address, row.postcode, row.area, row.establishment,
            _labels("access-feature", row.access), row.private, row.travel,
        )
        for row in connection.execute(_VENUES)
    )  # fmt: skip


def _labels(name: str, codes: list[str] | None) -> tuple[str, ...]:
    return tuple(coded(name).label(code) for code in codes or ())
