"""A plan on the screen in tests: somebody with one of everything, and going about in it."""

from datetime import date
from typing import Any

from linkworker.casework.plans import goals, needs, plan_risks, planning, steps
from linkworker.casework.plans.plan_reading import plan_view
from linkworker.casework.plans.plan_view import PlanView
from linkworker.records.person import Person
from linkworker.ui.forms.form_view import FormView
from linkworker.ui.screens.person.person import PersonScreen
from linkworker.ui.widgets.outline import Outline
from linkworker.vault.store import Store
from on_screen import press, settle


def add_ali(store: Store, worker: str) -> str:
    """Add somebody without a plan; return the id."""
    with store.unit_of_work(worker) as uow:
        return uow.add(Person(name="Ali Marsh", known_as="Ali")).id


def add_planned(store: Store, worker: str) -> str:
    """Add somebody whose plan has one of everything; return the id."""
    ali = add_ali(store, worker)
    with store.unit_of_work(worker) as uow:
        plan = planning.start_plan(uow, ali)
        planning.set_words(uow, ali, plan, matters="My brother, and [bold]football[/bold].")
        need = needs.add_need(uow, ali, plan, "I know nobody here", domain="isolation")
        goal = goals.add_goal(uow, ali, plan, "Play football again", needs=[need])
        steps.add_step(uow, ali, goal, "Ring the club", by="worker", by_name="Jo", due_on=date(2026, 8, 20))
        plan_risks.add_risk(uow, ali, plan, "Gives up after one bad day", action="Ring the day after")
    return ali


def fill(pilot: Any, **typed: str) -> None:
    """Put text in the fields of the form in front."""
    pilot.app.screen.query_one(FormView).fill(typed)


async def opened(pilot: Any, person_id: str) -> Outline:
    """Open a person at their plan; return its outline."""
    pilot.app.open_person(person_id, "plan")
    await settle(pilot)
    assert isinstance(pilot.app.screen, PersonScreen)
    return pilot.app.screen.query_one(Outline)


def plan_of(pilot: Any, person_id: str) -> PlanView:
    """The plan as the store holds it."""
    with pilot.app.desk.store.reading() as connection:
        return plan_view(connection, person_id)


async def down_to(pilot: Any, outline: Outline, kind: str) -> None:
    """Go down with the arrow to the first line of a kind."""
    await press(pilot, "home")
    for _ in range(40):
        if (outline.highlighted_key or "").startswith(f"{kind}:"):
            return
        await press(pilot, "down")
    message = f"no line of {kind}"
    raise AssertionError(message)
