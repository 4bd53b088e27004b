"""What a guess at a passphrase costs: Argon2id's settings, their floor and their caps."""

from dataclasses import dataclass

from linkworker.vault.key_errors import NotEnoughMemory

_KIB_IN_MIB = 1024
_MOST_MEMORY_KIB = 1024 * _KIB_IN_MIB
_MOST_PASSES = 10
_MOST_LANES = 16
_LEAST_KIB_A_LANE = 8  # RFC 9106, 3.1: memory is at least 8 KiB for each lane


@dataclass(frozen=True, slots=True)
class Cost:
    """Argon2id's memory in KiB, passes over it, and lanes (RFC 9106)."""

    memory_kib: int
    passes: int
    lanes: int

    def is_bounded(self) -> bool:
        """Say whether the settings stay under the caps: a forged file must not make the laptop grind for hours."""
        return (
            all(type(setting) is int for setting in (self.lanes, self.passes, self.memory_kib))
            and 1 <= self.lanes <= _MOST_LANES
            and 1 <= self.passes <= _MOST_PASSES
            and _LEAST_KIB_A_LANE * self.lanes <= self.memory_kib <= _MOST_MEMORY_KIB
        )

    def reaches(self, floor: "Cost") -> bool:
        """Say whether a guess costs at least as much as at the floor (lanes only share the work out)."""
        return self.memory_kib >= floor.memory_kib and self.passes >= floor.passes

    def lowest(self) -> "Cost":
        """Return what a slot must cost to be opened where slots are made at this cost: less only where tests say so."""
        return LOWEST_COST if self.reaches(LOWEST_COST) else self

    def derive(self, secret: bytes, salt: bytes) -> bytes:
        """Return 32 bytes from the secret and a 16-byte salt; raises NotEnoughMemory if the laptop has not enough."""
        from cryptography.hazmat.primitives.kdf.argon2 import Argon2id  # noqa: PLC0415 - asking for help needs no keys

        argon2 = Argon2id(salt=salt, length=32, iterations=self.passes, lanes=self.lanes, memory_cost=self.memory_kib)
        try:
            return argon2.derive(secret)
        except MemoryError as error:
            raise NotEnoughMemory(self.memory_kib // _KIB_IN_MIB) from error


DEFAULT_COST = Cost(memory_kib=256 * _KIB_IN_MIB, passes=3, lanes=4)
"""What real slots are made with: about a second on an office laptop."""

LOWEST_COST = Cost(memory_kib=64 * _KIB_IN_MIB, passes=3, lanes=1)
"""The floor under which no slot is opened. One between the two is opened, and made anew at the default there and then.

64 MiB and three passes are the second choice of RFC 9106 (section 4), for machines with little memory.
"""
