"""Meeting the centre: what came down is taken in first, then what is unsent goes up, then what that brought comes down.

Taking in first lets the bundle say so, lets it be sealed to new keys, and sends nothing again that has arrived.
"""

import ssl
from pathlib import Path

from linkworker.base.progress import Progress, nobody_watches
from linkworker.base.setting_values import Sharing
from linkworker.sync.carriers.carrier import Carrier
from linkworker.sync.coming_down import bring_down
from linkworker.sync.going_up import OUTBOX, send_all, write_what_is_unsent
from linkworker.sync.kept_aside import put_aside
from linkworker.sync.met import Met
from linkworker.sync.trust import trusted_hub
from linkworker.sync.ways import by_address, by_folder
from linkworker.vault.store import Store
from linkworker.vault.whole_file import make_folder


def take_in_folder(store: Store, worker_id: str, folder: Path, *, progress: Progress = nobody_watches) -> Met:
    """Take in what lies for this laptop in a folder or on a stick; raises what the carrier and the store raise."""
    taken, refused = bring_down(store, worker_id, by_folder(store, folder), progress=progress)
    return Met(taken=taken, refused=refused)


def meet_folder(
    store: Store, worker_id: str, folder: Path, sharing: Sharing, *, progress: Progress = nobody_watches
) -> Met:
    """Take in what lies in a folder or on a stick, and write what is unsent there; raises also as `export` does."""
    met = take_in_folder(store, worker_id, folder, progress=progress)
    aside = put_aside(store)
    made = write_what_is_unsent(store, worker_id, folder, sharing, progress=progress)
    return Met(made.bundles, made.left, (), met.taken, met.refused, aside)


def meet_address(
    store: Store,
    worker_id: str,
    url: str,
    sharing: Sharing,
    *,
    trust: ssl.SSLContext | None = None,
    progress: Progress = nobody_watches,
) -> Met:
    """Meet the hub at an address; raises what the carrier says, and nothing is lost then: meet again."""
    return meet(store, worker_id, by_address(store, url, trust), sharing, progress=progress)


def meet(
    store: Store, worker_id: str, carrier: Carrier, sharing: Sharing, *, progress: Progress = nobody_watches
) -> Met:
    """Meet the centre by a carrier that delivers: fetch and take in, write and send, and fetch what that brought."""
    trusted_hub(store)
    first, not_first = bring_down(store, worker_id, carrier, progress=progress)
    folder = store.folder / OUTBOX
    make_folder(folder)
    aside = put_aside(store)
    made = write_what_is_unsent(store, worker_id, folder, sharing, progress=progress)
    delivered = tuple(send_all(store, worker_id, carrier, sharing, progress=progress))
    then, not_then = bring_down(store, worker_id, carrier, progress=progress) if delivered else ((), ())
    return Met(made.bundles, made.left, delivered, (*first, *then), (*not_first, *not_then), aside)
