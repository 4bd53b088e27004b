"""A person's money, requests and what is done with them, and the place Money."""

from linkworker.base.setting_values import Look, Theme
from linkworker.casework.money.money_reading import budget_of, pots, requests_of, to_approve
from linkworker.casework.people.people import add_person
from linkworker.ui.screens.one_pot import OnePot
from linkworker.ui.screens.one_request import OneRequest
from linkworker.ui.screens.person.person import PersonScreen
from on_screen import Screens, has_line, press, text_of, type_text
from opened_person import open_person, person_id


async def test_the_budget_as_figures_and_the_requests_with_their_states(screens: Screens, golden) -> None:
    """What is left stands in a table; requests below, newest first."""
    async with screens() as pilot:
        await open_person(pilot, "Ali M", "money")
        golden(pilot.app, "person-money-80x24")
        assert has_line(pilot.app, r"£182\.00\s+£0\.00\s+£68\.00\s+£250\.00")


async def test_a_person_without_money_is_told_what_to_do(store, worker, empty_screens: Screens, golden) -> None:
    """And a key with nothing to act on says so."""
    with store.unit_of_work(worker) as uow:
        add_person(uow, "Bea Nowak")
    async with empty_screens() as pilot:
        await open_person(pilot, "Bea", "money")
        golden(pilot.app, "person-money-empty-80x24")
        await press(pilot, "x")
        assert "There is no request here" in text_of(pilot.app)
        await press(pilot, "n", "ctrl+s")
        assert "Add a pot first: press F5, then n." in text_of(pilot.app)


async def test_a_request_is_asked_for_against_a_goal(screens: Screens, golden) -> None:
    """Off the plan it needs a reason, which the rules say in a sentence; what was typed stays."""
    async with screens() as pilot:
        ali = await open_person(pilot, "Ali M", "money")
        await press(pilot, "n")
        golden(pilot.app, "request-form-80x24")
        await type_text(pilot, "Bus fares")
        await press(pilot, "enter")
        await type_text(pilot, "12.50")
        await press(pilot, "ctrl+s")
        assert "Money may be spent only on what the agreed plan holds." in text_of(pilot.app)
        view = pilot.app.screen._view
        view.fill({"goal": pilot.app.screen.form.fields[3].offered()[0].code})
        await press(pilot, "ctrl+s")
        assert "Asked for £12.50. u takes it back." in text_of(pilot.app)
        newest = (await pilot.app.desk.read(lambda connection: requests_of(connection, ali)))[-1]
        assert (newest.what_for, newest.amount_pence, newest.state) == ("Bus fares", 1250, "requested")


async def test_a_request_goes_on_as_the_list_of_states_allows(screens: Screens, golden) -> None:
    """Only what may follow is offered; a refusal says why; u takes it back."""
    async with screens() as pilot:
        leon = await person_id(pilot.app, "Leon Hartigan")
        await press(pilot, "f5", "enter")
        assert isinstance(pilot.app.screen, OneRequest)
        golden(pilot.app, "request-80x24")
        await press(pilot, "down", "enter", "ctrl+s")
        golden(pilot.app, "decide-problem-80x24")
        assert "Say why it is 'refused'." in text_of(pilot.app)
        await press(pilot, "escape", "up", "enter")
        golden(pilot.app, "decide-80x24")
        await press(pilot, "ctrl+s")
        assert "£120.00 for Leon Hartigan: approved. u takes it back." in text_of(pilot.app)
        assert has_line(pilot.app, r"State\s+Approved since 6 August 2026")
        await press(pilot, "u")
        assert has_line(pilot.app, r"State\s+Requested")
        await press(pilot, "o")
        assert isinstance(pilot.app.screen, PersonScreen)
        assert pilot.app.screen.person_id == leon


