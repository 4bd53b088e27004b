"""The ways to the centre that a laptop has: a stick or folder, and the centre's address."""

import ssl
from pathlib import Path

from linkworker.sync.carriers.folder import FolderCarrier
from linkworker.sync.carriers.https import HttpsCarrier
from linkworker.sync.coming_down import own_shorts
from linkworker.sync.own_identities import device
from linkworker.sync.trust import trusted_hub
from linkworker.vault.store import Store


def by_folder(store: Store, folder: Path) -> FolderCarrier:
    """Return the way by a stick or folder. Raises Refused when no centre is trusted yet."""
    trusted_hub(store)
    return FolderCarrier(folder, own_shorts(store))


def by_address(store: Store, url: str, trust: ssl.SSLContext | None = None) -> HttpsCarrier:
    """Return the way to the centre's address. Raises Refused as `by_folder`, and NotAnAddress.

    `trust` stands in for the system's own trust in certificates.
    """
    return HttpsCarrier(url, device(store), trusted_hub(store).hub, trust, clock=store.clock)
