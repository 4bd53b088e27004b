"""The machine driven by chance: more is written, and more meets, than where everything has its turn."""

import random
from typing import Any

from convergence.machine import DAYS, Convergence
from convergence.works import EDITS, WORK

_STEPS = (
    ("write", 6), ("contend", 6), ("export", 5), ("again", 1), ("deliver", 5), ("lose", 1), ("meet", 3),
    ("receipts", 3), ("take", 4), ("lose_receipt", 1), ("set_clock", 1), ("back_up", 1), ("restore", 1), ("clone", 0.2),
    ("settle", 0.5),
)  # fmt: skip
"""How often what happens when chance drives; Hypothesis gives everything its turn, and is slower."""


def drive(seed: int, steps: int) -> list[tuple[str, dict[str, Any]]]:
    """Run the machine by chance; return what was done. What went wrong is raised with it."""
    chance = random.Random(seed)  # noqa: S311 - chance for a test
    done: list[tuple[str, dict[str, Any]]] = []
    machine = Convergence()
    try:
        machine.make(laptops=chance.randint(2, 5))
        try:
            for name in chance.choices([name for name, _ in _STEPS], [often for _, often in _STEPS], k=steps):
                step(machine, done, name, _given(chance, name))
        except BaseException:
            machine.stack.close()
            raise
        machine.teardown()
    except BaseException as error:
        error.add_note(f"seed {seed}: {done}")
        raise
    return done


def step(machine: Convergence, done: list[tuple[str, dict[str, Any]]], name: str, given: dict[str, Any]) -> None:
    """Do one thing, if it can be done now."""
    if (name in {"deliver", "lose"} and not machine.world.up) or (
        name in {"take", "lose_receipt"} and not machine.world.down
    ):
        return
    done.append((name, given))
    getattr(machine, name)(**given)


def _given(chance: random.Random, name: str) -> dict[str, Any]:
    pick, which = chance.randrange(100), chance.randrange(10)
    yes = chance.random() < 0.5
    among = {"write": WORK, "contend": EDITS}.get(name, ())
    works = [
        (chance.choice(among), chance.randrange(6), chance.randrange(100), chance.randrange(10), chance.randrange(10))
        for _ in range(chance.randint(1, 5) if among else 0)
    ]
    every = {
        "works": works, "desk": chance.randrange(6), "pick": pick, "stays": yes, "enrol": yes, "really": which,
        "number": chance.randint(1, 6), "days": chance.choice(DAYS),
    }  # fmt: skip
    return {one: every[one] for one in _NEEDS[name]}


_NEEDS = {
    "write": ("works",), "contend": ("works",), "export": ("desk",), "again": ("desk", "number"),
    "deliver": ("pick", "stays"), "lose": ("pick",), "meet": ("desk",), "receipts": ("desk",),
    "take": ("pick", "stays", "desk"), "lose_receipt": ("pick",), "set_clock": ("desk", "days"), "back_up": ("desk",),
    "restore": ("desk", "enrol"), "clone": ("desk", "really"), "settle": ("really",),
}  # fmt: skip
