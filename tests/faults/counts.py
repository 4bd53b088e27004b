"""What a campaign of faults counted: what was tried, and what must have happened never."""

from dataclasses import dataclass, field

_SHOWN = 5


@dataclass
class Counts:
    """The counts of one campaign.

    `tried` are figures that say how much was done; `wrong` are figures that must stay 0, named beforehand so that a
    0 is a 0 that was counted; `failures` say how to see each wrong one again (a seed, a place); `skipped` is why
    nothing was tried, or None.
    """

    name: str
    tried: dict[str, int] = field(default_factory=dict)
    wrong: dict[str, int] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)
    skipped: str | None = None

    def saw(self, what: str, times: int = 1) -> None:
        """Count something that was tried or seen."""
        self.tried[what] = self.tried.get(what, 0) + times

    def went_wrong(self, what: str, how: str) -> None:
        """Count something that must never happen, and keep how to see it again."""
        self.wrong[what] = self.wrong.get(what, 0) + 1
        self.failures.append(f"{what}: {how}")

    def never(self, *whats: str) -> None:
        """Name what must never happen, so that its 0 is printed."""
        for what in whats:
            self.wrong.setdefault(what, 0)

    @property
    def held(self) -> bool:
        """Say whether nothing went wrong: true of a skipped campaign too."""
        return not any(self.wrong.values())

    def lines(self) -> list[str]:
        """Return what is printed: one line of counts, and one for each of the first failures."""
        if self.skipped:
            return [f"{self.name}: left out. {self.skipped}"]
        counts = ", ".join(f"{what} {number:,}" for what, number in [*self.tried.items(), *self.wrong.items()])
        shown = [f"  {failure}" for failure in self.failures[:_SHOWN]]
        more = len(self.failures) - len(shown)
        return [f"{self.name}: {counts}", *shown, *([f"  and {more:,} more"] if more else [])]
