"""Adding a risk to a plan, or changing one."""

from linkworker.base.dates import show_date
from linkworker.casework.plans import plan_risks
from linkworker.casework.plans.plan_view import RiskView
from linkworker.ui.forms.field import Field, Kind
from linkworker.ui.forms.form import Form, Values
from linkworker.ui.screens.person.plan_rows import Part
from linkworker.ui.screens.planning.at_hand import AtHand, Done


def risk_form(at: AtHand, risk: RiskView | None = None) -> Form[Done]:
    """Return the form of a new risk, or of one that is there."""

    async def save(values: Values) -> Done:
        given = {name: values[name] for name in ("action", "told", "review_on")}
        if risk is None:
            risk_id = await at.change(
                lambda uow: plan_risks.add_risk(uow, at.person_id, at.plan.id, values["hazard"], **given),
                "the new risk",
            )
            return Done(Part("plan_risk", risk_id).key, "Risk added.")
        await at.change(
            lambda uow: plan_risks.change_risk(uow, at.person_id, risk.id, hazard=values["hazard"], **given),
            f"the change to risk {risk.number}",
        )
        return Done(Part("plan_risk", risk.id).key, f"Risk {risk.number} changed.")

    if risk is None:
        return Form(f"risk:{at.person_id}", "New risk", _fields(), save, "Add the risk")
    return Form(f"change-risk:{at.person_id}:{risk.id}", f"Risk {risk.number}", _fields(risk), save, "Save the risk")


def _fields(risk: RiskView | None = None) -> tuple[Field, ...]:
    return (
        Field(
            "hazard",
            "What could go wrong?",
            Kind.LONG,
            needed=plan_risks.ASK_HAZARD,
            default=risk.hazard if risk else "",
            lines=2,
        ),
        Field("action", "What is done about it?", Kind.LONG, default=(risk.action or "") if risk else "", lines=2),
        Field("told", "Who was told", default=(risk.told or "") if risk else ""),
        Field(
            "review_on",
            "Look again on",
            Kind.DATE,
            default=show_date(risk.review_on) if risk and risk.review_on else "",
            what="a day to look again",
        ),
        Field("hidden", "Risks stay with you: they are not on the person's own copy.", Kind.NOTE),
    )
