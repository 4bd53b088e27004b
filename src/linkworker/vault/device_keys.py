"""What makes a store a device: an id, a key that signs its bundles, and a key that opens its receipts."""

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from linkworker.base.ids import new_id


def new_device() -> dict[str, str]:
    """Return the store facts of a new device: `device_id`, `device_key` (32 bytes, hex), `device_age` (age identity).

    All but the id is secret.
    """
    from pyrage import x25519  # noqa: PLC0415 - a store is opened a thousand times and made once

    key = Ed25519PrivateKey.generate().private_bytes_raw().hex()
    return {"device_id": new_id(), "device_key": key, "device_age": str(x25519.Identity.generate())}
