"""A pot of money: added, or changed."""

from datetime import date

from linkworker.base.dates import show_date
from linkworker.base.lists import coded
from linkworker.base.money import show_money
from linkworker.casework.money.money_view import PotView
from linkworker.casework.money.pots import add_pot, change_pot
from linkworker.ui.forms.field import Field, Kind, Option
from linkworker.ui.forms.form import Form, Values
from linkworker.ui.forms.form_screen import FormScreen

_AMOUNT = "Enter an amount, for example £500.00."
_REST = ("funder", "starts_on", "ends_on", "terms", "minimum_age", "maximum_age")


class PotForm(FormScreen[str]):
    """A new pot, or one that is there. Ends with its id."""

    def __init__(self, held: PotView | None = None) -> None:
        self._held = held
        title = "Change a pot" if held else "New pot"
        name = f"pot:{held.id}" if held else "pot:new"
        super().__init__(
            Form(name, title, _fields(held), self._save_it, "Save the pot"), about=held.name if held else ""
        )

    async def _save_it(self, values: Values) -> str:
        rest = {name: values[name] for name in _REST} | {"settings": list(values["settings"])}
        name, amount, held = values["name"], values["amount"], self._held
        if held is None:
            made = await self.desk.change(lambda uow: add_pot(uow, name, amount, **rest), f"the pot {name}")
        else:
            made = held.id
            await self.desk.change(
                lambda uow: change_pot(uow, made, name=name, amount_pence=amount, **rest),
                f"the change of the pot {name}",
            )
        self.say(f"Pot {name} saved: {show_money(amount)}. u takes it back.")
        return made


def _fields(held: PotView | None) -> tuple[Field, ...]:
    settings = tuple(Option(row.code, row.label) for row in coded("setting"))
    amount = show_money(held.balance.amount_pence) if held else ""
    return (
        Field("name", "Name of the pot", default=held.name if held else "", needed="Enter the name of the pot."),
        Field("amount", "How much was given?", Kind.MONEY, default=amount, needed=_AMOUNT),
        Field("funder", "Who gave it?", default=(held.funder or "") if held else ""),
        Field("starts_on", "First day", Kind.DATE, default=_day(held.starts_on) if held else ""),
        Field("ends_on", "Last day", Kind.DATE, default=_day(held.ends_on) if held else ""),
        Field("terms", "What may it be spent on?", Kind.LONG, default=(held.terms or "") if held else "", lines=2),
        Field(
            "settings",
            "Who is it for?",
            Kind.CHOICES,
            hint="Tick none for anybody",
            options=settings,
            default="\n".join(held.settings) if held else "",
        ),
        Field(
            "minimum_age", "Youngest age", Kind.NUMBER, default=_age(held.minimum_age) if held else "", what="an age"
        ),
        Field("maximum_age", "Oldest age", Kind.NUMBER, default=_age(held.maximum_age) if held else "", what="an age"),
    )


def _day(day: date | None) -> str:
    return show_date(day) if day else ""


def _age(age: int | None) -> str:
    return "" if age is None else str(age)
