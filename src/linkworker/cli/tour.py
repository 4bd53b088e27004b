"""The tour: the whole main job on the demonstration, by the commands that a worker types, each with its real answer."""

import contextlib
import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from linkworker.base.clock import FixedClock
from linkworker.base.dates import show_date
from linkworker.base.words import count
from linkworker.cli.demonstration_desk import DemonstrationDesk
from linkworker.cli.running import run
from linkworker.demo.demonstration import Demonstration
from linkworker.sync.identity import IDENTITY_FILE, INVITATION_FILE, read_invitation
from linkworker.vault.cost import Cost

WEEKS = 6
"""How long before today the tour begins, so that its review comes after a time and nothing lies ahead of the clock."""
_WHO = "Jaz"
_BASELINE = "3 2 2 3 2 3 3 2 2 2 3 2 3 2"
_LATER = "4 3 3 4 3 3 4 3 3 3 4 3 4 4"

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Typed:
    """One command of a step, and which lines of its answer are shown: so many, or those that hold one of some words."""

    words: Words
    show: int | Words = 0


@dataclass(frozen=True, slots=True)
class TourStep:
    """What is done, in words, and the commands that do it; `weeks` pass before it."""

    title: str
    typed: Callable[[Path], Iterable[Typed]]
    weeks: int = 0


@dataclass(slots=True)
class Tour:
    """The tour of one demonstration. `folder` is for the hub's keys and the bundle, beside the store."""

    made: Demonstration
    clock: FixedClock
    cost: Cost
    folder: Path
    say: Callable[..., None]
    failed: str = field(default="", init=False)

    def go(self) -> bool:
        """Do every step, saying each with its result; return whether all succeeded, the first that did not is named."""
        self.made.store.clock = self.clock
        with contextlib.closing(DemonstrationDesk(self.made, self.clock, self.cost)) as desk:
            self.say(f"The tour begins {WEEKS} weeks ago, on {show_date(self.clock.today())}.")
            return all(self._step(number, step, desk) for number, step in enumerate(steps(), 1))

    def _step(self, number: int, step: TourStep, desk: DemonstrationDesk) -> bool:
        if step.weeks:
            self.clock.advance(timedelta(weeks=step.weeks))
            self.say(f"{count(step.weeks, 'week')} later, on {show_date(self.clock.today())}.")
        self.say(f"{number}. {step.title}")
        for typed in step.typed(self.folder):
            code, said = _answer(typed.words, desk)
            self.say(f"   > linkworker {_typed(typed.words)}{_left_out(len(said), typed.show)}")
            if code != 0:
                self.failed = step.title
                self.say(*(f"     {line}" for line in said), f"Step {number} failed: {step.title} Exit code {code}.")
                return False
            self.say(*(f"     {line}" for line in _shown(said, typed.show)))
        return True


def steps() -> Iterator[TourStep]:
    """Yield the main job in its order."""
    yield TourStep("What needs you today.", lambda _: [Typed(("due",), 2)])
    yield TourStep("Look at a person. Jaz has no plan yet.", lambda _: [Typed(("show", _WHO), 2)])
    yield TourStep("Write a plan with Jaz, own words first: two needs, two goals. Then agree it.", lambda _: _plan())
    yield TourStep("A first check-in, for a later one to stand beside.", lambda _: _check_in(_BASELINE))
    yield TourStep("Which activities fit Jaz, who asked for football and to meet people, and why.", lambda _: _match())
    yield TourStep("Refer Jaz, going along the first time, with the mentor Jaz chose.", lambda _: _refer())
    yield TourStep("A second check-in, and what it says.", lambda _: _progress(), weeks=WEEKS)
    yield TourStep("The first review, in the words of this team: My voice matters.", lambda _: _review())
    yield TourStep("Print Jaz's own copy.", lambda _: [Typed(("print", _WHO), 2)])
    yield TourStep("The hub makes its keys. This laptop is told to trust it, and gives its own key.", _meet)
    yield TourStep("Export what is unsent as one sealed bundle.", _export)
    yield TourStep("The hub opens the bundle and proves it.", _open)
    yield TourStep("Is this laptop well?", lambda _: [Typed(("doctor",), ("Every page", "prove each other"))])