async def test_money_that_is_not_there_needs_a_reason(screens: Screens) -> None:
    """The rules say how much is missing; with a reason it goes ahead."""
    async with screens() as pilot:
        ali = await open_person(pilot, "Ali M", "money")
        await press(pilot, "n")
        goal = pilot.app.screen.form.fields[3].offered()[0].code
        pilot.app.screen._view.fill({"what_for": "A laptop", "amount": "400", "goal": goal})
        await press(pilot, "ctrl+s", "home", "enter", "enter", "ctrl+s")
        assert "The budget has £182.00 left, £218.00 too little." in text_of(pilot.app)
        pilot.app.screen._view.fill({"despite": "Agreed by the panel"})
        await press(pilot, "ctrl+s")
        held = await pilot.app.desk.read(lambda connection: requests_of(connection, ali))
        assert (held[-1].state, held[-1].why) == ("approved", "Agreed by the panel")


async def test_the_budget_is_changed(screens: Screens, golden) -> None:
    """Beyond the limit a reason is asked for."""
    async with screens() as pilot:
        ali = await open_person(pilot, "Ali M", "money")
        await press(pilot, "b")
        golden(pilot.app, "budget-form-80x24")
        pilot.app.screen._view.fill({"amount": "50"})
        await press(pilot, "ctrl+s")
        assert "£68.00 is committed or spent already." in text_of(pilot.app)
        pilot.app.screen._view.fill({"amount": "200"})
        await press(pilot, "ctrl+s")
        assert has_line(pilot.app, r"£132\.00\s+£0\.00\s+£68\.00\s+£200\.00")
        held = await pilot.app.desk.read(lambda connection: budget_of(connection, ali))
        assert (held.agreed_by, held.pot) == ("Maureen Tolley", "Personal Health Budgets")


async def test_the_place_money_in_both_looks(screens: Screens, golden) -> None:
    """Requests that wait, oldest first, then the pots; Tab goes between them."""
    async with screens() as pilot:
        await press(pilot, "f5")
        golden(pilot.app, "money-80x24")
        await press(pilot, "tab", "down", "enter")
        assert isinstance(pilot.app.screen, OnePot)
        golden(pilot.app, "pot-80x24")
    async with screens(look=Look.FULL, theme=Theme.LIGHT) as pilot:
        await press(pilot, "f5")
        golden(pilot.app, "money-120x36")


async def test_a_pot_is_added_and_changed(store, worker, empty_screens: Screens, golden) -> None:
    """An empty place says how; a pot that ends before it starts is refused."""
    async with empty_screens() as pilot:
        await press(pilot, "f5")
        golden(pilot.app, "money-empty-80x24")
        assert "There is no pot yet. Press n to add one." in text_of(pilot.app)
        await press(pilot, "n")
        golden(pilot.app, "pot-form-80x24")
        view = pilot.app.screen._view
        view.fill({"name": "Bus fund", "amount": "£300", "starts_on": "1/9/26", "ends_on": "1/8/26"})
        await press(pilot, "ctrl+s")
        assert "The pot must end on or after the day it starts." in text_of(pilot.app)
        view.fill({"ends_on": "1/9/27"})
        await press(pilot, "ctrl+s")
        assert "Pot Bus fund saved: £300.00. u takes it back." in text_of(pilot.app)
        assert pilot.app.focused.id == "pots"
        await press(pilot, "enter", "e")
        pilot.app.screen._view.fill({"amount": "250"})
        await press(pilot, "ctrl+s")
        assert has_line(pilot.app, r"£250\.00\s+£0\.00")
        await press(pilot, "x")
        await type_text(pilot, "made twice")
        await press(pilot, "ctrl+s")
        assert await pilot.app.desk.read(lambda connection: pots(connection, pilot.app.desk.today)) == ()


async def test_a_request_entered_in_error_waits_no_more(screens: Screens) -> None:
    """It leaves the list of those to approve."""
    async with screens() as pilot:
        await press(pilot, "f5", "enter", "x")
        await type_text(pilot, "asked twice")
        await press(pilot, "ctrl+s")
        assert has_line(pilot.app, "2 requests to approve")
        assert len(await pilot.app.desk.read(to_approve)) == 2
