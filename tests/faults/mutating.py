"""Ways to mutate bytes and members, the same in every run of one seed."""

from collections.abc import Callable, Sequence
from random import Random

Members = list[tuple[str, bytes]]


def _flip(whole: bytes, dice: Random) -> bytes:
    at = dice.randrange(len(whole))
    return whole[:at] + bytes([whole[at] ^ (1 << dice.randrange(8))]) + whole[at + 1 :]


def _cut(whole: bytes, dice: Random) -> bytes:
    return whole[: dice.randrange(len(whole))]


def _take_out(whole: bytes, dice: Random) -> bytes:
    at = dice.randrange(len(whole))
    return whole[:at] + whole[at + dice.randint(1, 600) :]


def _insert(whole: bytes, dice: Random) -> bytes:
    at = dice.randrange(len(whole) + 1)
    return whole[:at] + dice.randbytes(dice.randint(1, 40)) + whole[at:]


def _repeat(whole: bytes, dice: Random) -> bytes:
    at = dice.randrange(len(whole))
    some = whole[at : at + dice.randint(1, 600)]
    return whole[:at] + some + whole[at:]


def _exchange(whole: bytes, dice: Random) -> bytes:
    size = dice.randint(1, 60)
    one, two = sorted(dice.randrange(len(whole)) for _ in range(2))
    if two - one < size:
        return _flip(whole, dice)
    return (
        whole[:one] + whole[two : two + size] + whole[one + size : two] + whole[one : one + size] + whole[two + size :]
    )


def _digit(whole: bytes, dice: Random) -> bytes:
    """Put another digit in the place of one: what stays readable is looked at further in."""
    places = [at for at, byte in enumerate(whole) if byte in b"0123456789abcdef"]
    if not places:
        return _flip(whole, dice)
    at = dice.choice(places)
    return whole[:at] + dice.choice(b"0123456789abcdef").to_bytes() + whole[at + 1 :]


_OF_BYTES: Sequence[Callable[[bytes, Random], bytes]] = (_flip, _cut, _take_out, _insert, _repeat, _exchange, _digit)


def mutated(whole: bytes, dice: Random) -> bytes:
    """Return other bytes: some flipped, cut off, taken out, put in, repeated or exchanged."""
    found = whole or b"x"
    while found == whole:
        found = dice.choice(_OF_BYTES)(whole or b"x", dice)
    return found


def other_members(members: Members, strange: Members, dice: Random) -> Members:
    """Return other members: two exchanged, one left out, doubled, renamed, or from `strange`."""
    at, held = dice.randrange(len(members)), list(members)
    match dice.randrange(5):
        case 0:
            other = (at + dice.randrange(1, len(held))) % len(held)
            held[at], held[other] = held[other], held[at]
        case 1:
            del held[at]
        case 2:
            held.insert(dice.randrange(len(held) + 1), held[at])
        case 3:
            held[at] = (dice.choice(["../" + held[at][0], "/etc/passwd", held[at][0].upper(), "x" * 90]), held[at][1])
        case _:
            held[at] = strange[at]
    return held
