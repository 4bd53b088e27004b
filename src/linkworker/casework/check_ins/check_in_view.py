"""What is shown of check-ins: one in a list, the result of one, and the trend as rows for a chart and a table."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from linkworker.base.dates import show_date
from linkworker.wellbeing.cautions import Caution
from linkworker.wellbeing.change import Change
from linkworker.wellbeing.safety import SafetyPrompt
from linkworker.wellbeing.scoring import Figure, Score

NO_TOTAL = "no total"


@dataclass(frozen=True, slots=True)
class CheckInView:
    """One check-in as it was entered, with its scores worked out. Answers are by item number; None was skipped."""

    id: str
    instrument: str
    """Code of the instrument's pack."""
    name: str
    """Its short name: "WEMWBS"."""
    on: date
    moment: str
    moment_label: str
    mode: str
    mode_label: str
    answers: dict[int, int | None]
    raw: int | None
    complete: bool
    partial_reason: str | None
    partial_label: str | None
    scores: tuple[Score, ...]
    """Its own score first, then what it also yields; empty where it has no total."""
    figures: tuple[Figure, ...]
    """The answers that stand by themselves, of an instrument that is never summed."""
    licence: str | None
    safety_prompted: bool
    safety_decision: str | None
    worker: str | None
    corrects: str | None

    def score_words(self) -> str:
        """Return its scores in a few words: "WEMWBS 43, SWEMWBS 21.54 (raw 24)", or "no total: Interrupted"."""
        if self.scores:
            return ", ".join(score.sentence() for score in self.scores)
        if self.figures:
            return ", ".join(
                f"{figure.item.short_name or figure.item.number} {_answer(figure.answer)}" for figure in self.figures
            )
        return f"{NO_TOTAL}: {self.partial_label}"

    def words(self) -> str:
        """Return the check-in as one line to read aloud."""
        return f"{show_date(self.on)}, {self.moment_label.lower()}: {self.score_words()}"


@dataclass(frozen=True, slots=True)
class TrendRow:
    """One point: the value is None where that check-in has no total; change is from the point before it."""

    on: date
    moment_label: str
    value: Decimal | None
    change: Decimal | None
    mode_label: str


@dataclass(frozen=True, slots=True)
class Trend:
    """One line of a chart, oldest first: a scale, or one question of an instrument that is never summed."""

    name: str
    lowest: Decimal
    highest: Decimal
    higher_is_better: bool
    rows: tuple[TrendRow, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """This check-in beside an earlier one, judged by every threshold of the scale they share."""

    against: str
    """"baseline" or "last time"."""
    on: date
    changes: tuple[Change, ...]

    def sentences(self) -> tuple[str, ...]:
        """Return a sentence for each threshold, each naming what it is compared with."""
        since = f"Since {'the baseline' if self.against == 'baseline' else self.against} ({show_date(self.on)})"
        return tuple(f"{since}: {_lower(change.sentence())}" for change in self.changes)


@dataclass(frozen=True, slots=True)
class Result:
    """What a check-in says, for the worker: the person sees it only if they ask."""

    check_in: CheckInView
    comparisons: tuple[Comparison, ...]
    """Against the baseline, then against last time; one where they are the same check-in."""
    placing: tuple[str, ...]
    """The band with its population, and the averages to show beside it, a sentence each."""
    cautions: tuple[Caution, ...]
    prompt: SafetyPrompt | None
    trends: tuple[Trend, ...]
    notice: str
    """The owners' copyright line, which stands wherever a score does."""

    def score_lines(self) -> tuple[str, ...]:
        """Return each score or figure as a line of its own."""
        held = self.check_in
        if held.scores:
            return tuple(score.sentence() for score in held.scores)
        if held.figures:
            return tuple(f"{f.item.short_name or f.item.text}: {_answer(f.answer)}" for f in held.figures)
        skipped = sum(answer is None for answer in held.answers.values())
        return (f"{held.name}: {NO_TOTAL}, {skipped} of {len(held.answers)} not answered ({held.partial_label}).",)

    def change_lines(self) -> tuple[str, ...]:
        """Return the change against the baseline and last time, or one sentence that says why there is none."""
        found = tuple(line for each in self.comparisons for line in each.sentences())
        if found or not self.check_in.scores:
            return found
        return ("There is no earlier score to compare it with.",)


def _answer(answer: int | None) -> str:
    return "not answered" if answer is None else str(answer)


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
