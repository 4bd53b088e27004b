"""The parts of what is written of a person: what each is called, what stands there, and how it is changed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from linkworker.base.dates import show_date
from linkworker.base.words import count, within
from linkworker.casework.people.person_page_view import PersonPage
from linkworker.ui.desk import Desk
from linkworker.ui.forms.field import Field
from linkworker.ui.screens.edit_person import questions
from linkworker.ui.screens.edit_person.questions import Kept, Workers

Questions: TypeAlias = Callable[[Kept, Desk, Workers], tuple[Field, ...]]


@dataclass(frozen=True, slots=True)
class Part:
    """One part: its code (in the names of drafts too), its title, what stands there now, and its questions.

    A part without questions is a list of its own.
    """

    code: str
    title: str
    stands: Callable[[PersonPage], str]
    questions: Questions | None = None


def _who(page: PersonPage) -> str:
    born = page.identity.date_of_birth
    return _joined(page.identity.name, f"born {show_date(born)}" if born else "", page.worker and f"with {page.worker}")


def _about(page: PersonPage) -> str:
    return _joined(*page.about.values())


def _where(page: PersonPage) -> str:
    who = page.identity
    release = f"release {show_date(who.release_date)}" if who.release_date else ""
    return _joined(who.setting, who.place, release)


def _helps(page: PersonPage) -> str:
    room = page.in_the_room
    return _joined(*room.adjustments, room.what_helps, room.how_to_explain, room.reading)


def _asks(page: PersonPage) -> str:
    gets_in_the_way = f"{count(len(page.barriers), 'thing gets', 'things get')} in the way" if page.barriers else ""
    return _joined(page.asked_for_words or _joined(*page.asked_for), gets_in_the_way)


def _joining(page: PersonPage) -> str:
    return _joined(*page.in_the_room.access_needs)


def _risk(page: PersonPage) -> str:
    risk = page.risk
    flags = ("safeguarding" if risk.safeguarding else "", "victim safety" if risk.victim_safety else "")
    return _joined(risk.level, risk.source, show_date(risk.on) if risk.on else None, *flags)


def _joined(*words: str | None) -> str:
    return ", ".join(within(" ".join(word.split())) for word in words if word)


PARTS = (
    Part("who", "Who they are", _who, questions.who),
    Part("where", "Where they are, and release", _where, questions.where),
    Part("reach", "How to reach them", lambda page: _joined(*(one.value for one in page.contact_details))),
    Part("around", "Who else works with them", lambda page: _joined(*(one.name for one in page.professionals))),
    Part("helps", "What helps in the room", _helps, questions.helps),
    Part("asks", "What they ask for", _asks, questions.asks),
    Part("joining", "Venues and mentors", _joining, questions.joining),
    Part("times", "Times they cannot come", lambda page: _joined(*(one.words for one in page.busy))),
    Part("risk", "Risk and safety", _risk, questions.risk),
    Part("apart", "People kept apart", lambda page: _joined(*(one.other_name for one in page.kept_apart))),
    Part("numbers", "Numbers", lambda page: _joined(*(f"{one.label} {one.shown}" for one in page.numbers))),
    Part("about", "Sex, gender, ethnicity, care", _about, questions.about),
)
"""In the order of the menu: what is asked of everybody first."""


def part_named(code: str) -> Part | None:
    """Return a part by its code, or None."""
    return next((part for part in PARTS if part.code == code), None)
