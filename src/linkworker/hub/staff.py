"""Who does something at the centre: a worker record of the hub's own, by name."""

from sqlalchemy import select

from linkworker.base.errors import BadInput
from linkworker.hub.engine import Hub
from linkworker.journal.unit_of_work import live
from linkworker.records.worker import Worker

TITLE = "central service"
_W = Worker.table().c


def staff(hub: Hub, name: str) -> str:
    """Return the id of somebody at the centre, adding them when the name is new; raises BadInput for no name.

    Their role is manager: who may use the hub at all is decided by the accounts of its machine and its database.
    """
    called = " ".join(name.split())
    if not called:
        raise BadInput("Enter who does this: --by NAME.")
    with hub.reading() as connection:
        found = connection.execute(live(Worker).where(_W.name == called, _W.title == TITLE)).first()
    if found is not None:
        return str(found.id)
    with hub.unit_of_work(None) as uow:
        again = uow.connection.execute(select(_W.id).where(_W.name == called, _W.title == TITLE)).scalar()
        return again or uow.add(Worker(name=called, title=TITLE, role="manager")).id
