"""The screens by role: what a worker's role does not allow is offered nowhere, and reached by nothing."""

import inspect
from contextlib import asynccontextmanager
from importlib import import_module
from pathlib import Path

import pytest
from textual.screen import Screen

import linkworker.ui.screens as rooms
from linkworker.casework.people.caseload import Filter, page
from linkworker.casework.support.contacts import write_note
from linkworker.casework.workers.role_rows import PARTS as PARTS_OF_FILE
from linkworker.casework.workers.role_rows import TABS as TABS_OF_FILE
from linkworker.casework.workers.roles import policy
from linkworker.demo.content import demonstration_settings
from linkworker.records.worker import Worker
from linkworker.ui.commands import needs
from linkworker.ui.commands.holding import holding
from linkworker.ui.commands.table import PLACES, commands
from linkworker.ui.forms.form_screen import FormScreen
from linkworker.ui.screens.edit_person.parts import PARTS
from linkworker.ui.screens.match import Match
from linkworker.ui.screens.meeting.meeting import MeetingScreen
from linkworker.ui.screens.not_for_role import NotForRole
from linkworker.ui.screens.note_form import NoteForm
from linkworker.ui.screens.person.person import TABS, PersonScreen
from linkworker.ui.widgets.places_line import PLACES as FIRST_LINE
from on_screen import has_line, press, settle, shown, text_of, type_text

MARKER = "chapelsleeper"


@pytest.fixture
def as_role(demo):
    """Start the screens on the demonstration as a worker of a role, for `async with`."""

    def start(code, **named):
        with demo.store.unit_of_work(demo.worker_id) as uow:
            worker = uow.add(Worker(name="Asha Verma", title="business support", role=code)).id
        return shown(demo.store, worker, settings=demonstration_settings(), **named)

    return start


@pytest.fixture
def somebody(demo):
    """A person of the demonstration with a plan, check-ins and a note that holds the marker."""
    with demo.store.reading() as connection:
        row = page(connection, Filter(demo.store.clock.today(), demo.worker_id, saved="mine"), size=1).rows[0]
    with demo.store.unit_of_work(demo.worker_id) as uow:
        write_note(uow, row.person_id, MARKER)
    return row.person_id


@asynccontextmanager
async def with_person(as_role, person_id, code="business-support"):
    """Open a person as a role."""
    async with as_role(code) as pilot:
        pilot.app.open_person(person_id)
        await settle(pilot)
        yield pilot


def offered(app):
    """Return every command that holds on the screen in front, as (place, action)."""
    return {(each.place, each.command.action) for each in holding(app.screen)}


@pytest.mark.practice(4)
async def test_business_support_sees_who_somebody_is_and_how_to_reach_them(as_role, somebody, golden):
    """Two tabs, and of the summary the parts that are theirs."""
    async with with_person(as_role, somebody) as pilot:
        golden(pilot.app, "person-business-support-80x24")
        said = text_of(pilot.app)
        assert "[1 Summary]" in said
        assert "6 Money" in said
        for hidden in ("2 Plan", "5 Notes", "risk:", "What matters", "In the room", "Agreed to"):
            assert hidden not in said, hidden


@pytest.mark.practice(4)
async def test_no_key_leads_business_support_to_notes_or_plans(as_role, somebody):
    """Every letter, digit and function key, on the person and on each place: the sentence at most."""
    async with with_person(as_role, somebody) as pilot:
        for key in (*"2345 7mcnrkp", "f6"):
            await press(pilot, key if key != " " else "space")
            assert isinstance(pilot.app.screen, PersonScreen), key
            assert pilot.app.screen.tab in {"summary", "money"}, key
            assert MARKER not in text_of(pilot.app), key
        await press(pilot, "5")
        assert has_line(pilot.app, "Only a worker or a manager can open the notes.")
        await press(pilot, "m")
        assert has_line(pilot.app, "Only a worker or a manager can find activities that fit a person.")
        await press(pilot, "f6")
        assert has_line(pilot.app, "Only a worker or a manager can open Evidence.")
        assert pilot.app.current_mode == "today"


