"""The devices that this laptop's store is and was, with their keys: what signs its bundles and opens its receipts."""

from linkworker.sync.device import DeviceIdentity
from linkworker.vault.devices import OwnDevice, own_devices
from linkworker.vault.store import Store


def own_identities(store: Store) -> tuple[DeviceIdentity, ...]:
    """Return the identity of every device that this store was, the oldest first, and the one that it is now last."""
    found: list[DeviceIdentity] = []
    for own in own_devices(store):
        before = tuple(each.device for each in found)
        keys = tuple(each.signing_key for each in found)
        found.append(DeviceIdentity(own.device_id, own.key, own.age_identity, store.id, before, keys))
    return tuple(found)


def device(store: Store) -> DeviceIdentity:
    """Return the identity of the device that this store is now."""
    return own_identities(store)[-1]


def identity_of(store: Store, own: OwnDevice) -> DeviceIdentity:
    """Return the identity of one of the store's own devices."""
    return next(each for each in own_identities(store) if each.device == own.device_id)
