"""A plan to PDF: the first of a process, and those after it."""

import time
from collections.abc import Iterator
from datetime import date

from benchmarks.child import in_child
from benchmarks.fictional import Writer
from benchmarks.measuring import Figures, Ground, Line
from linkworker.printing.plan_copy import Activity, Agreed, Contact, Goal, NextReview, OwnWords, PlanCopy, Score, Step
from linkworker.printing.render import render
from linkworker.printing.staff import Staff

BAR_MS = 100


def measure(ground: Ground) -> Iterator[Line]:
    """Yield the first print of a process and the middle of the next."""
    said = [in_child("benchmarks.plan_pdf", "prints", ground.size(5, 1)) for _ in range(ground.size(5, 1))]
    first, rest = Figures(tuple(one[0] for one in said)), Figures(tuple(time for one in said for time in one[1:]))
    yield Line("a plan to PDF, the first of a process", first, most=BAR_MS)
    yield Line("a plan to PDF, after that", rest, most=BAR_MS)


def prints(more: int) -> list[float]:
    """Return the milliseconds of the first print of this process and of some more, each of another plan."""
    taken = []
    for number in range(more + 1):
        copy = plan(f"plan {number}")
        begun = time.perf_counter()
        pdf = render(copy).pdf
        taken.append((time.perf_counter() - begun) * 1000)
        assert pdf.startswith(b"%PDF")
    return taken


def plan(seed: str) -> PlanCopy:
    """Return a fictional copy of three pages or so."""
    write, worker, day = Writer(seed).text, Staff("Dawn Okafor", "personal adviser"), date(2026, 8, 6)
    steps = tuple(Step(write(5, 12), who, day) for who in (worker, "person", "provider"))
    return PlanCopy(
        shown_name="Ali M",
        organisation="East Sussex",
        team="Leaving care team",
        made_on=day,
        printed_on=day,
        made_with=worker,
        meeting="My voice matters",
        own_words=tuple(OwnWords(title, write(15, 50)) for title in ("What matters to me", "What is going well")),
        goals=tuple(Goal(write(5, 12), steps) for _ in range(4)),
        activities=tuple(Activity(write(2, 4), "Tuesdays, 6:00pm", "The Park, Lewes", "Free") for _ in range(5)),
        scores=(Score("WEMWBS", "48 of 70", day, "Fictional notice of a licence, all rights reserved."),),
        agreed=Agreed((write(6, 12), write(6, 12)), "agreed", write(3, 8)),
        next_review=NextReview(date(2027, 2, 4), "5:30pm", "The Hub, Lewes", worker),
        contacts=(Contact(worker, "01273 555 0142"), Contact("Samaritans, day or night", "116 123, free")),
    )