@pytest.mark.practice(4)
async def test_nothing_that_is_not_theirs_is_offered(as_role, somebody):
    """Neither in the palette, nor in help, nor on the key line, nor among the commands of other places."""
    async with with_person(as_role, somebody) as pilot:
        app = pilot.app
        actions = {action for place, action in offered(app) if place == "person"}
        assert actions == {"edit", "tab('summary')", "tab('money')", "back"}
        assert ("everywhere", "app.go('evidence')") not in offered(app)
        await press(pilot, "f1")
        help_says = text_of(app)
        assert "Write a note" not in help_says
        assert "Evidence" not in help_says
        await press(pilot, "escape", "ctrl+p")
        for words in ("note", "review", "check-in", "evidence"):
            await type_text(pilot, words)
            said = text_of(app)
            for hidden in ("Write a note", "Begin a review", "Take a check-in", "Go to Evidence", "review meeting"):
                assert hidden not in said, (words, hidden)
            await press(pilot, *["backspace"] * len(words))


@pytest.mark.practice(4)
async def test_f8_a_row_of_today_and_a_screen_opened_otherwise_lead_no_further(as_role, somebody):
    """The tab asked for gives way to the summary; a screen gives way to one sentence."""
    async with as_role("business-support") as pilot:
        app = pilot.app
        app.open_person(somebody, "notes")
        await settle(pilot)
        assert app.screen.tab == "summary"
        await press(pilot, "escape", "f8")
        assert app.screen.tab == "summary"
        app.screen.show_tab("plan")
        await settle(pilot)
        assert app.screen.tab == "summary"
        about = app.screen
        for screen in (Match(somebody), MeetingScreen(somebody), NoteForm(somebody, app.desk.today, about="x")):
            app.push_screen(screen)
            await settle(pilot)
            assert isinstance(app.screen, NotForRole)
            assert "Only a worker or a manager can" in text_of(app)
            await press(pilot, "escape")
            assert app.screen is about
        await app.run_action("meeting", about)
        await settle(pilot)
        assert app.screen is about
        app.go_about("evidence")
        await settle(pilot)
        assert app.screen is about


@pytest.mark.practice(4)
async def test_today_of_business_support_holds_their_work_alone(as_role, golden):
    """Referrals in, requests, checks and agreements; no review, check-in or goal of anybody."""
    async with as_role("business-support") as pilot:
        golden(pilot.app, "today-business-support-80x24")
        groups = {item.group for item in pilot.app.screen._items.values()}
        assert groups
        assert groups <= {"referrals-in", "requests", "checks", "agreements", "unsent"}
        await press(pilot, "r")
        assert has_line(pilot.app, "Only a worker or a manager can see or change plans and reviews.")


@pytest.mark.practice(4)
async def test_words_of_notes_find_nobody_and_risk_is_no_column(as_role, somebody, golden):
    """A worker finds the person by the note; business support does not, nor by the palette."""
    async with as_role("worker") as pilot:
        await press(pilot, "f3", "slash")
        await type_text(pilot, MARKER)
        assert "1 found" in text_of(pilot.app)
    async with as_role("business-support") as pilot:
        await press(pilot, "f3")
        golden(pilot.app, "people-business-support-80x24")
        assert not has_line(pilot.app, "Risk")
        await press(pilot, "3", "9", "slash")
        assert pilot.app.screen.chosen == 0
        await type_text(pilot, MARKER)
        assert "Nobody is found" in text_of(pilot.app)
        await press(pilot, "escape", "left", "right", "right")
        assert pilot.app.screen.chosen == 1
        await press(pilot, "ctrl+p")
        await type_text(pilot, MARKER)
        assert "Nothing here has these words" in text_of(pilot.app)


