"""A form as a thing said once, without a screen."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from linkworker.base.errors import BadInput, NotFound
from linkworker.ui.forms.field import Field, Kind, Option
from linkworker.ui.forms.form import Form, Problem
from linkworker.ui.forms.inputs.make import help_of
from linkworker.ui.forms.options import from_list, matching, meant

TODAY = date(2026, 8, 6)
NAME = Field("name", "Name", needed="Enter a name.")
AGREES = Field("agrees", "Do they agree?", Kind.YES_NO)
WHY = Field("why", "Why not?", needed="Enter why not.", shown_if=lambda typed: typed.get("agrees") == "no")
SECRET = Field("secret", "Passphrase", Kind.SECRET)
NOTE = Field("said", "This is kept for six years.", Kind.NOTE, needed="Never said.")


async def _save(values: Mapping[str, Any]) -> int:
    return len(values)


def a_form(*fields: Field, **named: Any) -> Form[int]:
    return Form("person:new", "New person", fields, _save, **named)


def test_values_come_by_the_name_of_their_field() -> None:
    """What is left empty is None; a note gives none but None."""
    parsed = a_form(NAME, AGREES, NOTE).parse({"name": " Ali M ", "agrees": "yes"}, TODAY)
    assert parsed.problems == ()
    assert parsed.values == {"name": "Ali M", "agrees": True, "said": None}


def test_every_problem_is_told_in_the_order_of_the_fields() -> None:
    """All at once, so that nobody mends a form line by line."""
    age = Field("age", "Age", Kind.NUMBER)
    parsed = a_form(age, NAME).parse({"age": "old", "name": ""}, TODAY)
    assert [problem.field for problem in parsed.problems] == ["age", "name"]
    assert parsed.values == {}


def test_a_question_that_is_not_asked_is_not_needed() -> None:
    """What stands in it is not read either."""
    form = a_form(AGREES, WHY)
    assert form.parse({"agrees": "yes", "why": "left over"}, TODAY).values == {"agrees": True, "why": None}
    assert form.parse({"agrees": "no", "why": ""}, TODAY).problems == (Problem("why", "Enter why not."),)


def test_the_check_across_fields_waits_until_each_can_be_read() -> None:
    """It never meets a value that is not there."""
    begins, ends = Field("begins", "Begins", Kind.DATE), Field("ends", "Ends", Kind.DATE)

    def in_order(values: Mapping[str, Any]) -> list[Problem]:
        return [Problem("ends", "It must end after it begins.")] if values["ends"] < values["begins"] else []

    form = a_form(begins, ends, check=in_order)
    assert [p.field for p in form.parse({"begins": "today", "ends": "soon"}, TODAY).problems] == ["ends"]
    assert form.parse({"begins": "today", "ends": "yesterday"}, TODAY).problems[0].sentence.startswith("It must end")
    assert form.parse({"begins": "today", "ends": "tomorrow"}, TODAY).values["ends"] == date(2026, 8, 7)


def test_a_failed_save_is_told_at_the_field_it_names() -> None:
    """An error that names no field of ours is of the whole form."""
    error = BadInput("Somebody has that number.")
    form = a_form(NAME)
    assert form.problem_of(error) == Problem("", "Somebody has that number.")
    error.field = "name"  # type: ignore[attr-defined]
    assert form.problem_of(error).field == "name"
    error.field = "elsewhere"  # type: ignore[attr-defined]
    assert form.problem_of(error).field == ""


def test_a_draft_holds_everything_but_secrets() -> None:
    """Not even their length."""
    kept = a_form(NAME, SECRET, NOTE).to_keep({"name": "Al", "secret": "kettle orbit"})
    assert kept == {"name": "Al"}


def test_a_form_as_it_began_has_no_draft() -> None:
    """A secret alone makes none either."""
    form = a_form(Field("name", "Name", default="Ali"), SECRET)
    assert form.to_keep({"name": "Ali", "secret": "kettle"}) == {}
    assert form.to_keep({"name": "", "secret": ""}) == {"name": ""}


def test_a_draft_of_an_older_form_is_taken_up_as_far_as_it_fits() -> None:
    """Fields it does not know begin anew, fields that are gone are left, and no secret is ever filled."""
    form = a_form(NAME, Field("kind", "Kind", default="phone"), SECRET)
    taken = form.from_draft({"name": "Al", "shoe": "9", "secret": "kettle"})
    assert taken == {"name": "Al", "kind": "phone", "secret": ""}


def test_options_come_from_a_coded_list() -> None:
    """Codes, labels and notes, all or one group."""
    levels = from_list("risk-level")
    assert [option.code for option in levels][:2] == ["low", "medium"]
    with pytest.raises(NotFound):
        from_list("no-such-list")


def test_an_answer_is_found_by_parts_of_its_words() -> None:
    """Those that begin so come first, the others in their order."""
    options = (Option("a", "Magyar"), Option("b", "Arabic"), Option("c", "Kurdish (Sorani)"))
    assert [option.code for option in matching(options, "AR")] == ["b", "a"]
    assert [option.code for option in matching(options, "sor kur")] == ["c"]
    assert matching(options, "") == options


def test_an_answer_is_meant_by_its_code_or_its_whole_label() -> None:
    """Half a label means nothing yet."""
    options = (Option("ar", "Arabic"), Option("hy", "Armenian"))
    assert meant(options, "HY") == options[1]
    assert meant(options, "  arabic ") == options[0]
    assert meant(options, "arm") is None


def test_help_says_a_hint_once_and_as_a_sentence() -> None:
    """A hint that the keys of its kind say already is not said twice."""
    assert help_of(Field("a", "A", Kind.FILE, "A sheet. Tab completes its name.")) == "A sheet. Tab completes its name."
    assert help_of(Field("a", "A", Kind.PICK, "Type part of a word")).count("Type part of a word") == 1
    assert help_of(Field("a", "A", hint="If it is known")) == "If it is known."
