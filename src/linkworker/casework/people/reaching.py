"""How a person is reached, whether that is safe, and who else works with them."""

from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, select

from linkworker.base.lists import coded
from linkworker.casework.ask import live_of, maybe, words
from linkworker.casework.people.people import live_person
from linkworker.journal.unit_of_work import UnitOfWork
from linkworker.records.contact_detail import ContactDetail
from linkworker.records.professional import Professional


@dataclass(frozen=True, slots=True)
class Reach:
    """One way to reach a person. `safe` is the code: yes, no, not-asked."""

    id: str
    channel: str
    value: str
    safe: str
    note: str | None

    @property
    def words(self) -> str:
        """Return it as people read it: "Phone call 01632 960001, not safe to contact"."""
        safe = {"yes": "safe to contact", "no": "NOT SAFE to contact"}.get(self.safe, "not asked whether it is safe")
        note = f" ({self.note})" if self.note else ""
        return f"{coded('contact-channel').label(self.channel)} {self.value}, {safe}{note}"


@dataclass(frozen=True, slots=True)
class Around:
    """A GP or another professional around a person. `role` is its label."""

    id: str
    role: str
    name: str
    organisation: str | None
    phone: str | None
    email: str | None

    @property
    def words(self) -> str:
        """Return it as people read it: "GP: Dr Odu, Riverside Surgery, 01632 960002"."""
        return f"{self.role}: " + ", ".join(
            part for part in (self.name, self.organisation, self.phone, self.email) if part
        )


_C, _A = ContactDetail.table().c, Professional.table().c
_DETAILS = (
    select(_C.id, _C.channel, _C.value, _C.safe, _C.note)
    .where(_C.person_id == bindparam("person"), _C.in_error.is_(False))
    .order_by(_C.id)
)
_PROFESSIONALS = (
    select(_A.id, _A.role, _A.name, _A.organisation, _A.phone, _A.email)
    .where(_A.person_id == bindparam("person"), _A.in_error.is_(False))
    .order_by(_A.id)
)


def add_contact_detail(
    uow: UnitOfWork,
    person_id: str,
    channel: str,
    value: str,
    *,
    safe: str = "not-asked",
    note: str | None = None,
) -> str:
    """Keep a phone number, address or other way; return its id. `channel` and `safe` are codes or labels."""
    live_person(uow, person_id)
    record = ContactDetail(
        person_id=person_id,
        channel=coded("contact-channel").find(channel).code,
        value=words(value, "Enter the number or address."),
        safe=coded("safe-to-contact").find(safe).code,
        note=maybe(note),
    )
    return uow.add(record).id


def say_whether_safe(uow: UnitOfWork, person_id: str, detail_id: str, safe: str) -> None:
    """Say whether a way to reach a person is safe to use. Raises NotFound, BadInput."""
    uow.change(live_of(uow, ContactDetail, person_id, detail_id), safe=coded("safe-to-contact").find(safe).code)


def change_contact_detail(
    uow: UnitOfWork, person_id: str, detail_id: str, *, channel: str, value: str, safe: str, note: str | None = None
) -> bool:
    """Give a way to reach a person its new answers; return whether any differed. Raises NotFound, BadInput."""
    return uow.change(
        live_of(uow, ContactDetail, person_id, detail_id),
        channel=coded("contact-channel").find(channel).code,
        value=words(value, "Enter the number or address."),
        safe=coded("safe-to-contact").find(safe).code,
        note=maybe(note),
    )


def contact_details(connection: Connection, person_id: str) -> tuple[Reach, ...]:
    """Return every way to reach a person, oldest first, those that are not safe among them and marked."""
    return tuple(Reach(*row) for row in connection.execute(_DETAILS, {"person": person_id}))


def add_professional(
    uow: UnitOfWork,
    person_id: str,
    role: str,
    name: str,
    *,
    organisation: str | None = None,
    phone: str | None = None,
    email: str | None = None,
) -> str:
    """Keep a professional around a person; return the id. `role` is a code or label of its list."""
    live_person(uow, person_id)
    record = Professional(
        person_id=person_id,
        role=coded("professional-role").find(role).code,
        name=words(name, "Enter their name."),
        organisation=maybe(organisation),
        phone=maybe(phone),
        email=maybe(email),
    )
    return uow.add(record).id


def change_professional(
    uow: UnitOfWork,
    person_id: str,
    professional_id: str,
    *,
    role: str,
    name: str,
    organisation: str | None = None,
    phone: str | None = None,
    email: str | None = None,
) -> bool:
    """Give a professional their new answers; return whether any differed. Raises NotFound, BadInput."""
    return uow.change(
        live_of(uow, Professional, person_id, professional_id),
        role=coded("professional-role").find(role).code,
        name=words(name, "Enter their name."),
        organisation=maybe(organisation),
        phone=maybe(phone),
        email=maybe(email),
    )


def professionals(connection: Connection, person_id: str) -> tuple[Around, ...]:
    """Return the professionals around a person, oldest first."""
    roles = coded("professional-role")
    return tuple(
        Around(row.id, roles.label(row.role), *row[2:])
        for row in connection.execute(_PROFESSIONALS, {"person": person_id})
    )
