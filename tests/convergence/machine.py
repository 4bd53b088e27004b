"""The state machine: any order of what people write, what becomes of their files, and what befalls their laptops."""

import tempfile
from collections import Counter
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from typing import ClassVar

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test

from convergence.carrying import carry, check, lift_all
from convergence.first_world import new_world
from convergence.works import EDITS, WORK, Works
from convergence.world import World

_PICK = st.integers(0, 99)
_WHICH = st.integers(0, 9)
_DESK = st.integers(0, 5)
DAYS = (-3000, -400, -1, 0, 0, 1, 30, 800)


class Convergence(Works, RuleBasedStateMachine):
    """Devices and a hub. What `did` counts is for the figures; `database` is a PostgreSQL address, or None."""

    database: ClassVar[str | None] = None
    most_laptops: ClassVar[int] = 3

    @initialize(laptops=st.integers(2, 5))
    def make(self, laptops: int) -> None:
        """Copy the first world."""
        self.stack = ExitStack()
        place = Path(self.stack.enter_context(tempfile.TemporaryDirectory(prefix="converging-"))).resolve()
        laptops = min(laptops, self.most_laptops)
        self.world: World = self.stack.enter_context(new_world(place / "world", laptops, self.database))
        self.did[f"worlds of {laptops} laptops"] += 1

    def teardown(self) -> None:
        """Carry all, lift what was held back, carry again: everybody agrees, and nothing typed is lost."""
        if not hasattr(self, "world"):
            return
        try:
            carry(self.world)
            counted = check(self.world)
            if lift_all(self.world):
                carry(self.world)
                counted = check(self.world)
            self.did.update(counted)
            self.did.update(self.world.did)
        finally:
            self.stack.close()

    # Writing -------------------------------------------------------------------------------------------------------

    @rule(works=st.lists(st.tuples(st.sampled_from(WORK), _DESK, _PICK, _WHICH, _WHICH), min_size=1, max_size=6))
    def write(self, works: list[tuple[str, int, int, int, int]]) -> None:
        """People write, on whichever laptops."""
        for name, *given in works:
            getattr(self, name)(*given)

    @rule(works=st.lists(st.tuples(st.sampled_from(EDITS), _DESK, _PICK, _WHICH, _WHICH), min_size=2, max_size=6))
    def contend(self, works: list[tuple[str, int, int, int, int]]) -> None:
        """Several people change what others change."""
        for name, *given in works:
            getattr(self, name)(*given)

    # Files ---------------------------------------------------------------------------------------------------------

    @rule(desk=_DESK)
    def export(self, desk: int) -> None:
        """A laptop writes what is unsent."""
        self.world.export(self._desk(desk))

    @rule(desk=_DESK, number=st.integers(1, 6))
    def again(self, desk: int, number: int) -> None:
        """A laptop writes a bundle once more."""
        self.world.again(self._desk(desk), number)

    @precondition(lambda self: self.world.up)
    @rule(pick=_PICK, stays=st.booleans())
    def deliver(self, pick: int, stays: bool) -> None:
        """Any bundle comes to the hub; its file may come again."""
        paper = self.world.up[pick % len(self.world.up)]
        self.world.receive(paper)
        if not stays:
            self.world.up.remove(paper)

    @precondition(lambda self: self.world.up)
    @rule(pick=_PICK)
    def lose(self, pick: int) -> None:
        """A bundle is lost."""
        self.world.up.pop(pick % len(self.world.up))

    @rule(desk=_DESK)
    def meet(self, desk: int) -> None:
        """A laptop meets the centre as it should: all goes up, and the receipt comes down.

        A copy of one that was enrolled anew since gets none: at the centre it has ended.
        """
        one = self._desk(desk)
        if not one.enrolled:
            return
        for _ in range(2):
            self.world.export(one)
            for paper in [each for each in self.world.up if each.desk == one.name]:
                self.world.receive(paper)
            before = len(self.world.down)
            self.world.receipts(one)
            for paper in self.world.down[before:]:
                self.world.down.remove(paper)
                self.world.take(one, paper)

    @rule(desk=_DESK)
    def receipts(self, desk: int) -> None:
        """The hub writes a receipt."""
        if self._desk(desk).enrolled:
            self.world.receipts(self._desk(desk))

    @precondition(lambda self: self.world.down)
    @rule(pick=_PICK, stays=st.booleans(), desk=_DESK)
    def take(self, pick: int, stays: bool, desk: int) -> None:
        """Any receipt comes to its laptop; it may come again, and now and then to another."""
        paper = self.world.down[pick % len(self.world.down)]
        own = [each for each in self.world.desks if each.name == paper.desk]
        self.world.take(self._desk(desk) if pick % 9 == 0 else own[0], paper)
        if not stays:
            self.world.down.remove(paper)

    @precondition(lambda self: self.world.down)
    @rule(pick=_PICK)
    def lose_receipt(self, pick: int) -> None:
        """A receipt is lost."""
        self.world.down.pop(pick % len(self.world.down))

    # What befalls laptops ------------------------------------------------------------------------------------------

    @rule(desk=_DESK, days=st.sampled_from(DAYS))
    def set_clock(self, desk: int, days: int) -> None:
        """A laptop's clock is set wrong."""
        self._desk(desk).clock.instant = self.world.clock.now() + timedelta(days=days)

    @rule(desk=_DESK)
    def back_up(self, desk: int) -> None:
        """A copy of the store is kept."""
        if not self._desk(desk).copied:
            self.world.back_up(self._desk(desk))

    @rule(desk=_DESK, enrol=st.booleans())
    def restore(self, desk: int, enrol: bool) -> None:
        """A laptop is put back to its backup, and enrolled anew at once or later."""
        one = self._desk(desk)
        if one.backup is not None and not one.copied and one.enrolled:
            self.world.restore(one)
            if enrol:
                self.world.enrol(one)

    @rule(desk=_DESK, really=_WHICH)
    def clone(self, desk: int, really: int) -> None:
        """A laptop is copied, disk and all, and both go on."""
        if really < 3 and not any(each.copied for each in self.world.desks):
            self.world.clone(self._desk(desk))

    @rule(really=_WHICH)
    def settle(self, really: int) -> None:
        """Everything is carried in between, with what is held back held back still."""
        if really < 2:
            carry(self.world)
            check(self.world)


def run(examples: int, steps: int, *, shrink: bool = True) -> Counter[str]:
    """Let Hypothesis run the machine; raises what went wrong, in as few steps as can be found."""
    Convergence.did.clear()
    chosen = settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        database=None,
        derandomize=True,
        print_blob=False,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.generate, Phase.shrink) if shrink else (Phase.generate,),
    )
    run_state_machine_as_test(Convergence, settings=chosen)
    return Convergence.did
