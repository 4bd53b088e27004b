"""What comes in from elsewhere: an entry as its device wrote it, or values of an entry that came without them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Incoming:
    """One entry. `header` is its canonical text, `hash` its place in its device's chain (SHA-256, hexadecimal).

    `content` is the canonical text of `{field: [salt, value]}`; None when it came bare.
    """

    header: str
    hash: str
    content: str | None


@dataclass(frozen=True, slots=True)
class Late:
    """Values of an entry that came bare before; `content` as in `Incoming`.

    `devices` are those in whose chains the entry is looked for before all others, where that is known.
    """

    entry_id: str
    content: str
    devices: tuple[str, ...] = ()