def _plan() -> list[Typed]:
    def plan(*words: str, show: int = 0) -> Typed:
        return Typed(("plan", _WHO, *words), show)

    return [
        plan("start", "--together"),
        plan("words", "--matters", "Playing again, and people to do it with."),
        plan("need", "I do not know anybody here.", "--about", "relationships"),
        plan("need", "I have stopped moving about.", "--about", "physical-activity"),
        plan("goal", "Know three people by name.", "--need", "1", "--belonging"),
        plan("goal", "Play every week.", "--need", "2"),
        plan("step", "1", "Say hello to two people each time", "--by", "person"),
        plan("step", "2", "Go along the first time", "--by", "worker", "--name", "Dana"),
        plan("agree", "agreed", show=1),
    ]


def _check_in(answers: str) -> list[Typed]:
    return [Typed(("check-in", _WHO, "--answers", answers), ("WEMWBS 3", "©"))]


def _match() -> list[Typed]:
    return [Typed(("match", _WHO), 4)]


def _refer() -> list[Typed]:
    words = ("refer", _WHO, "walking football", "--form", "supported", "--goal", "2", "--mentor", "Reece")
    return [Typed(words, 2)]


def _progress() -> list[Typed]:
    return [Typed(("check-in", _WHO, "--answers", _LATER), ("WEMWBS 4", "threshold of 9"))]


def _review() -> list[Typed]:
    def review(*words: str, show: Words = ()) -> Typed:
        return Typed(("review", _WHO, *words), show)

    return [
        review("start"),
        review("word", "--going-well", "Six weeks, six Tuesdays.", "--feedback", "You came with me."),
        review("goal-note", "1", "Knows Sam, Priya and Reece."),
        review("agree", "agreed"),
        review("finish", show=("Next review", "Version")),
    ]


def _meet(folder: Path) -> Iterator[Typed]:
    """Yield one command after the other is done: the words that the hub reads out are in its invitation by then."""
    yield Typed(("hub", "init", str(folder / "hub"), "--name", "Marlshire hub"))
    invitation = folder / "hub" / INVITATION_FILE
    yield Typed(("sync", "trust", str(invitation), "--words", read_invitation(invitation).words), 1)
    yield Typed(("sync", "device", str(folder / "hub")))


def _export(folder: Path) -> list[Typed]:
    stick = folder / "stick"
    stick.mkdir()
    return [Typed(("sync", "export", str(stick)), ("entries", "entry", "Compare"))]


def _open(folder: Path) -> list[Typed]:
    bundle = next((folder / "stick").iterdir())
    device = next((folder / "hub").glob("device-*.pub.json"))
    words = ("hub", "open", str(bundle), "--identity", str(folder / "hub" / IDENTITY_FILE), "--device", str(device))
    return [Typed(words, ("is whole", "chain"))]


def _answer(words: Words, desk: DemonstrationDesk) -> tuple[int, list[str]]:
    """Run one command; return its exit code and every line that it said, also what it said beside its answer."""
    out = io.StringIO()
    with contextlib.redirect_stderr(out), contextlib.redirect_stdout(out):
        code = run(words, desk)
    return code, out.getvalue().splitlines()


def _typed(words: Words) -> str:
    """Return a command as it is typed: double quotes keep words together on every system."""
    return " ".join(f'"{word}"' if " " in word else word for word in words)


def _shown(said: list[str], show: int | Words) -> list[str]:
    if isinstance(show, tuple):
        return [line.strip() for line in said if any(word in line for word in show)]
    return said[:show]


def _left_out(lines: int, show: int | Words) -> str:
    return f"   (the first {show} of {lines} lines)" if isinstance(show, int) and 0 < show < lines else ""