@pytest.mark.practice(4)
async def test_what_may_be_changed_of_a_person_is_who_and_where(as_role, somebody):
    """Risk and what helps are not among the parts; a draft of one does not lead there either."""
    async with with_person(as_role, somebody) as pilot:
        await press(pilot, "e")
        said = text_of(pilot.app)
        assert "How to reach them" in said
        assert "Risk and safety" not in said
        await press(pilot, "escape")
        await pilot.app.run_action("edit('risk', '')", pilot.app.screen)
        await settle(pilot)
        assert not isinstance(pilot.app.screen, FormScreen)


@pytest.mark.practice(80)
async def test_request_is_decided_by_those_who_may(as_role, demo):
    """A worker is not offered to approve; business support is, and does not see the goal of the plan."""
    for code, may in (("worker", False), ("business-support", True)):
        async with as_role(code) as pilot:
            await press(pilot, "f5", "enter")
            assert has_line(pilot.app, "Approve") is may, code
            assert has_line(pilot.app, "Goal") is not may, code


async def test_manager_is_offered_all_and_a_worker_all_but_managers_work(as_role, somebody):
    """Nothing that was there before roles has gone for a worker on a person's screen."""
    held = {}
    for code in ("worker", "manager"):
        async with with_person(as_role, somebody, code) as pilot:
            held[code] = offered(pilot.app)
            assert "F6 Evidence" in text_of(pilot.app)
    assert held["worker"] <= held["manager"]
    assert {action for place, action in held["worker"] if place == "person"} >= {
        "match", "check_in", "note", "meeting", "edit", "consent", "print", "tab('plan')", "tab('history')",
    }  # fmt: skip


def test_what_is_needed_names_commands_and_actions_that_there_are():
    """Each place and command of the table of needs is in the table of commands, or is a form's class."""
    assert needs.all_needs() <= set(policy().actions)
    assert set(needs._PLACES) <= set(PLACES)
    for place, action in needs._COMMANDS:
        there = {each.action.removeprefix("app.").partition("(")[0] for each in commands(place)}
        assert action in there, (place, action)
    assert set(needs._FORMS) <= {each.__name__ for each in every_screen()}


def test_every_screen_about_a_case_says_what_it_needs():
    """A new screen is either named here as open to every role, or stands in the table of needs."""
    unsaid = {
        each.__name__
        for each in every_screen()
        if needs.need_of_screen(str(getattr(each, "PLACE", "")), each.__name__) is None
    }
    assert unsaid - OPEN == set()


def test_file_of_roles_knows_the_tabs_parts_and_places_of_the_screens():
    """They are told to it in a room below."""
    assert TABS == TABS_OF_FILE
    assert {part.code for part in PARTS} == set(PARTS_OF_FILE)
    assert tuple(mode for mode, _, _ in FIRST_LINE) == policy().roles[0].places


def every_screen():
    """Return the classes of all screens."""
    base = Path(inspect.getfile(rooms)).parent
    names = (file.relative_to(base).with_suffix("").parts for file in base.rglob("*.py") if file.stem != "__init__")
    modules = [import_module(".".join(("linkworker.ui.screens", *name))) for name in names]
    return {
        held
        for module in modules
        for held in vars(module).values()
        if inspect.isclass(held) and issubclass(held, Screen) and held.__module__ == module.__name__
    }


OPEN = frozenset(
    {
        "Activities", "ActivityScreen", "Backups", "BringIn", "BudgetForm", "Came", "ChooseYours", "CopyMade",
        "DecideForm", "DirectoryReport", "EditPerson", "FirstActivities", "FirstPeople", "FirstRun", "FirstWords",
        "Handbook", "Help", "HowFar", "IdleWarning", "ImportDirectory", "InError", "KeptAside", "KeptList",
        "LeftDraftScreen", "LookAlikes", "MatchPlace", "Money", "NewPerson", "NotForRole", "OnePot", "OneRequest",
        "OpenStep", "OwnActivity", "Palette", "PartForm", "People", "PersonScreen", "Place", "ProviderScreen",
        "Receiving", "SealedWords", "SettingsScreen", "StepScreen", "Sync", "Today", "WhoYouAre", "Workers", "Working",
        "WriteTheCode", "Writing",
    }
)  # fmt: skip
"""Screens that every role may open; those about a person show each role its own parts."""
