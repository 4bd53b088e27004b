"""What a person takes part in and what is paid for, put into the store as it came about."""

from linkworker.casework.money import budgets, funding
from linkworker.casework.referrals import referring
from linkworker.demo import shapes
from linkworker.demo.scene import Scene


def refer(scene: Scene, key: str, told: shapes.ReferralTold) -> None:
    """Begin a referral in its first state."""
    first = told.states[0]
    referral_id = referring.refer(
        scene.uow,
        scene.id("people", key),
        scene.id("activities", told.activity),
        form=told.form,
        state=first.state,
        said=_said(told, first),
        goal_id=None if told.goal is None else scene.id(key, "goal", told.goal),
        mentor_id=scene.maybe_id("mentors", told.mentor),
    )
    scene.made(referral_id, key, "referral", told.activity)


def move(scene: Scene, key: str, told: shapes.ReferralTold, state: shapes.StateTold) -> None:
    """Move a referral on."""
    person_id, referral_id = scene.id("people", key), scene.id(key, "referral", told.activity)
    referring.move(scene.uow, person_id, referral_id, state.state, _said(told, state))


def _said(told: shapes.ReferralTold, state: shapes.StateTold) -> referring.Said:
    return referring.Said(state.words, state.reasons, state.revisit, despite=told.why)


def be_given_budget(scene: Scene, key: str, told: shapes.BudgetTold) -> None:
    """Set the personal budget."""
    budgets.set_budget(
        scene.uow,
        scene.id("people", key),
        told.amount,
        scene.settings.personal_budget.value,
        what_for=told.what_for,
        agreed_by=told.agreed_by,
        managed_as=told.managed_as,
        review_on=told.review_on,
        pot_id=scene.id("pots", told.pot),
    )


def ask_for_money(scene: Scene, key: str, told: shapes.RequestTold) -> None:
    """Ask for money."""
    request_id = funding.ask_for(
        scene.uow,
        scene.id("people", key),
        told.amount,
        told.what_for,
        goal_id=scene.id(key, "goal", told.goal),
        activity_id=scene.maybe_id("activities", told.activity),
        pot_id=scene.maybe_id("pots", told.pot),
        reason=told.why,
    )
    scene.made(request_id, key, "request", told.what_for)


def decide_on_money(scene: Scene, key: str, told: shapes.RequestTold, state: shapes.StateTold) -> None:
    """Move a request on."""
    request_id = scene.id(key, "request", told.what_for)
    funding.decide(scene.uow, scene.id("people", key), request_id, state.state, reason=state.reason)
