"""The journal to files for the organisation's own archive, a chain at a time."""

from datetime import date, datetime
from pathlib import Path

from sqlalchemy import Connection

from linkworker.base.progress import Progress, nobody_watches
from linkworker.hub.exports.archive.chains import devices, write_chain
from linkworker.hub.exports.folder import whole_folder
from linkworker.hub.exports.manifest import Exported, seal

WHOLE = "These files hold everything that was written, names among it. Keep them as you keep the case system."
ERASED = "What is erased later stays in an archive made before. Make a new one then, and destroy the old one."


def write_journal(
    connection: Connection,
    folder: Path,
    *,
    made_at: datetime,
    since: date | None = None,
    replace: bool = False,
    progress: Progress = nobody_watches,
) -> Exported:
    """Write each device's chain as `DEVICE.ndjson`, with a manifest that says where each begins and ends.

    Memory does not grow with the journal. Raises FolderInUse, NotOurs, NotWritten, Stopped.
    """
    with whole_folder(folder, replace=replace) as beside:
        named, chains = devices(connection), []
        for done, device in enumerate(named, 1):
            chain = write_chain(connection, beside, device, since)
            if chain is not None:
                chains.append(chain)
            progress(done, len(named))
        rows = {chain.file: chain.entries for chain in chains}
        more = {"since": since.isoformat() if since else None, "chains": [chain.as_data() for chain in chains]}
        return seal(beside, folder, "journal", rows, people=0, made_at=made_at, notes=(WHOLE, ERASED), more=more)
