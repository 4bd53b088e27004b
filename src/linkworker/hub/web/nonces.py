"""Requests that were seen before, by their nonce; only the newest are remembered.

One that is forgotten and sent again by somebody does no harm: what is sent is known by its hash, and what is fetched
can be opened only by the laptop.
"""

from collections import OrderedDict


class Nonces:
    """The newest `most` nonces, each with the laptop that used it."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._seen: OrderedDict[tuple[str, str], None] = OrderedDict()

    def is_new(self, device: str, nonce: str) -> bool:
        """Say whether a laptop uses a nonce for the first time, and remember it."""
        if (device, nonce) in self._seen:
            return False
        self._seen[device, nonce] = None
        if len(self._seen) > self._most:
            self._seen.popitem(last=False)
        return True

    def __len__(self) -> int:
        """Return how many are remembered."""
        return len(self._seen)
