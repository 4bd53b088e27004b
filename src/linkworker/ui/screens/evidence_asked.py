"""Whose figures a worker is shown."""

from sqlalchemy import Connection

from linkworker.casework.evidence.figure import Asked
from linkworker.casework.plans.around_person import has_people
from linkworker.ui.desk import Desk


def asked_of(connection: Connection, desk: Desk) -> Asked:
    """Return whose figures are asked for: the worker's own, or everybody's where the worker has nobody."""
    own = desk.worker_id if has_people(connection, desk.worker_id) else None
    return Asked(desk.today, own, desk.settings.oversight_days.value)
