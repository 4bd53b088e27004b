"""Joining a person's record with another one of the same person, once both were named; or parting them again."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from linkworker.base.dates import show_date
from linkworker.base.errors import LinkworkerError
from linkworker.casework.joining.joining import Joined, join, part
from linkworker.casework.people.person_page import identity
from linkworker.casework.people.person_page_view import Identity
from linkworker.journal.unit_of_work import UnitOfWork
from linkworker.ui.screens.joining.other_record import OtherRecord
from linkworker.ui.widgets.dialog import Dialog

if TYPE_CHECKING:
    from linkworker.ui.screens.person.person import PersonScreen

_WHAT_FOLLOWS = "Nothing is moved or lost: the first one leaves the lists and leads to the second. u takes it back."


async def join_or_part(screen: "PersonScreen", joined: Joined) -> None:
    """Ask, and join the record that is open with another; one that was joined is parted."""
    who = screen.identity
    if who is None:
        return
    if joined.into is not None:
        await _part(screen, who, joined.into[1])
        return
    other_id = await screen.app.push_screen_wait(OtherRecord(screen.person_id, who.name))
    if other_id is None:
        return
    desk = screen.desk
    try:
        other = await desk.read(lambda connection: identity(connection, other_id, desk.today, desk.settings.places()))
    except LinkworkerError as error:
        screen.trouble(str(error))
        return
    detail = f"1. {_told(who)}\n2. {_told(other)}\n{_WHAT_FOLLOWS}"
    if await screen.app.push_screen_wait(Dialog("Are these one person?", detail=detail, other="Yes, join them")):
        said = f"Joined with {other.name}. Go on writing there: y opens it. u takes it back."
        await _change(screen, lambda uow: join(uow, screen.person_id, other_id), "joining two records", said)


async def _part(screen: "PersonScreen", who: Identity, into: str) -> None:
    question = f"Part the record of {who.name} from that of {into}?"
    if await screen.app.push_screen_wait(Dialog(question, detail="Both stand by themselves then.", other="Yes, part")):
        said = "Parted: this record stands by itself again. u takes it back."
        await _change(screen, lambda uow: part(uow, screen.person_id), "parting two records", said)


async def _change(screen: "PersonScreen", do: Callable[[UnitOfWork], None], words: str, said: str) -> None:
    try:
        await screen.desk.change(do, words)
    except LinkworkerError as error:
        screen.trouble(str(error))
    else:
        screen.say(said)


def _told(who: Identity) -> str:
    born = f"born {show_date(who.date_of_birth)}" if who.date_of_birth else "date of birth not known"
    return ", ".join(filter(None, (who.name, born, who.place)))
