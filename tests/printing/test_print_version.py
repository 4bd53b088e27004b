"""A copy of a frozen version, and the languages that a copy can have."""

from pathlib import Path

import pytest

from linkworker.base.clock import FixedClock
from linkworker.base.errors import NotFound
from linkworker.base.settings import load_settings
from linkworker.casework.plans import agreeing, goals, planning
from linkworker.printing.from_plan import copy_of
from linkworker.printing.language import WORDS, other_languages
from linkworker.records.person import Person
from linkworker.vault.store import Store


def test_a_version_prints_as_it_was_agreed_whatever_came_after(
    store: Store, worker: str, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its goals and its answer, where the copy of the plan as it stands says that it is not finished."""
    monkeypatch.setenv("LINKWORKER_SETTINGS", "")
    settings, today = load_settings(), clock.today()
    with store.unit_of_work(worker) as uow:
        ali = uow.add(Person(name="Ali Marsh")).id
        plan = planning.start_plan(uow, ali)
        goal = goals.add_goal(uow, ali, plan, "Play football")
        agreeing.agree(uow, ali, plan, "agreed", note="Yes")
        goals.change_goal(uow, ali, goal, text="Something else")
        as_agreed = copy_of(uow.connection, ali, settings, today, version=1)
        now = copy_of(uow.connection, ali, settings, today)
        assert ([each.words for each in as_agreed.goals], as_agreed.agreed.answer) == (["Play football"], "agreed")
        assert as_agreed.agreed.note == "Yes"
        assert ([each.words for each in now.goals], now.agreed.answer) == (["Something else"], "draft")
        with pytest.raises(NotFound):
            copy_of(uow.connection, ali, settings, today, version=2)


def test_other_languages_are_those_with_a_words_file_that_can_be_used(tmp_path: Path) -> None:
    """English is not another one; a file that lacks a word is left out."""
    assert "en" not in [each.code for each in other_languages()]
    english = (WORDS / "en.toml").read_text(encoding="utf-8")
    welsh = english.replace('name = "English"', 'name = "Cymraeg"')
    (tmp_path / "cy.toml").write_text(welsh, encoding="utf-8", newline="\n")
    (tmp_path / "xx.toml").write_text('name = "Broken"\n', encoding="utf-8", newline="\n")
    own = {each.code: each.name for each in other_languages(tmp_path)}
    assert own["cy"] == "Cymraeg"
    assert "xx" not in own
