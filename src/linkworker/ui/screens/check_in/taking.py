"""One check-in from the form to the record: by whose hands, why it is partial, what was decided, and kept."""

from collections.abc import Callable

from linkworker.base.dates import show_date
from linkworker.base.errors import LinkworkerError
from linkworker.casework.check_ins.check_in_view import Result
from linkworker.casework.check_ins.checking_in import Form, Gate, look, take
from linkworker.ui.screens.check_in.after_form import SafetyDecision, WhyPartial
from linkworker.ui.screens.check_in.check_in_answers import Answers
from linkworker.ui.screens.check_in.form_draft import FormDraft
from linkworker.ui.screens.check_in.form_holder import WorkerForm
from linkworker.ui.screens.check_in.hand_over import HandedOver
from linkworker.ui.screens.check_in.number_lock import NumberLock
from linkworker.ui.screens.check_in.set_number import SetNumber
from linkworker.ui.screens.check_in.ways import Chosen, Way
from linkworker.ui.screens.place import Place


class Taking:
    """The steps of one check-in, each a screen over `host`. `kept` is called with its id at the end.

    Going back from any step leads to the host, with the answers kept as a draft.
    """

    def __init__(
        self, host: Place[str], chosen: Chosen, gate: Gate, answers: Answers, kept: Callable[[str], None]
    ) -> None:
        self._host = host
        self._chosen = chosen
        self._gate = gate
        self._answers = answers
        self._kept = kept
        self._draft = FormDraft(host.desk, chosen, answers)

    def fill_in(self) -> None:
        """Show the form, or first the number where the laptop is handed over."""
        if self._chosen.way is Way.HAND_OVER:
            self._host.app.push_screen(SetNumber(self._chosen.about), self._numbered)
        else:
            self._host.app.push_screen(WorkerForm(self._draft), self._filled_in)

    def _numbered(self, lock: NumberLock | None) -> None:
        if lock is not None:
            self._host.app.push_screen(HandedOver(self._draft, lock), self._filled_in)

    def _filled_in(self, answers: Answers | None) -> None:
        if answers is not None:
            self.go_on()
        elif self._answers.begun:
            self._host.reload()
            self._host.say("The answers so far are kept. Nothing is lost.")

    def go_on(self) -> None:
        """Go on from the answers as they are: to the reason where some are missing, else to what they say."""
        self._host.run_worker(self._end_form(), group="taking", exclusive=True)

    async def _end_form(self) -> None:
        answers = self._answers
        given = answers.given()
        try:
            if all(answer is None for answer in given.values()):
                await self._draft.drop()
                self._host.reload()
                self._host.say("Nothing was answered, so there is nothing to keep.")
                return
            await self._draft.keep(ended=True)
        except LinkworkerError as error:
            self._host.trouble(str(error))
        missing = tuple(number for number, answer in given.items() if answer is None)
        if missing:
            await self._host.app.push_screen(WhyPartial(self._chosen, missing), self._reasoned)
        else:
            await self._look(self._form(None))

    def _reasoned(self, reason: str | None) -> None:
        if reason is None:
            self._put_by()
        else:
            self._host.run_worker(self._look(self._form(reason)), group="taking", exclusive=True)

    def _form(self, reason: str | None) -> Form:
        chosen = self._chosen
        mode = chosen.way.mode(self._answers)
        return Form(chosen.instrument.code, self._answers.given(), chosen.moment, mode, chosen.on, reason)

    async def _look(self, form: Form) -> None:
        """See what the form says; where it prompts, ask what was decided before it is kept."""
        desk, who = self._host.desk, self._chosen.person_id
        try:
            found = await desk.read(lambda connection: look(connection, who, form, self._gate, today=desk.today))
            if found.prompt is None:
                self._end(await self._keep(form, None))
                return
        except LinkworkerError as error:
            self._host.trouble(f"{error} The answers stay as a draft.")
            self._host.reload()
            return

        async def keep(decision: str) -> str:
            return await self._keep(form, decision)

        await self._host.app.push_screen(SafetyDecision(self._chosen, found.prompt, keep), self._decided)

    def _decided(self, check_in_id: str | None) -> None:
        if check_in_id is None:
            self._put_by()
        else:
            self._end(check_in_id)

    async def _keep(self, form: Form, decision: str | None) -> str:
        chosen = self._chosen
        whose = f" of {chosen.about}" if chosen.about else ""
        words = f"the {chosen.instrument.short_name} check-in{whose} of {show_date(chosen.on)}"
        kept: Result = await self._host.desk.change(
            lambda uow: take(uow, chosen.person_id, form, self._gate, decision=decision), words
        )
        await self._draft.drop()
        self._host.say("Check-in kept. u takes it back.")
        return kept.check_in.id

    def _end(self, check_in_id: str) -> None:
        self._kept(check_in_id)

    def _put_by(self) -> None:
        self._host.reload()
        self._host.say("Not kept yet. The answers stay as a draft: k goes on from there.")
