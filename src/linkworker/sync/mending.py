"""Bundles that the centre put aside and takes in once they are made anew."""

from sqlalchemy import Connection

from linkworker.journal import outbox
from linkworker.sync.centre_said import centre_said
from linkworker.sync.making import is_of_this_version
from linkworker.sync.manifest import read_manifest

_TOO_OLD = "update"


def to_make_anew(connection: Connection, device_id: str) -> tuple[int, ...]:
    """Return the numbers of a device's bundles that were too old for the centre, and would not be today.

    The program was updated since. One that was made anew already has another hash than the centre speaks of.
    """
    said = centre_said(connection)
    if said is None:
        return ()
    old = {(each.number, each.hash) for each in said.refused if (each.device, each.why) == (device_id, _TOO_OLD)}
    made = [each for each in outbox.sent(connection, device_id) if (each.number, each.hash) in old] if old else []
    texts = ((each.number, outbox.manifest_of(connection, device_id, each.number)) for each in made)
    return tuple(number for number, text in texts if text and not is_of_this_version(read_manifest(text.encode())))
