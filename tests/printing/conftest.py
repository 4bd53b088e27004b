"""One fictional plan, whole, for the tests of printing to print and to change."""

import io
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from pypdf import PdfReader

from linkworker.printing.plan_copy import (
    Activity,
    Agreed,
    Contact,
    Goal,
    NextReview,
    OwnWords,
    PlanCopy,
    Score,
    Step,
)
from linkworker.printing.staff import Staff

NOTICE = (
    "Warwick-Edinburgh Mental Well-being Scale (WEMWBS) © NHS Health Scotland, University of Warwick and "
    "University of Edinburgh, 2006, all rights reserved."
)
DAWN = Staff("Dawn Okafor", "personal adviser")


def _goals() -> tuple[Goal, ...]:
    return (
        Goal(
            "Play football again, with people I do not have to explain myself to",
            (
                Step("Ring Lewes FC and ask about Tuesdays", DAWN, date(2026, 8, 12), "in-progress"),
                Step("Go along once and see", "person", date(2026, 8, 18)),
                Step("Sort boots from the club store", "provider", None, "completed"),
            ),
        ),
        Goal("Sleep through most nights", (Step("Phone out of the bedroom after 11pm", "person"),)),
        Goal("Learn to drive", (), "future"),
    )


@pytest.fixture
def plan() -> PlanCopy:
    """Return Ali's copy, with something in every part."""
    return PlanCopy(
        shown_name="Ali M",
        organisation="East Sussex",
        team="Leaving care team",
        made_on=date(2026, 8, 6),
        printed_on=date(2026, 8, 6),
        made_with=DAWN,
        meeting="My voice matters",
        own_words=(
            OwnWords("What matters to me", "My little brother. Being outside.\nNot being talked about like a case."),
            OwnWords("What is going well", "I have been cooking. Dawn says the curry was actually good."),
            OwnWords("What gets in the way", "", declined=True),
        ),
        goals=_goals(),
        activities=(
            Activity("Lewes FC walking football", "Tuesdays, 6:00pm", "The Dripping Pan, Lewes", "Free"),
            Activity("Cook and eat", "Wednesdays, 2:00pm", "Newhaven community kitchen", "£2.00 each time"),
            Activity("Phoenix Gym", "Any day", "", "£25.00 a month, from my budget"),
        ),
        scores=(
            Score("WEMWBS", "41 of 70", date(2026, 5, 6), NOTICE),
            Score("WEMWBS", "48 of 70", date(2026, 8, 6), NOTICE),
        ),
        agreed=Agreed(
            ("Dawn rings the club this week.", "We leave the gym until after the summer."),
            "agreed",
            "I want to choose who comes to the next one.",
        ),
        next_review=NextReview(date(2027, 2, 4), "5:30pm", "The Hub, Lewes, or wherever suits me", DAWN),
        contacts=(
            Contact(DAWN, "01273 555 0142, dawn.okafor@eastsussex.example"),
            Contact("Samaritans, day or night", "116 123, free"),
        ),
    )


@dataclass(frozen=True)
class Read:
    """A PDF read back: its words, its tags with how many of each, and what it says of itself."""

    text: str
    tags: Counter[str]
    root: Any
    title: str
    metadata: str
    spans: set[str]
    """Languages of stretches that are not in the language of the whole."""


@pytest.fixture
def read() -> Callable[[bytes], Read]:
    """Return what reads a PDF back with pypdf, long words joined again."""

    def reading(pdf: bytes) -> Read:
        reader = PdfReader(io.BytesIO(pdf))
        root = reader.trailer["/Root"]
        text = "\n".join(page.extract_text() for page in reader.pages)
        tags = Counter(_tags(root["/StructTreeRoot"]))
        metadata = root["/Metadata"].get_data().decode()
        spans = {lang for page in reader.pages for lang in re.findall(r"/Lang\((\w+)\)", _drawn(page))}
        return Read(text.replace("\N{ZERO WIDTH SPACE}", ""), tags, root, str(reader.metadata.title), metadata, spans)

    return reading


def _drawn(page: Any) -> str:
    return page.get_contents().get_data().decode("latin-1")


def _tags(node: Any) -> Iterator[str]:
    node = node.get_object()
    if isinstance(node, list):
        for child in node:
            yield from _tags(child)
    elif isinstance(node, dict):
        if "/S" in node:
            yield node["/S"]
        if "/K" in node:
            yield from _tags(node["/K"])
